// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/designpanel.h"

#include "document/recipedocument.h"
#include "models/documentlistmodel.h"
#include "panels/checkspanel.h"
#include "panels/examplespanel.h"
#include "panels/fielddetails.h"
#include "panels/fieldspanel.h"
#include "panels/hookspage.h"
#include "panels/schemapanel.h"
#include "panels/settingspanel.h"
#include "shell/codepermission.h"
#include "widgets/codebar.h"
#include "widgets/documentedit.h"
#include "widgets/framed.h"
#include "widgets/instructionsedit.h"
#include "widgets/sectionlabel.h"
#include "widgets/tabpages.h"

#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

static constexpr int kCommitDelayMs = 300;

DesignPanel::DesignPanel(RecipeDocument &recipe, DocumentListModel &texts, CodePermission &permission,
                         QWidget *parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_pages(new TabPages(tr("Parts of the recipe"), QPalette::Base))
    , m_outer(new QSplitter(Qt::Horizontal))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_instructions(new InstructionsEdit)
    , m_fields(new FieldsPanel(recipe))
    , m_schema(new SchemaPanel(recipe))
    , m_examples(new ExamplesPanel(recipe))
    , m_checks(new ChecksPanel(recipe, permission))
    , m_hooks(new ui::HooksPage(recipe, permission))
    , m_settings(new SettingsPanel(recipe))
    , m_document(new DocumentEdit)
{
    m_pages->addPage(makeFieldsPage(recipe), tr("Fields"));
    m_pages->addPage(m_schema, tr("Schema (JSON)"));
    m_pages->addPage(m_examples, tr("Examples"));
    auto *checks = new QScrollArea;
    checks->setFrameShape(QFrame::NoFrame);
    checks->setWidgetResizable(true);
    m_checks->setContentsMargins(12, 12, 12, 12);
    m_checks->setAutoFillBackground(true);
    m_checks->setBackgroundRole(QPalette::Base);
    checks->setWidget(m_checks);
    m_pages->addPage(checks, tr("Checks"));
    m_pages->addPage(m_hooks, tr("Retries and hooks"));
    m_pages->addPage(m_settings, tr("Settings"));
    m_pages->addPage(makeDocumentPage(), tr("Document"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeCodeBar(permission));
    layout->addWidget(m_pages);
    connect(m_pages, &TabPages::currentChanged, this, &DesignPanel::pageChanged);
    connect(m_fields, &FieldsPanel::schemaErrorWanted, this, &DesignPanel::showSchemaError);
    for (const auto signal : {&RecipeDocument::examplesChanged, &RecipeDocument::checksChanged})
        connect(&recipe, signal, this, [this, &recipe] { nameExamples(recipe); });
    nameExamples(recipe);
    setCurrentText(-1);
}

void DesignPanel::nameExamples(RecipeDocument &recipe)
{
    const auto count = recipe.content().examples.size();
    m_pages->setTitle(ExamplesPage, count == 0 ? tr("Examples") : tr("Examples (%1)").arg(count));
    const auto checks = recipe.content().checks.size();
    m_pages->setTitle(ChecksPage, checks == 0 ? tr("Checks") : tr("Checks (%1)").arg(checks));
}

/// A bar that is there only while something waits to be allowed.
QWidget *DesignPanel::makeCodeBar(CodePermission &permission)
{
    auto *bar = new CodeBar;
    auto *space = new QWidget;
    auto *layout = new QVBoxLayout(space);
    layout->setContentsMargins(12, 8, 12, 4);
    layout->addWidget(bar);
    const auto ask = [bar, space, &permission] {
        bar->setWaiting(permission.waitingChecks(), permission.waitingHooks());
        space->setVisible(!bar->isHidden());
    };
    connect(&permission, &CodePermission::changed, bar, ask);
    connect(bar, &CodeBar::allowed, &permission, &CodePermission::allowWaiting);
    ask();
    return space;
}

QWidget *DesignPanel::makeFieldsPage(RecipeDocument &recipe)
{
    bindInstructions(*m_instructions, recipe);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(12, 12, 12, 4);
    layout->setSpacing(6);
    layout->addWidget(new SectionLabel(tr("Instructions"), m_instructions));
    layout->addWidget(framed(m_instructions), 1);
    m_instructions->setMinimumHeight(m_instructions->fontMetrics().lineSpacing() * 2);
    m_splitter->addWidget(part);
    m_splitter->addWidget(m_fields);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 0); // a taller window has room for fields
    m_splitter->setStretchFactor(1, 1);
    const int line = m_instructions->fontMetrics().lineSpacing();
    m_splitter->setSizes({line * 8, line * 30});
    m_outer->addWidget(m_splitter);
    m_outer->setChildrenCollapsible(false);
    return m_outer;
}

void DesignPanel::setSideBySide(bool beside)
{
    if (m_beside == beside)
        return;
    m_beside = beside;
    const bool shown = page() == SchemaPage;
    if (beside)
        m_outer->addWidget(m_schema);
    else
        m_pages->setPage(SchemaPage, m_schema);
    m_schema->show();
    m_pages->tabs()->setTabVisible(SchemaPage, !beside);
    if (beside && shown)
        setPage(FieldsPage);
}

QWidget *DesignPanel::makeDocumentPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 8, 0, 0);
    layout->addWidget(m_document);
    m_commitLater.setSingleShot(true);
    m_commitLater.setInterval(kCommitDelayMs);
    connect(&m_commitLater, &QTimer::timeout, this, &DesignPanel::commitText);
    connect(m_document, &QPlainTextEdit::textChanged, this, [this] {
        m_typed = true;
        if (!m_commitLater.isActive()) // not started anew: who types without a pause is saved all the same
            m_commitLater.start();
    });
    connect(m_document, &DocumentEdit::fileRefused, this,
            [this](const QString &, const Error &error) { Q_EMIT fileRefused(error); });
    return page;
}

void DesignPanel::setCurrentText(int row)
{
    commitText();
    m_row = row;
    const QString text = m_texts.documents().value(row).text;
    if (m_document->toPlainText() != text) {
        m_document->setPlainText(text);
        m_commitLater.stop(); // it came from there
        m_typed = false;
    }
    m_document->setEnabled(row >= 0);
}

void DesignPanel::commit()
{
    commitText();
    m_fields->commit();
    m_examples->commit();
    m_checks->commit();
    m_hooks->commit();
    m_settings->commit();
}

void DesignPanel::commitText()
{
    m_commitLater.stop();
    if (!std::exchange(m_typed, false))
        return;
    m_texts.setText(m_row, m_document->toPlainText());
}

DesignPanel::Page DesignPanel::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

void DesignPanel::setPage(Page page)
{
    m_pages->setCurrentIndex(page);
}

void DesignPanel::setFieldDetails(bool open)
{
    m_fields->details()->setOpen(open);
}

bool DesignPanel::hasFieldDetails() const
{
    return m_fields->details()->isOpen();
}

void DesignPanel::showSchemaError()
{
    setPage(m_beside ? FieldsPage : SchemaPage);
    m_schema->showError();
}

void DesignPanel::showUnfinished(const UnfinishedText &text)
{
    const bool example = text.part == RecipePart::Examples;
    setPage(example ? ExamplesPage : SettingsPage);
    if (example)
        m_examples->showAnswer(text.row);
    else
        m_settings->showFurther();
}

void DesignPanel::showExamples()
{
    setPage(ExamplesPage);
    m_examples->setFocus();
}

} // namespace espalier::ui

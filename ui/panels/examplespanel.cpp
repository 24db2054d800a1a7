// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/examplespanel.h"

#include "schema/answershape.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/exampleeditor.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

constexpr qsizetype kTitleLetters = 80;

QPushButton *button(const QString &text, ButtonKind kind = ButtonKind::Quiet)
{
    auto *out = new QPushButton(text);
    out->setAutoDefault(false);
    EspalierStyle::setButtonKind(out, kind);
    return out;
}

/// The beginning of the text, for the list.
QString titleOf(const recipe::Example &example, int row)
{
    const QString text = QString::fromStdString(example.text.substr(0, 4 * kTitleLetters)).simplified();
    return QStringLiteral("%1   %2").arg(row + 1).arg(text.isEmpty() ? ExamplesPanel::tr("no text yet")
                                                                     : displayText(text.left(kTitleLetters)));
}

} // namespace

ExamplesPanel::ExamplesPanel(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_pages(new QStackedWidget)
    , m_list(new QListWidget)
    , m_editor(new ExampleEditor)
    , m_remove(button(tr("Remove")))
    , m_up(button(tr("Move up")))
    , m_down(button(tr("Move down")))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(makeListPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addWidget(m_pages);
    setLastTry(false);
    connect(&m_document, &RecipeDocument::examplesChanged, this, &ExamplesPanel::showExamples);
    connect(&m_document, &RecipeDocument::schemaChecked, this, &ExamplesPanel::checkSchema);
    connect(&m_document, &RecipeDocument::settingsChanged, this, &ExamplesPanel::checkSchema);
    checkSchema();
    showExamples();
}

QWidget *ExamplesPanel::makeEmptyPage()
{
    auto *page = new QWidget;
    auto *words =
        new DimLabel(tr("An example is a text with the answer that is right for it. The model sees it "
                        "before your text, and does likewise: two or three settle what instructions "
                        "cannot. Each costs its tokens with every question."));
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    words->setMaximumWidth(fontMetrics().averageCharWidth() * 70);
    auto *add = button(tr("Add example"), ButtonKind::Plain);
    m_take.append(button(tr("Take from the last try")));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(add);
    buttons->addWidget(m_take.last());
    buttons->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(words, 10);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addLayout(row);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(2);
    connect(add, &QPushButton::clicked, this, [this] { addExample({}, json::Value::object()); });
    connect(m_take.last(), &QPushButton::clicked, this, &ExamplesPanel::lastTryWanted);
    return page;
}

QWidget *ExamplesPanel::makeListPage()
{
    auto *page = new QWidget;
    auto *add = button(tr("Add example"));
    m_take.append(button(tr("Take from the last try")));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QPushButton *one : {add, m_take.last(), m_up, m_down, m_remove})
        buttons->addWidget(one);
    buttons->addStretch(1);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Examples"));
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(m_editor);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(buttons);
    layout->addWidget(splitter, 1);

    connect(add, &QPushButton::clicked, this, [this] { addExample({}, json::Value::object()); });
    connect(m_take.last(), &QPushButton::clicked, this, &ExamplesPanel::lastTryWanted);
    connect(m_remove, &QPushButton::clicked, this, &ExamplesPanel::removeCurrent);
    connect(m_up, &QPushButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_showing)
            return;
        m_editor->commit(); // belongs to the one before
        m_current = row;
        showCurrent();
    });
    connect(m_editor, &ExampleEditor::textCommitted, this, [this](const QString &text) {
        editCurrent(tr("Edit example"), [&](recipe::Example &example) { example.text = text.toStdString(); });
    });
    connect(m_editor, &ExampleEditor::answerCommitted, this, [this](const json::Value &value) {
        m_drafts[m_current].reset();
        editCurrent(tr("Edit example"), [&](recipe::Example &example) { example.value = value; });
    });
    connect(m_editor, &ExampleEditor::draftCommitted, this,
            [this](const QString &answer) { m_drafts[m_current] = answer; });
    return page;
}

template <typename Edit>
void ExamplesPanel::editCurrent(const QString &label, Edit edit)
{
    if (m_current < 0)
        return;
    QList<recipe::Example> next = m_shown;
    edit(next[m_current]);
    setExamples(next, label, m_current);
}

/// Drafts belong to the examples of `examples` already.
void ExamplesPanel::setExamples(const QList<recipe::Example> &examples, const QString &label, int current)
{
    m_shown = examples;
    m_current = current;
    m_document.setExamples(examples, label);
    showExamples();
}

void ExamplesPanel::addExample(const QString &text, const json::Value &value)
{
    commit();
    QList<recipe::Example> next = m_shown;
    next.append({text.toStdString(), value});
    m_drafts.append(std::nullopt);
    setExamples(next, tr("Add example"), static_cast<int>(next.size()) - 1);
    if (isVisible() && text.isEmpty())
        m_editor->focusText();
}

void ExamplesPanel::removeCurrent()
{
    if (m_current < 0)
        return;
    commit();
    QList<recipe::Example> next = m_shown;
    next.removeAt(m_current);
    m_drafts.removeAt(m_current);
    setExamples(next, tr("Remove example"), std::min(m_current, static_cast<int>(next.size()) - 1));
}

void ExamplesPanel::moveCurrent(int by)
{
    const int to = m_current + by;
    if (m_current < 0 || to < 0 || to >= m_shown.size())
        return;
    commit();
    QList<recipe::Example> next = m_shown;
    next.move(m_current, to);
    m_drafts.move(m_current, to);
    setExamples(next, tr("Move example"), to);
}

void ExamplesPanel::commit()
{
    m_editor->commit();
}

void ExamplesPanel::setLastTry(bool available)
{
    for (QPushButton *take : std::as_const(m_take)) {
        take->setEnabled(available);
        take->setToolTip(available ? QString() : tr("Press Try first"));
    }
}

void ExamplesPanel::showExamples()
{
    const QList<recipe::Example> &now = m_document.content().examples;
    if (now != m_shown) {
        // Changed elsewhere, by undo for instance: a draft stays only with the very example it is of.
        QList<std::optional<QString>> drafts(now.size());
        for (qsizetype i = 0; i < std::min(now.size(), m_shown.size()); ++i) {
            if (now.at(i) == m_shown.at(i))
                drafts[i] = m_drafts.at(i);
        }
        m_drafts = drafts;
        m_shown = now;
    }
    m_current = std::clamp(m_current, m_shown.isEmpty() ? -1 : 0, static_cast<int>(m_shown.size()) - 1);
    m_showing = true;
    while (m_list->count() > m_shown.size())
        delete m_list->takeItem(m_list->count() - 1);
    for (int row = 0; row < m_shown.size(); ++row) {
        if (row == m_list->count())
            m_list->addItem(QString());
        m_list->item(row)->setText(titleOf(m_shown.at(row), row));
    }
    m_list->setCurrentRow(m_current);
    m_showing = false;
    m_pages->setCurrentIndex(m_shown.isEmpty() ? 0 : 1);
    showCurrent();
}

void ExamplesPanel::showCurrent()
{
    const bool any = m_current >= 0;
    m_editor->setEnabled(any);
    m_remove->setEnabled(any);
    m_up->setEnabled(m_current > 0);
    m_down->setEnabled(any && m_current + 1 < m_shown.size());
    if (any)
        m_editor->setExample(m_shown.at(m_current), m_drafts.at(m_current));
}

/// Answers are of the person's shape, and with iterable streaming that is a list.
void ExamplesPanel::checkSchema()
{
    const std::optional<json::Value> &schema = m_document.schema();
    std::optional<schema::Validator> validator;
    if (schema) {
        const bool list = m_document.settings().streaming == wire::StreamKind::Iterable;
        if (const auto shape = schema::AnswerShape::of(*schema, list)) {
            if (auto compiled =
                    schema::Validator::compile(shape->userSchema, schema::CompileOptions::forAnswers()))
                validator = std::move(compiled).value();
        }
    }
    m_editor->setValidator(std::move(validator));
}

} // namespace espalier::ui

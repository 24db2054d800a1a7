// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/fieldspanel.h"

#include "dialogs/sampledialog.h"
#include "document/recipedocument.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "panels/fieldactions.h"
#include "panels/fielddetails.h"
#include "schema/providerhints.h"
#include "text/fieldtext.h"
#include "text/plaintip.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/fieldsview.h"
#include "widgets/hintline.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"
#include "widgets/wrappingrow.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kHintDelayMs = 250; // after the last key

FieldsPanel::FieldsPanel(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_editor(new FieldEditor(document, this))
    , m_model(new FieldTreeModel(document, *m_editor, this))
    , m_view(new FieldsView(*m_model))
    , m_actions(new FieldActions(*m_view))
    , m_pages(new QStackedWidget)
    , m_details(new FieldDetails(document, *m_model))
    , m_broken(new HintLine(tr("Show")))
    , m_note(new HintLine(tr("Close")))
    , m_form(new LinkButton(QString()))
    , m_hints(new LinkButton(QString()))
    , m_add(new LinkButton(tr("+ Field")))
    , m_sample(new LinkButton(tr("From sample…")))
    , m_suggest(new LinkButton(tr("Suggest…")))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_pages->addWidget(m_view);
    m_pages->addWidget(makeEmptyPage());
    m_pages->setMinimumHeight(QPushButton(tr("Add field")).sizeHint().height() +
                              10); // the least, in a small window
    auto *hints = new QVBoxLayout;
    hints->setContentsMargins(12, 6, 12, 6);
    hints->setSpacing(6);
    hints->addWidget(m_broken);
    hints->addWidget(m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_pages, 3);
    layout->addWidget(m_details);
    layout->addLayout(hints);
    connectEditor();
    connectDetails();
    m_hintLater.setSingleShot(true);
    m_hintLater.setInterval(kHintDelayMs);
    connect(&m_hintLater, &QTimer::timeout, this, &FieldsPanel::updateHints);
    connect(&document, &RecipeDocument::schemaTextChanged, &m_hintLater, qOverload<>(&QTimer::start));
    update();
    updateHints();
}

FieldsPanel::~FieldsPanel()
{
    // An editor that is open in a cell commits when it goes, and then there is nobody left to be told.
    m_document.disconnect(this);
    m_model->disconnect(this);
    m_editor->disconnect();
}

QWidget *FieldsPanel::makeHead()
{
    auto *head = new QWidget;
    auto *menu = new QMenu(m_form);
    for (const schema::RootForm form : {schema::RootForm::Object, schema::RootForm::List}) {
        const bool list = form == schema::RootForm::List;
        menu->addAction(list ? tr("A &list of such objects") : tr("&One object with these fields"), this,
                        [this, form] { m_editor->setRootForm(form); });
    }
    m_form->setMenu(menu);
    m_form->setQuiet(true);
    m_form->setToolTip(tr("What the answer is"));
    m_form->setAccessibleName(tr("What the answer is"));
    m_add->setToolTip(tr("Add a field (Insert)"));
    m_add->setAccessibleName(tr("Add field"));
    m_sample->setToolTip(tr("Take the fields from samples, a table or a schema"));
    auto *margins = new QHBoxLayout(head);
    margins->setContentsMargins(12, 8, 8, 2);
    auto *layout = new WrappingRow(10);
    margins->addLayout(layout);
    layout->addWidget(new SectionLabel(tr("Fields"), m_view));
    layout->addWidget(m_form);
    m_hints->setQuiet(true);
    m_hints->hide();
    layout->addWidget(m_hints);
    connect(m_hints, &QAbstractButton::clicked, this, [this] { m_note->say(m_hintText); });
    for (QWidget *verb : {m_add, m_sample, m_suggest})
        layout->addWidget(verb);
    layout->setTail(3); // what can be done stands at the right
    m_suggest->setToolTip(tr("Let the model suggest fields for a sentence"));
    connect(m_suggest, &QAbstractButton::clicked, this, &FieldsPanel::suggestionWanted);
    connect(m_add, &QAbstractButton::clicked, m_actions, &FieldActions::add);
    connect(m_sample, &QAbstractButton::clicked, this, &FieldsPanel::takeSample);
    return head;
}

QWidget *FieldsPanel::makeEmptyPage()
{
    auto *page = new QWidget;
    auto *add = new QPushButton(tr("Add field"));
    auto *sample = new QPushButton(tr("From sample…"));
    auto *words = new DimLabel(tr("No fields yet. Add one, or take them from a sample."));
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignHCenter);
    words->setMinimumHeight(1); // in a small window it gives way to what can be done
    EspalierStyle::setButtonKind(add, ButtonKind::Primary);
    for (QPushButton *button : {add, sample})
        button->setMinimumHeight(button->sizeHint().height());
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(add);
    buttons->addWidget(sample);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(words);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(2);
    connect(add, &QPushButton::clicked, m_actions, &FieldActions::add);
    connect(sample, &QPushButton::clicked, this, &FieldsPanel::takeSample);
    connect(m_model, &FieldTreeModel::stateChanged, page,
            [this, page] { page->setEnabled(m_model->isEditable()); });
    return page;
}

void FieldsPanel::connectEditor()
{
    connect(&m_document, &RecipeDocument::schemaTextChanged, m_note, [this] { m_note->say({}); });
    connect(&m_document, &RecipeDocument::schemaChecked, this, &FieldsPanel::update);
    connect(m_model, &FieldTreeModel::stateChanged, this, &FieldsPanel::update);
    connect(m_editor, &FieldEditor::done, m_view, &FieldsView::reveal);
    connect(m_editor, &FieldEditor::done, m_note, [this](const QString &pointer) {
        const schema::Field &field = m_model->field(m_model->indexOf(pointer));
        const bool shared = field.definition.empty() && field.uses > 1;
        if (shared && !m_details->isOpen() && m_note->isHidden()) // there it stands all the time
            m_note->say(fieldOrigin(field));
    });
    connect(m_editor, &FieldEditor::dropped, m_note,
            [this](const QStringList &keywords) { m_note->say(droppedText(keywords)); });
    connect(m_editor, &FieldEditor::told, m_note, [this](const QString &text) { m_note->say(text); });
    connect(m_editor, &FieldEditor::refused, m_note, [this](const Error &error) {
        QString text = QString::fromStdString(error.message);
        text.front() = text.front().toUpper();
        m_note->say(text + QStringLiteral(". ") + QString::fromStdString(error.nextStep));
    });
    connect(m_note, &HintLine::pressed, m_note, [this] { m_note->say({}); });
    connect(m_broken, &HintLine::pressed, this, &FieldsPanel::schemaErrorWanted);
}

/// What endpoints do not take stands at its field; all of it, and what is said of the whole, behind a small
/// button.
void FieldsPanel::updateHints()
{
    QList<QPair<QString, QString>> hints;
    for (const schema::ProviderHint &hint : schema::providerHints(m_document.lastJson())) {
        const QString message = QString::fromStdString(hint.message);
        const QString provider = QString::fromStdString(hint.provider);
        hints.append({QString::fromStdString(hint.pointer),
                      provider.isEmpty() ? message : provider + QStringLiteral(": ") + message});
    }
    const QStringList ofTheWhole = m_model->setHints(hints);
    QStringList lines = ofTheWhole;
    if (const qsizetype marked = hints.size() - ofTheWhole.size(); marked > 0)
        lines.append(marked == 1 ? tr("1 stands at the field that is marked ~.")
                                 : tr("%1 stand at the fields that are marked ~.").arg(marked));
    m_hintText = displayText(lines.join(u'\n'));
    m_hints->setVisible(!hints.isEmpty());
    m_hints->setText(hints.size() == 1 ? tr("1 hint") : tr("%1 hints").arg(hints.size()));
    m_hints->setToolTip(plainTip(m_hintText));
    m_hints->setAccessibleDescription(m_hintText);
    m_hints->updateGeometry();
}

void FieldsPanel::connectDetails()
{
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, m_details,
            [this](const QModelIndex &current) { m_details->show(current); });
    connect(m_details, &FieldDetails::typeChosen, m_actions, &FieldActions::setType);
    connect(m_details, &FieldDetails::left, m_view, [this] { m_view->setFocus(); });
    m_actions->offerDetails();
    connect(m_actions, &FieldActions::detailsWanted, m_details, &FieldDetails::enter);
    auto *layout = qobject_cast<QVBoxLayout *>(this->layout());
    connect(m_details, &FieldDetails::opened, this,
            [this, layout](bool open) { layout->setStretchFactor(m_details, open ? 4 : 0); });
}

void FieldsPanel::update()
{
    const bool editable = m_model->isEditable();
    const bool empty = m_model->rowCount() == 0;
    m_pages->setCurrentIndex(empty ? 1 : 0);
    m_details->setVisible(!empty);
    m_add->setEnabled(editable);
    m_sample->setEnabled(editable);
    m_suggest->setEnabled(editable);
    m_form->setEnabled(editable);
    const schema::RootForm form = m_model->rootForm();
    m_form->setText(form == schema::RootForm::Object ? tr("one object")
                    : form == schema::RootForm::List ? tr("a list of objects")
                                                     : tr("a single value"));
    m_form->updateGeometry();
    const std::optional<schema::SchemaError> &error = m_document.schemaError();
    const bool unusable = error && editable && !m_document.schemaText().trimmed().isEmpty();
    const QString where = error && error->line > 0 ? tr(" in line %1").arg(error->line) : QString();
    m_broken->say(!editable ? tr("The JSON has an error%1; the table shows what it was before.").arg(where)
                  : unusable
                      ? tr("The schema cannot be used yet: %1").arg(QString::fromStdString(error->message))
                      : QString());
    m_view->viewport()->update();
}

void FieldsPanel::commit()
{
    m_view->commit();
    m_details->commit();
}

void FieldsPanel::showField(const QString &pointer)
{
    m_view->reveal(pointer);
}

bool FieldsPanel::hasFields() const
{
    return m_model->rowCount() > 0;
}

void FieldsPanel::takeFields(const json::Value &schema, bool replace, const QString &label)
{
    m_editor->takeFields(schema, replace, label);
}

void FieldsPanel::takeSample()
{
    auto *dialog = new SampleDialog(*m_editor, hasFields(), this);
    connect(dialog, &SampleDialog::marksWanted, this, &FieldsPanel::marksWanted);
    dialog->open();
}

} // namespace espalier::ui

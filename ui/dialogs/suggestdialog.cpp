// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/suggestdialog.h"

#include "document/recipedocument.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "panels/fieldactions.h"
#include "shell/windowfit.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/fieldsview.h"
#include "widgets/framed.h"
#include "widgets/longlines.h"
#include "widgets/sectionlabel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

SuggestDialog::SuggestDialog(const QString &where, bool hasFields, QWidget *parent)
    : QDialog(parent)
    , m_fields(std::make_unique<RecipeDocument>())
    , m_editor(new FieldEditor(*m_fields, this))
    , m_model(new FieldTreeModel(*m_fields, *m_editor, this))
    , m_view(new FieldsView(*m_model))
    , m_sentence(new QPlainTextEdit)
    , m_state(plainLabel())
    , m_ask(new QPushButton(tr("&Suggest")))
    , m_hasFields(hasFields)
{
    setWindowTitle(tr("Suggest fields"));
    setAttribute(Qt::WA_DeleteOnClose);
    new FieldActions(*m_view);
    m_sentence->setTabChangesFocus(true);
    m_sentence->setAccessibleName(tr("What you want to know"));
    m_sentence->setPlaceholderText(
        tr("The supplier's name, the date, the total amount and whether it is paid"));
    m_sentence->setFixedHeight(fontMetrics().lineSpacing() * 4);
    auto *foot = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_add = foot->addButton(hasFields ? tr("&Add these fields") : tr("&Take these fields"),
                            QDialogButtonBox::ActionRole);
    m_replace = foot->addButton(tr("&Replace all fields"), QDialogButtonBox::ActionRole);
    m_replace->setVisible(hasFields);
    foot->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    m_ask->setDefault(true);
    auto *line = new QHBoxLayout;
    line->addWidget(new DimLabel(where), 1);
    line->addWidget(m_ask);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(plainLabel(tr("Say in a sentence what you want to know from each text.")));
    layout->addWidget(m_sentence);
    layout->addLayout(line);
    layout->addWidget(m_state);
    layout->addWidget(framed(m_view), 1);
    layout->addWidget(foot);
    connect(foot, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ask, &QPushButton::clicked, this, &SuggestDialog::ask);
    connect(m_add, &QPushButton::clicked, this, [this] { take(!m_hasFields); });
    connect(m_replace, &QPushButton::clicked, this, [this] { take(true); });
    wrapShortLinesOnly(*m_sentence);
    connect(m_sentence, &QPlainTextEdit::textChanged, this, &SuggestDialog::update);
    connect(m_model, &FieldTreeModel::stateChanged, this, &SuggestDialog::update);
    connect(m_editor, &FieldEditor::refused, this, &SuggestDialog::setProblem);
    update();
    m_sentence->setFocus();
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().lineSpacing() * 30);
    fitToScreen(*this);
}

SuggestDialog::~SuggestDialog()
{
    delete m_view; // before what it shows
}

void SuggestDialog::ask()
{
    m_waiting = true;
    m_state->setText(tr("Asking…"));
    update();
    Q_EMIT asked(m_sentence->toPlainText().trimmed());
}

void SuggestDialog::setFields(const json::Value &schema)
{
    m_waiting = false;
    m_fields->setSchema(schema, tr("Suggest fields"));
    m_state->setText(tr("Change what you like, remove what you do not want (Delete), then take it over."));
    update();
    m_view->setFocus();
}

void SuggestDialog::setProblem(const Error &error)
{
    m_waiting = false;
    m_state->setText(displayText(QString::fromStdString(error.message + "\n" + error.nextStep)));
    update();
}

void SuggestDialog::update()
{
    const bool some = m_model->rowCount() > 0 && !m_waiting;
    m_ask->setEnabled(!m_waiting && !m_sentence->toPlainText().trimmed().isEmpty());
    m_add->setEnabled(some);
    m_replace->setEnabled(some);
    m_state->setVisible(!m_state->text().isEmpty());
    EspalierStyle::setButtonKind(m_ask, some ? ButtonKind::Plain : ButtonKind::Primary);
    EspalierStyle::setButtonKind(m_add, some ? ButtonKind::Primary : ButtonKind::Plain);
}

void SuggestDialog::take(bool replace)
{
    Q_EMIT taken(m_fields->lastJson(), replace);
    accept();
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/exampleeditor.h"

#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/commitedit.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/notelist.h"
#include "widgets/sectionlabel.h"
#include "json/read.h"
#include "json/writer.h"

#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kIssueRows = 3;

/// An editor under its heading.
static QWidget *part(const QString &title, QWidget *editor, QWidget *below = nullptr)
{
    auto *out = new QWidget;
    auto *layout = new QVBoxLayout(out);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new SectionLabel(title, editor));
    layout->addWidget(editor, 1);
    if (below)
        layout->addWidget(below);
    return out;
}

ExampleEditor::ExampleEditor(QWidget *parent)
    : QWidget(parent)
    , m_text(new CommitEdit)
    , m_answer(new CommitEdit)
    , m_verdict(new DimLabel)
    , m_issues(new NoteList)
{
    m_text->setPlaceholderText(tr("A text like those you will have."));
    m_text->setAccessibleName(tr("Text of the example"));
    m_answer->setPlaceholderText(QStringLiteral("{\"name\": \"Jason\"}"));
    m_answer->setAccessibleName(tr("Right answer as JSON"));
    m_answer->setFont(codeFont());
    new JsonHighlighter(m_answer->document());
    m_verdict->setWordWrap(true);
    m_issues->setAccessibleName(tr("What does not fit the schema"));
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(part(tr("Text"), m_text));
    splitter->addWidget(part(tr("Right answer"), m_answer, m_verdict));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 0, 0); // beside the list
    layout->setSpacing(4);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_issues);

    connect(m_text, &CommitEdit::committed, this, [this] { Q_EMIT textCommitted(m_text->toPlainText()); });
    connect(m_answer, &CommitEdit::typed, this, &ExampleEditor::check);
    connect(m_answer, &CommitEdit::committed, this, [this] {
        const QString answer = m_answer->toPlainText();
        if (auto value = json::readStrict(answer.toStdString()))
            Q_EMIT answerCommitted(*value);
        else
            Q_EMIT draftCommitted(answer);
    });
}

void ExampleEditor::setExample(const recipe::Example &example, const std::optional<QString> &draft)
{
    m_text->setShown(QString::fromStdString(example.text));
    // What says the same stays as it was written.
    const auto now = json::readStrict(m_answer->toPlainText().toStdString());
    if (draft)
        m_answer->setShown(*draft);
    else if (!now || *now != example.value)
        m_answer->setShown(QString::fromStdString(json::writePretty(example.value)));
    check();
}

void ExampleEditor::setValidator(std::optional<schema::Validator> validator)
{
    m_validator = std::move(validator);
    check();
}

void ExampleEditor::commit()
{
    m_text->commit();
    m_answer->commit();
}

void ExampleEditor::focusText()
{
    m_text->setFocus();
}

void ExampleEditor::focusAnswer()
{
    m_answer->setFocus();
}

void ExampleEditor::check()
{
    m_issues->clear();
    const auto value = json::readStrict(m_answer->toPlainText().toStdString());
    bool wrong = true;
    if (!value) {
        m_verdict->setText(
            tr("No JSON yet: %1").arg(displayText(QString::fromStdString(value.error().message))));
    } else if (!m_validator) {
        m_verdict->setText(tr("Not checked: the schema cannot be used yet."));
    } else {
        const schema::Issues issues = m_validator->validate(*value);
        for (const schema::Issue &issue : issues)
            m_issues->addNote(ValueState::Invalid, QString::fromStdString(issue.instance),
                              QString::fromStdString(issue.message), QString::fromStdString(issue.instance));
        wrong = !issues.empty();
        m_verdict->setText(!wrong ? tr("Fits the schema.")
                           : issues.size() == 1
                               ? tr("1 place does not fit the schema; the model would learn it so.")
                               : tr("%1 places do not fit the schema; the model would learn "
                                    "them so.")
                                     .arg(QLocale().toString(static_cast<qulonglong>(issues.size()))));
    }
    m_verdict->setUrgent(wrong);
    m_issues->setVisible(m_issues->count() > 0);
    m_issues->setFixedHeight(m_issues->heightOfRows(kIssueRows));
}

} // namespace espalier::ui

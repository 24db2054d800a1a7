// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/sampledialog.h"

#include "models/fieldeditor.h"
#include "shell/windowfit.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "widgets/longlines.h"
#include "widgets/sectionlabel.h"
#include "widgets/textfile.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

SampleDialog::SampleDialog(FieldEditor &editor, bool hasFields, QWidget *parent)
    : QDialog(parent)
    , m_editor(editor)
    , m_text(new QPlainTextEdit)
    , m_problem(plainLabel())
    , m_add(nullptr)
    , m_replace(nullptr)
{
    setWindowTitle(tr("Fields from a sample"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setFont(codeFont());
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Sample"));
    m_text->setPlaceholderText(
        QStringLiteral("{\n  \"name\": \"Jason\",\n  \"born\": \"2001-02-03\",\n  \"addresses\": "
                       "[{\"city\": \"New York\"}]\n}"));
    m_text->setMinimumSize(fontMetrics().averageCharWidth() * 64, fontMetrics().lineSpacing() * 5);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_replace = buttons->addButton(hasFields ? tr("Replace all fields") : tr("Take these fields"),
                                   QDialogButtonBox::ActionRole);
    if (hasFields)
        m_add = buttons->addButton(tr("Add these fields"), QDialogButtonBox::ActionRole);
    QPushButton *first = m_add ? m_add : m_replace;
    EspalierStyle::setButtonKind(first, ButtonKind::Primary);
    first->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(plainLabel(
        tr("Paste answers as they should look: JSON, one or one a line, or a table with a header (CSV). "
           "Their names and kinds become fields; their values are forgotten. A JSON Schema is taken too, "
           "as pydantic, zod or a tool's definition has it.")));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_replace, &QPushButton::clicked, this, [this] { take(true); });
    if (m_add)
        connect(m_add, &QPushButton::clicked, this, [this] { take(false); });
    auto *open = buttons->addButton(tr("&Open files…"), QDialogButtonBox::ResetRole);
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &SampleDialog::openFiles);
    auto *marks = buttons->addButton(tr("&Mark a text…"), QDialogButtonBox::ResetRole);
    marks->setAutoDefault(false);
    connect(marks, &QPushButton::clicked, this, [this] {
        Q_EMIT marksWanted();
        reject();
    });
    connect(&editor, &FieldEditor::refused, this, &SampleDialog::complain);
    const auto enable = [this] {
        const bool some = !m_text->toPlainText().trimmed().isEmpty();
        m_replace->setEnabled(some);
        if (m_add)
            m_add->setEnabled(some);
    };
    wrapShortLinesOnly(*m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, enable);
    enable();
    m_text->setFocus();
    resize(sizeHint().width(), fontMetrics().lineSpacing() * 24);
    fitToScreen(*this);
}

void SampleDialog::complain(const Error &error)
{
    m_problem->setText(displayText(QString::fromStdString(error.message + "\n" + error.nextStep)));
    m_problem->show();
}

void SampleDialog::openFiles()
{
    auto *files =
        new QFileDialog(this, tr("Open samples"), {},
                        tr("Samples and schemas (*.json *.jsonl *.ndjson *.csv *.tsv *.txt);;All files (*)"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFiles);
    connect(files, &QFileDialog::filesSelected, this, &SampleDialog::load);
    files->open();
}

void SampleDialog::load(const QStringList &paths)
{
    QStringList texts;
    for (const QString &path : paths) {
        const Result<QString, Error> text = readTextFile(path);
        if (!text) {
            complain(text.error());
            return;
        }
        if (paths.size() == 1) {
            texts.append(*text);
            continue;
        }
        const auto value = json::readStrict(text->toStdString());
        if (!value) {
            complain(usageError(
                tr("%1 is no JSON, and only JSON files can be taken together").arg(path).toStdString(),
                tr("Open it alone.").toStdString()));
            return;
        }
        texts.append(QString::fromStdString(json::writeCompact(*value)));
    }
    m_problem->hide();
    m_text->setPlainText(texts.join(u'\n'));
}

void SampleDialog::take(bool replace)
{
    if (m_editor.takeSample(m_text->toPlainText(), replace))
        accept();
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/recipepanel.h"

#include "schema/answershape.h"
#include "schema/schematext.h"
#include "schema/validator.h"
#include "widgets/documentedit.h"
#include "widgets/instructionsedit.h"
#include "widgets/schemaeditor.h"
#include "widgets/sectionlabel.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QSplitter>
#include <QStringList>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kCheckDelayMs = 250;

/// A part of the panel: heading, a note at its right, the editor.
static QWidget *section(const QString &title, QWidget *editor, QWidget *note, int margin)
{
    auto *part = new QWidget;
    part->setAutoFillBackground(true);
    part->setBackgroundRole(QPalette::Base);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 12, 4);
    head->addWidget(new SectionLabel(title, editor));
    head->addSpacing(16);
    head->addStretch(1);
    if (note)
        head->addWidget(note);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(margin, 0, 0, 0);
    editor->setMinimumHeight(editor->fontMetrics().lineSpacing() * 2); // in a small window they share
    body->addWidget(editor);
    layout->addLayout(body, 1);
    return part;
}

RecipePanel::RecipePanel(QWidget *parent)
    : QWidget(parent)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_instructions(new InstructionsEdit)
    , m_document(new DocumentEdit)
    , m_schema(new SchemaEditor)
    , m_documentNote(new DimLabel)
    , m_schemaNote(new DimLabel)
{
    const int beside = 8; // so that text stands under its heading; the schema has its line numbers there
    m_splitter->addWidget(section(tr("Instructions"), m_instructions, nullptr, beside));
    m_splitter->addWidget(section(tr("Text"), m_document, m_documentNote, beside));
    m_splitter->addWidget(section(tr("Schema"), m_schema, m_schemaNote, 0));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setStretchFactor(2, 6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    m_checkLater.setSingleShot(true);
    m_checkLater.setInterval(kCheckDelayMs);
    connect(&m_checkLater, &QTimer::timeout, this, &RecipePanel::check);
    connect(m_schema, &QsciScintilla::textChanged, &m_checkLater, qOverload<>(&QTimer::start));
    connect(m_schema, &QsciScintilla::textChanged, this, &RecipePanel::edited);
    connect(m_instructions, &QPlainTextEdit::textChanged, this, &RecipePanel::edited);
    connect(m_document, &QPlainTextEdit::textChanged, this, [this] {
        m_documentNote->setText(
            tr("%1 characters").arg(QLocale().toString(m_document->document()->characterCount() - 1)));
        Q_EMIT edited();
    });
    connect(m_document, &DocumentEdit::fileRefused, this,
            [this](const QString &, const Error &error) { Q_EMIT fileRefused(error); });
    m_schemaNote->setElided(true);
    setFocusProxy(m_document);
    check();
}

QString RecipePanel::instructions() const
{
    return m_instructions->toPlainText();
}

QString RecipePanel::document() const
{
    return m_document->toPlainText();
}

QString RecipePanel::schemaText() const
{
    return m_schema->text();
}

std::optional<json::Value> RecipePanel::schema()
{
    if (m_checkLater.isActive())
        check();
    return m_value;
}

void RecipePanel::setTexts(const QString &instructions, const QString &document, const QString &schemaText)
{
    m_instructions->setPlainText(instructions);
    m_document->setPlainText(document);
    m_schema->setText(schemaText);
    check();
}

void RecipePanel::loadDocument(const QString &path)
{
    m_document->loadFile(path);
}

void RecipePanel::showSchemaError()
{
    if (m_schema->errorLine() == 0)
        return;
    m_schema->setCursorPosition(m_schema->errorLine() - 1, 0);
    m_schema->ensureLineVisible(m_schema->errorLine() - 1);
    m_schema->setFocus();
}

void RecipePanel::check()
{
    m_checkLater.stop();
    const std::string text = m_schema->text().toStdString();
    std::optional<schema::SchemaError> error;
    QStringList notChecked;
    Result<json::Value, schema::SchemaError> value = schema::readSchemaText(text);
    if (m_schema->text().trimmed().isEmpty()) {
        error = schema::SchemaError{
            tr("There is no schema yet; {} takes any answer.").toStdString(), {}, {}, 1, 1};
    } else if (!value) {
        error = value.error();
    } else if (const auto validator = schema::Validator::compile(*value); !validator) {
        error = schema::located(validator.error(), text);
    } else if (const auto shape = schema::AnswerShape::of(*value, false); !shape) {
        error = schema::located(shape.error(), text);
    } else {
        for (const std::string &keyword : validator->notChecked())
            notChecked.append(QString::fromStdString(keyword));
    }
    m_error = error;
    m_value.reset();
    if (error) {
        m_schema->setError(static_cast<int>(error->line), static_cast<int>(error->column),
                           QString::fromStdString(error->message));
        m_schemaNote->setText(error->line > 0 ? tr("error in line %1").arg(error->line)
                                              : tr("cannot be used"));
    } else {
        m_value = std::move(value).value();
        m_schema->clearError();
        m_schemaNote->setText(notChecked.isEmpty() ? tr("can be used")
                                                   : tr("can be used · not checked in this version: %1")
                                                         .arg(notChecked.join(QStringLiteral(", "))));
    }
    m_schemaNote->setUrgent(error.has_value());
    Q_EMIT schemaChecked();
}

} // namespace espalier::ui

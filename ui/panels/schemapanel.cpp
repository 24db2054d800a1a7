// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/schemapanel.h"

#include "document/recipedocument.h"
#include "document/typing.h"
#include "text/valuetext.h"
#include "widgets/schemaeditor.h"
#include "widgets/sectionlabel.h"
#include "widgets/undokeys.h"

#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kCheckDelayMs = 250;

SchemaPanel::SchemaPanel(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_editor(new SchemaEditor)
    , m_note(new DimLabel)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_editor->SendScintilla(QsciScintillaBase::SCI_SETUNDOCOLLECTION, 0UL);
    sendUndoKeysTo(document.undoStack(), m_editor);
    m_note->setElided(true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 12, 4);
    head->addWidget(new SectionLabel(tr("Schema (JSON)"), m_editor));
    head->addSpacing(16);
    head->addStretch(1);
    head->addWidget(m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_editor, 1);
    setFocusProxy(m_editor);

    m_checkLater.setSingleShot(true);
    m_checkLater.setInterval(kCheckDelayMs);
    connect(&m_checkLater, &QTimer::timeout, this, &SchemaPanel::showCheck);
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        if (m_own)
            return;
        // Typing over all of it passes through an empty text, which nobody meant.
        if (m_editor->text().isEmpty())
            QTimer::singleShot(0, this, &SchemaPanel::take);
        else
            take();
    });
    connect(&document, &RecipeDocument::schemaTextChanged, this, &SchemaPanel::showText);
    connect(&document, &RecipeDocument::schemaChecked, this, [this] {
        if (!m_own)
            showCheck();
    });
    showText();
    showCheck();
}

void SchemaPanel::take()
{
    const QScopedValueRollback own(m_own, true);
    m_document.setSchemaText(m_editor->text());
    m_checkLater.start();
}

void SchemaPanel::showText()
{
    const QString before = m_editor->text();
    if (m_own || before == m_document.schemaText())
        return;
    const QScopedValueRollback own(m_own, true);
    const Replacement change = replacementOf(before, m_document.schemaText());
    // Scintilla counts bytes of UTF-8.
    const auto begin = static_cast<unsigned long>(before.left(change.at).toUtf8().size());
    const auto length = static_cast<long>(before.mid(change.at, change.removed).toUtf8().size());
    const QByteArray inserted = change.inserted.toUtf8();
    m_editor->SendScintilla(QsciScintillaBase::SCI_SETTARGETRANGE, begin, static_cast<long>(begin) + length);
    m_editor->SendScintilla(QsciScintillaBase::SCI_REPLACETARGET, static_cast<unsigned long>(inserted.size()),
                            inserted.constData());
}

void SchemaPanel::showCheck()
{
    m_checkLater.stop();
    const std::optional<schema::SchemaError> &error = m_document.schemaError();
    if (error) {
        m_editor->setError(static_cast<int>(error->line), static_cast<int>(error->column),
                           displayText(QString::fromStdString(error->message)));
        m_note->setText(error->line > 0 ? tr("error in line %1").arg(error->line) : tr("cannot be used"));
    } else {
        m_editor->clearError();
        const QStringList &notChecked = m_document.notChecked();
        m_note->setText(notChecked.isEmpty() ? tr("can be used")
                                             : tr("can be used · not checked: %1")
                                                   .arg(displayText(notChecked.join(QStringLiteral(", ")))));
    }
    m_note->setUrgent(error.has_value());
}

void SchemaPanel::showError()
{
    showCheck();
    m_editor->setFocus();
    if (m_editor->errorLine() == 0)
        return;
    const int line = m_editor->errorLine() - 1;
    const auto column = static_cast<int>(m_document.schemaError()->column);
    m_editor->setCursorPosition(line, column > 0 ? column - 1 : 0);
    m_editor->ensureLineVisible(line);
}

} // namespace espalier::ui

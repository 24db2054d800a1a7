// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/instructionsbinding.h"

#include "document/recipedocument.h"
#include "document/typing.h"
#include "widgets/instructionsedit.h"
#include "widgets/undokeys.h"

#include <QScopedValueRollback>
#include <QTextCursor>
#include <QTextDocument>

namespace espalier::ui {

/// A text as the editor holds it.
static QString withPlainBreaks(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(QChar(u'\r'), QChar(u'\n'));
    text.replace(QChar(QChar::ParagraphSeparator), QChar(u'\n'));
    return text;
}

InstructionsBinding::InstructionsBinding(InstructionsEdit &editor, RecipeDocument &document)
    : QObject(&editor)
    , m_editor(editor)
    , m_document(document)
{
    editor.setUndoRedoEnabled(false);
    sendUndoKeysTo(document.undoStack(), &editor);
    connect(&editor, &QPlainTextEdit::textChanged, this, [this] {
        // Colouring the text is told as a change too.
        if (const QString text = shown(); !m_own && text != withPlainBreaks(m_document.instructions())) {
            const QScopedValueRollback own(m_own, true);
            m_document.setInstructions(text);
        }
    });
    connect(&document, &RecipeDocument::instructionsChanged, this, &InstructionsBinding::show);
    show();
}

QString InstructionsBinding::shown() const
{
    return withPlainBreaks(m_editor.document()->toRawText()); // toPlainText() makes blanks of U+00A0
}

void InstructionsBinding::show()
{
    if (m_own)
        return;
    const QString before = shown();
    const QString after = withPlainBreaks(m_document.instructions());
    if (before == after)
        return;
    const QScopedValueRollback own(m_own, true);
    const Replacement change = replacementOf(before, after);
    QTextCursor cursor(m_editor.document());
    cursor.setPosition(static_cast<int>(change.at));
    cursor.setPosition(static_cast<int>(change.at + change.removed), QTextCursor::KeepAnchor);
    cursor.insertText(change.inserted);
}

void bindInstructions(InstructionsEdit &editor, RecipeDocument &document)
{
    new InstructionsBinding(editor, document);
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/undokeys.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QUndoStack>
#include <QWidget>

namespace espalier::ui {

namespace {

class UndoKeys : public QObject
{
public:
    UndoKeys(QUndoStack &history, QWidget *editor, bool spare)
        : QObject(editor)
        , m_history(history)
        , m_spare(spare)
    {
        editor->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool press = event->type() == QEvent::KeyPress;
        if (!press && event->type() != QEvent::ShortcutOverride)
            return QObject::eventFilter(watched, event);
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool undo = key->matches(QKeySequence::Undo);
        if ((!undo && !key->matches(QKeySequence::Redo)) || (m_spare && hasOwn(watched, undo)))
            return QObject::eventFilter(watched, event);
        if (press)
            undo ? m_history.undo() : m_history.redo();
        event->accept(); // an override that is accepted comes again as a key press
        return true;
    }

private:
    static bool hasOwn(const QObject *editor, bool undo)
    {
        if (const auto *line = qobject_cast<const QLineEdit *>(editor))
            return undo ? line->isUndoAvailable() : line->isRedoAvailable();
        if (const auto *text = qobject_cast<const QPlainTextEdit *>(editor))
            return undo ? text->document()->isUndoAvailable() : text->document()->isRedoAvailable();
        return false;
    }

    QUndoStack &m_history;
    bool m_spare;
};

} // namespace

void sendUndoKeysTo(QUndoStack &history, QWidget *editor)
{
    new UndoKeys(history, editor, false);
}

void sendSpareUndoKeysTo(QUndoStack &history, QWidget *editor)
{
    new UndoKeys(history, editor, true);
}

void sendSpareUndoKeysOf(QWidget *form, QUndoStack &history)
{
    for (QLineEdit *line : form->findChildren<QLineEdit *>())
        sendSpareUndoKeysTo(history, line);
    for (QPlainTextEdit *text : form->findChildren<QPlainTextEdit *>())
        sendSpareUndoKeysTo(history, text);
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/undokeys.h"

#include <QKeyEvent>
#include <QUndoStack>
#include <QWidget>

namespace espalier::ui {

namespace {

class UndoKeys : public QObject
{
public:
    UndoKeys(QUndoStack &history, QWidget *editor)
        : QObject(editor)
        , m_history(history)
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
        if (!undo && !key->matches(QKeySequence::Redo))
            return QObject::eventFilter(watched, event);
        if (press)
            undo ? m_history.undo() : m_history.redo();
        event->accept(); // an override that is accepted comes again as a key press
        return true;
    }

private:
    QUndoStack &m_history;
};

} // namespace

void sendUndoKeysTo(QUndoStack &history, QWidget *editor)
{
    new UndoKeys(history, editor);
}

} // namespace espalier::ui

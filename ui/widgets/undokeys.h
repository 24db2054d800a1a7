// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QUndoStack;
class QWidget;

namespace espalier::ui {

/// The keys for undo and redo in an editor go to `history`, which must outlive it. For editors whose own
/// history is off because the document keeps one for all of them.
void sendUndoKeysTo(QUndoStack &history, QWidget *editor);
/// The same for an editor (QLineEdit, QPlainTextEdit) with a history of its own for what is being typed: the
/// keys go to `history` once there is nothing of its own to undo or redo.
void sendSpareUndoKeysTo(QUndoStack &history, QWidget *editor);
/// That for every line and text that is typed in `form`.
void sendSpareUndoKeysOf(QWidget *form, QUndoStack &history);

} // namespace espalier::ui

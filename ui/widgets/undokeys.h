// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QUndoStack;
class QWidget;

namespace espalier::ui {

/// The keys for undo and redo in an editor go to `history`, which must outlive it. For editors whose own
/// history is off because the document keeps one for all of them.
void sendUndoKeysTo(QUndoStack &history, QWidget *editor);

} // namespace espalier::ui

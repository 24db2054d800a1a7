// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace espalier::ui {

/// Puts a frame with round corners around an editor that has none of its own; it turns leaf while one types
/// there. The frame owns the editor.
[[nodiscard]] QFrame *framed(QWidget *editor);

} // namespace espalier::ui

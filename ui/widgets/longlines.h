// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QPlainTextEdit;

namespace espalier::ui {

/// Qt takes the square of a line's length to wrap it: half a megabyte without a line break stops the window
/// for a minute. From now on the lines of `edit` are wrapped only as long as none is longer than this; else
/// one scrolls sideways. To be called once, before there is text. Thread: GUI.
inline constexpr int kLongestWrapped = 20'000; // UTF-16 units
void wrapShortLinesOnly(QPlainTextEdit &edit);

} // namespace espalier::ui

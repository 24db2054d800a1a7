// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace espalier::ui {

/// A text for setToolTip() that is shown as it is, whatever looks like markup in it, its line breaks kept.
/// Cut at some thousand characters: a tip is no reader. Empty for an empty text.
[[nodiscard]] QString plainTip(const QString &text);

} // namespace espalier::ui

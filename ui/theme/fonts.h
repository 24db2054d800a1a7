// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

namespace espalier::ui {

/// The font `factor` times as large, whichever way its size was given.
[[nodiscard]] QFont scaledFont(QFont font, qreal factor);
/// Section labels: 11/13 of the interface font, semi-bold, letter-spaced.
[[nodiscard]] QFont sectionFont();
/// JSON, raw text, placeholders: the system's fixed font at 12/13 of the interface font's size.
[[nodiscard]] QFont codeFont();

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace espalier::ui {

/// One of the program's own line icons (resources/icons/NAME.svg), coloured by the palette of the moment it
/// is painted, at any size and pixel ratio. What is drawn in currentColor takes the palette's text colour, or
/// `role`'s.
[[nodiscard]] QIcon icon(const QString &name, QPalette::ColorRole role = QPalette::ButtonText);

} // namespace espalier::ui

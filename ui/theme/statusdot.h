// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QSize>

#include <cstdint>

class QWidget;

namespace espalier::ui {

/// Whether something is ready, at a glance; words beside it say the same.
enum class StatusDot : std::uint8_t {
    Leaf,  ///< ready: filled
    Amber, ///< something is missing: half filled
    Grey,  ///< stands aside: a ring
};

/// Size of the icon of a dot in `widget`, from its style.
[[nodiscard]] QSize statusDotSize(const QWidget &widget);
/// In the colours and the pixel ratio of the moment: made anew when the palette changes.
[[nodiscard]] QIcon statusDot(StatusDot dot, const QWidget &widget);

} // namespace espalier::ui

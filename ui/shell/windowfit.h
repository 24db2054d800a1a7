// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRect>
#include <QSize>

class QWidget;

namespace espalier::ui {

/// The least a window can be made, logical pixels, where the screen has as many: a scaled one may not.
inline constexpr QSize kLeastWindow{780, 600};
/// What it is on the first start, where there is room.
inline constexpr QSize kFirstWindow{1360, 860};

/// `window` made to fit into `room`: not larger, and moved inside.
[[nodiscard]] QRect fittedInto(const QRect &window, const QRect &room);

/// Makes a top level window that was not shown yet fit the screen it will be on, its frame included: its
/// minimum, and its size unless it is to be shown maximized.
void fitToScreen(QWidget &window);

} // namespace espalier::ui

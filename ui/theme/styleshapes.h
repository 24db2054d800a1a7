// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "theme/espalierstyle.h"

class QPainter;
class QStyleOption;
class QStyleOptionSlider;
class QStyleOptionTab;

namespace espalier::ui {

// The shapes EspalierStyle is made of. They paint, and know no widgets.

/// A rectangle with round corners and a 1 px line that lies on whole device pixels. Invalid colours: not
/// painted.
void paintBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, qreal radius);
/// The ground and frame of a push button or combo box.
void paintButton(QPainter *painter, const QStyleOption &option, ButtonKind kind, bool isDefault);
/// Colour of the words on such a button.
[[nodiscard]] QColor buttonText(const QStyleOption &option, ButtonKind kind);
/// A frame around a field one types in; leaf when it has the focus.
void paintField(QPainter *painter, const QStyleOption &option, bool fill);
/// An open triangle, pointing as Qt::ArrowType says, in the middle of `rect`.
void paintChevron(QPainter *painter, const QRect &rect, Qt::ArrowType direction, const QColor &colour);
/// The letters of the current tab, made of those of the others.
[[nodiscard]] QFont currentTabFont(QFont font);
/// A tab: only its words and a bar below the current one.
void paintTab(QPainter *painter, const QStyleOptionTab &tab);
/// The circle of a radio button, or the square of a check box.
void paintChoice(QPainter *painter, const QStyleOption &option, bool round);
/// The slider of a scroll bar; nothing else of one is painted.
void paintScrollSlider(QPainter *painter, const QStyleOptionSlider &bar, const QRect &slider);
/// Where that slider is: a scroll bar has no buttons.
[[nodiscard]] QRect scrollSliderRect(const QStyleOptionSlider &bar);

} // namespace espalier::ui

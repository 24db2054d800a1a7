// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changerow.h"
#include "theme/tokens.h"

#include <QRectF>

class QPainter;

namespace espalier::ui {

/// Colour of a change's mark and words.
[[nodiscard]] QColor changeColour(ChangeMark mark, const Tokens &tokens);
/// The soft colour behind them.
[[nodiscard]] QColor changeGround(ChangeMark mark, const Tokens &tokens);
/// The mark of a change in the square `rect`: an equals sign, struck through when changed, a plus, a minus,
/// an arrow up and down when moved. Drawn, so that no font is needed.
void paintChangeMark(QPainter *painter, const QRectF &rect, ChangeMark mark, const Tokens &tokens);

} // namespace espalier::ui

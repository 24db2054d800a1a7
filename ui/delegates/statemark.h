// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "theme/tokens.h"

#include <QRect>

class QPainter;

namespace espalier::ui {

/// Colour of a state's mark and words.
[[nodiscard]] QColor stateColour(ValueState state, const Tokens &tokens);
/// The soft colour behind the mark.
[[nodiscard]] QColor stateGround(ValueState state, const Tokens &tokens);

/// The mark of a state in the square `rect`: absent a dashed ring, arriving an arrow down, complete a tick,
/// repaired a tilde, invalid an exclamation, cut a pair of scissors, superseded a bar. Drawn, so that no font
/// is needed.
void paintStateMark(QPainter *painter, const QRectF &rect, ValueState state, const Tokens &tokens);

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

namespace espalier::ui {

/// The colours of the program, by use. Text colours keep 4.5 : 1 on ground, panel, selection and their own
/// soft colour (WCAG 2.2, 1.4.3); marks and the line of what has the focus 3 : 1 (1.4.11).
struct Tokens
{
    QColor ground; ///< window, side list, lower dock
    QColor panel;  ///< where one works
    QColor line;   ///< separators, frames
    QColor text;   ///< values
    QColor dim;    ///< labels
    QColor faint;  ///< what is not there yet
    QColor leaf;   ///< complete, primary action, variables, current tab
    QColor leafSoft;
    QColor blue; ///< arriving
    QColor blueSoft;
    QColor amber; ///< repaired, cut, hints
    QColor amberSoft;
    QColor brick; ///< invalid, failed, stop
    QColor brickSoft;
    QColor selection;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();

/// Whether a palette is one with light text on dark ground. Qt 6.4 does not tell.
[[nodiscard]] bool isDark(const QPalette &palette);
/// The tokens that go with a palette: what paints asks for them each time, so that it follows every change.
[[nodiscard]] const Tokens &tokensFor(const QPalette &palette);
/// The palette for every standard widget.
[[nodiscard]] QPalette paletteFor(const Tokens &tokens);
/// `part` (0–1) of one colour in the other, opaque.
[[nodiscard]] QColor mixed(const QColor &colour, const QColor &into, qreal part);

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/tokens.h"

namespace espalier::ui {

const Tokens &lightTokens()
{
    static const Tokens tokens{0xF4F3EF, 0xFFFFFF, 0xE0DDD5, 0x23261F, 0x62665C, 0x686C61, 0x2A7248, 0xE3F0E7,
                               0x2667A8, 0xE4EEF8, 0x8F5A0B, 0xFBEFD9, 0xAE3B25, 0xF9E5E0, 0xEAF3EC};
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{0x1C1E1B, 0x242723, 0x363A34, 0xE6E8E1, 0xA9AEA2, 0x9A9F95, 0x6FC48F, 0x23382B,
                               0x7DB5EA, 0x20303F, 0xE0AE5C, 0x3B2F1B, 0xEE8D76, 0x40241E, 0x2B362E};
    return tokens;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightnessF() <
           palette.color(QPalette::Active, QPalette::WindowText).lightnessF();
}

const Tokens &tokensFor(const QPalette &palette)
{
    return isDark(palette) ? darkTokens() : lightTokens();
}

QColor mixed(const QColor &colour, const QColor &into, qreal part)
{
    const auto mix = [part](int one, int other) { return qRound(part * one + (1 - part) * other); };
    return QColor(mix(colour.red(), into.red()), mix(colour.green(), into.green()),
                  mix(colour.blue(), into.blue()));
}

QPalette paletteFor(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.ground);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.panel);
    palette.setColor(QPalette::AlternateBase, mixed(tokens.ground, tokens.panel, 0.5));
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.faint);
    palette.setColor(QPalette::Button, tokens.panel);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.brick);
    palette.setColor(QPalette::ToolTipBase, tokens.panel);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    // Marked text must stand out of a selected row's colour.
    palette.setColor(QPalette::Highlight, mixed(tokens.leaf, tokens.panel, 0.28));
    palette.setColor(QPalette::HighlightedText, tokens.text);
    palette.setColor(QPalette::Link, tokens.leaf);
    palette.setColor(QPalette::LinkVisited, tokens.leaf);
    palette.setColor(QPalette::Light, tokens.panel);
    palette.setColor(QPalette::Midlight, tokens.line);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.dim);
    palette.setColor(QPalette::Shadow, tokens.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mixed(tokens.faint, tokens.panel, 0.75));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.selection);
    return palette;
}

} // namespace espalier::ui

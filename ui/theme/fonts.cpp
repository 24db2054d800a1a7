// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

namespace espalier::ui {

QFont scaledFont(QFont font, qreal factor)
{
    font.setPointSizeF(QFontInfo(font).pointSizeF() * factor);
    return font;
}

QFont sectionFont()
{
    QFont font = scaledFont(QApplication::font(), 11.0 / 13.0);
    font.setWeight(QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 106);
    return font;
}

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QFontInfo(QApplication::font()).pointSizeF() * 12.0 / 13.0);
    return font;
}

} // namespace espalier::ui

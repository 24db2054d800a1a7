// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/changemark.h"

#include <QPainter>
#include <QPainterPath>

namespace espalier::ui {

QColor changeColour(ChangeMark mark, const Tokens &tokens)
{
    switch (mark) {
    case ChangeMark::Same:
        return tokens.faint;
    case ChangeMark::Changed:
        return tokens.amber;
    case ChangeMark::Added:
        return tokens.leaf;
    case ChangeMark::Removed:
        return tokens.brick;
    case ChangeMark::Moved:
        return tokens.blue;
    }
    return tokens.text;
}

QColor changeGround(ChangeMark mark, const Tokens &tokens)
{
    switch (mark) {
    case ChangeMark::Same:
        return tokens.ground;
    case ChangeMark::Changed:
        return tokens.amberSoft;
    case ChangeMark::Added:
        return tokens.leafSoft;
    case ChangeMark::Removed:
        return tokens.brickSoft;
    case ChangeMark::Moved:
        return tokens.blueSoft;
    }
    return tokens.ground;
}

/// The lines of a mark in a square from -8 to 8.
static QPainterPath changePath(ChangeMark mark)
{
    QPainterPath path;
    const auto line = [&path](qreal x1, qreal y1, qreal x2, qreal y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
    };
    switch (mark) {
    case ChangeMark::Same:
    case ChangeMark::Changed:
        line(-3.4, -1.6, 3.4, -1.6);
        line(-3.4, 1.6, 3.4, 1.6);
        if (mark == ChangeMark::Changed)
            line(-1.8, 4.2, 1.8, -4.2);
        break;
    case ChangeMark::Added:
        line(0, -3.6, 0, 3.6);
        line(-3.6, 0, 3.6, 0);
        break;
    case ChangeMark::Removed:
        line(-3.6, 0, 3.6, 0);
        break;
    case ChangeMark::Moved:
        line(0, -4, 0, 4);
        line(-2, -2.2, 0, -4.2);
        line(2, -2.2, 0, -4.2);
        line(-2, 2.2, 0, 4.2);
        line(2, 2.2, 0, 4.2);
        break;
    }
    return path;
}

void paintChangeMark(QPainter *painter, const QRectF &rect, ChangeMark mark, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->scale(rect.width() / 16, rect.height() / 16);
    painter->setPen(Qt::NoPen);
    painter->setBrush(changeGround(mark, tokens));
    painter->drawEllipse(QPointF(0, 0), 8, 8);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(changeColour(mark, tokens), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(changePath(mark));
    painter->restore();
}

} // namespace espalier::ui

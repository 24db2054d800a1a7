// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/statemark.h"

#include <QPainter>
#include <QPainterPath>

namespace espalier::ui {

QColor stateColour(ValueState state, const Tokens &tokens)
{
    switch (state) {
    case ValueState::Absent:
    case ValueState::Superseded:
        return tokens.faint;
    case ValueState::Arriving:
        return tokens.blue;
    case ValueState::Complete:
        return tokens.leaf;
    case ValueState::Repaired:
    case ValueState::Cut:
        return tokens.amber;
    case ValueState::Invalid:
        return tokens.brick;
    }
    return tokens.text;
}

QColor stateGround(ValueState state, const Tokens &tokens)
{
    switch (state) {
    case ValueState::Arriving:
        return tokens.blueSoft;
    case ValueState::Complete:
        return tokens.leafSoft;
    case ValueState::Repaired:
    case ValueState::Cut:
        return tokens.amberSoft;
    case ValueState::Invalid:
        return tokens.brickSoft;
    case ValueState::Absent:
    case ValueState::Superseded:
        break;
    }
    return tokens.ground;
}

/// The lines of a mark in a square from -8 to 8.
static QPainterPath markPath(ValueState state)
{
    QPainterPath path;
    switch (state) {
    case ValueState::Arriving:
        path.moveTo(0, -4);
        path.lineTo(0, 3.5);
        path.moveTo(-3, 0.8);
        path.lineTo(0, 3.8);
        path.lineTo(3, 0.8);
        break;
    case ValueState::Complete:
        path.moveTo(-3.6, 0.2);
        path.lineTo(-1, 2.8);
        path.lineTo(3.8, -2.6);
        break;
    case ValueState::Repaired:
        path.moveTo(-4, 1.2);
        path.cubicTo(-2.6, -3, 0.8, 3, 4, -1.2);
        break;
    case ValueState::Invalid:
        path.moveTo(0, -4);
        path.lineTo(0, 0.8);
        path.moveTo(0, 3.6);
        path.lineTo(0, 3.7);
        break;
    case ValueState::Cut:
        path.moveTo(-2.6, -4);
        path.lineTo(2, 2);
        path.moveTo(2.6, -4);
        path.lineTo(-2, 2);
        path.addEllipse(QPointF(-2.8, 3.2), 1.3, 1.3);
        path.addEllipse(QPointF(2.8, 3.2), 1.3, 1.3);
        break;
    case ValueState::Superseded:
        path.moveTo(-3.5, 0);
        path.lineTo(3.5, 0);
        break;
    case ValueState::Absent:
        break;
    }
    return path;
}

void paintStateMark(QPainter *painter, const QRectF &rect, ValueState state, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->scale(rect.width() / 16, rect.height() / 16);
    const QColor colour = stateColour(state, tokens);
    if (state == ValueState::Absent) {
        QPen ring(colour, 1.4);
        ring.setDashPattern({1.9, 1.9});
        painter->setPen(ring);
        painter->drawEllipse(QPointF(0, 0), 6.4, 6.4);
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(stateGround(state, tokens));
        painter->drawEllipse(QPointF(0, 0), 8, 8);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(markPath(state));
    }
    painter->restore();
}

} // namespace espalier::ui

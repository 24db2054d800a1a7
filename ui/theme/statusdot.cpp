// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/statusdot.h"

#include "theme/tokens.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace espalier::ui {

QSize statusDotSize(const QWidget &widget)
{
    const int side = widget.style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, &widget);
    return {side, side};
}

QIcon statusDot(StatusDot dot, const QWidget &widget)
{
    const QSize size = statusDotSize(widget);
    const qreal ratio = widget.devicePixelRatioF();
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensFor(QApplication::palette());
    const QColor colour = dot == StatusDot::Leaf    ? tokens.leaf
                          : dot == StatusDot::Amber ? tokens.amber
                                                    : tokens.faint;
    const qreal side = size.width() * 0.5;
    const QRectF circle((size.width() - side) / 2, (size.height() - side) / 2, side, side);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(dot == StatusDot::Leaf ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(circle);
    if (dot == StatusDot::Amber) { // the form tells what the colour tells
        painter.setBrush(colour);
        painter.drawPie(circle, 90 * 16, 180 * 16);
    }
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // no tint in a selected row
    icon.addPixmap(pixmap, QIcon::Disabled);
    return icon;
}

} // namespace espalier::ui

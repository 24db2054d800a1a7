// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/styleshapes.h"

#include "theme/tokens.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace espalier::ui {

static constexpr qreal kCorner = 6;

void paintBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

void paintButton(QPainter *painter, const QStyleOption &option, ButtonKind kind, bool isDefault)
{
    const Tokens &tokens = tokensFor(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    QColor fill = tokens.panel;
    QColor line = hover ? mixed(tokens.dim, tokens.line, 0.5) : tokens.line;
    if (!enabled)
        fill = mixed(tokens.panel, tokens.ground, 0.5);
    else if (kind == ButtonKind::Primary) {
        fill = down    ? mixed(tokens.text, tokens.leaf, 0.2)
               : hover ? mixed(tokens.text, tokens.leaf, 0.1)
                       : tokens.leaf;
        line = fill;
    } else if (down)
        fill = mixed(tokens.line, tokens.panel, 0.7);
    else if (kind == ButtonKind::Danger) {
        line = tokens.brick;
        fill = hover ? tokens.brickSoft : tokens.panel;
    } else if (kind == ButtonKind::Quiet) {
        fill = hover ? mixed(tokens.line, tokens.ground, 0.5) : QColor();
        line = QColor();
    } else if (hover)
        fill = mixed(tokens.ground, tokens.panel, 0.5);
    if (!enabled && kind == ButtonKind::Quiet)
        fill = line = QColor();
    if (enabled && isDefault && kind == ButtonKind::Plain)
        line = tokens.leaf;
    paintBox(painter, option.rect, fill, line, kCorner);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        paintBox(painter, option.rect.adjusted(2, 2, -2, -2), QColor(),
                 kind == ButtonKind::Primary ? tokens.panel : tokens.leaf, kCorner - 2);
}

QColor buttonText(const QStyleOption &option, ButtonKind kind)
{
    const Tokens &tokens = tokensFor(option.palette);
    if (!(option.state & QStyle::State_Enabled))
        return option.palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (kind == ButtonKind::Primary)
        return isDark(option.palette) ? tokens.ground : tokens.panel;
    return kind == ButtonKind::Danger ? tokens.brick : tokens.text;
}

void paintField(QPainter *painter, const QStyleOption &option, bool fill)
{
    const Tokens &tokens = tokensFor(option.palette);
    const bool focus = option.state & QStyle::State_HasFocus;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor ground = enabled ? tokens.panel : mixed(tokens.panel, tokens.ground, 0.5);
    paintBox(painter, option.rect, fill ? ground : QColor(), focus ? tokens.leaf : tokens.line, kCorner);
}

void paintChevron(QPainter *painter, const QRect &rect, Qt::ArrowType direction, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    painter->rotate(direction == Qt::RightArrow  ? -90
                    : direction == Qt::LeftArrow ? 90
                    : direction == Qt::UpArrow   ? 180
                                                 : 0);
    const QPointF points[] = {{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}};
    painter->drawPolyline(points, 3);
    painter->restore();
}

QFont currentTabFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintTab(QPainter *painter, const QStyleOptionTab &tab)
{
    const Tokens &tokens = tokensFor(tab.palette);
    const bool current = tab.state & QStyle::State_Selected;
    const bool hover = tab.state & QStyle::State_MouseOver;
    painter->save();
    if (current)
        painter->setFont(currentTabFont(painter->font()));
    painter->setPen(current || hover ? tokens.text : tokens.dim);
    painter->drawText(tab.rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab.text);
    if (current)
        painter->fillRect(QRect(tab.rect.left() + 4, tab.rect.bottom() - 1, tab.rect.width() - 8, 2),
                          tokens.leaf);
    painter->restore();
    if (tab.state & QStyle::State_HasFocus)
        paintBox(painter, tab.rect.adjusted(1, 4, -1, -6), QColor(), tokens.leaf, 4);
}

void paintChoice(QPainter *painter, const QStyleOption &option, bool round)
{
    const Tokens &tokens = tokensFor(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const int side = std::min(option.rect.width(), option.rect.height());
    QRect box(0, 0, side, side);
    box.moveCenter(option.rect.center());
    const QColor mark = enabled ? tokens.leaf : tokens.line;
    paintBox(painter, box, on && !round ? mark : tokens.panel, on ? mark : tokens.dim,
             round ? side / 2.0 : 3);
    if (on && round)
        paintBox(painter, box.adjusted(4, 4, -4, -4), mark, QColor(), side / 2.0);
    if (!on || round)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens.panel, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(box).center());
    const QPointF tick[] = {{-3, 0}, {-0.8, 2.4}, {3.2, -2.4}};
    painter->drawPolyline(tick, 3);
    painter->restore();
}

QRect scrollSliderRect(const QStyleOptionSlider &bar)
{
    const bool horizontal = bar.orientation == Qt::Horizontal;
    const int length = horizontal ? bar.rect.width() : bar.rect.height();
    const int range = bar.maximum - bar.minimum;
    int slider = length;
    if (range > 0) {
        const qint64 share =
            static_cast<qint64>(length) * bar.pageStep / (static_cast<qint64>(range) + bar.pageStep);
        slider = std::clamp(static_cast<int>(share), std::min(24, length), length);
    }
    const int at = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                   length - slider, bar.upsideDown);
    return horizontal ? QRect(bar.rect.x() + at, bar.rect.y(), slider, bar.rect.height())
                      : QRect(bar.rect.x(), bar.rect.y() + at, bar.rect.width(), slider);
}

void paintScrollSlider(QPainter *painter, const QStyleOptionSlider &bar, const QRect &slider)
{
    if (bar.minimum == bar.maximum)
        return;
    const Tokens &tokens = tokensFor(bar.palette);
    const bool touched = bar.state & QStyle::State_Sunken || bar.state & QStyle::State_MouseOver;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(tokens.dim, tokens.panel, touched ? 0.7 : 0.4));
    const QRectF inner = QRectF(slider).adjusted(3, 3, -3, -3);
    const qreal radius = std::min(inner.width(), inner.height()) / 2;
    painter->drawRoundedRect(inner, radius, radius);
    painter->restore();
}

} // namespace espalier::ui

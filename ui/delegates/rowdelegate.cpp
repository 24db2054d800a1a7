// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/rowdelegate.h"

#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QPainter>

#include <algorithm>

namespace espalier::ui {

static constexpr int kMark = 16;
static constexpr int kGap = 8;
static constexpr int kPad = 6;

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {80, std::max(kMark, option.fontMetrics.height()) + 14};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    QStyleOptionViewItem said(option);
    initStyleOption(&said, index);
    const Qt::Alignment right = said.displayAlignment & Qt::AlignRight;
    painter->save();
    painter->setClipRect(option.rect);
    paintText(painter, textRect(cellRect(option, index), false), option, index.data().toString(),
              m_allFull || index.column() == 0 ? tokens.text : tokens.dim, right ? right : Qt::AlignLeft);
    painter->restore();
}

QRect RowDelegate::cellRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return option.rect.adjusted(index.column() == 0 ? kFirstInset : 0, 0, 0, 0);
}

QRectF RowDelegate::markRect(const QRect &cell)
{
    return {static_cast<qreal>(cell.left() + kPad), cell.center().y() - kMark / 2.0 + 0.5, kMark, kMark};
}

QRect RowDelegate::textRect(const QRect &cell, bool afterMark)
{
    return cell.adjusted(kPad + (afterMark ? kMark + kGap : 0), 0, -kPad, 0);
}

void RowDelegate::paintText(QPainter *painter, const QRect &room, const QStyleOptionViewItem &option,
                            const QString &text, const QColor &colour, Qt::Alignment side)
{
    painter->setFont(option.font);
    painter->setPen(colour);
    painter->drawText(room, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(text, Qt::ElideRight, room.width()));
}

void RowDelegate::paintChip(QPainter *painter, const QRect &cell, const QStyleOptionViewItem &option,
                            const QString &text, const QColor &colour, const QColor &ground)
{
    const QFont font = scaledFont(option.font, 0.86);
    const QFontMetrics metrics(font);
    const int pad = ground.isValid() ? 8 : 0;
    const QString shown = metrics.elidedText(text, Qt::ElideRight, cell.width() - 2 * (kPad + pad));
    const int height = metrics.height() + 6;
    const QRect chip(cell.left() + kPad, cell.center().y() - height / 2 + 1,
                     metrics.horizontalAdvance(shown) + 2 * pad, height);
    if (ground.isValid())
        paintBox(painter, chip, ground, QColor(), height / 2.0);
    painter->setFont(font);
    painter->setPen(colour);
    painter->drawText(chip.adjusted(pad, 0, -pad, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      shown);
}

} // namespace espalier::ui

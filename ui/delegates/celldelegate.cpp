// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/celldelegate.h"

#include "delegates/statemark.h"
#include "models/resulttablemodel.h"

#include <QPainter>

#include <algorithm>

namespace espalier::ui {

using Model = ResultTableModel;

static constexpr int kMark = 14;
static constexpr int kPad = 6; // as the headings have it
static constexpr int kGap = 4;

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {80, std::max(kMark, option.fontMetrics.height()) + 12};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    const auto state = static_cast<ValueState>(index.data(Model::StateRole).toInt());
    const bool marked = state > ValueState::Superseded;
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setClipRect(option.rect);
    if (selected || marked)
        painter->fillRect(option.rect, selected ? tokens.selection : stateGround(state, tokens));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(tokens.leaf, 1));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    QRect rect = option.rect.adjusted(kPad, 0, -kPad, 0);
    if (marked) {
        paintStateMark(painter, QRectF(rect.left(), rect.center().y() - kMark / 2.0 + 0.5, kMark, kMark),
                       state, tokens);
        rect.setLeft(rect.left() + kMark + kGap);
    }
    const bool growing = index.data(Model::OpenRole).toBool();
    const QString text = option.fontMetrics.elidedText(
        index.data().toString(), growing ? Qt::ElideLeft : Qt::ElideRight, rect.width() - 3);
    const bool number = index.data(Model::NumberRole).toBool();
    painter->setFont(option.font);
    painter->setPen(index.data(Model::WordRole).toBool() ? tokens.dim : tokens.text);
    painter->drawText(rect,
                      static_cast<int>(Qt::AlignVCenter | Qt::TextSingleLine) |
                          static_cast<int>(number ? Qt::AlignRight : Qt::AlignLeft),
                      text);
    if (growing) {
        const int height = option.fontMetrics.height();
        const int at =
            number ? rect.right() + 1
                   : rect.left() + std::min(option.fontMetrics.horizontalAdvance(text) + 1, rect.width() - 2);
        painter->fillRect(QRect(at, rect.center().y() - height / 2, 2, height), tokens.blue);
    }
    painter->restore();
}

} // namespace espalier::ui

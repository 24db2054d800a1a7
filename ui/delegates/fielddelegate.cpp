// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/fielddelegate.h"

#include "delegates/statemark.h"
#include "models/fieldtreemodel.h"
#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace espalier::ui {

using Model = FieldTreeModel;

static const Model *modelOf(const QModelIndex &index)
{
    return qobject_cast<const Model *>(index.model());
}

/// While the text is no JSON the table shows what it was, quietly.
static bool isFrozen(const QModelIndex &index)
{
    const Model *model = modelOf(index);
    return model && !model->isEditable();
}

QSize FieldDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {80, option.fontMetrics.height() + 14};
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setFont(option.font);
    switch (index.column()) {
    case Model::NameColumn:
        paintName(painter, option, index, tokens);
        break;
    case Model::KindColumn:
        paintKind(painter, option, index, tokens);
        break;
    case Model::WhatColumn:
        paintWhat(painter, option, index, tokens);
        break;
    case Model::MustColumn:
        paintMust(painter, option, index, tokens);
        break;
    default:
        break;
    }
    painter->restore();
}

/// Three dots one above the other.
static void paintHandle(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    for (const int step : {-4, 0, 4})
        painter->drawEllipse(QRectF(rect.left() + 2, rect.center().y() + step - 0.5, 2, 2));
    painter->restore();
}

void FieldDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const Tokens &tokens)
{
    const bool top = !index.parent().isValid();
    const bool touched = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    if (index.flags() & Qt::ItemIsDragEnabled && (top || touched))
        paintHandle(painter, option.rect, tokens.faint);
    const bool hint = !index.data(Model::HintRole).toString().isEmpty();
    const int mark = option.fontMetrics.height() - 2;
    if (hint)
        paintStateMark(
            painter,
            QRectF(option.rect.right() - mark - 4, option.rect.center().y() - mark / 2.0 + 1, mark, mark),
            ValueState::Repaired, tokens);
    const QRect rect = option.rect.adjusted(kHandleWidth, 0, hint ? -mark - 8 : -4, 0);
    QFont font = option.font;
    if (top)
        font.setWeight(QFont::DemiBold);
    const bool nameless = index.data(Qt::EditRole).toString().isEmpty();
    painter->setFont(font);
    painter->setPen(isFrozen(index) ? tokens.faint : nameless ? tokens.dim : tokens.text);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

void FieldDelegate::paintKind(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const Tokens &tokens)
{
    const QFont font = scaledFont(option.font, 0.86);
    const QFontMetrics metrics(font);
    const int pad = 8;
    const QString text =
        metrics.elidedText(index.data().toString(), Qt::ElideRight, option.rect.width() - 10 - 2 * pad);
    const int height = metrics.height() + 6;
    const QRect chip(option.rect.left() + 4, option.rect.center().y() - height / 2 + 1,
                     metrics.horizontalAdvance(text) + 2 * pad, height);
    const bool open = index.flags() & Qt::ItemIsEditable && option.state & QStyle::State_MouseOver;
    paintBox(painter, chip, tokens.panel, open ? tokens.dim : tokens.line, height / 2.0);
    painter->setFont(font);
    painter->setPen(isFrozen(index) ? tokens.faint : tokens.dim);
    painter->drawText(chip, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void FieldDelegate::paintWhat(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const Tokens &tokens)
{
    const QRect rect = option.rect.adjusted(4, 0, -8, 0);
    painter->setPen(isFrozen(index) ? tokens.faint : tokens.dim);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

static QRect dotRect(const QRect &cell)
{
    const int side = 10;
    return {cell.left() + 5, cell.center().y() - side / 2 + 1, side, side};
}

void FieldDelegate::paintMust(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const Tokens &tokens)
{
    if (index.data(Qt::EditRole).isNull() &&
        index.siblingAtColumn(0).data(Model::PointerRole).toString().isEmpty())
        return; // the answer itself
    const bool must = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool frozen = isFrozen(index);
    const QColor colour = frozen ? tokens.faint : must ? tokens.leaf : tokens.dim;
    const QRect dot = dotRect(option.rect);
    paintBox(painter, dot, must ? colour : QColor(), colour, dot.width() / 2.0);
}

bool FieldDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (index.column() != Model::MustColumn || !(index.flags() & Qt::ItemIsUserCheckable))
        return index.column() != Model::MustColumn &&
               QStyledItemDelegate::editorEvent(event, model, option, index);
    if (event->type() == QEvent::MouseButtonDblClick)
        return true; // the second press of two; each has its release
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton ||
        !dotRect(option.rect).adjusted(-6, -8, 10, 8).contains(mouse->position().toPoint()))
        return false;
    const bool must = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, must ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace espalier::ui

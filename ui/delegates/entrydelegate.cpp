// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/entrydelegate.h"

#include "models/entrylistmodel.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace espalier::ui {

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    const bool on = index.siblingAtColumn(0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool first = index.column() == 0;
    const bool last = index.column() == index.model()->columnCount() - 1;
    const QRect cell = cellRect(option, index);
    painter->save();
    painter->setClipRect(option.rect);
    if (first) {
        QStyleOptionViewItem box(option);
        box.rect = markRect(cell).toRect();
        box.state.setFlag(QStyle::State_On, on);
        box.state.setFlag(QStyle::State_Off, !on);
        box.state.setFlag(QStyle::State_HasFocus, false);
        paintChoice(painter, box, false);
    }
    if (last && on && index.data(EntryListModel::BlockedRole).toBool())
        paintChip(painter, cell, option, tr("not allowed yet"), tokens.amber, tokens.amberSoft);
    else
        paintText(painter, textRect(cell, first), option, index.data().toString(),
                  !on     ? tokens.faint
                  : first ? tokens.text
                          : tokens.dim);
    painter->restore();
}

bool EntryDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const bool key =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    const bool press =
        event->type() == QEvent::MouseButtonRelease && index.column() == 0 &&
        markRect(cellRect(option, index)).contains(static_cast<QMouseEvent *>(event)->position());
    if (!key && !press)
        return false;
    const QModelIndex box = index.siblingAtColumn(0);
    const bool on = box.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(box, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace espalier::ui {

/// Paints the rows of a DocumentListModel: the mark of its state, the name, a word or two at the right. The
/// current row has the selection's ground and a leaf bar at its left. Sizes follow the font.
class DocumentDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// 30 px high at the usual font.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
};

/// The ground of a row in a list: selected or under the mouse, with a leaf bar at its left when selected; a
/// frame when it has the focus too.
void paintListRow(QPainter *painter, const QStyleOptionViewItem &option);

} // namespace espalier::ui

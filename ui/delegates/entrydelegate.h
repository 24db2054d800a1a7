// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "delegates/rowdelegate.h"

namespace espalier::ui {

/// Rows of an EntryListModel: a box to switch in the first cell; what is off is faint, what is not allowed
/// says so on amber in its last cell.
class EntryDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// Pressing the box, or Space, switches.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace espalier::ui

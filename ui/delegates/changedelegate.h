// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "delegates/rowdelegate.h"

namespace espalier::ui {

/// Paints the rows of a ChangeRowsModel: the change's mark and what is compared, both sides, the change in a
/// word.
class ChangeDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "delegates/rowdelegate.h"

namespace espalier::ui {

/// Rows of a FiringListModel: hooks in full colour, events dim, what was slow in amber, what failed in brick.
class FiringDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace espalier::ui

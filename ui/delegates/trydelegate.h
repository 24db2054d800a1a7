// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "delegates/rowdelegate.h"

namespace espalier::ui {

/// Paints the rows of a TryListModel: days as headings, tries with the mark of how they ended.
class TryDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace espalier::ui {

struct Tokens;

/// Paints the rows of an AttemptListModel: the name of the attempt, or of a further try of it, its bar on the
/// common axis, how it stands in words. The bar: pale while it waits for its turn, grey until the server
/// answers, soft amber until the first word, blue while it grows, leaf when it is done, amber while it is
/// checked, a brick end when it did not bring what was asked, hatched until the next try. Paints only, a few
/// rectangles a row; sizes follow the font.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// 30 px high at the usual font.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the bar is in a row's rectangle.
    [[nodiscard]] static QRect barRect(const QStyleOptionViewItem &option);
};

} // namespace espalier::ui

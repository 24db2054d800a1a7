// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace espalier::ui {

/// Rows of plain lists: 30 px high at the usual font, one line of plain text a cell, the first column in full
/// colour, the others dim. Those with marks and chips build on it. Paints only; sizes follow the font.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// The square for a mark at the beginning of a cell.
    [[nodiscard]] static QRectF markRect(const QRect &cell);
    /// The room for text in a cell, after a mark or not.
    [[nodiscard]] static QRect textRect(const QRect &cell, bool afterMark);
    /// One line, its end left out where it does not fit. Never rich text.
    static void paintText(QPainter *painter, const QRect &room, const QStyleOptionViewItem &option,
                          const QString &text, const QColor &colour, Qt::Alignment alignment = Qt::AlignLeft);
    /// A word with a soft ground; without one when `ground` is invalid.
    static void paintChip(QPainter *painter, const QRect &cell, const QStyleOptionViewItem &option,
                          const QString &text, const QColor &colour, const QColor &ground);
};

} // namespace espalier::ui

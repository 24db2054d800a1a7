// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace espalier::ui {

/// Rows of plain lists: 30 px high at the usual font, one line of plain text a cell, the first column in full
/// colour, the others dim; numbers at the right where the model says so. The first column begins where the
/// texts of a panel do. Those with marks and chips build on it. Paints only; sizes follow the font.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// How much further in the first column begins than the others; its heading too (InsetHeader).
    static constexpr int kFirstInset = 6;

    using QStyledItemDelegate::QStyledItemDelegate;
    /// All columns in full colour: none of them is the name of the row.
    void setAllFull(bool full) { m_allFull = full; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// The room of a cell for what stands in it.
    [[nodiscard]] static QRect cellRect(const QStyleOptionViewItem &option, const QModelIndex &index);
    /// The square for a mark at the beginning of a cell.
    [[nodiscard]] static QRectF markRect(const QRect &cell);
    /// The room for text in a cell, after a mark or not.
    [[nodiscard]] static QRect textRect(const QRect &cell, bool afterMark);
    /// One line, its end left out where it does not fit. Never rich text.
    static void paintText(QPainter *painter, const QRect &room, const QStyleOptionViewItem &option,
                          const QString &text, const QColor &colour, Qt::Alignment side = Qt::AlignLeft);
    /// A word with a soft ground; without one when `ground` is invalid.
    static void paintChip(QPainter *painter, const QRect &cell, const QStyleOptionViewItem &option,
                          const QString &text, const QColor &colour, const QColor &ground);

private:
    bool m_allFull = false;
};

} // namespace espalier::ui

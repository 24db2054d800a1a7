// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

class QPainter;
class QPalette;

namespace espalier::ui {

/// The ground of a selected row: soft, with a bar at the left, leaf when the view has the focus.
void paintSelectedRow(QPainter *painter, const QRect &row, const QPalette &palette, bool focused);

/// A table or grouped list in the look: no frame, whole rows, a soft ground under what is selected, one
/// height for all rows, headings level with what stands below them. What is in the rows is a RowDelegate's,
/// plain unless another one is set.
class RowTree : public QTreeView
{
    Q_OBJECT

public:
    explicit RowTree(QWidget *parent = nullptr);
    /// Width of a column in letters of the font, so that it follows it; never too narrow for its heading.
    void setColumnLetters(int column, int letters);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
};

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/rowtree.h"

#include "delegates/rowdelegate.h"
#include "theme/tokens.h"
#include "widgets/insetheader.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>

namespace espalier::ui {

void paintSelectedRow(QPainter *painter, const QRect &row, const QPalette &palette, bool focused)
{
    const Tokens &tokens = tokensFor(palette);
    painter->fillRect(row, tokens.selection);
    painter->fillRect(QRect(row.topLeft(), QSize(2, row.height())), focused ? tokens.leaf : tokens.dim);
}

RowTree::RowTree(QWidget *parent)
    : QTreeView(parent)
{
    setHeader(new InsetHeader(RowDelegate::kFirstInset, this));
    auto *rows = new RowDelegate(this);
    rows->setAllFull(true);
    setItemDelegate(rows);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setHighlightSections(false);
}

void RowTree::setColumnLetters(int column, int letters)
{
    header()->setSectionResizeMode(column, QHeaderView::Interactive);
    constexpr int kAir = 12; // between this heading and the next
    header()->resizeSection(column, std::max(fontMetrics().averageCharWidth() * letters,
                                             header()->sectionSizeHint(column) + kAir));
}

void RowTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (selectionModel()->isRowSelected(index.row(), index.parent()))
        paintSelectedRow(painter, option.rect, palette(), hasFocus());
    QTreeView::drawRow(painter, option, index);
}

} // namespace espalier::ui

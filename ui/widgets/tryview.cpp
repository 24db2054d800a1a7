// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tryview.h"

#include "delegates/trydelegate.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace espalier::ui {

using Model = TryListModel;

TryView::TryView(TryListModel &model, QWidget *parent)
    : RowTree(parent)
    , m_model(model)
    , m_shown(new QSortFilterProxyModel(this))
{
    m_shown->setRecursiveFilteringEnabled(true); // a day is shown when one of its tries is
    m_shown->setFilterRole(Model::SearchRole);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSourceModel(&model);
    setModel(m_shown);
    setItemDelegate(new TryDelegate(this));
    setAccessibleName(tr("Tries"));
    setIndentation(0);
    setItemsExpandable(false);
    setExpandsOnDoubleClick(false);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, &QTreeView::expandAll);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { Q_EMIT selectionChangedTo(selectedIds()); });
    expandAll();
}

void TryView::setFilter(const QString &words)
{
    m_shown->setFilterFixedString(words.trimmed());
    expandAll();
    Q_EMIT selectionChangedTo(selectedIds());
}

bool TryView::isEmpty() const
{
    return m_shown->rowCount() == 0;
}

QStringList TryView::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &row : selectionModel()->selectedRows())
        ids.append(row.data(Model::IdRole).toString());
    ids.sort(); // they sort by time
    return ids;
}

void TryView::select(const QString &id)
{
    const QModelIndex index = m_shown->mapFromSource(m_model.indexOf(id));
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void TryView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(Model::DayRole).toBool()) {
        RowTree::drawRow(painter, option, index);
        return;
    }
    // A heading goes over all columns.
    itemDelegate()->paint(painter, option, index.siblingAtColumn(0));
}

void TryView::resizeEvent(QResizeEvent *event)
{
    const int letter = fontMetrics().averageCharWidth();
    const int few = letter * 22;
    int rest = viewport()->width() - few - 2 * letter * 14;
    rest = std::max(rest, letter * 40);
    header()->resizeSection(Model::WhenColumn, few);
    header()->resizeSection(Model::TokensColumn, letter * 14);
    header()->resizeSection(Model::TimeColumn, letter * 14);
    header()->resizeSection(Model::RecipeColumn, rest * 22 / 100);
    header()->resizeSection(Model::TextColumn, rest * 18 / 100);
    header()->resizeSection(Model::AskedColumn, rest * 24 / 100);
    header()->resizeSection(Model::OutcomeColumn, rest - rest * 22 / 100 - rest * 18 / 100 - rest * 24 / 100);
    RowTree::resizeEvent(event);
}

} // namespace espalier::ui

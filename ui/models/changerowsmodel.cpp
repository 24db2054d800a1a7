// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changerowsmodel.h"

#include "models/freeelsewhere.h"
#include "models/summary.h"
#include "text/plaintip.h"
#include "text/valuetext.h"

#include <utility>

namespace espalier::ui {

ChangeRowsModel::~ChangeRowsModel()
{
    freeElsewhere(std::move(m_rows));
}

void ChangeRowsModel::setRows(ChangeRows rows)
{
    beginResetModel();
    freeElsewhere(std::exchange(m_rows, std::move(rows)));
    endResetModel();
}

void ChangeRowsModel::setTitles(const QString &name, const QString &before, const QString &after)
{
    m_titles[NameColumn] = name;
    m_titles[BeforeColumn] = before;
    m_titles[AfterColumn] = after;
    Q_EMIT headerDataChanged(Qt::Horizontal, NameColumn, AfterColumn);
}

int ChangeRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChangeRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static ChangeCell cellOf(const ChangeRow &row, int column)
{
    switch (column) {
    case ChangeRowsModel::NameColumn:
        return {row.name, false};
    case ChangeRowsModel::BeforeColumn:
        return row.before;
    case ChangeRowsModel::AfterColumn:
        return row.after;
    default:
        return {row.word, true};
    }
}

QVariant ChangeRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChangeRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const ChangeCell cell = cellOf(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shortened(cell.text, false);
    case Qt::ToolTipRole:
        return plainTip(displayText(cell.text));
    case MarkRole:
        return static_cast<int>(row.mark);
    case FullTextRole:
        return cell.word ? QString() : cell.text;
    case WordRole:
        return cell.word;
    default:
        return {};
    }
}

QVariant ChangeRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    return section == ChangeColumn ? tr("Change") : displayText(m_titles[section]);
}

} // namespace espalier::ui

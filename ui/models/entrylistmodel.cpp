// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/entrylistmodel.h"

#include "run/hookentry.h"
#include "text/plaintip.h"
#include "text/valuetext.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace espalier::ui {

EntryListModel::EntryListModel(QStringList headers, Cells cells, Blocked blocked, QObject *parent)
    : QAbstractTableModel(parent)
    , m_headers(std::move(headers))
    , m_cells(std::move(cells))
    , m_blocked(std::move(blocked))
{
}

void EntryListModel::setEntries(const json::Value::Array &entries)
{
    if (entries == m_entries)
        return;
    const auto before = static_cast<std::ptrdiff_t>(m_entries.size());
    const auto after = static_cast<std::ptrdiff_t>(entries.size());
    const std::ptrdiff_t stayed = std::min(before, after);
    std::copy_n(entries.begin(), stayed, m_entries.begin());
    if (stayed > 0)
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(stayed) - 1, columnCount() - 1));
    if (after > before) {
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(after) - 1);
        m_entries.insert(m_entries.end(), entries.begin() + before, entries.end());
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, static_cast<int>(after), static_cast<int>(before) - 1);
        m_entries.erase(m_entries.begin() + after, m_entries.end());
        endRemoveRows();
    }
}

void EntryListModel::refresh()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {BlockedRole});
}

int EntryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int EntryListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

Qt::ItemFlags EntryListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == 0 ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant EntryListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const json::Value &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return displayText(m_cells(entry, index.column()).simplified());
    case Qt::ToolTipRole:
        return plainTip(displayText(m_cells(entry, index.column())));
    case Qt::CheckStateRole:
        return index.column() == 0 ? QVariant(run::isOn(entry) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case BlockedRole:
        return m_blocked(entry);
    default:
        return {};
    }
}

bool EntryListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        index.column() != 0)
        return false;
    const bool on = value.toInt() == Qt::Checked;
    if (on != run::isOn(m_entries[static_cast<std::size_t>(index.row())]))
        Q_EMIT switched(index.row(), on);
    return true;
}

QVariant EntryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(m_headers.value(section))
                                                                    : QVariant();
}

} // namespace espalier::ui

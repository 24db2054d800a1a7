// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of the rows of a ResultTableModel.

#include "models/resulttablemodel.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace espalier::ui {

namespace {

/// What a cell is sorted by: numbers by value before texts, nothing after everything.
struct SortKey
{
    enum Group { Number, Text, Nothing };
    Group group = Nothing;
    double number = 0;
    QString text;
};

SortKey keyOf(const LiveNode *cell)
{
    using Kind = json::Value::Kind;
    if (!cell || cell->id == json::kNoNode || cell->kind == Kind::Null)
        return {};
    if (cell->kind == Kind::Array)
        return {SortKey::Number, static_cast<double>(cell->valueCount), {}};
    bool ok = false;
    const double number = cell->kind == Kind::Number ? cell->text.toDouble(&ok) : 0;
    if (ok)
        return {SortKey::Number, number, {}};
    return cell->text.isEmpty() ? SortKey() : SortKey{SortKey::Text, 0, cell->text.left(256)};
}

int compared(const SortKey &left, const SortKey &right)
{
    if (left.group != right.group)
        return left.group < right.group ? -1 : 1;
    if (left.group == SortKey::Number)
        return left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
    return QString::compare(left.text, right.text, Qt::CaseInsensitive);
}

} // namespace

void ResultTableModel::sort(int column, Qt::SortOrder order)
{
    if (!m_finished || !m_list || column >= m_shownColumns)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<int> before = m_sorted;
    m_sorted.clear();
    if (column >= 0) {
        const QStringList path = columns()[static_cast<std::size_t>(column)].path;
        std::vector<SortKey> keys(static_cast<std::size_t>(m_rows));
        for (int row = 0; row < m_rows; ++row) {
            const LiveNode *node = rowNode(row);
            keys[static_cast<std::size_t>(row)] = keyOf(node ? cellOf(*node, path) : nullptr);
        }
        std::vector<int> rows(static_cast<std::size_t>(m_rows));
        std::iota(rows.begin(), rows.end(), 0);
        std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
            const SortKey &left = keys[static_cast<std::size_t>(a)];
            const SortKey &right = keys[static_cast<std::size_t>(b)];
            const bool empty = left.group == SortKey::Nothing || right.group == SortKey::Nothing;
            const int result = compared(left, right);
            return order == Qt::AscendingOrder || empty ? result < 0 : result > 0;
        });
        m_sorted = std::move(rows);
    }
    std::vector<int> rowOfPlace(static_cast<std::size_t>(m_rows));
    for (int row = 0; row < m_rows; ++row)
        rowOfPlace[static_cast<std::size_t>(
            m_sorted.empty() ? row : m_sorted[static_cast<std::size_t>(row)])] = row;
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex &old : from) {
        const int place = before.empty() ? old.row() : before[static_cast<std::size_t>(old.row())];
        to.append(index(rowOfPlace[static_cast<std::size_t>(place)], old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace espalier::ui

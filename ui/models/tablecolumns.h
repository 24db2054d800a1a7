// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "json/value.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace espalier::ui {

/// One column of a list shown as a table.
struct TableColumn
{
    QStringList path; ///< member names from the row to the leaf; empty: the row itself
    QString title;    ///< "address.city"; for people
    bool operator==(const TableColumn &) const = default;
};

/// The columns of a growing list: first the leaves of what the schema expects of a row, in its order, then
/// what only values have, in order of appearance. A list inside a row is one column. Columns are only added;
/// at most kMost of them, so that an answer of nothing but names stays a table one can look at.
class TableColumns
{
public:
    static constexpr std::size_t kMost = 200;

    /// Begins anew. `row`: the shape of one row; nullptr when nothing is known.
    void begin(const ExpectedShape *row);
    /// A value below `row`, or the row itself, has come: adds its column when it is a leaf that has none.
    /// O(depth).
    void take(const LiveNode &value, const LiveNode &row);
    /// The same for everything that is in the row.
    void takeAll(const LiveNode &row);

    [[nodiscard]] const std::vector<TableColumn> &columns() const { return m_columns; }
    /// A schema of one row that asks for these columns in this order.
    [[nodiscard]] json::Value rowSchema() const;

private:
    void takeBelow(const LiveNode &value, const LiveNode &row);
    void addShape(const ExpectedShape &shape, const QStringList &path);
    void add(const QStringList &path);

    std::vector<TableColumn> m_columns;
    QHash<QStringList, int> m_known;
};

/// The value of a row in a column; nullptr when the row has none. `expected`: also a field that has not come.
[[nodiscard]] const LiveNode *cellOf(const LiveNode &row, const QStringList &path, bool expected = false);
/// The row of `list` that a value stands in; nullptr when it stands in none.
[[nodiscard]] const LiveNode *rowNodeOf(const LiveNode &value, const LiveNode &list);

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/tablecopy.h"

#include "models/resulttablemodel.h"
#include "results/csv.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace espalier::ui {

QString cellsText(const ResultTableModel &table, QModelIndexList cells)
{
    if (cells.size() == 1)
        return cells.first().data(ResultTableModel::FullTextRole).toString();
    // The cells as rows of plain members; what a cell looks like is then the business of CSV alone. Members
    // are named by the number of their column: two columns may have one title ("a.b" beside b in a).
    std::map<int, results::Column> columns;
    std::map<int, json::Value::Object> rows;
    std::sort(cells.begin(), cells.end(), [](const QModelIndex &a, const QModelIndex &b) {
        return std::pair(a.row(), a.column()) < std::pair(b.row(), b.column());
    });
    for (const QModelIndex &cell : std::as_const(cells)) {
        const std::string key = std::to_string(cell.column());
        const TableColumn &column = table.columns()[static_cast<std::size_t>(cell.column())];
        columns[cell.column()] = {{key}, column.title.toStdString()};
        rows[cell.row()].push_back({key, table.cellValue(cell)});
    }
    std::vector<results::Column> shown;
    for (auto &[number, column] : columns)
        shown.push_back(std::move(column));
    json::Value::Array list;
    for (auto &[row, members] : rows)
        list.push_back(json::Value::object(std::move(members)));
    if (list.empty())
        return {};
    results::CsvOptions options;
    options.separator = '\t';
    return QString::fromStdString(results::writeCsv(list, shown, options));
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/tablecopy.h"

#include "models/resulttablemodel.h"
#include "results/csv.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace espalier::ui {

QString cellsText(const ResultTableModel &table, QModelIndexList cells)
{
    if (cells.size() == 1)
        return cells.first().data(ResultTableModel::FullTextRole).toString();
    // The cells as rows of plain members; what a cell looks like is then the business of CSV alone.
    std::set<int> columns;
    std::map<int, json::Value::Object> rows;
    std::sort(cells.begin(), cells.end(), [](const QModelIndex &a, const QModelIndex &b) {
        return std::pair(a.row(), a.column()) < std::pair(b.row(), b.column());
    });
    for (const QModelIndex &cell : std::as_const(cells)) {
        columns.insert(cell.column());
        const std::string name =
            table.columns()[static_cast<std::size_t>(cell.column())].title.toStdString();
        rows[cell.row()].push_back({name, table.cellValue(cell)});
    }
    json::Value::Object properties;
    for (const int column : columns)
        properties.push_back(
            {table.columns()[static_cast<std::size_t>(column)].title.toStdString(), json::Value::object()});
    json::Value::Array list;
    for (auto &[row, members] : rows)
        list.push_back(json::Value::object(std::move(members)));
    if (list.empty())
        return {};
    results::CsvOptions options;
    options.separator = '\t';
    const json::Value schema =
        json::Value::object({{"type", json::Value::string("object")},
                             {"properties", json::Value::object(std::move(properties))}});
    return QString::fromStdString(results::writeCsv(json::Value::array(std::move(list)), schema, options));
}

} // namespace espalier::ui

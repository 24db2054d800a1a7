// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/tablelist.h"

#include "practice/reader/match.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

constexpr double leastMatch = 0.45;

/// For each member its column, best pairs first.
std::vector<std::optional<std::size_t>> columnsFor(const Search &search, const Field &item,
                                                   const Table &table)
{
    struct Pair
    {
        double match;
        std::size_t member;
        std::size_t column;
    };
    std::vector<Pair> pairs;
    for (std::size_t m = 0; m < item.members.size(); ++m) {
        for (std::size_t c = 0; c < table.columns.size() && item.members[m].isScalar(); ++c) {
            const double match = labelMatch(search, item.members[m], table.columns[c]);
            if (match >= leastMatch)
                pairs.push_back({match, m, c});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair &a, const Pair &b) { return a.match > b.match; });
    std::vector<std::optional<std::size_t>> out(item.members.size());
    std::vector<bool> taken(table.columns.size());
    for (const Pair &pair : pairs) {
        if (out[pair.member] || taken[pair.column])
            continue;
        out[pair.member] = pair.column;
        taken[pair.column] = true;
    }
    return out;
}

Record rowRecord(const Search &search, const Field &item,
                 const std::vector<std::optional<std::size_t>> &columns, const std::vector<Range> &row)
{
    Record out;
    out.reading.value = Value::object();
    out.reading.complete = true;
    double total = 0;
    for (std::size_t m = 0; m < item.members.size(); ++m) {
        const Field &member = item.members[m];
        std::optional<Value> value;
        if (member.constant)
            value = member.allowed.front();
        else if (columns[m] && *columns[m] < row.size())
            value = convert(search, member, row[*columns[m]]);
        total += member.inferable ? 0 : 1;
        if (value) {
            out.reading.value.set(member.key, std::move(*value));
            ++out.reading.found;
        } else if (member.nullable) {
            out.reading.value.set(member.key, Value::null());
        } else if (member.required && !member.inferable) {
            out.reading.complete = false;
        }
    }
    for (const Range &cell : row) {
        if (cell.empty())
            continue;
        out.range = {out.range.empty() ? cell.begin : std::min(out.range.begin, cell.begin),
                     std::max(out.range.end, cell.end)};
    }
    out.reading.used.push_back(out.range);
    out.reading.fit = total > 0 ? std::min(1.0, static_cast<double>(out.reading.found) / total) *
                                      (out.reading.complete ? 1 : 0.5)
                                : 0;
    return out;
}

} // namespace

std::vector<Record> readTables(const SourceText &source, const Field &item, const Region &region)
{
    std::vector<Record> out;
    if (item.members.empty())
        return out;
    for (const Table &table : within(source.tables, region.scope)) {
        if (table.range.end > region.scope.end)
            continue;
        const Search search{source, table.range, {}, true, 0, 0, false};
        const auto columns = columnsFor(search, item, table);
        const auto matched = static_cast<std::size_t>(
            std::count_if(columns.begin(), columns.end(), [](const auto &c) { return c.has_value(); }));
        if (matched < 2 && matched * 2 < item.members.size())
            continue;
        for (const std::vector<Range> &row : table.rows) {
            Record record = rowRecord(search, item, columns, row);
            if (record.reading.found > 0 && (record.reading.complete || record.reading.found * 2 > matched))
                out.push_back(std::move(record));
        }
    }
    return out;
}

std::vector<Range> readColumn(const SourceText &source, const Field &list, const Region &region)
{
    std::vector<Range> out;
    double best = 0.6;
    for (const Table &table : within(source.tables, region.scope)) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            double match = 0;
            for (const Concepts &name : list.names)
                match = std::max(match, likeness(name, table.columns[c]));
            if (match <= best)
                continue;
            best = match;
            out.clear();
            for (const std::vector<Range> &row : table.rows) {
                if (c < row.size() && !row[c].empty())
                    out.push_back(row[c]);
            }
        }
    }
    return out;
}

} // namespace espalier::practice

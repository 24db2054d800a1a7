// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// columnsOf(): a tree of member names, filled by the schema and then by the rows, read off as columns.

#include "results/csv.h"
#include "schema/localreferences.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace espalier::results {

using json::Value;

namespace {

constexpr int kMostLevels = 16; // a schema may refer to itself

struct Name
{
    std::string key;
    bool holdsCells = false; ///< something other than an object stands there
    std::vector<std::unique_ptr<Name>> inner;
    std::unordered_map<std::string, std::size_t> places;

    Name &member(const std::string &name)
    {
        const auto [place, isNew] = places.try_emplace(name, inner.size());
        if (isNew) {
            inner.push_back(std::make_unique<Name>());
            inner.back()->key = name;
        }
        return *inner[place->second];
    }
};

void addSchema(Name &name, const Value &schema, const schema::LocalReferences &references, int level)
{
    const Value &real = references.follow(schema);
    if (level > kMostLevels)
        return;
    for (const json::Member &property : real["properties"].members())
        addSchema(name.member(property.key), property.value, references, level + 1);
}

void addValue(Name &name, const Value &value)
{
    if (value.isNull())
        return; // an empty cell, whatever may stand there in other rows
    if (!value.isObject() || value.members().empty())
        name.holdsCells = true;
    for (const json::Member &member : value.members())
        addValue(name.member(member.key), member.value);
}

void readOff(const Name &name, Column &column, std::vector<Column> &out)
{
    if (name.holdsCells || name.inner.empty())
        out.push_back(column);
    for (const auto &inner : name.inner) {
        Column next = column;
        next.path.push_back(inner->key);
        next.title += (column.path.empty() ? "" : ".") + inner->key;
        readOff(*inner, next, out);
    }
}

} // namespace

std::vector<Column> columnsOf(const Value::Array &rows, const Value &rowSchema)
{
    Name root;
    addSchema(root, rowSchema, schema::LocalReferences(rowSchema), 0);
    for (const Value &row : rows)
        addValue(root, row);
    if (!root.inner.empty() && root.holdsCells) {
        // A row that is {} fills no cell of its own; one that is no object needs a column.
        root.holdsCells = false;
        for (const Value &row : rows)
            root.holdsCells = root.holdsCells || (!row.isObject() && !row.isNull());
    }
    std::vector<Column> out;
    Column whole;
    readOff(root, whole, out);
    for (Column &column : out) {
        if (column.path.empty())
            column.title = "value";
    }
    return out;
}

} // namespace espalier::results

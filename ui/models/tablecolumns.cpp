// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tablecolumns.h"

#include "models/livetree.h"
#include "models/summary.h"
#include "text/valuetext.h"

#include <algorithm>

namespace espalier::ui {

using Kind = json::Value::Kind;

static constexpr qsizetype kDeepest = 6; // groups within a row that are columns of their own; cycles end here

void TableColumns::begin(const ExpectedShape *row)
{
    m_columns.clear();
    m_known.clear();
    if (row && !row->members.empty())
        addShape(*row, {});
}

void TableColumns::addShape(const ExpectedShape &shape, const QStringList &path)
{
    for (const ExpectedShape::Member &member : shape.members) {
        const QStringList below = path + QStringList{member.key};
        const bool group = member.shape && !member.shape->isList && !member.shape->members.empty();
        if (group && below.size() < kDeepest)
            addShape(*member.shape, below);
        else
            add(below);
    }
}

void TableColumns::add(const QStringList &path)
{
    if (m_columns.size() >= kMost || m_known.contains(path))
        return;
    m_known.insert(path, static_cast<int>(m_columns.size()));
    const QString title = path.isEmpty() ? valueColumnText() : shortened(path.join(u'.'), false);
    m_columns.push_back({path, title});
}

void TableColumns::take(const LiveNode &value, const LiveNode &row)
{
    if (value.kind == Kind::Object)
        return;
    QStringList path;
    for (const LiveNode *at = &value; at != &row; at = at->container) {
        if (!at || !at->hasKey)
            return; // an item of a list inside the row: part of that list's cell
        path.prepend(at->key);
    }
    const auto isInside = [&path](const TableColumn &column) {
        return column.path.size() > path.size() && column.path.mid(0, path.size()) == path;
    };
    // Nothing where others have a group: that group's columns say it.
    if (value.kind == Kind::Null && std::any_of(m_columns.begin(), m_columns.end(), isInside))
        return;
    add(path);
}

void TableColumns::takeAll(const LiveNode &row)
{
    takeBelow(row, row);
}

void TableColumns::takeBelow(const LiveNode &value, const LiveNode &row)
{
    take(value, row);
    if (value.kind != Kind::Object)
        return;
    for (std::uint32_t i = 0; i < value.valueCount; ++i) {
        if (const LiveNode *member = valueAt(value, i))
            takeBelow(*member, row);
    }
}

namespace {

void require(json::Value::Object &properties, const QStringList &path, qsizetype at)
{
    const std::string name = path.at(at).toStdString();
    auto known = std::find_if(properties.begin(), properties.end(),
                              [&name](const json::Member &member) { return member.key == name; });
    if (known == properties.end()) {
        properties.push_back({name, json::Value::object({})});
        known = std::prev(properties.end());
    }
    if (at + 1 == path.size())
        return;
    json::Value::Object inner(known->value["properties"].members().begin(),
                              known->value["properties"].members().end());
    require(inner, path, at + 1);
    known->value = json::Value::object(
        {{"type", json::Value::string("object")}, {"properties", json::Value::object(std::move(inner))}});
}

} // namespace

json::Value TableColumns::rowSchema() const
{
    json::Value::Object properties;
    for (const TableColumn &column : m_columns) {
        if (!column.path.isEmpty())
            require(properties, column.path, 0);
    }
    if (properties.empty())
        return {};
    return json::Value::object({{"type", json::Value::string("object")},
                                {"properties", json::Value::object(std::move(properties))}});
}

const LiveNode *cellOf(const LiveNode &row, const QStringList &path, bool expected)
{
    if (path.isEmpty())
        return row.kind == Kind::Object ? nullptr : &row;
    const LiveNode *at = &row;
    for (const QString &key : path) {
        if (at->kind != Kind::Object)
            return nullptr;
        const LiveNode *found = nullptr; // of duplicates the last counts
        for (std::uint32_t i = 0; i < at->valueCount; ++i) {
            const LiveNode *value = valueAt(*at, i);
            if (value && value->key == key)
                found = value;
        }
        for (const LiveNode *field : at->expected) {
            if (expected && !found && field->key == key)
                found = field;
        }
        if (!found)
            return nullptr;
        at = found;
    }
    return at->kind == Kind::Object && at->id != json::kNoNode ? nullptr : at;
}

const LiveNode *rowNodeOf(const LiveNode &value, const LiveNode &list)
{
    const LiveNode *at = &value;
    while (at && at->container != &list)
        at = at->container;
    return at;
}

} // namespace espalier::ui

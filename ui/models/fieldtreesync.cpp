// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fieldtreemodel_p.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace espalier::ui {

using schema::Field;

/// Whether every field stands where it stood, but for those that have a new name.
template <typename Nodes>
static bool samePlaces(const Nodes &nodes, const std::vector<Field> &fields)
{
    if (nodes.size() != fields.size())
        return false;
    std::unordered_set<std::string> before;
    std::unordered_set<std::string> after;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        before.insert(nodes[i]->field.name);
        after.insert(fields[i].name);
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const bool same = nodes[i]->field.name == fields[i].name;
        if (!same && (after.count(nodes[i]->field.name) > 0 || before.count(fields[i].name) > 0))
            return false;
    }
    return true;
}

void FieldTreeModel::Sync::run(std::vector<Field> fields)
{
    children(*m_model.m_root, fields);
}

void FieldTreeModel::Sync::children(Node &parent, std::vector<Field> &fields)
{
    if (!samePlaces(parent.children, fields)) {
        removeGone(parent, fields);
        place(parent, fields);
    }
    for (std::size_t i = 0; i < fields.size(); ++i)
        update(*parent.children[i], fields[i]);
}

void FieldTreeModel::Sync::update(Node &node, Field &field)
{
    std::vector<Field> inner = std::exchange(field.children, {});
    if (node.field != field) {
        node.field = std::move(field);
        const QModelIndex first = m_model.indexFor(&node);
        Q_EMIT m_model.dataChanged(first, first.siblingAtColumn(kColumns - 1));
    }
    children(node, inner);
}

void FieldTreeModel::Sync::removeGone(Node &parent, const std::vector<Field> &fields)
{
    std::unordered_set<std::string> names;
    for (const Field &field : fields)
        names.insert(field.name);
    const auto isGone = [&](std::ptrdiff_t row) {
        return names.count(parent.children[static_cast<std::size_t>(row)]->field.name) == 0;
    };
    for (auto row = static_cast<std::ptrdiff_t>(parent.children.size()) - 1; row >= 0; --row) {
        if (!isGone(row))
            continue;
        const std::ptrdiff_t last = row;
        while (row > 0 && isGone(row - 1))
            --row;
        m_model.beginRemoveRows(m_model.indexFor(&parent), static_cast<int>(row), static_cast<int>(last));
        parent.children.erase(parent.children.begin() + row, parent.children.begin() + last + 1);
        number(parent, static_cast<std::size_t>(row));
        m_model.endRemoveRows();
    }
}

void FieldTreeModel::Sync::place(Node &parent, std::vector<Field> &fields)
{
    std::unordered_set<std::string> names;
    for (const auto &node : parent.children)
        names.insert(node->field.name);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::size_t end = i;
        while (end < fields.size() && names.count(fields[end].name) == 0)
            ++end;
        if (end > i) {
            insert(parent, i, end, fields);
            i = end - 1;
            continue;
        }
        const auto begin = parent.children.begin() + static_cast<std::ptrdiff_t>(i);
        const auto at = std::find_if(begin, parent.children.end(),
                                     [&](const auto &node) { return node->field.name == fields[i].name; });
        if (at == parent.children.end()) // a name that is there twice
            insert(parent, i, i + 1, fields);
        else if (at != begin)
            move(parent, static_cast<int>(at - parent.children.begin()), static_cast<int>(i));
    }
}

void FieldTreeModel::Sync::insert(Node &parent, std::size_t begin, std::size_t end,
                                  std::vector<Field> &fields)
{
    std::vector<std::unique_ptr<Node>> nodes;
    for (std::size_t i = begin; i < end; ++i)
        nodes.push_back(made(parent, fields[i]));
    m_model.beginInsertRows(m_model.indexFor(&parent), static_cast<int>(begin), static_cast<int>(end) - 1);
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(begin),
                           std::make_move_iterator(nodes.begin()), std::make_move_iterator(nodes.end()));
    number(parent, begin);
    m_model.endInsertRows();
}

void FieldTreeModel::Sync::move(Node &parent, int from, int to)
{
    const QModelIndex index = m_model.indexFor(&parent);
    m_model.beginMoveRows(index, from, from, index, to);
    const auto begin = parent.children.begin();
    std::rotate(begin + to, begin + from, begin + from + 1);
    number(parent, static_cast<std::size_t>(to));
    m_model.endMoveRows();
}

void FieldTreeModel::Sync::number(Node &parent, std::size_t begin)
{
    for (std::size_t i = begin; i < parent.children.size(); ++i)
        parent.children[i]->row = static_cast<int>(i);
}

std::unique_ptr<FieldTreeModel::Node> FieldTreeModel::Sync::made(Node &parent, Field &field)
{
    auto node = std::make_unique<Node>();
    node->parent = &parent;
    node->field = field; // a copy: the field is compared once more
    node->field.children.clear();
    for (Field &inner : field.children)
        node->children.push_back(made(*node, inner));
    number(*node, 0);
    return node;
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is expected of values once their unions have lost branches: the part of PartialTreeModel that learns
// while an answer grows.

#include "models/partialtreemodel.h"

#include "json/pointer.h"

#include <algorithm>

namespace espalier::ui {

static bool hasField(const LiveNode &object, const QString &key)
{
    for (std::uint32_t i = 0; i < object.valueCount; ++i) {
        if (valueAt(object, i)->key == key)
            return true;
    }
    return std::any_of(object.expected.begin(), object.expected.end(),
                       [&key](const LiveNode *field) { return field->key == key; });
}

void PartialTreeModel::narrow(const std::vector<schema::BranchesLeft> &unions)
{
    for (const schema::BranchesLeft &left : unions) {
        LiveNode *node = m_tree.find(left.node);
        if (!node || left.branches.size() != 1 || node->nodeState == json::NodeState::Superseded)
            continue;
        std::string pointer = left.choice;
        json::appendToken(pointer, left.branches.front());
        if (const ExpectedShape *shape = m_shapes.with(node->shape, pointer))
            expectMore(node, shape);
    }
}

/// `shape`: what it had, and more.
void PartialTreeModel::expectMore(LiveNode *object, const ExpectedShape *shape)
{
    object->shape = shape;
    if (object->kind != json::Value::Kind::Object)
        return;
    for (std::uint32_t i = 0; i < object->valueCount; ++i) {
        LiveNode *value = valueAt(*object, i);
        const ExpectedShape *known = value->shape ? nullptr : shape->member(value->key);
        if (known)
            expectMore(value, known);
    }
    std::vector<LiveNode *> fields;
    for (const ExpectedShape::Member &member : shape->members) {
        if (hasField(*object, member.key))
            continue;
        fields.push_back(m_tree.makeField(object, member, m_batch));
        fields.back()->row = static_cast<std::uint32_t>(object->expected.size() + fields.size() - 1);
    }
    if (fields.empty())
        return;
    const int first = static_cast<int>(object->rows.size() + object->expected.size());
    beginInsertRows(indexFor(object), first, first + static_cast<int>(fields.size()) - 1);
    object->expected.insert(object->expected.end(), fields.begin(), fields.end());
    endInsertRows();
}

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/livetree.h"

#include "models/freeelsewhere.h"
#include "json/pointer.h"

#include <algorithm>
#include <utility>

namespace espalier::ui {

using json::NodeState;
using json::Value;

LiveTree::LiveTree()
{
    clear(nullptr);
}

void LiveTree::clear(const ExpectedShape *shape)
{
    if (m_pool.size() > kPageRows)
        freeElsewhere(std::exchange(m_pool, {}));
    m_pool.clear();
    m_byId.clear();
    m_top = make(LiveNode::Role::Value, nullptr, 0);
    m_top->shape = shape;
    m_top->kind = Value::Kind::Object;
    m_top->expected = makeExpected(m_top, 0);
}

LiveNode *LiveTree::make(LiveNode::Role role, LiveNode *container, std::uint32_t batch)
{
    LiveNode &node = m_pool.emplace_back();
    node.role = role;
    node.parent = container;
    node.container = container;
    node.born = batch;
    return &node;
}

LiveNode *LiveTree::find(json::NodeId id) const
{
    if (id < m_first || id - m_first >= m_byId.size())
        return nullptr;
    return m_byId[id - m_first];
}

LiveNode *LiveTree::take(const json::TreeChange &add, std::uint32_t batch)
{
    LiveNode *container = add.parent == json::kNoNode ? nullptr : find(add.parent);
    const bool root = !container;
    const bool isContainer = add.kind == Value::Kind::Array || add.kind == Value::Kind::Object;
    const QString key = QString::fromStdString(add.key);
    LiveNode *node = nullptr;
    if (root && isContainer) {
        node = m_top;
    } else if (container && add.hasKey) {
        const auto at =
            std::find_if(container->expected.begin(), container->expected.end(), [&](const LiveNode *field) {
                return field->key == key && field->id == json::kNoNode;
            });
        if (at != container->expected.end())
            node = *at;
    }
    if (!node)
        node = make(LiveNode::Role::Value, root ? m_top : container, batch);
    if (container && !node->shape && container->shape)
        node->shape = add.hasKey ? container->shape->member(key) : container->shape->items;
    node->kind = add.kind;
    node->id = add.node;
    node->index = add.row;
    node->hasKey = add.hasKey;
    node->hasValue = isContainer || add.kind == Value::Kind::String;
    node->begin = add.offset;
    node->key = key;
    if (m_byId.empty())
        m_first = add.node;
    m_byId.push_back(node);
    return node;
}

LiveNode *LiveTree::makePage(LiveNode *container, std::uint32_t index, std::uint32_t batch)
{
    LiveNode *page = make(LiveNode::Role::Page, container, batch);
    page->index = index;
    page->nodeState = NodeState::Closed;
    return page;
}

std::vector<LiveNode *> LiveTree::makeExpected(LiveNode *node, std::uint32_t batch)
{
    std::vector<LiveNode *> out;
    if (!node->shape || node->kind != Value::Kind::Object)
        return out;
    out.reserve(node->shape->members.size());
    for (const ExpectedShape::Member &member : node->shape->members) {
        LiveNode *field = makeField(node, member, batch);
        field->row = static_cast<std::uint32_t>(out.size());
        out.push_back(field);
    }
    return out;
}

LiveNode *LiveTree::makeField(LiveNode *object, const ExpectedShape::Member &member, std::uint32_t batch)
{
    LiveNode *field = make(LiveNode::Role::Expected, object, batch);
    field->key = member.key;
    field->hasKey = true;
    field->shape = member.shape;
    return field;
}

ValueState ownState(const LiveNode &node)
{
    if (node.role == LiveNode::Role::Expected && node.id == json::kNoNode)
        return node.mark; // nothing, missing, or read otherwise
    if (node.mark == ValueState::Invalid && node.nodeState != NodeState::Superseded)
        return node.mark;
    switch (node.nodeState) {
    case NodeState::Open:
        return ValueState::Arriving;
    case NodeState::Closed:
        return std::max(ValueState::Complete, node.mark);
    case NodeState::Repaired:
        return ValueState::Repaired;
    case NodeState::Cut:
        return ValueState::Cut;
    case NodeState::Superseded:
        return ValueState::Superseded;
    }
    return ValueState::Complete;
}

ValueState worstInside(const LiveNode &node)
{
    return std::max(node.inside, node.markedInside);
}

ValueState shownState(const LiveNode &node)
{
    const ValueState own = ownState(node);
    const bool final =
        own == ValueState::Arriving || own == ValueState::Absent || own == ValueState::Superseded;
    return final ? own : std::max(own, worstInside(node));
}

std::string pointerOf(const LiveNode &node)
{
    std::vector<const LiveNode *> path;
    // A page stands for nothing; a root that is no container hangs below a top that is no value.
    for (const LiveNode *at = &node; at->container; at = at->container) {
        if (at->role != LiveNode::Role::Page && (at->hasKey || at->container->id != json::kNoNode))
            path.push_back(at);
    }
    std::string out;
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
        if ((*at)->hasKey)
            json::appendToken(out, (*at)->key.toStdString());
        else
            json::appendToken(out, static_cast<std::size_t>((*at)->index));
    }
    return out;
}

LiveNode *valueAt(const LiveNode &container, std::uint32_t index)
{
    if (index < LiveTree::kPageRows)
        return index < container.rows.size() ? container.rows[index] : nullptr;
    const std::uint32_t row = LiveTree::kPageRows + LiveTree::pageOf(index);
    if (row >= container.rows.size())
        return nullptr;
    const LiveNode *page = container.rows[row];
    const std::uint32_t at = index % LiveTree::kPageRows;
    return at < page->rows.size() ? page->rows[at] : nullptr;
}

Value valueOf(const LiveNode &node)
{
    const auto visible = [&node](auto use) {
        for (std::uint32_t i = 0; i < node.valueCount; ++i) {
            const LiveNode *value = valueAt(node, i);
            if (value && value->hasValue && value->nodeState != NodeState::Superseded)
                use(*value);
        }
    };
    switch (node.kind) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Bool:
        return Value::boolean(node.text == u"true");
    case Value::Kind::Number:
        return node.hasValue ? Value::number(node.text.toStdString()) : Value();
    case Value::Kind::String:
        return Value::string(node.text.toStdString());
    case Value::Kind::Array: {
        Value::Array items;
        visible([&](const LiveNode &value) { items.push_back(valueOf(value)); });
        return Value::array(std::move(items));
    }
    case Value::Kind::Object: {
        Value::Object members;
        visible([&](const LiveNode &value) { members.push_back({value.key.toStdString(), valueOf(value)}); });
        return Value::object(std::move(members));
    }
    }
    return {};
}

int rowOf(const LiveNode &node)
{
    if (node.role == LiveNode::Role::Expected)
        return static_cast<int>(node.parent->rows.size() + node.row);
    return static_cast<int>(node.row);
}

} // namespace espalier::ui

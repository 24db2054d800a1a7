// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/partialtree.h"

#include "json/pointer.h"

#include <algorithm>
#include <cassert>

namespace espalier::json {

void PartialTree::add(const TreeChange &change)
{
    const std::size_t count = m_nodes.size();
    if (count == 0)
        m_first = change.node;
    assert(change.node == m_first + count);
    const NodeId parentIndex = change.parent - m_first;
    if (change.parent != kNoNode && parentIndex < count) {
        std::vector<NodeId> &siblings = m_nodes[parentIndex].children;
        assert(change.row == siblings.size());
        if (siblings.empty())
            siblings.reserve(4);
        siblings.push_back(change.node);
    } else {
        m_root = change.node;
    }
    Node &node = m_nodes.append();
    node.id = change.node;
    node.parent = change.parent;
    node.row = change.row;
    node.kind = change.kind;
    node.hasKey = change.hasKey;
    node.hasValue = change.kind == Value::Kind::Array || change.kind == Value::Kind::Object ||
                    change.kind == Value::Kind::String;
    node.begin = change.offset;
    if (change.hasKey)
        node.key = change.key;
}

void PartialTree::apply(const TreeChange &change)
{
    if (change.op == TreeOp::Add) {
        add(change);
        return;
    }
    if (change.op == TreeOp::Reset) {
        m_nodes.clear();
        m_root = kNoNode;
        return;
    }
    const NodeId index = change.node - m_first;
    assert(index < m_nodes.size());
    if (index >= m_nodes.size())
        return;
    Node &node = m_nodes[index];
    switch (change.op) {
    case TreeOp::AppendText:
        node.text += change.text;
        break;
    case TreeOp::SetScalar:
        node.kind = change.kind;
        node.text = change.text;
        node.hasValue = true;
        break;
    case TreeOp::Close:
        node.state = change.state;
        node.end = change.offset;
        break;
    case TreeOp::Supersede:
        node.state = NodeState::Superseded;
        break;
    case TreeOp::Add:
    case TreeOp::Reset:
        break;
    }
}

void PartialTree::apply(const TreeChanges &changes)
{
    for (const TreeChange &change : changes)
        apply(change);
}

Value PartialTree::value(NodeId id) const
{
    const Node *at = node(id);
    if (!at)
        return {};
    switch (at->kind) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Bool:
        return at->hasValue ? Value::boolean(at->text == "true") : Value();
    case Value::Kind::Number:
        return at->hasValue ? Value::number(at->text) : Value();
    case Value::Kind::String:
        return Value::string(at->text);
    case Value::Kind::Array: {
        Value::Array items;
        for (const NodeId child : at->children) {
            if (node(child)->hasValue)
                items.push_back(value(child));
        }
        return Value::array(std::move(items));
    }
    case Value::Kind::Object: {
        Value::Object members;
        for (const NodeId child : at->children) {
            const Node *entry = node(child);
            if (entry->hasValue && entry->state != NodeState::Superseded)
                members.push_back({entry->key, value(child)});
        }
        return Value::object(std::move(members));
    }
    }
    return {};
}

std::string PartialTree::pointer(NodeId id) const
{
    std::vector<const Node *> path;
    for (const Node *at = node(id); at && at->parent != kNoNode; at = node(at->parent))
        path.push_back(at);
    std::string out;
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
        if ((*at)->hasKey)
            appendToken(out, (*at)->key);
        else
            appendToken(out, static_cast<std::size_t>((*at)->row));
    }
    return out;
}

} // namespace espalier::json

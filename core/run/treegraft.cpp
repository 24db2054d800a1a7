// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/treegraft.h"

#include <cassert>
#include <utility>

namespace espalier::run {

using json::NodeState;
using json::TreeChange;
using json::TreeOp;

json::TreeChange TreeGraft::moved(TreeChange change, NodeIds &ids, std::uint64_t otherBytes)
{
    assert(change.op != TreeOp::Reset);
    change.at += otherBytes;
    if (change.op == TreeOp::Add) {
        if (m_shared.empty())
            m_first = change.node;
        m_shared.push_back(ids.next());
        if (change.parent == json::kNoNode) {
            change.parent = m_point.parent;
            change.row = m_point.row;
        } else {
            change.parent = m_shared.at(change.parent - m_first);
        }
    }
    change.node = m_shared.at(change.node - m_first);
    return change;
}

json::NodeId TreeGraft::shared(json::NodeId node) const
{
    const json::NodeId index = node - m_first;
    return index < m_shared.size() ? m_shared[index] : json::kNoNode;
}

namespace {

TreeChange changeOf(const json::PartialTree::Node &node, TreeOp op, std::uint64_t at)
{
    TreeChange change;
    change.op = op;
    change.node = node.id;
    change.kind = node.kind;
    change.at = at;
    return change;
}

void appendNode(json::TreeChanges &out, const json::PartialTree::Node &node, std::uint64_t at)
{
    TreeChange add = changeOf(node, TreeOp::Add, at);
    add.parent = node.parent;
    add.row = node.row;
    add.hasKey = node.hasKey;
    add.key = node.key;
    add.offset = node.begin;
    out.push_back(std::move(add));
    const bool container = node.kind == json::Value::Kind::Array || node.kind == json::Value::Kind::Object;
    if (container || !node.hasValue || (node.kind == json::Value::Kind::String && node.text.empty()))
        return;
    const bool text = node.kind == json::Value::Kind::String;
    out.push_back(changeOf(node, text ? TreeOp::AppendText : TreeOp::SetScalar, at));
    out.back().text = node.text;
}

void appendEnd(json::TreeChanges &out, const json::PartialTree::Node &node, std::uint64_t at)
{
    if (node.state == NodeState::Open)
        return;
    const bool superseded = node.state == NodeState::Superseded;
    out.push_back(changeOf(node, TreeOp::Close, at));
    out.back().state = superseded ? NodeState::Closed : node.state;
    out.back().offset = node.end;
    if (superseded)
        out.push_back(changeOf(node, TreeOp::Supersede, at));
}

} // namespace

json::TreeChanges changesOf(const json::PartialTree &tree, std::uint64_t at)
{
    json::TreeChanges out;
    if (tree.root() == json::kNoNode)
        return out;
    const json::NodeId last = tree.root() + static_cast<json::NodeId>(tree.size()) - 1;
    for (json::NodeId id = tree.root(); id <= last; ++id)
        appendNode(out, *tree.node(id), at);
    // Ids grow with depth, so the way back closes children before their parents.
    for (json::NodeId id = last; id >= tree.root(); --id)
        appendEnd(out, *tree.node(id), at);
    return out;
}

} // namespace espalier::run

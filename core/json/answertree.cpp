// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/answertree.h"

#include <utility>

namespace espalier::json {

TreeChange &AnswerTree::change(TreeOp op, NodeId node, std::uint64_t at)
{
    TreeChange &out = m_changes.emplace_back();
    out.op = op;
    out.node = node;
    out.at = at;
    return out;
}

void AnswerTree::add(const NewNode &node)
{
    TreeChange &out = change(TreeOp::Add, node.node, node.at);
    out.kind = node.kind;
    out.parent = node.parent;
    out.row = node.row;
    out.hasKey = node.hasKey;
    out.offset = node.offset;
    out.key = node.key;
    keep(out);
}

void AnswerTree::append(NodeId node, std::string_view text, std::uint64_t at)
{
    TreeChange &out = change(TreeOp::AppendText, node, at);
    out.kind = Value::Kind::String;
    out.text = text;
    keep(out);
}

void AnswerTree::set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at)
{
    TreeChange &out = change(TreeOp::SetScalar, node, at);
    out.kind = kind;
    out.text = text;
    keep(out);
}

void AnswerTree::close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at)
{
    TreeChange &out = change(TreeOp::Close, node, at);
    out.state = state;
    out.offset = end;
    keep(out);
}

void AnswerTree::supersede(NodeId node, std::uint64_t at)
{
    keep(change(TreeOp::Supersede, node, at));
}

void AnswerTree::shorten(NodeId node, std::size_t length, std::uint64_t at)
{
    const std::string text = m_tree.node(node)->text.substr(0, length);
    set(node, Value::Kind::String, text, at);
}

void AnswerTree::repair(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    m_repairs.push_back({kind, offset, std::string(text.substr(0, 40))});
}

TreeChanges AnswerTree::takeChanges()
{
    return std::exchange(m_changes, {});
}

} // namespace espalier::json

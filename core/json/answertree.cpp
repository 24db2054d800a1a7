// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/answertree.h"

#include <algorithm>
#include <utility>

namespace espalier::json {

/// Numbers in m_held are the candidate's, those in m_changes are the shown ones.
TreeChange &AnswerTree::next(TreeOp op, NodeId node, std::uint64_t at)
{
    TreeChange &out = m_isHeld ? m_held.emplace_back() : m_changes.emplace_back();
    out.op = op;
    out.node = m_isHeld ? node : node + m_shift;
    out.at = m_isHeld ? at : moment(at);
    return out;
}

void AnswerTree::add(const NewNode &node)
{
    TreeChange &out = next(TreeOp::Add, node.node, node.at);
    out.kind = node.kind;
    out.parent = node.parent;
    out.row = node.row;
    out.hasKey = node.hasKey;
    out.offset = node.offset;
    out.key = node.key;
    if (!m_isHeld) {
        place(out);
        m_tree.apply(out);
    }
}

/// Gives an added node its shown parent.
void AnswerTree::place(TreeChange &change)
{
    m_last = change.node;
    if (change.parent != kNoNode && change.node != m_root + m_shift) {
        change.parent += m_shift;
        return;
    }
    change.parent = m_list;
    change.row = m_list == kNoNode ? 0 : m_rows++;
    change.hasKey = false;
    change.key.clear();
}

void AnswerTree::append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen)
{
    TreeChange &out = next(TreeOp::AppendText, node, std::max(end, seen));
    out.kind = Value::Kind::String;
    out.text = text;
    apply(out);
}

void AnswerTree::set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at)
{
    TreeChange &out = next(TreeOp::SetScalar, node, at);
    out.kind = kind;
    out.text = text;
    apply(out);
}

void AnswerTree::close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at)
{
    TreeChange &out = next(TreeOp::Close, node, at);
    out.state = state;
    out.offset = end;
    apply(out);
}

void AnswerTree::supersede(NodeId node, std::uint64_t at)
{
    apply(next(TreeOp::Supersede, node, at));
}

void AnswerTree::shorten(NodeId node, std::size_t length, std::uint64_t at)
{
    const std::string text = m_isHeld ? heldText(node) : m_tree.node(node + m_shift)->text;
    set(node, Value::Kind::String, std::string_view(text).substr(0, length), at);
}

std::string AnswerTree::heldText(NodeId node) const
{
    std::string out;
    auto at = m_held.end();
    while (at != m_held.begin() && !((at - 1)->node == node && (at - 1)->op == TreeOp::Add))
        --at;
    for (; at != m_held.end(); ++at) {
        if (at->node == node && at->op == TreeOp::AppendText)
            out += at->text;
        else if (at->node == node && at->op == TreeOp::SetScalar)
            out = at->text;
    }
    return out;
}

PartialTree AnswerTree::heldTree() const
{
    PartialTree out;
    for (TreeChange change : m_held) {
        if (change.op == TreeOp::Add && change.node == m_root) {
            change.parent = kNoNode;
            change.row = 0;
            change.hasKey = false;
        }
        out.apply(change);
    }
    return out;
}

void AnswerTree::repair(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    m_repairs.add(kind, offset, text);
}

void AnswerTree::begin(bool held)
{
    m_isHeld = held;
    m_held.clear();
    m_repairs.begin(!held);
    setRoot(1);
}

void AnswerTree::hold()
{
    m_isHeld = true;
    m_repairs.setShown(false);
}

void AnswerTree::setRoot(NodeId root)
{
    m_root = root;
    m_shift = m_last - (root - 1);
}

void AnswerTree::reset(std::uint64_t at)
{
    m_list = kNoNode;
    m_rows = 0;
    if (m_tree.root() == kNoNode)
        return;
    TreeChange &out = m_changes.emplace_back();
    out.op = TreeOp::Reset;
    out.at = moment(at);
    m_tree.apply(out);
}

void AnswerTree::withdraw(std::uint64_t at)
{
    reset(at);
    m_repairs.forget();
    begin(false);
}

void AnswerTree::publishHeld(std::uint64_t at)
{
    setRoot(m_root);
    m_isHeld = false;
    for (TreeChange &held : m_held) {
        TreeChange &change = m_changes.emplace_back(std::move(held));
        change.node += m_shift;
        change.at = moment(at);
        if (change.op == TreeOp::Add)
            place(change);
        m_tree.apply(change);
    }
    m_held.clear();
}

void AnswerTree::show(std::uint64_t at)
{
    reset(at);
    m_repairs.replaceShown();
    publishHeld(at);
}

void AnswerTree::showAsRow(std::uint64_t at)
{
    m_repairs.setShown(true);
    publishHeld(at);
}

void AnswerTree::dropNodes(std::uint64_t at)
{
    m_held.clear();
    if (!m_isHeld)
        reset(at);
    setRoot(1);
}

void AnswerTree::discard(std::uint64_t at)
{
    dropNodes(at);
    m_repairs.drop();
}

void AnswerTree::openList(std::uint64_t offset, std::uint64_t at)
{
    reset(at);
    m_repairs.replaceShown();
    TreeChange &out = m_changes.emplace_back();
    out.op = TreeOp::Add;
    out.node = ++m_last;
    out.kind = Value::Kind::Array;
    out.at = moment(at);
    out.offset = offset;
    m_tree.apply(out);
    m_list = m_last;
}

void AnswerTree::closeList(NodeState state, std::uint64_t end, std::uint64_t at)
{
    TreeChange &out = m_changes.emplace_back();
    out.op = TreeOp::Close;
    out.node = m_list;
    out.state = state;
    out.at = moment(at);
    out.offset = end;
    m_tree.apply(out);
}

TreeChanges AnswerTree::takeChanges()
{
    const std::size_t guess =
        std::min<std::size_t>(m_changes.size(), 8); // the next list will be about as long
    TreeChanges out = std::exchange(m_changes, {});
    m_changes.reserve(guess);
    return out;
}

} // namespace espalier::json

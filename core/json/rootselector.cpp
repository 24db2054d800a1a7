// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/rootselector.h"

#include <utility>

namespace espalier::json {

using Root = AnswerExpectation::Root;
using Kind = Value::Kind;

void RootSelector::add(const NewNode &node)
{
    if ((m_head || startsCall(node)) && takenByHead(node))
        return;
    switch (m_state) {
    case State::Start:
        root(node);
        break;
    case State::Choosing:
        if (node.parent == m_root)
            member(node);
        else
            m_tree.add(node);
        break;
    case State::Inside:
        if (node.parent == m_root && mayBeWrapper(node))
            unwrap(node, false);
        else
            pass(node);
        break;
    case State::Behind:
        if (node.parent == m_wrapper || (node.parent == m_calls && m_calls != kNoNode))
            extraMember(node);
        break;
    case State::Probing:
    case State::Decoding:
    case State::Nothing:
        break;
    }
}

void RootSelector::append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen)
{
    if (m_head) {
        if (m_head->append(node, text, end, seen) == CallHead::Verdict::Open)
            return;
        noCall(m_head->settledAt());
    }
    if (m_state == State::Probing || m_state == State::Decoding)
        probe(text, end, seen);
    else if (m_state != State::Behind && m_state != State::Nothing)
        m_tree.append(node, text, end, seen);
}

void RootSelector::set(NodeId node, Kind kind, std::string_view text, std::uint64_t at)
{
    noCall(at);
    if (m_state == State::Probing)
        notEncoded(at);
    if (m_state == State::Choosing || m_state == State::Inside)
        m_tree.set(node, kind, text, at);
}

void RootSelector::close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at)
{
    if (m_head) {
        if (m_head->close(node, state, end) == CallHead::Verdict::Open)
            return;
        noCall(at);
    }
    if (node == m_extra)
        m_ignored.back().end = end;
    if (m_state == State::Probing || m_state == State::Decoding) {
        endString(state, end, at);
        return;
    }
    if (m_state == State::Behind || m_state == State::Nothing)
        return;
    if (node == m_root && m_state == State::Choosing && state != NodeState::Cut) { // no envelope came
        m_state = State::Inside;
        measureRoot(m_rootKind);
    }
    m_tree.close(node, state, end, at);
    if (node == m_root) {
        m_rootSpan.end = end;
        m_state = m_state == State::Inside ? State::Behind : State::Nothing;
    }
}

void RootSelector::supersede(NodeId node, std::uint64_t at)
{
    noCall(at);
    if (m_state == State::Choosing || m_state == State::Inside)
        m_tree.supersede(node, at);
}

void RootSelector::shorten(NodeId node, std::size_t length, std::uint64_t at)
{
    noCall(at);
    if (m_state == State::Probing)
        notEncoded(at);
    if (m_state == State::Choosing || m_state == State::Inside)
        m_tree.shorten(node, length, at);
}

void RootSelector::repair(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    m_tree.repair(kind, offset, text);
}

/// The root's first member (or item, where an object is due) may begin a call.
bool RootSelector::startsCall(const NewNode &node) const
{
    const bool inside = m_state == State::Inside || m_state == State::Choosing;
    if (!inside || node.parent != m_root || m_children != 0 || m_headSettled || m_asked || m_isRow)
        return false;
    if (m_wrappers == kMostWrappers || m_tree.listOpen())
        return false;
    const bool inList = m_rootKind == Kind::Array && m_options.expectation.root == Root::Object;
    return (inList ? node.kind == Kind::Object : m_rootKind == Kind::Object) &&
           CallHead::mayBegin(m_options.expectation, node);
}

bool RootSelector::takenByHead(const NewNode &node)
{
    if (!m_head)
        m_head.emplace(m_options.expectation, m_root, wantsContainer());
    switch (m_head->add(node)) {
    case CallHead::Verdict::Open:
        return true;
    case CallHead::Verdict::Call:
        m_head.reset();
        if (m_rootKind == Kind::Array)
            m_calls = m_root;
        unwrap(node, false);
        return true;
    case CallHead::Verdict::NoCall:
        break;
    }
    noCall(node.at);
    return false;
}

/// What was kept back is the answer's own.
void RootSelector::noCall(std::uint64_t at)
{
    if (!m_head)
        return;
    const CallHead head = *std::exchange(m_head, std::nullopt);
    m_headSettled = true;
    head.replay(*this, at);
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/rootselector.h"

namespace espalier::json {

using Root = AnswerExpectation::Root;
using Kind = Value::Kind;

void RootSelector::add(const NewNode &node)
{
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
        if (node.parent == m_wrapper)
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
    if (m_state == State::Probing || m_state == State::Decoding)
        probe(text, end, seen);
    else if (m_state != State::Behind && m_state != State::Nothing)
        m_tree.append(node, text, end, seen);
}

void RootSelector::set(NodeId node, Kind kind, std::string_view text, std::uint64_t at)
{
    if (m_state == State::Probing)
        notEncoded(at);
    if (m_state == State::Choosing || m_state == State::Inside)
        m_tree.set(node, kind, text, at);
}

void RootSelector::close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at)
{
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
    if (m_state == State::Choosing || m_state == State::Inside)
        m_tree.supersede(node, at);
}

void RootSelector::shorten(NodeId node, std::size_t length, std::uint64_t at)
{
    if (m_state == State::Probing)
        notEncoded(at);
    if (m_state == State::Choosing || m_state == State::Inside)
        m_tree.shorten(node, length, at);
}

void RootSelector::repair(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    m_tree.repair(kind, offset, text);
}

} // namespace espalier::json

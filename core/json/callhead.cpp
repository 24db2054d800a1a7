// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/callhead.h"

#include <algorithm>

namespace espalier::json {

namespace {

using Kind = Value::Kind;

constexpr std::size_t kMostId = 128; // bytes
constexpr std::string_view kType = "function";

bool isKnown(const AnswerExpectation &expected, std::string_view key)
{
    return std::find(expected.keys.begin(), expected.keys.end(), key) != expected.keys.end();
}

} // namespace

CallHead::CallHead(const AnswerExpectation &expected, NodeId object, bool encoded)
    : m_expected(expected)
    , m_object(object)
    , m_encoded(encoded)
{
}

bool CallHead::mayBegin(const AnswerExpectation &expected, const TreeSink::NewNode &node)
{
    return !expected.function.empty() && (!node.hasKey || partOf(expected, node) != Part::None);
}

/// An id may be anything: where the answer has one of its own it is that.
CallHead::Part CallHead::partOf(const AnswerExpectation &expected, const TreeSink::NewNode &node)
{
    if (node.kind != Kind::String || !node.quoted)
        return Part::None;
    if (node.key == "name")
        return Part::Name;
    if (node.key == "type")
        return Part::Type;
    return node.key == "id" && !isKnown(expected, "id") ? Part::Id : Part::None;
}

bool CallHead::holdsArguments(const TreeSink::NewNode &node) const
{
    const bool called = node.key == "arguments" || node.key == "parameters";
    const bool holds = node.kind == Kind::Object || (m_encoded && node.kind == Kind::String && node.quoted);
    return m_named && called && holds && !isKnown(m_expected, node.key);
}

CallHead::Verdict CallHead::keep(const TreeSink::NewNode &node)
{
    m_kept.push_back({Event::Kind::Add, node, std::string(node.key), NodeState::Open, 0});
    return Verdict::Open;
}

CallHead::Verdict CallHead::add(const TreeSink::NewNode &node)
{
    if (!node.hasKey && node.kind == Kind::Object && m_kept.empty()) { // an item, or else the root
        m_object = node.node;
        return keep(node);
    }
    if (node.parent != m_object)
        return Verdict::NoCall;
    if (holdsArguments(node))
        return Verdict::Call;
    if (m_typed && !m_named && node.key == kType && node.kind == Kind::Object &&
        !isKnown(m_expected, kType)) {
        m_object = node.node;
        return keep(node);
    }
    const Part part = partOf(m_expected, node);
    if (part == Part::None || (part == Part::Name && m_named) || (part == Part::Type && m_typed))
        return Verdict::NoCall;
    m_open = part;
    m_openNode = node.node;
    m_text.clear();
    return keep(node);
}

CallHead::Verdict CallHead::append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen)
{
    const std::string_view wanted = m_open == Part::Name ? std::string_view(m_expected.function) : kType;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t place = m_text.size() + i;
        const bool fits =
            m_open == Part::Id ? place < kMostId : place < wanted.size() && wanted[place] == text[i];
        if (!fits) { // every append() is one piece of the input
            m_settledAt = std::max(seen, end - text.size() + i + 1);
            return Verdict::NoCall;
        }
    }
    m_text += text;
    Event kept{Event::Kind::Append, {}, std::string(text), NodeState::Open, 0};
    kept.node.node = node;
    m_kept.push_back(std::move(kept));
    return Verdict::Open;
}

CallHead::Verdict CallHead::close(NodeId node, NodeState state, std::uint64_t end)
{
    const bool whole = m_open == Part::Id || m_text == (m_open == Part::Name ? m_expected.function : kType);
    if (m_openNode == kNoNode || node != m_openNode || state == NodeState::Cut || !whole)
        return Verdict::NoCall;
    m_named = m_named || m_open == Part::Name;
    m_typed = m_typed || m_open == Part::Type;
    m_openNode = kNoNode;
    Event kept{Event::Kind::Close, {}, {}, state, end};
    kept.node.node = node;
    m_kept.push_back(std::move(kept));
    return Verdict::Open;
}

void CallHead::replay(TreeSink &sink, std::uint64_t at) const
{
    for (const Event &kept : m_kept) {
        TreeSink::NewNode node = kept.node;
        switch (kept.kind) {
        case Event::Kind::Add:
            node.key = kept.text;
            node.at = at;
            sink.add(node);
            break;
        case Event::Kind::Append:
            sink.append(node.node, kept.text, at, at);
            break;
        case Event::Kind::Close:
            sink.close(node.node, kept.state, kept.end, at);
            break;
        }
    }
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RootSelector that decides what the root is and how well it fits.

#include "json/rootselector.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace espalier::json {

namespace {

using Root = AnswerExpectation::Root;
using Kind = Value::Kind;

/// What models wrap an answer in when nobody asked them to.
constexpr std::array<std::string_view, 14> kWrappers{
    "result", "results", "response",  "answer",     "output", "data",  "json",
    "object", "value",   "arguments", "parameters", "input",  "items", "content"};

bool isContainer(Kind kind) noexcept
{
    return kind == Kind::Array || kind == Kind::Object;
}

bool separates(char c) noexcept
{
    return c == '_' || c == '-' || c == '.' || c == ' ';
}

/// Equal but for ASCII case and what separates words: "firstName", "first_name".
bool spelledAlike(std::string_view left, std::string_view right) noexcept
{
    const auto skip = [](std::string_view &name) {
        while (!name.empty() && separates(name.front()))
            name.remove_prefix(1);
    };
    while (true) {
        skip(left);
        skip(right);
        if (left.empty() || right.empty())
            return left.empty() && right.empty();
        if (asciiLower(left.front()) != asciiLower(right.front()))
            return false;
        left.remove_prefix(1);
        right.remove_prefix(1);
    }
}

/// A known key in another spelling, which coercion will give its name.
bool meansOneOf(const std::vector<std::string> &keys, std::string_view key)
{
    return std::any_of(keys.begin(), keys.end(),
                       [key](const std::string &known) { return spelledAlike(known, key); });
}

} // namespace

bool RootSelector::looksLikeNote() const noexcept
{
    return m_rootKind == Kind::Array && m_children < 2 && !m_deep && !m_asked;
}

bool RootSelector::known(std::string_view key) const
{
    const auto &keys = m_options.expectation.keys;
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool RootSelector::wrapperName(std::string_view key) const
{
    const AnswerExpectation &expected = m_options.expectation;
    if (known(key) || m_wrappers == kMostWrappers)
        return false;
    const std::string name = asciiLower(key);
    if (!expected.title.empty() && name == asciiLower(expected.title))
        return true;
    const bool objectMeant =
        expected.root == Root::Any || expected.root == Root::Object; // it may have such a member
    return !(objectMeant && expected.keys.empty()) &&
           std::find(kWrappers.begin(), kWrappers.end(), name) != kWrappers.end();
}

bool RootSelector::wantsContainer() const noexcept
{
    return m_options.expectation.root == Root::Object || m_options.expectation.root == Root::Array;
}

/// A member of the wrapper behind the root. If it has the name that was asked for, then it is the root after
/// all.
void RootSelector::extraMember(const NewNode &node)
{
    const auto &envelope = m_options.expectation.envelope;
    if (!m_asked && !m_inner && envelope && node.key == *envelope) {
        m_ignored.push_back(m_rootSpan);
        m_tree.discard(node.at);
        unwrap(node, true);
        return;
    }
    m_extra = node.node;
    m_ignored.push_back({node.offset, node.offset});
}

/// The first member of an object, when an object is due.
bool RootSelector::mayBeWrapper(const NewNode &node) const
{
    if (m_children != 0 || m_asked || m_rootKind != Kind::Object ||
        m_options.expectation.root != Root::Object)
        return false;
    return (node.kind == Kind::Object || node.kind == Kind::String) && wrapperName(node.key);
}

void RootSelector::root(const NewNode &node)
{
    m_begin = node.offset;
    chooseOrEnter(node);
}

/// An object that may be an envelope is looked into before it is shown.
void RootSelector::chooseOrEnter(const NewNode &node)
{
    const AnswerExpectation &expected = m_options.expectation;
    const bool mayBeEnvelope =
        expected.envelope || expected.root == Root::Array || expected.root == Root::Scalar;
    if (node.kind != Kind::Object || !mayBeEnvelope) {
        enter(node);
        return;
    }
    m_state = State::Choosing;
    m_rootKind = node.kind;
    m_root = node.node;
    m_children = 0;
    m_tree.hold();
    m_tree.add(node);
}

/// `node` is the root, or a string that may hold it.
void RootSelector::enter(const NewNode &node)
{
    const bool mayHoldJson = node.kind == Kind::String && node.quoted && wantsContainer();
    if (mayHoldJson && m_wrappers < kMostWrappers) {
        m_state = State::Probing;
        m_string = node;
        m_stringKey = node.key;
        m_string.key = m_stringKey;
        return;
    }
    m_state = State::Inside;
    m_root = node.node;
    m_rootKind = node.kind;
    m_rootSpan = {node.offset, node.offset};
    m_children = 0;
    measureRoot(node.kind);
    m_tree.add(node);
    mayShow(node.at);
}

void RootSelector::pass(const NewNode &node)
{
    if (node.parent == m_root || node.parent == m_item)
        measure(node);
    m_tree.add(node);
    if (m_tree.held())
        mayShow(node.at);
}

/// A member of the outermost object, while that may be an envelope.
void RootSelector::member(const NewNode &node)
{
    const AnswerExpectation &expected = m_options.expectation;
    if (expected.envelope && node.key == *expected.envelope) {
        unwrap(node, true);
        return;
    }
    if (expected.root == Root::Array) {
        memberForList(node);
        return;
    }
    const bool first = m_children == 0;
    if (expected.root == Root::Scalar) { // the value may still come under the name that was asked for
        if (first && node.kind != Kind::Array && wrapperName(node.key)) {
            unwrap(node, false);
            return;
        }
        ++m_children;
        m_tree.add(node);
        return;
    }
    if (first && node.kind == Kind::Object && wrapperName(node.key)) {
        unwrap(node, false);
        return;
    }
    m_state = State::Inside;
    measureRoot(m_rootKind);
    pass(node);
}

/// A list is due and an object came: its rows stand under some name, or it is a row itself.
void RootSelector::memberForList(const NewNode &node)
{
    const bool wrapped = m_children == 0 && (node.kind == Kind::String || node.kind == Kind::Object);
    const bool holdsRows = node.kind == Kind::Array || (wrapped && wrapperName(node.key));
    if (!known(node.key) && holdsRows && !m_tree.listOpen()) {
        unwrap(node, false);
        return;
    }
    if (known(node.key) || (m_tree.listOpen() && m_terms.adjacent))
        becomeRow(node.at);
    ++m_children;
    m_tree.add(node);
}

/// The rows of a list came without their list.
void RootSelector::becomeRow(std::uint64_t at)
{
    if (!m_tree.listOpen() && m_terms.rival && *m_terms.rival >= Fit::Fair)
        return;
    m_state = State::Inside;
    m_isRow = true;
    m_fit = Fit::Fair;
    if (!m_tree.listOpen())
        m_tree.openList(m_begin, at);
    m_tree.repair(RepairKind::Concatenated, m_begin, "{");
    m_tree.showAsRow(at);
}

/// The member's value is the root; what is around it goes.
void RootSelector::unwrap(const NewNode &node, bool asked)
{
    m_tree.dropNodes(node.at);
    m_tree.setRoot(node.node);
    m_wrapper = node.parent;
    ++m_wrappers;
    m_asked = asked;
    m_promising = true;
    m_headSettled = false;
    if (!asked)
        m_tree.repair(RepairKind::Unwrapped, m_begin, node.key);
    if (asked)
        enter(node);
    else
        chooseOrEnter(node);
}

/// Shows what is held, as soon as the terms allow it.
void RootSelector::mayShow(std::uint64_t at)
{
    const bool better = !m_terms.rival || m_fit > *m_terms.rival;
    if (m_tree.held() && better && (m_promising || !m_terms.promise))
        m_tree.show(at);
}

void RootSelector::measureRoot(Kind kind)
{
    const AnswerExpectation &expected = m_options.expectation;
    switch (expected.root) {
    case Root::Any:
        m_fit = isContainer(kind) ? Fit::Fair : Fit::Poor;
        break;
    case Root::Object:
        if (kind == Kind::Object)
            m_fit = expected.keys.empty() ? Fit::Fair : Fit::Poor;
        break;
    case Root::Array:
        if (kind == Kind::Array)
            m_fit = expected.keys.empty() ? Fit::Fair : Fit::Poor;
        break;
    case Root::Scalar:
        if (!isContainer(kind))
            m_fit = Fit::Fair;
        break;
    }
    if (m_asked && m_fit != Fit::None)
        m_fit = Fit::Good;
}

/// A child of the root, or a member of a list's first item.
void RootSelector::measure(const NewNode &node)
{
    const bool listDue = m_options.expectation.root == Root::Array;
    if (node.parent == m_item) {
        if (listDue && m_rootKind == Kind::Array && known(node.key))
            m_fit = Fit::Good;
        return;
    }
    ++m_children;
    m_deep = m_deep || isContainer(node.kind);
    m_promising = m_promising || m_rootKind == Kind::Object || m_deep || m_children > 1;
    if (m_rootKind == Kind::Array) {
        if (m_children == 1 && node.kind == Kind::Object)
            m_item = node.node;
        if (listDue && m_deep)
            m_fit = std::max(m_fit, Fit::Fair);
    } else if (!m_isRow && m_fit != Fit::None && known(node.key)) {
        m_fit = Fit::Good;
    } else if (!m_isRow && m_fit == Fit::Poor && meansOneOf(m_options.expectation.keys, node.key)) {
        m_fit = Fit::Fair;
    }
}

} // namespace espalier::json

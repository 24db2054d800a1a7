// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of RootSelector that reads JSON inside a JSON string.

#include "json/incrementalparser.h"
#include "json/rootselector.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::json {

struct RootSelector::Inner
{
    /// `wrappers`: taken off so far, the string among them.
    Inner(AnswerTree &tree, const ParseOptions &given, const Terms &terms, std::uint64_t offset,
          std::size_t wrappers)
        : options(given)
        , selector(tree, options, terms)
        , parser(selector, options, offset)
    {
        selector.m_wrappers = wrappers;
        parser.setExactText(kMostWrappers);
    }

    /// `text` stands in the input in one piece that ends before byte `end`.
    void feed(std::string_view text, std::uint64_t end, std::uint64_t seen)
    {
        if (parser.status() != ParseStatus::Reading)
            return;
        parser.seek(end - text.size(), seen);
        parser.feed(text);
    }

    ParseOptions options;
    RootSelector selector;
    IncrementalParser parser;
};

RootSelector::RootSelector(AnswerTree &tree, const ParseOptions &options, const Terms &terms)
    : m_tree(tree)
    , m_options(options)
    , m_terms(terms)
{
}

RootSelector::~RootSelector() = default;

RootSelector::Fit RootSelector::fit() const noexcept
{
    return m_inner ? m_inner->selector.fit() : m_fit;
}

bool RootSelector::isRow() const noexcept
{
    return m_inner ? m_inner->selector.isRow() : m_isRow;
}

bool RootSelector::cutInside() const noexcept
{
    return m_inner && (m_inner->parser.status() != ParseStatus::Done || m_inner->selector.cutInside());
}

const std::optional<ParseError> &RootSelector::error() const noexcept
{
    static const std::optional<ParseError> none;
    return m_inner ? m_inner->parser.error() : none;
}

/// The next piece of a string where a list or object is due: JSON when it begins with a bracket.
void RootSelector::probe(std::string_view text, std::uint64_t end, std::uint64_t seen)
{
    if (m_state == State::Decoding) {
        m_inner->feed(text, end, seen);
        return;
    }
    std::size_t blanks = 0;
    while (blanks < text.size() && isAsciiSpace(text[blanks]))
        ++blanks;
    if (blanks == text.size()) {
        m_blanks.append(text);
        return;
    }
    if (text[blanks] != '{' && text[blanks] != '[') {
        notEncoded(std::max({m_string.at, seen, end - text.size() + blanks + 1}));
        m_tree.append(m_string.node, text, end, seen);
        return;
    }
    m_state = State::Decoding;
    m_tree.repair(RepairKind::DoubleEncoded, m_string.offset, "\"");
    m_tree.setRoot(1); // the inner parser counts from there
    ParseOptions options = m_options;
    options.locate = false;
    m_inner = std::make_unique<Inner>(m_tree, options, m_terms, end, m_wrappers + 1);
    m_inner->feed(text, end, seen);
}

/// The string is what it looks like.
void RootSelector::notEncoded(std::uint64_t at)
{
    m_state = State::Inside;
    m_root = m_string.node;
    m_rootKind = Value::Kind::String;
    measureRoot(m_rootKind);
    m_string.at = at;
    m_tree.add(m_string);
    if (!m_blanks.empty())
        m_tree.append(m_string.node, m_blanks, at, at);
    mayShow(at);
}

void RootSelector::endString(NodeState state, std::uint64_t end, std::uint64_t at)
{
    if (m_state == State::Probing) {
        notEncoded(at);
        m_tree.close(m_string.node, state, end, at);
    } else {
        m_inner->parser.finish();
    }
    m_state = State::Behind;
}

} // namespace espalier::json

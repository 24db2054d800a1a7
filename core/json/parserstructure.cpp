// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

namespace espalier::json {

std::size_t IncrementalParser::Private::structure(std::string_view bytes, std::size_t at)
{
    char c = bytes[at];
    while (isJsonBlank(c)) {
        if (++at == bytes.size())
            return at;
        c = bytes[at];
    }
    const std::uint64_t offset = base + at;
    switch (m_expect) {
    case Expect::ItemOrEnd:
        if (c == ']') {
            closeContainer(offset);
            return at + 1;
        }
        [[fallthrough]];
    case Expect::Item:
    case Expect::Value:
        if (beginValue(c, offset))
            return at + 1;
        break;
    case Expect::KeyOrEnd:
        if (c == '}') {
            closeContainer(offset);
            return at + 1;
        }
        [[fallthrough]];
    case Expect::Key:
        if (c == '"') {
            const std::size_t behind = wholeKey(bytes, at + 1);
            if (behind == 0)
                beginKey('"');
            return behind == 0 ? at + 1 : behind;
        }
        break;
    case Expect::Colon:
        if (c == ':') {
            m_expect = Expect::Value;
            return at + 1;
        }
        break;
    case Expect::NextOrEnd:
        if (c == ',') {
            m_commaAt = offset;
            m_commaMissing = false;
            m_expect = inObject() ? Expect::Key : Expect::Item;
            return at + 1;
        }
        if (c == (inObject() ? '}' : ']')) {
            closeContainer(offset);
            return at + 1;
        }
        break;
    }
    return lenient(bytes, at);
}

/// The short way for most keys: plain ASCII, whole in this piece, a colon directly behind. Returns the index
/// behind the colon, or 0 when it is not that simple.
std::size_t IncrementalParser::Private::wholeKey(std::string_view bytes, std::size_t at)
{
    std::size_t end = at;
    while (end < bytes.size() && isPlainStringByte(bytes[end]))
        ++end;
    if (end + 1 >= bytes.size() || bytes[end] != '"' || bytes[end + 1] != ':' ||
        end - at > m_limits.stringBytes)
        return 0;
    m_key.assign(bytes.data() + at, end - at);
    m_expect = Expect::Value;
    probation = false;
    return end + 2;
}

bool IncrementalParser::Private::beginValue(char c, std::uint64_t offset)
{
    switch (c) {
    case '{':
        openContainer(Value::Kind::Object, offset);
        return true;
    case '[':
        openContainer(Value::Kind::Array, offset);
        return true;
    case '"':
        beginString(offset, '"');
        return true;
    case 't':
    case 'f':
    case 'n':
        beginLiteral(*literalWithPrefix({&c, 1}), c, offset);
        return true;
    default:
        m_number = {};
        if (!m_number.take(c))
            return false;
        beginNumber(c, offset);
        return true;
    }
}

void IncrementalParser::Private::addNode(Value::Kind kind, std::uint64_t offset, std::uint64_t at,
                                         bool quoted)
{
    TreeSink::NewNode node;
    node.quoted = quoted;
    node.node = ++m_node;
    node.kind = kind;
    node.at = seenAt(at);
    node.offset = offset;
    NodeId earlier = kNoNode;
    if (!m_frames.empty()) {
        Frame &frame = m_frames.back();
        node.parent = frame.node;
        node.row = frame.rows++;
        if (frame.kind == Value::Kind::Object) {
            node.hasKey = true;
            node.key = m_key;
            earlier = m_members.insert(m_key, node.node);
            probation = false;
        }
    }
    m_scalarRepaired = false;
    if (earlier != kNoNode)
        m_sink.supersede(earlier, node.at);
    m_sink.add(node);
    if (m_node >= m_limits.values) // a byte of text may be some hundred of memory
        fail(ParseErrorCode::TooLarge, "more than " + std::to_string(m_limits.values) + " values", offset);
}

void IncrementalParser::Private::beginString(std::uint64_t offset, char32_t quote)
{
    const std::uint64_t length = quote < 0x80 ? 1 : 3; // the smart quotes take three bytes
    addNode(Value::Kind::String, offset, offset + length, true);
    m_isKey = false;
    m_stringBytes = 0;
    m_solidBytes = 0;
    m_solid = 0;
    m_solidLine = false;
    m_innerQuote = false;
    m_string.begin(quote, exactText && m_frames.size() <= exactDepth);
    m_token = Token::String;
    probation = probation && m_frames.empty();
}

void IncrementalParser::Private::beginKey(char32_t quote)
{
    m_isKey = true;
    m_key.clear();
    m_stringBytes = 0;
    m_string.begin(quote);
    m_token = Token::String;
}

void IncrementalParser::Private::openContainer(Value::Kind kind, std::uint64_t offset)
{
    if (m_frames.size() >= m_limits.depth) {
        fail(ParseErrorCode::TooDeep, "nested deeper than " + std::to_string(m_limits.depth) + " levels",
             offset);
        return;
    }
    probation = probation && m_frames.empty();
    addNode(kind, offset, offset + 1);
    m_frames.push_back({kind, m_node, 0, false});
    if (kind == Value::Kind::Object)
        m_members.open();
    m_token = Token::None;
    m_expect = kind == Value::Kind::Object ? Expect::KeyOrEnd : Expect::ItemOrEnd;
}

void IncrementalParser::Private::closeContainer(std::uint64_t offset)
{
    const std::uint64_t at = seenAt(offset + 1);
    closeTop(m_frames.back().repaired ? NodeState::Repaired : NodeState::Closed, offset + 1, at);
}

void IncrementalParser::Private::closeTop(NodeState state, std::uint64_t end, std::uint64_t at)
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    if (frame.kind == Value::Kind::Object)
        m_members.close();
    m_sink.close(frame.node, state, end, at);
    afterValue();
}

void IncrementalParser::Private::closeScalar(std::uint64_t end, std::uint64_t at)
{
    m_sink.close(m_node, m_scalarRepaired ? NodeState::Repaired : NodeState::Closed, end, seenAt(at));
    afterValue();
}

void IncrementalParser::Private::afterValue()
{
    m_token = Token::None;
    m_expect = Expect::NextOrEnd;
    if (m_frames.empty())
        status = ParseStatus::Done;
}

} // namespace espalier::json

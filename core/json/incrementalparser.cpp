// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser.h"

#include "base/ascii.h"
#include "json/pointer.h"

namespace espalier::json {

namespace {

bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

IncrementalParser::IncrementalParser(TreeSink &sink, const ParseOptions &options, std::uint64_t offset)
    : m_sink(sink)
    , m_limits(options.limits)
    , m_base(offset)
{
}

std::size_t IncrementalParser::feed(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size() && !done() && !m_error) {
        switch (m_token) {
        case Token::None:
            at = structure(bytes, at);
            break;
        case Token::String:
            at = string(bytes, at);
            break;
        case Token::Number:
            at = number(bytes, at);
            break;
        case Token::Literal:
            at = literal(bytes, at);
            break;
        }
    }
    m_base += at;
    return at;
}

std::size_t IncrementalParser::structure(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    if (isBlank(c))
        return at + 1;
    const std::uint64_t offset = m_base + at;
    switch (m_expect) {
    case Expect::ItemOrEnd:
        if (c == ']') {
            closeContainer(c, offset);
            break;
        }
        [[fallthrough]];
    case Expect::Value:
        beginValue(c, offset);
        break;
    case Expect::KeyOrEnd:
        if (c == '}') {
            closeContainer(c, offset);
            break;
        }
        [[fallthrough]];
    case Expect::Key:
        if (c != '"')
            return fail(ParseErrorCode::Syntax, "a member's name in double quotes was expected", offset), at;
        m_isKey = true;
        m_key.clear();
        m_stringBytes = 0;
        m_string.begin('"');
        m_token = Token::String;
        break;
    case Expect::Colon:
        if (c != ':')
            return fail(ParseErrorCode::Syntax, "a colon was expected", offset), at;
        m_expect = Expect::Value;
        break;
    case Expect::NextOrEnd:
        next(c, offset);
        break;
    case Expect::Nothing:
        break;
    }
    return at + 1;
}

void IncrementalParser::next(char c, std::uint64_t offset)
{
    const bool object = m_frames.back().kind == Value::Kind::Object;
    if (c == ',')
        m_expect = object ? Expect::Key : Expect::Value;
    else if (c == (object ? '}' : ']'))
        closeContainer(c, offset);
    else
        fail(ParseErrorCode::Syntax, object ? "a comma or } was expected" : "a comma or ] was expected",
             offset);
}

void IncrementalParser::addNode(Value::Kind kind, std::uint64_t offset)
{
    TreeSink::NewNode node;
    node.node = ++m_lastNode;
    node.kind = kind;
    node.at = offset + 1;
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
        }
    }
    if (earlier != kNoNode)
        m_sink.supersede(earlier, node.at);
    m_sink.add(node);
}

void IncrementalParser::beginValue(char c, std::uint64_t offset)
{
    switch (c) {
    case '{':
        return openContainer(Value::Kind::Object, offset);
    case '[':
        return openContainer(Value::Kind::Array, offset);
    case '"':
        addNode(Value::Kind::String, offset);
        m_isKey = false;
        m_stringBytes = 0;
        m_string.begin('"');
        m_token = Token::String;
        return;
    case 't':
    case 'f':
    case 'n':
        m_literal = c == 't' ? "true" : c == 'f' ? "false" : "null";
        addNode(c == 'n' ? Value::Kind::Null : Value::Kind::Bool, offset);
        m_text = c;
        m_token = Token::Literal;
        return;
    default:
        m_number = {};
        if (!m_number.take(c)) {
            fail(ParseErrorCode::Syntax, "a value was expected", offset);
            return;
        }
        addNode(Value::Kind::Number, offset);
        m_text = c;
        m_token = Token::Number;
    }
}

void IncrementalParser::openContainer(Value::Kind kind, std::uint64_t offset)
{
    if (m_frames.size() >= m_limits.depth) {
        fail(ParseErrorCode::TooDeep, "nested deeper than " + std::to_string(m_limits.depth) + " levels",
             offset);
        return;
    }
    addNode(kind, offset);
    m_frames.push_back({kind, m_lastNode, 0});
    if (kind == Value::Kind::Object)
        m_members.open();
    m_expect = kind == Value::Kind::Object ? Expect::KeyOrEnd : Expect::ItemOrEnd;
}

void IncrementalParser::closeContainer(char, std::uint64_t offset)
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    if (frame.kind == Value::Kind::Object)
        m_members.close();
    m_sink.close(frame.node, NodeState::Closed, offset + 1, offset + 1);
    afterValue();
}

void IncrementalParser::afterValue()
{
    m_token = Token::None;
    m_expect = m_frames.empty() ? Expect::Nothing : Expect::NextOrEnd;
}

void IncrementalParser::flushText(std::uint64_t at)
{
    const std::string_view text = m_string.text();
    if (text.empty())
        return;
    m_stringBytes += text.size();
    if (m_stringBytes > m_limits.stringBytes)
        fail(ParseErrorCode::StringTooLong,
             "a string is longer than " + std::to_string(m_limits.stringBytes) + " bytes", at - 1);
    else if (m_isKey)
        m_key.append(text);
    else
        m_sink.append(m_lastNode, text, at);
    m_string.clear();
}

std::size_t IncrementalParser::string(std::string_view bytes, std::size_t at)
{
    const StringReader::Stop stop = m_string.read(bytes, at, m_base);
    if (stop == StringReader::Stop::Problem) {
        fail(ParseErrorCode::Syntax, "not allowed in a string", m_string.problem().end);
        return at;
    }
    const bool quote = stop == StringReader::Stop::Quote;
    flushText(m_base + at - (quote ? 1 : 0));
    if (!quote || m_error)
        return at;
    m_token = Token::None;
    if (m_isKey) {
        m_expect = Expect::Colon;
        return at;
    }
    m_sink.close(m_lastNode, NodeState::Closed, m_base + at, m_base + at);
    afterValue();
    return at;
}

std::size_t IncrementalParser::number(std::string_view bytes, std::size_t at)
{
    const std::size_t begin = at;
    while (at < bytes.size() && m_number.take(bytes[at]))
        ++at;
    m_text.append(bytes.substr(begin, at - begin));
    if (at == bytes.size())
        return at;
    const std::uint64_t offset = m_base + at;
    const char c = bytes[at];
    if (!m_number.complete() || !(isBlank(c) || c == ',' || c == ']' || c == '}')) {
        fail(ParseErrorCode::Syntax, "not a number", offset);
        return at;
    }
    endScalar(Value::Kind::Number, offset, offset + 1);
    return at;
}

std::size_t IncrementalParser::literal(std::string_view bytes, std::size_t at)
{
    if (bytes[at] != m_literal[m_text.size()]) {
        fail(ParseErrorCode::Syntax, "a value was expected", m_base + at);
        return at;
    }
    m_text.push_back(bytes[at++]);
    if (m_text.size() == m_literal.size())
        endScalar(m_literal == "null" ? Value::Kind::Null : Value::Kind::Bool, m_base + at, m_base + at);
    return at;
}

void IncrementalParser::endScalar(Value::Kind kind, std::uint64_t end, std::uint64_t at)
{
    m_sink.set(m_lastNode, kind, m_text, at);
    m_sink.close(m_lastNode, NodeState::Closed, end, at);
    afterValue();
}

void IncrementalParser::finish()
{
    if (m_token == Token::Number && m_frames.empty() && m_number.complete())
        endScalar(Value::Kind::Number, m_base, m_base);
    if (!done() && !m_error)
        fail(ParseErrorCode::UnexpectedEnd, "the text ends inside", m_base);
}

std::string IncrementalParser::pointer() const
{
    std::string out;
    std::size_t level = 0;
    for (const Frame &frame : m_frames) {
        const bool object = frame.kind == Value::Kind::Object;
        if (frame.rows > 0 && object)
            appendToken(out, m_members.lastKey(level));
        else if (frame.rows > 0)
            appendToken(out, static_cast<std::size_t>(frame.rows - 1));
        level += object ? 1 : 0;
    }
    return out;
}

bool IncrementalParser::fail(ParseErrorCode code, std::string_view message, std::uint64_t offset)
{
    if (!m_error)
        m_error = ParseError{code, std::string(message), offset, 1, 1, pointer()};
    return false;
}

} // namespace espalier::json

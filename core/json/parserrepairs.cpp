// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

#include "base/ascii.h"

namespace espalier::json {

namespace {

std::string_view expectation(bool value, bool key, bool colon, bool object)
{
    if (value)
        return "a value was expected";
    if (key)
        return "a member's name in double quotes was expected";
    if (colon)
        return "a colon was expected";
    return object ? "a comma or } was expected" : "a comma or ] was expected";
}

} // namespace

/// A byte that JSON does not allow here. Only whole characters and marks are judged; their first bytes lead
/// into a token.
std::size_t IncrementalParser::Private::lenient(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    const std::uint64_t offset = base + at;
    if (m_strict) {
        const bool key = m_expect == Expect::Key || m_expect == Expect::KeyOrEnd;
        fail(ParseErrorCode::Syntax,
             std::string(expectation(valueExpected(), key, m_expect == Expect::Colon, inObject())), offset);
        return at;
    }
    if (static_cast<unsigned char>(c) >= 0x80) {
        m_mark = offset;
        m_wide.clear();
        m_token = Token::Wide;
        return at;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
        note(RepairKind::RawControlCharacter, offset, {&c, 1});
        return at + 1;
    }
    switch (c) {
    case '/':
    case '#':
    case '`':
    case '.':
        if (c == '`' && probation) {
            implausible();
            return at;
        }
        m_mark = offset;
        m_text.clear();
        m_token = c == '/' ? Token::Slash : c == '#' ? Token::Hash : c == '`' ? Token::Ticks : Token::Dots;
        return c == '.' || c == '`' ? at : at + 1;
    case ',':
    case ';':
        return comma(c, at);
    case '}':
    case ']':
        return closer(c, at);
    default:
        break;
    }
    switch (m_expect) {
    case Expect::Value:
    case Expect::Item:
    case Expect::ItemOrEnd:
        return lenientValue(c, at);
    case Expect::Key:
    case Expect::KeyOrEnd:
        return lenientKey(c, at);
    case Expect::Colon:
        return lenientColon(c, at);
    case Expect::NextOrEnd:
        return lenientNext(c, at);
    }
    return at + 1;
}

std::size_t IncrementalParser::Private::lenientValue(char c, std::size_t at)
{
    const std::uint64_t offset = base + at;
    if (c == '\'') {
        beginString(offset, '\'');
        note(RepairKind::SingleQuotes, offset, "'");
        return at + 1;
    }
    if (c == '+') {
        m_number = {};
        beginNumber(c, offset);
        return at + 1;
    }
    if (c == ':' || c == '=' || c == '>' || c == ')' || !wordTakes(c))
        return junk(c, at);
    if (const Literal *known = literalWithPrefix({&c, 1})) {
        beginLiteral(*known, c, offset);
        return at + 1;
    }
    if (m_frames.empty() && locate) {
        implausible();
        return at;
    }
    beginWord(offset);
    return at;
}

std::size_t IncrementalParser::Private::lenientKey(char c, std::size_t at)
{
    const std::uint64_t offset = base + at;
    if (c == '\'') {
        note(RepairKind::SingleQuotes, offset, "'");
        beginKey('\'');
        return at + 1;
    }
    if (c == '{' || c == '[')
        return nestedWithoutKey(c, at);
    if (c == ':' || c == '=' || c == ')')
        return junk(c, at);
    beginKeyWord(offset);
    return at;
}

std::size_t IncrementalParser::Private::lenientColon(char c, std::size_t at)
{
    note(RepairKind::MissingColon, base + at, {&c, 1});
    m_expect = Expect::Value;
    return c == '=' ? at + 1 : at; // anything else is the value, or the value's repair
}

std::size_t IncrementalParser::Private::lenientNext(char c, std::size_t at)
{
    const std::uint64_t offset = base + at;
    if (c == ')' || c == '=')
        return junk(c, at);
    if (inObject()) {
        if (c == '{' || c == '[')
            return nestedWithoutKey(c, at);
        if (c == ':')
            return junk(c, at);
    }
    note(RepairKind::MissingComma, offset, {&c, 1});
    m_expect = inObject() ? Expect::Key : Expect::Item;
    m_commaAt = offset;
    m_commaMissing = true;
    return c == ':' ? at + 1 : at; // in a list a colon stands for a comma
}

/// `{"a":1, {"b":2}`: if the object is an item of a list, its brace was forgotten and this is the next item.
/// Otherwise the bracket means nothing.
std::size_t IncrementalParser::Private::nestedWithoutKey(char c, std::size_t at)
{
    if (probation) {
        implausible();
        return at;
    }
    const bool item = m_frames.size() > 1 && m_frames[m_frames.size() - 2].kind == Value::Kind::Array;
    if (c != '{' || !item)
        return junk(c, at);
    note(RepairKind::MissingCloser, base + at, "}");
    closeTop(NodeState::Repaired, base + at, seenAt(base + at + 1));
    m_expect = Expect::Item;
    return at;
}

std::size_t IncrementalParser::Private::comma(char c, std::size_t at)
{
    const std::uint64_t offset = base + at;
    switch (m_expect) {
    case Expect::NextOrEnd: // only a semicolon comes here
        note(RepairKind::MissingComma, offset, {&c, 1});
        m_expect = inObject() ? Expect::Key : Expect::Item;
        break;
    case Expect::Colon:
    case Expect::Value:
        if (m_frames.empty())
            return junk(c, at);
        dropMember(offset);
        if (status != ParseStatus::Reading)
            return at;
        m_expect = Expect::Key;
        break;
    default: // a comma too many
        note(RepairKind::TrailingComma, offset, {&c, 1});
        break;
    }
    m_commaAt = offset;
    m_commaMissing = false;
    return at + 1;
}

/// A closing bracket where none, or the other one, was due.
std::size_t IncrementalParser::Private::closer(char c, std::size_t at)
{
    const std::uint64_t offset = base + at;
    if (m_frames.empty())
        return junk(c, at);
    const bool afterComma = m_expect == Expect::Item || m_expect == Expect::Key;
    if (afterComma && !m_commaMissing)
        note(RepairKind::TrailingComma, m_commaAt, ",");
    if (m_expect == Expect::Colon || (m_expect == Expect::Value && inObject()))
        dropMember(offset);
    if (status != ParseStatus::Reading)
        return at;
    const Value::Kind kind = c == '}' ? Value::Kind::Object : Value::Kind::Array;
    std::size_t level = m_frames.size();
    while (level > 0 && m_frames[level - 1].kind != kind)
        --level;
    if (level == 0) {
        note(RepairKind::MismatchedCloser, offset, {&c, 1});
    } else {
        while (m_frames.size() > level) {
            note(RepairKind::MissingCloser, offset, inObject() ? "}" : "]");
            closeTop(NodeState::Repaired, offset, seenAt(offset + 1));
        }
    }
    closeContainer(offset);
    return at + 1;
}

std::size_t IncrementalParser::Private::junk(char c, std::size_t at)
{
    if (probation) {
        implausible();
        return at;
    }
    note(RepairKind::Prose, base + at, {&c, 1});
    return at + 1;
}

/// A key without a value: nothing is invented for it.
void IncrementalParser::Private::dropMember(std::uint64_t offset)
{
    if (inProse && m_frames.size() == 1 && m_frames.back().rows == 0)
        implausible(); // "{x}", or {"x"} in a sentence
    else
        note(m_expect == Expect::Colon ? RepairKind::MissingColon : RepairKind::Ellipsis, offset, m_key);
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

#include "base/ascii.h"

namespace espalier::json {

namespace {

/// So many blanks behind a scalar are waited for a word that goes on with it.
constexpr std::size_t kBlankPatience = 64;

bool endsValue(char c) noexcept
{
    return isJsonBlank(c) || c == ',' || c == ']' || c == '}';
}

} // namespace

void IncrementalParser::Private::beginNumber(char c, std::uint64_t offset)
{
    probation = probation && m_frames.empty();
    addNode(Value::Kind::Number, offset, offset + 1);
    m_mark = offset;
    m_text = c;
    m_blanks.clear();
    m_token = c == '+' || c == '.' ? Token::LooseNumber : Token::Number;
}

void IncrementalParser::Private::beginLiteral(const Literal &literal, char c, std::uint64_t offset)
{
    addNode(literal.kind, offset, offset + 1);
    m_mark = offset;
    m_text = c;
    m_blanks.clear();
    m_literal = &literal;
    m_token = Token::Literal;
}

std::size_t IncrementalParser::Private::number(std::string_view bytes, std::size_t at)
{
    const std::size_t begin = at;
    while (at < bytes.size() && m_number.take(bytes[at]))
        ++at;
    m_text.append(bytes.substr(begin, at - begin));
    if (at == bytes.size())
        return at;
    const char c = bytes[at];
    const std::uint64_t offset = base + at;
    const bool complete = m_number.complete();
    const bool blankToo = mayBeginWideBlank(c) && !m_strict && (!m_frames.empty() || locate);
    if (complete && (endsValue(c) || blankToo)) {
        setScalar(Value::Kind::Number, m_text, offset, offset + 1);
        return at;
    }
    if (m_strict) {
        fail(ParseErrorCode::Syntax, "not a number as JSON writes them", offset);
    } else if (m_text == "-" && literalWithPrefix(m_text + c)) {
        m_literal = literalWithPrefix(m_text + c);
        m_token = Token::Literal;
    } else if (isAsciiDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E') {
        m_token = Token::LooseNumber;
    } else if (c == '/' && !m_frames.empty()) {
        m_token = Token::NumberSlash;
        return at + 1;
    } else if (extendsScalar(c)) {
        becomeWord(offset + 1);
    } else if (complete) {
        setScalar(Value::Kind::Number, m_text, offset, offset + 1);
    } else {
        endLooseNumber(offset);
    }
    return at;
}

std::size_t IncrementalParser::Private::looseNumberToken(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    if (isAsciiDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E') {
        m_text.push_back(c);
        return at + 1;
    }
    if (m_text == "+" && literalWithPrefix(m_text + c)) {
        m_literal = literalWithPrefix(m_text + c);
        m_token = Token::Literal;
    } else if (extendsScalar(c) &&
               !(mayBeginWideBlank(c) && !m_frames.empty() && isAsciiDigit(m_text.back()))) {
        becomeWord(base + at + 1);
    } else {
        endLooseNumber(base + at);
    }
    return at;
}

/// "2." and "+5" are numbers, "1.1.1" is a word, and a dash alone is nothing.
void IncrementalParser::Private::endLooseNumber(std::uint64_t offset)
{
    const std::string raw = m_text;
    if (const auto number = looseNumber(raw)) {
        m_scalarRepair = RepairKind::PythonLiteral;
        setScalar(Value::Kind::Number, *number, offset, offset + 1);
    } else if (raw.find_first_of("0123456789") == std::string::npos) {
        if (m_frames.empty() && locate) { // a dash before a sentence
            implausible();
            return;
        }
        note(RepairKind::Prose, m_mark, raw);
        m_sink.close(m_node, NodeState::Cut, offset, seenAt(offset + 1));
        afterValue();
    } else {
        m_scalarRepair = RepairKind::UnquotedString;
        setScalar(Value::Kind::String, raw, offset, offset + 1);
    }
}

std::size_t IncrementalParser::Private::numberSlash(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    const std::uint64_t slash = base + at - 1;
    const bool comment = c == '/' || c == '*';
    if (!comment) {
        becomeWord(base + at + 1);
        appendToWord('/', slash);
        return at;
    }
    if (m_number.complete())
        setScalar(Value::Kind::Number, m_text, slash, base + at + 1);
    else
        endLooseNumber(slash);
    if (m_token == Token::AfterScalar)
        scalarOver(base + at + 1);
    m_mark = slash;
    m_text = "/";
    m_token = Token::Slash;
    return at;
}

std::size_t IncrementalParser::Private::literal(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    if (m_literal->word[m_text.size()] != c) {
        if (m_strict) {
            fail(ParseErrorCode::Syntax, "not a value that JSON knows", base + at);
            return at;
        }
        const Literal *other = literalWithPrefix(m_text + c);
        if (!other) {
            becomeWord(base + at + 1);
            return at;
        }
        m_literal = other;
    }
    m_text.push_back(c);
    ++at;
    if (m_text.size() == m_literal->word.size()) {
        m_scalarRepair = m_literal->repair;
        setScalar(m_literal->kind, m_literal->text, base + at, base + at);
    }
    return at;
}

/// The scalar is known. Unless it is the root, a word may still go on from it ("6 feet"), which the next
/// bytes show.
void IncrementalParser::Private::setScalar(Value::Kind kind, std::string_view text, std::uint64_t end,
                                           std::uint64_t at)
{
    m_sink.set(m_node, kind, text, seenAt(at));
    m_scalarEnd = end;
    if (m_frames.empty()) {
        scalarOver(at);
        return;
    }
    m_token = Token::AfterScalar;
    m_blanks.clear();
    m_wide.clear();
}

std::size_t IncrementalParser::Private::afterScalar(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    const std::uint64_t offset = base + at;
    if (isJsonBlank(c) && c != '\n' && m_blanks.size() < kBlankPatience && inObject() && m_wide.empty()) {
        m_blanks.push_back(c);
        return at + 1;
    }
    if (!m_strict) {
        if ((c == ',' || c == '\'') && inObject() && m_blanks.empty() && isAsciiDigit(m_text.back()))
            return groupMark(bytes, at);
        if (!m_wide.empty() || (mayBeginWideBlank(c) && m_blanks.size() < kBlankPatience))
            return wideAfterScalar(bytes, at);
    }
    const bool apart = !m_blanks.empty() && !inObject() && !(isAsciiDigit(c) && !m_wideBlanks.empty());
    if (m_strict || !extendsScalar(c) || apart) {
        probation = probation && c != ',' && c != ']';
        scalarOver(offset + 1);
        return at;
    }
    becomeWord(offset + 1);
    return at;
}

} // namespace espalier::json

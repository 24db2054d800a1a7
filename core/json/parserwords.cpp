// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <utility>

namespace espalier::json {

namespace {

/// So many blanks are waited for the next word of a value without quotes.
constexpr std::size_t kBlankPatience = 64;
/// No key without quotes is longer.
constexpr std::size_t kKeyPatience = 256;

bool isNameByte(char c) noexcept
{
    return isAsciiAlpha(c) || isAsciiDigit(c) || c == '_' || c == '$' || c == '-' || c == '.' || c == '@' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Malformed UTF-8 replaced, blanks at the end taken off.
std::string cleaned(std::string_view text)
{
    std::string out;
    std::size_t length = 0;
    while (!text.empty()) {
        const Utf8Sequence next = decodeUtf8(text);
        appendUtf8(out, next.codePoint);
        text.remove_prefix(next.length);
        if (!isWideBlank(next.codePoint) && next.codePoint != ' ')
            length = out.size();
    }
    out.resize(length);
    return out;
}

} // namespace

void IncrementalParser::Private::beginWord(std::uint64_t offset)
{
    addNode(Value::Kind::String, offset, offset + 1);
    m_mark = offset;
    m_text.clear();
    m_blanks.clear();
    m_wide.clear();
    m_wordHead.clear();
    m_wordLast = 0;
    m_grouped = 0;
    m_stringBytes = 0;
    m_scalarRepaired = true;
    m_scalarEnd = offset;
    m_token = Token::Word;
}

/// What was taken for a number or literal is the beginning of a bare word; what was behind it belongs to it.
void IncrementalParser::Private::becomeWord(std::uint64_t at)
{
    if (m_frames.empty() && locate) {
        implausible();
        return;
    }
    m_scalarRepair.reset();
    m_wideBlanks.clear();
    m_text += m_blanks;
    if (m_text.size() > m_limits.stringBytes) {
        stringTooLong(at - 1);
        return;
    }
    m_sink.set(m_node, Value::Kind::String, m_text, seenAt(at));
    m_stringBytes = m_text.size();
    m_wordHead = m_text.substr(0, kRepairText);
    m_wordLast = m_text.back();
    m_scalarRepaired = true;
    m_scalarEnd = at - 1;
    m_text.clear();
    m_blanks.clear();
    m_wide.clear();
    m_token = Token::Word;
}

std::size_t IncrementalParser::Private::word(std::string_view bytes, std::size_t at)
{
    for (; at < bytes.size() && status == ParseStatus::Reading; ++at) {
        const char c = bytes[at];
        const std::uint64_t offset = base + at;
        if (m_grouped > 0) {
            --m_grouped;
            appendToWord(c, offset);
            continue;
        }
        if ((c == ' ' || c == '\t') && m_blanks.size() < kBlankPatience) {
            m_blanks.push_back(c);
            continue;
        }
        // The first item of a list: a bracket in prose may hold as much, JSON without quotes does not.
        const bool prose = c == '"' || c == ':' || m_wordHead.size() >= kRepairText;
        if (probation && (c == '{' || c == '[' || (inProse && prose))) {
            flushWord();
            implausible();
            return at;
        }
        const bool apart = !m_blanks.empty();
        if (c == '"' && !apart && !m_frames.empty())
            return wordQuote(at);
        if (c == ',' && !apart && isAsciiDigit(m_wordLast) && inObject())
            return groupMark(bytes, at);
        const bool mark = c == '/' || c == '#' || c == '{' || c == '[';
        if (!wordTakes(c) || (mark && apart)) {
            endWord(offset + 1);
            return at;
        }
        appendToWord(c, offset);
    }
    flushWord();
    return at;
}

/// A quote directly behind the word: the judge tells whether it closes a string that never was opened.
std::size_t IncrementalParser::Private::wordQuote(std::size_t at)
{
    m_quoteAt = base + at;
    m_quoteEnd = m_quoteAt + 1;
    flushWord();
    m_wordQuote = true;
    m_isKey = false;
    m_judge.begin(inObject() ? QuoteJudge::Place::Member : QuoteJudge::Place::Item);
    m_token = Token::Judging;
    return at + 1;
}

void IncrementalParser::Private::appendToWord(char c, std::uint64_t offset)
{
    if (m_stringBytes + m_text.size() + m_blanks.size() >= m_limits.stringBytes) {
        flushWord();
        stringTooLong(offset);
        return;
    }
    if (m_wide.empty())
        m_wideAt = m_scalarEnd;
    m_scalarEnd = offset + 1;
    m_wordLast = c;
    if (static_cast<unsigned char>(c) < 0x80 && m_wide.empty()) {
        keepWordHead({&c, 1});
        m_text.append(m_blanks).push_back(c);
        m_textEnd = offset + 1;
        m_blanks.clear();
        return;
    }
    m_wide.push_back(c);
    const Utf8Sequence next = decodeUtf8(m_wide);
    if (next.incomplete)
        return;
    if (next.valid && isWideBlank(next.codePoint) && m_blanks.size() < kBlankPatience) {
        m_blanks.append(std::exchange(m_wide, {}));
        m_scalarEnd = m_wideAt;
        return;
    }
    keepWordHead(std::string_view(m_wide).substr(0, next.length));
    m_text.append(m_blanks);
    m_blanks.clear();
    appendUtf8(m_text, next.codePoint);
    m_textEnd = offset + 1 - (m_wide.size() - next.length);
    const std::string rest = m_wide.substr(next.length);
    if (!next.valid)
        note(RepairKind::InvalidUtf8, offset + 1 - m_wide.size(), m_wide.substr(0, next.length));
    m_wide.clear();
    for (const char again : rest)
        appendToWord(again, offset);
}

void IncrementalParser::Private::keepWordHead(std::string_view character)
{
    if (m_wordHead.size() < kRepairText)
        m_wordHead.append(m_blanks).append(character);
}

void IncrementalParser::Private::flushWord()
{
    if (m_text.empty() || status != ParseStatus::Reading)
        return;
    m_stringBytes += m_text.size();
    m_sink.append(m_node, m_text, m_textEnd, m_seen);
    seenAt(m_textEnd);
    m_text.clear();
}

void IncrementalParser::Private::endWord(std::uint64_t at)
{
    if (!m_wide.empty()) {
        note(RepairKind::InvalidUtf8, m_scalarEnd - m_wide.size(), m_wide);
        keepWordHead(m_wide);
        appendUtf8(m_text, 0xFFFD);
        m_textEnd = m_scalarEnd;
        m_wide.clear();
    }
    flushWord();
    if (status != ParseStatus::Reading)
        return;
    note(RepairKind::UnquotedString, m_mark, m_wordHead);
    probation = false;
    closeScalar(m_scalarEnd, at);
}

/// A quote directly behind a bare word: the value has lost its opening quote, or the next string begins.
void IncrementalParser::Private::wordQuoteRuled(bool closes)
{
    m_token = Token::Word;
    endWord(m_seen);
    if (closes || status != ParseStatus::Reading)
        return;
    note(RepairKind::MissingComma, m_quoteAt, "\"");
    if (inObject())
        beginKey('"');
    else
        beginString(m_quoteAt, '"');
}

void IncrementalParser::Private::beginKeyWord(std::uint64_t offset)
{
    m_mark = offset;
    m_text.clear();
    m_blanks.clear();
    m_token = Token::KeyWord;
}

std::size_t IncrementalParser::Private::keyWord(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    const bool blank = isJsonBlank(c);
    if (c == ':' || (c == '=' && !m_text.empty())) {
        m_key = cleaned(m_text);
        m_token = Token::None;
        m_expect = Expect::Value;
        probation = false;
        note(RepairKind::UnquotedKey, m_mark, m_text);
        return at + 1;
    }
    if ((c == '"' || c == '\'') && !inProse && !m_blanks.empty()) { // `{name "Jason"}`
        m_key = cleaned(m_text);
        m_token = Token::None;
        m_expect = Expect::Colon;
        probation = false;
        note(RepairKind::UnquotedKey, m_mark, m_text);
        return at;
    }
    const bool goesOn = wordTakes(c) && c != '{' && c != '[' && c != '\'' && c != '/';
    const bool tooLong = m_text.size() + m_blanks.size() > kKeyPatience;
    if (probation && ((!blank && (!isNameByte(c) || (inProse && !m_blanks.empty()))) || tooLong)) {
        implausible();
        return at;
    }
    if (blank && !tooLong) {
        m_blanks.push_back(c);
        return at + 1;
    }
    if (goesOn && !tooLong) {
        m_text.append(m_blanks).push_back(c);
        m_blanks.clear();
        return at + 1;
    }
    m_token = Token::None;
    m_expect = Expect::NextOrEnd;
    note(RepairKind::Prose, m_mark, m_text); // no key: nothing was said about it
    return at;
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

#include "base/ascii.h"

#include <utility>

namespace espalier::json {

namespace {

/// No key that somebody forgot the quote before is longer.
constexpr std::size_t kKeyPatience = 128;

std::string_view stringFault(RepairKind kind)
{
    switch (kind) {
    case RepairKind::RawControlCharacter:
        return "a control character has to be escaped in a string";
    case RepairKind::InvalidUtf8:
        return "these bytes are not UTF-8";
    default:
        return "not an escape that JSON knows";
    }
}

} // namespace

std::size_t IncrementalParser::Private::string(std::string_view bytes, std::size_t at)
{
    // near the limit byte by byte, so that it is met at the same byte for every cut; a malformed byte becomes
    // three
    if (m_limits.stringBytes - m_stringBytes < 3 * (bytes.size() - at))
        bytes = bytes.substr(0, at + 1);
    const std::size_t begin = at;
    switch (m_string.read(bytes, at, base)) {
    case StringReader::Stop::Quote:
        return quoteSeen(bytes, at);
    case StringReader::Stop::Problem: {
        const StringReader::Problem &problem = m_string.problem();
        if (m_strict) {
            if (!m_isKey && problem.before > 0)
                m_sink.append(m_node, m_string.text().substr(0, problem.before), problem.offset, m_seen);
            fail(ParseErrorCode::Syntax, std::string(stringFault(problem.kind)), problem.end);
            return at;
        }
        note(problem.kind, problem.offset, problem.text);
        break;
    }
    case StringReader::Stop::PieceEnd:
    case StringReader::Stop::Part:
        break;
    }
    flushText(m_string.textEnd(), base + (at > begin ? at - 1 : at));
    return at;
}

std::size_t IncrementalParser::Private::quoteSeen(std::string_view bytes, std::size_t at)
{
    m_quoteEnd = base + at;
    m_quoteAt = m_quoteEnd - m_string.quoteLength();
    flushText(m_string.textEnd(), m_quoteAt);
    if (status != ParseStatus::Reading)
        return at;
    if (m_strict || m_frames.empty()) {
        quoteCloses(m_quoteEnd);
        return at;
    }
    if (m_isKey && at < bytes.size() && bytes[at] == ':') {
        noteInnerQuote();
        m_token = Token::None;
        m_expect = Expect::Value;
        probation = false;
        return at + 1;
    }
    m_judge.begin(m_isKey      ? QuoteJudge::Place::Key
                  : inObject() ? QuoteJudge::Place::Member
                               : QuoteJudge::Place::Item);
    m_wordQuote = false;
    m_token = Token::Judging;
    return at;
}

/// Looks at what stands behind a quote and takes none of it: as soon as there is a verdict, all is read once
/// more in its light. The bytes of earlier pieces are kept for that.
std::size_t IncrementalParser::Private::judge(std::string_view bytes, std::size_t at)
{
    const std::size_t begin = at;
    QuoteJudge::Verdict verdict = QuoteJudge::Verdict::Undecided;
    while (at < bytes.size() && verdict == QuoteJudge::Verdict::Undecided)
        verdict = m_judge.take(bytes[at++]);
    if (verdict == QuoteJudge::Verdict::Undecided) {
        hold(bytes, begin);
        return at;
    }
    rule(verdict, base + at);
    replay();
    return begin;
}

void IncrementalParser::Private::hold(std::string_view bytes, std::size_t at)
{
    m_held.push_back({base + at, std::string(bytes.substr(at))});
}

/// Reads what a judge saw in earlier pieces, now that it has ruled.
void IncrementalParser::Private::replay()
{
    const std::vector<HeldPiece> held = std::exchange(m_held, {});
    const std::uint64_t here = base;
    for (const HeldPiece &piece : held) {
        base = piece.base;
        run(piece.bytes);
    }
    base = here;
}

void IncrementalParser::Private::rule(QuoteJudge::Verdict verdict, std::uint64_t seen)
{
    seen = seenAt(seen); // text decoded out of a string was looked at before
    if (m_wordQuote)
        wordQuoteRuled(verdict == QuoteJudge::Verdict::Closes);
    else if (verdict == QuoteJudge::Verdict::Closes)
        quoteCloses(seen);
    else if (verdict != QuoteJudge::Verdict::Colon || !splitAtInnerQuote(seen))
        quoteIsContent();
}

void IncrementalParser::Private::quoteCloses(std::uint64_t at)
{
    noteInnerQuote();
    if (m_isKey) {
        probation = false;
        m_token = Token::None;
        m_expect = Expect::Colon;
    } else {
        closeScalar(m_quoteEnd, at);
    }
}

void IncrementalParser::Private::quoteIsContent()
{
    noteInnerQuote();
    m_string.appendQuote(m_innerMark);
    m_token = Token::String;
    m_innerQuote = !m_isKey;
    m_innerAt = m_quoteAt;
    m_innerAfterComma = m_solid == ',' || m_solidLine;
    m_innerKeep = m_solid == ',' ? m_solidBytes - 1 : m_solidBytes;
    flushText(m_quoteEnd, m_seen - 1);
    m_innerText.clear();
}

/// It stays content.
void IncrementalParser::Private::noteInnerQuote()
{
    if (!m_innerMark.empty())
        note(RepairKind::UnescapedQuote, m_innerAt, m_innerMark);
    m_innerMark.clear();
}

/// `"name": "Invalid, "age": 20`: a value, and a colon behind its quote. If an earlier quote stands where a
/// key could begin, then that one began the key and the value has lost its closing quote.
bool IncrementalParser::Private::splitAtInnerQuote(std::uint64_t at)
{
    const bool key =
        m_innerQuote && m_innerAfterComma && !m_innerText.empty() && m_innerText.size() <= kKeyPatience;
    if (!key || m_innerText.find('\n') != std::string::npos)
        return false;
    m_innerMark.clear();
    note(RepairKind::MissingCloser, m_innerAt, "\"");
    m_sink.shorten(m_node, m_innerKeep, seenAt(at));
    closeScalar(m_innerAt, at);
    m_key = m_innerText;
    m_expect = Expect::Colon;
    return true;
}

/// `settled`: the byte that made the text known, for the error when it is too long.
void IncrementalParser::Private::flushText(std::uint64_t at, std::uint64_t settled)
{
    const std::string_view text = m_string.text();
    if (text.empty())
        return;
    m_stringBytes += text.size();
    if (m_stringBytes > m_limits.stringBytes) {
        stringTooLong(settled);
    } else if (m_isKey) {
        m_key.append(text);
    } else {
        m_sink.append(m_node, text, at, m_seen);
        seenAt(at);
        if (!m_strict)
            rememberSolid(text);
    }
    m_string.clear();
}

void IncrementalParser::Private::stringTooLong(std::uint64_t offset)
{
    fail(ParseErrorCode::StringTooLong,
         "a string is longer than " + std::to_string(m_limits.stringBytes) + " bytes", offset);
}

/// Keeps what a later decision about a missing end quote needs of the text that is already on its way.
void IncrementalParser::Private::rememberSolid(std::string_view text)
{
    std::size_t end = text.size();
    bool line = false;
    while (end > 0 && isJsonBlank(text[end - 1]))
        line = text[--end] == '\n' || line;
    if (end > 0) {
        m_solid = text[end - 1];
        m_solidBytes = m_stringBytes - text.size() + end;
        m_solidLine = line;
    } else {
        m_solidLine = m_solidLine || line;
    }
    if (m_innerQuote && m_innerText.size() <= kKeyPatience)
        m_innerText.append(text.substr(0, kKeyPatience + 1));
}

} // namespace espalier::json

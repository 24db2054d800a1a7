// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may still belong to a number or bare word: `1,234.56`, `1'000`, and `1 234` with a blank beyond ASCII.

#include "json/incrementalparser_p.h"

#include "base/ascii.h"

#include <utility>

namespace espalier::json {

/// A comma or apostrophe directly behind a digit of an object's bare value.
std::size_t IncrementalParser::Private::groupMark(std::string_view bytes, std::size_t at)
{
    m_wordComma = m_token == Token::Word;
    if (!m_wordComma && at + 1 < bytes.size() && !isAsciiDigit(bytes[at + 1])) { // as in well-formed JSON
        scalarOver(base + at + 2);
        return at;
    }
    if (m_wordComma)
        flushWord();
    if (status != ParseStatus::Reading)
        return at;
    m_commaJudge.begin();
    m_token = Token::JudgingComma;
    return at;
}

/// Looks on and takes nothing, as judge() does.
std::size_t IncrementalParser::Private::judgeComma(std::string_view bytes, std::size_t at)
{
    const std::size_t begin = at;
    CommaJudge::Verdict verdict = CommaJudge::Verdict::Undecided;
    while (at < bytes.size() && verdict == CommaJudge::Verdict::Undecided)
        verdict = m_commaJudge.take(bytes[at++]);
    if (verdict == CommaJudge::Verdict::Undecided) {
        hold(bytes, begin);
        return at;
    }
    ruleComma(verdict, base + at);
    replay();
    return begin;
}

void IncrementalParser::Private::ruleComma(CommaJudge::Verdict verdict, std::uint64_t seen)
{
    seen = seenAt(seen); // text decoded out of a string was looked at before
    m_token = m_wordComma ? Token::Word : Token::AfterScalar;
    if (verdict == CommaJudge::Verdict::Belongs) {
        m_grouped = m_commaJudge.length();
        if (!m_wordComma)
            becomeWord(seen);
    } else if (m_wordComma) {
        endWord(seen);
    } else {
        scalarOver(seen);
    }
}

/// A character beyond ASCII behind a scalar: a blank, which may group digits ("1 234"), or a word goes on.
std::size_t IncrementalParser::Private::wideAfterScalar(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    const std::uint64_t offset = base + at;
    if (m_wide.empty())
        m_wideAt = offset;
    m_wide.push_back(c);
    const WideBlank blank = wideBlank(m_wide);
    if (blank == WideBlank::Maybe)
        return at + 1;
    std::string character = std::exchange(m_wide, {});
    if (blank == WideBlank::Yes) {
        m_blanks += character;
        m_wideBlanks.push_back({m_wideAt, std::move(character)});
        return at + 1;
    }
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!continues)
        character.pop_back(); // what spoilt the sequence is read on its own
    becomeWord(offset + 1);
    for (const char byte : character)
        appendToWord(byte, continues ? offset : offset - 1);
    return continues ? at + 1 : at;
}

/// Nothing more belongs to the scalar.
void IncrementalParser::Private::scalarOver(std::uint64_t at)
{
    if (m_scalarRepair)
        note(*std::exchange(m_scalarRepair, std::nullopt), m_mark, m_text);
    closeScalar(m_scalarEnd, at);
    if (m_wideBlanks.empty())
        return;
    for (const HeldPiece &blank : std::exchange(m_wideBlanks, {}))
        note(RepairKind::RawControlCharacter, blank.base, blank.bytes);
}

} // namespace espalier::json

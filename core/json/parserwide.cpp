// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

#include "json/utf8.h"

namespace espalier::json {

namespace {

/// The quote that closes what `c` opens; 0 when it opens nothing.
char32_t closingQuote(char32_t c) noexcept
{
    switch (c) {
    case 0x201C:
    case 0x201D:
        return 0x201D;
    case 0x201E:
        return 0x201C;
    case 0x2018:
    case 0x2019:
        return 0x2019;
    default:
        return 0;
    }
}

} // namespace

/// Collects a character beyond ASCII between tokens.
std::size_t IncrementalParser::Private::wide(std::string_view bytes, std::size_t at)
{
    m_wide.push_back(bytes[at]);
    const Utf8Sequence next = decodeUtf8(m_wide);
    if (next.incomplete)
        return at + 1;
    m_token = Token::None;
    if (next.valid)
        return wideCharacter(next.codePoint, at);
    if (probation) {
        implausible();
        return at;
    }
    // the byte that spoilt the sequence is read again on its own
    const bool alone = m_wide.size() == 1;
    note(RepairKind::InvalidUtf8, m_mark, alone ? m_wide : m_wide.substr(0, m_wide.size() - 1));
    return alone ? at + 1 : at;
}

std::size_t IncrementalParser::Private::wideCharacter(char32_t c, std::size_t at)
{
    const bool key = m_expect == Expect::Key || m_expect == Expect::KeyOrEnd;
    if (isWideBlank(c)) {
        note(RepairKind::RawControlCharacter, m_mark, m_wide);
        return at + 1;
    }
    if (c == 0x2026) {
        m_text = m_wide;
        ellipsis();
        return at + 1;
    }
    if (m_expect == Expect::NextOrEnd) {
        note(RepairKind::MissingComma, m_mark, m_wide);
        m_expect = inObject() ? Expect::Key : Expect::Item;
        m_commaMissing = true;
        return wideCharacter(c, at);
    }
    if (m_expect == Expect::Colon) {
        note(RepairKind::MissingColon, m_mark, m_wide);
        m_expect = Expect::Value;
    }
    if (const char32_t quote = closingQuote(c); quote != 0 && (key || !(m_frames.empty() && locate))) {
        if (key)
            beginKey(quote);
        else
            beginString(m_mark, quote);
        note(RepairKind::SmartQuotes, m_mark, m_wide);
        return at + 1;
    }
    if (m_frames.empty() && locate) {
        implausible();
        return at;
    }
    if (key) {
        beginKeyWord(m_mark);
        m_text = m_wide;
        return at + 1;
    }
    const std::string character = m_wide;
    beginWord(m_mark);
    for (const char byte : character)
        appendToWord(byte, base + at);
    return at + 1;
}

} // namespace espalier::json

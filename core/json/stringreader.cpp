// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/stringreader.h"

#include "base/hex.h"
#include "json/utf8.h"

#include <array>

namespace espalier::json {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Bytes that end a run of plain ASCII content.
constexpr std::array<bool, 256> makeStops()
{
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < out.size(); ++c)
        out[c] = !isPlainStringByte(static_cast<char>(c));
    return out;
}
constexpr std::array<bool, 256> kStops = makeStops();

char simpleEscape(char c) noexcept
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

bool isHigh(char32_t unit) noexcept
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLow(char32_t unit) noexcept
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

} // namespace

void StringReader::begin(char32_t quote, bool exact)
{
    m_quote = quote;
    m_exact = exact;
    m_state = State::Plain;
    m_high = 0;
    m_held.clear();
    clear();
}

void StringReader::appendQuote(std::string &quote)
{
    quote.clear();
    appendUtf8(quote, m_quote);
    m_text.append(m_run).append(quote);
    m_run = {};
}

void StringReader::keep(std::string_view run, std::uint64_t end)
{
    if (run.empty())
        return;
    m_textEnd = end;
    if (m_text.empty() && m_run.empty()) {
        m_run = run;
        return;
    }
    m_text.append(m_run);
    m_run = {};
    m_text.append(run);
}

void StringReader::hold(char c, std::uint64_t offset)
{
    if (m_held.empty())
        m_heldAt = offset;
    m_held.push_back(c);
}

/// What was held back is whole.
void StringReader::release(char32_t c, std::uint64_t end)
{
    m_textEnd = end;
    m_text.append(m_run);
    m_run = {};
    appendUtf8(m_text, c);
    m_held.clear();
    m_high = 0;
}

StringReader::Stop StringReader::report(RepairKind kind, std::size_t length, std::uint64_t end,
                                        std::string_view instead)
{
    const std::uint64_t behind = m_heldAt + length;
    m_problem = {kind, m_heldAt, end, m_held.substr(0, length), text().size()};
    m_held.erase(0, length);
    m_heldAt += length;
    if (!instead.empty()) {
        m_text.append(m_run);
        m_run = {};
        m_text.append(instead);
        m_textEnd = behind;
    }
    return Stop::Problem;
}

StringReader::Stop StringReader::read(std::string_view bytes, std::size_t &at, std::uint64_t base)
{
    while (at < bytes.size()) {
        const Stop stop = m_state == State::Plain ? plain(bytes, at, base) : held(bytes[at], at, base);
        if (stop != Stop::PieceEnd)
            return stop;
        if (m_exact && !text().empty())
            return Stop::Part;
    }
    return Stop::PieceEnd;
}

StringReader::Stop StringReader::plain(std::string_view bytes, std::size_t &at, std::uint64_t base)
{
    const std::size_t begin = at;
    while (at < bytes.size()) {
        const auto c = static_cast<unsigned char>(bytes[at]);
        if (!kStops[c]) {
            ++at;
            continue;
        }
        if (c >= 0x80) {
            const Utf8Sequence sequence = decodeUtf8(bytes.substr(at));
            if (sequence.valid && sequence.codePoint != m_quote) {
                at += sequence.length;
                continue;
            }
        } else if ((c == '"' || c == '\'') && c != m_quote) {
            ++at;
            continue;
        }
        break;
    }
    keep(bytes.substr(begin, at - begin), base + at);
    if (at == bytes.size() || (m_exact && at > begin))
        return Stop::PieceEnd;
    const char c = bytes[at];
    if (static_cast<unsigned char>(c) >= 0x80)
        return wide(bytes, at, base);
    hold(c, base + at);
    ++at;
    if (c == '\\') {
        m_state = State::Escape;
        return Stop::PieceEnd;
    }
    if (static_cast<unsigned char>(c) < 0x20)
        return report(RepairKind::RawControlCharacter, 1, base + at - 1, {&c, 1});
    m_held.clear();
    return Stop::Quote;
}

/// The first byte is beyond ASCII: a sequence cut by the end of the piece, a malformed one, or the closing
/// quote.
StringReader::Stop StringReader::wide(std::string_view bytes, std::size_t &at, std::uint64_t base)
{
    const Utf8Sequence sequence = decodeUtf8(bytes.substr(at));
    if (sequence.valid) {
        at += sequence.length;
        return Stop::Quote;
    }
    for (std::size_t i = 0; i < sequence.length; ++i)
        hold(bytes[at + i], base + at + i);
    at += sequence.length;
    if (!sequence.incomplete)
        return report(RepairKind::InvalidUtf8, sequence.length, base + at, kReplacement);
    m_state = State::Utf8;
    return Stop::PieceEnd;
}

/// One byte while something is held back.
StringReader::Stop StringReader::held(char c, std::size_t &at, std::uint64_t base)
{
    const std::uint64_t offset = base + at;
    switch (m_state) {
    case State::AfterHigh:
        if (c == '\\') {
            hold(c, offset);
            ++at;
            m_state = State::Escape;
            return Stop::PieceEnd;
        }
        m_high = 0;
        m_state = State::Plain;
        return report(RepairKind::BadEscape, m_held.size(), offset, kReplacement);
    case State::Escape:
        return escape(c, at, offset);
    case State::Hex:
        return hex(c, at, offset);
    case State::Utf8:
        return utf8(c, at, offset);
    case State::Plain:
        break;
    }
    return Stop::PieceEnd;
}

StringReader::Stop StringReader::escape(char c, std::size_t &at, std::uint64_t offset)
{
    if (c == 'u') {
        hold(c, offset);
        ++at;
        m_unit = 0;
        m_state = State::Hex;
        return Stop::PieceEnd;
    }
    if (m_high != 0) {
        m_high = 0;
        return report(RepairKind::BadEscape, m_held.size() - 1, offset, kReplacement);
    }
    m_state = State::Plain;
    if (const char plainForm = simpleEscape(c); plainForm != 0) {
        ++at;
        release(static_cast<unsigned char>(plainForm), offset + 1);
        return Stop::PieceEnd;
    }
    if (c == '\'') {
        hold(c, offset);
        ++at;
        return report(RepairKind::BadEscape, m_held.size(), offset, "'");
    }
    if (c == '\n') // a line goes on
        return report(RepairKind::BadEscape, m_held.size(), offset, {});
    return report(RepairKind::BadEscape, m_held.size(), offset,
                  "\\"); // "\d": nobody means to lose the backslash
}

StringReader::Stop StringReader::hex(char c, std::size_t &at, std::uint64_t offset)
{
    const int digit = hexDigit(c);
    if (digit < 0)
        return hexFailed(c, at, offset);
    const bool last = m_held.size() == (m_high != 0 ? 11 : 5);
    const char32_t unit = m_unit * 16 + static_cast<char32_t>(digit);
    if (last && isLow(unit) != (m_high != 0))
        return hexFailed(c, at, offset);
    m_unit = unit;
    hold(c, offset);
    ++at;
    if (!last)
        return Stop::PieceEnd;
    if (isHigh(unit)) {
        m_high = unit;
        m_state = State::AfterHigh;
        return Stop::PieceEnd;
    }
    m_state = State::Plain;
    release(m_high != 0 ? 0x10000 + ((m_high - 0xD800) << 10) + (unit - 0xDC00) : unit, offset + 1);
    return Stop::PieceEnd;
}

/// A high surrogate that no low one follows, a low one alone, or too few digits.
StringReader::Stop StringReader::hexFailed(char c, std::size_t &at, std::uint64_t offset)
{
    if (m_high != 0) {
        m_high = 0;
        return report(RepairKind::BadEscape, 6, offset, kReplacement); // what follows is read on its own
    }
    m_state = State::Plain;
    if (hexDigit(c) >= 0) {
        hold(c, offset);
        ++at;
        return report(RepairKind::BadEscape, m_held.size(), offset, kReplacement);
    }
    const std::string raw = m_held;
    return report(RepairKind::BadEscape, raw.size(), offset, raw);
}

StringReader::Stop StringReader::utf8(char c, std::size_t &at, std::uint64_t offset)
{
    m_held.push_back(c);
    const Utf8Sequence sequence = decodeUtf8(m_held);
    if (sequence.valid || sequence.incomplete)
        ++at;
    if (sequence.incomplete)
        return Stop::PieceEnd;
    m_state = State::Plain;
    if (!sequence.valid) {
        m_held.pop_back();
        return report(RepairKind::InvalidUtf8, m_held.size(), offset, kReplacement);
    }
    if (sequence.codePoint == m_quote) {
        m_held.clear();
        return Stop::Quote;
    }
    release(sequence.codePoint, offset + 1);
    return Stop::PieceEnd;
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/ecmatranslator_p.h"

#include "base/ascii.h"
#include "base/hex.h"

#include <algorithm>

// What stands for characters in a pattern: classes and escapes.

namespace espalier::schema {

namespace {

// WhiteSpace and LineTerminator (ECMA-262, sections 12.2 and 12.3), inside a class.
constexpr std::string_view kSpace = R"(\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029})"
                                    R"(\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view kNoSpace =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e})"
    R"(\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";
constexpr std::string_view kAnything = R"([\x{0}-\x{10ffff}])";
constexpr std::string_view kNothing = "(?!)";

constexpr bool isHighSurrogate(char32_t c)
{
    return c >= 0xD800 && c <= 0xDBFF;
}
constexpr bool isLowSurrogate(char32_t c)
{
    return c >= 0xDC00 && c <= 0xDFFF;
}

} // namespace

void Translator::characterClass()
{
    ++m_at;
    const bool negated = take("^");
    m_repeatable = true;
    if (take("]")) {
        m_out.append(negated ? kAnything : kNothing);
        return;
    }
    m_out.append(negated ? "[^" : "[");
    while (m_error.empty() && !take("]")) {
        if (m_at >= m_text.size())
            return fail("a class of characters is not closed");
        classRange(classAtom());
    }
    m_out.append("]");
}

void Translator::classRange(const Atom &first)
{
    const auto put = [this](const Atom &atom) {
        m_out.append(atom.set.empty() ? pcreCharacter(atom.code) : atom.set);
    };
    put(first);
    if (!at("-") || at("-]") || m_at + 1 >= m_text.size())
        return;
    ++m_at;
    const Atom last = classAtom();
    if (!first.set.empty() || !last.set.empty()) { // no range: the hyphen stands for itself
        m_out.append(pcreCharacter(U'-'));
        return put(last);
    }
    if (last.code < first.code)
        return fail("a range of characters is out of order");
    const bool half = isSurrogate(first.code) || isSurrogate(last.code);
    if (!half)
        m_out.append("-");
    put(last);
}

Atom Translator::classAtom()
{
    if (m_text[m_at] != '\\')
        return {takeCharacter(), {}};
    ++m_at;
    if (take("b"))
        return {U'\b', {}};
    if (take("-"))
        return {U'-', {}};
    return escapedAtom();
}

/// It begins in a lookbehind around us, which ECMA-262 reads from right to left and PCRE2 from left to right:
/// they do not agree which of a group and the reference comes first.
bool Translator::isBehind(std::size_t group) const
{
    return std::any_of(m_open.begin(), m_open.end(),
                       [group](const Group &open) { return open.looksBehind && group > open.before; });
}

void Translator::backreference(std::size_t group)
{
    complex();
    m_repeatable = true;
    if (group == 0 || group > m_names.size())
        return fail("a reference to a group that is not there");
    if (isBehind(group))
        return fail("a reference to a group of the lookbehind it stands in");
    if (!m_ended[group - 1]) { // in ECMA-262 it is empty until it ends
        m_out.append("(?:)");
        return;
    }
    m_referred.push_back(group);
    // A group that took no part matches nothing and everywhere.
    const std::string number = std::to_string(group);
    m_out.append("(?:(?(" + number + ")\\g{" + number + "}))");
}

void Translator::escape()
{
    ++m_at;
    if (take("b") || at("B")) {
        complex();
        const bool inverse = take("B");
        m_out.append(inverse ? "\\B" : "\\b");
        m_repeatable = false;
        return;
    }
    if (take("k<")) {
        const std::size_t end = std::min(m_text.find('>', m_at), m_text.size());
        const std::string_view name = m_text.substr(m_at, end - m_at);
        const auto found = std::find(m_names.begin(), m_names.end(), name);
        m_at = std::min(end + 1, m_text.size());
        return backreference(name.empty() || found == m_names.end()
                                 ? 0
                                 : static_cast<std::size_t>(found - m_names.begin()) + 1);
    }
    if (m_at < m_text.size() && m_text[m_at] >= '1' && m_text[m_at] <= '9')
        return backreference(number().value_or(0));
    write(escapedAtom());
}

std::optional<char32_t> Translator::hexDigits(std::size_t count)
{
    char32_t out = 0;
    if (m_at + count > m_text.size())
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        const int digit = hexDigit(m_text[m_at + i]);
        if (digit < 0)
            return std::nullopt;
        out = out * 16 + static_cast<char32_t>(digit);
    }
    m_at += count;
    return out;
}

Atom Translator::unicodeEscape()
{
    std::optional<char32_t> code;
    if (take("{")) {
        const std::size_t end = std::min(m_text.find('}', m_at), m_text.size());
        code = end > m_at && end - m_at <= 8 ? hexDigits(end - m_at) : std::nullopt;
        if (!take("}"))
            code.reset();
    } else {
        code = hexDigits(4);
        if (code && isHighSurrogate(*code) && at("\\u")) {
            const std::size_t behind = m_at;
            m_at += 2;
            const std::optional<char32_t> low = hexDigits(4);
            if (low && isLowSurrogate(*low))
                code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
            else
                m_at = behind;
        }
    }
    if (!code || *code > 0x10FFFF)
        fail("a malformed \\u");
    return {code.value_or(0), {}};
}

Atom Translator::property(bool negated)
{
    const std::size_t end = m_text.find('}', m_at);
    if (!take("{") || end == std::string_view::npos) {
        fail("a malformed \\p");
        return {};
    }
    const std::string_view name = m_text.substr(m_at, end - m_at);
    m_at = end + 1;
    if (name == "Any")
        return {0, negated ? R"(\p{Cs})" : R"(\x{0}-\x{10ffff})"};
    const bool assigned = name == "Assigned";
    const std::string written = assigned ? "Cn" : pcreProperty(name);
    if (written.empty())
        fail("an unknown property of characters");
    return {0, (negated != assigned ? R"(\P{)" : R"(\p{)") + written + "}"};
}

Atom Translator::escapedAtom()
{
    if (m_at >= m_text.size()) {
        fail("a lone \\ at the end");
        return {};
    }
    const char c = m_text[m_at];
    if (static_cast<unsigned char>(c) >= 0x80)
        return {takeCharacter(), {}};
    ++m_at;
    switch (c) {
    case 'd':
    case 'D':
    case 'w':
    case 'W': // of ASCII only, without PCRE2_UCP
        return {0, std::string("\\") + c};
    case 's':
        return {0, std::string(kSpace)};
    case 'S':
        return {0, std::string(kNoSpace)};
    case 't':
        return {U'\t', {}};
    case 'n':
        return {U'\n', {}};
    case 'v':
        return {U'\v', {}};
    case 'f':
        return {U'\f', {}};
    case 'r':
        return {U'\r', {}};
    case 'u':
        return unicodeEscape();
    case 'p':
    case 'P':
        return property(c == 'P');
    case 'x':
        if (const auto code = hexDigits(2))
            return {*code, {}};
        break;
    case 'c':
        if (m_at < m_text.size() && isAsciiAlpha(m_text[m_at]))
            return {static_cast<char32_t>(m_text[m_at++]) % 32, {}};
        break;
    case '0':
        if (m_at >= m_text.size() || !isAsciiDigit(m_text[m_at]))
            return {0, {}};
        break;
    default:
        if (!isAsciiAlpha(c) && !isAsciiDigit(c))
            return {static_cast<char32_t>(c), {}};
    }
    fail("an unknown escape");
    return {};
}

} // namespace espalier::schema

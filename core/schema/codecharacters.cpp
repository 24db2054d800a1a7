// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeporter_p.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

// What stands for characters in a pattern: classes and escapes.

namespace espalier::schema {

namespace {

constexpr std::string_view kMeta = R"(\.+*?()|[]{}^$-&~#)";
// WhiteSpace and LineTerminator (ECMA-262, sections 12.2 and 12.3), inside a class; and all others, up to
// U+10FFFF.
constexpr std::string_view kSpace = R"(\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff)";
constexpr std::string_view kNoSpace =
    R"(\x00-\x08\x0e-\x1f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e)"
    R"(\u2060-\u2fff\u3001-\ufefe\uff00-)"
    "\xF4\x8F\xBF\xBF";

std::string control(char32_t c)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    return {'\\', 'x', kDigits[c >> 4], kDigits[c & 0xF]};
}

} // namespace

std::string Porter::quoted(char32_t c)
{
    std::string out;
    if (c < 0x80 && kMeta.find(static_cast<char>(c)) != std::string_view::npos)
        out += '\\';
    json::appendUtf8(out, c);
    return out;
}

/// `digits` hexadecimal digits.
std::optional<char32_t> Porter::hexadecimal(std::size_t digits)
{
    std::uint32_t out = 0;
    const auto [end, error] =
        std::from_chars(m_left.data(), m_left.data() + std::min(digits, m_left.size()), out, 16);
    if (error != std::errc() || end != m_left.data() + digits)
        return refuse();
    m_left.remove_prefix(digits);
    return out;
}

std::optional<Porter::Atom> Porter::unicode()
{
    if (takeIf("{")) {
        const std::size_t end = std::min(m_left.find('}'), m_left.size());
        const auto c = hexadecimal(end);
        if (!c || !takeIf("}"))
            return refuse();
        return one(*c);
    }
    auto c = hexadecimal(4);
    if (c && *c >= 0xD800 && *c < 0xDC00 && takeIf("\\u")) {
        const auto low = hexadecimal(4);
        if (!low || *low < 0xDC00 || *low > 0xDFFF)
            return refuse();
        c = 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00);
    }
    if (!c || (*c >= 0xD800 && *c <= 0xDFFF))
        return refuse();
    return one(*c);
}

/// \p{Lu}: general categories only.
std::optional<Porter::Atom> Porter::category(char letter)
{
    const std::size_t end = m_left.find('}');
    if (!takeIf("{") || end == std::string_view::npos || end < 2 || end > 3)
        return refuse();
    const std::string name(m_left.substr(0, end - 1));
    m_left.remove_prefix(end);
    static constexpr std::string_view kNames = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi "
                                               "Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf ";
    if (kNames.find(" " + name + " ") == std::string_view::npos)
        return refuse();
    m_categories = true;
    return Atom{std::string("\\") + letter + "{" + name + "}", std::nullopt};
}

/// What a backslash begins; nullopt when that cannot be said elsewhere.
std::optional<Porter::Atom> Porter::escaped(bool inSet)
{
    take();
    if (m_left.empty())
        return refuse();
    const char c = take();
    const auto wrapped = [inSet](std::string_view plain) {
        return Atom{inSet ? std::string(plain) : "[" + std::string(plain) + "]", std::nullopt};
    };
    const auto without = [inSet](std::string_view others, std::string_view plain) { // \D of others is another
        return Atom{inSet ? std::string(others) : "[^" + std::string(plain) + "]", std::nullopt};
    };
    switch (c) {
    case 'd':
        return wrapped("0-9");
    case 'w':
        return wrapped("A-Za-z0-9_");
    case 's':
        return wrapped(kSpace);
    case 'D':
        return without("\\x00-/:-\xF4\x8F\xBF\xBF", "0-9");
    case 'W':
        return without("\\x00-/:-@\\[-\\^`\\{-\xF4\x8F\xBF\xBF", "A-Za-z0-9_");
    case 'S':
        return without(kNoSpace, kSpace);
    case 'n':
        return Atom{"\\n", U'\n'};
    case 'r':
        return Atom{"\\r", U'\r'};
    case 't':
        return Atom{"\\t", U'\t'};
    case 'f':
        return Atom{"\\f", U'\f'};
    case 'v':
        return Atom{"\\v", U'\v'};
    case 'b':
        return Atom{"\\x08", U'\b'};
    case '0':
        if (!m_left.empty() && isAsciiDigit(m_left.front()))
            return refuse();
        return Atom{"\\x00", U'\0'};
    case 'c': {
        if (m_left.empty() || !isAsciiAlpha(m_left.front()))
            return refuse();
        const char32_t code = static_cast<char32_t>(take()) % 32;
        return Atom{control(code), code};
    }
    case 'x': {
        const auto code = hexadecimal(2);
        return code ? std::optional(Atom{*code < 0x20 ? control(*code) : quoted(*code), *code})
                    : std::nullopt;
    }
    case 'u':
        return unicode();
    case 'p':
    case 'P':
        return category(c);
    default:
        break;
    }
    if (isAsciiAlpha(c) || isAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80)
        return refuse();
    return one(static_cast<char32_t>(c));
}

std::optional<Porter::Atom> Porter::setAtom()
{
    return m_left.front() == '\\' ? escaped(true) : std::optional(one(takeCharacter()));
}

void Porter::set()
{
    take();
    std::string text = takeIf("^") ? "[^" : "[";
    const std::size_t start = text.size();
    while (m_possible && !m_left.empty() && m_left.front() != ']') {
        const auto first = setAtom();
        if (!first)
            return;
        text += first->text;
        const bool isRange = first->character && m_left.size() > 1 && m_left[0] == '-' && m_left[1] != ']';
        if (!isRange)
            continue;
        take();
        const auto second = setAtom();
        if (!second)
            return;
        m_possible = !second->character || *first->character <= *second->character;
        text += (second->character ? "-" : "\\-") + second->text;
    }
    if (text.size() == start || !takeIf("]")) {
        m_possible = false;
        return;
    }
    add(text + "]", 2);
}

} // namespace espalier::schema

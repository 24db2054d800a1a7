// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/formats.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "schema/uri_p.h"
#include "json/utf8.h"

#include <algorithm>

// uri, uri-reference (RFC 3986), iri, iri-reference (RFC 3987), uri-template (RFC 6570).

namespace espalier::schema {

namespace {

constexpr std::string_view kUnreserved = "-._~";
constexpr std::string_view kSubDelims = "!$&'()*+,;=";

bool isIn(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

bool isPrivate(char32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

/// RFC 3987, section 2.2, ucschar.
bool isUcsChar(char32_t c)
{
    if (c < 0x10000)
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
    return c < 0xF0000 && (c & 0xFFFFU) <= 0xFFFD && (c < 0xE0000 || c >= 0xE1000);
}

enum class Beyond { Nothing, Ucs, UcsAndPrivate };

/// Characters that stand for themselves, `more`, "%xx", and those beyond ASCII that `beyond` allows.
bool consistsOf(std::string_view text, std::string_view more, Beyond beyond)
{
    while (!text.empty()) {
        const char c = text.front();
        if (static_cast<unsigned char>(c) >= 0x80) {
            const json::Utf8Sequence sequence = json::decodeUtf8(text);
            const bool allowed = beyond != Beyond::Nothing && sequence.valid &&
                                 (isUcsChar(sequence.codePoint) ||
                                  (beyond == Beyond::UcsAndPrivate && isPrivate(sequence.codePoint)));
            if (!allowed)
                return false;
            text.remove_prefix(sequence.length);
        } else if (c == '%') {
            if (text.size() < 3 || !isHexDigit(text[1]) || !isHexDigit(text[2]))
                return false;
            text.remove_prefix(3);
        } else {
            if (!isAsciiAlpha(c) && !isAsciiDigit(c) && !isIn(c, kUnreserved) && !isIn(c, more))
                return false;
            text.remove_prefix(1);
        }
    }
    return true;
}

/// RFC 3986, section 3.2.2: the inside of "[…]".
bool isIpLiteral(std::string_view text)
{
    if (text.empty() || asciiLower(text.front()) != 'v')
        return isIpv6(text);
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view version = text.substr(1, dot - 1);
    const std::string_view address = text.substr(std::min(dot + 1, text.size()));
    return !version.empty() && std::all_of(version.begin(), version.end(), isHexDigit) && !address.empty() &&
           address.find('%') == std::string_view::npos &&
           consistsOf(address, "!$&'()*+,;=:", Beyond::Nothing);
}

bool isAuthority(std::string_view text, Beyond beyond)
{
    const std::size_t at = text.find('@');
    if (at != std::string_view::npos) {
        if (!consistsOf(text.substr(0, at), "!$&'()*+,;=:", beyond))
            return false;
        text.remove_prefix(at + 1);
    }
    std::string_view port;
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || !isIpLiteral(text.substr(1, end - 1)))
            return false;
        text.remove_prefix(end + 1);
        if (!text.empty() && text.front() != ':')
            return false;
        port = text.substr(std::min<std::size_t>(1, text.size()));
    } else {
        const std::size_t colon = std::min(text.find(':'), text.size());
        port = text.substr(std::min(colon + 1, text.size()));
        if (!consistsOf(text.substr(0, colon), kSubDelims, beyond))
            return false;
    }
    return std::all_of(port.begin(), port.end(), isAsciiDigit);
}

bool isReference(std::string_view text, bool absolute, bool international)
{
    const UriParts parts = splitUri(text);
    const Beyond beyond = international ? Beyond::Ucs : Beyond::Nothing;
    if (absolute && !parts.hasScheme)
        return false;
    if (parts.hasAuthority && !isAuthority(parts.authority, beyond))
        return false;
    const std::string_view first = parts.path.substr(0, parts.path.find('/'));
    if (!parts.hasScheme && !parts.hasAuthority && first.find(':') != std::string_view::npos)
        return false;
    return consistsOf(parts.path, "!$&'()*+,;=:@/", beyond) &&
           consistsOf(parts.query, "!$&'()*+,;=:@/?",
                      international ? Beyond::UcsAndPrivate : Beyond::Nothing) &&
           consistsOf(parts.fragment, "!$&'()*+,;=:@/?", beyond);
}

/// RFC 6570, section 2.3: a variable with its modifier.
bool isVarSpec(std::string_view text)
{
    if (text.ends_with('*')) {
        text.remove_suffix(1);
    } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        const std::string_view length = text.substr(colon + 1);
        if (length.empty() || length.size() > 4 || length.front() == '0' ||
            !std::all_of(length.begin(), length.end(), isAsciiDigit))
            return false;
        text = text.substr(0, colon);
    }
    char before = '.';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2]))
                return false;
            i += 2;
        } else if (c == '.' ? before == '.' : !isAsciiAlpha(c) && !isAsciiDigit(c) && c != '_') {
            return false;
        }
        before = c;
    }
    return before != '.';
}

/// The inside of "{…}".
bool isExpression(std::string_view text)
{
    if (!text.empty() && isIn(text.front(), "+#./;?&=,!@|"))
        text.remove_prefix(1);
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (!isVarSpec(text.substr(0, comma)))
            return false;
        if (comma == text.size())
            return true;
        text.remove_prefix(comma + 1);
    }
}

/// RFC 6570, section 2.1; with the apostrophe, as its erratum 6937 has it.
bool isLiteral(std::string_view text)
{
    return consistsOf(text, "!#$&'()*+,/:;=?@[]", Beyond::UcsAndPrivate);
}

} // namespace

bool isUri(std::string_view text)
{
    return isReference(text, true, false);
}

bool isUriReference(std::string_view text)
{
    return isReference(text, false, false);
}

bool isIri(std::string_view text)
{
    return isReference(text, true, true);
}

bool isIriReference(std::string_view text)
{
    return isReference(text, false, true);
}

bool isUriTemplate(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        if (!isLiteral(text.substr(0, open)))
            return false;
        text.remove_prefix(open);
        if (text.empty())
            break;
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos || !isExpression(text.substr(1, close - 1)))
            return false;
        text.remove_prefix(close + 1);
    }
    return true;
}

} // namespace espalier::schema

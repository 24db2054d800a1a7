// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/formats.h"

#include "base/ascii.h"
#include "schema/idna_p.h"
#include "json/utf8.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

// Names and addresses of the internet: hostname, idn-hostname, ipv4, ipv6, email, idn-email.

namespace espalier::schema {

namespace {

constexpr std::size_t kMostInName = 253; // RFC 1034, section 3.1, in text form
constexpr std::size_t kMostInLabel = 63;
constexpr std::size_t kMostInLocalPart = 64; // RFC 5321, section 4.5.3.1.1

bool isLetterOrDigit(char c)
{
    return isAsciiAlpha(c) || isAsciiDigit(c);
}

/// RFC 5890, section 2.3.1: an LDH label, and an A-label when it says so.
bool isAsciiLabel(std::string_view label)
{
    if (label.empty() || label.size() > kMostInLabel || label.front() == '-' || label.back() == '-')
        return false;
    if (!std::all_of(label.begin(), label.end(), [](char c) { return isLetterOrDigit(c) || c == '-'; }))
        return false;
    if (label.substr(std::min<std::size_t>(2, label.size())).starts_with("--"))
        return !meantBy(label).empty();
    return true;
}

std::optional<std::u32string> decoded(std::string_view text)
{
    std::u32string out;
    while (!text.empty()) {
        const json::Utf8Sequence sequence = json::decodeUtf8(text);
        if (!sequence.valid)
            return std::nullopt;
        out.push_back(sequence.codePoint);
        text.remove_prefix(sequence.length);
    }
    return out;
}

/// The dots that count as one (RFC 3490, section 3.1, still what people type).
bool isDot(char32_t c)
{
    return c == U'.' || c == 0x3002 || c == 0xFF0E || c == 0xFF61;
}

std::vector<std::u32string> labelsOf(const std::u32string &name)
{
    std::vector<std::u32string> out(1);
    for (const char32_t c : name) {
        if (isDot(c))
            out.emplace_back();
        else
            out.back().push_back(c);
    }
    return out;
}

bool isAscii(std::u32string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
}

/// RFC 5322, section 3.2.3; beyond ASCII for internationalised addresses.
bool isAtomText(char c, bool international)
{
    static constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
    return isLetterOrDigit(c) || kMarks.find(c) != std::string_view::npos ||
           (international && static_cast<unsigned char>(c) >= 0x80);
}

bool isQuotedLocalPart(std::string_view text, bool international)
{
    if (text.size() < 2 || text.back() != '"')
        return false;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escaped = text[i] == '\\';
        if (escaped && ++i == text.size())
            return false;
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool printable = (byte >= 0x20 && byte < 0x7F) || (international && byte >= 0x80);
        if (!printable || (byte == '"' && !escaped))
            return false;
    }
    return true;
}

bool isLocalPart(std::string_view text, bool international)
{
    if (text.empty() || text.size() > kMostInLocalPart)
        return false;
    if (text.front() == '"')
        return isQuotedLocalPart(text, international);
    char before = '.';
    for (const char c : text) {
        if (c == '.' ? before == '.' : !isAtomText(c, international))
            return false;
        before = c;
    }
    return before != '.';
}

/// RFC 5321, section 4.1.3: "[192.0.2.1]", "[IPv6:2001:db8::1]".
bool isAddressLiteral(std::string_view text)
{
    if (text.size() < 2 || text.back() != ']')
        return false;
    text = text.substr(1, text.size() - 2);
    constexpr std::string_view kTag = "ipv6:";
    if (asciiLower(text.substr(0, kTag.size())) == kTag)
        return isIpv6(text.substr(kTag.size()));
    return isIpv4(text);
}

bool isMailbox(std::string_view text, bool international)
{
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || !isLocalPart(text.substr(0, at), international))
        return false;
    const std::string_view domain = text.substr(at + 1);
    if (domain.starts_with('['))
        return isAddressLiteral(domain);
    return international ? decoded(text) && isIdnHostname(normalized(domain)) : isHostname(domain);
}

} // namespace

bool isHostname(std::string_view text)
{
    if (text.size() > kMostInName)
        return false;
    while (true) {
        const std::size_t dot = std::min(text.find('.'), text.size());
        if (!isAsciiLabel(text.substr(0, dot)))
            return false;
        if (dot == text.size())
            return true;
        text.remove_prefix(dot + 1);
    }
}

bool isIdnHostname(std::string_view text)
{
    const auto name = decoded(text);
    if (!name)
        return false;
    std::vector<std::u32string> labels = labelsOf(*name);
    std::size_t length = labels.size() - 1;
    bool rightToLeft = false;
    for (std::u32string &label : labels) {
        const bool ascii = isAscii(label);
        const std::string plain = ascii ? std::string(label.begin(), label.end()) : std::string();
        if (ascii ? !isAsciiLabel(plain) : !isULabel(label))
            return false;
        length += ascii ? label.size() : punycode(label).size() + 4;
        if (std::u32string meant = meantBy(plain); !meant.empty())
            label = std::move(meant);
        rightToLeft = rightToLeft || isRightToLeft(label);
    }
    return length <= kMostInName &&
           (!rightToLeft || std::all_of(labels.begin(), labels.end(),
                                        [](const std::u32string &label) { return keepsBidiRule(label); }));
}

bool isIpv4(std::string_view text)
{
    for (int part = 0; part < 4; ++part) {
        int value = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && isAsciiDigit(text[digits]) && digits < 4; ++digits)
            value = value * 10 + (text[digits] - '0');
        const bool leadingZero = digits > 1 && text.front() == '0';
        if (digits == 0 || digits > 3 || leadingZero || value > 255)
            return false;
        text.remove_prefix(digits);
        if (part < 3) {
            if (!text.starts_with('.'))
                return false;
            text.remove_prefix(1);
        }
    }
    return text.empty();
}

bool isIpv6(std::string_view text)
{
    int groups = 0;
    bool shortened = false;
    if (text.starts_with("::")) {
        shortened = true;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(':'), text.size());
        const std::string_view group = text.substr(0, end);
        if (group.find('.') != std::string_view::npos) {
            groups += 2;
            if (end != text.size() || !isIpv4(group))
                return false;
            break;
        }
        ++groups;
        if (group.empty() || group.size() > 4 ||
            group.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
            return false;
        text.remove_prefix(end);
        if (text.empty())
            break;
        const bool doubled = text.starts_with("::");
        if ((doubled && shortened) || (!doubled && text.size() == 1))
            return false;
        shortened = shortened || doubled;
        text.remove_prefix(doubled ? 2 : 1);
    }
    return shortened ? groups < 8 : groups == 8;
}

bool isEmail(std::string_view text)
{
    return isMailbox(text, false);
}

bool isIdnEmail(std::string_view text)
{
    return isMailbox(text, true);
}

} // namespace espalier::schema

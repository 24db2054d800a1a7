// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/formats.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "schema/pattern.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::array<std::pair<std::string_view, FormatCheck>, 19> kFormats{{
    {"date", isDate},
    {"date-time", isDateTime},
    {"duration", isDuration},
    {"email", isEmail},
    {"hostname", isHostname},
    {"idn-email", isIdnEmail},
    {"idn-hostname", isIdnHostname},
    {"ipv4", isIpv4},
    {"ipv6", isIpv6},
    {"iri", isIri},
    {"iri-reference", isIriReference},
    {"json-pointer", isJsonPointer},
    {"regex", isRegex},
    {"relative-json-pointer", isRelativeJsonPointer},
    {"time", isTime},
    {"uri", isUri},
    {"uri-reference", isUriReference},
    {"uri-template", isUriTemplate},
    {"uuid", isUuid},
}};

} // namespace

FormatCheck formatCheck(std::string_view name)
{
    const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                    [name](const auto &format) { return format.first == name; });
    return found == kFormats.end() ? nullptr : found->second;
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

bool isJsonPointer(std::string_view text)
{
    if (!text.empty() && text.front() != '/')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    }
    return true;
}

bool isRelativeJsonPointer(std::string_view text)
{
    std::size_t digits = 0;
    while (digits < text.size() && isAsciiDigit(text[digits]))
        ++digits;
    if (digits == 0 || (digits > 1 && text.front() == '0'))
        return false;
    text.remove_prefix(digits);
    return text == "#" || isJsonPointer(text);
}

bool isRegex(std::string_view text)
{
    return Pattern::compile(text).ok();
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/scriptpattern_p.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::schema {

namespace {

constexpr std::string_view kSyntax = R"(^$\.*+?()[]{}|/)";

/// An escape that means the character itself and that ECMA-262 does not know.
bool isNeedless(char escaped, bool inSet)
{
    const bool isMark = escaped > ' ' && escaped < 0x7F && !isAsciiAlpha(escaped) && !isAsciiDigit(escaped);
    return (isMark || escaped == ' ') && kSyntax.find(escaped) == std::string_view::npos &&
           !(inSet && escaped == '-');
}

/// "{2,5}" in front: its length; 0 for a brace that counts nothing.
std::size_t countLength(std::string_view text)
{
    std::size_t at = 1;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && isAsciiDigit(text[at]))
            ++at;
        return at > begin;
    };
    if (!digits())
        return 0;
    if (text.substr(at).starts_with(',')) {
        ++at;
        digits();
    }
    return text.substr(at).starts_with('}') ? at + 1 : 0;
}

} // namespace

std::string scriptPattern(std::string_view pattern)
{
    std::string out;
    bool inSet = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            ++i;
            if (!isNeedless(pattern[i], inSet))
                out += c;
            out += pattern[i];
            const bool named =
                pattern.substr(i, 2) == "p{" || pattern.substr(i, 2) == "P{" || pattern.substr(i, 2) == "u{";
            if (named) {
                const std::size_t end = std::min(pattern.find('}', i), pattern.size() - 1);
                out += pattern.substr(i + 1, end - i);
                i = end;
            }
        } else if (inSet) {
            inSet = c != ']';
            out += c;
        } else if (c == '{' && countLength(pattern.substr(i)) > 0) {
            const std::size_t length = countLength(pattern.substr(i));
            out += pattern.substr(i, length);
            i += length - 1;
        } else {
            inSet = c == '[';
            if (c == ']' || c == '{' || c == '}')
                out += '\\';
            out += c;
        }
    }
    return out;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textformat_p.h"

#include "schema/formats.h"

#include <algorithm>

namespace espalier::schema {

namespace {

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F && c != '<' &&
           c != '>' && c != '"';
}

/// As people write addresses: with a domain of several parts, without quotes.
bool isUsualEmail(std::string_view text)
{
    return isEmail(text) && text.front() != '"' && text.find('.', text.rfind('@')) != std::string_view::npos;
}

bool isWebAddress(std::string_view text)
{
    const bool scheme = text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
    return scheme && isUri(text) && text.size() > text.find("//") + 2 &&
           std::all_of(text.begin(), text.end(), isPlain);
}

} // namespace

std::string_view formatOfText(std::string_view text)
{
    if (isDate(text))
        return "date";
    if (isDateTime(text))
        return "date-time";
    if (isUsualEmail(text))
        return "email";
    return isWebAddress(text) ? "uri" : std::string_view();
}

} // namespace espalier::schema

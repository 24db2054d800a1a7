// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textformat_p.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::schema {

namespace {

/// `shape`: "9999-99-99", where 9 is a digit.
bool hasShape(std::string_view text, std::string_view shape)
{
    if (text.size() < shape.size())
        return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '9' ? !isAsciiDigit(text[i]) : text[i] != shape[i])
            return false;
    }
    return true;
}

int number(std::string_view text, std::size_t at)
{
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool isDate(std::string_view text)
{
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.size() != 10 || !hasShape(text, "9999-99-99"))
        return false;
    const int month = number(text, 5);
    const int day = number(text, 8);
    if (month < 1 || month > 12)
        return false;
    const int year = number(text, 0) * 100 + number(text, 2);
    const bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= kDays[month - 1] + (leap ? 1 : 0);
}

/// RFC 3339, with its zone: what the format "date-time" takes.
bool isDateTime(std::string_view text)
{
    if (text.size() < 20 || !isDate(text.substr(0, 10)) || (text[10] != 'T' && text[10] != 't') ||
        !hasShape(text.substr(11), "99:99:99"))
        return false;
    if (number(text, 11) > 23 || number(text, 14) > 59 || number(text, 17) > 60)
        return false;
    std::string_view rest = text.substr(19);
    if (rest.front() == '.') {
        rest.remove_prefix(1);
        const std::size_t before = rest.size();
        while (!rest.empty() && isAsciiDigit(rest.front()))
            rest.remove_prefix(1);
        if (rest.size() == before)
            return false;
    }
    if (rest == "Z" || rest == "z")
        return true;
    return rest.size() == 6 && (hasShape(rest, "+99:99") || hasShape(rest, "-99:99")) &&
           number(rest, 1) < 24 && number(rest, 4) < 60;
}

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F && c != '<' &&
           c != '>' && c != '"';
}

bool isEmail(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
           text.find('.', at) != std::string_view::npos && text.find("..") == std::string_view::npos &&
           text[at + 1] != '.' && text.back() != '.' && std::all_of(text.begin(), text.end(), isPlain) &&
           text.find_first_of("/:,;") == std::string_view::npos;
}

bool isWebAddress(std::string_view text)
{
    const bool scheme = text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
    return scheme && text.size() > text.find("//") + 2 && std::all_of(text.begin(), text.end(), isPlain);
}

} // namespace

std::string_view formatOfText(std::string_view text)
{
    if (isDate(text))
        return "date";
    if (isDateTime(text))
        return "date-time";
    if (isEmail(text))
        return "email";
    return isWebAddress(text) ? "uri" : std::string_view();
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/formats.h"

#include "base/ascii.h"

#include <optional>

// RFC 3339: date, time, date-time (section 5.6, with the leap seconds of appendix D), duration (appendix A).

namespace espalier::schema {

namespace {

/// Takes `count` digits off the front; nullopt when there are fewer.
std::optional<int> takeDigits(std::string_view &text, std::size_t count)
{
    int out = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i >= text.size() || !isAsciiDigit(text[i]))
            return std::nullopt;
        out = out * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return out;
}

bool take(std::string_view &text, char c)
{
    if (text.empty() || asciiLower(text.front()) != asciiLower(c))
        return false;
    text.remove_prefix(1);
    return true;
}

int daysIn(int year, int month)
{
    if (month == 2)
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool takeDate(std::string_view &text)
{
    const auto year = takeDigits(text, 4);
    if (!year || !take(text, '-'))
        return false;
    const auto month = takeDigits(text, 2);
    if (!month || !take(text, '-'))
        return false;
    const auto day = takeDigits(text, 2);
    return day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= daysIn(*year, *month);
}

/// Minutes east of UTC.
std::optional<int> takeOffset(std::string_view &text)
{
    if (take(text, 'Z'))
        return 0;
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, '+') && !take(text, '-'))
        return std::nullopt;
    const auto hour = takeDigits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':'))
        return std::nullopt;
    const auto minute = takeDigits(text, 2);
    if (!minute || *minute > 59)
        return std::nullopt;
    return (west ? -1 : 1) * (*hour * 60 + *minute);
}

bool takeTime(std::string_view &text)
{
    const auto hour = takeDigits(text, 2);
    if (!hour || !take(text, ':'))
        return false;
    const auto minute = takeDigits(text, 2);
    if (!minute || !take(text, ':'))
        return false;
    const auto second = takeDigits(text, 2);
    if (take(text, '.') && !takeDigits(text, 1))
        return false;
    while (takeDigits(text, 1)) {
    }
    // What stands without a point is no fraction: then the offset is missing.
    const auto offset = takeOffset(text);
    if (!second || !offset || *hour > 23 || *minute > 59 || *second > 60)
        return false;
    constexpr int day = 24 * 60;
    const int utc = (*hour * 60 + *minute - *offset + 2 * day) % day;
    return *second < 60 || utc == day - 1;
}

/// Numbers with the letters of `units` behind them, each at most once, in their order and without a gap.
bool takeUnits(std::string_view &text, std::string_view units)
{
    std::size_t next = 0;
    bool some = false;
    while (!text.empty() && isAsciiDigit(text.front())) {
        while (takeDigits(text, 1)) {
        }
        const std::size_t unit = text.empty() ? std::string_view::npos : units.find(text.front());
        if (unit == std::string_view::npos || (some && unit != next))
            return false;
        text.remove_prefix(1);
        next = unit + 1;
        some = true;
    }
    return some;
}

} // namespace

bool isDate(std::string_view text)
{
    return takeDate(text) && text.empty();
}

bool isTime(std::string_view text)
{
    return takeTime(text) && text.empty();
}

bool isDateTime(std::string_view text)
{
    return takeDate(text) && take(text, 'T') && takeTime(text) && text.empty();
}

bool isDuration(std::string_view text)
{
    if (!text.starts_with("P"))
        return false;
    text.remove_prefix(1);
    if (text.find('W') != std::string_view::npos)
        return takeUnits(text, "W") && text.empty();
    const bool dated = !text.starts_with("T");
    if (dated && !takeUnits(text, "YMD"))
        return false;
    if (text.empty())
        return dated;
    return take(text, 'T') && takeUnits(text, "HMS") && text.empty();
}

} // namespace espalier::schema

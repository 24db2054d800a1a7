// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/httpdate.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <vector>

namespace espalier::wire {

namespace {

/// The words of the date; separators are blanks, commas, hyphens and colons, which the three forms use
/// differently.
std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of(" ,-:");
        if (begin == std::string_view::npos)
            break;
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find_first_of(" ,-:"), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return out;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && isAsciiDigit(text.front()) && text.size() <= 4 ? std::optional(value) : std::nullopt;
}

std::optional<int> month(std::string_view name)
{
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (name == months[i])
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

std::optional<int> fullYear(std::string_view text)
{
    const std::optional<int> year = number(text);
    if (!year || text.size() != 2)
        return year;
    return *year + (*year < 70 ? 2000 : 1900);
}

} // namespace

std::optional<std::int64_t> unixSecondsFromHttpDate(std::string_view text)
{
    const std::vector<std::string_view> part = words(text);
    const bool zoned = part.size() == 8 && part[7] == "GMT";
    if (!zoned && part.size() != 7)
        return std::nullopt;
    // Name, day, month, year, time, GMT; or asctime's name, month, day, time, year.
    const std::optional<int> day = number(part[zoned ? 1 : 2]);
    const std::optional<int> monthNumber = month(part[zoned ? 2 : 1]);
    const std::optional<int> year = fullYear(part[zoned ? 3 : 6]);
    const std::size_t time = zoned ? 4 : 3;
    const std::optional<int> hour = number(part[time]);
    const std::optional<int> minute = number(part[time + 1]);
    const std::optional<int> second = number(part[time + 2]);
    if (!day || !monthNumber || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 ||
        *second > 60)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*monthNumber)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return ((days * 24 + *hour) * 60 + *minute) * 60 + *second;
}

} // namespace espalier::wire

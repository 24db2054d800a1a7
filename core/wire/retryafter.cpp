// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/retryafter.h"

#include "base/ascii.h"
#include "wire/httpdate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace espalier::wire {

namespace {

constexpr std::string_view kReset = "x-ratelimit-reset";
constexpr std::string_view kRemaining = "x-ratelimit-remaining";

int clampedMs(double milliseconds)
{
    constexpr double kMax = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(std::ceil(milliseconds), 0.0, kMax));
}

/// Takes a plain decimal number ("1", "0.5") off the front.
std::optional<double> takeNumber(std::string_view &text)
{
    double number = 0;
    if (text.empty() || !isAsciiDigit(text.front()))
        return std::nullopt;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc() || !std::isfinite(number))
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::optional<double> wholeNumber(std::string_view text)
{
    const std::optional<double> number = takeNumber(text);
    return text.empty() ? number : std::nullopt;
}

std::optional<double> takeUnitMs(std::string_view &text)
{
    struct Unit
    {
        std::string_view name;
        double milliseconds;
    };
    for (const Unit &unit : {Unit{"ms", 1}, Unit{"us", 0.001}, Unit{"µs", 0.001}, Unit{"ns", 0.000001},
                             Unit{"d", 86400000}, Unit{"h", 3600000}, Unit{"m", 60000}, Unit{"s", 1000}}) {
        if (text.starts_with(unit.name)) {
            text.remove_prefix(unit.name.size());
            return unit.milliseconds;
        }
    }
    return std::nullopt;
}

/// A duration as Go writes it: "6m0s", "20ms", "1h2m3.5s".
std::optional<double> durationMs(std::string_view text)
{
    double sum = 0;
    while (!text.empty()) {
        const std::optional<double> number = takeNumber(text);
        const std::optional<double> unit = number ? takeUnitMs(text) : std::nullopt;
        if (!unit)
            return std::nullopt;
        sum += *number * *unit;
    }
    return sum;
}

std::optional<int> resetMs(std::string_view value, std::int64_t now)
{
    const std::optional<double> number = wholeNumber(value);
    if (!number) {
        const std::optional<double> duration = value.empty() ? std::nullopt : durationMs(value);
        return duration ? std::optional(clampedMs(*duration)) : std::nullopt;
    }
    // Nobody asks to wait thirty years: such numbers are points in time, in seconds or milliseconds since
    // 1970.
    if (*number >= 1e12)
        return clampedMs(*number - static_cast<double>(now) * 1000);
    if (*number >= 1e9)
        return clampedMs((*number - static_cast<double>(now)) * 1000);
    return clampedMs(*number * 1000);
}

std::optional<int> rateLimitResetMs(const HttpHeaders &headers, std::int64_t now)
{
    std::optional<int> longest;
    std::optional<int> longestExhausted;
    for (const auto &[name, value] : headers) {
        const std::string lower = asciiLower(name);
        if (!lower.starts_with(kReset))
            continue;
        const std::optional<int> wait = resetMs(trimmed(value), now);
        if (!wait)
            continue;
        longest = std::max(longest.value_or(0), *wait);
        const std::string *left = findHeader(headers, std::string(kRemaining) + lower.substr(kReset.size()));
        if (left && wholeNumber(trimmed(*left)) == 0.0)
            longestExhausted = std::max(longestExhausted.value_or(0), *wait);
    }
    return longestExhausted ? longestExhausted : longest;
}

std::optional<int> millisecondsMs(std::string_view value, std::int64_t)
{
    const std::optional<double> milliseconds = wholeNumber(value);
    return milliseconds ? std::optional(clampedMs(*milliseconds)) : std::nullopt;
}

std::optional<int> secondsOrDateMs(std::string_view value, std::int64_t now)
{
    if (const std::optional<double> seconds = wholeNumber(value))
        return clampedMs(*seconds * 1000);
    if (const std::optional<std::int64_t> date = unixSecondsFromHttpDate(value))
        return clampedMs(static_cast<double>(*date - now) * 1000);
    return std::nullopt;
}

using WaitOf = std::optional<int> (*)(std::string_view value, std::int64_t now);

/// Of values joined by commas, as one header that came several times is handed on. A date has a comma of its
/// own.
std::optional<int> longestOfList(std::string_view list, WaitOf waitOf, std::int64_t now)
{
    std::optional<int> longest;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        std::size_t end = std::min(comma, list.size());
        std::optional<int> wait = waitOf(trimmed(list.substr(0, end)), now);
        if (!wait && comma != std::string_view::npos) {
            const std::size_t second = std::min(list.find(',', comma + 1), list.size());
            wait = waitOf(trimmed(list.substr(0, second)), now);
            end = wait ? second : end;
        }
        if (wait)
            longest = std::max(longest.value_or(0), *wait);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return longest;
}

/// Of all headers of this name.
std::optional<int> longestWait(const HttpHeaders &headers, std::string_view name, WaitOf waitOf,
                               std::int64_t now)
{
    std::optional<int> longest;
    for (const auto &[key, value] : headers) {
        if (asciiLower(key) != name)
            continue;
        if (const std::optional<int> wait = longestOfList(value, waitOf, now))
            longest = std::max(longest.value_or(0), *wait);
    }
    return longest;
}

} // namespace

std::optional<int> retryAfterHeaderMs(const HttpHeaders &headers, std::int64_t nowUnixSeconds)
{
    const std::optional<int> exact = longestWait(headers, "retry-after-ms", millisecondsMs, nowUnixSeconds);
    return exact ? exact : longestWait(headers, "retry-after", secondsOrDateMs, nowUnixSeconds);
}

std::optional<int> retryAfterMs(const HttpHeaders &headers, std::int64_t nowUnixSeconds)
{
    const std::optional<int> told = retryAfterHeaderMs(headers, nowUnixSeconds);
    return told ? told : rateLimitResetMs(headers, nowUnixSeconds);
}

} // namespace espalier::wire

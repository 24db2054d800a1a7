// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/decimal.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace espalier::json {

namespace {

constexpr std::int64_t kExponentLimit = 1'000'000'000'000'000;

std::int64_t parseExponent(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    std::int64_t value = 0;
    for (const char c : text) {
        if (isAsciiDigit(c))
            value = std::min(kExponentLimit, value * 10 + (c - '0'));
    }
    return negative ? -value : value;
}

} // namespace

Decimal Decimal::parse(std::string_view text)
{
    Decimal out;
    if (!text.empty() && text.front() == '-') {
        out.negative = true;
        text.remove_prefix(1);
    }
    const std::size_t e = text.find_first_of("eE");
    const std::string_view mantissa = text.substr(0, e);
    const std::int64_t scale = e == std::string_view::npos ? 0 : parseExponent(text.substr(e + 1));
    std::int64_t whole = 0; // digits before the point that count
    bool afterPoint = false;
    for (const char c : mantissa) {
        if (c == '.') {
            afterPoint = true;
        } else if (isAsciiDigit(c)) {
            const bool leadingZero = out.digits.empty() && c == '0';
            if (leadingZero && afterPoint)
                --whole;
            if (leadingZero)
                continue;
            out.digits.push_back(c);
            if (!afterPoint)
                ++whole;
        }
    }
    while (!out.digits.empty() && out.digits.back() == '0')
        out.digits.pop_back();
    out.exponent = out.digits.empty() ? 0 : std::clamp(whole + scale, -kExponentLimit, kExponentLimit);
    return out;
}

int Decimal::compare(const Decimal &left, const Decimal &right)
{
    if (left.isZero() || right.isZero()) {
        const int l = left.isZero() ? 0 : (left.negative ? -1 : 1);
        const int r = right.isZero() ? 0 : (right.negative ? -1 : 1);
        return (l > r) - (l < r);
    }
    if (left.negative != right.negative)
        return left.negative ? -1 : 1;
    const int sign = left.negative ? -1 : 1;
    if (left.exponent != right.exponent)
        return left.exponent < right.exponent ? -sign : sign;
    const int order = left.digits.compare(right.digits);
    return order == 0 ? 0 : (order < 0 ? -sign : sign);
}

std::optional<std::int64_t> Decimal::toInt64() const
{
    if (isZero())
        return 0;
    if (!isWhole() || exponent > 19)
        return std::nullopt;
    std::string all = negative ? "-" : "";
    all += digits;
    all.append(static_cast<std::size_t>(exponent) - digits.size(), '0');
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), out);
    if (error != std::errc() || end != all.data() + all.size())
        return std::nullopt;
    return out;
}

} // namespace espalier::json

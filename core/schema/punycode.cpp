// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/idna_p.h"

#include "base/ascii.h"

#include <cstdint>
#include <limits>

// Punycode: RFC 3492, sections 5 and 6.

namespace espalier::schema {

namespace {

constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kTMin = 1;
constexpr std::uint32_t kTMax = 26;
constexpr std::uint32_t kSkew = 38;
constexpr std::uint32_t kDamp = 700;
constexpr std::uint32_t kFirstN = 128;
constexpr std::uint32_t kFirstBias = 72;
constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();

std::uint32_t adapted(std::uint32_t delta, std::uint32_t points, bool first)
{
    delta = first ? delta / kDamp : delta / 2;
    delta += delta / points;
    std::uint32_t k = 0;
    for (; delta > (kBase - kTMin) * kTMax / 2; k += kBase)
        delta /= kBase - kTMin;
    return k + (kBase - kTMin + 1) * delta / (delta + kSkew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias)
{
    if (k <= bias)
        return kTMin;
    return k >= bias + kTMax ? kTMax : k - bias;
}

char digit(std::uint32_t value)
{
    return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

std::uint32_t valueOf(char c)
{
    if (isAsciiDigit(c))
        return static_cast<std::uint32_t>(c - '0') + 26;
    return isAsciiAlpha(c) ? static_cast<std::uint32_t>(asciiLower(c) - 'a') : kBase;
}

} // namespace

std::string punycode(std::u32string_view label)
{
    std::string out;
    for (const char32_t c : label) {
        if (c < 0x80)
            out.push_back(asciiLower(static_cast<char>(c)));
    }
    const auto basic = static_cast<std::uint32_t>(out.size());
    std::uint32_t handled = basic;
    if (basic > 0)
        out.push_back('-');
    std::uint32_t n = kFirstN;
    std::uint32_t delta = 0;
    std::uint32_t bias = kFirstBias;
    while (handled < label.size()) {
        std::uint32_t next = kMost;
        for (const char32_t c : label) {
            if (c >= n && c < next)
                next = c;
        }
        delta += (next - n) * (handled + 1);
        n = next;
        for (const char32_t c : label) {
            delta += c < n ? 1 : 0;
            if (c != n)
                continue;
            std::uint32_t q = delta;
            for (std::uint32_t k = kBase;; k += kBase) {
                const std::uint32_t t = threshold(k, bias);
                if (q < t)
                    break;
                out.push_back(digit(t + (q - t) % (kBase - t)));
                q = (q - t) / (kBase - t);
            }
            out.push_back(digit(q));
            bias = adapted(delta, handled + 1, handled == basic);
            delta = 0;
            ++handled;
        }
        ++delta;
        ++n;
    }
    return out;
}

std::u32string fromPunycode(std::string_view text)
{
    std::u32string out;
    const std::size_t hyphen = text.rfind('-');
    if (hyphen != std::string_view::npos) {
        out.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(hyphen));
        text.remove_prefix(hyphen + 1);
    }
    std::uint32_t n = kFirstN;
    std::uint32_t i = 0;
    std::uint32_t bias = kFirstBias;
    while (!text.empty()) {
        const std::uint32_t before = i;
        std::uint32_t weight = 1;
        for (std::uint32_t k = kBase;; k += kBase) {
            const std::uint32_t value = text.empty() ? kBase : valueOf(text.front());
            if (value >= kBase || value > (kMost - i) / weight)
                return {};
            text.remove_prefix(1);
            i += value * weight;
            const std::uint32_t t = threshold(k, bias);
            if (value < t)
                break;
            if (weight > kMost / (kBase - t))
                return {};
            weight *= kBase - t;
        }
        const auto points = static_cast<std::uint32_t>(out.size() + 1);
        bias = adapted(i - before, points, before == 0);
        n += i / points;
        i %= points;
        if (n > 0x10FFFF)
            return {};
        out.insert(out.begin() + i, static_cast<char32_t>(n));
        ++i;
    }
    return out;
}

} // namespace espalier::schema

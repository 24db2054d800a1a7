// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::json {

/// A JSON number taken apart, without rounding: (-1)^negative × 0.d1d2d3… × 10^exponent, d1 ≠ 0; zero has no
/// digits. Exponents beyond ±10^15 are clamped there, which keeps every comparison right that a person can
/// write down.
struct Decimal
{
    bool negative = false;
    std::string digits; ///< significant digits, neither leading nor trailing zeros
    std::int64_t exponent = 0;

    /// `text` is a JSON number (RFC 8259 section 6); anything else gives an unspecified decimal, never a
    /// crash.
    [[nodiscard]] static Decimal parse(std::string_view text);
    /// -1, 0, 1; negative zero equals zero.
    [[nodiscard]] static int compare(const Decimal &left, const Decimal &right);

    [[nodiscard]] bool isZero() const noexcept { return digits.empty(); }
    [[nodiscard]] bool isWhole() const noexcept
    {
        return isZero() || exponent >= static_cast<std::int64_t>(digits.size());
    }
    /// Too small for a double rather than too large.
    [[nodiscard]] bool isTiny() const noexcept { return exponent < 0; }
    [[nodiscard]] std::optional<std::int64_t> toInt64() const;
};

} // namespace espalier::json

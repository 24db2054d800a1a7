// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::cli {

/// `text` as a number, all of it, without regard to the locale; nullopt when it is none.
template <typename Number>
[[nodiscard]] std::optional<Number> readNumber(std::string_view text)
{
    Number out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return out;
}

[[nodiscard]] inline std::optional<std::int64_t> readWhole(std::string_view text)
{
    return readNumber<std::int64_t>(text);
}

/// Finite only.
[[nodiscard]] inline std::optional<double> readDecimal(std::string_view text)
{
    const auto out = readNumber<double>(text);
    return out && std::isfinite(*out) ? out : std::nullopt;
}

} // namespace espalier::cli

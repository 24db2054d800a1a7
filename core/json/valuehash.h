// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace espalier::json {

namespace hashing {

constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15ULL;

/// Where the program was loaded differs from run to run; so does this address.
extern const char kSomewhere;

/// The two halves of a product of 128 bits, folded: every bit of the factors moves every bit of it.
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) noexcept
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(hash ^ word) * kSpread;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Fewer than eight bytes as a number; together with `size` different for different ones.
[[nodiscard]] inline std::uint64_t tail(const char *at, std::size_t size) noexcept
{
    if (size >= 4) {
        std::uint32_t first = 0;
        std::uint32_t last = 0; // they may overlap
        std::memcpy(&first, at, 4);
        std::memcpy(&last, at + size - 4, 4);
        return std::uint64_t{first} << 32U | last;
    }
    const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    return size == 0 ? 0 : byte(0) << 16U | byte(size / 2) << 8U | byte(size - 1);
}

} // namespace hashing

/// A hash of bytes that spreads well and costs little for short texts. The same in one run of the program,
/// another in the next: what comes from outside cannot be made to collide.
[[nodiscard]] inline std::uint64_t hashBytes(std::string_view text) noexcept
{
    std::uint64_t hash = reinterpret_cast<std::uintptr_t>(&hashing::kSomewhere) + text.size();
    hash = hashing::mixed(hash, hashing::kSpread);
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = hashing::mixed(hash, word);
    }
    return hashing::mixed(hash, hashing::tail(at, left));
}

/// The same for values that are equal (Value::equals), and hardly ever for others. O(size of the value).
[[nodiscard]] std::uint64_t hashOf(const Value &value);
[[nodiscard]] std::uint64_t hashOf(const Member &member);

} // namespace espalier::json

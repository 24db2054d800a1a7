// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace espalier::schema {

/// The types of JSON Schema as bits.
using TypeSet = std::uint8_t;

namespace types {

inline constexpr TypeSet kNull = 1;
inline constexpr TypeSet kBoolean = 2;
inline constexpr TypeSet kInteger = 4;
inline constexpr TypeSet kNumber = 8;
inline constexpr TypeSet kString = 16;
inline constexpr TypeSet kArray = 32;
inline constexpr TypeSet kObject = 64;
inline constexpr TypeSet kAll = 127;

inline constexpr std::array<std::pair<std::string_view, TypeSet>, 7> kNames{{{"null", kNull},
                                                                             {"boolean", kBoolean},
                                                                             {"integer", kInteger},
                                                                             {"number", kNumber},
                                                                             {"string", kString},
                                                                             {"array", kArray},
                                                                             {"object", kObject}}};

/// The type of that name ("type": JSON Schema 2020-12 validation, section 6.1.1); 0 when there is none.
[[nodiscard]] constexpr TypeSet named(std::string_view name) noexcept
{
    for (const auto &[known, type] : kNames) {
        if (known == name)
            return type;
    }
    return 0;
}

/// The same where whole numbers have a bit of their own: a number may be whole.
[[nodiscard]] constexpr TypeSet valuesNamed(std::string_view name) noexcept
{
    const TypeSet type = named(name);
    return type == kNumber ? static_cast<TypeSet>(kNumber | kInteger) : type;
}

} // namespace types

} // namespace espalier::schema

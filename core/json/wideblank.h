// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace espalier::json {

/// What the bytes of a character beyond ASCII are so far.
enum class WideBlank : std::uint8_t {
    No,
    Maybe, ///< the beginning of one
    Yes,
};

/// The white space of Unicode beyond ASCII (property White_Space), and the characters without width that
/// stand beside it in copied text: U+200B to U+200F, U+2060 and U+FEFF.
[[nodiscard]] bool isWideBlank(char32_t c) noexcept;

/// `bytes`: the first bytes of a character, at least one.
[[nodiscard]] WideBlank wideBlank(std::string_view bytes) noexcept;

/// True when wideBlank() of this byte alone is Maybe.
[[nodiscard]] constexpr bool mayBeginWideBlank(char c) noexcept
{
    return c == '\xC2' || c == '\xE1' || c == '\xE2' || c == '\xE3' || c == '\xEF';
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::schema {

/// What becomes of an item of a list that does not fit, when the items come one by one (iterable).
enum class BadItems : std::uint8_t {
    Ask,  ///< set aside, to be asked for again alone
    Keep, ///< stays where it is; its issues are listed, the answer is accepted
    Drop, ///< left out and listed; the others are the answer
    Fail  ///< the whole answer does not fit
};

/// "ask", "keep", "drop", "fail".
[[nodiscard]] std::string_view badItemsName(BadItems choice) noexcept;
[[nodiscard]] std::optional<BadItems> badItemsFromName(std::string_view name) noexcept;

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace espalier::json {

enum class TagMatch : std::uint8_t {
    No,     ///< no tag begins so
    Maybe,  ///< the beginning of one
    Opens,  ///< a whole tag that begins a think block
    Closes, ///< one that ends it
};

/// What `text` (lower case) is of <think>, <thinking>, <reasoning>, <thought> and their closing tags.
[[nodiscard]] TagMatch matchThinkTag(std::string_view text);

} // namespace espalier::json

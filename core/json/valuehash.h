// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <string_view>

namespace espalier::json {

/// A hash of bytes that spreads well and costs little for short texts. The same in one run of the program.
[[nodiscard]] std::uint64_t hashBytes(std::string_view text) noexcept;

/// The same for values that are equal (Value::equals), and hardly ever for others. O(size of the value).
[[nodiscard]] std::uint64_t hashOf(const Value &value);
[[nodiscard]] std::uint64_t hashOf(const Member &member);

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <vector>

namespace espalier::schema {

inline constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

/// For each child of `after` the child of `before` that it was, or kNoMatch; both objects or both arrays. No
/// old child is named twice. Members by name, wherever they stand, then those with a new name by their value
/// or place; items in order.
[[nodiscard]] std::vector<std::size_t> matchChildren(const json::Value &before, const json::Value &after);

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace espalier::schema {

/// A hash by the equality of JSON Schema (2020-12 core, section 4.2.2): equal values have equal hashes.
/// O(size of the value).
[[nodiscard]] std::uint64_t hashOf(const json::Value &value);

/// The first two items that are equal, earlier one first; {0, 0} when all differ. O(size of the array) but
/// for hashes that happen to agree.
[[nodiscard]] std::pair<std::size_t, std::size_t> firstRepetition(const json::Value::Array &items);

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <utility>

namespace espalier::schema {

/// The first two items that are equal by JSON Schema (2020-12 core, section 4.2.2), earlier one first; {0, 0}
/// when all differ. O(size of the array) but for hashes that happen to agree.
[[nodiscard]] std::pair<std::size_t, std::size_t> firstRepetition(const json::Value::Array &items);

} // namespace espalier::schema

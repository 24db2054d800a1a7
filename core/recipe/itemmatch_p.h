// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace espalier::recipe {

/// For each item of `after` the one of `before` that it was: by equality first (a longest common
/// subsequence), then between those by most equal members, in order.
[[nodiscard]] std::vector<std::optional<std::size_t>> matchItems(const json::Value::Array &before,
                                                                 const json::Value::Array &after);

} // namespace espalier::recipe

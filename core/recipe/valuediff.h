// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::recipe {

/// How a leaf of one value stands to the leaf at the same place of another.
enum class ValueChangeKind : std::uint8_t { Same, Changed, Removed, Added };

/// One leaf: a scalar, or a container that is empty or stands against something of another kind.
struct ValueChange
{
    ValueChangeKind kind = ValueChangeKind::Same;
    std::string pointer;               ///< JSON Pointer; in lists that of the side that has it, `after` first
    std::optional<json::Value> before; ///< absent when Added
    std::optional<json::Value> after;  ///< absent when Removed
    bool operator==(const ValueChange &) const = default;
};

/// Two answers side by side, field by field, in the order of `after`, removed members where they stood. Items
/// of lists are matched by equality first and then by most equal members, in order (a longest common
/// subsequence), so that an item put in front does not make every other one look changed. Numbers are
/// compared by value (1.0 is 1). `before` or `after` nullopt: there is no such answer, all is added or
/// removed.
[[nodiscard]] std::vector<ValueChange> valueDiff(const std::optional<json::Value> &before,
                                                 const std::optional<json::Value> &after);

} // namespace espalier::recipe

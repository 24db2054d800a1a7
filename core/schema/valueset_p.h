// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"
#include "json/valuehash.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace espalier::schema {

/// Values that differ (json::Value::equals), looked up by hash. They stay the caller's and must not move.
class ValueSet
{
public:
    /// False when an equal one is there already.
    bool insert(const json::Value &value)
    {
        const std::uint64_t hash = json::hashOf(value);
        if (holds(value, hash))
            return false;
        m_values.emplace(hash, &value);
        return true;
    }
    [[nodiscard]] bool contains(const json::Value &value) const { return holds(value, json::hashOf(value)); }

private:
    [[nodiscard]] bool holds(const json::Value &value, std::uint64_t hash) const
    {
        const auto [first, last] = m_values.equal_range(hash);
        return std::any_of(first, last, [&value](const auto &known) { return known.second->equals(value); });
    }

    std::unordered_multimap<std::uint64_t, const json::Value *> m_values;
};

} // namespace espalier::schema

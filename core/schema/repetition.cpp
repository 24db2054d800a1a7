// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/repetition_p.h"

#include "json/valuehash.h"

#include <cstdint>
#include <unordered_map>

namespace espalier::schema {

/// Up to this many items, each is compared with each.
static constexpr std::size_t kSmall = 6;

std::pair<std::size_t, std::size_t> firstRepetition(const json::Value::Array &items)
{
    if (items.size() <= kSmall) {
        for (std::size_t later = 1; later < items.size(); ++later) {
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                if (items[earlier].equals(items[later]))
                    return {earlier, later};
            }
        }
        return {0, 0};
    }
    std::unordered_multimap<std::uint64_t, std::size_t> seen;
    seen.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::uint64_t hash = json::hashOf(items[i]);
        const auto [first, last] = seen.equal_range(hash);
        for (auto at = first; at != last; ++at) {
            if (items[at->second].equals(items[i]))
                return {at->second, i};
        }
        seen.emplace(hash, i);
    }
    return {0, 0};
}

} // namespace espalier::schema

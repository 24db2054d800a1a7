// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace espalier::recipe {

/// One place in two lists told as one; at least one side is there.
struct Pairing
{
    std::optional<std::size_t> before;
    std::optional<std::size_t> after;
};

/// Two lists told as one: in the order of the newer, what it lost where it stood. `partnerOfAfter` says for
/// each newer entry which older one it was. Linear.
[[nodiscard]] inline std::vector<Pairing>
mergedOrder(std::size_t beforeCount, const std::vector<std::optional<std::size_t>> &partnerOfAfter)
{
    const std::size_t afterCount = partnerOfAfter.size();
    std::vector<std::optional<std::size_t>> partnerOfBefore(beforeCount);
    for (std::size_t j = 0; j < afterCount; ++j) {
        if (partnerOfAfter[j])
            partnerOfBefore[*partnerOfAfter[j]] = j;
    }
    std::vector<std::vector<std::size_t>> lostBehind(afterCount + 1); // [0]: in front of all
    std::size_t last = 0;
    for (std::size_t i = 0; i < beforeCount; ++i) {
        if (partnerOfBefore[i])
            last = *partnerOfBefore[i] + 1;
        else
            lostBehind[last].push_back(i);
    }
    std::vector<Pairing> out;
    const auto addLost = [&](std::size_t place) {
        for (const std::size_t i : lostBehind[place])
            out.push_back({i, std::nullopt});
    };
    addLost(0);
    for (std::size_t j = 0; j < afterCount; ++j) {
        out.push_back({partnerOfAfter[j], j});
        addLost(j + 1);
    }
    return out;
}

} // namespace espalier::recipe

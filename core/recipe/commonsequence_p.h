// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace espalier::recipe {

/// Equal places of two sequences, rising in both.
using Matches = std::vector<std::pair<std::size_t, std::size_t>>;

/// A longest common subsequence (E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, section
/// 4), equal beginnings and ends first. Beyond a few million comparisons only those ends match.
[[nodiscard]] Matches commonSequence(const std::vector<std::uint32_t> &before,
                                     const std::vector<std::uint32_t> &after);

} // namespace espalier::recipe

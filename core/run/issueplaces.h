// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/partialtree.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::run {

/// A stretch of a text: [begin, end), bytes.
struct ByteRange
{
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool operator==(const ByteRange &) const = default;
};

/// The value at `pointer` (RFC 6901, relative to the root of `tree`), or the innermost one on the way to it
/// that is there; of duplicate members the last. nullptr when there is no root. O(members on the way).
[[nodiscard]] const json::PartialTree::Node *nearestTo(const json::PartialTree &tree,
                                                       std::string_view pointer);

/// Where in the text the value at `pointer` (RFC 6901, relative to the root of `tree`) stands; of duplicate
/// members the last. nullopt when there is no such value or it was never finished. O(members on the way).
[[nodiscard]] std::optional<ByteRange> rangeOf(const json::PartialTree &tree, std::string_view pointer);

} // namespace espalier::run

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::recipe {

enum class DiffKind : std::uint8_t { Same, Removed, Added };

/// A stretch of one of two texts. The Same and Removed parts in order are the first text, byte for byte; the
/// Same and Added ones the second.
struct DiffPart
{
    DiffKind kind = DiffKind::Same;
    std::string text; ///< UTF-8; whole words and blanks
    bool operator==(const DiffPart &) const = default;
};

/// What changed from one text to another, by words (a word, a run of blanks, a single sign). Neighbouring
/// parts of one kind are one part; a replacement is Removed, then Added. Bounded: beyond a few million
/// comparisons the differing middle is told as one replacement.
[[nodiscard]] std::vector<DiffPart> wordDiff(std::string_view before, std::string_view after);

} // namespace espalier::recipe

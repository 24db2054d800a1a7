// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace espalier::ui {

/// How one thing stands to the same thing of before.
enum class ChangeMark : std::uint8_t { Same, Changed, Added, Removed, Moved };

/// One side of a comparison.
struct ChangeCell
{
    QString text;
    bool word = false; ///< a word about the value ("empty text", "not in the answer"), not the value
    bool operator==(const ChangeCell &) const = default;
};

/// One line of a comparison, in words for people.
struct ChangeRow
{
    ChangeMark mark = ChangeMark::Same;
    QString name; ///< what is compared: "addresses / 1 / street", "Mode"
    ChangeCell before;
    ChangeCell after;
    QString word; ///< "changed", "new", "renamed", …
    bool operator==(const ChangeRow &) const = default;
};

using ChangeRows = std::vector<ChangeRow>;

/// "same", "changed", "new", "gone", "moved".
[[nodiscard]] QString changeWord(ChangeMark mark);
/// How many of each: "2 changed, 1 new, 14 same"; what there is none of is left out, "nothing to compare"
/// without rows.
[[nodiscard]] QString changeCounts(const ChangeRows &rows);

} // namespace espalier::ui

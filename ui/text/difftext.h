// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/worddiff.h"

#include <QString>

#include <vector>

namespace espalier::ui {

/// A stretch of a comparison as it is shown.
struct ShownPart
{
    enum class Kind { Same, Removed, Added, LeftOut };
    Kind kind = Kind::Same;
    QString text; ///< LeftOut: words that say how much is not shown
    bool operator==(const ShownPart &) const = default;
};

/// "the same", "1 place differs", "12 places differ".
[[nodiscard]] QString placesText(int count);

/// Characters that stand before and after a change, at least; a same stretch of up to kWholeCharacters is
/// shown as a whole.
inline constexpr qsizetype kContextCharacters = 300;
inline constexpr qsizetype kWholeCharacters = 4000;
/// Characters of one change that are shown, and changes of one comparison.
inline constexpr qsizetype kChangeCharacters = 20'000;
inline constexpr std::size_t kMostChanges = 2000;

/// What is shown of a comparison: long same stretches are folded to what stands around the changes, at line
/// ends where one is near, and huge changes are cut; how much is left out is said. So the work of a view is
/// bounded, whatever the texts. Pure.
[[nodiscard]] std::vector<ShownPart> shownParts(const std::vector<recipe::DiffPart> &parts);

} // namespace espalier::ui

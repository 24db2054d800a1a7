// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/characters.h"
#include "practice/reader/layout.h"
#include "practice/reader/spans.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// A run of capitalised words that may be the name of somebody or something.
struct NamePlace
{
    Range range;
    std::size_t words = 1;
    bool honoured = false;   ///< "Dr.", "Mrs", "Herr" stands before it
    bool introduced = false; ///< "named", "I am", "called" stands before it
    bool sentenceStart = false;
    bool company = false; ///< ends with a legal form ("GmbH", "Inc.")
};

/// An age, and whose it is when that is told beside it.
struct AgePlace
{
    std::size_t span = 0; ///< index of the number
    Range range;          ///< of the number
    Range name;           ///< empty when nobody is named beside it
    double certainty = 0; ///< 0 to 1
};

/// Names in order. Common words at the start of a sentence, labels, months and the like are none. Linear.
[[nodiscard]] std::vector<NamePlace> namesOf(std::string_view text, const std::vector<Word> &words,
                                             const Spans &spans);

/// "Jason is 25 years old", "Sarah (30)", "Mike, 28", "aged 41", "25-year-old Ann", "Tom ist 30 Jahre alt".
/// Linear.
[[nodiscard]] std::vector<AgePlace> agesOf(std::string_view text, const Spans &spans,
                                           const std::vector<NamePlace> &names);

} // namespace espalier::practice

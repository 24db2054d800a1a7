// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/addresses.h"
#include "practice/reader/characters.h"
#include "practice/reader/labels.h"
#include "practice/reader/layout.h"
#include "practice/reader/lexicon.h"
#include "practice/reader/names.h"
#include "practice/reader/spans.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// A document and everything that is found in it without knowing what is asked. Made once, in about linear
/// time. The text has to outlive it.
struct SourceText
{
    explicit SourceText(std::string_view document);

    std::string_view text;
    std::vector<Word> words;
    std::vector<Line> lines;
    Spans spans;
    std::vector<Table> tables;
    std::vector<Label> labels;
    std::vector<Range> json; ///< places of JSON: only its labels are read there
    std::vector<NamePlace> names;
    std::vector<AgePlace> ages;
    std::vector<Address> addresses;
    std::vector<Range>
        sentences; ///< ended by a full stop, a line end without a sentence going on, or a bullet

    /// Whether a place lies in JSON that stands in the text.
    [[nodiscard]] bool inJson(Range range) const
    {
        const auto next = std::upper_bound(json.begin(), json.end(), range.begin,
                                           [](std::size_t at, const Range &each) { return at < each.begin; });
        return next != json.begin() && std::prev(next)->holds(range);
    }
    [[nodiscard]] Range all() const noexcept { return {0, text.size()}; }
    [[nodiscard]] std::string_view of(Range range) const { return slice(text, range.begin, range.end); }
};

inline Range placeOf(const Range &range)
{
    return range;
}
inline Range placeOf(const Word &word)
{
    return {word.begin, word.end};
}
inline Range placeOf(const Line &line)
{
    return line.range;
}
inline Range placeOf(const Span &span)
{
    return {span.begin, span.end};
}
inline Range placeOf(const Table &table)
{
    return table.range;
}
inline Range placeOf(const Label &label)
{
    return label.name;
}
inline Range placeOf(const NamePlace &name)
{
    return name.range;
}
inline Range placeOf(const AgePlace &age)
{
    return age.range;
}
inline Range placeOf(const Address &address)
{
    return address.range;
}

/// Those of a list sorted by place that begin within `range`.
template <typename T>
[[nodiscard]] std::span<const T> within(const std::vector<T> &list, Range range)
{
    const auto less = [](const T &each, std::size_t at) { return placeOf(each).begin < at; };
    const auto first = std::lower_bound(list.begin(), list.end(), range.begin, less);
    const auto last = std::lower_bound(first, list.end(), std::max(range.begin, range.end), less);
    return {list.data() + (first - list.begin()), static_cast<std::size_t>(last - first)};
}

/// The words right before and right behind a place, in its clause, as concepts.
struct Surroundings
{
    Concepts before; ///< nearest last
    Concepts after;  ///< nearest first
};
[[nodiscard]] Surroundings surroundings(const SourceText &source, Range place, Range scope);

/// How much of a field's name stands in the concepts: 0 to 1; words like "number" and "date" alone count
/// half.
/// `exactly`: prepositions ("by" for author) do not count.
[[nodiscard]] double coverage(const Concepts &field, const Concepts &concepts, bool exactly = false);

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/lexicon.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// A piece of a text, half open, in bytes.
struct Range
{
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] bool empty() const noexcept { return begin >= end; }
    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
    [[nodiscard]] bool overlaps(const Range &other) const noexcept
    {
        return begin < other.end && other.begin < end;
    }
    [[nodiscard]] bool overlapsAny(const std::vector<Range> &others) const noexcept
    {
        return std::any_of(others.begin(), others.end(),
                           [this](const Range &other) { return overlaps(other); });
    }
    [[nodiscard]] bool holds(const Range &other) const noexcept
    {
        return begin <= other.begin && other.end <= end;
    }
    bool operator==(const Range &) const = default;
};

/// `range` without white space at its ends.
[[nodiscard]] Range trimmedRange(std::string_view text, Range range);

/// One line, without its end and without white space around it.
struct Line
{
    Range range;
    std::size_t content = 0; ///< behind a bullet or item number, else range.begin
    std::size_t indent = 0;  ///< white space before it
    bool bulleted = false;
    std::vector<Range> cells; ///< parted by tabs, "|" or two and more blanks; one cell is the whole content

    [[nodiscard]] bool blank() const noexcept { return range.empty(); }
};

/// All lines in order.
[[nodiscard]] std::vector<Line> linesOf(std::string_view text);

/// Rows under a header: a Markdown table, columns set with blanks or tabs, or lines with commas or
/// semicolons.
struct Table
{
    Range range; ///< header included
    std::vector<Concepts> columns;
    std::vector<std::vector<Range>> rows; ///< a range per column; empty where a cell is missing
};

[[nodiscard]] std::vector<Table> tablesOf(std::string_view text, const std::vector<Line> &lines);

} // namespace espalier::practice

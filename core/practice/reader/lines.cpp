// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/characters.h"
#include "practice/reader/layout.h"

#include <algorithm>

namespace espalier::practice {

namespace {

/// Bytes of a bullet ("-", "*", "•", "1.", "2)", "[x]") with the blank behind it; 0 when there is none.
std::size_t bulletSize(std::string_view line)
{
    static constexpr std::string_view marks[] = {"-",      "*",      "+",      "\u2022", "\u2013", "\u2014",
                                                 "\u25e6", "\u25aa", "\u00b7", "[ ]",    "[x]",    "[X]",
                                                 "- [ ]",  "- [x]",  "\u2192", ">"};
    std::size_t size = 0;
    for (const std::string_view mark : marks) {
        if (line.compare(0, mark.size(), mark) == 0)
            size = std::max(size, mark.size());
    }
    if (size == 0) {
        while (size < line.size() && size < 4 && isAsciiDigit(line[size]))
            ++size;
        const bool number =
            size > 0 && size < 4 && size < line.size() && (line[size] == '.' || line[size] == ')');
        size = number ? size + 1 : 0;
    }
    if (size == 0 || size >= line.size() || (line[size] != ' ' && line[size] != '\t'))
        return 0;
    return std::min(line.find_first_not_of(" \t", size), line.size());
}

void splitCells(std::string_view text, Line &line)
{
    const bool pipes = text[line.content] == '|' ||
                       std::count(text.begin() + static_cast<std::ptrdiff_t>(line.content),
                                  text.begin() + static_cast<std::ptrdiff_t>(line.range.end), '|') > 0;
    std::size_t begin = line.content;
    const auto add = [&](std::size_t end) {
        const Range cell = trimmedRange(text, {begin, end});
        if (!cell.empty() || pipes)
            line.cells.push_back(cell.empty() ? Range{begin, begin} : cell);
    };
    for (std::size_t at = line.content; at < line.range.end; ++at) {
        const bool wide = !pipes && text[at] == ' ' && text[at + 1] == ' ';
        if (!(pipes ? text[at] == '|' : text[at] == '\t' || wide))
            continue;
        if (!(pipes && at == line.content)) // a table's left border
            add(at);
        begin = at + 1;
    }
    if (begin < line.range.end)
        add(line.range.end);
}

} // namespace

Range trimmedRange(std::string_view text, Range range)
{
    while (!range.empty() && isAsciiSpace(text[range.begin]))
        ++range.begin;
    while (!range.empty() && isAsciiSpace(text[range.end - 1]))
        --range.end;
    return range;
}

std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> out;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        Line line;
        line.range = trimmedRange(text, {begin, end});
        if (line.range.empty())
            line.range = {begin, begin};
        line.indent = line.range.begin - begin;
        line.content = line.range.begin;
        if (!line.blank()) {
            const std::size_t bullet = bulletSize(slice(text, line.range.begin, line.range.end));
            line.bulleted = bullet > 0;
            line.content += bullet;
            if (line.content < line.range.end)
                splitCells(text, line);
        }
        out.push_back(std::move(line));
        begin = end + 1;
    }
    return out;
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/characters.h"
#include "practice/reader/layout.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t longestHeaderCell = 40; // bytes
constexpr std::size_t mostColumns = 40;

/// "|---|:--:|", "=====  ====".
bool isRule(std::string_view text, const Line &line)
{
    const std::string_view all = slice(text, line.range.begin, line.range.end);
    return all.size() > 2 && all.find_first_not_of("-|:=+ \t_") == std::string_view::npos;
}

bool hasLetters(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return isAsciiAlpha(c) || static_cast<unsigned char>(c) > 0x7F; });
}

/// Cells that name columns: short, of letters, none of them a number, no colon.
bool isHeader(std::string_view text, const std::vector<Range> &cells)
{
    if (cells.size() < 2 || cells.size() > mostColumns)
        return false;
    std::size_t named = 0;
    for (const Range &cell : cells) {
        const std::string_view name = slice(text, cell.begin, cell.end);
        if (name.size() > longestHeaderCell ||
            name.find_first_of("@:;!?") < name.size() - (name.empty() ? 0 : 1) ||
            (name.size() > 24 && name.find(". ") != std::string_view::npos))
            return false;
        if (!name.empty() && (isAsciiDigit(name.front()) || !(hasLetters(name) || name == "#")))
            return false;
        named += name.empty() ? 0 : 1;
    }
    return named >= 2;
}

/// Cells of a line with separators; quotes keep theirs (RFC 4180).
std::vector<Range> separatedCells(std::string_view text, const Line &line, char separator)
{
    std::vector<Range> out;
    std::size_t begin = line.content;
    bool quoted = false;
    for (std::size_t at = line.content; at <= line.range.end; ++at) {
        if (at < line.range.end && text[at] == '"')
            quoted = !quoted;
        if (at < line.range.end && (text[at] != separator || quoted))
            continue;
        Range cell = trimmedRange(text, {begin, at});
        if (cell.size() >= 2 && text[cell.begin] == '"' && text[cell.end - 1] == '"')
            cell = {cell.begin + 1, cell.end - 1};
        out.push_back(cell);
        begin = at + 1;
    }
    return out;
}

/// Puts the cells of a row under the header's: by number when they are as many, else by where they stand.
std::vector<Range> alignedCells(std::size_t headerLine, const std::vector<Range> &header, std::size_t rowLine,
                                const std::vector<Range> &cells)
{
    if (cells.size() == header.size())
        return cells;
    std::vector<Range> out(header.size());
    for (const Range &cell : cells) {
        const std::size_t begin = cell.begin - rowLine;
        const std::size_t end = cell.end - rowLine;
        std::size_t best = 0;
        std::size_t least = static_cast<std::size_t>(-1);
        for (std::size_t i = 0; i < header.size(); ++i) {
            const std::size_t hb = header[i].begin - headerLine;
            const std::size_t he = header[i].end - headerLine;
            const std::size_t distance = begin < he && hb < end ? 0
                                         : begin >= he          ? begin - he + 1
                                                                : hb - end + 1;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        if (out[best].empty())
            out[best] = cell;
    }
    return out;
}

class TableFinder
{
public:
    TableFinder(std::string_view text, const std::vector<Line> &lines)
        : m_text(text)
        , m_lines(lines)
    {
    }

    std::vector<Table> run()
    {
        for (std::size_t i = 0; i + 1 < m_lines.size();) {
            const std::size_t next = tableFrom(i);
            i = next > i ? next : i + 1;
        }
        return std::move(m_out);
    }

private:
    /// The line behind the table that begins at `first`, or `first`.
    std::size_t tableFrom(std::size_t first)
    {
        const Line &line = m_lines[first];
        if (line.blank() || line.bulleted)
            return first;
        if (line.cells.size() >= 2 && isHeader(m_text, line.cells))
            return take(
                first, line.cells, [&](const Line &row) { return row.cells; }, false);
        for (const char separator : {';', ',', '\t'}) {
            const std::vector<Range> cells = separatedCells(m_text, line, separator);
            if (!isHeader(m_text, cells) || (cells.size() == 2 && separator == ',' && !isBareHeader(line)))
                continue;
            const std::size_t next = take(
                first, cells, [&](const Line &row) { return separatedCells(m_text, row, separator); }, true);
            if (next > first)
                return next;
        }
        return first;
    }

    /// "name,age": two columns are only believed without a blank, or any phrase with a comma would be a
    /// header.
    [[nodiscard]] bool isBareHeader(const Line &line) const
    {
        return slice(m_text, line.range.begin, line.range.end).find_first_of(" \t") == std::string_view::npos;
    }

    /// "Pos. Item    Qty" over rows with a cell more: the column name of two words stands over two cells.
    template <typename CellsOf>
    std::vector<Range> splitHeader(std::vector<Range> header, std::size_t first, CellsOf cellsOf) const
    {
        const Line &row = m_lines[first + 1];
        if (row.blank() || cellsOf(row).size() + (row.bulleted ? 1 : 0) != header.size() + 1)
            return header;
        for (std::size_t i = 0; i < header.size(); ++i) {
            const std::size_t blank = slice(m_text, header[i].begin, header[i].end).find(' ');
            if (blank == std::string_view::npos)
                continue;
            const Range behind = trimmedRange(m_text, {header[i].begin + blank, header[i].end});
            header[i].end = header[i].begin + blank;
            header.insert(header.begin() + static_cast<std::ptrdiff_t>(i) + 1, behind);
            break;
        }
        return header;
    }

    template <typename CellsOf>
    std::size_t take(std::size_t first, std::vector<Range> header, CellsOf cellsOf, bool sameCount)
    {
        Table table;
        header = splitHeader(header, first, cellsOf);
        std::size_t at = first + 1;
        std::size_t odd = 0;
        for (; at < m_lines.size() && !m_lines[at].blank(); ++at) {
            const Line &line = m_lines[at];
            if (isRule(m_text, line))
                continue;
            std::vector<Range> cells = cellsOf(line);
            if (line.bulleted && !sameCount) // an item number is the first cell
                cells.insert(cells.begin(), trimmedRange(m_text, {line.range.begin, line.content}));
            const bool fits = sameCount ? cells.size() == header.size()
                                        : cells.size() >= 2 && cells.size() <= header.size();
            if (!fits)
                break;
            odd += cells.size() == header.size() ? 0 : 1;
            table.rows.push_back(alignedCells(m_lines[first].range.begin - m_lines[first].indent, header,
                                              line.range.begin - line.indent, cells));
        }
        if (table.rows.empty() || odd * 2 > table.rows.size() + 1)
            return first;
        for (const Range &cell : header)
            table.columns.push_back(conceptsOf(slice(m_text, cell.begin, cell.end)));
        table.range = {m_lines[first].range.begin, m_lines[at - 1].range.end};
        m_out.push_back(std::move(table));
        return at;
    }

    std::string_view m_text;
    const std::vector<Line> &m_lines;
    std::vector<Table> m_out;
};

} // namespace

std::vector<Table> tablesOf(std::string_view text, const std::vector<Line> &lines)
{
    return TableFinder(text, lines).run();
}

} // namespace espalier::practice

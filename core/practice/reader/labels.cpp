// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/labels.h"

#include "base/ascii.h"
#include "practice/reader/characters.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t longestLabel = 48; // bytes
constexpr std::size_t mostWords = 5;
constexpr std::size_t mostLines = 200; // below a heading; keeps long lists of short lines linear

class LabelFinder
{
public:
    LabelFinder(std::string_view text, const std::vector<Line> &lines)
        : m_text(text)
        , m_lines(lines)
    {
    }

    std::vector<Label> run()
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const Line &line = m_lines[i];
            if (line.blank())
                continue;
            const std::size_t before = m_out.size();
            if (line.cells.size() == 2)
                gap(line.cells[0], line.cells[1]);
            for (const Range &cell : line.cells)
                colons(cell);
            if (m_out.size() == before && line.cells.size() == 1) {
                dash(line.cells[0]);
                prefix(line.cells[0]);
            }
            heading(i, before);
        }
        return std::move(m_out);
    }

private:
    [[nodiscard]] bool isLabel(Range name) const
    {
        const std::string_view words = slice(m_text, name.begin, name.end);
        if (name.empty() || name.size() > longestLabel)
            return false;
        const std::vector<Word> found = wordsIn(words);
        const bool letters =
            std::any_of(found.begin(), found.end(), [](const Word &word) { return !word.digits; });
        return letters && found.size() <= mostWords && words.find_first_of(".!?@\"") >= words.size() - 1;
    }

    void add(Label::Sort sort, Range name, Range value)
    {
        value = trimmedRange(m_text, value);
        name = trimmedRange(m_text, name);
        while (!name.empty() && std::string_view("*_-#>").find(m_text[name.begin]) != std::string_view::npos)
            ++name.begin; // Markdown around a label
        while (!name.empty() && std::string_view("*_").find(m_text[name.end - 1]) != std::string_view::npos)
            --name.end;
        while (!value.empty() && m_text[value.begin] == '*')
            ++value.begin;
        value = trimmedRange(m_text, value);
        if (!isLabel(name))
            return;
        m_out.push_back({sort, name, value, conceptsOf(slice(m_text, name.begin, name.end)), false});
    }

    /// "a: x", also several: "a: x, b: y", "a: x b: y".
    void colons(Range cell)
    {
        std::size_t nameBegin = cell.begin;
        std::size_t open = std::string_view::npos; // where the name before this colon ended
        Range name;
        for (std::size_t at = cell.begin; at < cell.end; ++at) {
            const bool equals = m_text[at] == '=' && at > cell.begin;
            const bool colon =
                m_text[at] == ':' && (at + 1 == cell.end || m_text[at + 1] == ' ' || m_text[at + 1] == '*');
            if (!colon && !equals)
                continue;
            std::size_t begin = open == std::string_view::npos ? nameBegin : laterName(open + 1, at);
            if (open == std::string_view::npos && !isLabel(trimmedRange(m_text, {begin, at})))
                begin = laterName(nameBegin, at); // a label at the end of a sentence: "… at noon. Topic: …"
            if (!isLabel(trimmedRange(m_text, {begin, at})))
                continue;
            if (open != std::string_view::npos)
                add(Label::Sort::Colon, name, withoutSeparator({open + 1, begin}));
            name = {begin, at};
            open = at;
        }
        if (open != std::string_view::npos)
            add(Label::Sort::Colon, name, {open + 1, cell.end});
    }

    /// Where a second label on a line begins: behind a separator, or with its one word.
    [[nodiscard]] std::size_t laterName(std::size_t from, std::size_t colon) const
    {
        constexpr std::size_t furthest = 1000; // bytes; keeps a long line of colons linear
        from = colon - std::min(colon - from, furthest);
        const std::string_view between = slice(m_text, from, colon);
        const std::size_t separator = between.find_last_of(",;|(/") + 1; // 0: none
        const std::size_t stop = between.rfind(". ") + 1;
        const std::size_t blank = between.find_last_of(" \t");
        if (separator > 0 || stop > 0)
            return from + std::max(separator, stop);
        return blank == std::string_view::npos ? colon : from + blank + 1;
    }

    [[nodiscard]] Range withoutSeparator(Range value) const
    {
        value = trimmedRange(m_text, value);
        while (!value.empty() &&
               std::string_view(",;|(").find(m_text[value.end - 1]) != std::string_view::npos)
            --value.end;
        return value;
    }

    void gap(Range name, Range value)
    {
        if (name.empty() || value.empty() || m_text[name.end - 1] == ':')
            return;
        add(Label::Sort::Gap, name, value);
    }

    void dash(Range cell)
    {
        const std::string_view whole = slice(m_text, cell.begin, cell.end);
        for (const std::string_view mark : {" \u2013 ", " - ", " \u2014 ", " -> ", " \u2192 "}) {
            const std::size_t at = whole.find(mark);
            if (at != std::string_view::npos)
                return add(Label::Sort::Gap, {cell.begin, cell.begin + at},
                           {cell.begin + at + mark.size(), cell.end});
        }
    }

    /// One to four words, then a digit, a currency sign or "#".
    void prefix(Range cell)
    {
        const std::string_view whole = slice(m_text, cell.begin, cell.end);
        std::size_t at = whole.find_first_of("0123456789$#+");
        for (const std::string_view sign : {"\u20ac", "\u00a3"})
            at = std::min(at, whole.find(sign));
        if (at == std::string_view::npos || at < 2 || whole[at - 1] != ' ')
            return;
        const Range name = trimmedRange(m_text, {cell.begin, cell.begin + at});
        if (wordsIn(slice(m_text, name.begin, name.end)).size() <= 4)
            add(Label::Sort::Prefix, name, {cell.begin + at, cell.end});
    }

    /// A label with nothing beside it, or a short line alone before others, stands over what follows.
    void heading(std::size_t line, std::size_t firstLabel)
    {
        const Line &here = m_lines[line];
        const bool open = m_out.size() > firstLabel && m_out.back().value.empty();
        const bool bare =
            m_out.size() == firstLabel && here.cells.size() == 1 && !here.bulleted && isLabel(here.range);
        if (!open && !bare)
            return;
        std::size_t next = line + 1;
        while (next < m_lines.size() && m_lines[next].blank() && next < line + 2)
            ++next;
        if (next >= m_lines.size() || m_lines[next].blank())
            return;
        std::size_t last = next;
        while (last + 1 < m_lines.size() && last < next + mostLines && !m_lines[last + 1].blank() &&
               !(open && endsBlock(m_lines[last + 1], m_lines[next])))
            ++last;
        const Range value{m_lines[next].range.begin, m_lines[last].range.end};
        if (open) {
            m_out.back().sort = Label::Sort::Heading;
            m_out.back().value = value;
        } else {
            Range name = here.range;
            while (!name.empty() &&
                   (m_text[name.begin] == '#' || m_text[name.begin] == '*' || m_text[name.begin] == ' '))
                ++name.begin;
            add(Label::Sort::Heading, name, value);
        }
    }

    /// Another label of the same rank ends the lines below a heading: "Seller:" … "Buyer:".
    [[nodiscard]] bool endsBlock(const Line &line, const Line &first) const
    {
        const std::string_view whole = slice(m_text, line.range.begin, line.range.end);
        const bool label = whole.back() == ':' && isLabel({line.range.begin, line.range.end - 1});
        return label || (first.bulleted && !line.bulleted && line.indent <= first.indent);
    }

    std::string_view m_text;
    const std::vector<Line> &m_lines;
    std::vector<Label> m_out;
};

} // namespace

std::vector<Label> labelsOf(std::string_view text, const std::vector<Line> &lines)
{
    return LabelFinder(text, lines).run();
}

} // namespace espalier::practice

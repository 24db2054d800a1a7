// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/match.h"
#include "practice/reader/objectreader.h"
#include "practice/reader/tablelist.h"

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

/// Parts of an enumeration: "a, b and c", "a; b", "a / b", lines, bullets.
std::vector<Range> enumerated(std::string_view text, Range range)
{
    static constexpr std::string_view joints[] = {
        ", and ",  ", und ", ", or ", " and ", " und ", " or ",     " oder ",   " & ", " as well as ",
        " sowie ", "; ",     ", ",    " / ",   " | ",   " \u00b7 ", " \u2022 ", ";",   ","};
    std::vector<Range> out;
    std::size_t begin = range.begin;
    int depth = 0;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' && depth > 0 ? -1 : 0;
        for (const std::string_view joint : joints) {
            if (depth > 0 || at + joint.size() > range.end || text.compare(at, joint.size(), joint) != 0)
                continue;
            const bool number = joint == "," && at > 0 && at + 1 < range.end && isAsciiDigit(text[at - 1]) &&
                                isAsciiDigit(text[at + 1]);
            if (number)
                continue;
            out.push_back(trimmedRange(text, {begin, at}));
            begin = at + joint.size();
            at = begin - 1;
            break;
        }
    }
    out.push_back(trimmedRange(text, {begin, range.end}));
    return out;
}

class ScalarListReader
{
public:
    ScalarListReader(const SourceText &source, const Field &list, const Region &region)
        : m_source(source)
        , m_list(list)
        , m_item(list.item.front())
        , m_region(region)
        , m_search{source, region.scope, {}, false, 1, 1, false}
    {
    }

    Reading read()
    {
        fromLabelled();
        if (m_out.found == 0)
            take(readColumn(m_source, m_list, m_region));
        if (m_out.found == 0)
            fromTyped();
        if (m_out.found == 0)
            fromChoicesInText();
        if (m_out.found == 0)
            fromCues();
        m_out.value = Value::array(std::move(m_items));
        return std::move(m_out);
    }

private:
    void take(const std::vector<Range> &parts)
    {
        for (Range part : parts) {
            part = trimmedRange(m_source.text, part);
            while (!part.empty() &&
                   std::string_view(".,;").find(m_source.text[part.end - 1]) != std::string_view::npos)
                --part.end;
            auto value = part.empty() ? std::nullopt : convert(m_search, m_item, part);
            const bool known = value && std::any_of(m_items.begin(), m_items.end(),
                                                    [&](const Value &each) { return each == *value; });
            if (!value || known)
                continue;
            m_items.push_back(std::move(*value));
            m_out.used.push_back(part);
            ++m_out.found;
        }
    }

    /// "Skills: a, b", or a heading over bullets or lines.
    void fromLabelled()
    {
        const Label *best = nullptr;
        double score = 0.5;
        for (const Label &label : within(m_source.labels, m_region.scope)) {
            if (label.value.empty() || label.value.end > m_region.scope.end ||
                label.sort == Label::Sort::Prefix)
                continue;
            for (const Concepts &name : m_list.names) {
                const double match = likeness(name, label.concepts);
                if (match > score) {
                    score = match;
                    best = &label;
                }
            }
        }
        if (!best)
            return;
        if (best->sort != Label::Sort::Heading)
            return take(enumerated(m_source.text, best->value));
        std::vector<Range> lines;
        bool bullets = false;
        for (const Line &line : within(m_source.lines, best->value))
            bullets = bullets || line.bulleted;
        for (const Line &line : within(m_source.lines, best->value)) {
            if (!line.blank() && (line.bulleted || !bullets))
                lines.push_back({line.content, line.range.end});
        }
        if (lines.size() == 1)
            return take(enumerated(m_source.text, lines.front()));
        take(lines);
    }

    /// All e-mail addresses, dates, amounts, names.
    void fromTyped()
    {
        Candidates found;
        fromSpans(m_search, m_item, found);
        if (m_item.meaning == Meaning::FullName)
            fromNames(m_search, m_item, found);
        const bool typed = m_item.meaning != Meaning::Other && m_item.meaning != Meaning::Subject &&
                           m_item.meaning != Meaning::Company && m_item.meaning != Meaning::Number;
        if (m_item.meaning == Meaning::City || m_item.meaning == Meaning::Country)
            fromAddresses(m_search, m_item, found);
        if (!typed)
            return;
        std::sort(found.begin(), found.end(),
                  [](const Candidate &a, const Candidate &b) { return a.range.begin < b.range.begin; });
        std::vector<Range> parts;
        for (const Candidate &candidate : found) {
            if (candidate.score >= 0.3 && (parts.empty() || !parts.back().overlaps(candidate.range)))
                parts.push_back(candidate.range);
        }
        take(parts);
    }

    void fromChoicesInText()
    {
        if (m_item.allowed.empty())
            return;
        Candidates found;
        fromChoices(m_search, m_item, found);
        std::sort(found.begin(), found.end(),
                  [](const Candidate &a, const Candidate &b) { return a.range.begin < b.range.begin; });
        for (const Candidate &candidate : found)
            take({candidate.range});
    }

    /// "speaks English and French": what the cues of prose find, taken apart.
    void fromCues()
    {
        Field whole = m_item;
        whole.type = Field::Type::String;
        whole.meaning = Meaning::Other;
        whole.names = m_list.names;
        Candidates found;
        fromProse(m_search, whole, found);
        const auto best =
            std::max_element(found.begin(), found.end(),
                             [](const Candidate &a, const Candidate &b) { return a.score < b.score; });
        if (best == found.end() || best->score < 0.45)
            return;
        // The list goes on behind the first of it, as far as the clause does.
        std::size_t end = best->range.end;
        while (end < m_region.scope.end &&
               std::string_view(".;!?\n").find(m_source.text[end]) == std::string_view::npos)
            ++end;
        std::vector<Range> parts = enumerated(m_source.text, {best->range.begin, end});
        parts.erase(std::find_if(parts.begin(), parts.end(), [&](const Range &part) { return goesOn(part); }),
                    parts.end());
        take(parts);
    }

    /// "… and could start in May": the sentence goes on with something else.
    [[nodiscard]] bool goesOn(const Range &part) const
    {
        static constexpr std::string_view verbs[] = {
            "could", "can",   "would", "will", "is",   "was",  "has", "have", "am",    "want", "hope",
            "works", "lives", "he",    "she",  "they", "kann", "hat", "ist",  "wohnt", "but"};
        const auto words = within(m_source.words, part);
        return !words.empty() && std::find(std::begin(verbs), std::end(verbs),
                                           m_source.of(placeOf(words.front()))) != std::end(verbs);
    }

    const SourceText &m_source;
    const Field &m_list;
    const Field &m_item;
    const Region &m_region;
    Search m_search;
    Value::Array m_items;
    Reading m_out;
};

} // namespace

Reading readScalarList(const SourceText &source, const Field &list, const Region &region)
{
    return ScalarListReader(source, list, region).read();
}

} // namespace espalier::practice

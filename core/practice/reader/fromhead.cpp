// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <string>

namespace espalier::practice {

namespace {

using json::Value;

bool isHeadField(const Field &field)
{
    if (field.meaning == Meaning::Subject)
        return true;
    return field.type == Field::Type::String && !field.names.empty() &&
           hasAnyConcept(field.names.front(), {"description", "product", "name", "task", "title", "topic",
                                               "ingredient", "item", "event", "service", "dish", "feature",
                                               "model", "question", "city", "country", "position"});
}

/// Words at the end of a head that belong to what follows: "The lamp costs", "Apples at".
bool isTail(const std::string &low)
{
    static constexpr std::string_view words[] = {
        "costs", "cost",     "is",    "at",   "for",  "weighs", "was",       "priced",  "kostet",
        "ist",   "f\u00fcr", "zu",    "je",   "by",   "from",   "with",      "has",     "and",
        "x",     "only",     "about", "in",   "on",   "are",    "of",        "the",     "a",
        "sells", "und",      "mit",   "von",  "aged", "age",    "published", "written", "due",
        "until", "bis",      "wiegt", "each", "to"};
    return std::find(std::begin(words), std::end(words), low) != std::end(words);
}

/// The words a record begins with, as far as the first typed value or mark.
Range headOf(const Search &search)
{
    const SourceText &source = search.source;
    Range head = trimmedRange(source.text, search.scope);
    const auto spans = within(source.spans, search.scope);
    std::size_t next = 0;
    // "2 x Apples", "3 pizzas": a count before the head.
    if (next < spans.size() && spans[next].begin == head.begin) {
        head.begin = spans[next].end;
        ++next;
        const std::string_view behind = source.of({head.begin, head.end});
        for (const std::string_view mark : {" x ", "x ", " \u00d7 ", ") ", ". "}) {
            if (behind.substr(0, mark.size()) == mark)
                head.begin += mark.size();
        }
    }
    if (next < spans.size())
        head.end = std::min(head.end, spans[next].begin);
    const std::string_view text = source.of(head);
    for (const std::string_view mark :
         {": ", " - ", " \u2013 ", " \u2014 ", ", ", "; ", " (", "\t", "  ", "\n", " | ", ". "})
        head.end = std::min(head.end, head.begin + std::min(text.find(mark), text.size()));
    return head;
}

Range withoutEdges(const SourceText &source, Range head)
{
    head = trimmedRange(source.text, head);
    for (;;) {
        const auto words = within(source.words, head);
        if (words.empty())
            return {head.begin, head.begin};
        if (isTail(lowered(source.of({words.back().begin, words.back().end})))) {
            head.end = words.back().begin;
        } else if (const std::string first = lowered(source.of({words.front().begin, words.front().end}));
                   words.size() > 1 &&
                   (first == "the" || first == "a" || first == "an" || first == "der" || first == "die" ||
                    first == "das" || first == "ein" || first == "eine" || first == "our" || first == "and" ||
                    first == "und")) {
            head.begin = words[1].begin;
        } else {
            break;
        }
        head = trimmedRange(source.text, head);
    }
    while (!head.empty() &&
           std::string_view(":,;-(|*#\u201c\"").find(source.text[head.end - 1]) != std::string_view::npos)
        --head.end;
    while (!head.empty() && std::string_view("*#\"|").find(source.text[head.begin]) != std::string_view::npos)
        ++head.begin;
    return trimmedRange(source.text, head);
}

/// A text in quotation marks is a title.
void quotation(const Search &search, const Field &field, Candidates &out)
{
    const std::string_view text = search.source.text;
    for (const auto &[open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""},
                                      {"\u201c", "\u201d"},
                                      {"\u201e", "\u201c"},
                                      {"\u00bb", "\u00ab"}}) {
        const std::size_t begin = text.find(open, search.scope.begin);
        const std::size_t end =
            begin == std::string_view::npos ? begin : text.find(close, begin + open.size());
        if (end == std::string_view::npos || end + close.size() > search.scope.end || end - begin > 200)
            continue;
        const Range range{begin + open.size(), end};
        if (auto value = convert(search, field, range))
            out.push_back({0.58, range, std::move(*value), false});
        return;
    }
}

} // namespace

void fromHead(const Search &search, const Field &field, Candidates &out)
{
    if (!isHeadField(field) || !field.allowed.empty() || field.isNumeric())
        return;
    const bool subject = field.meaning == Meaning::Subject;
    if (subject || field.inferable)
        quotation(search, field, out);
    if (search.record) {
        const Range head = withoutEdges(search.source, headOf(search));
        if (head.empty() || head.size() > 120)
            return;
        if (auto value = convert(search, field, head))
            out.push_back({subject ? 0.4 : 0.31, head, std::move(*value), false});
        return;
    }
    if (!subject)
        return;
    double order = 0;
    for (const NamePlace &name : within(search.source.names, search.scope)) {
        if (name.range.end > search.scope.end)
            break;
        const auto labels =
            within(search.source.labels, {name.range.begin > 60 ? name.range.begin - 60 : 0, name.range.end});
        const bool label = std::any_of(labels.begin(), labels.end(),
                                       [&](const Label &each) { return each.name.holds(name.range); });
        if (label)
            continue;
        out.push_back(
            {0.33 - order, name.range, Value::string(std::string(search.source.of(name.range))), false});
        order += 0.02;
        if (order > 0.03)
            break;
    }
}

} // namespace espalier::practice

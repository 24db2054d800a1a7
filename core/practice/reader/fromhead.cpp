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
           hasAnyConcept(field.names.front(),
                         {"description", "product", "name", "task", "title", "topic", "ingredient", "item",
                          "event", "service", "dish", "feature", "model", "question", "position"});
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

/// "We bought …": the first words are nobody's name.
bool beginsWithPronoun(const Search &search)
{
    const auto words = within(search.source.words, search.scope);
    static constexpr std::string_view pronouns[] = {
        "for",   "in",    "with",   "to",  "f\u00fcr", "mit", "dear", "hi", "hello", "hey",
        "hallo", "call",  "tell",   "ask", "we",       "i",   "they", "he", "she",   "it",
        "you",   "there", "please", "wir", "ich",      "sie", "er",   "es", "this",  "that"};
    if (words.empty())
        return false;
    const std::string whole = lowered(search.source.of(placeOf(words.front())));
    std::string first = whole.substr(0, whole.find('\'')); // "I'd", "we're"
    first.resize(std::min(first.find("\u2019"), first.size()));
    return std::find(std::begin(pronouns), std::end(pronouns), first) != std::end(pronouns);
}

/// Behind a number and its unit of measure: "200 g flour".
std::size_t behindMeasure(const SourceText &source, const Span &span)
{
    const std::size_t begin = source.text.find_first_not_of(' ', span.end);
    const bool measured = span.kind == Span::Kind::Number && isMeasure(span.unit) &&
                          begin != std::string_view::npos &&
                          lowered(source.text.substr(begin, span.unit.size())) == span.unit;
    return measured && span.unit != "x" ? begin + span.unit.size() : span.end;
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
        head.begin = behindMeasure(source, spans[next]);
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
                    first == "und" || first == "one" || first == "while" || first == "but" ||
                    first == "then" || first == "of")) {
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

/// "3 pizzas for …", "We ordered 2 large salads": the things that a count counts.
Range countedIn(const Search &search)
{
    const SourceText &source = search.source;
    for (const Span &span : within(source.spans, search.scope)) {
        const bool whole = span.kind == Span::Kind::Number && span.value.find('.') == std::string::npos;
        Range range{behindMeasure(source, span), search.scope.end};
        const auto words = within(source.words, range);
        const bool thing = !words.empty() && slice(source.text, range.begin, words.front().begin) == " " &&
                           !isTail(lowered(source.of(placeOf(words.front()))));
        if (isMeasure(span.unit) ? !thing : !whole || span.unit.empty())
            continue;
        const auto spans = within(source.spans, {span.end, search.scope.end});
        if (!spans.empty())
            range.end = spans.front().begin;
        const std::string_view text = source.of(range);
        for (const std::string_view mark : {",", ";", " (", "\n", ". ", " for ", " at ", " of ", " and ",
                                            " f\u00fcr ", " zu ", " with ", " \u00e0 ", " - ", ":"})
            range.end = std::min(range.end, range.begin + std::min(text.find(mark, 1), text.size()));
        return range;
    }
    return {};
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

/// Of more than one letter, the first of them a capital: "red" and "M" are nobody's name.
bool beginsAsName(const SourceText &source, Range head)
{
    const Character first = characterAt(source.text, head.begin);
    return head.size() > first.size &&
           (isUpper(first.code) || first.code > 0x2E80); // scripts without capitals
}

bool onlyDates(std::span<const Span> spans)
{
    return std::all_of(spans.begin(), spans.end(),
                       [](const Span &span) { return span.kind == Span::Kind::Date; });
}

/// The first line of a document when it stands over the rest as a title does.
void heading(const Search &search, const Field &field, Candidates &out)
{
    constexpr std::size_t longest = 80; // bytes
    const auto lines = within(search.source.lines, search.scope);
    const auto written = [](const Line &line) { return !line.blank(); };
    const auto first = std::find_if(lines.begin(), lines.end(), written);
    if (first == lines.end() || std::find_if(first + 1, lines.end(), written) == lines.end() ||
        first->bulleted || first->cells.size() > 1 || first->range.size() > longest)
        return;
    Range range = first->range;
    while (!range.empty() &&
           std::string_view("#* ").find(search.source.text[range.begin]) != std::string_view::npos)
        ++range.begin;
    range.end = std::min(range.end, range.begin + std::min(search.source.of(range).find(" ("), range.size()));
    const std::string_view text = search.source.of(range);
    const bool over = !text.empty() && text.find_first_of(".,;:!?=") == std::string_view::npos &&
                      isUpper(characterAt(text, 0).code) && onlyDates(within(search.source.spans, range));
    if (auto value = over ? convert(search, field, range) : std::nullopt)
        out.push_back({0.5, range, std::move(*value), true}); // a day in it is a date as well
}

/// A name that a record begins with: "Cairo: 34 °C".
void namedHead(const Search &search, const Field &field, Candidates &out)
{
    const bool named = field.meaning == Meaning::City || field.meaning == Meaning::Country ||
                       field.meaning == Meaning::Company || field.meaning == Meaning::FullName;
    const std::size_t begin = trimmedRange(search.source.text, search.scope).begin;
    const auto names = within(search.source.names, {begin, begin + 1});
    if (!named || !search.record || names.empty() || names.front().range.end > search.scope.end)
        return;
    const Range range = names.front().range;
    if ((names.front().words == 1 && isKnownWord(lowered(search.source.of(range)))) || range.size() == 1)
        return;
    if (auto value = convert(search, field, range))
        out.push_back({0.36, range, std::move(*value), false});
}

} // namespace

void fromHead(const Search &search, const Field &field, Candidates &out)
{
    namedHead(search, field, out);
    if (!isHeadField(field) || !field.allowed.empty() || field.isNumeric())
        return;
    const bool subject = field.meaning == Meaning::Subject;
    if (subject || field.inferable)
        quotation(search, field, out);
    if (search.record) {
        const Range counted = withoutEdges(search.source, countedIn(search));
        if (auto value =
                counted.empty() || counted.size() > 80 ? std::nullopt : convert(search, field, counted))
            out.push_back({(subject ? 0.4 : 0.36) + (beginsWithPronoun(search) ? 0.05 : -0.05), counted,
                           std::move(*value), false});
        const Range head = withoutEdges(search.source, headOf(search));
        if (head.size() <= 1 || head.size() > 120 || beginsWithPronoun(search) ||
            (field.meaning == Meaning::FullName && !beginsAsName(search.source, head)))
            return;
        if (auto value = convert(search, field, head))
            out.push_back({subject ? 0.4 : 0.31, head, std::move(*value), false});
        return;
    }
    if (!subject)
        return;
    if (!field.names.empty() && hasConcept(field.names.front(), "title"))
        heading(search, field, out);
    std::string_view first; // of the names here
    double order = 0;
    for (const NamePlace &name : within(search.source.names, search.scope)) {
        if (name.range.end > search.scope.end)
            break;
        const auto labels =
            within(search.source.labels, {name.range.begin > 60 ? name.range.begin - 60 : 0, name.range.end});
        const bool label = std::any_of(labels.begin(), labels.end(), [&](const Label &each) {
            return (each.sort == Label::Sort::Colon || each.sort == Label::Sort::Gap) &&
                   each.name.holds(name.range);
        });
        const std::string_view text = search.source.of(name.range);
        const auto ages = within(search.source.ages, {name.range.begin, search.scope.end});
        const bool person = !hasConcept(field.names.front(), "name") && !ages.empty() &&
                            ages.front().name == name.range;               // somebody with an age is no event
        if (label || person || first.find(text) != std::string_view::npos) // named again
            continue;
        first = first.empty() ? text : first;
        const bool article = hasConcept(field.names.front(), "title") && name.range.begin >= 4 &&
                             search.source.text.compare(name.range.begin - 4, 4, "The ") == 0;
        const Range range{name.range.begin - (article ? 4 : 0), name.range.end};
        out.push_back({0.33 - order, range, Value::string(std::string(search.source.of(range))), false});
        order += 0.02;
        if (order > 0.03)
            break;
    }
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::practice {

namespace {

/// "LH 402", "ICE 545": two or three capitals before a number belong to it.
std::size_t withLetters(const Search &search, std::size_t at)
{
    const std::string_view text = search.source.text;
    std::size_t begin = at;
    if (at < search.scope.begin + 3 || text[at - 1] != ' ' || at >= text.size() || !isAsciiDigit(text[at]))
        return at;
    --begin;
    while (begin > search.scope.begin && text[begin - 1] >= 'A' && text[begin - 1] <= 'Z')
        --begin;
    const std::size_t letters = at - 1 - begin;
    const bool word = begin > 0 && isAsciiAlpha(text[begin - 1]);
    const Concepts known = conceptsOf(slice(text, begin, at - 1));
    const bool label = !known.empty() && known.front() != stemOf(asciiLower(slice(text, begin, at - 1)));
    return letters >= 2 && letters <= 3 && !word && !label ? begin : at;
}

/// Tokens of a scope, without marks around them.
std::vector<Range> tokensOf(const Search &search)
{
    constexpr std::string_view stops = " \t\r\n,;()[]\"'|";
    const std::string_view text = search.source.text;
    std::vector<Range> out;
    for (std::size_t at = search.scope.begin; at < search.scope.end;) {
        at = std::min(text.find_first_not_of(stops, at), search.scope.end);
        std::size_t end = std::min(text.find_first_of(stops, at), search.scope.end);
        const std::size_t next = std::max(end, at + 1);
        while (end > at && std::string_view(".:!?").find(text[end - 1]) != std::string_view::npos)
            --end;
        if (end > at)
            out.push_back({at, end});
        at = next;
    }
    return out;
}

bool isTyped(const Search &search, Range range)
{
    const auto near = within(search.source.spans, {range.begin > 40 ? range.begin - 40 : 0, range.end});
    return std::any_of(near.begin(), near.end(), [&](const Span &span) {
        return span.kind != Span::Kind::Number && span.kind != Span::Kind::Phone &&
               placeOf(span).overlaps(range);
    });
}

} // namespace

bool asksForId(const Field &field)
{
    const bool text = field.type == Field::Type::String || field.type == Field::Type::Any;
    return text && (field.meaning == Meaning::Other || field.meaning == Meaning::Subject) &&
           std::any_of(field.names.begin(), field.names.end(), [](const Concepts &name) {
               return hasAnyConcept(name, {"number", "reference", "code", "sku", "flight", "isbn", "plate",
                                           "booking", "order", "serial", "train", "ticket", "room", "gate",
                                           "seat", "version", "tracking"});
           });
}

/// Tokens with digits in them: numbers of invoices, flights, rooms.
void fromTokens(const Search &search, const Field &field, Candidates &out)
{
    if (!field.allowed.empty() || (field.type != Field::Type::String && field.type != Field::Type::Any))
        return;
    const bool wanted = asksForId(field);
    if (!wanted && field.pattern.empty())
        return;
    const std::size_t first = out.size();
    std::vector<std::size_t> long_;
    for (const Range &token : tokensOf(search)) {
        const Range range{withLetters(search, token.begin), token.end};
        const std::string_view text = search.source.of(range);
        const auto digits = std::count_if(text.begin(), text.end(), isAsciiDigit);
        if (text.size() > 60 || (digits == 0 && field.pattern.empty()))
            continue;
        auto value = convert(search, field, range);
        if (!value)
            continue;
        const bool mixed = static_cast<std::size_t>(digits) < text.size();
        const double context = wanted ? contextMatch(search, field, range) : 0;
        if (digits >= 3 && text.size() >= 5 && !isTyped(search, range))
            long_.push_back(out.size());
        out.push_back(
            {(field.pattern.empty() ? 0.12 : 0.5) + (mixed && digits > 0 ? 0.08 : 0) + 0.5 * context, range,
             std::move(*value), false});
    }
    if (long_.size() == 1 && hasAnyConcept(field.names.empty() ? Concepts{} : field.names.front(),
                                           {"number", "code", "reference"}))
        out[long_.front()].score += 0.3; // the only thing here that looks like a number of something
    out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                             [](const Candidate &each) { return each.score < 0.4; }),
              out.end());
}

} // namespace espalier::practice

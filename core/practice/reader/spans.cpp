// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/spans.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

/// The more telling kind has the lower rank.
int rank(Span::Kind kind)
{
    using Kind = Span::Kind;
    static constexpr Kind order[] = {Kind::Email, Kind::Url,   Kind::Iban, Kind::DateTime, Kind::Date,
                                     Kind::Money, Kind::Phone, Kind::Time, Kind::Percent,  Kind::Number};
    return static_cast<int>(std::find(std::begin(order), std::end(order), kind) - std::begin(order));
}

/// "2 out of 5 stars", "3 von 10 Punkten": one number, and what it is out of is its unit.
void joinScores(std::string_view text, Spans &spans)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const bool follows = i > 0 && kept > 0 && spans[i].kind == Span::Kind::Number &&
                             spans[kept - 1].kind == Span::Kind::Number &&
                             spans[kept - 1].end < spans[i].begin;
        const std::string_view gap =
            follows ? text.substr(spans[kept - 1].end, spans[i].begin - spans[kept - 1].end)
                    : std::string_view{};
        const std::string &unit = spans[i].unit;
        const bool scale = unit == "stars" || unit == "points" || unit == "sternen" || unit == "punkten";
        const bool score = gap == " out of " || gap == " / " || (scale && (gap == " of " || gap == " von "));
        if (score) {
            spans[kept - 1].unit = '/' + spans[i].value;
            continue;
        }
        if (kept != i)
            spans[kept] = std::move(spans[i]);
        ++kept;
    }
    spans.resize(kept);
}

} // namespace

Spans findSpans(std::string_view text)
{
    Spans found;
    findContacts(text, found);
    findDates(text, found);
    findNumbers(text, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Span &a, const Span &b) { return rank(a.kind) < rank(b.kind); });
    std::vector<bool> taken(text.size());
    Spans out;
    for (Span &span : found) {
        const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(span.begin);
        const auto end = taken.begin() + static_cast<std::ptrdiff_t>(span.end);
        if (std::find(begin, end, true) != end)
            continue;
        std::fill(begin, end, true);
        out.push_back(std::move(span));
    }
    std::sort(out.begin(), out.end(), [](const Span &a, const Span &b) { return a.begin < b.begin; });
    joinScores(text, out);
    return out;
}

} // namespace espalier::practice

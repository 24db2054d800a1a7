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
    return out;
}

} // namespace espalier::practice

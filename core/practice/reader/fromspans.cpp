// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::practice {

namespace {

using Kind = Span::Kind;

/// How telling it is that a span of this kind stands where such a field is looked for; 0: it never is its
/// value.
double kindFit(const Field &field, const Span &span)
{
    switch (field.meaning) {
    case Meaning::Email:
        return span.kind == Kind::Email ? 0.6 : 0;
    case Meaning::Phone:
        return span.kind == Kind::Phone ? 0.55 : 0;
    case Meaning::Website:
        return span.kind == Kind::Url ? 0.55 : 0;
    case Meaning::Iban:
        return span.kind == Kind::Iban ? 0.7 : 0;
    case Meaning::Date:
        return span.kind == Kind::Date || span.kind == Kind::DateTime ? 0.32 : 0;
    case Meaning::Weekday:
        return span.kind == Kind::Date ? 0.3 : 0;
    case Meaning::DateTime:
        return span.kind == Kind::DateTime ? 0.5 : span.kind == Kind::Date ? 0.32 : 0;
    case Meaning::Time:
        return span.kind == Kind::Time ? 0.4 : 0;
    case Meaning::Money:
        return span.kind == Kind::Money ? 0.4 : span.kind == Kind::Number && field.isNumeric() ? 0.12 : 0;
    case Meaning::Percent:
        return span.kind == Kind::Percent ? 0.5 : span.kind == Kind::Number ? 0.1 : 0;
    case Meaning::Year:
        if (span.kind == Kind::Date || span.kind == Kind::DateTime)
            return span.value.empty() ? 0 : 0.2;
        return span.kind == Kind::Number && span.value.size() == 4 &&
                       (span.value[0] == '1' || span.value[0] == '2')
                   ? 0.4
                   : 0;
    case Meaning::Age:
    case Meaning::Number:
        return span.kind == Kind::Number                                ? 0.2
               : span.kind == Kind::Percent || span.kind == Kind::Money ? 0.05
                                                                        : 0;
    case Meaning::Currency:
        return span.kind == Kind::Money ? 0.5 : 0;
    default:
        return 0;
    }
}

/// In a record, "9.50" looks like a price and "3 pizzas" like a quantity.
double recordFit(const Search &search, const Field &field, const Span &span)
{
    if (!search.record || span.kind != Kind::Number)
        return 0;
    const std::size_t point = span.value.find('.');
    const bool cents = point != std::string::npos && span.value.size() == point + 3;
    if (field.meaning == Meaning::Money)
        return cents ? 0.25 : 0;
    const bool counts = !field.names.empty() && hasConcept(field.names.front(), "quantity");
    return counts && point == std::string::npos ? 0.2 : counts && cents ? -0.15 : 0;
}

/// A start and an end beside each other: "from A to B", "A – B", "vom A bis B". Told by the words before and
/// by order.
double endpointFit(const Search &search, const Field &field, const Span &span)
{
    const Concepts &name = field.names.front();
    const bool start = hasAnyConcept(name, {"start", "from", "departure"});
    const bool end = hasAnyConcept(name, {"end", "to", "arrival"});
    if (start == end)
        return 0;
    const auto beside = within(search.source.spans, search.scope);
    for (std::size_t i = 0; i + 1 < beside.size(); ++i) {
        if (beside[i].kind != span.kind || beside[i + 1].kind != span.kind)
            continue;
        const std::string_view gap = slice(search.source.text, beside[i].end, beside[i + 1].begin);
        static constexpr std::array<std::string_view, 8> joints = {" to ",   " - ",   " \u2013 ", "-",
                                                                   "\u2013", " bis ", " until ",  " till "};
        const bool joined = std::find(joints.begin(), joints.end(), gap) != joints.end() ||
                            gap.find(" bis ") != std::string_view::npos;
        if (joined && &beside[start ? i : i + 1] == &span)
            return 0.35;
    }
    return 0;
}

/// "200 g": a field that is called unit.
void units(const Search &search, Candidates &out)
{
    for (const Span &span : within(search.source.spans, search.scope)) {
        const std::string_view text = search.source.text;
        const std::size_t begin = text.find_first_not_of(' ', span.end);
        if (span.kind != Kind::Number || !isMeasure(span.unit) || begin == std::string_view::npos ||
            lowered(text.substr(begin, span.unit.size())) != span.unit)
            continue;
        const Range range{begin, begin + span.unit.size()};
        out.push_back({0.5, range, json::Value::string(std::string(search.source.of(range))), true});
        return;
    }
}

} // namespace

void fromSpans(const Search &search, const Field &field, Candidates &out)
{
    const bool text = field.type == Field::Type::String || field.type == Field::Type::Any;
    if (field.allowed.empty() && text && !field.names.empty() && field.names.front().size() == 1 &&
        hasConcept(field.names.front(), "unit"))
        return units(search, out);
    if (!field.allowed.empty() || field.names.empty())
        return;
    const auto spans = within(search.source.spans, search.scope);
    std::array<std::ptrdiff_t, 10> count{};
    for (const Span &span : spans)
        ++count[static_cast<std::size_t>(span.kind)];
    double order = 0;
    for (const Span &span : spans) {
        const double fit = kindFit(field, span);
        if (fit <= 0 || span.end > search.scope.end)
            continue;
        const Range range{span.begin, span.end};
        const double context = contextMatch(search, field, range);
        const double unit = field.isNumeric() && span.kind == Kind::Number ? unitMatch(field, span.unit) : 0;
        double score = fit + 0.45 * context + 0.4 * unit - order;
        score += recordFit(search, field, span);
        if (span.kind == Kind::Date || span.kind == Kind::Time || span.kind == Kind::DateTime)
            score += endpointFit(search, field, span);
        const bool lone = count[static_cast<std::size_t>(span.kind)] == 1 &&
                          (span.kind != Kind::Number || search.numbers <= 1);
        score += lone ? 0.12 : 0;
        if (field.meaning == Meaning::Age && context < 0.3)
            score = 0.05; // ages are found by the words around them: fromNames
        if (score < 0.3)
            continue;
        auto value = convert(search, field, range);
        if (!value)
            continue;
        order = std::min(order + 0.01, 0.08);
        out.push_back({score, range, std::move(*value),
                       field.meaning == Meaning::Currency ||
                           (field.meaning == Meaning::Year && span.kind != Kind::Number)});
    }
}

} // namespace espalier::practice

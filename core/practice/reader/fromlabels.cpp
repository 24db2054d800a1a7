// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

double trust(Label::Sort sort)
{
    switch (sort) {
    case Label::Sort::Colon:
        return 1;
    case Label::Sort::Gap:
        return 0.9;
    case Label::Sort::Prefix:
        return 0.85;
    case Label::Sort::Heading:
        return 0.8;
    }
    return 0;
}

/// A heading stands over many things; a scalar takes its first line, a text all of them.
Range valueFor(const Search &search, const Field &field, const Label &label)
{
    if (label.sort != Label::Sort::Heading)
        return label.value;
    const bool text = field.inferable || field.meaning == Meaning::AddressText ||
                      hasAnyConcept(field.names.empty() ? Concepts{} : field.names.front(),
                                    {"comment", "reason", "text", "message", "body"});
    if (text)
        return label.value;
    const std::size_t end = search.source.text.find('\n', label.value.begin);
    return {label.value.begin, std::min(end, label.value.end)};
}

} // namespace

double labelMatch(const Search &search, const Field &field, const Concepts &label)
{
    double best = 0;
    for (std::size_t i = 0; i < field.names.size(); ++i)
        best = std::max(best, likeness(field.names[i], label) * (i == 0 ? 1 : 0.97));
    if (!search.parent.empty() && !field.names.empty()) {
        Concepts both = search.parent;
        for (const std::string &each : field.names.front()) {
            if (std::find(both.begin(), both.end(), each) == both.end())
                both.push_back(each);
        }
        best = std::max(best, likeness(both, label));
        // "Customer: Jane Roe" is the name of the customer.
        const bool names = field.meaning == Meaning::FullName || field.meaning == Meaning::Company ||
                           field.meaning == Meaning::Subject;
        if (names)
            best = std::max(best, 0.85 * likeness(search.parent, label));
    }
    if (!field.hint.empty() && best < 0.6) {
        const double hinted = coverage(label, field.hint);
        best = std::max(best, hinted >= 1 && label.size() > 1 ? 0.62 : hinted >= 1 ? 0.5 : 0);
    }
    return best;
}

void fromLabels(const Search &search, const Field &field, Candidates &out)
{
    constexpr double least = 0.45;
    for (const Label &label : within(search.source.labels, search.scope)) {
        const double match = labelMatch(search, field, label.concepts);
        if (match < least || label.value.end > search.scope.end)
            continue;
        const Range range = valueFor(search, field, label);
        auto value = convert(search, field, range);
        if (!value)
            continue;
        out.push_back({0.15 + 0.85 * match * trust(label.sort), range, std::move(*value), false});
    }
}

} // namespace espalier::practice

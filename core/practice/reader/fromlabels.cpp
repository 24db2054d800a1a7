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

/// Fields that hold running text take all sentences beside a label, others the first.
bool isRunningText(const Field &field)
{
    return field.inferable || std::any_of(field.names.begin(), field.names.end(), [](const Concepts &name) {
               return hasAnyConcept(name, {"comment", "reason", "text", "message", "body", "note", "content",
                                           "answer", "step", "quote", "problem", "solution", "instruction"});
           });
}

Range firstSentence(const SourceText &source, Range value)
{
    const auto sentence = std::upper_bound(source.sentences.begin(), source.sentences.end(), value.begin,
                                           [](std::size_t at, const Range &each) { return at < each.begin; });
    if (sentence == source.sentences.begin())
        return value;
    const std::size_t end = std::prev(sentence)->end;
    return end > value.begin && end < value.end ? Range{value.begin, end} : value;
}

/// What the value takes of the range: a name beside a label may leave an age behind it.
Range extent(const SourceText &source, Range range, const json::Value &value)
{
    const std::size_t at = value.isString() ? source.of(range).find(value.text()) : std::string_view::npos;
    return at == std::string_view::npos || value.text().empty()
               ? range
               : Range{range.begin + at, range.begin + at + value.text().size()};
}

/// A heading stands over many things; a scalar takes its first line, a text all of them.
Range valueFor(const Search &search, const Field &field, const Label &label)
{
    if (label.sort == Label::Sort::Prefix && field.meaning != Meaning::AddressText && !field.isNumeric()) {
        const std::string_view value = search.source.of(label.value);
        const std::size_t end = std::min({value.find(", "), value.find("; "), value.size()});
        return {label.value.begin, label.value.begin + end};
    }
    if (label.sort != Label::Sort::Heading)
        return isRunningText(field) ? label.value : firstSentence(search.source, label.value);
    const bool text = isRunningText(field) || field.meaning == Meaning::AddressText;
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
        if (coverage(field.names.front(), label) > 0)
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
        if (match < least || label.container || label.value.end > search.scope.end)
            continue;
        const Range range = valueFor(search, field, label);
        auto value = convert(search, field, range);
        if (!value)
            continue;
        const Range taken = extent(search.source, range, *value);
        out.push_back({0.15 + 0.85 * match * trust(label.sort), taken, std::move(*value), false});
    }
}

} // namespace espalier::practice

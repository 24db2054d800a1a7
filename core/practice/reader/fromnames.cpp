// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

std::string written(const Search &search, Range range)
{
    return std::string(search.source.of(range));
}

/// The place or company that a capitalised run is rather than a person.
bool isElsewhere(const Search &search, Range range)
{
    for (const Address &address :
         within(search.source.addresses, {range.begin > 200 ? range.begin - 200 : 0, range.end})) {
        if (address.range.holds(range))
            return true;
    }
    return isCountry(search.source.of(range));
}

bool inLabel(const Search &search, Range range)
{
    const auto labels = within(search.source.labels, {range.begin > 60 ? range.begin - 60 : 0, range.end});
    return std::any_of(labels.begin(), labels.end(), [&](const Label &label) {
        const bool said =
            label.sort == Label::Sort::Colon || isKnownWord(lowered(search.source.of(label.name)));
        return label.sort != Label::Sort::Prefix && label.sort != Label::Sort::Heading && said &&
               label.name.holds(range);
    });
}

/// A title rather than a person: quotation marks around it, "The" perhaps between.
bool isQuote(std::string_view text, std::size_t at)
{
    const std::string_view before = slice(text, at > 8 ? at - 8 : 0, at);
    const std::size_t mark = std::max(before.rfind('"') + 1, before.rfind("\u201c") + 1);
    return mark > 0 && before.substr(mark).find(" by") == std::string_view::npos &&
           before.find_first_of(".,\n", mark) == std::string_view::npos;
}

/// How surely the run names a person.
double personScore(const Search &search, const NamePlace &name)
{
    if (isElsewhere(search, name.range) || inLabel(search, name.range) ||
        name.range.size() <= characterAt(search.source.text, name.range.begin).size) // "M"
        return 0;
    if (name.company)
        return 0.2;
    const bool initials = search.source.of(name.range).find(". ") != std::string_view::npos;
    double score = name.words >= 2 && (name.words <= 3 || initials) ? 0.36 : name.words == 1 ? 0.3 : 0.25;
    if (name.range.begin > 0 && isQuote(search.source.text, name.range.begin))
        score -= 0.3;
    if (name.honoured)
        score += 0.35;
    if (name.introduced)
        score += 0.25;
    const std::string_view text = search.source.text;
    const std::string_view before =
        slice(text, name.range.begin > 5 ? name.range.begin - 5 : 0, name.range.begin);
    for (const std::string_view place : {" in ", " at ", "from ", "aus ", "near "}) {
        if (before.size() >= place.size() && before.substr(before.size() - place.size()) == place)
            score -= 0.2;
    }
    if (name.words == 1 && isKnownWord(lowered(search.source.of(name.range))))
        return 0; // a word for something, written large
    return score;
}

/// "Dr." names the doctor.
bool named(const Search &search, const Field &field, const NamePlace &name)
{
    const std::size_t from = name.range.begin > 4 ? name.range.begin - 4 : 0;
    return name.honoured && !field.names.empty() && hasConcept(field.names.front(), "doctor") &&
           slice(search.source.text, from, name.range.begin).find("Dr") != std::string_view::npos;
}

void person(const Search &search, const Field &field, Candidates &out)
{
    const auto names = within(search.source.names, search.scope);
    const auto persons = std::count_if(
        names.begin(), names.end(), [&](const NamePlace &name) { return personScore(search, name) >= 0.25; });
    const bool lone = persons == 1 && search.people <= 1;
    std::size_t order = 0;
    for (const NamePlace &name : within(search.source.names, search.scope)) {
        double score = personScore(search, name);
        if (score <= 0 || name.range.end > search.scope.end)
            continue;
        const double role = contextMatch(search, field, name.range);
        const bool plain =
            field.names.empty() ||
            (field.names.front().size() == 1 &&
             hasAnyConcept(field.names.front(), {"name", "person", "people", "human", "individual"}));
        if (!plain && search.people > 1 && role < 0.3 && !named(search, field, name))
            continue; // one of several roles, and nothing says which
        score += plain ? 0 : 0.45 * role - (lone ? 0 : 0.08);
        score -= 0.01 * static_cast<double>(std::min<std::size_t>(order++, 10));
        out.push_back({score, name.range, Value::string(written(search, name.range)), false});
    }
    const bool reached = // whoever has an age here need not be whom to ask
        !field.names.empty() &&
        hasAnyConcept(field.names.front(), {"contact", "organizer", "manager", "doctor"});
    for (const AgePlace &age : within(search.source.ages, search.scope)) {
        const bool role = !field.names.empty() && isPersonRole(field.names.front()) && search.people > 1;
        if (!age.name.empty() && search.scope.holds(age.name) && !role)
            out.push_back({reached ? 0.5 : 0.55 + 0.35 * age.certainty, age.name,
                           Value::string(written(search, age.name)), false});
    }
}

/// First or last name: the outer words of the best full name.
void partOfName(const Search &search, const Field &field, Candidates &out)
{
    Field whole = field;
    whole.meaning = Meaning::FullName;
    whole.names = {conceptsOf("name")};
    Candidates names;
    fromLabels(search, whole, names);
    person(search, whole, names);
    for (const Candidate &name : names) {
        const std::string &text = name.value.text();
        const std::size_t blank = field.meaning == Meaning::FirstName ? text.find(' ') : text.rfind(' ');
        if (blank == std::string::npos && field.meaning == Meaning::LastName)
            continue;
        const std::string part =
            field.meaning == Meaning::FirstName ? text.substr(0, blank) : text.substr(blank + 1);
        out.push_back({name.score * 0.9, name.range, Value::string(part), true});
    }
}

void age(const Search &search, const Field &field, Candidates &out)
{
    std::size_t order = 0;
    for (const AgePlace &age : within(search.source.ages, search.scope)) {
        if (auto value = convert(search, field, age.range))
            out.push_back(
                {0.4 + 0.5 * age.certainty - 0.01 * static_cast<double>(std::min<std::size_t>(order++, 10)),
                 age.range, std::move(*value), false});
    }
}

void company(const Search &search, const Field &field, Candidates &out)
{
    for (const NamePlace &name : within(search.source.names, search.scope)) {
        if (name.range.end > search.scope.end ||
            (name.words == 1 && isKnownWord(lowered(search.source.of(name.range)))))
            continue;
        const double context = contextMatch(search, field, name.range);
        const double score = (name.company ? 0.5 : 0.1) + 0.4 * context;
        if (score >= 0.4)
            out.push_back({score, name.range, Value::string(written(search, name.range)), false});
    }
}

} // namespace

void fromNames(const Search &search, const Field &field, Candidates &out)
{
    switch (field.meaning) {
    case Meaning::FullName:
        return person(search, field, out);
    case Meaning::FirstName:
    case Meaning::LastName:
        return partOfName(search, field, out);
    case Meaning::Age:
        return age(search, field, out);
    case Meaning::Company:
        return company(search, field, out);
    default:
        return;
    }
}

} // namespace espalier::practice

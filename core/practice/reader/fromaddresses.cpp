// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <string>

namespace espalier::practice {

namespace {

using json::Value;

Range partOf(const Address &address, const Field &field, bool numberApart)
{
    switch (field.meaning) {
    case Meaning::Street:
        return numberApart ? address.streetName : address.street;
    case Meaning::HouseNumber:
        return address.houseNumber;
    case Meaning::City:
        return address.city;
    case Meaning::Region:
        return address.region;
    case Meaning::PostalCode:
        return address.postal;
    case Meaning::Country:
        return address.country;
    case Meaning::AddressText:
        return address.range;
    default:
        return {};
    }
}

std::string oneLine(std::string_view text)
{
    std::string out(text);
    for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at)) {
        const bool comma = at > 0 && out[at - 1] == ',';
        out.replace(at, 1, comma ? " " : ", ");
    }
    return out;
}

bool isPlacePreposition(std::string_view before)
{
    for (const std::string_view word : {"in ", "from ", "to ", "near ", "aus ", "nach ", "of ", "im "}) {
        if (before.size() >= word.size() && before.substr(before.size() - word.size()) == word)
            return true;
    }
    return false;
}

bool inAddress(const Search &search, Range range)
{
    const auto near = within(search.source.addresses, {range.begin > 200 ? range.begin - 200 : 0, range.end});
    return std::any_of(near.begin(), near.end(),
                       [&](const Address &address) { return address.range.holds(range); });
}

/// Cities and countries outside of addresses: "lives in Munich, Germany", "from Norway".
void places(const Search &search, const Field &field, Candidates &out)
{
    const std::string_view text = search.source.text;
    for (const NamePlace &name : within(search.source.names, search.scope)) {
        if (name.range.end > search.scope.end || name.company || name.honoured ||
            inAddress(search, name.range))
            continue;
        const bool country = isCountry(search.source.of(name.range));
        const std::string_view before =
            slice(text, name.range.begin > 6 ? name.range.begin - 6 : 0, name.range.begin);
        const std::string_view behind = text.substr(name.range.end, 2);
        double score = 0;
        if (field.meaning == Meaning::Country && country)
            score = 0.55;
        else if (field.meaning == Meaning::City && !country)
            score = (before.size() >= 5 && before.substr(before.size() - 5) == "from " ? 0.38
                     : isPlacePreposition(before)                                      ? 0.42
                                                                                       : 0.05) +
                    (behind == ", " ? 0.03 : 0);
        score += 0.35 * contextMatch(search, field, name.range);
        if (score >= 0.3)
            out.push_back(
                {score, name.range, Value::string(std::string(search.source.of(name.range))), true});
    }
}

} // namespace

void fromAddresses(const Search &search, const Field &field, Candidates &out)
{
    const bool place = field.meaning == Meaning::City || field.meaning == Meaning::Country;
    double order = 0;
    for (const Address &address : within(search.source.addresses, search.scope)) {
        const Range part = partOf(address, field, search.houseNumberApart);
        if (part.empty() || part.end > search.scope.end)
            continue;
        const double context =
            search.parent.empty()
                ? 0
                : 0.2 * coverage(search.parent,
                                 surroundings(search.source, address.range, search.scope).before);
        std::string value = field.meaning == Meaning::AddressText ? oneLine(search.source.of(part))
                                                                  : std::string(search.source.of(part));
        out.push_back({0.62 + context - order, part, Value::string(std::move(value)), true});
        order = std::min(order + 0.02, 0.1);
    }
    if (place)
        places(search, field, out);
}

} // namespace espalier::practice

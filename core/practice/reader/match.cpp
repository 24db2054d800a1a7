// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/match.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

/// What a unit measures, as words of field names.
constexpr std::pair<std::string_view, std::string_view> measures[] = {{"kg", "weight"},
                                                                      {"g", "weight"},
                                                                      {"lb", "weight"},
                                                                      {"lbs", "weight"},
                                                                      {"pounds", "weight"},
                                                                      {"oz", "weight"},
                                                                      {"t", "weight"},
                                                                      {"tons", "weight"},
                                                                      {"mg", "dosage"},
                                                                      {"m\u00b2", "area"},
                                                                      {"qm", "area"},
                                                                      {"sqm", "area"},
                                                                      {"sq", "area"},
                                                                      {"km\u00b2", "area"},
                                                                      {"ha", "area"},
                                                                      {"cm", "height"},
                                                                      {"m", "height"},
                                                                      {"ft", "height"},
                                                                      {"cm", "length"},
                                                                      {"m", "length"},
                                                                      {"km", "distance"},
                                                                      {"miles", "distance"},
                                                                      {"kilometers", "distance"},
                                                                      {"cm", "width"},
                                                                      {"mm", "width"},
                                                                      {"l", "volume"},
                                                                      {"l", "capacity"},
                                                                      {"liters", "capacity"},
                                                                      {"litres", "capacity"},
                                                                      {"ml", "volume"},
                                                                      {"min", "duration"},
                                                                      {"mins", "duration"},
                                                                      {"minutes", "duration"},
                                                                      {"hours", "duration"},
                                                                      {"h", "duration"},
                                                                      {"hour", "duration"},
                                                                      {"minuten", "duration"},
                                                                      {"stunden", "duration"},
                                                                      {"minute", "duration"},
                                                                      {"days", "duration"},
                                                                      {"minutes", "time"},
                                                                      {"min", "time"},
                                                                      {"minuten", "time"},
                                                                      {"\u00b0c", "temperature"},
                                                                      {"\u00b0f", "temperature"},
                                                                      {"\u00b0", "temperature"},
                                                                      {"degrees", "temperature"},
                                                                      {"w", "power"},
                                                                      {"kw", "power"},
                                                                      {"ps", "power"},
                                                                      {"hp", "power"},
                                                                      {"gb", "memory"},
                                                                      {"gb", "storage"},
                                                                      {"tb", "storage"},
                                                                      {"mb", "size"},
                                                                      {"km/h", "speed"},
                                                                      {"mph", "speed"},
                                                                      {"stars", "rating"},
                                                                      {"star", "rating"},
                                                                      {"/5", "rating"},
                                                                      {"/10", "rating"},
                                                                      {"sterne", "rating"},
                                                                      {"sternen", "rating"},
                                                                      {"people", "population"},
                                                                      {"inhabitants", "population"},
                                                                      {"einwohner", "population"},
                                                                      {"pages", "page"},
                                                                      {"seiten", "page"},
                                                                      {"pieces", "quantity"},
                                                                      {"pcs", "quantity"},
                                                                      {"st\u00fcck", "quantity"},
                                                                      {"x", "quantity"},
                                                                      {"stk", "quantity"},
                                                                      {"units", "quantity"},
                                                                      {"\u00d7", "quantity"},
                                                                      {"year", "warranty"},
                                                                      {"years", "experience"},
                                                                      {"jahre", "experience"},
                                                                      {"persons", "serving"},
                                                                      {"people", "serving"},
                                                                      {"v", "voltage"},
                                                                      {"s", "timeout"},
                                                                      {"seconds", "timeout"},
                                                                      {"sec", "timeout"},
                                                                      {"ms", "timeout"},
                                                                      {"seconds", "duration"},
                                                                      {"hours", "time"},
                                                                      {"personen", "serving"},
                                                                      {"people", "capacity"},
                                                                      {"guests", "capacity"},
                                                                      {"tbsp", "quantity"},
                                                                      {"tsp", "quantity"},
                                                                      {"cup", "quantity"},
                                                                      {"cups", "quantity"},
                                                                      {"el", "quantity"},
                                                                      {"tl", "quantity"}};

} // namespace

double contextMatch(const Search &search, const Field &field, Range place)
{
    const Surroundings around = surroundings(search.source, place, search.scope);
    double best = 0;
    for (const Concepts &name : field.names) {
        const double before = coverage(name, around.before);
        Concepts both = around.before;
        both.insert(both.end(), around.after.begin(), around.after.end());
        const double after = coverage(name, around.after, true); // a preposition announces what follows it
        // What stands right at the value tells more than what stands somewhere before it.
        const bool adjacent =
            (!around.after.empty() && !name.empty() && name.back() == around.after.front()) ||
            (!around.before.empty() && !name.empty() && sameConcept(name.back(), around.before.back()));
        best = std::max({best, before * 0.9, after * 0.85,
                         (before > 0 && after > 0 ? coverage(name, both) * 0.75 : 0)}) +
               (adjacent ? 0.1 : 0);
    }
    if (best < 0.3 && !field.hint.empty() && !around.before.empty()) {
        const double hinted = coverage({around.before.back()}, field.hint);
        best = std::max(best, 0.3 * hinted);
    }
    return std::min(best, 1.0);
}

bool isMeasure(std::string_view unit)
{
    return std::any_of(std::begin(measures), std::end(measures),
                       [&](const auto &each) { return each.first == unit; });
}

double unitMatch(const Field &field, std::string_view unit)
{
    if (unit.empty())
        return 0;
    const Concepts concepts = conceptsOf(unit);
    double best = !concepts.empty() && coverage(concepts, field.hint) >= 1 ? 0.7 : 0;
    for (const Concepts &name : field.names) {
        best = std::max(best, coverage(name, concepts));
        for (const auto &[sign, what] : measures) {
            if (sign == unit && hasConcept(name, what))
                best = std::max(best, 0.8);
        }
        // "weight_kg", "duration_minutes"
        if (std::any_of(concepts.begin(), concepts.end(),
                        [&](const auto &each) { return hasConcept(name, each); }))
            best = std::max(best, 0.8);
    }
    return best;
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/candidates.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace espalier::practice {

namespace {

bool isWeekday(const std::string &low)
{
    static constexpr std::string_view days[] = {"monday",     "tuesday", "wednesday", "thursday", "friday",
                                                "saturday",   "sunday",  "montag",    "dienstag", "mittwoch",
                                                "donnerstag", "freitag", "samstag",   "sonntag"};
    return std::find(std::begin(days), std::end(days), low) != std::end(days);
}

} // namespace

void fromWeekdays(const Search &search, const Field &field, Candidates &out)
{
    if (field.meaning != Meaning::Weekday || !field.allowed.empty())
        return;
    double order = 0;
    for (const Word &word : within(search.source.words, search.scope)) {
        const std::string_view text = search.source.of(placeOf(word));
        if (!word.capital || !isWeekday(lowered(text)))
            continue;
        out.push_back({0.62 - order, placeOf(word), json::Value::string(std::string(text)), true});
        order = std::min(order + 0.01, 0.2);
    }
}

} // namespace espalier::practice

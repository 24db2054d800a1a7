// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace espalier::practice {

namespace {

/// What was done, and words of fields for who did it.
constexpr std::pair<std::string_view, std::string_view> verbs[] = {{"written", "author"},
                                                                   {"published", "publisher"},
                                                                   {"released", "publisher"},
                                                                   {"founded", "founder"},
                                                                   {"established", "founder"},
                                                                   {"directed", "director"},
                                                                   {"painted", "artist"},
                                                                   {"performed", "artist"},
                                                                   {"sung", "artist"},
                                                                   {"recorded", "artist"},
                                                                   {"composed", "composer"},
                                                                   {"made", "brand"},
                                                                   {"manufactured", "brand"},
                                                                   {"produced", "producer"},
                                                                   {"designed", "designer"},
                                                                   {"built", "architect"},
                                                                   {"sold", "seller"},
                                                                   {"issued", "seller"},
                                                                   {"shipped", "carrier"},
                                                                   {"delivered", "carrier"},
                                                                   {"invented", "inventor"},
                                                                   {"edited", "editor"},
                                                                   {"translated", "translator"},
                                                                   {"owned", "owner"},
                                                                   {"organized", "organizer"},
                                                                   {"organised", "organizer"},
                                                                   {"organized", "organiser"},
                                                                   {"signed", "signer"},
                                                                   {"sponsored", "sponsor"},
                                                                   {"illustrated", "illustrator"},
                                                                   {"photographed", "photographer"},
                                                                   {"narrated", "narrator"},
                                                                   {"reviewed", "reviewer"},
                                                                   {"approved", "approver"},
                                                                   {"led", "manager"}};

/// The verb of the "by" that ends at `begin`, in its clause; empty: none, or no "by".
std::string_view verbBefore(const Search &search, std::size_t begin)
{
    constexpr std::size_t furthest = 48; // bytes
    const std::string_view text = search.source.text;
    while (begin > 0 && (text[begin - 1] == '"' || static_cast<unsigned char>(text[begin - 1]) > 0x7F))
        --begin;
    if (begin < 4 || text.compare(begin - 4, 4, " by ") != 0)
        return {};
    const auto words = within(search.source.words, {begin > furthest ? begin - furthest : 0, begin - 3});
    std::size_t next = begin - 4;
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
        if (slice(text, std::min(word->end, next), next).find_first_of(",;.!?\n") != std::string_view::npos)
            return {};
        const std::string low = lowered(search.source.of(placeOf(*word)));
        const auto verb = std::find_if(std::begin(verbs), std::end(verbs),
                                       [&](const auto &each) { return each.first == low; });
        if (verb != std::end(verbs))
            return verb->first;
        next = word->begin;
    }
    return {};
}

bool speaksOf(std::string_view verb, const Field &field)
{
    return std::any_of(std::begin(verbs), std::end(verbs), [&](const auto &each) {
        return (verb.empty() || each.first == verb) &&
               std::any_of(field.names.begin(), field.names.end(),
                           [&](const Concepts &name) { return hasConcept(name, each.second); });
    });
}

/// The last word of `text` before `end`, lowered; `end` moves to its begin.
std::string wordBefore(std::string_view text, std::size_t &end)
{
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '"'))
        --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < 12 &&
           (isAsciiAlpha(text[begin - 1]) || text[begin - 1] == '\'' ||
            static_cast<unsigned char>(text[begin - 1]) > 0x7F))
        --begin;
    const std::string word = lowered(slice(text, begin, end));
    end = begin;
    return word;
}

} // namespace

bool isByAnother(const Search &search, const Field &field, Range place)
{
    const std::string_view verb = verbBefore(search, place.begin);
    return !verb.empty() && speaksOf({}, field) && !speaksOf(verb, field);
}

bool isByVerbOf(const Search &search, const Field &field, std::size_t begin)
{
    const std::string_view verb = verbBefore(search, begin);
    return !verb.empty() && speaksOf(verb, field);
}

bool isDenied(const Search &search, Range place)
{
    static constexpr std::string_view links[] = {"in",  "at",  "on",  "from", "to",  "by",   "for", "with",
                                                 "the", "a",   "an",  "of",   "im",  "am",   "aus", "von",
                                                 "der", "die", "das", "bei",  "ein", "eine", "mit", "um"};
    static constexpr std::string_view denials[] = {"not",    "nicht",   "kein", "keine",
                                                   "keinen", "anstatt", "statt"};
    std::size_t at = place.begin;
    for (int i = 0; i < 3; ++i) {
        const std::string word = wordBefore(search.source.text, at);
        if (std::find(std::begin(denials), std::end(denials), word) != std::end(denials))
            return true;
        if ((word == "of" && wordBefore(search.source.text, at) == "instead") ||
            (word == "than" && wordBefore(search.source.text, at) == "rather"))
            return true;
        if (std::find(std::begin(links), std::end(links), word) == std::end(links))
            return false;
    }
    return false;
}

} // namespace espalier::practice

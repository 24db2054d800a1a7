// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/candidates.h"
#include "practice/reader/match.h"

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

bool isWordByte(char c)
{
    return isAsciiAlpha(c) || isAsciiDigit(c) || static_cast<unsigned char>(c) > 0x7F;
}

constexpr std::string_view denials[] = {" not ",      " is not ",  " are not ", " was not ",
                                        " were not ", " has not ", " have not "};

/// A word of negation among the three before `at`.
bool negated(const SourceText &source, std::size_t at, std::size_t floor)
{
    static constexpr std::string_view negations[] = {
        "not",   "no",     "never",      "without",      "non",   "nicht",   "kein",   "keine",
        "ohne",  "isn't",  "aren't",     "doesn't",      "don't", "hasn't",  "wasn't", "cannot",
        "can't", "keinen", "isn\u2019t", "doesn\u2019t", "nor",   "neither", "lacks",  "un"};
    const std::size_t from = at > 40 ? std::max(at - 40, floor) : floor;
    const auto words = within(source.words, {from, at});
    std::size_t count = 0;
    for (auto word = words.rbegin(); word != words.rend() && count < 3; ++word, ++count) {
        if (slice(source.text, word->end, at).find_first_of(".;,!?\n") != std::string_view::npos)
            return false;
        const std::string low = lowered(source.of({word->begin, word->end}));
        if (std::find(std::begin(negations), std::end(negations), low) != std::end(negations))
            return true;
    }
    return false;
}

void enumeration(const Search &search, const Field &field, Candidates &out)
{
    const std::string low = lowered(search.source.of(search.scope));
    if (low.size() != search.scope.size())
        return; // lowering changed a length: places would be off
    for (const Value &allowed : field.allowed) {
        std::string wanted = lowered(allowed.text());
        std::replace(wanted.begin(), wanted.end(), '_', ' ');
        if (wanted.empty() || allowed.isBool())
            continue;
        std::size_t seen = 0;
        for (std::size_t at = low.find(wanted); at != std::string::npos && seen < 8;
             at = low.find(wanted, at + wanted.size())) {
            const std::size_t end = at + wanted.size();
            const bool whole =
                (at == 0 || !isWordByte(low[at - 1])) && (end == low.size() || !isWordByte(low[end]));
            const Range place{search.scope.begin + at, search.scope.begin + end};
            if (!whole || negated(search.source, place.begin, search.scope.begin))
                continue;
            ++seen;
            const double length = 0.01 * static_cast<double>(std::min<std::size_t>(wanted.size(), 8));
            out.push_back({0.42 + length + 0.35 * contextMatch(search, field, place) -
                               0.005 * static_cast<double>(seen),
                           place, allowed, true});
        }
    }
}

bool isAuxiliary(std::string_view stem)
{
    static const std::string words[] = {stemOf("is"),  stemOf("has"),  stemOf("can"),  stemOf("are"),
                                        stemOf("was"), stemOf("have"), stemOf("with"), stemOf("should"),
                                        stemOf("in"),  stemOf("on"),   stemOf("does")};
    return std::find(std::begin(words), std::end(words), stem) != std::end(words);
}

/// " is not": right behind, or behind a form of "be".
bool isDeniedBehind(const std::string &after)
{
    return std::any_of(std::begin(denials), std::end(denials),
                       [&](std::string_view denial) { return after.compare(0, denial.size(), denial) == 0; });
}

/// Of the last word of a key: "is_delivered" and "wasDelivered" end with "deliver".
std::string lastStem(const std::string &key)
{
    std::size_t begin = key.size();
    while (begin > 0 && key[begin - 1] != '_' && key[begin - 1] != '-' && key[begin - 1] != ' ') {
        --begin;
        if (key[begin] >= 'A' && key[begin] <= 'Z')
            break;
    }
    return stemOf(asciiLower(std::string_view(key).substr(begin)));
}

/// "in stock", "is a member", "TLS enabled", "no parking": the words of the field say yes, a negation before
/// them no.
void truth(const Search &search, const Field &field, Candidates &out)
{
    constexpr std::size_t longest = 20000; // bytes; every word is looked up
    if (search.scope.size() > longest || field.names.empty())
        return;
    Concepts wanted = field.names.front();
    wanted.erase(std::remove_if(wanted.begin(), wanted.end(), isAuxiliary), wanted.end());
    const auto words = within(search.source.words, search.scope);
    for (std::size_t i = 0; i < words.size() && !wanted.empty(); ++i) {
        const std::size_t last = std::min(i + wanted.size(), words.size()) - 1;
        const Range place{words[i].begin, words[last].end};
        const Concepts here = conceptsOf(search.source.of(place));
        const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string &each) {
            return std::find(here.begin(), here.end(), each) != here.end();
        });
        if (!all || search.source.of(place).find_first_of(".;\n") != std::string_view::npos)
            continue;
        const std::string after = asciiLower(search.source.text.substr(place.end, 14));
        const bool no = negated(search.source, place.begin, search.scope.begin) || isDeniedBehind(after) ||
                        after.find(": no") == 0 || after.find(" off") == 0 || after.find(" disabled") < 5 ||
                        after.find(" nicht") < 6;
        // The word itself tells more than one that may stand for it: "shipped" is not yet "delivered".
        const bool own = last != i || stemOf(lowered(search.source.of(place))) == lastStem(field.key);
        out.push_back({own ? 0.5 : 0.45, place, Value::boolean(!no), true});
        if (own)
            return;
    }
}

} // namespace

void fromChoices(const Search &search, const Field &field, Candidates &out)
{
    if (!field.allowed.empty())
        enumeration(search, field, out);
    else if (field.type == Field::Type::Boolean)
        truth(search, field, out);
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/lexicon.h"

#include "base/ascii.h"
#include "practice/reader/characters.h"
#include "practice/reader/synonyms.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t longestPhrase = 4;    // words
constexpr std::size_t longestCompound = 48; // bytes
constexpr std::string_view emptyWords[] = {
    "the", "a",   "an",  "of",   "and",   "or",   "is",   "are",  "was", "your", "our",
    "my",  "his", "her", "its",  "their", "this", "each", "der",  "die", "das",  "den",
    "dem", "des", "ein", "eine", "und",   "ist",  "sind", "ihre", "ihr", "im",   "please"};
// Shared by so many labels that alone they tell little.
constexpr std::string_view weakWords[] = {"number", "name", "date", "amount", "value",
                                          "time",   "type", "info", "data"};
// Prepositions and what they may announce.
constexpr std::pair<std::string_view, std::string_view> announcements[] = {
    {"from", "start"},       {"from", "sender"},
    {"from", "origin"},      {"from", "departure"},
    {"to", "end"},           {"to", "recipient"},
    {"to", "destination"},   {"to", "arrival"},
    {"by", "author"},        {"by", "seller"},
    {"by", "due"},           {"for", "customer"},
    {"for", "recipient"},    {"at", "location"},
    {"at", "company"},       {"at", "time"},
    {"on", "date"},          {"in", "city"},
    {"in", "location"},      {"in", "year"},
    {"von", "start"},        {"von", "sender"},
    {"von", "origin"},       {"nach", "destination"},
    {"von", "author"},       {"am", "date"},
    {"um", "time"},          {"an", "recipient"},
    {"via", "via"},          {"phone", "mobile"},
    {"mobile", "phone"},     {"product", "name"},
    {"location", "city"},    {"title", "job"},
    {"title", "topic"},      {"title", "name"},
    {"company", "seller"},   {"description", "product"},
    {"amount", "total"},     {"total", "amount"},
    {"price", "amount"},     {"amount", "price"},
    {"total", "price"},      {"reference", "number"},
    {"number", "reference"}, {"order", "booking"},
    {"booking", "order"},    {"found", "year"},
    {"publish", "year"}};

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// "fläche" and "flaeche" are one word.
std::string withoutUmlauts(std::string_view word)
{
    static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
        {"\u00e4", "ae"}, {"\u00f6", "oe"}, {"\u00fc", "ue"}, {"\u00df", "ss"}};
    std::string out(word);
    for (const auto &[letter, two] : pairs) {
        for (std::size_t at = out.find(letter); at != std::string::npos; at = out.find(letter, at))
            out.replace(at, letter.size(), two);
    }
    return out;
}

/// camelCase and acronyms apart, everything lowered: "vatID" → "vat id".
std::string separated(std::string_view phrase)
{
    std::string out;
    char32_t before = ' ';
    for (std::size_t at = 0; at < phrase.size();) {
        const Character c = characterAt(phrase, at);
        const std::size_t next = at + c.size;
        const bool lowerNext = next < phrase.size() && isLetter(characterAt(phrase, next).code) &&
                               !isUpper(characterAt(phrase, next).code);
        const bool begins =
            isUpper(c.code) && isLetter(before) && (!isUpper(before) || (lowerNext && c.size == 1));
        if (begins)
            out += ' ';
        out.append(phrase.substr(at, c.size));
        before = c.code;
        at = next;
    }
    return lowered(out);
}

class Table
{
public:
    Table()
    {
        for (const auto &[concept_, words] : synonyms()) {
            const Concepts meaning = stems(concept_);
            m_known.emplace(joined(meaning), meaning);
            for (std::string_view rest = words; !rest.empty();) {
                const std::size_t bar = std::min(rest.find('|'), rest.size());
                m_known.emplace(joined(stems(rest.substr(0, bar))), meaning);
                rest.remove_prefix(std::min(bar + 1, rest.size()));
            }
        }
        for (const std::string_view word : emptyWords)
            m_empty.emplace(word);
        for (const std::string_view word : weakWords)
            m_weak.insert(stemOf(word));
        for (const auto &[label, field] : announcements)
            m_announced.insert(stemOf(field) + '/' + stemOf(label));
    }

    [[nodiscard]] const Concepts *find(const std::string &key) const
    {
        const auto found = m_known.find(key);
        return found == m_known.end() ? nullptr : &found->second;
    }
    [[nodiscard]] bool empty(const std::string &word) const { return m_empty.count(word) != 0; }
    [[nodiscard]] bool weak(const std::string &stem) const { return m_weak.count(stem) != 0; }
    [[nodiscard]] bool announced(std::string_view field, std::string_view label) const
    {
        return m_announced.count(std::string(field).append("/").append(label)) != 0;
    }

    /// A German compound of two known words, with its joint.
    [[nodiscard]] Concepts compound(const std::string &word) const
    {
        for (std::size_t cut = 3;
             word.size() >= 7 && word.size() <= longestCompound && cut + 2 <= word.size(); ++cut) {
            const Concepts *tail = find(stemOf(word.substr(cut)));
            if (!tail)
                continue;
            for (const std::string_view joint : {"", "s", "n", "en", "es"}) {
                const std::string head = word.substr(0, cut);
                if (head.size() < joint.size() + 3 || !endsWith(head, joint))
                    continue;
                if (const Concepts *front = find(stemOf(head.substr(0, head.size() - joint.size())))) {
                    Concepts out = *front;
                    out.insert(out.end(), tail->begin(), tail->end());
                    return out;
                }
            }
        }
        return {};
    }

    static std::string joined(const Concepts &words)
    {
        std::string out;
        for (const std::string &word : words)
            out.append(out.empty() ? "" : " ").append(word);
        return out;
    }

private:
    static Concepts stems(std::string_view phrase)
    {
        Concepts out;
        while (!phrase.empty()) {
            const std::size_t blank = std::min(phrase.find(' '), phrase.size());
            out.push_back(stemOf(phrase.substr(0, blank)));
            phrase.remove_prefix(std::min(blank + 1, phrase.size()));
        }
        return out;
    }

    std::unordered_map<std::string, Concepts> m_known;
    std::unordered_set<std::string> m_empty;
    std::unordered_set<std::string> m_weak;
    std::unordered_set<std::string> m_announced;
};

const Table &lexicon()
{
    static const Table instance;
    return instance;
}

/// Words of a phrase; what is written with a hyphen stays whole when the table knows it so.
std::vector<std::string> tokens(std::string_view phrase)
{
    std::vector<std::string> out;
    const std::string text = separated(phrase);
    for (const Word &word : wordsIn(text)) {
        const std::string whole(slice(text, word.begin, word.end));
        if (whole.find('-') == std::string::npos || lexicon().find(stemOf(whole))) {
            out.push_back(whole);
            continue;
        }
        for (std::string_view rest = whole; !rest.empty();) {
            const std::size_t hyphen = std::min(rest.find('-'), rest.size());
            out.emplace_back(rest.substr(0, hyphen));
            rest.remove_prefix(std::min(hyphen + 1, rest.size()));
        }
    }
    if (text.find('#') != std::string::npos)
        out.emplace_back("number");
    return out;
}

} // namespace

std::string stemOf(std::string_view word)
{
    std::string out = withoutUmlauts(word);
    const auto cut = [&](std::string_view end, std::size_t least, std::string_view instead = {}) {
        if (out.size() < least || !endsWith(out, end))
            return false;
        out.replace(out.size() - end.size(), end.size(), instead);
        return true;
    };
    cut("'s", 3);
    cut("\u2019s", 5);
    const bool plural = cut("ies", 5, "y") || cut("sses", 6, "ss") || cut("ches", 6, "ch") ||
                        cut("shes", 6, "sh") || cut("xes", 5, "x");
    if (!plural && !endsWith(out, "ss") && !endsWith(out, "us") && !endsWith(out, "is"))
        cut("s", 4);
    const bool verb = cut("ing", 6) || cut("ed", 5);
    if (verb && out.size() > 3 && out[out.size() - 1] == out[out.size() - 2] && !endsWith(out, "l") &&
        !endsWith(out, "s"))
        out.pop_back();
    cut("e", 4);
    return out;
}

namespace {

Concepts looked(std::string_view phrase)
{
    const std::vector<std::string> words = tokens(phrase);
    Concepts out;
    const auto add = [&](const Concepts &more) {
        for (const std::string &each : more) {
            if (std::find(out.begin(), out.end(), each) == out.end())
                out.push_back(each);
        }
    };
    for (std::size_t at = 0; at < words.size();) {
        const Concepts *known = nullptr;
        std::size_t length = std::min(longestPhrase, words.size() - at);
        for (; length > 0 && !known; --length) {
            Concepts stems;
            for (std::size_t i = at; i < at + length; ++i)
                stems.push_back(stemOf(words[i]));
            known = lexicon().find(Table::joined(stems));
            if (known)
                break;
        }
        if (known)
            add(*known);
        else if (const Concepts parts = lexicon().compound(words[at]); !parts.empty())
            add(parts);
        else if (!lexicon().empty(words[at]))
            add({stemOf(words[at])});
        at += known ? length : 1;
    }
    return out;
}

} // namespace

Concepts conceptsOf(std::string_view phrase)
{
    // The same few words are looked up over and over, at every place of a document and for every field.
    constexpr std::size_t most = 16384;
    constexpr std::size_t longest = 80; // bytes
    thread_local std::unordered_map<std::string, Concepts> known;
    if (phrase.size() > longest)
        return looked(phrase.substr(0, 4 * longest));
    if (known.size() >= most)
        known.clear();
    const auto [place, fresh] = known.try_emplace(std::string(phrase));
    if (fresh)
        place->second = looked(phrase);
    return place->second;
}

bool isKnownWord(std::string_view word)
{
    return lexicon().find(stemOf(word)) != nullptr;
}

bool hasConcept(const Concepts &concepts, std::string_view word)
{
    if (concepts.empty())
        return false;
    // Asked with the same words of the program for every field and record.
    constexpr std::size_t most = 4096;
    thread_local std::unordered_map<std::string, std::string> stems;
    if (stems.size() >= most)
        stems.clear();
    const auto [place, fresh] = stems.try_emplace(std::string(word));
    if (fresh)
        place->second = stemOf(word);
    return std::find(concepts.begin(), concepts.end(), place->second) != concepts.end();
}

bool hasAnyConcept(const Concepts &concepts, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return hasConcept(concepts, word); });
}

bool sameConcept(std::string_view field, std::string_view label)
{
    return field == label || lexicon().announced(field, label);
}

double likeness(const Concepts &field, const Concepts &label)
{
    if (field.empty() || label.empty())
        return 0;
    std::size_t shared = 0;
    bool strong = false;
    bool exact = true;
    for (const std::string &wanted : field) {
        const auto same =
            std::find_if(label.begin(), label.end(), [&](const auto &l) { return sameConcept(wanted, l); });
        if (same == label.end())
            continue;
        ++shared;
        exact = exact && *same == wanted;
        strong = strong || !lexicon().weak(wanted);
    }
    if (shared == 0)
        return 0;
    const auto missing = static_cast<double>(field.size() - shared);
    const double extra = label.size() > shared ? static_cast<double>(label.size() - shared) : 0;
    const double certainty = exact ? 1 : 0.8;
    if (missing == 0 && extra == 0)
        return certainty;
    if (missing == 0)
        return certainty * std::max(0.4, (strong ? 0.92 : 0.85) - (strong ? 0.12 : 0.25) * extra);
    if (extra == 0)
        return certainty * std::max(0.3, (strong ? 0.82 : 0.62) - 0.14 * missing);
    return strong ? 0.35 * certainty : 0;
}

} // namespace espalier::practice

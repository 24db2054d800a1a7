// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/fieldwishes.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace espalier::practice {

using json::Value;

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kMostFields = 50;

/// What a wish begins with: all up to the last of these in front of the first comma says who wishes, not
/// what.
constexpr std::array<std::string_view, 22> kWish{
    "want",      "need",  "extract", "get",   "find",  "read",  "list",    "collect",
    "know",      "give",  "me",      "take",  "shows", "will",  "brauche", "möchte",
    "entnehmen", "lesen", "suche",   "bitte", "with",  "fields"};
constexpr std::array<std::string_view, 34> kSmall{
    "the",   "a",    "an",   "their", "its",  "his",    "her",  "all", "every", "each", "any", "our",
    "your",  "also", "of",   "to",    "der",  "die",    "das",  "den", "dem",   "des",  "ein", "eine",
    "einen", "alle", "jede", "jeden", "auch", "please", "then", "too", "as",    "well"};
/// What follows says where a field stands, not what it is.
constexpr std::array<std::string_view, 13> kWhere{"of",  "from", "in",  "for", "on",  "at", "per",
                                                  "von", "aus",  "für", "im",  "pro", "des"};
constexpr std::array<std::string_view, 4> kWhether{"whether", "if", "ob", "falls"};
constexpr std::array<std::string_view, 4> kAnd{"and", "und", "sowie", "plus"};

template <std::size_t size>
bool isIn(const std::array<std::string_view, size> &words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool hasAny(const Words &words, std::initializer_list<std::string_view> wanted)
{
    return std::any_of(words.begin(), words.end(), [&](const std::string &word) {
        return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
    });
}

/// Words of letters and digits, in lower case; commas and the like end a part, as does "and".
std::vector<Words> partsOf(std::string_view sentence)
{
    std::vector<Words> parts(1);
    std::string word;
    const auto endWord = [&] {
        if (isIn(kAnd, word))
            parts.emplace_back();
        else if (!word.empty())
            parts.back().push_back(word);
        word.clear();
    };
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const char c = sentence[i];
        const bool inside = isAsciiAlpha(c) || isAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80;
        const bool joins = (c == '-' || c == '_') && !word.empty();
        if (inside || joins) {
            word.push_back(asciiLower(c));
        } else if (c == '\'' && i + 1 < sentence.size() && sentence[i + 1] == 's') {
            ++i; // "supplier's"
        } else {
            endWord();
            if (c == ':' && parts.size() == 1)
                parts.back().clear(); // what was said before it introduces the list
            else if (c == ',' || c == ';' || c == '\n' || c == '.' || c == '&')
                parts.emplace_back();
        }
    }
    endWord();
    return parts;
}

void dropIntroduction(Words &first)
{
    for (std::size_t i = first.size(); i-- > 0;) {
        if (isIn(kWish, first[i])) {
            first.erase(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            return;
        }
    }
}

std::string_view kindOf(const Words &words)
{
    if (hasAny(words, {"e-mail", "email", "mail", "e-mails", "emails"}))
        return "e-mail";
    if (hasAny(words, {"url", "website", "link", "links", "homepage", "webseite"}))
        return "web address";
    if (hasAny(words, {"date", "birthday", "born", "due", "deadline", "datum", "geburtstag", "dates"}))
        return "date";
    if (hasAny(words, {"amount", "total", "price", "sum", "cost", "tax", "weight", "rate", "prices", "betrag",
                       "preis", "summe", "gewicht"}))
        return "number";
    const bool numberOf = words.size() > 2 && words[0] == "number" && words[1] == "of";
    if (numberOf ||
        hasAny(words, {"age", "count", "quantity", "year", "many", "alter", "anzahl", "menge", "jahr"}))
        return "whole number";
    return "text";
}

std::string joined(const Words &words, char between)
{
    std::string out;
    for (const std::string &word : words)
        out += (out.empty() ? std::string() : std::string(1, between)) + word;
    return out;
}

std::string nameOf(const Words &words)
{
    std::string out = joined(words, '_');
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

/// One part as a field; null when nothing is left of it.
Value fieldOf(Words words)
{
    bool isList = false;
    const bool whether =
        std::any_of(words.begin(), words.end(), [](const auto &w) { return isIn(kWhether, w); });
    const Words said = words;
    while (!words.empty() &&
           (isIn(kSmall, words.front()) || words.front() == "list" || words.front() == "liste")) {
        isList = isList || words.front() == "list" || words.front() == "liste" || words.front() == "all" ||
                 words.front() == "alle";
        words.erase(words.begin());
    }
    std::string_view kind = kindOf(words);
    if (whether) {
        kind = "yes or no";
        words.erase(words.begin(), words.end() - 1); // what it is or is not
    }
    const bool inPhrase = words.size() > 2 && (words[1] == "of") &&
                          (words[2] == "birth" || words[0] == "number" || words[2] == "origin");
    const auto where = std::find_if(words.begin() + (words.empty() ? 0 : 1) + (inPhrase ? 1 : 0), words.end(),
                                    [](const std::string &word) { return isIn(kWhere, word); });
    words.erase(where, words.end());
    std::erase_if(words, [](const std::string &word) { return isIn(kSmall, word) && word != "of"; });
    if (words.empty() || words.size() > 6)
        return {};
    return Value::object({{"name", Value::string(nameOf(words))},
                          {"kind", Value::string(std::string(kind))},
                          {"list", Value::boolean(isList)},
                          {"must", Value::boolean(!isList && !whether)},
                          {"description", Value::string(joined(said, ' '))}});
}

} // namespace

Value wishedFields(std::string_view sentence)
{
    std::vector<Words> parts = partsOf(sentence);
    dropIntroduction(parts.front());
    Value::Array fields;
    for (Words &part : parts) {
        if (Value field = fieldOf(std::move(part)); !field.isNull() && fields.size() < kMostFields)
            fields.push_back(std::move(field));
    }
    return Value::object({{"fields", Value::array(std::move(fields))}});
}

} // namespace espalier::practice

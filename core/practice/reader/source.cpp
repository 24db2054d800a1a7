// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/source.h"

#include <iterator>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t wordsBefore = 6;
constexpr std::size_t wordsAfter = 4;

bool isAbbreviation(std::string_view text, std::size_t stop)
{
    std::size_t begin = stop;
    while (begin > 0 && isLetter(static_cast<unsigned char>(text[begin - 1])))
        --begin;
    static constexpr std::string_view known[] = {
        "Mr",  "Mrs",  "Ms",   "Dr",  "Prof", "St",     "No",  "Nr",  "Tel",  "Inc", "Ltd", "Co",
        "Rd",  "Ave",  "str",  "Str", "ca",   "approx", "vs",  "e",   "g",    "i",   "z",   "B",
        "bzw", "inkl", "incl", "Jan", "Feb",  "Mar",    "Apr", "Jun", "Jul",  "Aug", "Sep", "Sept",
        "Oct", "Nov",  "Dec",  "Okt", "Dez",  "geb",    "Mio", "Mrd", "Corp", "Jr",  "Sr"};
    const std::string_view word = slice(text, begin, stop);
    const bool initial = word.size() == 1 && isUpper(static_cast<unsigned char>(word[0]));
    return initial || std::find(std::begin(known), std::end(known), word) != std::end(known);
}

std::vector<Range> sentencesOf(std::string_view text)
{
    std::vector<Range> out;
    std::size_t begin = 0;
    const auto end = [&](std::size_t at) {
        const Range range = trimmedRange(text, {begin, at});
        if (!range.empty())
            out.push_back(range);
        begin = at;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool behind =
            at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n' || text[at + 1] == '\r';
        if ((c == '.' || c == '!' || c == '?') && behind) {
            const std::size_t next = text.find_first_not_of(" \r\n", at + 1);
            const bool small = next != std::string_view::npos && text[next] >= 'a' && text[next] <= 'z';
            const bool afterNumber = c == '.' && at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9' &&
                                     at > 2 && text[at - 2] == ' ';
            if (c != '.' || !(isAbbreviation(text, at) || small ||
                              (afterNumber && text[at + 1 < text.size() ? at + 1 : at] == ' ')))
                end(at + 1);
        } else if (c == '\n') {
            const std::size_t next = text.find_first_not_of(" \t\r", at + 1);
            const bool goesOn = next != std::string_view::npos && text[next] >= 'a' && text[next] <= 'z';
            if (!goesOn)
                end(at + 1);
        }
    }
    end(text.size());
    return out;
}

} // namespace

SourceText::SourceText(std::string_view document)
    : text(document)
    , words(wordsIn(document))
    , lines(linesOf(document))
    , spans(findSpans(document))
    , tables(tablesOf(document, lines))
    , labels(labelsOf(document, lines))
    , names(namesOf(document, words, spans))
    , ages(agesOf(document, spans, names))
    , addresses(addressesOf(document))
    , sentences(sentencesOf(document))
{
    JsonLabels members = jsonLabelsOf(document);
    json = std::move(members.places);
    const auto within = [&](const Label &label) { return inJson(label.name); };
    labels.erase(std::remove_if(labels.begin(), labels.end(), within), labels.end());
    std::move(members.labels.begin(), members.labels.end(), std::back_inserter(labels));
    std::sort(labels.begin(), labels.end(),
              [](const Label &a, const Label &b) { return a.name.begin < b.name.begin; });
}

Surroundings surroundings(const SourceText &source, Range place, Range scope)
{
    constexpr std::string_view stops = ",;.()!?|\n\t";
    Surroundings out;
    const auto &words = source.words;
    const auto less = [](const Word &word, std::size_t at) { return word.begin < at; };
    const auto first = std::lower_bound(words.begin(), words.end(), place.begin, less);
    std::size_t begin = place.begin;
    auto word = first;
    for (std::size_t count = 0; count < wordsBefore && word != words.begin(); ++count) {
        --word;
        const std::string_view between = slice(source.text, word->end, begin);
        const bool stop =
            between.find_first_of(stops) != std::string_view::npos && !(between == ". " && count == 0);
        if (word->begin < scope.begin || stop || word->digits)
            break;
        begin = word->begin;
    }
    out.before = conceptsOf(slice(source.text, begin, place.begin));
    std::size_t end = place.end;
    word = std::lower_bound(words.begin(), words.end(), place.end, less);
    for (std::size_t count = 0; count < wordsAfter && word != words.end(); ++count, ++word) {
        const std::string_view between = slice(source.text, end, word->begin);
        if (word->end > scope.end || between.find_first_of(stops) != std::string_view::npos || word->digits)
            break;
        end = word->end;
    }
    out.after = conceptsOf(slice(source.text, place.end, end));
    return out;
}

double coverage(const Concepts &field, const Concepts &concepts, bool exactly)
{
    double shared = 0;
    double whole = 0;
    for (const std::string &wanted : field) {
        static const std::string weak[] = {stemOf("number"), stemOf("date"), stemOf("name"), stemOf("time")};
        const bool isWeak =
            field.size() > 1 && std::find(std::begin(weak), std::end(weak), wanted) != std::end(weak);
        const double weight = isWeak ? 0.3 : 1;
        whole += weight;
        if (std::any_of(concepts.begin(), concepts.end(), [&](const auto &each) {
                return exactly ? wanted == each : sameConcept(wanted, each);
            }))
            shared += weight;
    }
    return whole == 0 ? 0 : shared / whole;
}

} // namespace espalier::practice

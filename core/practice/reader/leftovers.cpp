// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/objectreader.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace espalier::practice {

namespace {

/// A verb or a pronoun makes a sentence of it: "Maria, who is 34, met".
bool isSentence(const SourceText &source, Range scope)
{
    static constexpr std::string_view verbs[] = {
        "is",    "are",   "was",   "were",  "has",      "have",  "had",   "who",    "which", "met",
        "works", "lives", "lived", "moved", "made",     "went",  "will",  "can",    "he",    "she",
        "they",  "i",     "we",    "it",    "bought",   "sold",  "wrote", "called", "said",  "likes",
        "ist",   "sind",  "war",   "waren", "hat",      "haben", "wohnt", "lebt",   "er",    "sie",
        "wir",   "ich",   "es",    "wird",  "arbeitet", "that",  "did",   "does"};
    for (const Word &word : within(source.words, scope)) {
        if (std::find(std::begin(verbs), std::end(verbs), lowered(source.of(placeOf(word)))) !=
            std::end(verbs))
            return true;
    }
    return false;
}

/// "in Oslo", "and red": a piece that hangs on what stands before it.
bool hangs(const SourceText &source, Range piece)
{
    static constexpr std::string_view links[] = {
        "in",  "at", "on",    "from", "to",    "by",    "for",  "with", "and", "or",
        "of",  "so", "im",    "am",   "aus",   "von",   "bei",  "mit",  "und", "not",
        "now", "no", "nicht", "per",  "until", "since", "then", "all",  "each"};
    const auto words = within(source.words, piece);
    return !words.empty() && std::find(std::begin(links), std::end(links),
                                       lowered(source.of(placeOf(words.front())))) != std::end(links);
}

} // namespace

std::vector<Range> unclaimedPieces(const SourceText &source, Range scope, const std::vector<Range> &claimed)
{
    constexpr std::size_t longest = 200; // bytes
    std::vector<Range> out;
    if (scope.size() > longest || source.inJson(scope) || isSentence(source, scope))
        return out;
    std::size_t begin = scope.begin;
    for (std::size_t at = begin; at <= scope.end; ++at) {
        const bool stop = at == scope.end ||
                          std::string_view(",;()|\t\n").find(source.text[at]) != std::string_view::npos ||
                          source.text.compare(at, 2, "  ") == 0;
        if (!stop)
            continue;
        Range piece = trimmedRange(source.text, {begin, at});
        for (const std::string_view link : {"while ", "but "})
            piece.begin += source.of(piece).substr(0, link.size()) == link ? link.size() : 0;
        begin = at + 1;
        const bool free = !piece.empty() && !piece.overlapsAny(claimed) &&
                          within(source.spans, piece).empty() && !hangs(source, piece) &&
                          source.of(piece).find(": ") == std::string_view::npos;
        if (free && isLetter(characterAt(source.text, piece.begin).code))
            out.push_back(piece);
    }
    return out;
}

} // namespace espalier::practice

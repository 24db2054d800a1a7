// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/names.h"

#include "practice/reader/field.h"
#include "practice/reader/lexicon.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace espalier::practice {

namespace {

constexpr std::size_t mostWords = 5;

const std::unordered_set<std::string> &common()
{
    // Words that are capitalised for their place or as a rule, and are nobody's name.
    static const std::unordered_set<std::string> words = {
        "the",       "a",        "an",         "he",        "she",
        "it",        "we",       "i",          "you",       "they",
        "my",        "our",      "his",        "her",       "their",
        "its",       "your",     "this",       "that",      "these",
        "those",     "there",    "here",       "in",        "on",
        "at",        "from",     "to",         "and",       "but",
        "for",       "with",     "if",         "when",      "while",
        "then",      "after",    "before",     "please",    "dear",
        "hi",        "hello",    "hey",        "thanks",    "thank",
        "regards",   "kind",     "best",       "sincerely", "yours",
        "as",        "of",       "by",         "or",        "so",
        "not",       "no",       "yes",        "all",       "both",
        "each",      "every",    "some",       "many",      "most",
        "more",      "also",     "however",    "today",     "tomorrow",
        "yesterday", "now",      "later",      "who",       "what",
        "where",     "which",    "why",        "how",       "is",
        "are",       "was",      "were",       "be",        "has",
        "have",      "had",      "do",         "does",      "did",
        "can",       "will",     "would",      "should",    "may",
        "must",      "one",      "two",        "three",     "first",
        "second",    "third",    "last",       "next",      "new",
        "old",       "monday",   "tuesday",    "wednesday", "thursday",
        "friday",    "saturday", "sunday",     "january",   "february",
        "march",     "april",    "june",       "july",      "august",
        "september", "october",  "november",   "december",  "extract",
        "create",    "find",     "list",       "read",      "name",
        "mr",        "mrs",      "ms",         "miss",      "dr",
        "prof",      "sir",      "since",      "until",     "during",
        "about",     "into",     "over",       "under",     "only",
        "just",      "born",     "aged",       "age",       "good",
        "great",     "note",     "see",        "total",     "our",
        "us",        "let",      "made",       "based",     "am",
        "der",       "die",      "das",        "den",       "dem",
        "ein",       "eine",     "er",         "sie",       "es",
        "wir",       "ich",      "ihr",        "und",       "oder",
        "aber",      "im",       "in",         "am",        "an",
        "auf",       "aus",      "bei",        "mit",       "nach",
        "von",       "vom",      "zu",         "zum",       "zur",
        "f\u00fcr",  "ist",      "sind",       "war",       "hat",
        "haben",     "wird",     "werden",     "sein",      "seine",
        "mein",      "meine",    "unser",      "unsere",    "montag",
        "dienstag",  "mittwoch", "donnerstag", "freitag",   "samstag",
        "sonntag",   "januar",   "februar",    "m\u00e4rz", "mai",
        "juni",      "juli",     "oktober",    "dezember",  "herr",
        "frau",      "hallo",    "liebe",      "lieber",    "sehr",
        "guten",     "bitte",    "danke",      "mfg",       "gr\u00fc\u00dfe",
        "heute",     "morgen",   "gestern",    "jahre",     "jahr",
        "uhr",       "years",    "eur",        "usd",       "gbp",
        "chf",       "pm",       "cc",         "re",        "fwd",
        "nein",      "ja",       "order",      "out",       "between",
        "because",   "although", "another",    "other",     "such",
        "very",      "well",     "like",       "same"};
    return words;
}

bool isParticle(std::string_view word)
{
    static constexpr std::string_view particles[] = {"von",   "van", "de",  "der", "den", "da",  "del",
                                                     "della", "di",  "du",  "la",  "le",  "bin", "ibn",
                                                     "al",    "el",  "dos", "zu",  "y",   "ter", "ten"};
    return std::find(std::begin(particles), std::end(particles), word) != std::end(particles);
}

bool isHonour(std::string_view word)
{
    static constexpr std::string_view honours[] = {"Mr",   "Mrs",       "Ms",      "Miss",     "Dr",
                                                   "Prof", "Professor", "Sir",     "Herr",     "Herrn",
                                                   "Frau", "Dame",      "Captain", "Sergeant", "Judge"};
    return std::find(std::begin(honours), std::end(honours), word) != std::end(honours);
}

bool isLegalForm(std::string_view word)
{
    static constexpr std::string_view forms[] = {
        "GmbH",         "AG",         "Inc",        "Ltd",       "LLC",        "Corp",        "Corporation",
        "Limited",      "KG",         "SE",         "SA",        "BV",         "PLC",         "plc",
        "Co",           "Company",    "UG",         "eG",        "OHG",        "Group",       "Holdings",
        "Foundation",   "University", "Institute",  "Bank",      "SpA",        "Oy",          "AB",
        "Pty",          "Partners",   "Associates", "Labs",      "Industries", "Systems",     "Solutions",
        "Government",   "Ministry",   "Council",    "Board",     "Party",      "Agency",      "Office",
        "Department",   "Union",      "Commission", "Committee", "Parliament", "Court",       "Police",
        "Hospital",     "School",     "College",    "Club",      "Church",     "Society",     "Airport",
        "Station",      "Museum",     "Theatre",    "Secretary", "Minister",   "Association", "Organisation",
        "Organization", "Authority",  "Bureau",     "Service",   "Services",   "Team",        "Media",
        "Press",        "Airlines",   "Hotel",      "AS",        "ASA",        "NV",          "Books",
        "Publishing",   "Publishers", "Verlag",     "Ventures"};
    return std::find(std::begin(forms), std::end(forms), word) != std::end(forms);
}

bool introduces(const std::string &word)
{
    static constexpr std::string_view words[] = {"named", "called",   "is",         "am",
                                                 "i'm",   "i\u2019m", "hei\u00dfe", "hei\u00dft",
                                                 "bin",   "namens",   "meet"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// Verbs that begin a sentence and tell somebody to do something.
bool isOrder(const std::string &low)
{
    static const std::unordered_set<std::string> verbs = {"reach",
                                                          "contact",
                                                          "call",
                                                          "ask",
                                                          "tell",
                                                          "send",
                                                          "ship",
                                                          "visit",
                                                          "invite",
                                                          "welcome",
                                                          "congratulations",
                                                          "introduce",
                                                          "remember",
                                                          "give",
                                                          "bring",
                                                          "add",
                                                          "remove",
                                                          "set",
                                                          "run",
                                                          "use",
                                                          "start",
                                                          "stop",
                                                          "open",
                                                          "close",
                                                          "check",
                                                          "book",
                                                          "buy",
                                                          "sell",
                                                          "pay",
                                                          "deliver",
                                                          "email",
                                                          "phone",
                                                          "write",
                                                          "make",
                                                          "meet",
                                                          "put",
                                                          "take",
                                                          "keep",
                                                          "let",
                                                          "reply",
                                                          "forward",
                                                          "remind",
                                                          "schedule",
                                                          "cancel",
                                                          "return",
                                                          "transfer",
                                                          "assign",
                                                          "notify",
                                                          "update",
                                                          "install",
                                                          "review"};
    return verbs.count(low) != 0;
}

/// A role or a sort of company.
bool saysWhat(const std::string &low)
{
    const Concepts concepts = conceptsOf(low);
    return isPersonRole(concepts) || hasAnyConcept(concepts, {"company", "seller"});
}

class NameFinder
{
public:
    NameFinder(std::string_view text, const std::vector<Word> &words, const Spans &spans)
        : m_text(text)
        , m_words(words)
        , m_spans(spans)
    {
        std::size_t span = 0;
        for (const Word &word : words) {
            while (span < spans.size() && spans[span].end <= word.begin)
                ++span;
            const bool typed =
                span < spans.size() && spans[span].begin < word.end; // "jonas@…" says nothing about "Jonas"
            if (!typed && !word.capital && !word.digits && word.end - word.begin < 24)
                m_small.emplace(slice(text, word.begin, word.end));
        }
    }

    std::vector<NamePlace> run()
    {
        for (std::size_t i = 0; i < m_words.size();)
            i = nameFrom(i);
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string_view text(std::size_t i) const
    {
        return slice(m_text, m_words[i].begin, m_words[i].end);
    }

    /// Capitalised, no common word, in no typed value, and never written small in this text.
    [[nodiscard]] bool nameWord(std::size_t i, bool first)
    {
        const Word &word = m_words[i];
        if (!word.capital)
            return false;
        while (m_span < m_spans.size() && m_spans[m_span].end <= word.begin)
            ++m_span;
        if (m_span < m_spans.size() && m_spans[m_span].begin < word.end)
            return false;
        const std::string low = lowered(text(i));
        const bool days = low.size() > 6 && low.compare(low.size() - 4, 4, "days") == 0; // "Mondays"
        if (days || common().count(low) != 0 || (first && startsSentence(i) && isOrder(low)))
            return false;
        return !first || m_small.count(low) == 0 || !startsSentence(i);
    }

    [[nodiscard]] bool startsSentence(std::size_t i) const
    {
        std::size_t at = m_words[i].begin;
        while (at > 0 && (m_text[at - 1] == ' ' || m_text[at - 1] == '"' || m_text[at - 1] == '*' ||
                          m_text[at - 1] == '-'))
            --at;
        return at == 0 || std::string_view(".!?\n\r:;|").find(m_text[at - 1]) != std::string_view::npos;
    }

    /// Only a blank, or the full stop of an initial, between two words of a name.
    [[nodiscard]] bool joined(std::size_t i) const
    {
        const std::string_view between = slice(m_text, m_words[i].end, m_words[i + 1].begin);
        const bool initial = m_words[i].end - m_words[i].begin <= 2 || text(i) == "St" || text(i) == "Dr";
        return between == " " || between == "\u00a0" || between == " & " || (between == ". " && initial);
    }

    std::size_t nameFrom(std::size_t first)
    {
        if (!nameWord(first, true))
            return first + 1;
        std::size_t last = first;
        while (last + 1 < m_words.size() && last - first + 1 < mostWords && joined(last)) {
            std::size_t next = last + 1;
            while (next + 1 < m_words.size() && next - last < 3 && isParticle(text(next)) && joined(next))
                ++next;
            if (!nameWord(next, false))
                break;
            last = next;
        }
        // "Customer Petra Vance", "Firma Winter": what somebody is stands before who it is.
        if (last > first && saysWhat(lowered(text(first))))
            ++first;
        NamePlace place;
        place.range = {m_words[first].begin, m_words[last].end};
        place.words = last - first + 1;
        place.company = isLegalForm(text(last)) && last > first;
        if (place.company && place.range.end < m_text.size() && m_text[place.range.end] == '.' &&
            text(last).size() <= 4)
            ++place.range.end;
        place.sentenceStart = startsSentence(first);
        place.honoured =
            first > 0 && isHonour(text(first - 1)) && m_words[first].begin - m_words[first - 1].end <= 2;
        place.introduced = first > 0 && introduces(lowered(text(first - 1)));
        m_out.push_back(place);
        return last + 1;
    }

    std::string_view m_text;
    const std::vector<Word> &m_words;
    const Spans &m_spans;
    std::size_t m_span = 0;
    std::unordered_set<std::string> m_small;
    std::vector<NamePlace> m_out;
};

} // namespace

std::vector<NamePlace> namesOf(std::string_view text, const std::vector<Word> &words, const Spans &spans)
{
    return NameFinder(text, words, spans).run();
}

} // namespace espalier::practice

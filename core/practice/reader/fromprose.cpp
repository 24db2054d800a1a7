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

enum class Shape : std::uint8_t {
    Name,   ///< a capitalised run
    Phrase, ///< as far as a preposition, a conjunction or a mark
    Clause, ///< as far as the end of the sentence part
    Token,  ///< up to the next blank, when it looks like no plain word
};

struct Cue
{
    std::string_view about;   ///< a word of the field's name
    std::string_view phrases; ///< what stands before the value, separated by "|"
    Shape shape;
    double score;
};

// clang-format off
constexpr Cue cues[] = {
    {"job", "works as a|works as an|work as a|work as an|working as a|working as an|works as the|works as|employed as a|employed as an|"
            "position of|role of|job as a|job as an|hired as a|hired as an|hired as|arbeitet als|promoted to|serves as|joined as", Shape::Phrase, 0.72},
    {"job", "is a|is an|is the|as a|as an|as our|ist|our|their", Shape::Phrase, 0.42},
    {"company", "works at|works for|work at|work for|working at|working for|employed by|employed at|employed with|joined|bei der|"
                "bei|arbeitet bei|arbeitet f\u00fcr|founder of|ceo of|cto of|manager at|engineer at|works with", Shape::Name, 0.68},
    {"company", "at|with|from", Shape::Name, 0.4},
    {"birth", "born in|geboren in|raised in|native of", Shape::Name, 0.66},
    {"location", "located in|located at|based in|takes place in|takes place at|held in|held at|meet at|meet in|at the|in the|"
                 "findet im|findet in|treffen im|in room|in|at|im", Shape::Name, 0.45},
    {"author", "written by|by|von|author", Shape::Name, 0.6},
    {"director", "directed by|director|regie", Shape::Name, 0.66},
    {"brand", "made by|manufactured by|from|by", Shape::Name, 0.5},
    {"publisher", "published by|erschienen bei", Shape::Name, 0.66},
    {"hobby", "likes|enjoys|loves|hobby is|interested in|passionate about|fond of|mag|liebt|spielt gern", Shape::Clause, 0.62},
    {"language", "speaks|spricht|fluent in|flie\u00dfend", Shape::Clause, 0.6},
    {"material", "made of|made from|made out of|aus", Shape::Phrase, 0.6},
    {"education", "studied|graduated in|degree in|majored in|graduated from|studierte|studies", Shape::Clause, 0.6},
    {"origin", "from|von|departing|leaving|ab", Shape::Name, 0.5},
    {"departure", "from|von|departing|leaving|ab", Shape::Name, 0.5},
    {"destination", "to|nach|bound for|arriving in|arriving at|arrives in|arrives at|lands in|kommt in|arrival in", Shape::Name, 0.5},
    {"arrival", "to|nach|arriving in|arriving at|arrives in|arrives at", Shape::Name, 0.45},
    {"reason", "because of|because|due to|weil|wegen|since|as a result of", Shape::Clause, 0.6},
    {"customer", "invoice for|bill for|ordered by|for|customer|client", Shape::Name, 0.4},
    {"assignee", "assigned to|owned by|will be done by|responsible is|zust\u00e4ndig ist", Shape::Name, 0.66},
    {"contact", "call|tell|contact|reach|ask|write to|rsvp to", Shape::Name, 0.66},
    {"department", "in the|joined the|member of the", Shape::Phrase, 0.3},
    {"diagnosis", "diagnosed with|suffers from|diagnosis of", Shape::Phrase, 0.7},
    {"medication", "prescribed|takes|taking|treated with", Shape::Phrase, 0.6},
    {"nickname", "known as|called|nicknamed", Shape::Name, 0.65},
    {"school", "studies at|student at|attends|graduated from|studied at", Shape::Name, 0.65},
    {"university", "studies at|student at|attends|graduated from|studied at|degree from", Shape::Name, 0.65},
    {"subject", "about|regarding|concerning", Shape::Clause, 0.4},
    {"topic", "about|regarding|concerning|discuss", Shape::Clause, 0.45},
    {"artist", "by|von|performed by|sung by", Shape::Name, 0.6},
    {"founder", "founded by|by", Shape::Name, 0.55},
    {"purpose", "for|f\u00fcr", Shape::Phrase, 0.5},
    {"description", "for|f\u00fcr", Shape::Phrase, 0.33},
    {"product", "for|f\u00fcr|on", Shape::Phrase, 0.33},
    {"category", "for|f\u00fcr|on", Shape::Phrase, 0.35},
    {"name", "my name is|named|called|name is|i am|i'm|this is|mein name ist|ich hei\u00dfe|hei\u00dft|namens", Shape::Name, 0.7},
    {"title", "titled|entitled|called|the book|the novel|the film|the movie|the song|the paper", Shape::Name, 0.6},
};
// clang-format on

constexpr std::string_view phraseEnds[] = {
    " at ",  " in ",  " for ", " and ",      " with ", " who ",  " which ", " that ",  " from ",
    " on ",  " bei ", " und ", " f\u00fcr ", " by ",   " but ",  " since ", " to ",    " seit ",
    " mit ", " der ", " is ",  " was ",      " has ",  " when ", " where ", " until ", " till "};
constexpr std::string_view clauseEnds[] = {" but ",    " because ",   " while ",    " aber ",
                                           " weil ",   ", and he ",   ", and she ", " and has ",
                                           " and is ", " and works ", " and lives "};

class ProseReader
{
public:
    ProseReader(const Search &search, const Field &field, Candidates &out)
        : m_search(search)
        , m_field(field)
        , m_out(out)
        , m_low(asciiLower(search.source.of(search.scope)))
    {
    }

    void cued()
    {
        for (const Cue &cue : cues) {
            const bool about = std::any_of(m_field.names.begin(), m_field.names.end(),
                                           [&](const Concepts &name) { return hasConcept(name, cue.about); });
            if (!about)
                continue;
            each(cue);
        }
        for (std::size_t at = m_low.find(" by "), seen = 0; at != std::string::npos && seen < 12;
             at = m_low.find(" by ", at + 1), ++seen) {
            const std::size_t begin = m_search.scope.begin + at + 4;
            if (isByVerbOf(m_search, m_field, begin))
                take(begin, Shape::Name, 0.64);
        }
    }

    /// A name behind any of the words.
    void announced(std::string_view words, double score) { each({{}, words, Shape::Name, score}); }

    /// "the deadline is …", "project Apollo", "favourite colour: …" by the field's own words.
    void named()
    {
        constexpr std::size_t longest = 20000; // bytes; every word is looked up
        if (m_low.size() > longest || m_field.names.empty() || m_field.names.front().empty())
            return;
        const auto words = within(m_search.source.words, m_search.scope);
        find(words, m_field.names.front(), false);
        // "Service auth", "Room 5": a record that is called after what it is.
        if (m_field.meaning == Meaning::Subject && m_search.record && !m_search.parent.empty())
            find(words, m_search.parent, true);
    }

private:
    void find(std::span<const Word> words, const Concepts &wanted, bool parent)
    {
        for (std::size_t i = 0; i < words.size(); ++i) {
            for (std::size_t count = 1; count <= std::min<std::size_t>(3, words.size() - i); ++count) {
                const Range place{words[i].begin, words[i + count - 1].end};
                const std::string_view text = m_search.source.of(place);
                if (text.find_first_of(",.;:\n") != std::string_view::npos)
                    continue;
                const Concepts here = conceptsOf(text);
                if (here.empty() || here.size() > wanted.size() + 1 || coverage(wanted, here, true) < 0.99)
                    continue;
                if (parent)
                    word(place.end);
                else if (!before(place.begin))
                    behind(place.end);
                break;
            }
        }
    }

    /// The one word behind the name of a record.
    void word(std::size_t at)
    {
        const auto next = within(m_search.source.words, {at, std::min(at + 2, m_search.scope.end)});
        static constexpr std::string_view verbs[] = {"is",  "has", "was",  "are", "will", "can",  "with",
                                                     "of",  "for", "and",  "in",  "on",   "to",   "ist",
                                                     "hat", "mit", "from", "by",  "at",   "does", "had"};
        if (next.empty())
            return;
        const Range range{next.front().begin, next.front().end};
        const bool verb =
            std::find(std::begin(verbs), std::end(verbs), m_search.source.of(range)) != std::end(verbs);
        if (!verb && slice(m_search.source.text, at, range.begin) == " ")
            m_out.push_back({0.5, range, json::Value::string(std::string(m_search.source.of(range))), false});
    }

    void each(const Cue &cue)
    {
        for (std::string_view rest = cue.phrases; !rest.empty();) {
            const std::size_t bar = std::min(rest.find('|'), rest.size());
            phrase(rest.substr(0, bar), cue);
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
    }

    void phrase(std::string_view cue, const Cue &about)
    {
        std::size_t seen = 0;
        for (std::size_t at = m_low.find(cue); at != std::string::npos && seen < 12;
             at = m_low.find(cue, at + 1)) {
            const std::size_t end = at + cue.size();
            const bool whole =
                (at == 0 || !isAsciiAlpha(m_low[at - 1])) && end < m_low.size() && m_low[end] == ' ';
            if (!whole)
                continue;
            take(m_search.scope.begin + end + 1, about.shape, about.score - 0.01 * static_cast<double>(seen));
            ++seen;
        }
    }

    /// "Oslo is the capital …": whoever stands before the field's own words and a form of "be" is meant.
    bool before(std::size_t at)
    {
        const std::string_view text = m_search.source.text;
        const std::string_view left = slice(text, m_search.scope.begin, at);
        for (const std::string_view verb :
             {" is the ", " is a ", " is an ", " is ", " was the ", " was ", " are the ", " are ",
              " ist die ", " ist der ", " ist das ", " ist ", " war ", " as "}) {
            if (left.size() <= verb.size() || left.substr(left.size() - verb.size()) != verb)
                continue;
            const std::size_t end = at - verb.size();
            const auto names = within(m_search.source.names, {end > 60 ? end - 60 : 0, end});
            if (names.empty() || names.back().range.end != end || !m_search.scope.holds(names.back().range))
                return false;
            if (auto value = convert(m_search, m_field, names.back().range))
                m_out.push_back({0.66, names.back().range, std::move(*value), false});
            return true;
        }
        return false;
    }

    /// What follows the field's own words.
    void behind(std::size_t at)
    {
        const std::size_t offset = at - m_search.scope.begin;
        static constexpr std::pair<std::string_view, double> verbs[] = {
            {" is in the ", 0.62}, {" is in ", 0.62},    {" are in ", 0.62},
            {" ist in ", 0.62},    {" liegt in ", 0.62}, {" is located in ", 0.62},
            {" is the ", 0.6},     {" is a ", 0.6},      {" is ", 0.6},
            {" was ", 0.6},        {" are ", 0.6},       {" were ", 0.6},
            {" will be ", 0.6},    {" ist ", 0.6},       {" lautet ", 0.6},
            {" war ", 0.6},        {" sind ", 0.6},      {" = ", 0.6},
            {": ", 0.6},           {" of ", 0.5},        {" to ", 0.5},
            {" at ", 0.45},        {" um ", 0.45},       {" on ", 0.42}};
        for (const auto &[verb, score] : verbs) {
            if (m_low.compare(offset, verb.size(), verb) == 0)
                return take(at + verb.size(), Shape::Phrase, score);
        }
        const std::string_view text = m_search.source.text;
        if (at + 1 >= m_search.scope.end || text[at] != ' ')
            return;
        const Character next = characterAt(text, at + 1);
        if (isUpper(next.code) || text[at + 1] == '"' || next.code == 0x201C || next.code == 0x201E)
            take(at + 1, Shape::Name, 0.5);
        take(at + 1, Shape::Token, 0.48);
    }

    void take(std::size_t begin, Shape shape, double score)
    {
        const std::string_view text = m_search.source.text;
        for (const std::string_view article : {"the ", "a ", "an ", "der ", "die ", "das "}) {
            if (shape == Shape::Name && text.compare(begin, article.size(), article) == 0)
                begin += article.size();
        }
        const std::size_t end = begin >= m_search.scope.end ? begin
                                : shape == Shape::Name      ? nameEnd(begin)
                                : shape == Shape::Token     ? tokenEnd(begin)
                                                            : phraseEnd(begin, shape);
        const Range range = trimmedRange(text, {begin, std::min(end, m_search.scope.end)});
        if (range.empty() || range.size() > 200)
            return;
        if (auto value = convert(m_search, m_field, range))
            m_out.push_back({score, range, std::move(*value), false});
    }

    [[nodiscard]] std::size_t phraseEnd(std::size_t begin, Shape shape) const
    {
        const std::size_t offset = begin - m_search.scope.begin;
        std::size_t end = m_low.size();
        for (std::size_t at = offset; at < m_low.size(); ++at) {
            const char c = m_low[at];
            const bool stop =
                c == '\n' || c == ';' || c == '!' || c == '?' || c == ')' ||
                (c == ',' && shape == Shape::Phrase) ||
                (c == '.' && (at + 1 == m_low.size() || m_low[at + 1] == ' ' || m_low[at + 1] == '\n'));
            if (stop) {
                end = at;
                break;
            }
        }
        const std::string_view rest = std::string_view(m_low).substr(offset, end - offset);
        std::size_t size = rest.size();
        const auto cut = [&](std::string_view word) { size = std::min(size, rest.find(word)); };
        if (shape == Shape::Phrase)
            std::for_each(std::begin(phraseEnds), std::end(phraseEnds), cut);
        else
            std::for_each(std::begin(clauseEnds), std::end(clauseEnds), cut);
        return begin + size;
    }

    /// "10.0.0.5", "db-main", "A12": with a digit or a joint in it.
    [[nodiscard]] std::size_t tokenEnd(std::size_t begin) const
    {
        const std::string_view text = m_search.source.text;
        std::size_t end = std::min(text.find_first_of(" \t\r\n,;()\"", begin), text.size());
        while (end > begin && std::string_view(".:!?").find(text[end - 1]) != std::string_view::npos)
            --end;
        const std::string_view token = slice(text, begin, end);
        const bool joint =
            token.find_first_of("0123456789_/@") != std::string_view::npos ||
            token.substr(0, token.size() - (token.empty() ? 0 : 1)).find('.') != std::string_view::npos;
        return joint ? end : begin;
    }

    /// A capitalised run that begins right here, a quotation, or a token with digits.
    [[nodiscard]] std::size_t nameEnd(std::size_t begin) const
    {
        const std::string_view text = m_search.source.text;
        for (const auto &[open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""},
                                          {"\u201c", "\u201d"},
                                          {"\u201e", "\u201c"}}) {
            if (text.compare(begin, open.size(), open) == 0) {
                const std::size_t end = text.find(close, begin + open.size());
                return end == std::string_view::npos ? begin : end + close.size();
            }
        }
        const std::size_t article = text.compare(begin, 4, "The ") == 0 ? 4 : 0;
        const auto names = within(m_search.source.names, {begin + article, begin + article + 1});
        return names.empty() ? begin : names.front().range.end;
    }

    const Search &m_search;
    const Field &m_field;
    Candidates &m_out;
    std::string m_low;
};

} // namespace

void fromProse(const Search &search, const Field &field, Candidates &out)
{
    if (!field.allowed.empty() || (field.type != Field::Type::String && field.type != Field::Type::Any))
        return;
    const bool typed = field.meaning == Meaning::Email || field.meaning == Meaning::Phone ||
                       field.meaning == Meaning::Website || field.meaning == Meaning::Iban ||
                       field.meaning == Meaning::Currency || field.meaning == Meaning::Age ||
                       field.meaning == Meaning::Date || field.meaning == Meaning::DateTime ||
                       field.meaning == Meaning::Money;
    if (typed)
        return;
    ProseReader reader(search, field, out);
    reader.cued();
    if (field.meaning == Meaning::FullName && !field.names.empty() && isPersonRole(field.names.front()))
        reader.announced("by|with|von|mit|bei", 0.42);
    if (!field.inferable)
        reader.named();
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/addresses.h"

#include "base/ascii.h"
#include "practice/reader/characters.h"

#include <algorithm>
#include <optional>
#include <string>

namespace espalier::practice {

namespace {

constexpr std::size_t mostParts = 4; // behind the street

bool oneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "St", "Road", … at the end of an English street's name.
bool isStreetType(std::string_view word)
{
    return oneOf(word, {"St",        "Street",   "Rd",    "Road",    "Ave",        "Avenue",    "Blvd",
                        "Boulevard", "Ln",       "Lane",  "Dr",      "Drive",      "Way",       "Ct",
                        "Court",     "Pl",       "Place", "Sq",      "Square",     "Terrace",   "Crescent",
                        "Close",     "Row",      "Walk",  "Parkway", "Pkwy",       "Highway",   "Hwy",
                        "Circle",    "Trail",    "Quay",  "Gardens", "Park",       "Grove",     "Hill",
                        "Mews",      "Broadway", "Alley", "Loop",    "Embankment", "Esplanade", "Wharf"});
}

/// "straße", "weg", … at the end of a German street's name, in one word or as one.
bool isGermanStreet(std::string_view word)
{
    const std::string low = lowered(word);
    static constexpr std::string_view ends[] = {
        "stra\u00dfe", "strasse", "str",      "weg",       "platz", "allee",  "gasse", "ring", "damm",
        "ufer",        "steig",   "chaussee", "promenade", "markt", "graben", "hof",   "berg", "kamp"};
    return std::any_of(std::begin(ends), std::end(ends), [&](std::string_view end) {
        return low.size() >= end.size() && low.compare(low.size() - end.size(), end.size(), end) == 0 &&
               (low.size() > end.size() + 2 || low == "stra\u00dfe" || low == "str" || low == "platz" ||
                low == "allee" || low == "weg" || low == "ring");
    });
}

bool isRomanceStreet(const std::string &low)
{
    return oneOf(low, {"rue", "avenue", "boulevard", "via", "viale", "piazza", "calle", "avenida", "plaza",
                       "rua", "place", "quai", "corso", "largo", "paseo"});
}

class AddressFinder
{
public:
    explicit AddressFinder(std::string_view text)
        : m_text(text)
        , m_words(wordsIn(text))
    {
    }

    std::vector<Address> run()
    {
        for (std::size_t i = 0; i < m_words.size();) {
            std::size_t next = i + 1;
            auto address = english(i, next);
            if (!address)
                address = german(i, next);
            if (!address)
                address = postalAlone(i, next);
            if (address)
                m_out.push_back(*address);
            i = next;
        }
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const
    {
        return slice(m_text, m_words[i].begin, m_words[i].end);
    }
    [[nodiscard]] Range range(std::size_t first, std::size_t last) const
    {
        return {m_words[first].begin, m_words[last].end};
    }

    [[nodiscard]] bool blankBetween(std::size_t i) const
    {
        if (i + 1 >= m_words.size())
            return false;
        const std::string_view between = slice(m_text, m_words[i].end, m_words[i + 1].begin);
        return between == " " || between == ". " || between == "\u00a0";
    }

    [[nodiscard]] bool houseNumber(std::size_t i) const
    {
        const std::string_view text = word(i);
        const auto digits = std::count_if(text.begin(), text.end(), isAsciiDigit);
        return m_words[i].digits && digits <= 5 && text.size() <= static_cast<std::size_t>(digits) + 1;
    }

    /// "123 Main St", "10 Downing Street", "12 rue de Rivoli".
    std::optional<Address> english(std::size_t i, std::size_t &next)
    {
        if (!houseNumber(i) || !blankBetween(i) ||
            (i > 0 && m_words[i].begin > 0 && m_text[m_words[i].begin - 1] == '-'))
            return std::nullopt;
        const bool romance = isRomanceStreet(lowered(word(i + 1)));
        std::size_t last = i + 1;
        std::size_t end = 0;
        for (; last < m_words.size() && last <= i + 6; ++last) {
            const bool small = !m_words[last].capital && !m_words[last].digits;
            if (small && !romance)
                break;
            if (!romance && last > i + 1 && isStreetType(word(last)))
                end = last;
            if (romance && m_words[last].capital && last > i + 1)
                end = last;
            if (!romance && last == i + 1 && isStreetType(word(last)) && word(last) == "Broadway")
                end = last;
            if (!blankBetween(last))
                break;
        }
        if (end == 0)
            return std::nullopt;
        Address out;
        out.street = range(i, end);
        out.houseNumber = range(i, i);
        out.streetName = range(i + 1, end);
        return withPlace(out, end, next);
    }

    /// "Bahnstr. 42", "Am Alten Markt 7a", "Unter den Linden 5" only with a postal code behind it.
    std::optional<Address> german(std::size_t i, std::size_t &next)
    {
        if (!m_words[i].capital || m_words[i].digits)
            return std::nullopt;
        std::size_t street = i;
        while (street < m_words.size() && street < i + 4 && !isGermanStreet(word(street)) &&
               blankBetween(street) && !m_words[street + 1].digits)
            ++street;
        if (street >= m_words.size() || !blankBetween(street) || !m_words[street + 1].digits ||
            !houseNumber(street + 1))
            return std::nullopt;
        if (!isGermanStreet(word(street)) && !postalBehind(street + 1))
            return std::nullopt;
        std::size_t first = street;
        while (first > i && m_words[first - 1].capital && blankBetween(first - 1))
            --first;
        if (!isGermanStreet(word(street)))
            first = i;
        Address out;
        out.street = range(first, street + 1);
        out.streetName = range(first, street);
        out.houseNumber = range(street + 1, street + 1);
        return withPlace(out, street + 1, next);
    }

    [[nodiscard]] bool isPostal(std::size_t i) const
    {
        const std::string_view text = word(i);
        return m_words[i].digits && (text.size() == 4 || text.size() == 5) &&
               std::all_of(text.begin(), text.end(), isAsciiDigit);
    }

    /// Behind a comma or a line end: "12345 Stadthausen".
    [[nodiscard]] bool postalBehind(std::size_t i) const
    {
        return i + 2 < m_words.size() && isPostal(i + 1) && m_words[i + 2].capital && blankBetween(i + 1);
    }

    /// "88802 Spielkreis", where no street stands before it; five digits only, a year looks like four.
    std::optional<Address> postalAlone(std::size_t i, std::size_t &next)
    {
        if (!isPostal(i) || word(i).size() != 5 || i + 1 >= m_words.size() || !m_words[i + 1].capital ||
            m_words[i + 1].digits || slice(m_text, m_words[i].end, m_words[i + 1].begin) != " ")
            return std::nullopt;
        Address out;
        std::size_t last = i;
        if (!place(i, last, out))
            return std::nullopt;
        out.range = {m_words[i].begin, m_words[last].end};
        next = last + 1;
        return out;
    }

    /// Capitalised words from `first` on that belong together; the index behind the last one.
    [[nodiscard]] std::size_t phraseEnd(std::size_t first) const
    {
        std::size_t last = first;
        while (last + 1 < m_words.size() && last < first + 4 &&
               slice(m_text, m_words[last].end, m_words[last + 1].begin) == " " &&
               ((m_words[last + 1].capital && !m_words[last + 1].digits) ||
                (oneOf(word(last + 1),
                       {"am", "an", "der", "de", "of", "upon", "im", "la", "del", "on", "the"}) &&
                 last + 2 < m_words.size() && m_words[last + 2].capital)))
            ++last;
        if (!m_words[last].capital)
            --last;
        return last;
    }

    /// One part behind the street that begins at word `i`: postal code and city, city, region, country.
    /// `last` gets its last word.
    bool place(std::size_t i, std::size_t &last, Address &out) const
    {
        if (isPostal(i) && i + 1 < m_words.size() && m_words[i + 1].capital && !m_words[i + 1].digits &&
            out.postal.empty() && blankBetween(i)) {
            last = phraseEnd(i + 1);
            out.postal = range(i, i);
            if (out.city.empty())
                out.city = range(i + 1, last);
            return true;
        }
        if (m_words[i].digits && isPostal(i) && out.postal.empty() && !out.city.empty()) {
            out.postal = range(i, i);
            last = i;
            return true;
        }
        if (!m_words[i].capital)
            return false;
        last = phraseEnd(i);
        return named(i, last, out);
    }

    /// Words without digits: country by its name, else city, region, country in this order.
    bool named(std::size_t first, std::size_t &last, Address &out) const
    {
        const Range all = range(first, last);
        const std::string_view text = slice(m_text, all.begin, all.end);
        const bool code = text.size() == 2 && isUpper(static_cast<unsigned char>(text[0])) &&
                          isUpper(static_cast<unsigned char>(text[1]));
        // "NY 10001", "London SW1A 2AA": what has digits behind it is told apart from the words.
        if (last + 1 < m_words.size() && out.postal.empty() &&
            slice(m_text, m_words[last].end, m_words[last + 1].begin) == " ") {
            const std::string_view behind = word(last + 1);
            if (isPostal(last + 1) && (code || !out.city.empty())) {
                out.region = all;
                out.postal = range(last + 1, last + 1);
                ++last;
                return true;
            }
            if (isPostal(last + 1) && behind.size() == 5 && last > first) {
                out.city = range(first, last - 1);
                out.region = range(last, last);
                out.postal = range(last + 1, last + 1);
                ++last;
                return true;
            }
        }
        if (const std::size_t code2 = ukPostal(first, last); code2 != 0) {
            if (out.city.empty() && code2 > first)
                out.city = range(first, code2 - 1);
            out.postal = range(code2, last);
            return true;
        }
        if (!out.city.empty() && isCountry(text)) {
            out.country = all;
            return true;
        }
        if (out.city.empty() && !code)
            out.city = all;
        else if (code || (out.region.empty() && goesOn(last)))
            out.region = all;
        else
            out.country = all;
        return true;
    }

    /// The word at which a British postal code begins that ends the phrase (and may go on with digits), or 0.
    [[nodiscard]] std::size_t ukPostal(std::size_t first, std::size_t &last) const
    {
        for (std::size_t i = first; i <= last; ++i) {
            const std::string_view outer = word(i);
            const bool looks = outer.size() >= 2 && outer.size() <= 4 &&
                               isUpper(static_cast<unsigned char>(outer[0])) &&
                               std::any_of(outer.begin(), outer.end(), isAsciiDigit);
            if (looks && i + 1 < m_words.size() && word(i + 1).size() == 3 && m_words[i + 1].digits) {
                last = i + 1;
                return i;
            }
        }
        return 0;
    }

    /// Whether another capitalised part follows behind a comma.
    [[nodiscard]] bool goesOn(std::size_t last) const
    {
        return last + 1 < m_words.size() &&
               slice(m_text, m_words[last].end, m_words[last + 1].begin) == ", " && m_words[last + 1].capital;
    }

    /// Only a comma, a dash or one line end parts the pieces of an address.
    [[nodiscard]] bool partsAddress(std::size_t last) const
    {
        if (last + 1 >= m_words.size())
            return false;
        const std::string_view between = slice(m_text, m_words[last].end, m_words[last + 1].begin);
        const auto lines = std::count(between.begin(), between.end(), '\n');
        const auto commas = std::count(between.begin(), between.end(), ',');
        const bool dash = between == " - ";
        return dash || (between.find_first_not_of(", \r\n") == std::string_view::npos && lines <= 1 &&
                        commas <= 1 && lines + commas > 0);
    }

    Address withPlace(Address out, std::size_t last, std::size_t &next) const
    {
        for (std::size_t part = 0; part < mostParts && partsAddress(last); ++part) {
            const bool newLine = m_text.find('\n', m_words[last].end) < m_words[last + 1].begin;
            Address before = out;
            std::size_t end = last + 1;
            if (!place(last + 1, end, out))
                break;
            if (newLine && !isAddressLine(last + 1, end)) {
                out = before;
                break;
            }
            last = end;
            if (!out.country.empty())
                break;
        }
        out.range = {out.street.begin, m_words[last].end};
        next = last + 1;
        return out;
    }

    /// A line below a street goes on with the address when it is short and no sentence, label or heading of
    /// something else.
    [[nodiscard]] bool isAddressLine(std::size_t first, std::size_t last) const
    {
        constexpr std::size_t longest = 45; // bytes
        const std::size_t end = std::min(m_text.find('\n', m_words[first].begin), m_text.size());
        const std::string_view line = slice(m_text, m_words[first].begin, end);
        const std::string_view behind =
            trimmed(slice(m_text, m_words[last].end, std::max(end, m_words[last].end)));
        return line.size() <= longest && line.find(':') == std::string_view::npos &&
               (behind.empty() || behind.front() == ',' || behind.front() == '-');
    }

    std::string_view m_text;
    std::vector<Word> m_words;
    std::vector<Address> m_out;
};

} // namespace

std::vector<Address> addressesOf(std::string_view text)
{
    return AddressFinder(text).run();
}

} // namespace espalier::practice

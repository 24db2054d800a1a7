// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/characters.h"
#include "practice/reader/spans.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::string_view noBreakSpace = "\u00a0";
constexpr std::string_view narrowSpace = "\u202f";

struct Currency
{
    std::string_view written;
    std::string_view code;
};
constexpr Currency currencySigns[] = {
    {"US$", "USD"},    {"A$", "AUD"},     {"C$", "CAD"},      {"HK$", "HKD"},
    {"R$", "BRL"},     {"\u20ac", "EUR"}, {"$", "USD"},       {"\u00a3", "GBP"},
    {"\u00a5", "JPY"}, {"\u20b9", "INR"}, {"\u20a9", "KRW"},  {"\u20bd", "RUB"},
    {"\u20ba", "TRY"}, {"\u20a6", "NGN"}, {"z\u0142", "PLN"}, {"K\u010d", "CZK"}};
constexpr Currency currencyWords[] = {{"euro", "EUR"},    {"euros", "EUR"},  {"dollar", "USD"},
                                      {"dollars", "USD"}, {"pounds", "GBP"}, {"franken", "CHF"},
                                      {"francs", "CHF"},  {"yen", "JPY"},    {"rupees", "INR"},
                                      {"kr", "SEK"},      {"sfr", "CHF"}};
constexpr std::string_view currencyCodes[] = {
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "BRL", "MXN", "ZAR", "KRW", "NZD", "SGD", "HKD", "TRY", "RUB", "UAH", "ILS", "AED", "NGN", "KES", "RON"};
constexpr std::string_view numberWords[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                            "seven", "eight", "nine", "ten",   "eleven", "twelve"};
constexpr std::string_view germanWords[] = {"null",   "eins", "zwei", "drei", "vier", "f\u00fcnf", "sechs",
                                            "sieben", "acht", "neun", "zehn", "elf",  "zw\u00f6lf"};

bool startsAt(std::string_view text, std::size_t at, std::string_view what)
{
    return text.compare(at, what.size(), what) == 0;
}

std::size_t afterBlanks(std::string_view text, std::size_t at)
{
    for (;;) {
        if (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
            ++at;
        else if (at < text.size() && startsAt(text, at, noBreakSpace))
            at += noBreakSpace.size();
        else if (at < text.size() && startsAt(text, at, narrowSpace))
            at += narrowSpace.size();
        else
            return at;
    }
}

std::size_t digitsFrom(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isAsciiDigit(text[end]))
        ++end;
    return end - at;
}

/// One separator between groups of digits: its bytes, and the sort it counts as; 0 when there is none.
std::size_t separatorAt(std::string_view text, std::size_t at, char &sort)
{
    if (at >= text.size())
        return 0;
    if (text[at] == '.' || text[at] == ',' || text[at] == '\'') {
        sort = text[at];
        return 1;
    }
    if (startsAt(text, at, "\u2019")) {
        sort = '\'';
        return std::string_view("\u2019").size();
    }
    sort = ' ';
    if (startsAt(text, at, noBreakSpace))
        return noBreakSpace.size();
    if (startsAt(text, at, narrowSpace))
        return narrowSpace.size();
    return text[at] == ' ' ? 1 : 0;
}

/// The groups of a number as written.
struct Groups
{
    std::vector<std::string_view> digits;
    std::string signs; ///< signs[i] stands before digits[i + 1]
    std::vector<std::size_t> ends;
};

Groups groupsAt(std::string_view text)
{
    Groups out;
    std::size_t at = 0;
    constexpr std::size_t mostGroups =
        16; // more is a list of numbers, and reading it anew at each would be quadratic
    for (;;) {
        const std::size_t count = digitsFrom(text, at);
        out.digits.push_back(text.substr(at, count));
        at += count;
        out.ends.push_back(at);
        char sort = 0;
        const std::size_t size = separatorAt(text, at, sort);
        const std::size_t next = size == 0 ? 0 : digitsFrom(text, at + size);
        const bool plainBlank = sort == ' ' && size == 1;
        if (next == 0 || out.digits.size() >= mostGroups || ((sort == ' ' || sort == '\'') && next != 3))
            return out;
        // A plain blank joins only what a decimal part shows to be one number: "1 234,56".
        if (plainBlank && !(at + 4 < text.size() && (text[at + 4] == ',' || text[at + 4] == '.') &&
                            digitsFrom(text, at + 5) == 2))
            return out;
        out.signs += sort;
        at += size;
    }
}

std::string withoutZeros(const std::string &whole)
{
    const std::size_t first = std::min(whole.find_first_not_of('0'), whole.size() - 1);
    return whole.substr(first);
}

/// Moves the point of a plain JSON number to the right.
std::string shifted(const std::string &number, std::size_t places)
{
    const std::size_t point = std::min(number.find('.'), number.size());
    std::string fraction = point < number.size() ? number.substr(point + 1) : std::string();
    std::string whole = number.substr(0, point);
    fraction.append(places > fraction.size() ? places - fraction.size() : 0, '0');
    whole += fraction.substr(0, places);
    fraction.erase(0, places);
    return withoutZeros(whole) + (fraction.empty() ? "" : '.' + fraction);
}

std::string_view currencyAt(std::string_view text, std::size_t at, std::size_t &size)
{
    for (const Currency &sign : currencySigns) {
        if (startsAt(text, at, sign.written)) {
            size = sign.written.size();
            return sign.code;
        }
    }
    std::size_t end = at;
    while (end < text.size() && isAsciiAlpha(text[end]))
        ++end;
    const std::string_view word = text.substr(at, end - at);
    size = word.size();
    const auto code = std::find(std::begin(currencyCodes), std::end(currencyCodes), word);
    if (code != std::end(currencyCodes))
        return *code;
    const std::string low = asciiLower(word);
    for (const Currency &name : currencyWords) {
        if (name.written == low)
            return name.code;
    }
    return {};
}

/// The currency that ends right before `end`, and where it begins.
std::string_view currencyBefore(std::string_view text, std::size_t end, std::size_t &begin)
{
    std::size_t at = end;
    while (at > 0 && text[at - 1] == ' ' && end - at < 2)
        --at;
    for (const Currency &sign : currencySigns) {
        if (at >= sign.written.size() && startsAt(text, at - sign.written.size(), sign.written)) {
            begin = at - sign.written.size();
            return sign.code;
        }
    }
    if (at < 3 || (at > 3 && isAsciiAlpha(text[at - 4])))
        return {};
    const auto code = std::find(std::begin(currencyCodes), std::end(currencyCodes), text.substr(at - 3, 3));
    begin = at - 3;
    return code == std::end(currencyCodes) ? std::string_view{} : *code;
}

std::size_t magnitude(std::string_view word)
{
    if (word == "million" || word == "millions" || word == "mio" || word == "millionen")
        return 6;
    if (word == "billion" || word == "mrd" || word == "milliarden")
        return 9;
    return word == "thousand" || word == "tausend" || word == "k" ? 3 : 0;
}

class NumberFinder
{
public:
    NumberFinder(std::string_view text, Spans &out)
        : m_text(text)
        , m_out(out)
    {
    }

    void run()
    {
        for (const Word &word : wordsIn(m_text)) {
            if (word.begin < m_floor)
                continue;
            if (word.digits)
                digits(word);
            else
                spelled(word);
        }
    }

private:
    /// Part of a number-like name ("INV-7", "A4", "10/2022", "192.168.0.1") rather than a number.
    [[nodiscard]] bool partOfName(std::size_t begin) const
    {
        if (begin == 0)
            return false;
        const char before = m_text[begin - 1];
        if (before == '_' || before == '#')
            return before == '_';
        const bool joint = before == '-' || before == '/' || before == '.';
        return joint && begin > 1 && (isAsciiAlpha(m_text[begin - 2]) || isAsciiDigit(m_text[begin - 2]));
    }

    /// "-15" behind a blank is negative, "10-15" is not.
    [[nodiscard]] bool negativeAt(std::size_t begin) const
    {
        if (begin == 0)
            return false;
        const bool minus = m_text[begin - 1] == '-' || (begin > 2 && startsAt(m_text, begin - 3, "\u2212"));
        const std::size_t size = m_text[begin - 1] == '-' ? 1 : 3;
        return minus && (begin == size || std::string_view(" \t\n(:=").find(m_text[begin - size - 1]) !=
                                              std::string_view::npos);
    }

    void digits(const Word &word)
    {
        std::size_t size = 0;
        const std::string_view rest = m_text.substr(word.begin);
        std::string value = numberAt(rest, size);
        std::size_t end = word.begin + size;
        const char behind = end < m_text.size() ? m_text[end] : ' ';
        const bool digitBehind = end + 1 < m_text.size() && isAsciiDigit(m_text[end + 1]);
        const bool fraction = behind == '/' && digitBehind && digitsFrom(m_text, end + 1) <= 3 &&
                              (end + 1 + digitsFrom(m_text, end + 1) >= m_text.size() ||
                               m_text[end + 1 + digitsFrom(m_text, end + 1)] != '/');
        const bool range = behind == '-' && digitBehind && size <= 3 && digitsFrom(m_text, end + 1) <= 3;
        const bool name =
            digitBehind && !fraction && !range && (behind == '-' || behind == '/' || behind == ':');
        if (value.empty() || name || (partOfName(word.begin) && !m_range)) {
            m_floor = std::max({end, word.end, m_floor});
            m_range = range && m_range;
            return;
        }
        m_range = range;
        Span span{Span::Kind::Number, word.begin, end, std::move(value), {}};
        if (negativeAt(span.begin)) {
            span.value.insert(0, "-");
            span.begin -= m_text[span.begin - 1] == '-' ? 1 : 3;
        }
        if (fraction)
            span.unit = slice(m_text, end, end + 1 + digitsFrom(m_text, end + 1));
        else
            dress(span);
        m_floor = span.end;
        m_out.push_back(std::move(span));
    }

    /// What stands around a number makes it money or a percentage, or names its unit.
    void dress(Span &span)
    {
        std::size_t at = afterBlanks(m_text, span.end);
        if (startsAt(m_text, span.end, ",-") || startsAt(m_text, span.end, ",\u2013"))
            at = afterBlanks(m_text, span.end + (m_text[span.end + 1] == '-' ? 2 : 4));
        std::size_t wordEnd = at;
        while (wordEnd < m_text.size() && isLetter(characterAt(m_text, wordEnd).code))
            wordEnd += characterAt(m_text, wordEnd).size;
        if (const std::size_t places = magnitude(lowered(slice(m_text, at, wordEnd))); places > 0) {
            span.value = span.value.front() == '-' ? '-' + shifted(span.value.substr(1), places)
                                                   : shifted(span.value, places);
            span.end = wordEnd;
            at = afterBlanks(m_text, wordEnd + (startsAt(m_text, wordEnd, ".") ? 1 : 0));
        }
        std::size_t begin = span.begin;
        std::size_t size = 0;
        std::string_view before = currencyBefore(m_text, span.begin, begin);
        if (begin < m_floor) // it belongs to the amount before
            before = {};
        const std::string_view after = at < m_text.size() ? currencyAt(m_text, at, size) : std::string_view{};
        if (!before.empty() || !after.empty()) {
            span.kind = Span::Kind::Money;
            span.unit = before.empty() ? after : before;
            span.begin = begin < span.begin && !before.empty() ? begin : span.begin;
            if (before.empty())
                span.end = at + size;
            thousands(span);
        } else if (at < m_text.size() &&
                   (m_text[at] == '%' || asciiLower(m_text.substr(at, 7)) == "percent" ||
                    asciiLower(m_text.substr(at, 7)) == "prozent")) {
            span.kind = Span::Kind::Percent;
            span.end = at + (m_text[at] == '%' ? 1 : 7);
        } else {
            unit(span);
        }
    }

    /// "1.234 €" is more than a thousand, "1.234 kg" is not.
    void thousands(Span &span) const
    {
        const std::size_t point = span.value.find('.');
        const std::string written(slice(m_text, span.begin, span.end));
        if (point != std::string::npos && span.value.size() == point + 4 && span.value[0] != '0' &&
            written.find(',') == std::string::npos)
            span.value.erase(point, 1);
    }

    void unit(Span &span)
    {
        std::size_t at = afterBlanks(m_text, span.end);
        if (at < m_text.size() && m_text[at] == '-')
            ++at;
        std::size_t end = at;
        constexpr std::size_t longest = 40; // bytes
        while (end < m_text.size() && end - at < longest) {
            const Character c = characterAt(m_text, end);
            const bool sign = c.code == 0xB0 || c.code == 0xB2 || c.code == 0xB3 || c.code == '\'' ||
                              c.code == '"' || (c.code == '/' && end > at);
            if (!isLetter(c.code) && !sign)
                break;
            end += c.size;
        }
        span.unit = lowered(slice(m_text, at, end));
    }

    void spelled(const Word &word)
    {
        if (word.end - word.begin > 7 || m_text.substr(word.begin, word.end - word.begin) == "one")
            return;
        const std::string low = lowered(slice(m_text, word.begin, word.end));
        for (const auto *words : {&numberWords, &germanWords}) {
            const auto found = std::find(std::begin(*words), std::end(*words), low);
            if (found == std::end(*words) || found == std::begin(*words))
                continue;
            Span span{
                Span::Kind::Number, word.begin, word.end, std::to_string(found - std::begin(*words)), {}};
            unit(span);
            m_out.push_back(std::move(span));
            return;
        }
    }

    std::string_view m_text;
    Spans &m_out;
    std::size_t m_floor = 0;
    bool m_range = false; ///< the number before ended with the dash of a range
};

} // namespace

std::string numberAt(std::string_view text, std::size_t &size)
{
    const Groups groups = groupsAt(text);
    size = groups.ends.empty() ? 0 : groups.ends.back();
    if (groups.digits[0].empty() || groups.digits[0].size() > 40)
        return {};
    const std::string &signs = groups.signs;
    const char last = signs.empty() ? ' ' : signs.back();
    const bool lastOnce = std::count(signs.begin(), signs.end(), last) == 1;
    const auto ofThree = [](const auto &group) { return group.size() == 3; };
    const bool threes = std::all_of(groups.digits.begin() + 1, groups.digits.end(), ofThree);
    const bool mixed = std::any_of(signs.begin(), signs.end(), [&](char c) { return c != last; });
    bool decimal = !signs.empty() && (last == '.' || last == ',') && lastOnce;
    const std::string_view head = groups.digits[0];
    if (groups.digits.size() == 2 && threes && last == ',' && head != "0" && head.size() <= 3)
        decimal = false;
    auto whole = static_cast<std::ptrdiff_t>(groups.digits.size() - (decimal ? 1 : 0));
    const bool grouped = std::all_of(groups.digits.begin() + 1, groups.digits.begin() + whole, ofThree);
    if (!grouped || (!mixed && !lastOnce && !threes)) {
        if (last == '.' && !mixed) // a version or an address of a machine
            return {};
        decimal = false; // "1,2,3": the first of several
        whole = 1;
        size = groups.ends[0];
    }
    std::string out;
    std::for_each(groups.digits.begin(), groups.digits.begin() + whole,
                  [&](const auto &g) { out.append(g); });
    out = withoutZeros(std::move(out));
    return decimal ? out.append(".").append(groups.digits.back()) : out;
}

void findNumbers(std::string_view text, Spans &out)
{
    NumberFinder(text, out).run();
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/characters.h"
#include "practice/reader/spans.h"

#include <algorithm>
#include <array>
#include <optional>

namespace espalier::practice {

namespace {

constexpr std::array<std::string_view, 12> monthNames[] = {
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december"},
    {"januar", "februar", "m\u00e4rz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
    {"j\u00e4nner", "feber", "mrz", "apr", "mai", "jun", "jul", "aug", "sept", "okt", "nov", "dez"}};

/// 1 to 12, or 0.
unsigned monthOf(std::string_view word)
{
    const std::string low = lowered(word);
    for (const auto &names : monthNames) {
        const auto found = std::find(names.begin(), names.end(), low);
        if (found != names.end())
            return static_cast<unsigned>(found - names.begin()) + 1;
    }
    return 0;
}

std::string twoDigits(unsigned value)
{
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

std::string isoDate(unsigned year, unsigned month, unsigned day)
{
    static constexpr std::array<unsigned, 12> days = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1] || year > 9999)
        return {};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2 && day == 29 && !leap)
        return {};
    return twoDigits(year / 100) + twoDigits(year) + '-' + twoDigits(month) + '-' + twoDigits(day);
}

/// Reads on from one place of a text; every step says whether it could.
class Cursor
{
public:
    Cursor(std::string_view text, std::size_t at)
        : m_text(text)
        , m_at(at)
    {
    }

    [[nodiscard]] std::size_t at() const { return m_at; }

    /// `least` to `most` digits with no digit behind them.
    bool number(std::size_t least, std::size_t most, unsigned &value)
    {
        std::size_t end = m_at;
        value = 0;
        while (end < m_text.size() && end - m_at <= most && isAsciiDigit(m_text[end]))
            value = value * 10 + static_cast<unsigned>(m_text[end++] - '0');
        const bool fits = end - m_at >= least && end - m_at <= most;
        m_at = fits ? end : m_at;
        return fits;
    }
    bool sign(std::string_view any)
    {
        const bool is = m_at < m_text.size() && any.find(m_text[m_at]) != std::string_view::npos;
        m_at += is ? 1 : 0;
        return is;
    }
    bool blanks()
    {
        const std::size_t before = m_at;
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
        return m_at > before;
    }
    std::string_view letters()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isLetter(characterAt(m_text, m_at).code))
            m_at += characterAt(m_text, m_at).size;
        return slice(m_text, begin, m_at);
    }
    bool word(std::string_view low)
    {
        const std::size_t before = m_at;
        if (asciiLower(letters()) == low)
            return true;
        m_at = before;
        return false;
    }

private:
    std::string_view m_text;
    std::size_t m_at;
};

unsigned fullYear(unsigned year, std::size_t digits)
{
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/// HH:MM[:SS], "2:30 pm", "2 pm", "14.30 Uhr", "14 Uhr".
std::optional<Span> timeAt(std::string_view text, std::size_t at)
{
    Cursor cursor(text, at);
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    if (!cursor.number(1, 2, hour) || hour > 24)
        return std::nullopt;
    Cursor next = cursor;
    const bool colon = next.sign(":") && next.number(2, 2, minute) && minute < 60;
    Cursor dotted = cursor;
    unsigned dottedMinute = 0;
    const bool dot = !colon && dotted.sign(".") && dotted.number(2, 2, dottedMinute) && dottedMinute < 60;
    if (colon)
        cursor = next;
    Cursor seconds = cursor;
    const bool hasSeconds = colon && seconds.sign(":") && seconds.number(2, 2, second) && second < 60;
    if (hasSeconds)
        cursor = seconds;
    Cursor suffix = dot ? dotted : cursor;
    suffix.blanks();
    const std::string half = asciiLower(suffix.letters());
    const bool clock = half == "uhr" || half == "h";
    if (dot && half != "uhr")
        return std::nullopt;
    if (dot)
        minute = dottedMinute;
    if (half == "pm" || half == "am") {
        hour = hour % 12 + (half == "pm" ? 12 : 0);
        cursor = suffix;
    } else if (half == "uhr") {
        cursor = suffix;
    } else if (!colon || (clock && !colon)) {
        return std::nullopt;
    }
    std::string value = twoDigits(hour) + ':' + twoDigits(minute);
    if (hasSeconds)
        value += ':' + twoDigits(second);
    return Span{Span::Kind::Time, at, cursor.at(), std::move(value), {}};
}

/// 2024-05-12, 2024/05/12, with a time behind "T" or a blank and a zone.
std::optional<Span> isoAt(std::string_view text, std::size_t at)
{
    Cursor cursor(text, at);
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (!cursor.number(4, 4, year) || !cursor.sign("-/.") || !cursor.number(1, 2, month) ||
        !cursor.sign("-/.") || !cursor.number(1, 2, day))
        return std::nullopt;
    std::string date = isoDate(year, month, day);
    if (date.empty())
        return std::nullopt;
    Cursor behind = cursor;
    if (!behind.sign("T"))
        return Span{Span::Kind::Date, at, cursor.at(), std::move(date), {}};
    const auto time = timeAt(text, behind.at());
    if (!time)
        return Span{Span::Kind::Date, at, cursor.at(), std::move(date), {}};
    Cursor zone(text, time->end);
    Cursor offset = zone;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (zone.sign("Z") ||
        (offset.sign("+-") && offset.number(2, 2, hours) && offset.sign(":") && offset.number(2, 2, minutes)))
        zone = offset.at() > zone.at() ? offset : zone;
    date += 'T' + time->value + (time->value.size() == 5 ? ":00" : "") +
            std::string(slice(text, time->end, zone.at()));
    return Span{Span::Kind::DateTime, at, zone.at(), std::move(date), {}};
}

/// 31.12.2024, 31-12-2024, and with slashes month or day first. `slashes` gets whether it was written with
/// slashes.
std::optional<Span> numericAt(std::string_view text, std::size_t at, bool dayFirst,
                              bool *slashDayFirst = nullptr)
{
    Cursor cursor(text, at);
    unsigned first = 0;
    unsigned second = 0;
    unsigned year = 0;
    if (!cursor.number(1, 2, first))
        return std::nullopt;
    const char sign = cursor.at() < text.size() ? text[cursor.at()] : ' ';
    if (!cursor.sign("./-"))
        return std::nullopt;
    if (sign == '.')
        cursor.blanks();
    if (!cursor.number(1, 2, second) || !cursor.sign(std::string_view(&sign, 1)))
        return std::nullopt;
    if (sign == '.')
        cursor.blanks();
    const std::size_t yearAt = cursor.at();
    if (!cursor.number(4, 4, year) && !cursor.number(2, 2, year))
        return std::nullopt;
    year = fullYear(year, cursor.at() - yearAt);
    if (slashDayFirst && sign == '/')
        *slashDayFirst = *slashDayFirst || (first > 12 && second <= 12);
    const bool american = sign == '/' && !dayFirst && first <= 12;
    std::string date = american ? isoDate(year, first, second) : isoDate(year, second, first);
    if (date.empty())
        return std::nullopt;
    return Span{Span::Kind::Date, at, cursor.at(), std::move(date), {}};
}

/// "31 December 2024", "31st of Dec, 2024", "31. Dezember 2024", "12 May".
std::optional<Span> dayMonthAt(std::string_view text, std::size_t at)
{
    Cursor cursor(text, at);
    unsigned day = 0;
    if (!cursor.number(1, 2, day))
        return std::nullopt;
    for (const std::string_view end : {"st", "nd", "rd", "th"}) {
        if (cursor.word(end))
            break;
    }
    cursor.sign(".");
    cursor.blanks();
    if (cursor.word("of"))
        cursor.blanks();
    if (cursor.at() == at + (day > 9 ? 2U : 1U))
        return std::nullopt; // nothing between the day and what follows
    const unsigned month = monthOf(cursor.letters());
    if (month == 0 || day < 1 || day > 31)
        return std::nullopt;
    const std::size_t monthEnd = cursor.at();
    cursor.sign(".");
    cursor.sign(",");
    cursor.blanks();
    unsigned year = 0;
    const bool dated = cursor.number(4, 4, year);
    return Span{Span::Kind::Date,
                at,
                dated ? cursor.at() : monthEnd,
                dated ? isoDate(year, month, day) : std::string(),
                {}};
}

/// "December 31, 2024", "Dec. 31st 2024", "May 12".
std::optional<Span> monthDayAt(std::string_view text, std::size_t at)
{
    Cursor cursor(text, at);
    const unsigned month = monthOf(cursor.letters());
    if (month == 0)
        return std::nullopt;
    cursor.sign(".");
    unsigned day = 0;
    if (!cursor.blanks() || !cursor.number(1, 2, day) || day < 1 || day > 31)
        return std::nullopt;
    for (const std::string_view end : {"st", "nd", "rd", "th"}) {
        if (cursor.word(end))
            break;
    }
    const std::size_t dayEnd = cursor.at();
    cursor.sign(",");
    unsigned year = 0;
    const bool dated = cursor.blanks() && cursor.number(4, 4, year);
    return Span{Span::Kind::Date,
                at,
                dated ? cursor.at() : dayEnd,
                dated ? isoDate(year, month, day) : std::string(),
                {}};
}

std::optional<Span> digitsAt(std::string_view text, std::size_t at, bool dayFirst)
{
    if (auto found = isoAt(text, at))
        return found;
    if (auto found = numericAt(text, at, dayFirst))
        return found;
    if (auto found = dayMonthAt(text, at))
        return found;
    return timeAt(text, at);
}

} // namespace

void findDates(std::string_view text, Spans &out)
{
    const std::vector<Word> words = wordsIn(text);
    bool dayFirst = false;
    for (const Word &word : words) {
        if (word.digits)
            static_cast<void>(numericAt(text, word.begin, true, &dayFirst));
    }
    std::size_t floor = 0;
    for (const Word &word : words) {
        if (word.begin < floor)
            continue;
        const bool joined = word.begin > 0 &&
                            std::string_view("-/.:").find(text[word.begin - 1]) != std::string_view::npos &&
                            word.begin > 1 && isAsciiDigit(text[word.begin - 2]);
        if (joined)
            continue;
        auto found = word.digits ? digitsAt(text, word.begin, dayFirst) : monthDayAt(text, word.begin);
        if (!found)
            continue;
        const bool goesOn =
            found->end < text.size() && (isAsciiDigit(text[found->end]) || isAsciiAlpha(text[found->end]));
        if (goesOn)
            continue;
        floor = found->end;
        out.push_back(std::move(*found));
    }
}

} // namespace espalier::practice

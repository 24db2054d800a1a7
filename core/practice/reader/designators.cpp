// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/candidates.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace espalier::practice {

namespace {

constexpr std::size_t linesBelow = 6; // a header is looked for this far above a value

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t size = 0;
    while (at + size < text.size() && isAsciiDigit(text[at + size]))
        ++size;
    return size;
}

bool isBoundary(std::string_view text, std::size_t at)
{
    return at >= text.size() || !(isAsciiAlpha(text[at]) || isAsciiDigit(text[at]));
}

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// "LH 402", "4U 8462", "AB6439" at `at`: a carrier of two signs, at least one of them a letter, and a
/// number.
Range flightAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t widest = 3; // blanks before a short number in a column
    if (at + 2 >= text.size() || (at > 0 && !isBoundary(text, at - 1)))
        return {};
    const bool letters = (isCapital(text[at]) && (isCapital(text[at + 1]) || isAsciiDigit(text[at + 1]))) ||
                         (isAsciiDigit(text[at]) && isCapital(text[at + 1]));
    if (!letters)
        return {};
    std::size_t number = at + 2;
    while (number < text.size() && text[number] == ' ' && number < at + 2 + widest)
        ++number;
    const std::size_t size = digitsAt(text, number);
    const bool clear = isCapital(text[at + 1]) || number > at + 2; // "A320" is an aircraft
    return clear && size >= 2 - (number > at + 2) && size <= 4 && isBoundary(text, number + size)
               ? Range{at, number + size}
               : Range{};
}

/// "ICE 954", "rj 72": a kind of train and its number. Kinds of one letter say too little.
Range trainAt(std::string_view text, std::size_t at)
{
    if (at > 0 && !isBoundary(text, at - 1))
        return {};
    std::size_t end = at;
    while (end < text.size() && isAsciiAlpha(text[end]) && end < at + 4)
        ++end;
    const std::string kind = asciiLower(slice(text, at, end));
    if (!isOneOf(kind, {"ice", "ic",  "ec",  "en",  "nj",  "re", "rb", "rj",  "rjx", "tgv",
                        "ter", "ave", "flx", "est", "tha", "ir", "sp", "irc", "mex", "ece"}) ||
        end >= text.size() || text[end] != ' ')
        return {};
    const std::size_t size = digitsAt(text, end + 1);
    return size > 0 && size <= 6 && isBoundary(text, end + 1 + size) ? Range{at, end + 1 + size} : Range{};
}

/// "61", "14C", "41, 42, 44 - 46" at `at`.
Range seatsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    for (std::size_t next = at;;) {
        const std::size_t size = digitsAt(text, next);
        std::size_t after = next + size;
        after += after < text.size() && isCapital(text[after]) ? 1 : 0;
        if (size == 0 || size > 3 || !isBoundary(text, after))
            break;
        end = after;
        next = after;
        for (const std::string_view joint : {", ", " - ", "-", " "}) {
            if (text.compare(after, joint.size(), joint) == 0) {
                next = after + joint.size();
                break;
            }
        }
        if (next == after)
            break;
    }
    return {at, end};
}

struct Sort
{
    std::string_view about;                     ///< a word of the field's name
    Range (*at)(std::string_view, std::size_t); ///< what begins there
    std::array<std::string_view, 8> announced;  ///< words before it, lowered
    bool alone;                                 ///< tells by its form alone what it is
};

constexpr Sort sorts[] = {
    {"flight", flightAt, {"flight", "flug", "vol", "vuelo", "flyg", "vlucht", "volo", "flightno"}, false},
    {"train", trainAt, {"train", "zug", "vlak", "treno", "tren", "trein"}, true},
    {"seat", seatsAt, {"seat", "seats", "sitzplatz", "platz", "pl", "place", "asiento", "posto"}, false}};

class DesignatorFinder
{
public:
    DesignatorFinder(const Search &search, const Field &field, const Sort &sort, Candidates &out)
        : m_search(search)
        , m_field(field)
        , m_sort(sort)
        , m_out(out)
    {
    }

    void run()
    {
        const auto lines = within(m_search.source.lines, m_search.scope);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].cells.size() >= 3)
                below(lines, i);
        }
        for (const Word &word : within(m_search.source.words, m_search.scope))
            at(word);
    }

private:
    [[nodiscard]] bool announces(std::string_view word) const
    {
        const std::string low = lowered(word);
        return !low.empty() &&
               std::find(m_sort.announced.begin(), m_sort.announced.end(), low) != m_sort.announced.end();
    }

    void add(Range range, double score)
    {
        if (range.empty() || range.end > m_search.scope.end)
            return;
        range.end = std::min(range.end, m_search.scope.end);
        const std::string text(m_search.source.of(range));
        const json::Value value = json::Value::string(text);
        if (!allowedBy(m_field, value))
            return;
        m_out.push_back({score - m_order, range, value, false});
        m_order = std::min(m_order + 0.002, 0.1);
    }

    void at(const Word &word)
    {
        const std::string_view text = m_search.source.text;
        if (!word.digits && announces(slice(text, word.begin, word.end)))
            behind(word.end);
        const Range range = m_sort.about == "seat" ? Range{} : m_sort.at(text, word.begin);
        if (range.empty())
            return;
        if (m_sort.alone)
            add(range, 0.6);
        else if (isItinerary(range.end) || onAnnouncedLine(word.begin))
            add(range, 0.7);
    }

    /// "Pl. 61", "TRAIN N°6857", "Zug Nr. 12".
    void behind(std::size_t end)
    {
        const std::string_view text = m_search.source.text;
        std::size_t begin = text.find_first_not_of(" .:#", end);
        for (const std::string_view number : {"N\u00b0", "No", "Nr", "no", "nr", "number"}) {
            if (begin != std::string_view::npos && text.compare(begin, number.size(), number) == 0)
                begin = text.find_first_not_of(" .:", begin + number.size());
        }
        if (begin == std::string_view::npos || begin > end + 12)
            return;
        if (m_sort.about == "seat")
            return add(seatsAt(text, begin), 0.74);
        const std::size_t digits = digitsAt(text, begin);
        if (digits > 0 && digits <= 6 && isBoundary(text, begin + digits))
            add({begin, begin + digits}, 0.72);
    }

    /// "Flight: 15.06.2017 | 4U 8462": the word stands before it on its line.
    [[nodiscard]] bool onAnnouncedLine(std::size_t begin) const
    {
        constexpr std::size_t furthest = 80; // bytes
        const std::string_view text = m_search.source.text;
        const std::size_t from = begin > furthest ? begin - furthest : 0;
        const std::size_t stop = slice(text, from, begin).rfind('\n');
        const Range left{stop == std::string_view::npos ? from : from + stop + 1, begin};
        const auto words = within(m_search.source.words, left);
        return std::any_of(words.begin(), words.end(),
                           [&](const Word &word) { return announces(slice(text, word.begin, word.end)); });
    }

    /// A class and a day behind it, as reservation systems print it: "DL   38 Y  20JAN HKGSEA".
    [[nodiscard]] bool isItinerary(std::size_t end) const
    {
        const std::string_view rest = m_search.source.text.substr(end, 16);
        const std::size_t booked = rest.find_first_not_of(' ');
        if (booked == 0 || booked == std::string_view::npos || !isCapital(rest[booked]))
            return false;
        const std::size_t day = rest.find_first_not_of(' ', booked + 1);
        return day != std::string_view::npos && day > booked + 1 && digitsAt(rest, day) == 2 &&
               day + 5 <= rest.size() && isCapital(rest[day + 2]) && isCapital(rest[day + 3]) &&
               isCapital(rest[day + 4]);
    }

    /// What stands under a column that is called so.
    void below(std::span<const Line> lines, std::size_t header)
    {
        const Line &top = lines[header];
        const std::string_view text = m_search.source.text;
        for (const Range &cell : top.cells) {
            const auto words = within(m_search.source.words, cell);
            const bool called =
                !cell.empty() && std::any_of(words.begin(), words.end(), [&](const Word &word) {
                    return announces(slice(text, word.begin, word.end));
                });
            if (!called)
                continue;
            const std::size_t begin = columnOf(top, cell.begin);
            const std::size_t end = columnOf(top, cell.end);
            for (std::size_t i = header + 1; i < std::min(header + 1 + linesBelow, lines.size()); ++i) {
                for (const Range &value : lines[i].cells) {
                    const bool under = columnOf(lines[i], value.begin) < end &&
                                       begin < columnOf(lines[i], value.end) && lines[i].cells.size() >= 2;
                    const Range found = under && !value.empty() ? m_sort.at(text, value.begin) : Range{};
                    if (!found.empty() && found.end == value.end)
                        add(found, 0.68);
                }
            }
        }
    }

    /// In characters from the line's begin, so that letters of several bytes do not shift it.
    [[nodiscard]] std::size_t columnOf(const Line &line, std::size_t at) const
    {
        const std::string_view left = slice(m_search.source.text, line.range.begin, at);
        const auto inner = std::count_if(left.begin(), left.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        });
        return line.indent + left.size() - static_cast<std::size_t>(inner);
    }

    const Search &m_search;
    const Field &m_field;
    const Sort &m_sort;
    Candidates &m_out;
    double m_order = 0;
};

} // namespace

void fromDesignators(const Search &search, const Field &field, Candidates &out)
{
    if (!asksForId(field) || !field.allowed.empty() || field.names.empty())
        return;
    for (const Sort &sort : sorts) {
        const Concepts &name = field.names.front();
        const bool about =
            hasConcept(name, sort.about) &&
            (name.size() == 1 || (name.size() == 2 && hasAnyConcept(name, {"number", "reference"})));
        if (about)
            DesignatorFinder(search, field, sort, out).run();
    }
}

} // namespace espalier::practice

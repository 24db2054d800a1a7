// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers in texts.

#include "schema/coercescalar_p.h"

#include "base/ascii.h"
#include "json/decimal.h"
#include "json/numberscanner.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace espalier::schema {

namespace {

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isAsciiDigit(text[end]))
        ++end;
    return end - at;
}

bool takeEnd(std::string_view &text, std::string_view end)
{
    if (!text.ends_with(end))
        return false;
    text.remove_suffix(end.size());
    return true;
}

bool takeBegin(std::string_view &text, std::string_view begin)
{
    if (!text.starts_with(begin))
        return false;
    text.remove_prefix(begin.size());
    return true;
}

/// Signs, and codes of ISO 4217 that models write most.
constexpr std::array<std::string_view, 20> kCurrencies{"$",   "€",   "£",   "¥",   "₹",   "₩",   "₽",
                                                       "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD",
                                                       "INR", "CNY", "SEK", "NOK", "DKK", "PLN"};

/// Takes one currency off, with the blanks beside it.
bool takeCurrency(std::string_view &text)
{
    const auto one = [&](std::string_view currency) {
        return takeBegin(text, currency) || takeEnd(text, currency);
    };
    if (std::none_of(kCurrencies.begin(), kCurrencies.end(), one))
        return false;
    text = trimmed(text);
    return true;
}

/// With the separators that look like a blank or an apostrophe as these.
std::string plainSeparators(std::string_view text)
{
    std::string out(text);
    for (const auto &[special, plain] : {std::pair<std::string_view, char>{"\u00a0", ' '}, // no-break space
                                         {"\u202f", ' '}, // narrow no-break space
                                         {"\u2009", ' '}, // thin space
                                         {"\u2019", '\''},
                                         {"\u2212", '-'}}) { // minus sign
        for (std::size_t at = out.find(special); at != std::string::npos; at = out.find(special, at + 1))
            out.replace(at, special.size(), 1, plain);
    }
    return out;
}

/// A number in groups, taken apart: which separators it has and where.
struct Grouped
{
    std::string digits;   ///< of the whole part
    std::string decimals; ///< behind the last mark
    char groups = 0;      ///< ',', '.', '\'' or ' '; 0: none
    char mark = 0;        ///< of the decimals; 0: none
};

/// Digits with one kind of separator every three digits and another one, once, before the decimals. A single
/// separator is a mark here; whether it may be is another question.
std::optional<Grouped> takenApart(std::string_view text)
{
    std::vector<std::string_view> parts;
    std::string marks;
    std::size_t at = 0;
    while (true) {
        const std::size_t count = digitsAt(text, at);
        if (count == 0)
            return std::nullopt;
        parts.push_back(text.substr(at, count));
        at += count;
        if (at == text.size())
            break;
        if (std::string_view(",.' ").find(text[at]) == std::string_view::npos)
            return std::nullopt;
        marks.push_back(text[at++]);
    }
    Grouped out;
    std::size_t wholeParts = parts.size();
    if (!marks.empty()) {
        const bool otherLast = marks.size() > 1 && marks.back() != marks.front();
        const bool canBeMark = marks.back() == ',' || marks.back() == '.';
        if (canBeMark && (otherLast || marks.size() == 1)) {
            out.mark = marks.back();
            out.decimals = parts.back();
            --wholeParts;
            marks.pop_back();
        }
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i] != marks.front())
            return std::nullopt;
        out.groups = marks[i];
    }
    for (std::size_t i = 0; i < wholeParts; ++i) {
        const bool first = i == 0;
        if (out.groups != 0 &&
            (first ? parts[i].size() > 3 || (parts[i].front() == '0') : parts[i].size() != 3))
            return std::nullopt;
        out.digits += parts[i];
    }
    return out;
}

/// "1.234": the one separator, `mark`, may be meant for thousands.
bool looksGrouped(const Grouped &number, char mark)
{
    return number.groups == 0 && number.mark == mark && number.decimals.size() == 3 &&
           number.digits.size() <= 3 && number.digits.front() != '0';
}

std::optional<std::string> numberOf(const Grouped &grouped, DecimalMark decimal)
{
    const char declared = decimal == DecimalMark::Comma ? ',' : decimal == DecimalMark::Point ? '.' : '\0';
    std::string whole = grouped.digits;
    std::string decimals = grouped.decimals;
    const bool padded = whole.size() > 1 && whole.front() == '0'; // "007" is a name rather than a number
    if (padded || (declared != 0 && grouped.groups == declared))
        return std::nullopt;
    if (grouped.mark != 0 && grouped.mark != declared) {
        const bool alone = grouped.groups == 0; // "3,14" and "1,234" say nothing by themselves
        const bool thousands = looksGrouped(grouped, grouped.mark);
        if (declared == 0 && alone && (grouped.mark == ',' || thousands))
            return std::nullopt;
        if (declared != 0 && !thousands)
            return std::nullopt;
        if (declared != 0) {
            whole += decimals;
            decimals.clear();
        }
    }
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return decimals.empty() ? whole : whole + "." + decimals;
}

/// True for a minus; both may stand before a number in either order, a currency also behind it.
bool takeSignAndCurrency(std::string_view &text)
{
    const bool before = takeBegin(text, "-");
    if (!before && takeBegin(text, "+"))
        return false;
    const bool currency = takeCurrency(text);
    return before || (currency && takeBegin(text, "-"));
}

} // namespace

std::optional<std::string> numberInText(std::string_view text, const CoercionOptions &options)
{
    constexpr std::size_t kMost = 64; // bytes of a number that is no JSON number
    text = trimmed(text);
    const bool all = options.level == CoercionLevel::All;
    const bool json = json::isNumber(text);
    if (text.size() > kMost || (!all && options.decimal != DecimalMark::Comma))
        return json ? std::optional(std::string(text)) : std::nullopt;
    const std::string plain = plainSeparators(text);
    std::string_view bare = plain;
    const bool minus = all ? takeSignAndCurrency(bare) : takeBegin(bare, "-");
    const auto grouped = takenApart(bare);
    const bool couldGroup = grouped && options.decimal == DecimalMark::Comma && looksGrouped(*grouped, '.');
    if (json && !couldGroup)
        return std::string(text);
    if (!grouped || (!all && (grouped->groups != 0 || grouped->mark != ',')))
        return std::nullopt;
    const auto number = numberOf(*grouped, options.decimal);
    return number && minus ? "-" + *number : number;
}

bool isWhole(std::string_view number)
{
    return json::Decimal::parse(number).isWhole();
}

std::optional<std::string> wholeNumber(std::string_view number)
{
    constexpr std::int64_t kMostDigits = 1'000;
    if (number.find_first_of(".eE") == std::string_view::npos)
        return std::nullopt;
    const json::Decimal decimal = json::Decimal::parse(number);
    if (decimal.isZero())
        return std::string("0");
    if (!decimal.isWhole() || decimal.exponent > kMostDigits)
        return std::nullopt;
    std::string digits = decimal.digits;
    digits.resize(static_cast<std::size_t>(decimal.exponent), '0');
    return (decimal.negative ? "-" : "") + digits;
}

} // namespace espalier::schema

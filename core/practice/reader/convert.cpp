// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/candidates.h"
#include "schema/pattern.h"

#include <QString>

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;
using Kind = Span::Kind;

const Span *firstSpan(const Search &search, Range range, std::initializer_list<Kind> kinds)
{
    for (const Kind kind : kinds) {
        for (const Span &span : within(search.source.spans, range)) {
            if (span.kind == kind && span.end <= range.end)
                return &span;
        }
    }
    return nullptr;
}

std::optional<Value> number(const Search &search, const Field &field, Range range)
{
    const Span *span = nullptr;
    if (field.meaning == Meaning::Money)
        span = firstSpan(search, range, {Kind::Money, Kind::Number});
    else if (field.meaning == Meaning::Percent)
        span = firstSpan(search, range, {Kind::Percent, Kind::Number});
    else
        span = firstSpan(search, range, {Kind::Number, Kind::Money, Kind::Percent});
    // "39.90" between commas: the cell is the number, whatever stands beside it.
    const std::string_view whole = search.source.of(range);
    std::size_t size = 0;
    const std::string cell = isAsciiDigit(whole.front()) ? numberAt(whole, size) : std::string();
    const bool cut = size == whole.size() && !cell.empty() &&
                     (!span || (span->kind == Kind::Number && span->value != cell));
    const Span own{Kind::Number, range.begin, range.end, cell, {}};
    if (cut && field.meaning != Meaning::Year)
        span = &own;
    if (!span) {
        const Span *date =
            field.meaning == Meaning::Year ? firstSpan(search, range, {Kind::Date, Kind::DateTime}) : nullptr;
        if (!date || date->value.size() < 4)
            return std::nullopt;
        return Value::number(date->value.substr(0, 4));
    }
    std::string text = span->value;
    if (field.type == Field::Type::Integer) {
        const auto integer = Value::number(text).toInt64();
        if (!integer)
            return std::nullopt;
        text = std::to_string(*integer);
    }
    return Value::number(std::move(text));
}

/// "yes", "no", "true", a tick; also "yes, since May".
std::optional<Value> truth(std::string_view text)
{
    static constexpr std::string_view yes[] = {
        "yes", "true",     "ja",    "y",         "on",   "x",    "wahr",   "enabled", "active", "available",
        "oui", "included", "aktiv", "confirmed", "paid", "done", "\u2713", "\u2714",  "\u2611"};
    static constexpr std::string_view no[] = {
        "no",       "false",       "nein",   "n",      "off",   "none",  "falsch",  "disabled",
        "inactive", "unavailable", "non",    "not",    "keine", "kein",  "inaktiv", "unpaid",
        "open",     "\u2717",      "\u2718", "\u2610", "-",     "never", "excluded"};
    const std::string low = lowered(trimmed(text));
    const std::string first = low.substr(0, low.find_first_of(" ,;.(\n"));
    if (std::find(std::begin(yes), std::end(yes), first) != std::end(yes))
        return Value::boolean(true);
    if (std::find(std::begin(no), std::end(no), first) != std::end(no))
        return Value::boolean(false);
    return std::nullopt;
}

/// One of the allowed values: the whole text, or else the longest that stands in it as words.
std::optional<Value> choice(const Field &field, std::string_view text)
{
    const std::string low = lowered(trimmed(text));
    const Value *best = nullptr;
    std::size_t length = 0;
    for (const Value &allowed : field.allowed) {
        std::string wanted =
            lowered(allowed.isBool() ? (allowed.isTrue() ? "true" : "false") : allowed.text());
        if (wanted == low)
            return allowed;
        std::replace(wanted.begin(), wanted.end(), '_', ' ');
        for (std::size_t at = low.find(wanted); !wanted.empty() && at != std::string::npos;
             at = low.find(wanted, at + 1)) {
            const std::size_t end = at + wanted.size();
            const bool whole =
                (at == 0 || !isAsciiAlpha(low[at - 1])) && (end == low.size() || !isAsciiAlpha(low[end]));
            if (whole && wanted.size() > length) {
                best = &allowed;
                length = wanted.size();
            }
        }
    }
    return best ? std::optional(*best) : std::nullopt;
}

/// Whitespace of several lines made one blank each; quotes around the whole and a closing mark taken off.
std::string tidied(std::string_view text)
{
    std::string out;
    for (const char c : trimmed(text)) {
        const bool blank = isAsciiSpace(c);
        if (blank && (out.empty() || out.back() == ' '))
            continue;
        out += blank ? ' ' : c;
    }
    const auto words = std::count(out.begin(), out.end(), ' ') + 1;
    while (!out.empty() &&
           (out.back() == ',' || out.back() == ';' ||
            (out.back() == '.' && words <= 4 && out.size() > 3 && out.find('.') == out.size() - 1)))
        out.pop_back();
    for (const auto &[open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""},
                                      {"'", "'"},
                                      {"\u201c", "\u201d"},
                                      {"\u201e", "\u201c"},
                                      {"`", "`"}}) {
        if (out.size() > open.size() + close.size() && out.compare(0, open.size(), open) == 0 &&
            out.compare(out.size() - close.size(), close.size(), close) == 0)
            return out.substr(open.size(), out.size() - open.size() - close.size());
    }
    return out;
}

std::optional<Value> asWritten(const Search &search, Range range)
{
    std::string text = tidied(search.source.of(range));
    if (text.size() > 1 && text.front() == '#') // "#4711"
        text.erase(0, 1);
    if (text.empty() || text == "-" || text == "\u2013" || text == "n/a" || text == "N/A")
        return std::nullopt;
    return Value::string(std::move(text));
}

std::optional<Value> date(const Search &search, const Field &field, Range range)
{
    const Span *span = firstSpan(search, range, {Kind::DateTime, Kind::Date});
    if (field.format.empty()) {
        if (span && search.source.of({span->begin, span->end}).size() + 12 > range.size())
            return asWritten(search, {span->begin, span->end});
        return span ? asWritten(search, {span->begin, span->end}) : asWritten(search, range);
    }
    if (!span || span->value.empty())
        return std::nullopt;
    if (field.format == "date")
        return Value::string(span->value.substr(0, 10));
    std::string value = span->value;
    if (span->kind == Kind::Date) {
        const Span *time =
            firstSpan(search, {span->end, std::min(span->end + 40, search.scope.end)}, {Kind::Time});
        if (!time)
            return std::nullopt;
        value += 'T' + time->value + (time->value.size() == 5 ? ":00" : "");
    }
    const bool zoned = value.back() == 'Z' || value.find_first_of("+", 11) != std::string::npos ||
                       value.find('-', 11) != std::string::npos;
    return Value::string(value + (zoned ? "" : "Z")); // the format demands a zone; the text names none
}

std::optional<Value> ofSpan(const Search &search, Range range, Kind kind, bool orText)
{
    if (const Span *span = firstSpan(search, range, {kind}))
        return Value::string(span->value);
    const std::string_view text = search.source.of(range);
    const bool digits = std::any_of(text.begin(), text.end(), isAsciiDigit);
    return orText && digits ? asWritten(search, range) : std::nullopt;
}

/// Up to the first sign that ends a name.
Range untilSign(const Search &search, Range range, std::string_view signs)
{
    const std::size_t at = search.source.of(range).find_first_of(signs);
    return trimmedRange(search.source.text,
                        {range.begin, at == std::string_view::npos ? range.end : range.begin + at});
}

std::optional<Value> partOfAddress(const Search &search, const Field &field, Range range)
{
    for (const Address &address : within(search.source.addresses, range)) {
        const Range part = field.meaning == Meaning::Street        ? address.street
                           : field.meaning == Meaning::HouseNumber ? address.houseNumber
                           : field.meaning == Meaning::City        ? address.city
                           : field.meaning == Meaning::Region      ? address.region
                           : field.meaning == Meaning::PostalCode  ? address.postal
                                                                   : address.country;
        return part.empty() ? std::nullopt : asWritten(search, part);
    }
    return asWritten(search, untilSign(search, range, field.meaning == Meaning::Street ? "\n,;" : "\n,;("));
}

/// "invoice_number", "booking_reference": a text that is a number or code of something.
bool isNumberOf(const Field &field)
{
    return asksForId(field) && std::any_of(field.names.begin(), field.names.end(), [](const Concepts &name) {
               return hasAnyConcept(name, {"number", "reference", "code"}) &&
                      !hasAnyConcept(name, {"phone", "account"});
           });
}

bool looksLikeCode(std::string_view token)
{
    const bool digit = std::any_of(token.begin(), token.end(), isAsciiDigit);
    const bool capitals = token.size() >= 4 && std::all_of(token.begin(), token.end(),
                                                           [](char c) { return c >= 'A' && c <= 'Z'; });
    return digit || capitals;
}

/// The whole when it is short, else its first word that looks like a code; dates and amounts are none.
std::optional<Value> identifier(const Search &search, Range range)
{
    constexpr std::size_t longest = 24; // bytes of a number of several words, "LH 402", "12 345 678"
    const auto typed = [&](Range part) {
        const auto spans = within(search.source.spans, part);
        return std::any_of(spans.begin(), spans.end(), [](const Span &span) {
            return span.kind != Kind::Number && span.kind != Kind::Phone && span.kind != Kind::Iban;
        });
    };
    const std::string_view text = search.source.of(range);
    const std::size_t blank = text.find_first_of(" \t\n,;(");
    const bool first = looksLikeCode(text.substr(0, blank));
    const std::string_view last = text.substr(text.find_last_of(" ") + 1);
    if (text.size() <= longest && !typed(range) && text.find_first_of("\n,;(") == std::string_view::npos &&
        (blank == std::string_view::npos ? first
                                         : looksLikeCode(last) && !(first && isAsciiAlpha(last.back()))))
        return asWritten(search, range);
    for (const Word &word : within(search.source.words, range)) {
        const std::size_t end =
            std::min(search.source.text.find_first_of(" \t\n,;()", word.begin), range.end);
        const Range token{word.begin, end};
        if (looksLikeCode(search.source.of(token)) && !typed(token))
            return asWritten(search, token);
    }
    return std::nullopt;
}

/// Several words, the first of them small.
bool isSmallPhrase(std::string_view text)
{
    const Character first = characterAt(text, 0);
    return isLetter(first.code) && !isUpper(first.code) && std::count(text.begin(), text.end(), ' ') > 1;
}

std::optional<Value> string(const Search &search, const Field &field, Range range)
{
    switch (field.meaning) {
    case Meaning::Email:
        return ofSpan(search, range, Kind::Email, false);
    case Meaning::Website:
        return ofSpan(search, range, Kind::Url, false);
    case Meaning::Phone:
        return ofSpan(search, range, Kind::Phone, true);
    case Meaning::Iban:
        return ofSpan(search, range, Kind::Iban, true);
    case Meaning::Date:
    case Meaning::DateTime:
    case Meaning::Weekday:
        return date(search, field, range);
    case Meaning::Time:
        if (const Span *time = firstSpan(search, range, {Kind::Time}))
            return field.format.empty() ? asWritten(search, {time->begin, time->end})
                                        : Value::string(time->value + ":00Z");
        return field.format.empty() ? asWritten(search, range) : std::nullopt;
    case Meaning::Currency:
        if (const Span *money = firstSpan(search, range, {Kind::Money}))
            return Value::string(money->unit);
        return range.size() <= 12 ? asWritten(search, range) : std::nullopt;
    case Meaning::Money:
        if (const Span *money = firstSpan(search, range, {Kind::Money}))
            return asWritten(search, {money->begin, money->end});
        return asWritten(search, range);
    case Meaning::Street:
    case Meaning::HouseNumber:
    case Meaning::City:
    case Meaning::Region:
    case Meaning::PostalCode:
    case Meaning::Country:
        return partOfAddress(search, field, range);
    case Meaning::FullName:
        if (!search.record && isSmallPhrase(search.source.of(range)))
            return std::nullopt; // "Customer Jane writes: my order …"
        return asWritten(search, untilSign(search, range, "\n,;(<|"));
    case Meaning::Company:
    case Meaning::Job:
        return asWritten(search, untilSign(search, range, "\n;(|"));
    default:
        return isNumberOf(field) ? identifier(search, range) : asWritten(search, range);
    }
}

} // namespace

bool allowedBy(const Field &field, const Value &value)
{
    if (const auto number = value.toDouble(); number && field.isNumeric()) {
        if ((field.minimum && *number < *field.minimum) || (field.maximum && *number > *field.maximum))
            return false;
    }
    if (field.pattern.empty() || !value.isString() || field.pattern.size() > 500 ||
        value.text().size() > 1000)
        return true;
    const auto pattern = schema::Pattern::compile(field.pattern);
    return !pattern || (*pattern)->match(value.text()) != schema::Pattern::Match::No;
}

std::optional<Value> convert(const Search &search, const Field &field, Range range)
{
    range = trimmedRange(search.source.text, range);
    if (range.empty())
        return std::nullopt;
    std::optional<Value> out;
    if (!field.allowed.empty())
        out = choice(field, search.source.of(range));
    else if (field.type == Field::Type::Boolean)
        out = truth(search.source.of(range));
    else if (field.isNumeric())
        out = number(search, field, range);
    else
        out = string(search, field, range);
    return out && allowedBy(field, *out) ? out : std::nullopt;
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/spans.h"

#include <algorithm>
#include <array>

namespace espalier::practice {

namespace {

bool isAlnum(char c)
{
    return isAsciiAlpha(c) || isAsciiDigit(c);
}

bool isLocalPart(char c)
{
    return isAlnum(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
}

bool isDomain(char c)
{
    return isAlnum(c) || c == '.' || c == '-';
}

void add(std::string_view text, Span::Kind kind, std::size_t begin, std::size_t end, Spans &out)
{
    out.push_back({kind, begin, end, std::string(text.substr(begin, end - begin)), {}});
}

void findEmails(std::string_view text, Spans &out)
{
    std::size_t floor = 0; // an address does not reach back into the one before: keeps rows of "@" linear
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > floor && isLocalPart(text[begin - 1]))
            --begin;
        while (begin < at && !isAlnum(text[begin]))
            ++begin;
        std::size_t end = at + 1;
        while (end < text.size() && isDomain(text[end]))
            ++end;
        while (end > at + 1 && !isAlnum(text[end - 1]))
            --end;
        floor = end;
        const std::string_view domain = text.substr(at + 1, end - at - 1);
        if (begin < at && domain.find('.') != std::string_view::npos && domain.front() != '.')
            add(text, Span::Kind::Email, begin, end, out);
    }
}

bool hasKnownTopLevel(std::string_view host)
{
    static constexpr std::array<std::string_view, 24> known = {
        "com",  "org", "net", "de", "io", "eu", "uk", "fr",  "ch",  "at", "dev",     "app",
        "info", "nl",  "it",  "es", "se", "dk", "pl", "edu", "gov", "ai", "example", "shop"};
    const std::size_t dot = host.rfind('.');
    return dot != std::string_view::npos && dot > 1 &&
           std::find(known.begin(), known.end(), asciiLower(host.substr(dot + 1))) != known.end();
}

void findUrls(std::string_view text, Spans &out)
{
    constexpr std::string_view stops = " \t\r\n<>\"'`|\\^{}";
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(text.find_first_of(stops, at), text.size());
        std::size_t begin = at;
        at = end + 1;
        while (begin < end && (text[begin] == '(' || text[begin] == '['))
            ++begin;
        while (end > begin && std::string_view(".,;:!?)]*").find(text[end - 1]) != std::string_view::npos)
            --end;
        const std::string_view token = text.substr(begin, end - begin);
        const std::size_t scheme = token.find("://");
        const std::string low = asciiLower(token.substr(0, 8));
        const bool schemed = scheme != std::string_view::npos && scheme > 1 && token.size() > scheme + 3 &&
                             std::all_of(token.begin(), token.begin() + static_cast<std::ptrdiff_t>(scheme),
                                         [](char c) { return isAlnum(c) || c == '+'; });
        const bool www = low.compare(0, 4, "www.") == 0 && token.find('.', 4) != std::string_view::npos;
        const std::string_view host = token.substr(0, token.find('/'));
        const bool bare = !host.empty() && isAsciiAlpha(host.front()) &&
                          std::all_of(host.begin(), host.end(), isDomain) && hasKnownTopLevel(host);
        if (token.find('@') == std::string_view::npos ? schemed || www || bare : schemed)
            add(text, Span::Kind::Url, begin, end, out);
    }
}

/// Whether what follows a blank is a word and no group of an account number.
bool isWordInCapitals(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    bool digits = false;
    for (; end < text.size() && isAlnum(text[end]); ++end)
        digits = digits || isAsciiDigit(text[end]);
    return end == at || !digits;
}

void findIbans(std::string_view text, Spans &out)
{
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (std::size_t at = 0; at + 15 <= text.size(); ++at) {
        if (!upper(text[at]) || !upper(text[at + 1]) || !isAsciiDigit(text[at + 2]) ||
            !isAsciiDigit(text[at + 3]) || (at > 0 && isAlnum(text[at - 1])))
            continue;
        std::string value(text.substr(at, 4));
        std::size_t end = at + 4;
        std::size_t digits = 2;
        for (std::size_t i = end; i < text.size() && value.size() < 34; ++i) {
            if (upper(text[i]) || isAsciiDigit(text[i])) {
                value += text[i];
                digits += isAsciiDigit(text[i]) ? 1 : 0;
                end = i + 1;
            } else if (text[i] != ' ' || i != end || isWordInCapitals(text, i + 1)) {
                break;
            }
        }
        if (value.size() >= 15 && digits >= 12)
            out.push_back({Span::Kind::Iban, at, end, std::move(value), {}});
        at = end;
    }
}

/// Lengths of the groups of digits in a phone-like run, and whether it may be one.
bool looksLikePhone(std::string_view run)
{
    std::array<std::size_t, 8> groups{};
    std::size_t count = 0;
    std::size_t digits = 0;
    bool inside = false;
    for (const char c : run) {
        if (isAsciiDigit(c)) {
            if (!inside && count == groups.size())
                return false;
            count += inside ? 0 : 1;
            ++groups[count - 1];
            ++digits;
        }
        inside = isAsciiDigit(c);
    }
    if (digits < 7 || digits > 15)
        return false;
    if (std::count(run.begin(), run.end(), '/') > 1)
        return false;
    if (run.front() == '+')
        return true;
    if (run.front() == '(')
        return count > 1 && run.find(')') != std::string_view::npos;
    if (run.front() == '0')
        return count > 1 ? count < 7 : digits >= 9;
    const bool american =
        (count == 3 && groups[0] == 3 && groups[1] == 3 && groups[2] == 4) ||
        (count == 4 && groups[0] == 1 && groups[1] == 3 && groups[2] == 3 && groups[3] == 4);
    return american ||
           (count == 2 && groups[0] == 3 && groups[1] == 4 && run.find('-') != std::string_view::npos);
}

void findPhones(std::string_view text, Spans &out)
{
    for (std::size_t at = 0; at < text.size();) {
        const bool sign = (text[at] == '+' || text[at] == '(') && at + 1 < text.size() &&
                          (isAsciiDigit(text[at + 1]) || text[at + 1] == '+' || text[at + 1] == '0');
        if ((!sign && !isAsciiDigit(text[at])) ||
            (at > 0 && (isAlnum(text[at - 1]) || text[at - 1] == '+'))) {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        std::size_t gap = 0;
        for (std::size_t i = end; i < text.size() && gap < 4; ++i) {
            if (isAsciiDigit(text[i])) {
                end = i + 1;
                gap = 0;
            } else if (std::string_view(" ()/.-").find(text[i]) != std::string_view::npos) {
                ++gap;
            } else {
                break;
            }
        }
        const bool glued = end < text.size() && isAsciiAlpha(text[end]);
        const bool phone = !glued && looksLikePhone(text.substr(at, end - at));
        if (phone)
            add(text, Span::Kind::Phone, at, end, out);
        else if (text[at] == '(') { // a bracket around what may be one
            ++at;
            continue;
        }
        at = end;
    }
}

} // namespace

void findContacts(std::string_view text, Spans &out)
{
    findEmails(text, out);
    findUrls(text, out);
    findIbans(text, out);
    findPhones(text, out);
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/issuetext.h"

#include "json/utf8.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::string_view kEllipsis = "…";

/// The first whole characters of `text`, at most `limit` bytes.
std::string_view cutAtCharacter(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t length = json::decodeUtf8(text.substr(end)).length;
        if (end + length > limit)
            break;
        end += length;
    }
    return text.substr(0, end);
}

/// Appends JSON until `out` is longer than `limit`; the caller cuts. Every level adds a byte, which bounds
/// the recursion.
void appendBounded(std::string &out, const json::Value &value, std::size_t limit)
{
    if (out.size() > limit)
        return;
    const bool object = value.isObject();
    if (object || value.isArray()) {
        const std::size_t count = object ? value.members().size() : value.items().size();
        out.push_back(object ? '{' : '[');
        for (std::size_t i = 0; i < count && out.size() <= limit; ++i) {
            if (i > 0)
                out.push_back(',');
            if (object) {
                json::appendString(out, cutAtCharacter(value.members()[i].key, limit));
                out.push_back(':');
            }
            appendBounded(out, object ? value.members()[i].value : value.items()[i], limit);
        }
        out.push_back(object ? '}' : ']');
    } else if (value.isString() && value.text().size() > limit) {
        json::appendString(out, cutAtCharacter(value.text(), limit));
    } else if (value.isNumber()) {
        out.append(value.text(), 0, limit + 1);
    } else {
        json::appendCompact(out, value);
    }
}

} // namespace

std::string shortJson(const json::Value &value, std::size_t limit)
{
    std::string out;
    appendBounded(out, value, limit);
    if (out.size() <= limit)
        return out;
    const std::size_t room = limit > kEllipsis.size() ? limit - kEllipsis.size() : 0;
    return std::string(cutAtCharacter(out, room)).append(kEllipsis);
}

std::string typeForPeople(std::string_view type)
{
    if (type == "string")
        return "text";
    if (type == "integer")
        return "a whole number";
    if (type == "number")
        return "a number";
    if (type == "boolean")
        return "true or false";
    if (type == "array")
        return "a list";
    if (type == "object")
        return "an object";
    return std::string(type);
}

std::string formatForPeople(std::string_view format)
{
    using Words = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Words, 19> kWords{{
        {"date", "a date like 2024-05-31"},
        {"date-time", "a date and time like 2024-05-31T12:30:00Z"},
        {"duration", "a duration like P3DT12H"},
        {"email", "an email address"},
        {"hostname", "the name of a host"},
        {"idn-email", "an email address"},
        {"idn-hostname", "the name of a host"},
        {"ipv4", "an IPv4 address"},
        {"ipv6", "an IPv6 address"},
        {"iri", "a web address with its scheme, like https://example.org"},
        {"iri-reference", "a web address"},
        {"json-pointer", "a JSON Pointer"},
        {"regex", "a regular expression"},
        {"relative-json-pointer", "a relative JSON Pointer"},
        {"time", "a time with its offset like 12:30:00Z"},
        {"uri", "a web address with its scheme, like https://example.org"},
        {"uri-reference", "a web address"},
        {"uri-template", "a URI template"},
        {"uuid", "a UUID like 123e4567-e89b-12d3-a456-426614174000"},
    }};
    const auto known = std::find_if(kWords.begin(), kWords.end(),
                                    [format](const Words &words) { return words.first == format; });
    return known == kWords.end() ? "of the format " + std::string(format) : std::string(known->second);
}

std::string countOf(std::uint64_t count, std::string_view one)
{
    return std::to_string(count).append(" ").append(one).append(count == 1 ? "" : "s");
}

std::string boundText(const json::Value &schema, std::string_view keyword, std::uint64_t bound)
{
    return bound == std::numeric_limits<std::uint64_t>::max() ? shortJson(schema[keyword])
                                                              : std::to_string(bound);
}

std::string boundOf(const json::Value &schema, std::string_view keyword, std::uint64_t bound,
                    std::string_view one)
{
    return boundText(schema, keyword, bound).append(" ").append(one).append(bound == 1 ? "" : "s");
}

std::string alternatives(const std::vector<std::string> &parts, std::size_t most)
{
    std::string out;
    const std::size_t shown = parts.size() > most ? most - 1 : parts.size();
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0)
            out.append(i + 1 == parts.size() ? " or " : ", ");
        out.append(parts[i]);
    }
    if (shown < parts.size())
        out.append(" or ").append(std::to_string(parts.size() - shown)).append(" more");
    return out;
}

std::string messageForPeople(std::string_view demand, std::string_view got)
{
    std::string out(demand);
    if (!got.empty())
        out.append(", got ").append(got);
    return out;
}

std::string messageForModel(std::string_view place, std::string_view demand, std::string_view got)
{
    std::string out;
    if (place.empty())
        out = "The answer";
    else
        json::appendString(out, place);
    out.append(" ").append(demand);
    if (!got.empty())
        out.append(", but the answer has ").append(got);
    return out.append(".");
}

} // namespace espalier::schema

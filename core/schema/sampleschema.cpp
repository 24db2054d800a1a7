// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/sampleschema.h"

#include "base/ascii.h"
#include "schema/members_p.h"

#include <algorithm>
#include <string_view>

namespace espalier::schema {

namespace {

using json::Value;

/// `shape`: "9999-99-99", where 9 is a digit.
bool hasShape(std::string_view text, std::string_view shape)
{
    if (text.size() < shape.size())
        return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '9' ? !isAsciiDigit(text[i]) : text[i] != shape[i])
            return false;
    }
    return true;
}

int number(std::string_view text, std::size_t at)
{
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool isDate(std::string_view text)
{
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.size() != 10 || !hasShape(text, "9999-99-99"))
        return false;
    const int month = number(text, 5);
    const int day = number(text, 8);
    if (month < 1 || month > 12)
        return false;
    const int year = number(text, 0) * 100 + number(text, 2);
    const bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= kDays[month - 1] + (leap ? 1 : 0);
}

/// RFC 3339, with its zone: what the format "date-time" takes.
bool isDateTime(std::string_view text)
{
    if (text.size() < 20 || !isDate(text.substr(0, 10)) || (text[10] != 'T' && text[10] != 't') ||
        !hasShape(text.substr(11), "99:99:99"))
        return false;
    if (number(text, 11) > 23 || number(text, 14) > 59 || number(text, 17) > 60)
        return false;
    std::string_view rest = text.substr(19);
    if (rest.front() == '.') {
        rest.remove_prefix(1);
        const std::size_t before = rest.size();
        while (!rest.empty() && isAsciiDigit(rest.front()))
            rest.remove_prefix(1);
        if (rest.size() == before)
            return false;
    }
    if (rest == "Z" || rest == "z")
        return true;
    return rest.size() == 6 && (hasShape(rest, "+99:99") || hasShape(rest, "-99:99")) &&
           number(rest, 1) < 24 && number(rest, 4) < 60;
}

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F && c != '<' &&
           c != '>' && c != '"';
}

bool isEmail(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
           text.find('.', at) != std::string_view::npos && text.find("..") == std::string_view::npos &&
           text[at + 1] != '.' && text.back() != '.' && std::all_of(text.begin(), text.end(), isPlain) &&
           text.find_first_of("/:,;") == std::string_view::npos;
}

bool isWebAddress(std::string_view text)
{
    const bool scheme = text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
    return scheme && text.size() > text.find("//") + 2 && std::all_of(text.begin(), text.end(), isPlain);
}

Value typed(const char *type)
{
    return Value::object({{"type", Value::string(type)}});
}

Value ofText(std::string_view text)
{
    Value out = typed("string");
    const char *format = isDate(text)         ? "date"
                         : isDateTime(text)   ? "date-time"
                         : isEmail(text)      ? "email"
                         : isWebAddress(text) ? "uri"
                                              : nullptr;
    if (format)
        out.set("format", Value::string(format));
    return out;
}

bool isNullType(const Value &schema)
{
    return schema["type"].text() == "null";
}

/// "integer" of "integer" and of ["integer", "null"].
std::string typeOf(const Value &schema)
{
    return schema["type"].isArray() ? schema["type"].items().front().text() : schema["type"].text();
}

Value withNull(Value schema)
{
    if (schema["type"].isString())
        schema.set("type", Value::array({schema["type"], Value::string("null")}));
    return schema;
}

Value merged(const Value &a, const Value &b);

/// Members of either; required is what both require.
Value mergedGroups(const Value &a, const Value &b)
{
    Value properties = a["properties"];
    for (const json::Member &member : b["properties"].members()) {
        const Value *there = a["properties"].find(member.key);
        if (there)
            properties.set(member.key, merged(*there, member.value));
        else
            properties.mutableMembers().push_back(member);
    }
    Value::Array required;
    for (const Value &name : a["required"].items()) {
        const auto &other = b["required"].items();
        if (std::find(other.begin(), other.end(), name) != other.end())
            required.push_back(name);
    }
    Value out = typed("object");
    out.set("properties", std::move(properties));
    if (!required.empty())
        out.set("required", Value::array(std::move(required)));
    return out;
}

Value mergedKinds(const Value &a, const Value &b)
{
    const std::string left = typeOf(a);
    const std::string right = typeOf(b);
    const bool numbers = (left == "integer" && right == "number") || (left == "number" && right == "integer");
    if (numbers)
        return typed("number");
    if (left != right || left.empty())
        return Value::object();
    if (left == "object")
        return mergedGroups(a, b);
    if (left == "array") {
        Value out = typed("array");
        if (a.find("items") && b.find("items"))
            out.set("items", merged(a["items"], b["items"]));
        else if (a.find("items") || b.find("items"))
            out.set("items", a.find("items") ? a["items"] : b["items"]);
        return out;
    }
    Value out = typed(left.c_str());
    if (a.find("format") && a["format"] == b["format"])
        out.set("format", a["format"]);
    return out;
}

Value merged(const Value &a, const Value &b)
{
    if (isNullType(a))
        return isNullType(b) ? a : withNull(b);
    if (isNullType(b))
        return withNull(a);
    const bool null = a["type"].isArray() || b["type"].isArray();
    Value out = mergedKinds(a, b);
    return null ? withNull(std::move(out)) : out;
}

Value ofList(const Value &sample)
{
    Value out = typed("array");
    if (sample.items().empty())
        return out;
    Value items = schemaOfSample(sample.items().front());
    for (std::size_t i = 1; i < sample.items().size(); ++i)
        items = merged(items, schemaOfSample(sample.items()[i]));
    out.set("items", isNullType(items) ? Value::object() : std::move(items));
    return out;
}

Value ofGroup(const Value &sample)
{
    Value properties = Value::object();
    Value required = Value::array();
    EffectiveMembers::forEach(sample, [&](const json::Member &member, std::size_t) {
        properties.mutableMembers().push_back({member.key, schemaOfSample(member.value)});
        required.mutableItems().push_back(Value::string(member.key));
        return true;
    });
    Value out = typed("object");
    out.set("properties", std::move(properties));
    if (!required.items().empty())
        out.set("required", std::move(required));
    return out;
}

} // namespace

Value schemaOfSample(const Value &sample)
{
    switch (sample.kind()) {
    case Value::Kind::Null:
        return typed("null");
    case Value::Kind::Bool:
        return typed("boolean");
    case Value::Kind::Number:
        return typed(sample.text().find_first_of(".eE") == std::string::npos ? "integer" : "number");
    case Value::Kind::String:
        return ofText(sample.text());
    case Value::Kind::Array:
        return ofList(sample);
    case Value::Kind::Object:
        return ofGroup(sample);
    }
    return Value::object();
}

} // namespace espalier::schema

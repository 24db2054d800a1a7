// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/sampleschema.h"

#include "schema/textformat_p.h"
#include "json/effectivemembers.h"

#include <algorithm>
#include <string>

namespace espalier::schema {

namespace {

using json::Value;

Value typed(const char *type)
{
    return Value::object({{"type", Value::string(type)}});
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
    json::EffectiveMembers::forEach(sample, [&](const json::Member &member, std::size_t) {
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

/// Of a text alone: a string, with its format when it has one.
Value schemaOfText(std::string_view text)
{
    Value out = typed("string");
    if (const std::string_view format = formatOfText(text); !format.empty())
        out.set("format", Value::string(std::string(format)));
    return out;
}

} // namespace

Value schemaOfSamples(const std::vector<Value> &samples)
{
    if (samples.empty())
        return Value::object();
    Value out = schemaOfSample(samples.front());
    for (std::size_t i = 1; i < samples.size(); ++i)
        out = merged(out, schemaOfSample(samples[i]));
    return out;
}

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
        return schemaOfText(sample.text());
    case Value::Kind::Array:
        return ofList(sample);
    case Value::Kind::Object:
        return ofGroup(sample);
    }
    return Value::object();
}

} // namespace espalier::schema

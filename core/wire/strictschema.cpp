// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/strictschema.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace espalier::wire {

namespace {

bool holds(const json::Value &list, std::string_view text)
{
    return std::any_of(list.items().begin(), list.items().end(),
                       [&](const json::Value &item) { return item.text() == text; });
}

bool meansObject(const json::Value &schema)
{
    return schema["type"].text() == "object" || holds(schema["type"], "object") ||
           schema["properties"].isObject();
}

bool hasFreeMembers(const json::Value &schema)
{
    const json::Value &additional = schema["additionalProperties"];
    return schema.find("patternProperties") || additional.isTrue() ||
           (additional.isObject() && !additional.members().empty()) || schema["properties"].members().empty();
}

/// The schema, or null. A plain type keeps its short form.
json::Value orNull(json::Value schema)
{
    json::Value null = json::Value::string("null");
    const json::Value type = schema["type"];
    const bool closedList = schema.find("enum") || schema.find("const");
    const auto &choices = schema["anyOf"].items();
    const bool offersNull = std::any_of(choices.begin(), choices.end(), [](const json::Value &choice) {
        return choice["type"].text() == "null";
    });
    if (type.text() == "null" || holds(type, "null") || offersNull)
        return schema;
    if (type.isString() && !closedList) {
        schema.set("type", json::Value::array({type, std::move(null)}));
        return schema;
    }
    json::Value nullSchema;
    nullSchema.set("type", std::move(null));
    json::Value either;
    either.set("anyOf", json::Value::array({std::move(schema), std::move(nullSchema)}));
    return either;
}

/// Keywords that strict mode refuses. They are not sent; the answer is judged by them all the same.
bool isTaken(const json::Member &member)
{
    static constexpr std::array<std::string_view, 20> kRefused{"default",
                                                               "not",
                                                               "if",
                                                               "then",
                                                               "else",
                                                               "dependentRequired",
                                                               "dependentSchemas",
                                                               "dependencies",
                                                               "propertyNames",
                                                               "unevaluatedProperties",
                                                               "unevaluatedItems",
                                                               "minProperties",
                                                               "maxProperties",
                                                               "uniqueItems",
                                                               "contains",
                                                               "minContains",
                                                               "maxContains",
                                                               "minLength",
                                                               "maxLength",
                                                               "discriminator"};
    static constexpr std::array<std::string_view, 9> kFormats{
        "date", "time", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"};
    if (member.key == "format")
        return std::find(kFormats.begin(), kFormats.end(), member.value.text()) != kFormats.end();
    return std::find(kRefused.begin(), kRefused.end(), member.key) == kRefused.end();
}

/// Both assert something under the same keyword.
bool disagree(const json::Value &from, const json::Value &part)
{
    return std::any_of(from.members().begin(), from.members().end(), [&part](const json::Member &member) {
        const json::Value *other = part.find(member.key);
        return other && *other != member.value && member.key != "title" && member.key != "description" &&
               member.key != "default";
    });
}

/// An allOf of one is that one with what stands beside it.
json::Value joined(const json::Value &from, const json::Value &part)
{
    json::Value out = part.isObject() ? part : json::Value::object();
    for (const json::Member &member : from.members()) {
        if (member.key != "allOf")
            out.set(member.key, member.value);
    }
    return out;
}

/// Strict mode wants a reference to stand alone: what describes it goes around it, the rest is not sent.
json::Value alone(json::Value schema)
{
    if (schema.members().size() == 1)
        return schema;
    json::Value out = json::Value::object(
        {{"anyOf", json::Value::array({json::Value::object({{"$ref", schema["$ref"]}})})}});
    for (const char *keyword : {"title", "description", "$schema", "$id", "$defs", "definitions"}) {
        if (const json::Value *said = schema.find(keyword))
            out.set(keyword, *said);
    }
    return out;
}

class Strict
{
public:
    json::Value schema(const json::Value &from)
    {
        if (!from.isObject())
            return from;
        const auto &parts = from["allOf"].items();
        if (parts.size() > 1 || from.find("prefixItems") || (from.find("oneOf") && from.find("anyOf")))
            possible = false;
        if (parts.size() == 1) {
            possible = possible && !disagree(from, parts.front());
            return schema(joined(from, parts.front()));
        }
        json::Value out = json::Value::object();
        for (const json::Member &member : from.members()) {
            if (isTaken(member))
                out.set(member.key == "oneOf" ? "anyOf" : member.key, keyword(member.key, member.value));
        }
        if (meansObject(from))
            close(out, from);
        return from.find("$ref") ? alone(std::move(out)) : out;
    }

    bool possible = true;

private:
    json::Value keyword(std::string_view name, const json::Value &value)
    {
        if (name == "items" || name == "not")
            return value.isArray() ? each(value) : schema(value);
        if (name == "anyOf" || name == "oneOf" || name == "allOf" || name == "prefixItems")
            return each(value);
        if (name != "properties" && name != "$defs" && name != "definitions")
            return value;
        json::Value out = json::Value::object();
        for (const json::Member &member : value.members())
            out.set(member.key, schema(member.value));
        return out;
    }

    json::Value each(const json::Value &list)
    {
        json::Value out = json::Value::array();
        for (const json::Value &item : list.items())
            out.mutableItems().push_back(schema(item));
        return out;
    }

    void close(json::Value &out, const json::Value &from)
    {
        if (hasFreeMembers(from)) {
            possible = false;
            return;
        }
        json::Value properties = out["properties"];
        json::Value required = json::Value::array();
        for (json::Member &member : properties.mutableMembers()) {
            required.mutableItems().push_back(json::Value::string(member.key));
            if (!holds(from["required"], member.key))
                member.value = orNull(std::move(member.value));
        }
        out.set("properties", std::move(properties));
        out.set("required", std::move(required));
        out.set("additionalProperties", json::Value::boolean(false));
    }
};

} // namespace

std::optional<json::Value> strictSchema(const json::Value &schema)
{
    Strict strict;
    json::Value out = strict.schema(schema);
    return strict.possible ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace espalier::wire

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/unwrapschema.h"

#include "schema/subschemas_p.h"
#include "schema/wordlist_p.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

constexpr std::size_t kMostLayers = 8;

constexpr std::array<std::string_view, 62> kKeywords{"type",
                                                     "properties",
                                                     "required",
                                                     "items",
                                                     "enum",
                                                     "const",
                                                     "title",
                                                     "description",
                                                     "default",
                                                     "examples",
                                                     "example",
                                                     "format",
                                                     "pattern",
                                                     "minimum",
                                                     "maximum",
                                                     "exclusiveMinimum",
                                                     "exclusiveMaximum",
                                                     "multipleOf",
                                                     "minLength",
                                                     "maxLength",
                                                     "minItems",
                                                     "maxItems",
                                                     "uniqueItems",
                                                     "contains",
                                                     "minContains",
                                                     "maxContains",
                                                     "minProperties",
                                                     "maxProperties",
                                                     "propertyNames",
                                                     "patternProperties",
                                                     "additionalProperties",
                                                     "additionalItems",
                                                     "prefixItems",
                                                     "allOf",
                                                     "anyOf",
                                                     "oneOf",
                                                     "not",
                                                     "if",
                                                     "then",
                                                     "else",
                                                     "definitions",
                                                     "dependencies",
                                                     "dependentRequired",
                                                     "dependentSchemas",
                                                     "unevaluatedItems",
                                                     "unevaluatedProperties",
                                                     "readOnly",
                                                     "writeOnly",
                                                     "deprecated",
                                                     "nullable",
                                                     "discriminator",
                                                     "id",
                                                     "contentEncoding",
                                                     "contentMediaType",
                                                     "contentSchema",
                                                     "externalDocs",
                                                     "xml",
                                                     "links",
                                                     "strict",
                                                     "media",
                                                     "extends",
                                                     "divisibleBy"};
constexpr std::array<std::string_view, 7> kTypes{"string", "number", "integer", "boolean",
                                                 "array",  "object", "null"};

bool isType(const Value &type)
{
    const auto &all = type.items();
    return isOneOf(kTypes, type.text()) ||
           (!all.empty() && std::all_of(all.begin(), all.end(),
                                        [](const Value &one) { return isOneOf(kTypes, one.text()); }));
}

bool areSchemas(const Value &map)
{
    const auto &members = map.members();
    return map.isObject() && std::all_of(members.begin(), members.end(), [](const json::Member &member) {
               return member.value.isObject() || member.value.isBool();
           });
}

bool isChoice(const Value &list)
{
    const auto &items = list.items();
    return !items.empty() && std::all_of(items.begin(), items.end(),
                                         [](const Value &item) { return item.isObject() || item.isBool(); });
}

/// A member that a wrapper keeps the schema in, and what to call it.
struct Layer
{
    std::string_view member;
    std::string_view called;
};
constexpr std::array<Layer, 15> kLayers{{{"response_format", "a request's response_format"},
                                         {"json_schema", "response_format json_schema"},
                                         {"schema", "a named schema"},
                                         {"function", "a tool"},
                                         {"parameters", "a function's parameters"},
                                         {"input_schema", "a tool's input_schema"},
                                         {"inputSchema", "a tool's inputSchema"},
                                         {"outputSchema", "a tool's outputSchema"},
                                         {"structured_outputs", "structured_outputs"},
                                         {"guided_json", "guided_json"},
                                         {"json", "structured_outputs"},
                                         {"tools", "the first tool of a request"},
                                         {"functions", "the first function of a request"},
                                         {"format", "text.format of a request"},
                                         {"text", "a request"}}};

/// The value inside one layer, or nullptr.
const Value *inside(const Value &wrapper, std::string &called)
{
    for (const Layer &layer : kLayers) {
        const Value *found = wrapper.find(layer.member);
        if (found && found->isArray() && !found->items().empty())
            found = &found->items().front();
        if (found && found->isObject() && !found->members().empty()) {
            called = layer.called;
            return found;
        }
    }
    return nullptr;
}

/// nullable: true of OpenAPI 3.0, here and below. True when there was one.
bool rewriteNullable(Value &schema)
{
    bool found = false;
    forEachSubschema(schema, [&found](Value &inner) { found = rewriteNullable(inner) || found; });
    const Value *nullable = schema.find("nullable");
    if (!nullable || !nullable->isBool())
        return found;
    const bool takesNull = nullable->isTrue();
    schema.remove("nullable");
    if (!takesNull)
        return true;
    const Value null = Value::string("null");
    const Value type = schema["type"];
    if (schema["enum"].isArray()) {
        Value values = schema["enum"];
        const auto isNull = [](const Value &value) { return value.isNull(); };
        if (std::none_of(values.items().begin(), values.items().end(), isNull))
            values.mutableItems().emplace_back();
        schema.set("enum", std::move(values));
    }
    if (type.isString()) {
        schema.set("type", Value::array({type, null}));
    } else if (type.isArray()) {
        Value more = type;
        if (std::find(type.items().begin(), type.items().end(), null) == type.items().end())
            more.mutableItems().push_back(null);
        schema.set("type", std::move(more));
    } else if (!schema["enum"].isArray() && !schema.members().empty()) {
        schema =
            Value::object({{"anyOf", Value::array({std::move(schema), Value::object({{"type", null}})})}});
    }
    return true;
}

} // namespace

bool looksLikeSchema(const Value &value)
{
    if (value["$schema"].text().find("json-schema.org") != std::string::npos)
        return true;
    const auto &members = value.members();
    const bool keywordsOnly = std::all_of(members.begin(), members.end(), [](const json::Member &member) {
        return member.key.starts_with("$") || member.key.starts_with("x-") || isOneOf(kKeywords, member.key);
    });
    const bool tells = isType(value["type"]) ||
                       (areSchemas(value["properties"]) && value.find("properties")) ||
                       value["$ref"].isString() || areSchemas(value["$defs"]) || isChoice(value["anyOf"]) ||
                       isChoice(value["oneOf"]) || isChoice(value["allOf"]);
    const bool both =
        isType(value["type"]) && areSchemas(value["properties"]) && value["type"].text() == "object";
    return value.isObject() && tells && (keywordsOnly || both);
}

std::optional<PastedSchema> unwrapSchema(const Value &value)
{
    PastedSchema out;
    const Value *at = &value;
    std::string name;
    std::string description;
    if (value.items().size() == 1 && value.items().front()["function"].isObject())
        at = &value.items().front();
    for (std::size_t layer = 0; !looksLikeSchema(*at); ++layer) {
        std::string called;
        const Value *next = layer < kMostLayers ? inside(*at, called) : nullptr;
        if (!next)
            return std::nullopt;
        if ((*at)["name"].isString())
            name = (*at)["name"].text();
        if ((*at)["description"].isString())
            description = (*at)["description"].text();
        out.said.push_back("Taken out of " + called + ".");
        at = next;
    }
    out.schema = *at;
    if (!name.empty() && !out.schema.find("title")) {
        out.schema.set("title", Value::string(name));
        out.said.push_back("The title is the wrapper's name: " + name + ".");
    }
    if (!description.empty() && !out.schema.find("description"))
        out.schema.set("description", Value::string(description));
    if (rewriteNullable(out.schema))
        out.said.emplace_back("\"nullable\" of OpenAPI is written as null among the types.");
    return out;
}

} // namespace espalier::schema

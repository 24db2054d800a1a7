// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldsuggestion.h"

#include "base/ascii.h"
#include "schema/fieldedit.h"
#include "json/read.h"

#include <string>
#include <string_view>

namespace espalier::schema {

using json::Value;

namespace {

constexpr std::string_view kSuggestion = R"({
  "title": "FieldList",
  "description": "The fields that somebody wants to read from texts",
  "type": "object",
  "properties": {
    "fields": {
      "type": "array",
      "items": {
        "type": "object",
        "properties": {
          "name": {"type": "string", "description": "a short name in lower case, words joined by _"},
          "kind": {"enum": ["text", "whole number", "number", "yes or no", "date", "date and time", "e-mail", "web address"]},
          "list": {"type": "boolean", "description": "whether there may be several"},
          "must": {"type": "boolean", "description": "whether every text has it"},
          "description": {"type": "string", "description": "what it is, in the words of the wish"}
        },
        "required": ["name", "kind", "list", "must", "description"],
        "additionalProperties": false
      }
    }
  },
  "required": ["fields"],
  "additionalProperties": false
})";

/// "type" and "format" for a kind's words.
Value kindSchema(const std::string &kind)
{
    const auto typed = [](const char *type) { return Value::object({{"type", Value::string(type)}}); };
    const auto formatted = [](const char *format) {
        return Value::object({{"type", Value::string("string")}, {"format", Value::string(format)}});
    };
    if (kind == "whole number")
        return typed("integer");
    if (kind == "number")
        return typed("number");
    if (kind == "yes or no")
        return typed("boolean");
    if (kind == "date")
        return formatted("date");
    if (kind == "date and time")
        return formatted("date-time");
    if (kind == "e-mail")
        return formatted("email");
    return kind == "web address" ? formatted("uri") : typed("string");
}

} // namespace

const Value &suggestionSchema()
{
    static const Value kSchema = [] {
        const auto value = json::readStrict(kSuggestion);
        return value ? *value : Value::null();
    }();
    return kSchema;
}

bool asksForFields(const Value &schema)
{
    return schema["properties"]["fields"].equals(suggestionSchema()["properties"]["fields"]);
}

Result<Value, Error> schemaOfSuggestion(const Value &answer)
{
    Value schema = Value::object({{"type", Value::string("object")}, {"properties", Value::object()}});
    for (const Value &field : answer["fields"].items()) {
        const std::string name(trimmed(field["name"].text()));
        Value kind = kindSchema(field["kind"].text());
        if (field["list"].isTrue())
            kind = Value::object({{"type", Value::string("array")}, {"items", std::move(kind)}});
        if (!field["description"].text().empty())
            kind.set("description", field["description"]);
        const std::size_t end = schema["properties"].members().size();
        if (auto added = addField(schema, {}, end, name, kind, field["must"].isTrue()))
            schema = added->schema;
    }
    if (schema["properties"].members().empty())
        return usageError("the answer names no fields", "Say it in other words, or add fields by hand.");
    return schema;
}

} // namespace espalier::schema

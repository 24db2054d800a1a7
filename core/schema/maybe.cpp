// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/maybe.h"

#include "schema/relocate_p.h"
#include "json/pointer.h"

#include <utility>

namespace espalier::schema {

using json::Value;

namespace {

Value typed(std::string_view type, std::string description)
{
    return Value::object(
        {{"type", Value::string(std::string(type))}, {"description", Value::string(std::move(description))}});
}

Value outerSchema(const Value &schema)
{
    Value message = typed("string", "When there is no result: why, in a few words.");
    message.set("type", Value::array({Value::string("string"), Value::string("null")}));
    Value out = Value::object();
    for (const char *annotation : {"title", "description"}) {
        if (const Value *text = schema.find(annotation); text && text->isString())
            out.set(annotation, *text);
    }
    out.set("type", Value::string("object"));
    out.set("properties", Value::object({{"error", typed("boolean", "True when the text holds no result.")},
                                         {"message", std::move(message)}}));
    return out;
}

} // namespace

Value maybeSchema(const Value &schema)
{
    Value out = nested(schema, outerSchema(schema), "/properties/result");
    moveReferences(out, "/properties/result", "/properties/result/anyOf/0");
    Value &properties = *json::resolve(out, "/properties");
    auto &members = properties.mutableMembers();
    json::Member result = std::move(members.back());
    members.pop_back();
    result.value = Value::object(
        {{"anyOf",
          Value::array({std::move(result.value), Value::object({{"type", Value::string("null")}})})}});
    members.insert(members.begin(), std::move(result));
    return out;
}

Maybe maybeOf(const Value &answer)
{
    Maybe out;
    if (const Value *result = answer.find("result"); result && !result->isNull())
        out.result = *result;
    out.error = answer["error"].isTrue();
    out.message = answer["message"].isString() ? answer["message"].text() : std::string();
    return out;
}

} // namespace espalier::schema

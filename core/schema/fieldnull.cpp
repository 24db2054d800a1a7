// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a field may be null.

#include "schema/fieldedit.h"

#include "schema/fieldplace_p.h"
#include "schema/fieldshape_p.h"
#include "schema/subschemas_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

Value nullSchema()
{
    return Value::object({{"type", Value::string("null")}});
}

/// What describes the field stays outside.
void wrapInChoice(Value &schema)
{
    Value outer = Value::object();
    Value inner = Value::object();
    for (json::Member &member : schema.mutableMembers())
        (isAnnotation(member.key) ? outer : inner).mutableMembers().push_back(std::move(member));
    insertMember(outer, 0, {"anyOf", Value::array({std::move(inner), nullSchema()})});
    schema = std::move(outer);
}

void addNull(Value &schema)
{
    const Value type = schema["type"];
    const bool bare = !schema.find("const") && std::none_of(schema.members().begin(), schema.members().end(),
                                                            [](const auto &m) { return isCombining(m.key); });
    if (!bare || (type.isNull() && !schema.find("enum"))) {
        wrapInChoice(schema);
        return;
    }
    if (type.isString()) {
        schema.set("type", Value::array({type, Value::string("null")}));
    } else if (type.isArray()) {
        Value types = type;
        types.mutableItems().push_back(Value::string("null"));
        schema.set("type", std::move(types));
    }
    const auto &values = schema["enum"].items();
    if (schema["enum"].isArray() &&
        std::none_of(values.begin(), values.end(), [](const Value &v) { return v.isNull(); })) {
        Value all = schema["enum"];
        all.mutableItems().push_back(Value::null());
        schema.set("enum", std::move(all));
    }
}

/// The choice that is left takes the place of anyOf or oneOf; what the field says itself wins.
bool openChoice(Value &schema)
{
    for (const std::string_view keyword : {"anyOf", "oneOf"}) {
        const auto &choices = schema[keyword].items();
        if (choices.size() != 2 || isNullSchema(choices[0]) == isNullSchema(choices[1]))
            continue;
        const Value left = choices[isNullSchema(choices[0]) ? 1 : 0];
        Value out = Value::object();
        for (const json::Member &member : schema.members()) {
            if (member.key != keyword) {
                out.mutableMembers().push_back(member);
                continue;
            }
            for (const json::Member &inner : left.members()) {
                if (!schema.find(inner.key))
                    out.mutableMembers().push_back(inner);
            }
        }
        schema = std::move(out);
        return true;
    }
    return false;
}

bool removeNull(Value &schema)
{
    if (openChoice(schema))
        return true;
    if (!takesNull(schema))
        return false;
    if (schema["type"].isArray()) {
        Value type = schema["type"];
        std::erase_if(type.mutableItems(), [](const Value &each) { return each.text() == "null"; });
        schema.set("type", type.items().size() == 1 ? Value(type.items().front()) : type);
    }
    if (schema["enum"].isArray()) {
        Value values = schema["enum"];
        std::erase_if(values.mutableItems(), [](const Value &each) { return each.isNull(); });
        schema.set("enum", std::move(values));
    }
    return true;
}

} // namespace

FieldEditResult setFieldNull(const Value &schema, std::string_view field, bool null)
{
    FieldEdit edit{schema, std::string(field), {}};
    Value *own = json::resolve(edit.schema, field);
    if (!own)
        return noSuchField(field);
    const auto shape = [&edit] {
        const References references(edit.schema);
        return fieldShape(references, {json::resolve(std::as_const(edit.schema), edit.field), edit.field});
    };
    const FieldType type = shape().type;
    if (shape().mayBeNull == null)
        return edit;
    if (type.kind == FieldKind::Other)
        return usageError("only the JSON text can say that", "Change it in the JSON text.");
    if (type == FieldType{FieldKind::Anything, false})
        return usageError("a field that takes anything takes nothing as well", "Give it another kind first.");
    if (null)
        addNull(*own);
    for (int steps = 0; !null && steps < 4 && shape().mayBeNull; ++steps) { // null may be said twice
        if (!removeNull(*own))
            return usageError("the definition it comes from takes nothing as well",
                              "Make it its own first, or change the definition in the JSON text.");
    }
    return checked(schema, std::move(edit));
}

} // namespace espalier::schema

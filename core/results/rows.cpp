// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the rows of an answer are, and what its schema says of one.

#include "results/csv.h"
#include "schema/localreferences.h"

namespace espalier::results {

using json::Value;

static const Value *onlyMember(const Value &object)
{
    return object.members().size() == 1 ? &object.members().front().value : nullptr;
}

static bool saysSomething(const Value &schema)
{
    return schema.isObject() && !schema.members().empty();
}

static bool isList(const Value &schema)
{
    return schema["items"].isObject();
}

Value::Array rowsOf(const Value &answer)
{
    if (answer.isArray())
        return answer.items();
    const Value *only = onlyMember(answer);
    return only && only->isArray() ? only->items() : Value::Array{answer};
}

Value rowSchemaOf(const Value &schema)
{
    const schema::LocalReferences references(schema);
    const Value *list = &references.follow(schema);
    if (const Value *only = onlyMember((*list)["properties"]); only && isList(references.follow(*only)))
        list = &references.follow(*only);
    if (!isList(*list))
        return saysSomething(schema) ? schema : Value();
    Value row = references.follow((*list)["items"]);
    if (!saysSomething(row))
        return {};
    // References inside keep leading where they led.
    for (const std::string_view definitions : {"$defs", "definitions"}) {
        if (const Value *all = schema.find(definitions))
            row.set(definitions, *all);
    }
    return row;
}

} // namespace espalier::results

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A field that lets go of the definition it comes from.

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

/// The places in it keep their names only where they are: a name stands for one place.
void dropAnchors(Value &schema)
{
    if (!schema.isObject() || isEmbeddedResource(schema))
        return;
    schema.remove("$anchor");
    schema.remove("$dynamicAnchor");
    forEachSubschema(schema, dropAnchors);
}

/// A copy must not name what the definition names.
void dropNames(Value &schema)
{
    for (const std::string_view name :
         {"$anchor", "$dynamicAnchor", "$id", "id", "$schema", "$defs", "definitions"}) {
        // "id" and "definitions" may be anything where they are no keywords of their drafts
        const Value *value = schema.find(name);
        if (value && (value->isString() || value->isObject()))
            schema.remove(name);
    }
    forEachSubschema(schema, dropAnchors);
}

/// `reference` with what it leads to in its place; what the field says of itself wins.
Value inPlaceOf(const Value &reference, Value definition)
{
    if (!definition.isObject())
        return definition;
    dropNames(definition);
    Value out = Value::object();
    for (const json::Member &member : reference.members()) {
        if (isAnnotation(member.key))
            out.mutableMembers().push_back(member);
    }
    for (json::Member &member : definition.mutableMembers()) {
        if (!reference.find(member.key))
            out.mutableMembers().push_back(std::move(member));
    }
    return out;
}

} // namespace

FieldEditResult ownField(const Value &schema, std::string_view field)
{
    const Value *target = json::resolve(schema, field);
    if (!target)
        return noSuchField(field);
    FieldEdit edit{schema, std::string(field), {}};
    const References references(schema);
    const FieldShape shape = fieldShape(references, {target, edit.field});
    const FieldSite &site = shape.outer.definition.empty() && shape.items ? *shape.items : shape.outer;
    const Value *definition = json::resolve(schema, site.definition);
    if (site.definition.empty() || !definition)
        return usageError("this field is its own already", "Change it as it is.");
    if (isEmbeddedResource(*definition) && !site.definition.empty())
        return usageError("the definition has an identifier of its own, which a copy may not have",
                          "Change it in the JSON text.");
    Value &own = *json::resolve(edit.schema, site.own.pointer);
    own = inPlaceOf(own, *definition);
    return checked(schema, std::move(edit));
}

} // namespace espalier::schema

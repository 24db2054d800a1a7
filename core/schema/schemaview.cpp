// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/schemaview_p.h"

#include "schema/issuetext.h"
#include "schema/subschemas_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace espalier::schema {

namespace {

unsigned kindOfValue(const json::Value &value)
{
    if (value.isObject())
        return SchemaView::Object;
    if (value.isArray())
        return SchemaView::Array;
    return value.isNull() ? SchemaView::Null : SchemaView::Scalar;
}

unsigned kindOfType(std::string_view type)
{
    if (type == "object")
        return SchemaView::Object;
    if (type == "array")
        return SchemaView::Array;
    return type == "null" ? SchemaView::Null : SchemaView::Scalar;
}

/// What the schema's own keywords say, without the schemas it applies.
unsigned ownKinds(const json::Value &schema)
{
    unsigned allowed = SchemaView::Anything;
    if (const json::Value *type = schema.find("type")) {
        allowed = type->isString() ? kindOfType(type->text()) : 0U;
        for (const json::Value &name : type->items())
            allowed |= kindOfType(name.text());
    }
    if (const json::Value *values = schema.find("enum"); values && values->isArray()) {
        unsigned listed = 0;
        for (const json::Value &value : values->items())
            listed |= kindOfValue(value);
        allowed &= listed;
    }
    if (const json::Value *value = schema.find("const"))
        allowed &= kindOfValue(*value);
    return allowed;
}

/// Whether `keyword` is all that the schema demands: beside it only annotations, definitions and the
/// document's names.
bool standsAlone(const json::Value &schema, std::string_view keyword)
{
    constexpr std::array<std::string_view, 6> aside{"$defs", "definitions", "$schema",
                                                    "$id",   "id",          "$anchor"};
    return std::all_of(schema.members().begin(), schema.members().end(), [&](const json::Member &member) {
        return member.key == keyword || isAnnotation(member.key) ||
               std::find(aside.begin(), aside.end(), member.key) != aside.end();
    });
}

SchemaView::Target child(const SchemaView::Target &parent, std::string_view keyword)
{
    SchemaView::Target out{parent.schema->find(keyword), parent.pointer};
    json::appendToken(out.pointer, keyword);
    return out;
}

std::vector<SchemaView::Target> children(const SchemaView::Target &parent, std::string_view keyword)
{
    std::vector<SchemaView::Target> out;
    const SchemaView::Target list = child(parent, keyword);
    if (!list.schema)
        return out;
    for (const json::Value &item : list.schema->items()) {
        SchemaView::Target next{&item, list.pointer};
        json::appendToken(next.pointer, out.size());
        out.push_back(std::move(next));
    }
    return out;
}

} // namespace

SchemaView::SchemaView(const json::Value &document)
    : m_document(document)
    , m_references(document)
{
}

std::optional<SchemaError> SchemaView::deadReference() const
{
    return deadReference(m_document, {});
}

std::optional<SchemaError> SchemaView::deadReference(const json::Value &schema,
                                                     const std::string &pointer) const
{
    const json::Value &reference = schema["$ref"];
    if (reference.isString() && m_references.localFragment(reference.text()) &&
        !m_references.resolve(reference.text())) {
        SchemaError error;
        error.message = "the reference " + shortJson(reference) + " leads nowhere";
        error.pointer = pointer + "/$ref";
        error.keyword = "$ref";
        return error;
    }
    std::optional<SchemaError> found;
    forEachSubschema(schema, [&](const json::Value &inner, const std::string &token) {
        if (!found && !isEmbeddedResource(inner))
            found = deadReference(inner, pointer + token);
    });
    return found;
}

SchemaView::Target SchemaView::follow(Target target) const
{
    Seen seen;
    while (seen.insert(target.schema).second) {
        const json::Value &schema = *target.schema;
        const auto all = children(target, "allOf");
        std::optional<Target> next;
        if (schema["$ref"].isString() && standsAlone(schema, "$ref"))
            next = m_references.resolve(schema["$ref"].text());
        else if (all.size() == 1 && standsAlone(schema, "allOf"))
            next = all.front();
        if (!next)
            break;
        target = *next;
    }
    return target;
}

unsigned SchemaView::kinds(const json::Value &schema) const
{
    KindsWalk walk;
    return kinds(schema, walk);
}

unsigned SchemaView::kindsAllowed(const json::Value &schema) const
{
    KindsWalk walk;
    walk.guess = false;
    return kinds(schema, walk);
}

// A schema inside a cycle may be judged a little too wide, by the path that came first: a guess it stays.
unsigned SchemaView::kinds(const json::Value &schema, KindsWalk &walk) const
{
    if (schema.isBool())
        return schema.isTrue() ? unsigned(Anything) : 0U;
    if (const auto known = walk.judged.find(&schema); known != walk.judged.end())
        return known->second;
    if (!walk.path.insert(&schema).second)
        return Anything;
    unsigned allowed = kindsByParts(schema, walk);
    walk.path.erase(&schema);
    const bool guess = walk.guess && allowed == Anything;
    if (guess && (schema.find("properties") || schema.find("required")))
        allowed = Object;
    else if (guess && (schema.find("items") || schema.find("prefixItems")))
        allowed = Array;
    walk.judged.emplace(&schema, allowed);
    return allowed;
}

unsigned SchemaView::kindsByParts(const json::Value &schema, KindsWalk &walk) const
{
    unsigned allowed = ownKinds(schema);
    if (schema["$ref"].isString()) {
        if (const auto target = m_references.resolve(schema["$ref"].text()))
            allowed &= kinds(*target->schema, walk);
    }
    for (const json::Value &part : schema["allOf"].items())
        allowed &= kinds(part, walk);
    for (const std::string_view name : {"anyOf", "oneOf"}) {
        unsigned any = 0;
        for (const json::Value &part : schema[name].items())
            any |= kinds(part, walk);
        if (!schema[name].items().empty())
            allowed &= any;
    }
    return allowed;
}

bool SchemaView::isUnion(const Target &target) const
{
    const json::Value &schema = *target.schema;
    return !schema.find("properties") &&
           (!schema["anyOf"].items().empty() || !schema["oneOf"].items().empty());
}

std::vector<SchemaView::Target> SchemaView::members(const Target &target) const
{
    Seen seen;
    std::vector<Target> out;
    collectMembers(target, seen, out);
    return out;
}

void SchemaView::collectMembers(const Target &target, Seen &seen, std::vector<Target> &out) const
{
    const Target at = follow(target);
    if (!seen.insert(at.schema).second)
        return;
    if (!isUnion(at)) {
        if (kinds(*at.schema) != Null)
            out.push_back(at);
        return;
    }
    for (const std::string_view name : {"anyOf", "oneOf"}) {
        for (const Target &member : children(at, name))
            collectMembers(member, seen, out);
    }
}

void SchemaView::collectApplied(const Target &target, Seen &seen, std::vector<Target> &out) const
{
    if (!target.schema->isObject() || !seen.insert(target.schema).second)
        return;
    out.push_back(target);
    const json::Value &reference = (*target.schema)["$ref"];
    if (reference.isString()) {
        if (const auto next = m_references.resolve(reference.text()))
            collectApplied(*next, seen, out);
    }
    for (const std::string_view name : {"allOf", "anyOf", "oneOf"}) {
        for (const Target &part : children(target, name))
            collectApplied(part, seen, out);
    }
    for (const std::string_view name : {"then", "else"}) {
        if (const Target part = child(target, name); part.schema)
            collectApplied(part, seen, out);
    }
}

std::vector<SchemaView::Target> SchemaView::items(const Target &target) const
{
    Seen seen;
    std::vector<Target> applied;
    collectApplied(target, seen, applied);
    std::vector<Target> out;
    for (const Target &part : applied) {
        const Target items = child(part, "items");
        if (items.schema && (items.schema->isObject() || items.schema->isBool()))
            out.push_back(items);
        for (const std::string_view name : {"prefixItems", "items"}) {
            for (const Target &item : children(part, name))
                out.push_back(item);
        }
    }
    return out;
}

std::vector<std::string> SchemaView::keys(const Target &target) const
{
    Seen seen;
    std::vector<Target> applied;
    collectApplied(target, seen, applied);
    std::vector<std::string> out;
    std::unordered_set<std::string> known;
    for (const Target &part : applied) {
        for (const json::Member &member : (*part.schema)["properties"].members()) {
            if (known.insert(member.key).second)
                out.push_back(member.key);
        }
    }
    return out;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/relocate_p.h"

#include "base/ascii.h"
#include "schema/subschemas_p.h"
#include "schema/uri_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <vector>

namespace espalier::schema {

namespace {

constexpr std::array<std::string_view, 2> kDefinitions{"$defs", "definitions"};

bool isInDefinitions(std::string_view pointer)
{
    return pointer.substr(0, 7) == "/$defs/" || pointer.substr(0, 13) == "/definitions/";
}

bool staysAtRoot(const json::Member &member)
{
    if (member.key == "$defs" || member.key == "definitions")
        return member.value.isObject();
    return member.value.isString() && (member.key == "$schema" || member.key == "$id" || member.key == "id");
}

/// A document taken apart: the root schema, and what stays at the root wherever that goes.
struct Parts
{
    json::Value inner;
    json::Value::Object shared;
};

void prefixReferences(json::Value &schema, const References &references, std::string_view prefix)
{
    if (schema["$ref"].isString()) {
        const std::string reference = schema["$ref"].text();
        const auto fragment = references.localFragment(reference);
        if (fragment && (fragment->empty() || fragment->front() == '/') && !isInDefinitions(*fragment)) {
            const std::size_t hash = std::min(reference.find('#'), reference.size());
            std::string moved = reference.substr(0, hash) + "#";
            moved.append(prefix).append(reference, std::min(hash + 1, reference.size()));
            schema.set("$ref", json::Value::string(std::move(moved)));
        }
    }
    forEachSubschema(schema, [&](json::Value &inner) {
        if (!isEmbeddedResource(inner))
            prefixReferences(inner, references, prefix);
    });
}

void moveReferences(json::Value &schema, const References &references, std::string_view from,
                    std::string_view to)
{
    if (schema["$ref"].isString()) {
        const std::string reference = schema["$ref"].text();
        const auto fragment = references.localFragment(reference);
        const bool inside = fragment && fragment->compare(0, from.size(), from) == 0 &&
                            (fragment->size() == from.size() || (*fragment)[from.size()] == '/');
        if (inside) {
            const std::string moved = std::string(to) + fragment->substr(from.size());
            schema.set("$ref", json::Value::string(reference.substr(0, reference.find('#')) + "#" +
                                                   percentEncoded(moved)));
        }
    }
    forEachSubschema(schema, [&](json::Value &inner) {
        if (!isEmbeddedResource(inner))
            moveReferences(inner, references, from, to);
    });
}

Parts takenApart(const json::Value &document, std::string_view prefix)
{
    if (!document.isObject())
        return {document, {}};
    json::Value moved = document;
    prefixReferences(moved, References(document), prefix);
    Parts out{json::Value::object(), {}};
    for (json::Member &member : moved.mutableMembers())
        (staysAtRoot(member) ? out.shared : out.inner.mutableMembers()).push_back(std::move(member));
    return out;
}

/// The entry of $defs or definitions that a pointer leads into: "/$defs/X"; empty when none.
std::string definitionOf(const std::string &pointer)
{
    if (!isInDefinitions(pointer))
        return {};
    return pointer.substr(0, pointer.find('/', pointer.find('/', 1) + 1));
}

/// The definitions that something leads to, starting from the root schema; nullopt when that cannot be told,
/// because a reference leads to another document or to a schema with an identifier of its own.
std::optional<std::unordered_set<std::string>> usedDefinitions(const json::Value &document)
{
    std::unordered_set<std::string> used;
    const References references(document);
    std::unordered_set<const json::Value *> visited{&document};
    std::vector<const json::Value *> open{&document};
    while (!open.empty()) {
        const json::Value &schema = *open.back();
        open.pop_back();
        for (const std::string_view keyword : {"$ref", "$dynamicRef", "$recursiveRef"}) {
            if (!schema[keyword].isString())
                continue;
            const auto target = references.resolve(schema[keyword].text());
            if (!target)
                return std::nullopt;
            const std::string name = definitionOf(target->pointer);
            if (!name.empty())
                used.insert(name);
            if (visited.insert(target->schema).second)
                open.push_back(target->schema);
        }
        forEachSubschema(schema, [&](const json::Value &inner, const std::string &token) {
            if (&schema != &document || !isInDefinitions(token))
                open.push_back(&inner);
        });
    }
    return used;
}

void dropUnusedDefinitions(json::Value &document)
{
    const auto used = usedDefinitions(document);
    for (const std::string_view container : kDefinitions) {
        if (!used || !document[container].isObject())
            continue;
        json::Value kept = json::Value::object();
        for (const json::Member &member : document[container].members()) {
            std::string name;
            json::appendToken(name, container);
            json::appendToken(name, member.key);
            if (used->count(name) > 0)
                kept.mutableMembers().push_back(member);
        }
        if (kept.members().empty())
            document.remove(container);
        else
            document.set(container, std::move(kept));
    }
}

/// Puts `inner` at `place` below `outer`, making the objects on the way.
void put(json::Value &outer, std::string_view place, json::Value inner)
{
    place.remove_prefix(1);
    const std::string_view key = place.substr(0, place.find('/'));
    place.remove_prefix(key.size());
    if (place.empty()) {
        outer.set(key, std::move(inner));
        return;
    }
    json::Value next = outer[key];
    put(next, place, std::move(inner));
    outer.set(key, std::move(next));
}

/// A name that is free in $defs.
std::string freeDefinition(const json::Value &document)
{
    std::string name = "Root";
    while (document["$defs"].find(name))
        name.push_back('_');
    return name;
}

} // namespace

json::Value nested(const json::Value &document, json::Value outer, std::string_view place)
{
    Parts parts = takenApart(document, place);
    put(outer, place, std::move(parts.inner));
    for (json::Member &member : parts.shared)
        outer.set(member.key, std::move(member.value));
    return outer;
}

json::Value standalone(const json::Value &document, const References::Target &schema)
{
    const std::string root = freeDefinition(document);
    Parts parts = takenApart(document, "/$defs/" + root);
    json::Value shared = json::Value::object(parts.shared);
    const json::Value *found =
        json::resolve(isInDefinitions(schema.pointer) ? shared : parts.inner, schema.pointer);
    json::Value out = found && found->isObject() ? *found : json::Value::object();
    out.remove("$anchor"); // it stays where it was defined
    for (json::Member &member : parts.shared)
        out.set(member.key, std::move(member.value));
    json::Value definitions = out["$defs"].isObject() ? out["$defs"] : json::Value::object();
    definitions.set(root, std::move(parts.inner));
    out.set("$defs", std::move(definitions));
    dropUnusedDefinitions(out);
    return out;
}

json::Value inlined(const json::Value &document, const References::Target &schema)
{
    json::Value out = standalone(document, schema);
    for (const json::Member &member : document.members()) {
        if (isAnnotation(member.key))
            out.set(member.key, member.value);
    }
    return out;
}

void moveReferences(json::Value &document, std::string_view from, std::string_view to)
{
    const References references(document);
    // The object that the references were read from must stay as it is while they are used.
    json::Value moved = document;
    moveReferences(moved, references, from, to);
    document = std::move(moved);
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldclip.h"

#include "schema/fieldplace_p.h"
#include "schema/references_p.h"
#include "schema/relocate_p.h"
#include "schema/subschemas_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <optional>

namespace espalier::schema {

namespace {

constexpr std::string_view kContainers[] = {"$defs", "definitions"};

/// Calls visit(container, name) for each definition that a reference inside `schema` leads into.
template <typename Visit>
void forEachDefinition(const References &references, const json::Value &schema, Visit &visit)
{
    if (schema["$ref"].isString()) {
        std::string pointer;
        if (const auto target = references.resolve(schema["$ref"].text()))
            pointer = target->pointer;
        std::string_view rest = pointer;
        const auto container = json::takeToken(rest);
        const auto name = json::takeToken(rest);
        if (container && name && (*container == "$defs" || *container == "definitions"))
            visit(*container, *name);
    }
    forEachSubschema(schema, [&](const json::Value &inner, const std::string &) {
        forEachDefinition(references, inner, visit);
    });
}

/// Takes over into `out` the definitions that `part` needs, and those that they need.
void takeDefinitions(const References &references, const json::Value &document, const json::Value &part,
                     json::Value &out)
{
    auto take = [&](const std::string &container, const std::string &name) {
        if (out[container].find(name))
            return;
        json::Value definitions = out[container].isObject() ? out[container] : json::Value::object();
        definitions.set(name, document[container][name]);
        out.set(container, std::move(definitions));
        takeDefinitions(references, document, document[container][name], out);
    };
    forEachDefinition(references, part, take);
}

bool isSchema(const json::Value &value)
{
    return value.isObject() || value.isBool();
}

/// A name that neither has.
std::string freeName(const json::Value &one, const json::Value &other, const std::string &wish)
{
    std::string name = wish;
    for (int i = 2; one.find(name) || other.find(name); ++i)
        name = wish + "_" + std::to_string(i);
    return name;
}

/// Gives another name to a definition of the fragment that is another one in the schema; false when there is
/// none.
bool renameOne(const json::Value &schema, json::Value &fragment)
{
    for (const std::string_view container : kContainers) {
        const json::Value::Object members = fragment[container].members();
        for (std::size_t i = 0; i < members.size(); ++i) {
            const json::Value *there = schema[container].find(members[i].key);
            if (!there || there->equals(members[i].value))
                continue;
            std::string place = "/";
            place.append(container);
            std::string to = place;
            const std::string name = freeName(schema[container], fragment[container], members[i].key);
            std::string from = place;
            json::appendToken(from, members[i].key);
            json::appendToken(to, name);
            moveReferences(fragment, from, to);
            json::resolve(fragment, place)->mutableMembers()[i].key = name;
            return true;
        }
    }
    return false;
}

/// Brings the fragment's definitions along.
void addDefinitions(json::Value &schema, const json::Value &fragment)
{
    for (const std::string_view container : kContainers) {
        for (const json::Member &member : fragment[container].members()) {
            if (schema[container].find(member.key))
                continue;
            json::Value definitions =
                schema[container].isObject() ? schema[container] : json::Value::object();
            definitions.set(member.key, member.value);
            schema.set(container, std::move(definitions));
        }
    }
}

} // namespace

json::Value copyFields(const json::Value &schema, const std::vector<std::string> &fields)
{
    json::Value out =
        json::Value::object({{"type", json::Value::string("object")}, {"properties", json::Value::object()}});
    const References references(schema);
    const auto isInside = [&fields](const std::string &field) {
        return std::any_of(fields.begin(), fields.end(), [&field](const std::string &other) {
            return field.size() > other.size() && field.compare(0, other.size() + 1, other + "/") == 0;
        });
    };
    std::vector<std::string> names;
    for (const std::string &field : fields) {
        const auto place = placeOfField(schema, field);
        if (!place || isInside(field))
            continue;
        const std::string name = freeFieldName(out, {}, place->name);
        json::resolve(out, "/properties")->set(name, *json::resolve(schema, field));
        if (isRequired(*json::resolve(schema, place->owner), place->name))
            names.push_back(name);
    }
    for (const std::string &name : names)
        setRequired(out, name, true);
    const json::Value properties = out;
    takeDefinitions(references, schema, properties, out);
    return out;
}

FieldEditResult pasteFields(const json::Value &schema, std::string_view group, std::size_t index,
                            const json::Value &fragment)
{
    json::Value ours = fragment;
    while (renameOne(schema, ours)) {
    } // what refers to one that was renamed may differ now too
    const bool isFragment = ours["properties"].isObject();
    const json::Value::Object &members = isFragment ? ours["properties"].members() : ours.members();
    const bool fields =
        !members.empty() &&
        std::all_of(members.begin(), members.end(), [](const json::Member &m) { return isSchema(m.value); });
    if (!fields)
        return usageError("the clipboard holds no fields", "Copy fields of a table, or a JSON Schema.");
    FieldEdit edit{schema, {}, {}};
    for (const json::Member &member : members) {
        const bool must = !isFragment || isRequired(ours, member.key);
        FieldEditResult added = addField(edit.schema, group, index++,
                                         freeFieldName(edit.schema, group, member.key), member.value, must);
        if (!added)
            return added;
        edit = std::move(added).value();
    }
    if (isFragment)
        addDefinitions(edit.schema, ours);
    return checked(schema, std::move(edit));
}

} // namespace espalier::schema

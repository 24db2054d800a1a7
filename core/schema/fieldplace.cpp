// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldplace_p.h"

#include "schema/schemaview_p.h"
#include "json/pointer.h"

#include <algorithm>

namespace espalier::schema {

namespace {

constexpr std::string_view kProperties = "/properties";

/// Of an array of names: the entry, or the end.
json::Value::Array::iterator entryOf(json::Value &names, const std::string &name)
{
    auto &items = names.mutableItems();
    return std::find_if(items.begin(), items.end(),
                        [&name](const json::Value &item) { return item.isString() && item.text() == name; });
}

void renameEntry(json::Value &names, const std::string &from, const std::string &to)
{
    if (!names.isArray())
        return;
    if (const auto entry = entryOf(names, from); entry != names.mutableItems().end())
        *entry = json::Value::string(to);
}

bool isDependent(std::string_view keyword)
{
    return keyword == "dependentRequired" || keyword == "dependentSchemas" || keyword == "dependencies";
}

void renameKey(json::Value &map, const std::string &from, const std::string &to)
{
    for (json::Member &member : map.mutableMembers()) {
        if (member.key == from)
            member.key = to;
    }
}

const json::Value::Object &membersOf(const json::Value &value)
{
    return value.members();
}

json::Value::Object &membersOf(json::Value &value)
{
    return value.mutableMembers();
}

const json::Value::Array &itemsOf(const json::Value &value)
{
    return value.items();
}

json::Value::Array &itemsOf(json::Value &value)
{
    return value.mutableItems();
}

/// Calls visit for each schema that is applied to the same object; Owner is json::Value or const of it.
template <typename Owner, typename Visit>
void forEachApplied(Owner &owner, Visit visit)
{
    for (auto &member : membersOf(owner)) {
        const bool list = member.key == "allOf" || member.key == "anyOf" || member.key == "oneOf";
        const bool one =
            member.key == "if" || member.key == "then" || member.key == "else" || member.key == "not";
        if (one && member.value.isObject())
            visit(member.value);
        if (isDependent(member.key) && member.value.isObject()) {
            for (auto &inner : membersOf(member.value)) {
                if (inner.value.isObject())
                    visit(inner.value);
            }
        }
        if (!list || !member.value.isArray())
            continue;
        for (auto &inner : itemsOf(member.value)) {
            if (inner.isObject())
                visit(inner);
        }
    }
}

} // namespace

std::optional<FieldPlace> placeOfField(const json::Value &schema, std::string_view field)
{
    const std::size_t cut = field.rfind('/');
    if (cut == std::string_view::npos || !json::resolve(schema, field))
        return std::nullopt;
    const std::string_view properties = field.substr(0, cut);
    if (properties.size() < kProperties.size() ||
        properties.substr(properties.size() - kProperties.size()) != kProperties)
        return std::nullopt;
    std::string_view last = field.substr(cut);
    return FieldPlace{std::string(properties.substr(0, properties.size() - kProperties.size())),
                      json::takeToken(last).value_or(std::string())};
}

std::string pointerOfField(std::string_view owner, std::string_view name)
{
    std::string out(owner);
    out.append(kProperties);
    json::appendToken(out, name);
    return out;
}

std::size_t indexOfField(const json::Value &owner, std::string_view name)
{
    const auto &members = owner["properties"].members();
    const auto at = std::find_if(members.begin(), members.end(),
                                 [name](const json::Member &member) { return member.key == name; });
    return static_cast<std::size_t>(at - members.begin());
}

bool isRequired(const json::Value &owner, std::string_view name)
{
    const auto &names = owner["required"].items();
    return std::any_of(names.begin(), names.end(),
                       [name](const json::Value &item) { return item.isString() && item.text() == name; });
}

void setRequired(json::Value &owner, std::string_view name, bool must)
{
    if (isRequired(owner, name) == must)
        return;
    json::Value names = owner["required"].isArray() ? owner["required"] : json::Value::array();
    auto &items = names.mutableItems();
    if (must)
        items.push_back(json::Value::string(std::string(name)));
    else
        std::erase_if(items,
                      [name](const json::Value &item) { return item.isString() && item.text() == name; });
    if (items.empty())
        owner.remove("required");
    else
        owner.set("required", std::move(names));
}

bool isNamed(const json::Value &owner, const std::string &name)
{
    const auto &members = owner.members();
    bool named = std::any_of(members.begin(), members.end(), [&name](const json::Member &member) {
        const bool map = member.key == "properties" || isDependent(member.key);
        return map && member.value.isObject() && member.value.find(name);
    });
    forEachApplied(owner, [&](const json::Value &applied) { named = named || isNamed(applied, name); });
    return named;
}

void renameIn(json::Value &owner, const std::string &from, const std::string &to)
{
    for (json::Member &member : owner.mutableMembers()) {
        if (member.key == "required")
            renameEntry(member.value, from, to);
        const bool map = member.key == "properties" || isDependent(member.key);
        if (!map || !member.value.isObject())
            continue;
        renameKey(member.value, from, to);
        if (member.key != "properties") {
            for (json::Member &inner : member.value.mutableMembers())
                renameEntry(inner.value, from, to);
        }
    }
    forEachApplied(owner, [&](json::Value &applied) { renameIn(applied, from, to); });
}

void forget(json::Value &owner, const std::string &name)
{
    setRequired(owner, name, false);
    for (json::Member &member : owner.mutableMembers()) {
        if (!isDependent(member.key) || !member.value.isObject())
            continue;
        member.value.remove(name);
        for (json::Member &inner : member.value.mutableMembers()) {
            if (!inner.value.isArray())
                continue;
            if (const auto entry = entryOf(inner.value, name); entry != inner.value.mutableItems().end())
                inner.value.mutableItems().erase(entry);
        }
    }
}

bool becomesGroup(json::Value &schema)
{
    if (schema.isTrue())
        schema = json::Value::object();
    if (!schema.isObject())
        return false;
    if (!schema.find("type") && !schema.find("properties")) {
        auto &members = schema.mutableMembers();
        const auto isHead = [](const json::Member &m) { return m.key.front() != '$' && m.key != "title"; };
        const auto at = std::find_if(members.begin(), members.end(),
                                     [&](const json::Member &m) { return m.key.empty() || isHead(m); });
        members.insert(at, {"type", json::Value::string("object")});
    }
    if (!schema.find("properties"))
        schema.set("properties", json::Value::object());
    const json::Value &type = schema["type"];
    const auto &types = type.items();
    const bool takesObject = type.isNull() || type.text() == "object" ||
                             std::any_of(types.begin(), types.end(),
                                         [](const json::Value &each) { return each.text() == "object"; });
    return takesObject && schema["properties"].isObject();
}

void insertMember(json::Value &object, std::size_t index, json::Member member)
{
    auto &members = object.mutableMembers();
    members.insert(members.begin() + static_cast<std::ptrdiff_t>(std::min(index, members.size())),
                   std::move(member));
}

Error noSuchField(std::string_view field)
{
    return usageError("there is no field at \"" + std::string(field) + "\"", "Choose a field of the table.");
}

FieldEditResult checked(const json::Value &before, FieldEdit edit)
{
    const auto dead = SchemaView(edit.schema).deadReference();
    if (dead && !SchemaView(before).deadReference())
        return usageError("another part of the schema refers to what would go: " + dead->message,
                          "Change that part in the JSON text first.");
    return edit;
}

} // namespace espalier::schema

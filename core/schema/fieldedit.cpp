// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldedit.h"

#include "schema/fieldplace_p.h"
#include "schema/fieldshape_p.h"
#include "schema/relocate_p.h"
#include "json/pointer.h"

#include <algorithm>

namespace espalier::schema {

namespace {

std::optional<Error> nameProblem(const json::Value &owner, const std::string &name)
{
    if (name.empty())
        return usageError("a field needs a name", "Type a name.");
    if (owner["properties"].find(name))
        return usageError("there is a field \"" + name + "\" here already", "Choose another name.");
    return std::nullopt;
}

/// Whether `group` holds the field itself, or is held by it.
bool isInside(const Field &field, std::string_view group)
{
    return field.group == group ||
           std::any_of(field.children.begin(), field.children.end(),
                       [group](const Field &child) { return isInside(child, group); });
}

const Field *find(const std::vector<Field> &fields, std::string_view pointer)
{
    for (const Field &field : fields) {
        if (field.pointer == pointer)
            return &field;
        if (const Field *inner = find(field.children, pointer))
            return inner;
    }
    return nullptr;
}

bool holds(const json::Value &schema, std::string_view field, std::string_view group)
{
    const std::string below = std::string(field) + "/";
    if (group.substr(0, below.size()) == below || group == field)
        return true;
    const FieldTree tree = fieldTree(schema);
    const Field *found = find(tree.fields, field);
    return found && found->type.kind == FieldKind::Group && isInside(*found, group);
}

/// Behind what says what the schema is.
std::size_t placeForDescription(const json::Value &schema)
{
    std::size_t place = 0;
    for (std::size_t i = 0; i < schema.members().size(); ++i) {
        const std::string &key = schema.members()[i].key;
        if (key == "title" || key == "type" || key == "$ref" || key == "$schema" || key == "$id")
            place = i + 1;
    }
    return place;
}

json::Value listOf(const json::Value &schema)
{
    return nested(schema, json::Value::object({{"type", json::Value::string("array")}}), "/items");
}

/// The items of a list schema as the schema itself.
json::Value itemsOf(const json::Value &schema)
{
    json::Value out = schema["items"].isObject() ? schema["items"] : json::Value::object();
    for (const json::Member &member : schema.members()) {
        if (member.key != "type" && familyOf(member.key) != KeywordFamily::List && !out.find(member.key))
            out.set(member.key, member.value);
    }
    return out;
}

} // namespace

FieldEditResult addField(const json::Value &schema, std::string_view group, std::size_t index,
                         const std::string &name, const json::Value &value, bool must)
{
    FieldEdit edit{schema, pointerOfField(group, name), {}};
    json::Value *owner = json::resolve(edit.schema, group);
    if (!owner || !becomesGroup(*owner))
        return usageError("fields can only be put into a group", "Make it a group first.");
    if (auto problem = nameProblem(*owner, name))
        return *std::move(problem);
    insertMember(*json::resolve(*owner, "/properties"), index, {name, value});
    setRequired(*owner, name, must);
    return edit;
}

FieldEditResult removeField(const json::Value &schema, std::string_view field)
{
    const auto place = placeOfField(schema, field);
    if (!place)
        return noSuchField(field);
    FieldEdit edit{schema, std::string(field), {}};
    json::Value &owner = *json::resolve(edit.schema, place->owner);
    json::resolve(owner, "/properties")->remove(place->name);
    forget(owner, place->name);
    return checked(schema, std::move(edit));
}

FieldEditResult renameField(const json::Value &schema, std::string_view field, const std::string &name)
{
    const auto place = placeOfField(schema, field);
    if (!place)
        return noSuchField(field);
    FieldEdit edit{schema, pointerOfField(place->owner, name), {}};
    if (name == place->name)
        return edit;
    json::Value &owner = *json::resolve(edit.schema, place->owner);
    if (auto problem = nameProblem(owner, name))
        return *std::move(problem);
    if (isNamed(owner, name))
        return usageError("another part of this group (allOf, anyOf, then, …) has a \"" + name + "\" already",
                          "Choose another name, or change that part in the JSON text first.");
    renameIn(owner, place->name, name);
    moveReferences(edit.schema, field, edit.field);
    return checked(schema, std::move(edit));
}

FieldEditResult setFieldMust(const json::Value &schema, std::string_view field, bool must)
{
    const auto place = placeOfField(schema, field);
    if (!place)
        return noSuchField(field);
    FieldEdit edit{schema, std::string(field), {}};
    setRequired(*json::resolve(edit.schema, place->owner), place->name, must);
    return edit;
}

FieldEditResult setFieldDescription(const json::Value &schema, std::string_view field,
                                    const std::string &text)
{
    FieldEdit edit{schema, std::string(field), {}};
    json::Value *own = json::resolve(edit.schema, field);
    if (!own)
        return noSuchField(field);
    if ((*own)["description"].text() == text)
        return edit;
    if (own->isTrue())
        *own = json::Value::object();
    if (!own->isObject())
        return usageError("a field that takes nothing cannot be described", "Give it another kind first.");
    if (text.empty())
        own->remove("description");
    else if (own->find("description"))
        own->set("description", json::Value::string(text));
    else
        insertMember(*own, placeForDescription(*own), {"description", json::Value::string(text)});
    return edit;
}

FieldEditResult moveField(const json::Value &schema, std::string_view field, std::string_view group,
                          std::size_t index)
{
    const auto place = placeOfField(schema, field);
    if (!place)
        return noSuchField(field);
    FieldEdit edit{schema, pointerOfField(group, place->name), {}};
    json::Value &owner = *json::resolve(edit.schema, place->owner);
    json::Value &properties = *json::resolve(owner, "/properties");
    json::Member member{place->name, properties[place->name]};
    if (group == place->owner) {
        properties.remove(place->name);
        insertMember(properties, index, std::move(member));
        return edit;
    }
    if (holds(schema, field, group))
        return usageError("a group cannot be put into itself", "Choose another place.");
    const bool must = isRequired(owner, place->name);
    properties.remove(place->name);
    forget(owner, place->name);
    json::Value *target = json::resolve(edit.schema, group);
    if (!target || !becomesGroup(*target))
        return usageError("fields can only be put into a group", "Make it a group first.");
    if (auto problem = nameProblem(*target, place->name))
        return *std::move(problem);
    insertMember(*json::resolve(*target, "/properties"), index, std::move(member));
    setRequired(*target, place->name, must);
    moveReferences(edit.schema, field, edit.field);
    return checked(schema, std::move(edit));
}

FieldEditResult duplicateField(const json::Value &schema, std::string_view field)
{
    const auto place = placeOfField(schema, field);
    if (!place)
        return noSuchField(field);
    const json::Value &owner = *json::resolve(schema, place->owner);
    return addField(schema, place->owner, indexOfField(owner, place->name) + 1,
                    freeFieldName(schema, place->owner, place->name), owner["properties"][place->name],
                    isRequired(owner, place->name));
}

FieldEditResult setRootForm(const json::Value &schema, RootForm form)
{
    const FieldTree tree = fieldTree(schema);
    FieldEdit edit{schema, {}, {}};
    if (form == tree.form)
        return edit;
    if (form == RootForm::Answer)
        return usageError("an answer with fields cannot become a single value",
                          "Remove the fields in the JSON text.");
    if (tree.form == RootForm::Answer) {
        json::Value outer =
            json::Value::object({{"type", json::Value::string("object")},
                                 {"properties", json::Value::object()},
                                 {"required", json::Value::array({json::Value::string("value")})}});
        edit.schema = nested(schema, std::move(outer), "/properties/value");
        if (form == RootForm::List)
            edit.schema = listOf(edit.schema);
    } else if (form == RootForm::List) {
        json::Value group = schema;
        if (tree.fields.empty() && !becomesGroup(*json::resolve(group, tree.group)))
            return usageError("this schema takes no objects", "Change it in the JSON text.");
        edit.schema = listOf(group);
    } else {
        if (!schema["items"].isObject())
            return usageError("the list comes from a definition", "Change it in the JSON text.");
        json::Value moved = schema;
        moveReferences(moved, "/items", "");
        edit.schema = itemsOf(moved);
        for (const json::Member &member : schema.members()) {
            if (familyOf(member.key) == KeywordFamily::List && member.key != "items")
                edit.dropped.push_back(member.key);
        }
    }
    return checked(schema, std::move(edit));
}

std::string freeFieldName(const json::Value &schema, std::string_view group, const std::string &wish)
{
    const json::Value *owner = json::resolve(schema, group);
    std::string name = wish;
    for (int i = 2; owner && (*owner)["properties"].find(name); ++i)
        name = wish + "_" + std::to_string(i);
    return name;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldtree.h"

#include "schema/fieldshape_p.h"
#include "schema/issuetext.h"
#include "schema/subschemas_p.h"
#include "json/effectivemembers.h"
#include "json/pointer.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace espalier::schema {

namespace {

using Target = References::Target;

/// Keywords of a kind's own, which its name says already.
bool isSaid(std::string_view keyword, const Field &field)
{
    return keyword == "properties" || keyword == "required" || keyword == "items" || keyword == "$ref" ||
           (keyword == "format" && !formatOf(field.type.kind).empty());
}

void addRules(Field &field, const json::Value &schema)
{
    json::EffectiveMembers::forEach(schema, [&field](const json::Member &member, std::size_t) {
        const bool rule = familyOf(member.key) != KeywordFamily::None || isCombining(member.key);
        if (rule && !isSaid(member.key, field)) {
            const json::Value &value = member.value;
            const bool schemas = value.isObject() || value.isArray();
            field.rules.push_back({member.key, schemas            ? std::string()
                                               : value.isString() ? value.text()
                                                                  : shortJson(value)});
        }
        return true;
    });
}

void addAllowed(Field &field, const json::Value &schema)
{
    if (schema["const"].isString() && !schema.find("enum"))
        field.allowed.push_back(schema["const"].text());
    for (const json::Value &value : schema["enum"].items()) {
        if (value.isString())
            field.allowed.push_back(value.text());
    }
}

/// The description nearest to the field.
std::string descriptionOf(const Target &own, const FieldSite &site)
{
    for (const json::Value *schema : {own.schema, site.own.schema, site.stated.schema}) {
        if (!(*schema)["description"].text().empty())
            return (*schema)["description"].text();
    }
    return {};
}

/// The definition that a schema stands in: "/$defs/X"; empty when it stands in none.
std::string definitionAround(const std::string &pointer)
{
    for (const std::string_view container : {"/$defs/", "/definitions/"}) {
        if (pointer.compare(0, container.size(), container) == 0)
            return pointer.substr(0, pointer.find('/', container.size()));
    }
    return {};
}

class TreeReader
{
public:
    explicit TreeReader(const json::Value &document)
        : m_references(document)
    {
        countUses(document);
    }

    Field read(const std::string &name, const Target &target, bool must)
    {
        Field field;
        const FieldShape shape = fieldShape(m_references, target);
        field.name = name;
        field.must = must;
        field.type = shape.type;
        field.reason = shape.reason;
        field.mayBeNull = shape.mayBeNull;
        field.pointer = target.pointer;
        field.description = descriptionOf(target, shape.outer);
        field.definition = shape.outer.definition;
        if (field.definition.empty() && shape.items)
            field.definition = shape.items->definition;
        field.uses = usesOf(field.definition.empty() ? definitionAround(target.pointer) : field.definition);
        addRules(field, *shape.outer.stated.schema);
        if (shape.items)
            addRules(field, *shape.items->stated.schema);
        if (field.type.kind == FieldKind::OneOf)
            addAllowed(field, *shape.site().stated.schema);
        if (field.type.kind == FieldKind::Group) {
            field.group = shape.site().stated.pointer;
            field.isCut = !readGroup(shape.site().stated, field.children);
        }
        return field;
    }

    /// False when the group is not opened.
    bool readGroup(const Target &group, std::vector<Field> &out)
    {
        const json::Value &properties = (*group.schema)["properties"];
        m_count += properties.members().size();
        if (m_count > kMostFields || !m_open.insert(group.schema).second)
            return false;
        std::unordered_set<std::string> required;
        for (const json::Value &name : (*group.schema)["required"].items())
            required.insert(name.text());
        json::EffectiveMembers::forEach(properties, [&](const json::Member &member, std::size_t) {
            std::string pointer = group.pointer + "/properties";
            json::appendToken(pointer, member.key);
            out.push_back(
                read(member.key, {&member.value, std::move(pointer)}, required.count(member.key) > 0));
            return true;
        });
        m_open.erase(group.schema);
        return true;
    }

    [[nodiscard]] const References &references() const { return m_references; }

private:
    void countUses(const json::Value &schema)
    {
        if (schema["$ref"].isString()) {
            if (const auto target = m_references.resolve(schema["$ref"].text()))
                ++m_uses[target->pointer];
        }
        forEachSubschema(schema, [this](const json::Value &inner, const std::string &) { countUses(inner); });
    }

    [[nodiscard]] std::size_t usesOf(const std::string &definition) const
    {
        const auto found = m_uses.find(definition);
        return definition.empty() || found == m_uses.end() ? 0 : found->second;
    }

    References m_references;
    std::unordered_map<std::string, std::size_t> m_uses; ///< of the schemas that references lead to
    std::unordered_set<const json::Value *> m_open;      ///< groups on the way to where we are
    std::size_t m_count = 0;
};

} // namespace

FieldTree fieldTree(const json::Value &schema)
{
    TreeReader reader(schema);
    const Target root{&schema, {}};
    const FieldShape shape = fieldShape(reader.references(), root);
    FieldTree tree;
    const bool empty = shape.type == FieldType{FieldKind::Anything, false};
    if (shape.type.kind == FieldKind::Group || empty) {
        tree.form = shape.type.isList ? RootForm::List : RootForm::Object;
        tree.group = shape.site().stated.pointer;
        if (!empty)
            reader.readGroup(shape.site().stated, tree.fields);
        return tree;
    }
    tree.form = RootForm::Answer;
    tree.fields.push_back(reader.read({}, root, true));
    return tree;
}

} // namespace espalier::schema

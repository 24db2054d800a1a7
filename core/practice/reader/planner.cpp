// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/field.h"
#include "json/childindex.h"
#include "json/pointer.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;
using Type = Field::Type;

constexpr int deepest = 10; // levels of objects and lists
constexpr std::size_t mostFields = 2000;
constexpr int mostReferences = 16; // one after the other, for one field

std::optional<double> bound(const Value &schema, std::string_view inclusive, std::string_view exclusive)
{
    if (const auto value = schema[inclusive].toDouble())
        return value;
    return schema[exclusive].toDouble();
}

Type typeNamed(std::string_view name)
{
    if (name == "string")
        return Type::String;
    if (name == "integer")
        return Type::Integer;
    if (name == "number")
        return Type::Number;
    if (name == "boolean")
        return Type::Boolean;
    if (name == "object")
        return Type::Object;
    return name == "array" ? Type::List : Type::Any;
}

bool isNullSchema(const Value &schema)
{
    return schema["type"].text() == "null" || (schema.find("const") && schema["const"].isNull());
}

bool isObjectSchema(const Value &schema)
{
    return schema["type"].text() == "object" || schema["properties"].isObject();
}

class Planner
{
public:
    explicit Planner(const Value &root)
        : m_root(root)
    {
    }

    Field plan(const Value &written, const std::string &key, const Concepts &parent, int depth)
    {
        Field field;
        field.key = key;
        const std::size_t outer = m_open.size();
        Value schema = resolved(written);
        if (++m_count > mostFields || depth > deepest) {
            m_open.resize(outer);
            return field;
        }
        schema = withoutUnion(schema, field, parent, depth);
        describe(schema, field);
        field.type = field.type == Type::Any ? typeOf(schema, field) : field.type;
        if (field.type == Type::Object && field.variants.empty())
            planMembers(schema, field, depth);
        if (field.type == Type::List)
            planItem(schema, field, depth);
        const auto around = m_open.begin() + static_cast<std::ptrdiff_t>(outer);
        field.recursive = std::any_of(around, m_open.end(), [&](const std::string &each) {
            return std::find(m_open.begin(), around, each) != around;
        });
        m_open.resize(outer);
        return field;
    }

private:
    /// The schema itself, references followed, allOf merged in.
    Value resolved(const Value &written)
    {
        Value schema = written;
        for (int i = 0; i < mostReferences && schema["$ref"].isString(); ++i) {
            const std::string pointer = schema["$ref"].text();
            schema.remove("$ref");
            if (pointer.empty() || pointer.front() != '#')
                break;
            m_open.push_back(pointer);
            if (const Value *target = m_children.resolve(m_root, std::string_view(pointer).substr(1)))
                schema = merged(*target, schema);
        }
        if (schema["allOf"].isArray()) {
            const Value parts = schema["allOf"];
            schema.remove("allOf");
            for (std::size_t i = 0; i < parts.items().size() && i < 32; ++i)
                schema = merged(resolvedPart(parts.items()[i]), schema);
        }
        return schema;
    }

    Value resolvedPart(const Value &part)
    {
        if (part["$ref"].isString() && part["$ref"].text().substr(0, 1) == "#") {
            if (const Value *target =
                    m_children.resolve(m_root, std::string_view(part["$ref"].text()).substr(1)))
                return *target;
        }
        return part;
    }

    /// `base` with the members of `over`; properties and required are joined.
    static Value merged(const Value &base, const Value &over)
    {
        if (!base.isObject())
            return over.isObject() && !over.members().empty() ? over : base;
        Value out = base;
        for (const json::Member &member : over.members()) {
            const Value *before = out.find(member.key);
            Value joined = member.value;
            if (before && before->isObject() && joined.isObject()) {
                joined = *before;
                for (const json::Member &inner : member.value.members())
                    joined.set(inner.key, inner.value);
            } else if (before && before->isArray() && joined.isArray() && member.key == "required") {
                for (const Value &name : before->items())
                    joined.mutableItems().push_back(name);
            }
            out.set(member.key, std::move(joined));
        }
        return out;
    }

    /// A union with one member beside null is that member; of scalars the widest; of objects all are kept as
    /// variants.
    Value withoutUnion(const Value &schema, Field &field, const Concepts &parent, int depth)
    {
        const Value &any = schema["anyOf"].isArray() ? schema["anyOf"] : schema["oneOf"];
        if (!any.isArray())
            return schema;
        std::vector<Value> members;
        for (const Value &member : any.items()) {
            Value part = resolved(member);
            if (isNullSchema(part))
                field.nullable = true;
            else if (members.size() < 64)
                members.push_back(std::move(part));
        }
        Value rest = schema;
        rest.remove("anyOf");
        rest.remove("oneOf");
        if (members.empty())
            return rest;
        const auto objects = std::count_if(members.begin(), members.end(), isObjectSchema);
        if (objects > 1) {
            field.type = Type::Object;
            for (const Value &member : members)
                field.variants.push_back(plan(merged(member, rest), field.key, parent, depth + 1));
            return rest;
        }
        const auto first = [&](auto wanted) { return std::find_if(members.begin(), members.end(), wanted); };
        auto chosen = first([](const Value &m) { return isObjectSchema(m) || m["type"].text() == "array"; });
        if (chosen == members.end())
            chosen =
                first([](const Value &m) { return m["type"].text() == "string" && !m["format"].isString(); });
        if (chosen == members.end())
            chosen = members.begin();
        return merged(*chosen, rest);
    }

    static void describe(const Value &schema, Field &field)
    {
        const std::string &description = schema["description"].text();
        if (!field.key.empty())
            field.names.push_back(conceptsOf(field.key));
        if (!schema["title"].text().empty())
            field.names.push_back(conceptsOf(std::string_view(schema["title"].text()).substr(0, 200)));
        field.hint = conceptsOf(std::string_view(description).substr(0, 400));
        field.format = schema["format"].text();
        field.pattern = schema["pattern"].text();
        field.minimum = bound(schema, "minimum", "exclusiveMinimum");
        field.maximum = bound(schema, "maximum", "exclusiveMaximum");
        for (const Value &value : schema["enum"].items()) {
            if (!value.isNull())
                field.allowed.push_back(value);
            field.nullable = field.nullable || value.isNull();
        }
        if (const Value *constant = schema.find("const")) {
            field.allowed = {*constant};
            field.constant = true;
        }
        for (const Value &name : schema["type"].items())
            field.nullable = field.nullable || name.text() == "null";
        field.nullable = field.nullable || schema["nullable"].isTrue();
        const bool byWord = asciiLower(description).find("infer") != std::string::npos;
        static constexpr std::string_view inferred[] = {"bio",     "biography", "description",
                                                        "summary", "reply",     "title"};
        const std::string key = asciiLower(field.key);
        field.inferable =
            byWord || std::find(std::begin(inferred), std::end(inferred), key) != std::end(inferred);
    }

    static Type typeOf(const Value &schema, const Field &field)
    {
        if (schema["type"].isString())
            return typeNamed(schema["type"].text());
        for (const Value &name : schema["type"].items()) {
            if (name.text() != "null")
                return typeNamed(name.text());
        }
        if (schema["properties"].isObject())
            return Type::Object;
        if (schema["items"].isObject() || schema["prefixItems"].isArray())
            return Type::List;
        if (field.allowed.empty())
            return Type::Any;
        const Value &first = field.allowed.front();
        return first.isString()   ? Type::String
               : first.isNumber() ? Type::Number
               : first.isBool()   ? Type::Boolean
                                  : Type::Any;
    }

    void planMembers(const Value &schema, Field &field, int depth)
    {
        Concepts own;
        for (const Concepts &name : field.names)
            own.insert(own.end(), name.begin(), name.end());
        std::unordered_set<std::string_view> required;
        for (const Value &name : schema["required"].items())
            required.insert(name.text());
        for (const json::Member &member : schema["properties"].members()) {
            Field child = plan(member.value, member.key, own, depth + 1);
            child.required = required.count(member.key) > 0;
            field.members.push_back(std::move(child));
        }
        field.map = field.members.empty() &&
                    !(schema["additionalProperties"].isBool() && !schema["additionalProperties"].isTrue());
        std::vector<Concepts> siblings;
        for (const Field &child : field.members)
            siblings.push_back(child.names.empty() ? Concepts{} : child.names.front());
        for (Field &child : field.members)
            child.meaning = meaningOf(child, own, siblings);
    }

    void planItem(const Value &schema, Field &field, int depth)
    {
        const Value &items = schema["items"].isArray() && !schema["items"].items().empty()
                                 ? schema["items"].items().front()
                             : schema["items"].isObject()            ? schema["items"]
                             : schema["prefixItems"].items().empty() ? schema["items"]
                                                                     : schema["prefixItems"].items().front();
        Field item = plan(items, {}, {}, depth + 1);
        if (item.names.empty())
            item.names = field.names;
        item.meaning = meaningOf(item, {}, {});
        field.item.push_back(std::move(item));
    }

    const Value &m_root;
    json::ChildIndex m_children;
    std::size_t m_count = 0;
    std::vector<std::string> m_open{"#"}; ///< references followed on the way from the root to here
};

} // namespace

Field planOf(const Value &schema)
{
    Field root = Planner(schema).plan(schema, {}, {}, 0);
    root.meaning = meaningOf(root, {}, {});
    return root;
}

} // namespace espalier::practice

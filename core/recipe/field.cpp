// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/field_p.h"

#include "schema/localreferences.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace espalier::recipe {

using json::Value;

namespace {

constexpr int kMostFields = 5'000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kKinds{{{"string", "text"},
                                                                               {"integer", "whole number"},
                                                                               {"number", "number"},
                                                                               {"boolean", "yes or no"},
                                                                               {"object", "group"},
                                                                               {"array", "list"},
                                                                               {"null", "nothing"}}};

constexpr std::array<std::string_view, 15> kLimits{
    "minimum",   "exclusiveMinimum", "maximum",       "exclusiveMaximum", "multipleOf",
    "minLength", "maxLength",        "pattern",       "format",           "minItems",
    "maxItems",  "uniqueItems",      "minProperties", "maxProperties",    "additionalProperties"};

std::string kindWord(std::string_view type)
{
    const auto *known =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const auto &kind) { return kind.first == type; });
    return std::string(known == kKinds.end() ? type : known->second);
}

void append(std::string &list, std::string_view word, std::string_view separator)
{
    if (!list.empty() && !word.empty())
        list += separator;
    list += word;
}

std::string typeWords(const Value &schema)
{
    std::string out;
    const Value &type = schema["type"];
    if (type.isString())
        out = kindWord(type.text());
    for (const Value &one : type.items())
        append(out, kindWord(one.text()), " or ");
    if (!out.empty())
        return out;
    if (schema.find("properties"))
        return "group";
    if (schema.find("items"))
        return "list";
    return schema.find("enum") || schema.find("const") ? "choice" : "anything";
}

std::string allowedBy(const Value &schema)
{
    if (const Value *value = schema.find("const"))
        return "only " + json::writeCompact(*value);
    std::string out;
    for (const Value &value : schema["enum"].items())
        append(out, json::writeCompact(value), ", ");
    return out.empty() ? out : "one of " + out;
}

std::string limitsOf(const Value &schema)
{
    std::string out;
    for (const std::string_view keyword : kLimits) {
        const Value *value = schema.find(keyword);
        if (value && !value->isObject())
            append(out, std::string(keyword) + " " + json::writeCompact(*value), ", ");
    }
    return out;
}

class Reader
{
public:
    explicit Reader(const Value &schema)
        : m_references(schema)
    {
    }

    Field read(const Value &schema)
    {
        Field out;
        describe(out, schema);
        return out;
    }

private:
    /// What a reference says beside where it leads counts first: pydantic puts the description there.
    void describe(Field &field, const Value &schema)
    {
        const Value &real = m_references.follow(schema);
        const Value *description = schema.find("description");
        field.description = description ? description->text() : real["description"].text();
        take(field, real);
        if (&real != &schema && allowsNull(schema))
            field.kind += " or nothing";
    }

    static bool allowsNull(const Value &schema)
    {
        for (const std::string_view choice : {"anyOf", "oneOf"}) {
            for (const Value &one : schema[choice].items()) {
                if (one["type"].text() == "null")
                    return true;
            }
        }
        return false;
    }

    void take(Field &field, const Value &real)
    {
        if (std::find(m_open.begin(), m_open.end(), &real) != m_open.end()) {
            field.kind = "the same again";
            return;
        }
        m_open.push_back(&real);
        append(field.allowed, allowedBy(real), ", ");
        append(field.limits, limitsOf(real), ", ");
        const std::string kind = choices(real);
        if (real["items"].isObject()) {
            // What is said of the items is said of the field that lists them.
            take(field, m_references.follow(real["items"]));
            field.kind = kind + " of " + field.kind;
        } else {
            field.kind = kind;
        }
        addInner(field, real);
        m_open.pop_back();
    }

    std::string choices(const Value &real)
    {
        std::string out;
        for (const std::string_view choice : {"anyOf", "oneOf"}) {
            for (const Value &one : real[choice].items())
                append(out, typeWords(m_references.follow(one)), " or ");
        }
        return out.empty() ? typeWords(real) : out;
    }

    void addInner(Field &field, const Value &real)
    {
        const Value::Array &required = real["required"].items();
        for (const json::Member &property : real["properties"].members()) {
            if (++m_fields > kMostFields)
                return;
            Field inner = read(property.value);
            inner.name = property.key;
            inner.must = std::any_of(required.begin(), required.end(),
                                     [&](const Value &name) { return name.text() == property.key; });
            field.inner.push_back(std::move(inner));
        }
    }

    schema::LocalReferences m_references;
    std::vector<const Value *> m_open;
    int m_fields = 0;
};

} // namespace

Field fieldsOf(const Value &schema)
{
    return Reader(schema).read(schema);
}

} // namespace espalier::recipe

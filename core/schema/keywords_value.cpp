// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/issuetext.h"
#include "json/decimal.h"

#include <algorithm>
#include <array>

// type, enum, const: JSON Schema 2020-12 validation, section 6.1.

namespace espalier::schema {

namespace {

constexpr std::array<std::string_view, 7> kTypes{"null",   "boolean", "integer", "number",
                                                 "string", "array",   "object"};

bool hasType(const json::Value &value, std::string_view type)
{
    switch (value.kind()) {
    case json::Value::Kind::Null:
        return type == "null";
    case json::Value::Kind::Bool:
        return type == "boolean";
    case json::Value::Kind::Number:
        return type == "number" || (type == "integer" && json::Decimal::parse(value.text()).isWhole());
    case json::Value::Kind::String:
        return type == "string";
    case json::Value::Kind::Array:
        return type == "array";
    case json::Value::Kind::Object:
        return type == "object";
    }
    return false;
}

class TypeKeyword : public Keyword
{
public:
    TypeKeyword(std::vector<std::string> types, std::string pointer)
        : m_types(std::move(types))
        , m_pointer(std::move(pointer))
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        if (matches(instance))
            return true;
        if (!evaluation.reporting())
            return false;
        std::vector<std::string> words;
        for (const std::string &type : m_types)
            words.push_back(typeForPeople(type));
        const std::string names = alternatives(m_types);
        return evaluation.report(
            {"type", m_pointer, names, "must be " + alternatives(words), "must be of type " + names},
            instance);
    }

    bool plausible(const json::Value &instance, int level, int &) const override
    {
        return level > 0 || matches(instance);
    }

private:
    bool matches(const json::Value &instance) const
    {
        return std::any_of(m_types.begin(), m_types.end(),
                           [&](const std::string &type) { return hasType(instance, type); });
    }

    std::vector<std::string> m_types;
    std::string m_pointer;
};

/// enum, and const as an enum of one.
class AllowedKeyword : public Keyword
{
public:
    AllowedKeyword(std::string_view name, std::vector<json::Value> allowed, std::string pointer)
        : m_name(name)
        , m_allowed(std::move(allowed))
        , m_pointer(std::move(pointer))
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        if (matches(instance))
            return true;
        if (!evaluation.reporting())
            return false;
        std::vector<std::string> words;
        for (const json::Value &allowed : m_allowed)
            words.push_back(shortJson(allowed));
        if (words.empty())
            return evaluation.report(
                {m_name, m_pointer, "nothing", "must be left out: its enum is empty", "must be left out"},
                instance);
        const std::string one = words.size() == 1 ? words.front() : "one of " + alternatives(words);
        return evaluation.report({m_name, m_pointer, one, "must be " + one, "must be exactly " + one},
                                 instance);
    }

    bool plausible(const json::Value &instance, int, int &) const override { return matches(instance); }

private:
    bool matches(const json::Value &instance) const
    {
        return std::any_of(m_allowed.begin(), m_allowed.end(),
                           [&](const json::Value &allowed) { return allowed.equals(instance); });
    }

    std::string_view m_name;
    std::vector<json::Value> m_allowed;
    std::string m_pointer;
};

std::unique_ptr<Keyword> makeType(const KeywordSite &site, Compiler &compiler)
{
    std::vector<std::string> types;
    const json::Value::Array one{site.value};
    for (const json::Value &name : site.value.isArray() ? site.value.items() : one) {
        const std::string &type = name.text();
        if (!name.isString() || std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
            return compiler.fail("unknown type " + shortJson(name) +
                                     "; the types are null, boolean, integer, number, string, "
                                     "array and object",
                                 site.pointer, "type");
        types.push_back(type);
    }
    return std::make_unique<TypeKeyword>(std::move(types), site.pointer);
}

std::unique_ptr<Keyword> makeEnum(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isArray())
        return compiler.fail("enum must be a list of the values allowed", site.pointer, "enum");
    return std::make_unique<AllowedKeyword>("enum", site.value.items(), site.pointer);
}

std::unique_ptr<Keyword> makeConst(const KeywordSite &site, Compiler &)
{
    return std::make_unique<AllowedKeyword>("const", std::vector<json::Value>{site.value}, site.pointer);
}

constexpr std::array<KeywordEntry, 3> kTable{{{"type", makeType}, {"enum", makeEnum}, {"const", makeConst}}};

} // namespace

std::span<const KeywordEntry> valueKeywords()
{
    return kTable;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/providerhints.h"

#include "schema/draft.h"
#include "schema/references_p.h"
#include "schema/subschemas_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

constexpr const char *kOpenAi = "OpenAI strict";
constexpr const char *kFireworks = "Fireworks";
constexpr const char *kVllm = "vLLM";
constexpr std::size_t kMostHints = 500;
constexpr std::size_t kLevels = 5;
constexpr std::size_t kProperties = 100;
constexpr std::size_t kValues = 500;
constexpr std::size_t kCharacters = 15000;
constexpr std::size_t kLargeEnum = 250;
constexpr std::size_t kLargeEnumCharacters = 7500;
constexpr std::size_t kName = 64;

struct KeywordRule
{
    std::string_view keyword;
    const char *provider;
    const char *message;
};
constexpr std::array<KeywordRule, 28> kRules{{
    {"allOf", kOpenAi, "allOf is not taken; write the parts into one schema"},
    {"not", kOpenAi, "\"not\" is not taken; it is checked after the answer"},
    {"if", kOpenAi, "if, then and else are not taken; they are checked after the answer"},
    {"dependentRequired", kOpenAi, "dependentRequired is not taken; it is checked after the answer"},
    {"dependentSchemas", kOpenAi, "dependentSchemas is not taken; it is checked after the answer"},
    {"dependencies", kOpenAi, "dependencies is not taken; it is checked after the answer"},
    {"oneOf", kOpenAi, "oneOf is not taken; anyOf is sent instead"},
    {"oneOf", kFireworks, "oneOf is not taken; write anyOf"},
    {"default", kOpenAi, "a default is not taken; it is left out of what is sent"},
    {"patternProperties", kOpenAi, "members of free name are not taken, so strict stays off"},
    {"patternProperties", kVllm, "patternProperties is refused"},
    {"propertyNames", kOpenAi, "propertyNames is not taken; it is checked after the answer"},
    {"propertyNames", kVllm, "propertyNames is refused"},
    {"unevaluatedProperties", kOpenAi, "unevaluatedProperties is not taken; write additionalProperties"},
    {"minProperties", kOpenAi, "minProperties is not taken; it is checked after the answer"},
    {"maxProperties", kOpenAi, "maxProperties is not taken; it is checked after the answer"},
    {"uniqueItems", kOpenAi, "uniqueItems is not taken; it is checked after the answer"},
    {"uniqueItems", kVllm, "uniqueItems is refused"},
    {"contains", kOpenAi, "contains is not taken; it is checked after the answer"},
    {"contains", kVllm, "contains is refused"},
    {"prefixItems", kOpenAi, "items by position are not taken"},
    {"minLength", kOpenAi, "minLength is not taken; it is checked after the answer"},
    {"maxLength", kOpenAi, "maxLength is not taken; it is checked after the answer"},
    {"minLength", kFireworks, "minLength is not taken; it is checked after the answer"},
    {"maxLength", kFireworks, "maxLength is not taken; it is checked after the answer"},
    {"pattern", kFireworks, "a pattern is not taken; it is checked after the answer"},
    {"multipleOf", kVllm, "multipleOf is refused"},
    {"$dynamicRef", nullptr, "a dynamic reference is understood by no endpoint"},
}};

bool meansObject(const Value &schema)
{
    const auto &types = schema["type"].items();
    return schema["type"].text() == "object" || schema["properties"].isObject() ||
           std::any_of(types.begin(), types.end(), [](const Value &type) { return type.text() == "object"; });
}

class Hints
{
public:
    explicit Hints(const Value &document)
        : m_references(document)
        , m_document(document)
    {
    }

    std::vector<ProviderHint> collect()
    {
        root();
        walk(m_document, {});
        deepest();
        total(m_properties, kProperties, "properties");
        total(m_values, kValues, "values of enum");
        total(m_characters, kCharacters, "characters in names and values");
        return std::move(m_out);
    }

private:
    /// No more hints are taken, so no place has to be spelled.
    [[nodiscard]] bool isFull() const { return m_out.size() >= kMostHints; }

    void add(std::string pointer, std::string message, const char *provider)
    {
        if (!isFull())
            m_out.push_back({std::move(pointer), std::move(message), provider ? provider : ""});
    }

    void total(std::size_t count, std::size_t most, const char *what)
    {
        if (count > most)
            add({},
                std::to_string(count) + " " + what + " in all; strict endpoints may take no more than " +
                    std::to_string(most),
                kOpenAi);
    }

    void root()
    {
        if (!m_document.isObject())
            return;
        if (m_document["anyOf"].isArray() || m_document["oneOf"].isArray() || !meansObject(m_document))
            add({}, "the root is no plain object; what is sent wraps it in one", nullptr);
        const Value &draft = m_document["$schema"];
        if (draft.isString() && !draftOfUri(draft.text()))
            add("/$schema", "a draft that is not known; the schema is read as one of 2020-12", nullptr);
        const std::string &title = m_document["title"].text();
        if (title.size() > kName)
            add("/title", "the name is longer than 64 characters and is cut for the endpoint", nullptr);
    }

    void walk(const Value &schema, const std::string &pointer)
    {
        if (!schema.isObject())
            return;
        if (meansObject(schema))
            object(schema, pointer);
        for (const json::Member &member : schema.members()) {
            for (const KeywordRule &rule : kRules) {
                if (isFull())
                    break;
                if (rule.keyword == member.key && (member.key != "uniqueItems" || member.value.isTrue()))
                    add(child(pointer, member.key), rule.message, rule.provider);
            }
        }
        values(schema, pointer);
        nothing(schema, pointer);
        for (const char *keyword : {"$defs", "definitions"}) {
            for (const json::Member &member : schema[keyword].members())
                m_characters += member.key.size();
        }
        forEachSubschema(schema, [this, &pointer](const Value &inner, const std::string &token) {
            walk(inner, isFull() ? std::string() : pointer + token);
        });
    }

    void object(const Value &schema, const std::string &pointer)
    {
        const Value &additional = schema["additionalProperties"];
        const auto &properties = schema["properties"].members();
        if (additional.isTrue() || additional.isObject())
            add(child(pointer, "additionalProperties"),
                "members of free name are not taken, so strict stays off", kOpenAi);
        else if (additional.isNull() && !properties.empty())
            add(pointer, "additionalProperties is not false; what is sent says so", kOpenAi);
        if (properties.empty() && !schema["patternProperties"].isObject() && !additional.isObject())
            add(pointer, "an object without fields: strict endpoints give an empty one", kOpenAi);
        std::unordered_set<std::string_view> required;
        for (const Value &name : schema["required"].items())
            required.insert(name.text());
        for (const json::Member &member : properties) {
            m_characters += member.key.size();
            if (isFull())
                continue;
            const std::string place = child(child(pointer, "properties"), member.key);
            if (!required.contains(member.key))
                add(place,
                    "an optional field: it is sent as required and may be null, and null is read as absent",
                    kOpenAi);
            if (member.key.size() > kName)
                add(place, "the name is longer than 64 characters", kOpenAi);
        }
        m_properties += properties.size();
    }

    void values(const Value &schema, const std::string &pointer)
    {
        std::size_t characters = schema["const"].text().size();
        const auto &all = schema["enum"].items();
        for (const Value &value : all)
            characters += value.text().size();
        m_values += all.size();
        m_characters += characters;
        if (all.size() > kLargeEnum && characters > kLargeEnumCharacters)
            add(child(pointer, "enum"),
                std::to_string(all.size()) + " values of " + std::to_string(characters) +
                    " characters; strict endpoints may take no more than 7500 beyond 250 values",
                kOpenAi);
    }

    /// Lists of what is allowed that allow nothing.
    void nothing(const Value &schema, const std::string &pointer)
    {
        for (const auto &[keyword, what] : {std::pair("enum", "value"), std::pair("type", "type")}) {
            if (schema[keyword].isArray() && schema[keyword].items().empty())
                add(child(pointer, keyword), std::string("no ") + what + " is allowed, so nothing fits",
                    nullptr);
        }
    }

    /// How many objects stand inside each other, the root counting; a recursion counts once. Breadth first
    /// over what stands at each level, so that every schema is looked at once.
    void deepest()
    {
        std::unordered_set<const Value *> seen;
        std::vector<std::pair<const Value *, std::string>> level{{&m_document, {}}};
        std::size_t depth = 0;
        std::string place;
        while (!level.empty()) {
            std::vector<std::pair<const Value *, std::string>> next;
            bool hasObject = false;
            while (!level.empty()) {
                const auto [schema, pointer] = std::move(level.back());
                level.pop_back();
                if (!seen.insert(schema).second)
                    continue;
                const bool isObject = meansObject(*schema);
                if (isObject && !hasObject) {
                    hasObject = true;
                    place = pointer;
                }
                const Value &reference = (*schema)["$ref"];
                if (const auto target =
                        reference.isString() ? m_references.resolve(reference.text()) : std::nullopt)
                    level.emplace_back(target->schema, target->pointer);
                forEachSubschema(*schema, [&, at = pointer](const Value &inner, const std::string &token) {
                    if (!token.starts_with("/$defs") && !token.starts_with("/definitions"))
                        (isObject ? next : level).emplace_back(&inner, at + token);
                });
            }
            depth += hasObject ? 1 : 0;
            if (depth == kLevels + 1 && hasObject && !m_tooDeep) {
                m_tooDeep = true;
                add(place,
                    "objects inside each other more than 5 levels deep; strict endpoints may take no more",
                    kOpenAi);
            }
            level = std::move(next);
        }
    }

    static std::string child(std::string pointer, std::string_view key)
    {
        json::appendToken(pointer, key);
        return pointer;
    }

    References m_references;
    const Value &m_document;
    std::vector<ProviderHint> m_out;
    std::size_t m_properties = 0;
    std::size_t m_values = 0;
    std::size_t m_characters = 0;
    bool m_tooDeep = false;
};

} // namespace

std::vector<ProviderHint> providerHints(const Value &schema)
{
    return Hints(schema).collect();
}

} // namespace espalier::schema

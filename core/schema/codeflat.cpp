// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeflat_p.h"

#include "schema/codemodel_p.h"
#include "schema/codetext_p.h"
#include "schema/subschemas_p.h"
#include "schema/wordlist_p.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

namespace espalier::schema {

namespace {

using json::Value;

/// Taken as they are.
constexpr std::array<std::string_view, 9> kFacets{"multipleOf",    "minLength",     "maxLength",
                                                  "format",        "minItems",      "maxItems",
                                                  "minProperties", "maxProperties", "uniqueItems"};
/// Read one by one.
constexpr std::array<std::string_view, 19> kRead{"enum",
                                                 "const",
                                                 "properties",
                                                 "required",
                                                 "patternProperties",
                                                 "items",
                                                 "minimum",
                                                 "maximum",
                                                 "exclusiveMinimum",
                                                 "exclusiveMaximum",
                                                 "unevaluatedProperties",
                                                 "unevaluatedItems",
                                                 "prefixItems",
                                                 "dependencies",
                                                 "propertyNames",
                                                 "dependentRequired",
                                                 "pattern",
                                                 "additionalProperties",
                                                 "contentSchema"};
constexpr std::array<std::string_view, 18> kStructural{"$schema",
                                                       "$id",
                                                       "id",
                                                       "$anchor",
                                                       "$vocabulary",
                                                       "$dynamicAnchor",
                                                       "$recursiveAnchor",
                                                       "$defs",
                                                       "definitions",
                                                       "$ref",
                                                       "allOf",
                                                       "anyOf",
                                                       "oneOf",
                                                       "discriminator",
                                                       "nullable",
                                                       "$comment",
                                                       "additionalItems",
                                                       "type"};
constexpr std::array<std::string_view, 11> kNotCarried{"not",         "if",
                                                       "then",        "else",
                                                       "contains",    "minContains",
                                                       "maxContains", "dependentSchemas",
                                                       "$dynamicRef", "$recursiveRef",
                                                       "extends"};

unsigned kindOf(std::string_view type)
{
    if (type == "any")
        return FlatSchema::All;
    return types::valuesNamed(type);
}

unsigned kindsOf(const Value &schema)
{
    const Value &type = schema["type"];
    if (type.isArray() && type.items().empty()) // none is allowed
        return 0;
    unsigned out = kindOf(type.text());
    for (const Value &one : type.items())
        out |= kindOf(one.text());
    if (out == 0)
        return FlatSchema::All;
    return schema["nullable"].isTrue() ? out | FlatSchema::Null : out;
}

/// Draft 4: exclusiveMinimum is a flag beside minimum.
void readLimit(FlatSchema &out, const Value &schema, const char *limit, const char *exclusive)
{
    if (schema[limit].isNumber()) // anything else is no limit, and its text no number to write
        out.facets.set(schema[exclusive].isTrue() ? exclusive : limit, schema[limit]);
    if (schema[exclusive].isNumber())
        out.facets.set(exclusive, schema[exclusive]);
}

bool isWellFormed(const json::Member &facet)
{
    if (facet.key == "uniqueItems")
        return facet.value.isTrue();
    return facet.key == "format" ? facet.value.isString() : facet.value.toDouble().has_value();
}

bool isRequiredOnly(const Value &schema)
{
    return schema.members().size() == 1 && schema["required"].isArray();
}

/// dependentRequired, and "dependencies" of draft 7 as far as they are lists of names.
void readDependencies(FlatSchema &out, const Value &schema)
{
    Value needs = schema["dependentRequired"].isObject() ? schema["dependentRequired"] : Value::object();
    for (const json::Member &member : schema["dependencies"].members()) {
        if (member.value.isArray())
            needs.set(member.key, member.value);
        else if (member.value.isString())
            needs.set(member.key, Value::array({member.value}));
        else if (isRequiredOnly(member.value))
            needs.set(member.key, member.value["required"]);
        else {
            out.notes.push_back("dependencies of " + codeString(member.key));
            out.isPartial = true;
        }
    }
    if (!needs.members().empty())
        out.facets.set("dependentRequired", std::move(needs));
}

void readObject(FlatSchema &out, const Value &schema)
{
    for (const json::Member &member : schema["properties"].members()) {
        out.properties.emplace_back(member.key, &member.value);
        if (member.value["required"].isTrue()) // draft 3 said it there
            out.required.push_back(member.key);
    }
    std::unordered_set<std::string_view> seen(out.required.begin(), out.required.end());
    for (const Value &name : schema["required"].items()) {
        if (name.isString() && seen.insert(name.text()).second)
            out.required.push_back(name.text());
    }
    for (const json::Member &member : schema["patternProperties"].members())
        out.patterns.emplace_back(member.key, &member.value);
    out.additional = schema.find("additionalProperties");
    out.names = schema.find("propertyNames");
    readDependencies(out, schema);
}

void readList(FlatSchema &out, const Value &schema)
{
    const Value &items = schema["items"];
    const Value &prefix = items.isArray() ? items : schema["prefixItems"];
    for (const Value &item : prefix.items())
        out.prefix.push_back(&item);
    out.items = schema.find(items.isArray() ? "additionalItems" : "items");
}

/// Unless it refers to something: who reads the module's schema would follow that.
void keepAnnotation(FlatSchema &out, const json::Member &member)
{
    if (standsAlone(member.value))
        out.annotations.set(member.key, member.value);
    else
        out.notes.push_back(codeString(member.key) + ": " +
                            codeComment(json::writeCompact(member.value), 100));
}

/// What no class or type can say. Told all the same where it stands for itself, in an allOf of its own, so
/// that the "if" of one part never meets the "then" of another.
void noteNotCarried(FlatSchema &out, const Value &schema)
{
    Value told = Value::object();
    for (const json::Member &member : schema.members()) {
        if (!isOneOf(kNotCarried, member.key))
            continue;
        out.isPartial = out.isPartial || member.key != "not";
        const bool tell = standsAlone(member.value) && !member.key.starts_with("$");
        out.notes.push_back(codeString(member.key) + ": " +
                            codeComment(json::writeCompact(member.value), 100));
        if (tell)
            told.set(member.key, member.value);
    }
    if (!told.members().empty())
        out.annotations.set(std::string(kTold), Value::array({std::move(told)}));
}

} // namespace

bool standsAlone(const Value &schema)
{
    const auto alone = [](const json::Member &member) {
        const bool oldLimit = member.key.starts_with("exclusive") && member.value.isBool();
        const bool oldItems = member.key == "items" && member.value.isArray();
        const bool oldRequired = member.key == "required" && member.value.isBool();
        return !member.key.starts_with("$") && !oldLimit && !oldItems && !oldRequired &&
               standsAlone(member.value);
    };
    return std::all_of(schema.items().begin(), schema.items().end(), standsAlone) &&
           std::all_of(schema.members().begin(), schema.members().end(), alone);
}

bool isStructural(std::string_view keyword)
{
    return isOneOf(kStructural, keyword);
}

bool FlatSchema::asksOfObjects() const
{
    return !properties.empty() || !required.empty() || !patterns.empty() || additional || names ||
           facets.find("minProperties") || facets.find("maxProperties") || facets.find("dependentRequired");
}

bool FlatSchema::asksOfLists() const
{
    return !prefix.empty() || items || facets.find("minItems") || facets.find("maxItems") ||
           facets.find("uniqueItems");
}

const Value *FlatStore::both(const Value *left, const Value *right)
{
    if (!left || !right || left == right || isExhausted())
        return left ? left : right;
    const auto isFree = [](const Value &schema) {
        return schema.isTrue() || (schema.isObject() && schema.members().empty());
    };
    const auto isShut = [](const Value &schema) { return schema.isBool() && !schema.isTrue(); };
    if (isFree(*left) || isShut(*right))
        return right;
    if (isFree(*right) || isShut(*left))
        return left;
    Value made = Value::object({{"allOf", Value::array({*left, *right})}});
    std::string text = json::writeCompact(made);
    m_bytes += text.size();
    const auto [entry, isNew] = m_known.emplace(std::move(text), nullptr);
    if (isNew) {
        m_made.push_back(std::move(made));
        entry->second = &m_made.back();
    }
    return entry->second;
}

FlatSchema readFlat(const Value &schema)
{
    FlatSchema out;
    if (schema.isBool() && !schema.isTrue())
        out.kinds = 0;
    if (!schema.isObject())
        return out;
    const Value &excluded = schema["not"];
    const bool nothing = excluded.isTrue() || (excluded.isObject() && excluded.members().empty());
    out.kinds = nothing ? 0 : kindsOf(schema);
    if (schema["enum"].isArray())
        out.values = schema["enum"].items();
    if (const Value *constant = schema.find("const")) {
        const bool isListed =
            !out.values || std::any_of(out.values->begin(), out.values->end(),
                                       [&](const Value &value) { return value.equals(*constant); });
        out.values = isListed ? std::vector<Value>{*constant} : std::vector<Value>{};
    }
    readLimit(out, schema, "minimum", "exclusiveMinimum");
    readLimit(out, schema, "maximum", "exclusiveMaximum");
    readObject(out, schema);
    readList(out, schema);
    if (schema["pattern"].isString())
        out.facets.set("pattern", Value::array({schema["pattern"]}));
    for (const json::Member &member : schema.members()) {
        const bool isFacet = isOneOf(kFacets, member.key);
        if (isFacet && isWellFormed(member))
            out.facets.set(member.key, member.value);
        else if (isFacet && member.value.isNumber())
            out.notes.push_back(codeString(member.key) + ": " + member.value.text());
        if (!isFacet && !isStructural(member.key) && !isOneOf(kNotCarried, member.key) &&
            !isOneOf(kRead, member.key))
            keepAnnotation(out, member);
    }
    noteNotCarried(out, schema);
    return out;
}

} // namespace espalier::schema

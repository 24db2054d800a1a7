// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codewhole_p.h"

#include "schema/codealso_p.h"
#include "schema/scriptpattern_p.h"
#include "schema/uri_p.h"
#include "schema/wordlist_p.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

// The schema as ajv has to be given it to judge as the specification has it.

namespace espalier::schema {

namespace {

using json::Value;

/// What may stand beside a $ref that is alone: it asserts nothing, and references lead there.
constexpr std::array<std::string_view, 3> kBesideReference{"$ref", "definitions", "$defs"};

/// To which ajv gives a meaning of its own, or which no reference needs any more.
constexpr std::array<std::string_view, 9> kOfAjv{
    "$schema", "nullable", "discriminator",  "$async",          "id",
    "$id",     "$anchor",  "$dynamicAnchor", "$recursiveAnchor"};

/// An empty list passes ajv's `contains` beside kinds of items by their place, and after a list that fits.
void setContainsApart(Value &schema)
{
    if (!schema.find("contains"))
        return;
    if (!schema.find("prefixItems") && !schema["items"].isArray()) {
        const Value *least = schema.find("minContains");
        const bool mayBeEmpty = least && least->toDouble().value_or(1) <= 0;
        if (!mayBeEmpty && schema["minItems"].toDouble().value_or(0) < 1)
            schema.set("minItems", Value::number(std::int64_t{1}));
        return;
    }
    Value apart = Value::object();
    for (const char *keyword : {"contains", "minContains", "maxContains"}) {
        if (const Value *value = schema.find(keyword))
            apart.set(keyword, *value);
        schema.remove(keyword);
    }
    alsoAsk(schema, std::move(apart));
}

/// Beside a `not` that nothing passes ajv forgets to say which members were evaluated.
void hideNothing(Value &schema)
{
    const Value &excluded = schema["not"];
    const bool nothing = excluded.isTrue() || (excluded.isObject() && excluded.members().empty());
    if (nothing && schema.members().size() > 1)
        schema.set("not", Value::object({{"allOf", Value::array({Value::boolean(true)})}}));
}

/// An object with this member.
Value hasMember(const std::string &name)
{
    return Value::object(
        {{"type", Value::string("object")}, {"required", Value::array({Value::string(name)})}});
}

/// What ajv takes for evaluated even where the condition is not met, unless it is written as a choice.
void writeConditionAsChoice(Value &schema)
{
    const auto choose = [&schema](const Value &condition, const Value *then, const Value *otherwise) {
        Value met = Value::array({condition});
        Value unmet = Value::array({Value::object({{"not", condition}})});
        if (then)
            met.mutableItems().push_back(*then);
        if (otherwise)
            unmet.mutableItems().push_back(*otherwise);
        alsoAsk(schema,
                Value::object({{"anyOf", Value::array({Value::object({{"allOf", std::move(met)}}),
                                                       Value::object({{"allOf", std::move(unmet)}})})}}));
    };
    if (const Value *given = schema.find("if")) {
        const Value condition = *given;
        const Value then = schema["then"];
        const Value otherwise = schema["else"];
        const bool hasThen = schema.find("then");
        const bool hasElse = schema.find("else");
        for (const char *keyword : {"if", "then", "else"})
            schema.remove(keyword);
        choose(condition, hasThen ? &then : nullptr, hasElse ? &otherwise : nullptr);
    }
    const Value dependent = schema["dependentSchemas"];
    if (dependent.isObject())
        schema.remove("dependentSchemas");
    for (const json::Member &member : dependent.members())
        choose(hasMember(member.key), &member.value, nullptr);
    forEachSubschema(schema, writeConditionAsChoice);
}

/// Which JavaScript takes with the flag u.
void writePatterns(Value &schema)
{
    if (schema["pattern"].isString())
        schema.set("pattern", Value::string(scriptPattern(schema["pattern"].text())));
    if (!schema["patternProperties"].isObject())
        return;
    Value names = Value::object();
    for (const json::Member &member : schema["patternProperties"].members()) {
        std::string written = scriptPattern(member.key);
        while (names.find(written))
            written += "(?:)"; // another pattern for the same names
        names.set(written, member.value);
    }
    schema.set("patternProperties", std::move(names));
}

/// ajv looks at no member of this name, unless a pattern finds it.
constexpr std::string_view kProto = "__proto__";
constexpr const char *kProtoPattern = "^__proto__$";

void findProto(Value &schema)
{
    if (const Value *asked = schema["properties"].find(kProto)) {
        Value names = schema["patternProperties"].isObject() ? schema["patternProperties"] : Value::object();
        std::string pattern = kProtoPattern;
        while (names.find(pattern))
            pattern += "(?:)";
        names.set(pattern, *asked);
        Value others = schema["properties"];
        others.remove(kProto);
        schema.set("properties", std::move(others));
        schema.set("patternProperties", std::move(names));
    }
    for (const char *keyword : {"dependentRequired", "dependentSchemas", "dependencies"}) {
        const Value *asked = schema[keyword].find(kProto);
        if (!asked)
            continue;
        const Value given = hasMember(std::string(kProto));
        Value then = asked->isArray() ? Value::object({{"required", *asked}}) : *asked;
        alsoAsk(schema,
                Value::object({{"anyOf", Value::array({Value::object({{"not", given}}), std::move(then)})}}));
    }
}

void adaptForAjv(Value &schema, Draft draft)
{
    if (!schema.isObject())
        return;
    if (draft <= Draft::Draft7 && schema["$ref"].isString()) {
        auto &members = schema.mutableMembers();
        members.erase(
            std::remove_if(members.begin(), members.end(),
                           [](const json::Member &member) { return !isOneOf(kBesideReference, member.key); }),
            members.end());
    }
    for (const std::string_view keyword : kOfAjv)
        schema.remove(keyword);
    if (schema["enum"].isArray() && schema["enum"].items().empty()) { // which ajv refuses to read
        schema.remove("enum");
        alsoAsk(schema, Value::object({{"not", Value::object()}}));
    }
    if (draft == Draft::Draft4) {
        spellOutLimit(schema, "minimum", "exclusiveMinimum");
        spellOutLimit(schema, "maximum", "exclusiveMaximum");
    }
    removePassedOver(schema, draft);
    writePatterns(schema);
    findProto(schema);
    setContainsApart(schema);
    hideNothing(schema);
    forEachSubschema(schema, [draft](Value &inner) { adaptForAjv(inner, draft); });
}

bool uses(const Value &schema, std::string_view keyword)
{
    return anySubschema(schema, [keyword](const Value &part) { return part.find(keyword) != nullptr; });
}

/// ajv does not count all the items that these evaluate.
bool losesItems(const Value &schema)
{
    return uses(schema, "unevaluatedItems") &&
           (uses(schema, "contains") || uses(schema, "anyOf") || uses(schema, "oneOf"));
}

/// Its reference leads out of the document (to a metaschema, which ajv does not have at hand), or to what
/// stood beside another reference.
bool leadsAstray(const Value &schema, const Value &document)
{
    const std::string &reference = schema["$ref"].text();
    return schema["$ref"].isString() &&
           (!reference.starts_with('#') || !json::resolve(document, percentDecoded(reference.substr(1))));
}

} // namespace

std::optional<Value> forAjv(const WholeSchema &whole)
{
    if (whole.isDynamic)
        return {};
    Value out = whole.schema;
    changeAll(out, whole.apart, [&](Value &part) { adaptForAjv(part, whole.draft); });
    if (uses(out, "unevaluatedProperties") || uses(out, "unevaluatedItems")) {
        if (anySubschema(out, [](const Value &part) { return uses(part["if"], "if"); }))
            return {}; // every condition is written twice, and so on inside it
        changeAll(out, whole.apart, writeConditionAsChoice);
    }
    if (json::writeCompact(out).size() > kLargestWhole || losesItems(out) ||
        anySubschema(out, [&](const Value &part) { return leadsAstray(part, out); }))
        return {};
    return out;
}

} // namespace espalier::schema

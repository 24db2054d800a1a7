// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldshape_p.h"

#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace espalier::schema {

namespace {

using Target = References::Target;

constexpr std::array<std::string_view, 7> kTextWords{
    "minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "contentSchema"};
constexpr std::array<std::string_view, 5> kNumberWords{"minimum", "maximum", "exclusiveMinimum",
                                                       "exclusiveMaximum", "multipleOf"};
constexpr std::array<std::string_view, 10> kListWords{
    "items",       "prefixItems", "additionalItems", "unevaluatedItems", "contains",
    "minContains", "maxContains", "minItems",        "maxItems",         "uniqueItems"};
constexpr std::array<std::string_view, 11> kGroupWords{
    "properties",    "patternProperties", "additionalProperties", "unevaluatedProperties",
    "propertyNames", "required",          "minProperties",        "maxProperties",
    "dependencies",  "dependentRequired", "dependentSchemas"};
constexpr std::array<std::string_view, 10> kCombining{
    "$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if", "then", "else"};

struct Format
{
    FieldKind kind;
    std::string_view name;
};
constexpr std::array<Format, 4> kFormats{{{FieldKind::Date, "date"},
                                          {FieldKind::DateTime, "date-time"},
                                          {FieldKind::Email, "email"},
                                          {FieldKind::WebAddress, "uri"}}};

template <std::size_t size>
bool isIn(const std::array<std::string_view, size> &words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isRule(std::string_view keyword)
{
    return keyword == "type" || keyword == "enum" || keyword == "const" || isCombining(keyword) ||
           familyOf(keyword) != KeywordFamily::None;
}

/// No other keyword says what fits.
bool standsAlone(const json::Value &schema, std::string_view keyword)
{
    const auto &members = schema.members();
    return std::none_of(members.begin(), members.end(), [keyword](const json::Member &member) {
        return member.key != keyword && isRule(member.key);
    });
}

Target child(const Target &parent, std::string_view keyword, std::size_t index)
{
    Target out{&(*parent.schema)[keyword].items()[index], parent.pointer};
    json::appendToken(out.pointer, keyword);
    json::appendToken(out.pointer, index);
    return out;
}

/// Of a choice between null and one other schema that one.
std::optional<Target> besideNull(const Target &at, std::string_view keyword)
{
    const auto &choices = (*at.schema)[keyword].items();
    if (choices.size() != 2 || !standsAlone(*at.schema, keyword) ||
        isNullSchema(choices[0]) == isNullSchema(choices[1]))
        return std::nullopt;
    return child(at, keyword, isNullSchema(choices[0]) ? 1 : 0);
}

/// Looks through the reference at `site.stated`. False when there is none to follow.
bool followReference(FieldSite &site, const References &references)
{
    const json::Value &schema = *site.stated.schema;
    if (!schema["$ref"].isString() || !standsAlone(schema, "$ref"))
        return false;
    const std::string &reference = schema["$ref"].text();
    const std::optional<Target> next = references.resolve(reference);
    if (!next) {
        site.reason =
            references.localFragment(reference) ? OtherReason::DeadReference : OtherReason::OtherDocument;
        return false;
    }
    if (site.definition.empty())
        site.definition = next->pointer;
    site.stated = *next;
    return true;
}

FieldSite siteOf(const References &references, const Target &target)
{
    FieldSite site{target, target, {}, false, OtherReason::None};
    std::unordered_set<const json::Value *> seen;
    bool changes = true; // the own schema moves on only in front of the first reference
    while (site.stated.schema->isObject() && seen.insert(site.stated.schema).second) {
        const json::Value &schema = *site.stated.schema;
        if (followReference(site, references)) {
            changes = false;
            continue;
        }
        std::optional<Target> next = besideNull(site.stated, "anyOf");
        if (!next)
            next = besideNull(site.stated, "oneOf");
        if (next) {
            site.mayBeNull = true;
        } else if (schema["allOf"].items().size() == 1 && standsAlone(schema, "allOf")) {
            next = child(site.stated, "allOf", 0);
            changes = false; // what is inside an allOf goes with it
        } else {
            return site;
        }
        site.stated = *next;
        if (changes)
            site.own = *next;
    }
    if (site.stated.schema->isObject() && site.reason == OtherReason::None)
        site.reason = OtherReason::DeadReference; // in a circle
    return site;
}

/// The one type that a schema names beside null; empty: none. `mixed`: more than one.
std::string typeOf(const json::Value &schema, bool &mixed)
{
    const json::Value &type = schema["type"];
    if (type.isString())
        return type.text();
    std::string found;
    for (const json::Value &each : type.items()) {
        if (each.text() == "null")
            continue;
        mixed = mixed || !found.empty();
        found = each.text();
    }
    return found.empty() && !type.items().empty() ? "null" : found;
}

FieldKind textKind(const json::Value &schema)
{
    for (const Format &format : kFormats) {
        if (schema["format"].isString() && schema["format"].text() == format.name)
            return format.kind;
    }
    return FieldKind::Text;
}

struct Reading
{
    FieldKind kind = FieldKind::Other;
    OtherReason reason = OtherReason::None;
    bool isList = false;
};

Reading other(OtherReason reason)
{
    return {FieldKind::Other, reason, false};
}

Reading ofValues(const json::Value &schema, std::string_view type)
{
    bool texts = type.empty() || type == "string";
    bool any = false;
    if (const json::Value *fixed = schema.find("const")) {
        texts = texts && fixed->isString();
        any = true;
    }
    for (const json::Value &value : schema["enum"].items()) {
        texts = texts && (value.isString() || value.isNull());
        any = any || value.isString();
    }
    return texts && any ? Reading{FieldKind::OneOf, OtherReason::None, false}
                        : other(OtherReason::FixedValues);
}

Reading ofNoType(const json::Value &schema)
{
    if (schema.find("properties"))
        return {FieldKind::Group, OtherReason::None, false};
    if (schema.find("items") || schema.find("prefixItems"))
        return {FieldKind::Anything, OtherReason::None, true};
    if (schema.find("$ref") || schema.find("$dynamicRef") || schema.find("$recursiveRef") ||
        schema.find("allOf"))
        return other(OtherReason::Combined);
    if (schema.find("anyOf") || schema.find("oneOf"))
        return other(OtherReason::Choice);
    return {FieldKind::Anything, OtherReason::None, false};
}

Reading readingOf(const json::Value &schema)
{
    if (!schema.isObject())
        return schema.isTrue() ? Reading{FieldKind::Anything, OtherReason::None, false}
                               : other(OtherReason::Nothing);
    bool mixed = false;
    const std::string type = typeOf(schema, mixed);
    if (mixed)
        return other(OtherReason::MixedTypes);
    if (isNullSchema(schema) || type == "null")
        return other(OtherReason::Nothing);
    if (schema.find("enum") || schema.find("const"))
        return ofValues(schema, type);
    if (type.empty())
        return ofNoType(schema);
    if (type == "string")
        return {textKind(schema), OtherReason::None, false};
    if (type == "array")
        return {FieldKind::Anything, OtherReason::None, true};
    if (type == "integer")
        return {FieldKind::WholeNumber, OtherReason::None, false};
    if (type == "number")
        return {FieldKind::Number, OtherReason::None, false};
    if (type == "boolean")
        return {FieldKind::YesNo, OtherReason::None, false};
    if (type == "object")
        return {FieldKind::Group, OtherReason::None, false};
    return other(OtherReason::UnknownType);
}

/// Of a list: what its items are.
void readItems(FieldShape &shape, const References &references)
{
    const json::Value &list = *shape.outer.stated.schema;
    const json::Value *items = list.find("items");
    if (list.find("prefixItems") || (items && items->isArray())) {
        shape.type = {FieldKind::Other, false};
        shape.reason = OtherReason::Tuple;
        return;
    }
    if (!items)
        return;
    shape.items = siteOf(references, {items, shape.outer.stated.pointer + "/items"});
    const Reading inner = shape.items->reason == OtherReason::None ? readingOf(*shape.items->stated.schema)
                                                                   : other(shape.items->reason);
    shape.type.kind = inner.isList ? FieldKind::Other : inner.kind;
    shape.reason = inner.isList ? OtherReason::ListOfLists : inner.reason;
}

} // namespace

bool isNullSchema(const json::Value &schema)
{
    const json::Value &values = schema["enum"];
    const bool onlyNull = schema["type"].text() == "null" ||
                          (schema.find("const") && schema["const"].isNull()) ||
                          (values.items().size() == 1 && values.items().front().isNull());
    return schema.isObject() && onlyNull;
}

FieldShape fieldShape(const References &references, const References::Target &target)
{
    FieldShape shape;
    shape.outer = siteOf(references, target);
    shape.mayBeNull = shape.outer.mayBeNull;
    if (shape.outer.reason != OtherReason::None) {
        shape.type.kind = FieldKind::Other;
        shape.reason = shape.outer.reason;
        return shape;
    }
    const Reading reading = readingOf(*shape.outer.stated.schema);
    shape.type = {reading.kind, reading.isList};
    shape.reason = reading.reason;
    shape.mayBeNull = shape.mayBeNull || takesNull(*shape.outer.stated.schema);
    if (reading.isList)
        readItems(shape, references);
    return shape;
}

KeywordFamily familyOf(std::string_view keyword)
{
    return isIn(kTextWords, keyword)     ? KeywordFamily::Text
           : isIn(kNumberWords, keyword) ? KeywordFamily::Number
           : isIn(kListWords, keyword)   ? KeywordFamily::List
           : isIn(kGroupWords, keyword)  ? KeywordFamily::Group
                                         : KeywordFamily::None;
}

KeywordFamily familyOf(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
    case FieldKind::Date:
    case FieldKind::DateTime:
    case FieldKind::Email:
    case FieldKind::WebAddress:
    case FieldKind::OneOf:
        return KeywordFamily::Text;
    case FieldKind::WholeNumber:
    case FieldKind::Number:
        return KeywordFamily::Number;
    case FieldKind::Group:
        return KeywordFamily::Group;
    case FieldKind::YesNo:
    case FieldKind::Anything:
    case FieldKind::Other:
        break;
    }
    return KeywordFamily::None;
}

bool isCombining(std::string_view keyword)
{
    return isIn(kCombining, keyword);
}

std::string_view formatOf(FieldKind kind)
{
    for (const Format &format : kFormats) {
        if (format.kind == kind)
            return format.name;
    }
    return {};
}

bool takesNull(const json::Value &schema)
{
    const auto isNull = [](const json::Value &v) { return v.isNull() || v.text() == "null"; };
    const auto &types = schema["type"].items();
    const auto &values = schema["enum"].items();
    if (schema.find("type"))
        return std::any_of(types.begin(), types.end(), isNull);
    return std::any_of(values.begin(), values.end(), [](const json::Value &v) { return v.isNull(); });
}

} // namespace espalier::schema

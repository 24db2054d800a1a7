// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codekinds_p.h"

#include "schema/codenames_p.h"
#include "schema/formats.h"
#include "schema/validator.h"
#include "schema/valueset_p.h"
#include "json/decimal.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Kind = CodeType::Kind;

constexpr std::initializer_list<const char *> kTextFacets{"minLength", "maxLength", "pattern", "format"};
constexpr std::initializer_list<const char *> kNumberFacets{"minimum", "exclusiveMinimum", "maximum",
                                                            "exclusiveMaximum", "multipleOf"};
constexpr std::initializer_list<const char *> kListFacets{"minItems", "maxItems", "uniqueItems"};
constexpr std::initializer_list<const char *> kMapFacets{"minProperties", "maxProperties"};

Value facetsOf(const FlatSchema &flat, const std::initializer_list<const char *> &names)
{
    Value out = Value::object();
    for (const char *name : names) {
        if (const Value *facet = flat.facets.find(name))
            out.set(name, *facet);
    }
    return out;
}

bool hasAny(const FlatSchema &flat, const std::initializer_list<const char *> &names)
{
    return std::any_of(names.begin(), names.end(),
                       [&flat](const char *name) { return flat.facets.find(name); });
}

unsigned kindOf(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return FlatSchema::Null;
    case Value::Kind::Bool:
        return FlatSchema::YesNo;
    case Value::Kind::Number:
        return json::Decimal::parse(value.text()).isWhole() ? FlatSchema::Whole : FlatSchema::Number;
    case Value::Kind::String:
        return FlatSchema::Text;
    case Value::Kind::Array:
        return FlatSchema::List;
    case Value::Kind::Object:
        return FlatSchema::Object;
    }
    return 0;
}

CodeType simple(Kind kind, Value facets = Value::object())
{
    CodeType out;
    out.kind = kind;
    out.facets = std::move(facets);
    return out;
}

/// What is asked of the values beside their list, as a schema; what is asked of members and items is none of
/// it.
Value limitsOf(const FlatSchema &flat)
{
    Value out = facetsOf(flat, kNumberFacets);
    for (const char *name : {"minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties",
                             "maxProperties"}) {
        if (const Value *facet = flat.facets.find(name))
            out.set(name, *facet);
    }
    Value patterns = Value::array();
    for (const Value &pattern : flat.facets["pattern"].items())
        patterns.mutableItems().push_back(Value::object({{"pattern", pattern}}));
    if (!patterns.items().empty())
        out.set("allOf", std::move(patterns));
    return out;
}

bool asksOfParts(const FlatSchema &flat, const Value &value)
{
    return (value.isArray() && (!flat.prefix.empty() || flat.items)) ||
           (value.isObject() && (isRecord(flat) || flat.additional || flat.names || !flat.patterns.empty()));
}

CodeType literal(const FlatSchema &flat)
{
    CodeType out = simple(Kind::Literal);
    ValueSet seen;
    const Value limits = limitsOf(flat);
    const auto judge = Validator::compile(limits);
    const auto fits = [&](const Value &value) {
        return (kindOf(value) & flat.kinds) && (limits.members().empty() || !judge || judge->fits(value));
    };
    for (const Value &value : *flat.values) {
        if (fits(value) && seen.insert(value))
            out.values.push_back(value);
    }
    if (!judge)
        out.notes.emplace_back("what is asked of the values beside their list");
    if (std::any_of(out.values.begin(), out.values.end(),
                    [&](const Value &value) { return asksOfParts(flat, value); }))
        out.notes.emplace_back("what is asked of the parts of listed values");
    if (out.values.empty())
        out.kind = Kind::Never;
    return out;
}

CodeType listOf(const FlatSchema &flat, TypeSource &source, const std::string &hint)
{
    CodeType out = simple(Kind::List, facetsOf(flat, kListFacets));
    const std::string one = hint + "Item";
    for (const Value *position : flat.prefix)
        out.parts.push_back(position ? source.typeOf(*position, one) : CodeType());
    out.rest.push_back(flat.items ? source.typeOf(*flat.items, one) : CodeType());
    return out;
}

/// What names must fit, which are texts: what is asked of other kinds alone is asked of none.
CodeType nameType(const Value &schema, TypeSource &source, const std::string &hint)
{
    CodeType out = source.typeOf(schema, hint);
    if (out.meant != 0 && (out.meant & FlatSchema::Text) == 0) {
        CodeType any;
        any.notes = std::move(out.notes); // what is not carried over may be asked of names all the same
        return any;
    }
    out.meant = out.kind == Kind::Text ? 0 : out.meant;
    return out;
}

CodeType mapOf(const FlatSchema &flat, TypeSource &source, const std::string &hint)
{
    CodeType out = simple(Kind::Map, facetsOf(flat, kMapFacets));
    if (!flat.patterns.empty()) {
        CodeType key = simple(Kind::Text);
        key.facets.set("pattern", Value::array({Value::string(flat.patterns.front().first)}));
        out.keys.push_back(std::move(key));
        out.rest.push_back(source.typeOf(*flat.patterns.front().second, hint + "Value"));
        return out;
    }
    if (flat.names)
        out.keys.push_back(nameType(*flat.names, source, hint + "Name"));
    out.rest.push_back(flat.additional ? source.typeOf(*flat.additional, hint + "Value") : CodeType());
    return out;
}

/// A format of JSON Schema itself (2020-12 validation, section 7.3): all are about texts.
bool isOfTexts(std::string_view format)
{
    return formatCheck(format) != nullptr;
}

bool isShut(const Value *schema)
{
    return schema && schema->isBool() && !schema->isTrue();
}

} // namespace

void guessKinds(FlatSchema &flat)
{
    if (flat.kinds != FlatSchema::All || flat.values)
        return;
    unsigned guessed = 0;
    guessed |= flat.asksOfObjects() ? FlatSchema::Object : 0U;
    guessed |= flat.asksOfLists() ? FlatSchema::List : 0U;
    guessed |= hasAny(flat, {"minLength", "maxLength", "pattern"}) || isOfTexts(flat.facets["format"].text())
                   ? FlatSchema::Text
                   : 0U;
    guessed |= hasAny(flat, kNumberFacets) ? FlatSchema::Whole | FlatSchema::Number : 0U;
    if (guessed == 0)
        return;
    flat.kinds = guessed;
    flat.meant = guessed;
}

bool isRecord(const FlatSchema &flat)
{
    const bool namesOnly = flat.patterns.size() == 1 && isShut(flat.additional) && !flat.names;
    return !flat.properties.empty() || !flat.required.empty() || (!flat.patterns.empty() && !namesOnly) ||
           flat.facets.find("dependentRequired");
}

CodeType ofFlat(const FlatSchema &flat, TypeSource &source, const std::string &hint)
{
    CodeType out = simple(Kind::Union);
    const bool record = (flat.kinds & FlatSchema::Object) && isRecord(flat);
    if (flat.values) {
        out.parts.push_back(literal(flat));
    } else if (flat.kinds == FlatSchema::All) {
        out.parts.push_back(simple(Kind::Any));
    } else {
        if (flat.kinds & FlatSchema::Text)
            out.parts.push_back(simple(Kind::Text, facetsOf(flat, kTextFacets)));
        if (flat.kinds & (FlatSchema::Whole | FlatSchema::Number))
            out.parts.push_back(simple(flat.kinds & FlatSchema::Number ? Kind::Number : Kind::Whole,
                                       facetsOf(flat, kNumberFacets)));
        if (flat.kinds & FlatSchema::YesNo)
            out.parts.push_back(simple(Kind::YesNo));
        if (flat.kinds & FlatSchema::List)
            out.parts.push_back(listOf(flat, source, hint));
        if ((flat.kinds & FlatSchema::Object) && !record)
            out.parts.push_back(mapOf(flat, source, hint));
        if (flat.kinds & FlatSchema::Null)
            out.parts.push_back(simple(Kind::Null));
    }
    if (!record || flat.values)
        out.notes = flat.notes;
    out.meant = flat.values ? 0 : flat.meant;
    return out;
}

void fillClass(CodeDeclaration &out, const FlatSchema &flat, TypeSource &source, const std::string &name)
{
    const std::unordered_set<std::string_view> required(flat.required.begin(), flat.required.end());
    std::unordered_set<std::string_view> declared;
    // The last of properties with the same name counts.
    for (auto property = flat.properties.rbegin(); property != flat.properties.rend(); ++property) {
        const std::string own = className(property->first);
        if (declared.insert(property->first).second)
            out.fields.push_back({property->first, required.contains(property->first),
                                  source.typeOf(*property->second, own.empty() ? name + "Part" : own)});
    }
    std::reverse(out.fields.begin(), out.fields.end());
    for (const std::string &key : flat.required) {
        if (!declared.insert(key).second)
            continue;
        const Value *asked = flat.askedBeside(key, out.notes);
        out.fields.push_back({key, true, asked ? source.typeOf(*asked, name + "Part") : CodeType()});
    }
    for (const auto &[pattern, schema] : flat.patterns) {
        out.refersAway = out.refersAway || !standsAlone(*schema);
        out.patterns.push_back({pattern, source.typeOf(*schema, name + "Part"),
                                standsAlone(*schema) ? *schema : Value::object()});
    }
    if (flat.additional)
        out.type = source.typeOf(*flat.additional, name + "Part");
    out.openSaid = flat.additional && out.type.isOpen();
    out.facets = facetsOf(flat, {"minProperties", "maxProperties", "dependentRequired"});
    if (flat.names)
        out.keys.push_back(nameType(*flat.names, source, name + "Name"));
    if (flat.names && standsAlone(*flat.names))
        out.facets.set("propertyNames", *flat.names);
    out.refersAway = out.refersAway || (flat.names && !standsAlone(*flat.names));
    if (flat.additional && !out.patterns.empty() && !out.openSaid && !isShut(flat.additional)) {
        out.refersAway = out.refersAway || !standsAlone(*flat.additional);
        if (standsAlone(*flat.additional))
            out.facets.set("additionalProperties", *flat.additional);
    }
    out.annotations = flat.annotations;
    out.annotations.remove("default");
    out.notes.insert(out.notes.end(), flat.notes.begin(), flat.notes.end());
    for (const CodeType *unwritten : {&out.type, out.keys.empty() ? &out.type : &out.keys.front()}) {
        if (unwritten->isOpen())
            out.notes.insert(out.notes.end(), unwritten->notes.begin(), unwritten->notes.end());
    }
}

} // namespace espalier::schema

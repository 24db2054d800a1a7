// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/zodtypes_p.h"

#include "schema/codenames_p.h"
#include "schema/codetext_p.h"
#include "schema/scriptpattern_p.h"
#include "schema/typeset_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace espalier::schema {

namespace {

using json::Value;
using Kind = CodeType::Kind;

constexpr std::size_t kDeepestValue = 20;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kFormats{
    {{"date", "z.iso.date()"},
     {"date-time", "z.iso.datetime({ offset: true })"},
     {"email", "z.email()"},
     {"uuid", "z.guid()"},
     {"ipv4", "z.ipv4()"},
     {"ipv6", "z.ipv6()"}}};

/// A divisor that is 0 in JavaScript.
bool isTooFine(const Value &limit, std::string_view facet)
{
    return facet == "multipleOf" && limit.toDouble().value_or(0) <= 0;
}

/// ".min(1)" for each facet that is there.
std::string limits(const CodeType &type, std::initializer_list<std::pair<const char *, const char *>> calls)
{
    std::string out;
    for (const auto &[facet, call] : calls) {
        if (const Value *limit = type.facets.find(facet); limit && !isTooFine(*limit, facet))
            out += std::string(".") + call + "(" + limit->text() + ")";
    }
    return out;
}

bool holdsObject(const Value &value)
{
    return value.isObject() || std::any_of(value.items().begin(), value.items().end(), holdsObject);
}

/// The limits leave whole numbers that JavaScript does not hold exactly.
bool mayBeLarge(const CodeType &type)
{
    const auto isWithin = [&type](const char *inclusive, const char *exclusive) {
        for (const char *facet : {inclusive, exclusive}) {
            const Value *limit = type.facets.find(facet);
            if (limit && std::abs(limit->toDouble().value_or(HUGE_VAL)) < 9e15)
                return true;
        }
        return false;
    };
    return !isWithin("minimum", "exclusiveMinimum") || !isWithin("maximum", "exclusiveMaximum");
}

bool isPlainScalar(const Value &value)
{
    return !value.isArray() && !value.isObject();
}

} // namespace

std::string ZodTypes::meta(const Value &annotations, bool withDefault)
{
    Value told = Value::object();
    for (const json::Member &member : annotations.members()) {
        if (member.key == "id" ||
            (member.key == "default" && !withDefault)) // zod takes an id for a name of its own
            continue;
        if (depthOf(member.value) > kDeepestValue)
            m_notes.push_back(codeString(member.key));
        else
            told.set(member.key, member.value);
    }
    return told.members().empty() ? std::string() : ".meta(" + scriptValue(told) + ")";
}

std::string ZodTypes::text(const CodeType &type)
{
    std::string out = "z.string()";
    const Value &format = type.facets["format"];
    const auto *known = std::find_if(kFormats.begin(), kFormats.end(),
                                     [&format](const auto &entry) { return entry.first == format.text(); });
    if (known != kFormats.end()) {
        need("format");
        out = known->second;
    }
    out += limits(type, {{"minLength", "min"}, {"maxLength", "max"}});
    for (const Value &pattern : type.facets["pattern"].items()) {
        need("pattern");
        out += ".regex(pattern(" + codeString(scriptPattern(pattern.text())) + "))";
    }
    if (format.isString() && known == kFormats.end())
        out += ".meta({ format: " + codeString(format.text()) + " })";
    return out;
}

std::string ZodTypes::literal(const CodeType &type)
{
    const auto &values = type.values;
    std::string all = scriptValue(Value::array(values));
    if (std::all_of(values.begin(), values.end(), [](const Value &value) { return value.isString(); }))
        return values.size() == 1 ? "z.literal(" + scriptValue(values.front()) + ")" : "z.enum(" + all + ")";
    if (std::all_of(values.begin(), values.end(), isPlainScalar))
        return values.size() == 1 ? "z.literal(" + scriptValue(values.front()) + ")"
                                  : "z.literal(" + all + ")";
    if (depthOf(Value::array(values)) > kDeepestValue) {
        m_notes.emplace_back("\"enum\"");
        return "z.json()";
    }
    need("same");
    if (std::any_of(values.begin(), values.end(), holdsObject))
        need("record");
    return "z.json().refine((value) => " + all +
           ".some((known) => same(value, known)), \"is none of the values\")";
}

std::string ZodTypes::tuple(const CodeType &type)
{
    const auto least = type.facets["minItems"].toInt64().value_or(0);
    const auto most = type.facets["maxItems"].toInt64();
    const CodeType &rest = type.rest.front();
    std::string parts;
    for (std::size_t i = 0; i < type.parts.size(); ++i) {
        const bool optional = static_cast<std::int64_t>(i) >= least;
        parts += (i > 0 ? ", " : "") + expression(type.parts[i]) + (optional ? ".optional()" : "");
    }
    std::string out =
        "z.tuple([" + parts + "]" + (rest.kind == Kind::Never ? "" : ", " + expression(rest)) + ")";
    if (most)
        out += ".refine((items) => items.length <= " + std::to_string(*most) + ", \"has too many items\")";
    if (least > static_cast<std::int64_t>(type.parts.size()))
        out += ".refine((items) => items.length >= " + std::to_string(least) + ", \"has too few items\")";
    return out;
}

std::string ZodTypes::list(const CodeType &type)
{
    std::string out;
    if (!type.parts.empty())
        out = tuple(type);
    else if (type.rest.front().kind == Kind::Never)
        out = "z.array(z.json())" + limits(type, {{"minItems", "min"}}) + ".max(0)";
    else
        out = "z.array(" + expression(type.rest.front()) + ")" +
              limits(type, {{"minItems", "min"}, {"maxItems", "max"}});
    if (!type.facets["uniqueItems"].isTrue())
        return out;
    need("distinct");
    return judged(out, "distinct", "items must be different", keeps(type));
}

std::string ZodTypes::map(const CodeType &type)
{
    std::string out;
    const CodeType &rest = type.rest.front();
    const bool enumerated = !type.keys.empty() && type.keys.front().kind == Kind::Literal;
    if (rest.kind == Kind::Never) {
        out = "z.strictObject({})";
    } else if (enumerated) {
        out = "z.partialRecord(" + literal(type.keys.front()) + ", " + expression(rest) + ")";
    } else {
        std::string key = "z.string()";
        if (!type.keys.empty() && type.keys.front().kind == Kind::Text)
            key = text(type.keys.front());
        else if (!type.keys.empty() && !type.keys.front().isOpen())
            m_notes.emplace_back("\"propertyNames\"");
        else if (!type.keys.empty())
            m_notes.insert(m_notes.end(), type.keys.front().notes.begin(), type.keys.front().notes.end());
        if (!rest.isOpen() || key != "z.string()")
            need("record");
        out = "z.record(" + key + ", " + expression(rest) + ")";
    }
    for (const auto &[facet, comparison] :
         {std::pair("minProperties", ">="), std::pair("maxProperties", "<=")}) {
        if (const Value *limit = type.facets.find(facet))
            out += std::string(".refine((value) => Object.keys(value).length ") + comparison + " " +
                   limit->text() + ", \"has the wrong number of members\")";
    }
    return out;
}

std::string ZodTypes::united(const CodeType &type)
{
    std::string parts;
    std::size_t count = 0;
    bool null = false;
    for (const CodeType &part : type.parts) {
        null = null || part.kind == Kind::Null;
        if (part.kind == Kind::Null)
            continue;
        parts += (count++ > 0 ? ", " : "") + expression(part);
    }
    std::string out = parts;
    const std::string &tag = type.discriminator;
    const auto isShown = [this](const CodeType &part) { // zod finds no members behind a rule for what came
        const CodeDeclaration &declaration = m_model.declarations[part.name];
        const bool mayAsk = hasRules(declaration) || (declaration.circle != 0 && hasTypedOthers(declaration));
        return !mayAsk || keepsForRules(declaration);
    };
    const bool asMember = !tag.empty() && tag != "__proto__" && !isInheritedScriptName(tag) &&
                          std::all_of(type.parts.begin(), type.parts.end(), isShown);
    if (count > 1)
        out = !asMember ? "z.union([" + parts + "])"
                        : "z.discriminatedUnion(" + codeString(tag) + ", [" + parts + "])";
    return null ? out + ".nullable()" : out;
}

std::string ZodTypes::bare(const CodeType &type)
{
    const std::string out = ofKind(type);
    if (type.meant == 0)
        return out;
    need("orOther");
    std::string names;
    for (const auto &[name, kind] : types::kNames) {
        if ((type.meant & kind) != 0 && kind != types::kInteger) // which goes with "number"
            names += (names.empty() ? "" : ", ") + codeString(name);
    }
    return "orOther([" + names + "], " + out + ")";
}

std::string ZodTypes::ofKind(const CodeType &type)
{
    m_notes.insert(m_notes.end(), type.notes.begin(), type.notes.end());
    switch (type.kind) {
    case Kind::Any:
        return "z.json()";
    case Kind::Never:
        return "z.never()";
    case Kind::Null:
        return "z.null()";
    case Kind::YesNo:
        return "z.boolean()";
    case Kind::Whole:
    case Kind::Number:
        if (const Value *step = type.facets.find("multipleOf"); step && isTooFine(*step, "multipleOf"))
            m_notes.push_back("\"multipleOf\": " + step->text());
        if (type.kind == Kind::Whole && mayBeLarge(type))
            need("int");
        return (type.kind == Kind::Whole ? "z.int()" : "z.number()") +
               limits(type, {{"minimum", "min"},
                             {"exclusiveMinimum", "gt"},
                             {"maximum", "max"},
                             {"exclusiveMaximum", "lt"},
                             {"multipleOf", "multipleOf"}});
    case Kind::Text:
        return text(type);
    case Kind::Literal:
        return literal(type);
    case Kind::List:
        return list(type);
    case Kind::Map:
        return map(type);
    case Kind::Named:
        return m_model.declarations[type.name].name;
    case Kind::Union:
        return united(type);
    }
    return "z.json()";
}

std::string ZodTypes::expression(const CodeType &type, bool isOptional)
{
    std::string out = bare(type);
    const Value *standard = type.annotations.find("default");
    const bool use = isOptional && standard && mayBe(type, *standard) && !looksAhead(type);
    out += meta(type.annotations, !use);
    if (use)
        return out + ".default(" + scriptValue(*standard) + ")";
    return isOptional ? out + ".optional()" : out;
}

bool ZodTypes::looksAhead(const CodeType &type) const
{
    if (type.kind == Kind::Named)
        return !m_written[type.name];
    for (const auto *inner : {&type.parts, &type.rest, &type.keys}) {
        if (std::any_of(inner->begin(), inner->end(),
                        [this](const CodeType &part) { return looksAhead(part); }))
            return true;
    }
    return false;
}

std::string ZodTypes::judged(const std::string &type, const std::string &rule, const std::string &message,
                             bool isKept)
{
    if (isKept)
        return type + ".refine(" + rule + ", " + codeString(message) + ")";
    need("asItCame");
    return "asItCame(" + rule + ", " + codeString(message) + ", " + type + ")";
}

bool ZodTypes::hasRules(const CodeDeclaration &declaration)
{
    return !declaration.patterns.empty() || !declaration.keys.empty() ||
           !declaration.facets.members().empty();
}

bool ZodTypes::hasTypedOthers(const CodeDeclaration &declaration)
{
    return !declaration.type.isOpen() && declaration.type.kind != Kind::Never;
}

bool ZodTypes::keepsForRules(const CodeDeclaration &declaration)
{
    const bool values = !declaration.patterns.empty() || hasTypedOthers(declaration);
    return (!values || keeps(declaration.type)) &&
           std::all_of(
               declaration.fields.begin(), declaration.fields.end(), [values](const CodeField &field) {
                   const bool filled = !field.required && field.type.annotations.find("default");
                   return !filled && !isInheritedScriptName(field.key) && (!values || keeps(field.type));
               });
}

bool ZodTypes::keeps(const CodeType &type)
{
    return type.kind != Kind::Named && std::all_of(type.parts.begin(), type.parts.end(), keeps) &&
           std::all_of(type.rest.begin(), type.rest.end(), keeps);
}

bool ZodTypes::isPlainCircle(const CodeType &type)
{
    if (type.meant != 0)
        return false;
    if (type.kind == Kind::Named)
        return true;
    if (type.kind == Kind::List)
        return type.parts.empty() && isPlainCircle(type.rest.front());
    const bool maybe =
        type.kind == Kind::Union && type.parts.size() == 2 && type.parts.back().kind == Kind::Null;
    return maybe && isPlainCircle(type.parts.front());
}

bool ZodTypes::mayBe(const CodeType &type, const Value &value) const
{
    const auto any = [&value](const std::vector<Value> &known) {
        return std::any_of(known.begin(), known.end(), [&value](const Value &one) { return one == value; });
    };
    switch (type.kind) {
    case Kind::Null:
        return value.isNull();
    case Kind::YesNo:
        return value.isBool();
    case Kind::Whole:
    case Kind::Number:
        return value.isNumber();
    case Kind::Text:
        return value.isString();
    case Kind::Literal:
        return any(type.values) && isPlainScalar(value);
    case Kind::List:
        return value.isArray() && type.parts.empty() && type.rest.front().kind != Kind::Never &&
               std::all_of(value.items().begin(), value.items().end(),
                           [&](const Value &item) { return mayBe(type.rest.front(), item); });
    case Kind::Union:
        return std::any_of(type.parts.begin(), type.parts.end(),
                           [&](const CodeType &part) { return mayBe(part, value); });
    case Kind::Any:
        return depthOf(value) <= kDeepestValue;
    case Kind::Named:
    case Kind::Map:
    case Kind::Never:
        return false;
    }
    return false;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codewhole_p.h"

#include "schema/codealso_p.h"
#include "schema/codepattern_p.h"
#include "schema/codetext_p.h"
#include "schema/subschemas_p.h"
#include "schema/validator.h"
#include "json/decimal.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

constexpr std::size_t kDeepest = 100;

/// Up to 2019-09 kinds of items by their place stand under `items`.
void spellOutItems(Value &schema)
{
    if (!schema["items"].isArray() || schema.find("prefixItems"))
        return;
    const Value prefix = schema["items"];
    schema.remove("items");
    schema.set("prefixItems", prefix);
    if (const Value *more = schema.find("additionalItems"))
        schema.set("items", Value(*more));
    schema.remove("additionalItems");
}

/// A limit of later drafts that is exclusive of itself, for draft 4.
void spellOutMark(Value &schema, const char *limit, const char *exclusive)
{
    const Value bound = schema[exclusive];
    if (!bound.isNumber())
        return;
    schema.remove(exclusive);
    alsoAsk(schema, Value::object({{limit, bound}, {exclusive, Value::boolean(true)}}));
}

/// Since 2019-09 there are two words for `dependencies`.
void spellOutDependencies(Value &schema)
{
    Value names = Value::object();
    Value schemas = Value::object();
    for (const json::Member &member : schema["dependencies"].members())
        (member.value.isArray() ? names : schemas).set(member.key, member.value);
    schema.remove("dependencies");
    if (!names.members().empty())
        alsoAsk(schema, Value::object({{"dependentRequired", std::move(names)}}));
    if (!schemas.members().empty())
        alsoAsk(schema, Value::object({{"dependentSchemas", std::move(schemas)}}));
}

void toTheLetter(Value &schema, Draft draft)
{
    if (!schema.isObject())
        return;
    for (const auto &[limit, exclusive] :
         {std::pair("minimum", "exclusiveMinimum"), std::pair("maximum", "exclusiveMaximum")}) {
        if (draft == Draft::Draft4)
            spellOutMark(schema, limit, exclusive);
        else
            spellOutLimit(schema, limit, exclusive);
    }
    if (draft >= Draft::Draft2019)
        spellOutDependencies(schema);
    if (draft == Draft::Draft2020)
        spellOutItems(schema);
    forEachSubschema(schema, [draft](Value &inner) { toTheLetter(inner, draft); });
}

/// A number that others read as infinite, or as 0 though it is none.
bool hasExtremeNumber(const Value &value)
{
    const auto inMember = [](const json::Member &member) { return hasExtremeNumber(member.value); };
    if (value.isNumber())
        return value.toDouble().value_or(0) == 0 && !json::Decimal::parse(value.text()).isZero();
    return std::any_of(value.items().begin(), value.items().end(), hasExtremeNumber) ||
           std::any_of(value.members().begin(), value.members().end(), inMember);
}

/// A draft of its own for a part, which libraries of other languages pass over; or a reference by a pattern,
/// which may not be the same there.
bool isReadOtherwise(const Value &schema, Draft draft)
{
    const Value &own = schema["$schema"];
    return (own.isString() && draftOfUri(own.text()).value_or(draft) != draft) ||
           schema["$ref"].text().find("/patternProperties/") != std::string::npos;
}

void forgetTold(CodeType &type)
{
    type.annotations.remove(kTold);
    for (auto *inner : {&type.parts, &type.rest, &type.keys}) {
        for (CodeType &part : *inner)
            forgetTold(part);
    }
}

using Path = std::vector<PythonPatternPlace::Step>;
using Places = std::vector<PythonPatternPlace>;

/// The path with the steps of a JSON Pointer behind it; a step into a list is a number.
Path deeper(Path path, const Value &schema, std::string_view pointer)
{
    const Value *at = &schema;
    while (const auto token = json::takeToken(pointer)) {
        if (at->isArray()) {
            const std::size_t index = json::arrayIndex(*token).value_or(0);
            path.emplace_back(index);
            at = &at->items()[index];
        } else {
            path.emplace_back(*token);
            at = &(*at)[*token];
        }
    }
    return path;
}

bool collectPattern(const Value &schema, const Path &path, Places &out)
{
    const Value &pattern = schema["pattern"];
    if (!pattern.isString())
        return true;
    const std::string ported = pythonPattern(pattern.text()).forPython;
    if (ported != pattern.text())
        out.push_back({path, "pattern", "pattern", ported});
    return !ported.empty();
}

bool collectNames(const Value &schema, Path path, Places &out)
{
    path.emplace_back("patternProperties");
    std::vector<std::string> taken;
    for (const json::Member &member : schema["patternProperties"].members()) {
        std::string ported = pythonPattern(member.key).forPython;
        if (ported.empty())
            return false;
        while (std::find(taken.begin(), taken.end(), ported) != taken.end())
            ported += "(?:)"; // another pattern for the same names
        taken.push_back(ported);
        if (ported != member.key)
            out.push_back({path, member.key, ported, {}});
    }
    return true;
}

bool collectPatterns(const Value &schema, const Path &path, Places &out)
{
    bool all = true;
    forEachSubschema(schema, [&](const Value &inner, const std::string &pointer) {
        all = all && collectPatterns(inner, deeper(path, schema, pointer), out);
    });
    return all && collectPattern(schema, path, out) && collectNames(schema, path, out);
}

} // namespace

std::optional<WholeSchema> wholeSchema(const PlainSchema &plain)
{
    const Value &schema = plain.schema;
    WholeSchema out;
    out.draft = plain.draft;
    if (depthOf(schema) > kDeepest || json::writeCompact(schema).size() > kLargestWhole ||
        hasExtremeNumber(schema) ||
        anySubschema(schema, [&](const Value &part) { return isReadOtherwise(part, out.draft); }))
        return {};
    out.schema = schema;
    out.apart = plain.apart;
    out.isDynamic = plain.isDynamic;
    changeAll(out.schema, out.apart, [&](Value &part) { toTheLetter(part, out.draft); });
    if (!Validator::compile(schema) || !Validator::compile(out.schema))
        return {};
    return out;
}

void leaveToWhole(CodeModel &model)
{
    for (CodeDeclaration &declaration : model.declarations) {
        declaration.annotations.remove(kTold);
        forgetTold(declaration.type);
        for (CodeField &field : declaration.fields)
            forgetTold(field.type);
        for (CodePattern &pattern : declaration.patterns)
            forgetTold(pattern.type);
        for (CodeType &key : declaration.keys)
            forgetTold(key);
    }
    forgetTold(model.root);
}

bool asksForFractions(const Value &schema)
{
    return anySubschema(schema, [](const Value &part) {
        return part["multipleOf"].isNumber() && !json::Decimal::parse(part["multipleOf"].text()).isWhole();
    });
}

std::optional<Places> patternsForPython(const Value &schema, const std::vector<std::string> &apart)
{
    Places out;
    const auto inPart = [&](const std::string &pointer) {
        const Value *part = json::resolve(schema, pointer);
        return !part || collectPatterns(*part, deeper({}, schema, pointer), out);
    };
    if (!std::all_of(apart.begin(), apart.end(), inPart) || !collectPatterns(schema, {}, out))
        return {};
    return out;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercionplan_p.h"

#include "schema/coercescalar_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::schema {

using json::Value;
using Target = References::Target;

namespace {

constexpr int kMaxDepth = 512;             // of schemas inside schemas
constexpr std::size_t kMaxPlans = 100'000; // combined in more ways than anybody means

} // namespace

unsigned coercionTypeOf(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return NullType;
    case Value::Kind::Bool:
        return BooleanType;
    case Value::Kind::Number:
        return value.text().find_first_of(".eE") == std::string::npos ? IntegerType : NumberType;
    case Value::Kind::String:
        return StringType;
    case Value::Kind::Array:
        return ArrayType;
    case Value::Kind::Object:
        break;
    }
    return ObjectType;
}

void AllowedValues::add(const Value &value)
{
    m_types |= value.isNumber() ? IntegerType | NumberType : coercionTypeOf(value);
    if (value.isString())
        m_words.add(value.text());
    else if (value.isNumber())
        m_numbers.insert(value.text());
    else if (value.isBool())
        (value.isTrue() ? m_true : m_false) = true;
}

void AllowedValues::keep(const AllowedValues &other)
{
    m_words.keep(other.m_words);
    std::erase_if(m_numbers, [&](const std::string &number) { return other.m_numbers.count(number) == 0; });
    m_true = m_true && other.m_true;
    m_false = m_false && other.m_false;
    m_types &= other.m_types;
}

bool AllowedValues::contains(const Value &value) const
{
    if (value.isString())
        return m_words.contains(value.text());
    if (value.isNumber())
        return m_numbers.count(value.text()) > 0;
    return value.isBool() ? (value.isTrue() ? m_true : m_false) : (m_types & coercionTypeOf(value)) != 0;
}

CoercionPlanner::CoercionPlanner(const Value &document, const Validator &validator)
    : m_document(document)
    , m_validator(validator)
    , m_references(document)
{
}

const CoercionPlan *CoercionPlanner::root()
{
    return planOf({Target{&m_document, {}}});
}

/// The schema and all that it applies to the same instance, unions left out.
void CoercionPlanner::flatten(const Target &target, Flat &out) const
{
    if (!out.known.insert(target.schema).second)
        return;
    out.parts.push_back(target);
    if (!target.pointer.empty() && isEmbeddedResource(*target.schema))
        return; // its references are relative to itself
    const Value &reference = (*target.schema)["$ref"];
    if (reference.isString()) {
        const auto leads = m_references.resolve(reference.text());
        if (leads && leads->schema->isObject())
            flatten(*leads, out);
    }
    const Value &all = (*target.schema)["allOf"];
    for (std::size_t i = 0; i < all.items().size(); ++i) {
        Target part{&all.items()[i], target.pointer + "/allOf"};
        json::appendToken(part.pointer, i);
        flatten(part, out);
    }
}

const CoercionPlan *CoercionPlanner::planOf(const Targets &targets)
{
    Flat flat;
    for (const Target &target : targets)
        flatten(target, flat);
    const Targets &parts = flat.parts;
    std::vector<const Value *> key;
    for (const Target &part : parts)
        key.push_back(part.schema);
    const auto [known, fresh] = m_known.try_emplace(key, nullptr);
    if (!fresh)
        return known->second;
    CoercionPlan &plan = m_plans.emplace_back();
    known->second = &plan;
    if (m_depth >= kMaxDepth || m_plans.size() > kMaxPlans)
        return &plan; // whatever stands there stays as it came
    ++m_depth;
    for (const Target &part : parts)
        take(plan, part);
    plan.takesNull = plan.takesNull && (plan.types & NullType);
    takeMembers(plan, parts);
    takeItems(plan, parts);
    --m_depth;
    return &plan;
}

void CoercionPlanner::takeTypes(CoercionPlan &plan, const Value &schema) const
{
    if (const Value *type = schema.find("type")) {
        unsigned types = types::valuesNamed(type->text());
        for (const Value &name : type->items())
            types |= types::valuesNamed(name.text());
        if (types != 0)
            plan.types &= types;
    }
    const Value *constant = schema.find("const");
    const Value *list = schema.find("enum");
    if (!constant && !(list && list->isArray()))
        return;
    AllowedValues allowed;
    if (constant)
        allowed.add(*constant);
    for (const Value &value : constant ? Value::Array() : list->items())
        allowed.add(value);
    if (plan.allowed)
        allowed.keep(*plan.allowed);
    plan.types &= allowed.types();
    plan.allowed = std::move(allowed);
}

void CoercionPlanner::take(CoercionPlan &plan, const Target &target)
{
    const Value &schema = *target.schema;
    takeTypes(plan, schema);
    if (schema["format"].isString())
        plan.format = schema["format"].text();
    if (!schema["patternProperties"].members().empty())
        plan.freeNames = true;
    for (const std::string_view keyword : {"anyOf", "oneOf"})
        takeUnion(plan, target, keyword);
}

void CoercionPlanner::takeUnion(CoercionPlan &plan, const Target &target, std::string_view keyword)
{
    const Value::Array &members = (*target.schema)[keyword].items();
    std::vector<CoercionPlan::Branch> branches;
    bool null = members.empty();
    for (std::size_t i = 0; i < members.size(); ++i) {
        Target member{&members[i], target.pointer};
        json::appendToken(member.pointer, keyword);
        json::appendToken(member.pointer, i);
        const CoercionPlan *branch = planOf({member});
        null = null || branch->takesNull;
        branches.push_back({branch, m_validator.at(member.pointer)});
    }
    plan.takesNull = plan.takesNull && null;
    if (!branches.empty())
        plan.unions.push_back(std::move(branches));
}

void CoercionPlanner::takeNames(CoercionPlan &plan, const std::string &name, const Targets &schemas) const
{
    std::vector<std::string> names{name};
    for (const Target &schema : schemas) {
        const Value &aliases = (*schema.schema)["x-aliases"];
        if (aliases.isString())
            names.push_back(aliases.text());
        for (const Value &alias : aliases.items())
            names.push_back(alias.text());
    }
    for (const std::string &one : names) {
        const std::string key = foldedName(one);
        const auto [known, fresh] = plan.folded.try_emplace(key, name);
        if (!fresh && known->second != name)
            known->second.clear();
    }
}

void CoercionPlanner::takeMembers(CoercionPlan &plan, const Targets &parts)
{
    std::map<std::string, Targets> schemas;
    Targets additional;
    for (const Target &part : parts) {
        for (const json::Member &member : (*part.schema)["properties"].members()) {
            Target inner{&member.value, part.pointer + "/properties"};
            json::appendToken(inner.pointer, member.key);
            Targets &known = schemas[member.key];
            if (known.empty())
                plan.order.push_back(member.key);
            known.push_back(std::move(inner));
        }
        const Value &other = (*part.schema)["additionalProperties"];
        if (other.isObject() && (*part.schema)["patternProperties"].members().empty())
            additional.push_back({&other, part.pointer + "/additionalProperties"});
    }
    for (const std::string &name : plan.order) {
        Flat flat;
        for (const Target &target : schemas[name])
            flatten(target, flat);
        const Targets &targets = flat.parts;
        CoercionPlan::Member member;
        member.plan = planOf(targets);
        for (const Target &target : targets) {
            if (const Value *standard = target.schema->find("default"); standard && !member.standard)
                member.standard = standard; // beside a reference before behind it
        }
        if (member.plan->allowed && member.plan->allowed->isOneWord())
            plan.constants.push_back(name);
        if (member.standard)
            plan.defaulted.push_back(name);
        plan.members.emplace(name, member);
        takeNames(plan, name, targets);
    }
    for (const Target &part : parts) {
        for (const Value &name : (*part.schema)["required"].items()) {
            if (const auto member = plan.members.find(name.text()); member != plan.members.end())
                member->second.required = true;
        }
    }
    if (!additional.empty())
        plan.additional = planOf(additional);
}

void CoercionPlanner::takeItems(CoercionPlan &plan, const Targets &parts)
{
    Targets rest;
    for (const Target &part : parts) {
        const Value &items = (*part.schema)["items"];
        const bool tuple = items.isArray(); // drafts 4 to 2019-09
        const Value &prefix = tuple ? items : (*part.schema)["prefixItems"];
        for (std::size_t i = plan.prefix.size(); i < prefix.items().size(); ++i) {
            Target item{&prefix.items()[i], part.pointer + (tuple ? "/items" : "/prefixItems")};
            json::appendToken(item.pointer, i);
            plan.prefix.push_back(planOf({item}));
        }
        const Value &other = tuple ? (*part.schema)["additionalItems"] : items;
        if (other.isObject())
            rest.push_back({&other, part.pointer + (tuple ? "/additionalItems" : "/items")});
    }
    if (!rest.empty())
        plan.items = planOf(rest);
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/incrementalreading_p.h"

#include "schema/coercescalar_p.h"

#include <algorithm>

namespace espalier::schema {

using json::Value;

namespace {

constexpr int kMostSteps = 32; // of unions inside unions at one value
constexpr PlaceReading kLater{nullptr, true, true};

unsigned typeOf(Value::Kind kind)
{
    return kind == Value::Kind::Array ? ArrayType : ObjectType;
}

/// The choice that alone says what stands in an object, or in a list; nullptr when there is more, or none.
const std::vector<CoercionPlan::Branch> *loneChoice(const CoercionPlan &plan, Value::Kind kind)
{
    const bool plain = kind == Value::Kind::Array ? plan.prefix.empty() && !plan.items
                                                  : plan.members.empty() && !plan.additional;
    return plain && plan.unions.size() == 1 ? &plan.unions.front() : nullptr;
}

} // namespace

/// One value may become a list of it.
bool IncrementalReading::wrapsLists(const CoercionPlan &plan) const
{
    return m_coercer.options().level == CoercionLevel::All && (plan.types & ArrayType) != 0;
}

/// Objects and lists come out of it as they went in, with all that is in them.
bool IncrementalReading::isIdle(const CoercionPlan &plan, int depth) const
{
    const auto idle = [&](const CoercionPlan::Branch &branch) { return isIdle(*branch.plan, depth + 1); };
    return depth < kMostSteps && plan.members.empty() && !plan.additional && plan.prefix.empty() &&
           !plan.items && ((plan.types & ObjectType) != 0 || !wrapsLists(plan)) &&
           std::all_of(plan.unions.begin(), plan.unions.end(), [&](const auto &branches) {
               return std::all_of(branches.begin(), branches.end(), idle);
           });
}

PlaceReading IncrementalReading::settled(const CoercionPlan *plan, Value::Kind kind) const
{
    if (kind != Value::Kind::Array && kind != Value::Kind::Object)
        return {plan, false, false};
    for (int step = 0; plan && step < kMostSteps; ++step) {
        const bool idle = std::all_of(plan->unions.begin(), plan->unions.end(), [&](const auto &branches) {
            return std::all_of(branches.begin(), branches.end(), [&](const CoercionPlan::Branch &branch) {
                return isIdle(*branch.plan, step + 1);
            });
        });
        if ((plan->types & typeOf(kind)) == 0)
            return {plan, false, !idle || wrapsLists(*plan)};
        if (idle)
            return {plan, false, false};
        const auto *choice = loneChoice(*plan, kind);
        const CoercionPlan *only = !choice ? nullptr
                                   : kind == Value::Kind::Array
                                       ? onlyListAmong(*choice)
                                       : onlyObjectAmong(*choice, m_coercer.options());
        if (!only)
            break;
        plan = only;
    }
    return {plan, false, plan != nullptr};
}

PlaceReading IncrementalReading::ofRoot(Value::Kind kind) const
{
    return settled(rootPlanOf(m_coercer), kind);
}

PlaceReading IncrementalReading::ofItem(const PlaceReading &around, std::size_t index, Value::Kind kind) const
{
    if (around.innerLater)
        return kLater;
    const CoercionPlan *plan = around.plan;
    if (!plan || (plan->types & ArrayType) == 0)
        return {};
    return settled(index < plan->prefix.size() ? plan->prefix[index] : plan->items, kind);
}

PlaceReading IncrementalReading::ofMember(const PlaceReading &around, const std::string &key,
                                          Value::Kind kind) const
{
    if (around.innerLater)
        return kLater;
    const CoercionPlan *plan = around.plan;
    if (!plan || (plan->types & ObjectType) == 0)
        return {};
    if (const auto known = plan->members.find(key); known != plan->members.end())
        return settled(known->second.plan, kind);
    if (m_coercer.options().level != CoercionLevel::Off && !plan->freeNames) {
        const auto meant = plan->folded.find(foldedName(key));
        if (meant != plan->folded.end() && !meant->second.empty())
            return kLater; // unless that one comes under its own name
    }
    return settled(plan->additional, kind);
}

const CoercionPlan::Branch *IncrementalReading::namedBy(const PlaceReading &around, const std::string &key,
                                                        const Value &member) const
{
    const auto *choice = around.plan ? loneChoice(*around.plan, Value::Kind::Object) : nullptr;
    return choice && (around.plan->types & ObjectType) != 0
               ? namedAmong(*choice, key, member, m_coercer.options())
               : nullptr;
}

bool IncrementalReading::drops(const PlaceReading &around, const std::string &key, const Value &member) const
{
    if (!member.isNull() || !around.plan || around.innerLater || (around.plan->types & ObjectType) == 0 ||
        !m_coercer.options().dropsNulls())
        return false;
    const auto known = around.plan->members.find(key);
    return known != around.plan->members.end() && !known->second.required && !known->second.plan->takesNull;
}

bool IncrementalReading::mayRead(const PlaceReading &place, const Value &value)
{
    if (!place.plan)
        return false;
    const CoercionPlan &plan = *place.plan;
    if (value.isArray() || value.isObject() || !plan.unions.empty() ||
        (plan.types & coercionTypeOf(value)) == 0)
        return true;
    return value.isString() && (plan.allowed || plan.format == "date");
}

Coercions IncrementalReading::read(const PlaceReading &place, Value &value, std::string_view pointer,
                                   ReadParts &parts)
{
    CoercionWalk walk(m_coercer.options(), pointer, m_bytes);
    Coercions made = walk.run(value, *place.plan, &parts);
    m_bytes = walk.bytes();
    return made;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which member of a union an answer is read as.

#include "schema/coercer_p.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace espalier::schema {

using json::Value;

namespace {

/// What a constant of a member of the branch says to the object: it is the branch's, or another's.
enum class Discriminator : std::uint8_t { Silent, Matches, Excludes };

Discriminator discriminatorOf(const Value &object, const CoercionPlan &plan)
{
    Discriminator out = Discriminator::Silent;
    for (const std::string &name : plan.order) {
        const CoercionPlan &member = *plan.members.at(name).plan;
        const Value *value = member.onlyWords && member.types == StringType ? object.find(name) : nullptr;
        if (!value || !value->isString())
            continue;
        const bool known = std::find(member.words.begin(), member.words.end(), value->text()) != member.words.end();
        if (!known && member.words.size() == 1)
            return Discriminator::Excludes;
        if (known && member.words.size() == 1)
            out = Discriminator::Matches;
    }
    return out;
}

bool fits(const Value &value, const CoercionPlan::Branch &branch)
{
    return branch.validator && branch.validator->fits(value);
}

/// The branches that may be meant, in their order: where a constant names one, only those that it names.
std::vector<const CoercionPlan::Branch *> possible(const Value &value,
                                                   const std::vector<CoercionPlan::Branch> &branches)
{
    std::vector<const CoercionPlan::Branch *> silent;
    std::vector<const CoercionPlan::Branch *> named;
    for (const CoercionPlan::Branch &branch : branches) {
        const Discriminator said =
            value.isObject() ? discriminatorOf(value, *branch.plan) : Discriminator::Silent;
        if (said != Discriminator::Excludes)
            (said == Discriminator::Matches ? named : silent).push_back(&branch);
    }
    return named.empty() ? silent : named;
}

} // namespace

void CoercionWalk::readUnion(Value &value, const std::vector<CoercionPlan::Branch> &branches)
{
    const std::vector<const CoercionPlan::Branch *> meant = possible(value, branches);
    for (const CoercionPlan::Branch *branch : meant) {
        if (fits(value, *branch))
            return read(value, *branch->plan); // what fits may still be written otherwise: 25.0
    }
    const std::size_t before = m_made.size();
    for (const CoercionPlan::Branch *branch : meant) {
        Value tried = value;
        read(tried, *branch->plan);
        if (fits(tried, *branch)) {
            value = std::move(tried);
            return;
        }
        m_made.resize(before);
    }
    // Null aside there may be one that is meant: as far as it can be read, so that its own issues remain.
    std::vector<const CoercionPlan::Branch *> alike;
    std::copy_if(meant.begin(), meant.end(), std::back_inserter(alike), [&](const CoercionPlan::Branch *branch) {
        return branch->plan->types & coercionTypeOf(value);
    });
    if (alike.size() == 1)
        read(value, *alike.front()->plan);
}

} // namespace espalier::schema

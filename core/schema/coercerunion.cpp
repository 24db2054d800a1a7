// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which member of a union an answer is read as.

#include "schema/coercer_p.h"

#include "json/effectivemembers.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace espalier::schema {

using json::Value;

namespace {

/// Tries may look at every value of the outermost union this often; more only unions inside unions inside
/// unions ask for.
constexpr std::size_t kTriesPerValue = 64;
constexpr std::size_t kTriesAtLeast = 512;

/// What a constant of a member of the branch says to the object: it is the branch's, or another's.
enum class Discriminator : std::uint8_t { Silent, Matches, Excludes };

Discriminator discriminatorOf(const Value &object, const CoercionPlan &plan, CoercionLevel level)
{
    Discriminator out = Discriminator::Silent;
    for (const std::string &name : plan.constants) {
        const Value *value = object.find(name);
        if (!value || !value->isString())
            continue;
        const AllowedWords &word = plan.members.at(name).plan->allowed->words();
        if (!word.contains(value->text()) && !word.meant(value->text(), level))
            return Discriminator::Excludes;
        out = Discriminator::Matches;
    }
    return out;
}

/// The branches that may be meant, in their order: those that a constant of theirs names, and those of which
/// none says anything.
struct Possible
{
    std::vector<const CoercionPlan::Branch *> named;
    std::vector<const CoercionPlan::Branch *> silent;
};

Possible possible(const Value &value, const std::vector<CoercionPlan::Branch> &branches, CoercionLevel level)
{
    Possible out;
    for (const CoercionPlan::Branch &branch : branches) {
        const Discriminator said =
            value.isObject() ? discriminatorOf(value, *branch.plan, level) : Discriminator::Silent;
        if (said != Discriminator::Excludes)
            (said == Discriminator::Matches ? out.named : out.silent).push_back(&branch);
    }
    return out;
}

bool fits(const Value &value, const CoercionPlan::Branch &branch)
{
    return branch.validator && branch.validator->fits(value);
}

/// How much there is to look at: one for a value, more for long texts.
std::size_t weight(const Value &value)
{
    constexpr std::size_t kBytes = 64;
    std::size_t sum = 1 + value.text().size() / kBytes;
    for (const Value &item : value.items())
        sum += weight(item);
    for (const json::Member &member : value.members())
        sum += weight(member.value);
    return sum;
}

} // namespace

const CoercionPlan *onlyListAmong(const std::vector<CoercionPlan::Branch> &branches)
{
    const CoercionPlan *out = nullptr;
    for (const CoercionPlan::Branch &branch : branches) {
        if ((branch.plan->types & ArrayType) == 0)
            continue;
        if (out)
            return nullptr;
        out = branch.plan;
    }
    return out;
}

namespace {

/// One value may become a list of it, by a branch that takes no objects.
bool mayBecomeList(const std::vector<CoercionPlan::Branch> &branches, const CoercionOptions &options)
{
    return options.level == CoercionLevel::All &&
           std::any_of(branches.begin(), branches.end(), [](const CoercionPlan::Branch &branch) {
               return (branch.plan->types & (ArrayType | ObjectType)) == ArrayType;
           });
}

/// The one that an object is of, whether it fits or not; of members that contradict each other the first
/// counts, so that it is known as soon as that has come.
const CoercionPlan *decidedAmong(const Value &object, const std::vector<CoercionPlan::Branch> &branches,
                                 const CoercionOptions &options)
{
    if (const CoercionPlan *only = onlyObjectAmong(branches, options))
        return only;
    const CoercionPlan::Branch *out = nullptr;
    json::EffectiveMembers::forEach(object, [&](const json::Member &member, std::size_t) {
        out = namedAmong(branches, member.key, member.value, options);
        return out == nullptr;
    });
    return out ? out->plan : nullptr;
}

} // namespace

const CoercionPlan *onlyObjectAmong(const std::vector<CoercionPlan::Branch> &branches,
                                    const CoercionOptions &options)
{
    const CoercionPlan *out = nullptr;
    for (const CoercionPlan::Branch &branch : branches) {
        if ((branch.plan->types & ObjectType) == 0)
            continue;
        if (out)
            return nullptr;
        out = branch.plan;
    }
    return mayBecomeList(branches, options) ? nullptr : out;
}

const CoercionPlan::Branch *namedAmong(const std::vector<CoercionPlan::Branch> &branches,
                                       const std::string &key, const Value &member,
                                       const CoercionOptions &options)
{
    if (member.isArray() || member.isObject())
        return nullptr;
    std::vector<const CoercionPlan::Branch *> is;
    std::vector<const CoercionPlan::Branch *> means;
    for (const CoercionPlan::Branch &branch : branches) {
        if ((branch.plan->types & ObjectType) == 0)
            continue;
        const auto known = branch.plan->members.find(key);
        if (known == branch.plan->members.end() || !known->second.plan->allowed)
            return nullptr;
        const AllowedValues &allowed = *known->second.plan->allowed;
        if (allowed.contains(member))
            is.push_back(&branch);
        else if (member.isString() && allowed.words().meant(member.text(), options.level))
            means.push_back(&branch);
    }
    const auto &some = is.empty() ? means : is;
    return some.size() == 1 && !mayBecomeList(branches, options) ? some.front() : nullptr;
}

void CoercionWalk::readUnion(Value &value, const Branches &branches)
{
    const CoercionPlan *only = value.isArray()    ? onlyListAmong(branches)
                               : value.isObject() ? decidedAmong(value, branches, m_options)
                                                  : nullptr;
    if (only)
        return read(value, *only); // no other can take it, whether it fits or not
    const bool outermost = !m_union;
    if (outermost)
        m_union = &value;
    choose(value, branches);
    if (outermost) {
        m_union = nullptr;
        m_tries.reset();
    }
}

void CoercionWalk::choose(Value &value, const Branches &branches)
{
    const Possible meant = possible(value, branches, m_options.level);
    for (const auto *some : {&meant.named, &meant.silent}) {
        for (const CoercionPlan::Branch *branch : *some) {
            if (fits(value, *branch))
                return read(value, *branch->plan); // what fits may still be written otherwise: 25.0
        }
    }
    tryEach(value, meant.named.empty() ? meant.silent : meant.named);
}

bool CoercionWalk::afford(const Value &value)
{
    if (!m_tries)
        m_tries = kTriesAtLeast + kTriesPerValue * weight(*m_union);
    const std::size_t cost = std::min(*m_tries, weight(value));
    *m_tries -= cost;
    return *m_tries > 0;
}

/// As the first that fits once it is read. When none does and there is one only of its type, as far as it can
/// be read as that one, so that its own issues remain.
void CoercionWalk::tryEach(Value &value, const std::vector<const CoercionPlan::Branch *> &branches)
{
    const std::size_t before = m_made.size();
    const unsigned type = coercionTypeOf(value);
    std::size_t alike = 0;
    Value nearest;
    Coercions nearestMade;
    for (const CoercionPlan::Branch *branch : branches) {
        if (!afford(value))
            return;
        Value tried = value;
        read(tried, *branch->plan);
        if (fits(tried, *branch)) {
            value = std::move(tried);
            return;
        }
        Coercions made = takeBack(before);
        if (branch->plan->types & type && ++alike == 1) {
            nearest = std::move(tried);
            nearestMade = std::move(made);
        }
    }
    if (alike != 1)
        return;
    value = std::move(nearest);
    for (Coercion &made : nearestMade) {
        m_bytes += made.instance.size() + made.origin.size() + made.from.size() + made.to.size();
        m_made.push_back(std::move(made));
    }
}

} // namespace espalier::schema

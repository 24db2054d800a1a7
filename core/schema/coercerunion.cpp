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

void CoercionWalk::readUnion(Value &value, const Branches &branches)
{
    if (const CoercionPlan *list = value.isArray() ? onlyListAmong(branches) : nullptr)
        return read(value, *list); // no other can take it, whether it fits or not
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

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The members of an object: their names, their values, those that go and those that come.

#include "schema/coercer_p.h"

#include "schema/coercescalar_p.h"
#include "schema/issuetext.h"
#include "json/effectivemembers.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace espalier::schema {

using json::Value;

namespace {

/// Of every name the last member, which is the one that counts; in their order.
std::vector<std::size_t> effectiveMembers(const Value &object)
{
    std::vector<std::size_t> out;
    out.reserve(object.members().size());
    json::EffectiveMembers::forEach(object, [&out](const json::Member &, std::size_t i) {
        out.push_back(i);
        return true;
    });
    return out;
}

/// Short, as texts of a coercion are, but no JSON.
std::string shortName(const std::string &name)
{
    constexpr std::size_t kMost = 60;
    return name.size() <= kMost ? name : shortJson(Value::string(name), kMost);
}

} // namespace

void CoercionWalk::readObject(Value &value, const CoercionPlan &plan)
{
    if (plan.members.empty() && !plan.additional)
        return;
    const std::vector<std::size_t> effective = effectiveMembers(value);
    Value::Object &members = value.mutableMembers();
    const bool coerces = m_options.level != CoercionLevel::Off;
    const Renamed renamed = coerces ? rename(members, effective, plan) : Renamed();
    std::unordered_set<std::string> gone;
    for (const std::size_t i : effective) {
        json::Member &member = members[i];
        const auto known = plan.members.find(member.key);
        const bool declared = known != plan.members.end();
        const CoercionPlan *inner = declared ? known->second.plan : plan.additional;
        if (isRead(i) || !inner || full())
            continue;
        const auto other = renamed.find(i);
        const CoercionStep step(m_at, m_from, member.key,
                                other == renamed.end() ? member.key : other->second);
        if (other != renamed.end())
            note(CoercionKind::MemberName, shortName(other->second), shortName(member.key));
        if (m_options.dropsNulls() && declared && member.value.isNull() && !known->second.required &&
            !inner->takesNull) {
            note(CoercionKind::NullToAbsent, "null", {});
            gone.insert(member.key);
        } else {
            read(member.value, *inner);
        }
    }
    if (!gone.empty()) // with what it took the place of, which would show again
        remove(members, gone);
    if (m_options.defaults && !full())
        fillDefaults(members, plan);
}

void CoercionWalk::remove(Value::Object &members, const std::unordered_set<std::string> &names)
{
    for (std::size_t i = 0; m_parts && m_depth == 1 && i < members.size(); ++i) {
        if (names.count(members[i].key) > 0)
            m_parts->gone.push_back(i);
    }
    std::erase_if(members, [&](const json::Member &member) { return names.count(member.key) > 0; });
}

/// Gives unknown members the name of an absent one that differs in spelling only.
CoercionWalk::Renamed CoercionWalk::rename(Value::Object &members, const std::vector<std::size_t> &effective,
                                           const CoercionPlan &plan) const
{
    if (plan.freeNames || full())
        return {};
    std::unordered_map<std::string, std::vector<std::size_t>> candidates; // declared name → members
    for (const std::size_t i : effective) {
        if (plan.members.count(members[i].key) > 0)
            continue;
        const auto meant = plan.folded.find(foldedName(members[i].key));
        if (meant != plan.folded.end() && !meant->second.empty())
            candidates[meant->second].push_back(i);
    }
    if (candidates.empty())
        return {};
    for (const json::Member &member : members)
        candidates.erase(member.key); // it came under its own name
    std::unordered_map<std::string, std::string> names;
    Renamed out;
    for (const auto &[name, indexes] : candidates) {
        if (indexes.size() != 1)
            continue; // two that could be meant: neither
        names.emplace(members[indexes.front()].key, name);
        out.emplace(indexes.front(), members[indexes.front()].key);
    }
    for (json::Member &member : members) {
        if (const auto name = names.find(member.key); name != names.end())
            member.key = name->second; // duplicates too, so that none of them counts again
    }
    return out;
}

void CoercionWalk::fillDefaults(Value::Object &members, const CoercionPlan &plan)
{
    if (plan.defaulted.empty())
        return;
    std::unordered_set<std::string> present;
    for (const json::Member &member : members)
        present.insert(member.key);
    for (const std::string &name : plan.defaulted) {
        if (present.count(name) > 0)
            continue;
        const Value &standard = *plan.members.at(name).standard;
        const CoercionStep step(m_at, m_from, name, name);
        note(CoercionKind::Default, {}, shortJson(standard));
        members.push_back({name, standard});
    }
}

} // namespace espalier::schema

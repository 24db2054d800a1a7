// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/unionbranches_p.h"

#include "schema/evaluation_p.h"
#include "schema/schemaplaces_p.h"
#include "json/effectivemembers.h"

#include <algorithm>

namespace espalier::schema {

MemberConstants memberConstants(const Node &node, std::string_view key)
{
    MemberConstants out;
    for (const Node *holds : nodesThatHold(node)) {
        const std::uint32_t place = holds->object ? holds->object->names.find(key) : KeyTable::kNone;
        const Node *member = place == KeyTable::kNone ? nullptr : holds->object->named[place].node;
        if (!member)
            continue;
        for (const Node *inner : nodesThatHold(*member)) {
            if (inner->constant)
                out.push_back(inner->constant.get());
            if (inner->enumeration)
                out.push_back(inner->enumeration.get());
        }
    }
    return out;
}

bool allAllow(const MemberConstants &constants, const json::Value &value)
{
    return !constants.empty() &&
           std::all_of(constants.begin(), constants.end(),
                       [&value](const AllowedRule *rule) { return isAllowed(*rule, value); });
}

UnionBranches::UnionBranches(const std::vector<const Node *> &branches)
{
    for (const Node *branch : branches) {
        std::vector<const Node *> holding = nodesThatHold(*branch);
        const bool takes = std::all_of(holding.begin(), holding.end(), [](const Node *node) {
            return node->boolean != false && (node->types & types::kObject) != 0;
        });
        if (!takes)
            continue;
        if (m_ofObjects.empty())
            m_firstHolding = std::move(holding);
        m_ofObjects.push_back(branch);
    }
}

const Node *UnionBranches::onlyForObjects() const
{
    return m_ofObjects.size() == 1 ? m_ofObjects.front() : nullptr;
}

bool UnionBranches::firstKnows(std::string_view key) const
{
    return std::any_of(m_firstHolding.begin(), m_firstHolding.end(), [key](const Node *node) {
        return node->object && node->object->names.find(key) != KeyTable::kNone;
    });
}

const Node *UnionBranches::namedBy(std::string_view key, const json::Value &member)
{
    if (member.isArray() || member.isObject() || m_ofObjects.size() < 2 || !firstKnows(key))
        return nullptr;
    const auto [known, fresh] = m_constants.try_emplace(std::string(key));
    std::vector<MemberConstants> &constants = known->second;
    for (std::size_t i = 0; fresh && i < m_ofObjects.size(); ++i) {
        constants.push_back(memberConstants(*m_ofObjects[i], key));
        if (constants.back().empty()) {
            constants.clear(); // this one may have anything there
            break;
        }
    }
    const Node *out = nullptr;
    for (std::size_t i = 0; i < constants.size(); ++i) {
        if (!allAllow(constants[i], member))
            continue;
        if (out)
            return nullptr;
        out = m_ofObjects[i];
    }
    return out;
}

const Node *UnionBranches::decidedFor(const json::Value &value)
{
    if (!value.isObject())
        return nullptr;
    const Node *out = onlyForObjects();
    if (out || m_ofObjects.empty())
        return out;
    json::EffectiveMembers::forEach(value, [&](const json::Member &member, std::size_t) {
        out = namedBy(member.key, member.value);
        return out == nullptr;
    });
    return out;
}

} // namespace espalier::schema

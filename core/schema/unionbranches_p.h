// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/program_p.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace espalier::schema {

/// The constants that a schema has for one of its members.
using MemberConstants = std::vector<const AllowedRule *>;
[[nodiscard]] MemberConstants memberConstants(const Node &node, std::string_view key);

/// True when all of them allow the value; none does when there are none.
[[nodiscard]] bool allAllow(const MemberConstants &constants, const json::Value &value);

/// The branches of one anyOf or oneOf, as far as they can be told apart while an object grows. What decides
/// once decides for good: of members that contradict each other the first counts. Remembers what it looked
/// up; as long as the schema's NodeStore.
class UnionBranches
{
public:
    explicit UnionBranches(const std::vector<const Node *> &branches);

    /// The only branch that takes objects; nullptr when several do, or none.
    [[nodiscard]] const Node *onlyForObjects() const;
    /// The branch that a scalar member names: every branch that takes objects has constants for it, and those
    /// of one alone allow it. nullptr: it decides nothing.
    [[nodiscard]] const Node *namedBy(std::string_view key, const json::Value &member);
    /// The branch of an object that has closed: the only one there is for objects, or the one that the first
    /// member that decides has named. nullptr for anything but an object.
    [[nodiscard]] const Node *decidedFor(const json::Value &value);

private:
    [[nodiscard]] bool firstKnows(std::string_view key) const;

    std::vector<const Node *> m_ofObjects;
    std::vector<const Node *> m_firstHolding;                                  ///< with the first of them
    std::unordered_map<std::string, std::vector<MemberConstants>> m_constants; ///< by branch, of a member
};

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/allowedwords_p.h"
#include "schema/coercion.h"
#include "schema/program_p.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace espalier::schema {

/// Whether what has come of a value excludes that it fits a schema, however far it may be read otherwise.
/// Remembers what it looked up; as long as the schema's NodeStore.
class BranchExclusion
{
public:
    explicit BranchExclusion(CoercionLevel level)
        : m_level(level)
    {
    }

    /// A value of this kind.
    [[nodiscard]] bool byKind(const Node &branch, json::Value::Kind kind) const;
    /// An object with this member. `scalar`: its value, once it has closed; nullptr for an object or list.
    [[nodiscard]] bool byMember(const Node &branch, const std::string &key, json::Value::Kind kind,
                                const json::Value *scalar);

private:
    [[nodiscard]] TypeSet readable(json::Value::Kind kind) const;
    [[nodiscard]] bool byConstant(const AllowedRule &rule, TypeSet types, const json::Value &scalar);
    [[nodiscard]] bool forbids(const Node &branch, const Node &holds, const std::string &key);
    [[nodiscard]] bool mayBeRenamed(const Node &branch, const std::string &key);

    CoercionLevel m_level;
    std::unordered_map<const AllowedRule *, AllowedWords> m_words;
    std::unordered_map<const Node *, std::unordered_set<std::string>> m_names; ///< of a branch, folded
};

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/branchexclusion_p.h"

#include "schema/coercescalar_p.h"
#include "schema/evaluation_p.h"
#include "schema/pattern.h"
#include "schema/schemaplaces_p.h"

#include <algorithm>

namespace espalier::schema {

using json::Value;

/// The types that a value of this kind may come to, as far as reading goes (coercion.h).
TypeSet BranchExclusion::readable(Value::Kind kind) const
{
    constexpr TypeSet numbers = types::kNumber | types::kInteger;
    const bool reads = m_level != CoercionLevel::Off;
    const TypeSet list = m_level == CoercionLevel::All ? types::kArray : TypeSet(0);
    switch (kind) {
    case Value::Kind::Null:
        return types::kNull;
    case Value::Kind::Bool:
        return types::kBoolean | list;
    case Value::Kind::Number:
        return numbers | (reads ? types::kBoolean : TypeSet(0)) | list;
    case Value::Kind::String:
        return types::kString | (reads ? numbers | types::kBoolean : TypeSet(0)) | list;
    case Value::Kind::Array:
        return types::kArray;
    case Value::Kind::Object:
        return types::kObject | list;
    }
    return types::kAll;
}

bool BranchExclusion::byKind(const Node &branch, Value::Kind kind) const
{
    const std::vector<const Node *> holding = nodesThatHold(branch);
    const TypeSet may = readable(kind);
    return std::any_of(holding.begin(), holding.end(), [may](const Node *node) {
        return node->boolean == false || (node->types & may) == 0;
    });
}

/// `types`: what the schema with the rule takes.
bool BranchExclusion::byConstant(const AllowedRule &rule, TypeSet types, const Value &scalar)
{
    if (isAllowed(rule, scalar))
        return false;
    if (m_level == CoercionLevel::Off)
        return true;
    // Only texts are looked at closely: others may still become what is allowed.
    if (!scalar.isString() || !rule.others.empty() || (types & types::kString) == 0)
        return false;
    const auto [known, fresh] = m_words.try_emplace(&rule);
    for (const Value *value : fresh ? rule.values : std::vector<const Value *>())
        known->second.add(value->text());
    return known->second.meant(scalar.text(), m_level) == nullptr;
}

bool BranchExclusion::byMember(const Node &branch, const std::string &key, Value::Kind kind,
                               const Value *scalar)
{
    if (kind == Value::Kind::Null)
        return false; // it may count as absent, with a strict schema at every level
    const TypeSet may = readable(kind);
    for (const Node *holds : nodesThatHold(branch)) {
        if (!holds->object)
            continue;
        const std::uint32_t place = holds->object->names.find(key);
        const Node *member = place == KeyTable::kNone ? nullptr : holds->object->named[place].node;
        if (!member) {
            if (forbids(branch, *holds, key))
                return true;
            continue;
        }
        for (const Node *inner : nodesThatHold(*member)) {
            if (inner->boolean == false || (inner->types & may) == 0)
                return true;
            for (const AllowedRule *rule : {inner->constant.get(), inner->enumeration.get()}) {
                if (scalar && rule && byConstant(*rule, inner->types, *scalar))
                    return true;
            }
        }
    }
    return false;
}

bool BranchExclusion::forbids(const Node &branch, const Node &holds, const std::string &key)
{
    const ObjectRules &rules = *holds.object;
    const auto mayMatch = [&key](const ObjectRules::PatternNode &pattern) {
        return pattern.pattern->match(key) != Pattern::Match::No;
    };
    return rules.additional && rules.additional->boolean == false &&
           std::none_of(rules.patterns.begin(), rules.patterns.end(), mayMatch) && !mayBeRenamed(branch, key);
}

bool BranchExclusion::mayBeRenamed(const Node &branch, const std::string &key)
{
    if (m_level == CoercionLevel::Off)
        return false;
    const auto [known, fresh] = m_names.try_emplace(&branch);
    for (const Node *holds : fresh ? nodesThatHold(branch) : std::vector<const Node *>()) {
        for (const json::Member &member : (*holds->schema)["properties"].members()) {
            known->second.insert(foldedName(member.key));
            const Value &aliases = member.value["x-aliases"];
            for (const Value &alias : aliases.items())
                known->second.insert(foldedName(alias.text()));
            if (aliases.isString())
                known->second.insert(foldedName(aliases.text()));
            if (member.value.find("$ref"))
                known->second.insert({}); // aliases may stand there
        }
    }
    return known->second.count(foldedName(key)) > 0 || known->second.count({}) > 0;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/issue.h"
#include "schema/references_p.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace espalier::schema {

/// Questions about what a schema document is for, as far as asking a model needs them. Looks through local
/// references, allOf, anyOf and oneOf; a guess where a schema leaves it open, never a verdict about
/// instances. Holds pointers into the document, which must outlive it unchanged.
class SchemaView
{
public:
    using Target = References::Target;
    enum Kind : unsigned { Object = 1, Array = 2, Scalar = 4, Null = 8, Anything = 15 };

    explicit SchemaView(const json::Value &document);

    /// The first local reference that leads nowhere.
    [[nodiscard]] std::optional<SchemaError> deadReference() const;

    [[nodiscard]] Target root() const { return {&m_document, {}}; }
    /// Past references that stand alone ($ref, or an allOf of one) to the schema itself.
    [[nodiscard]] Target follow(Target target) const;
    /// Which kinds of values may fit: Kind, or-ed.
    [[nodiscard]] unsigned kinds(const json::Value &schema) const;
    /// The same without taking `properties` or `items` alone for a word about the kind.
    [[nodiscard]] unsigned kindsAllowed(const json::Value &schema) const;
    /// A choice between schemas and nothing else: anyOf or oneOf without properties of its own.
    [[nodiscard]] bool isUnion(const Target &target) const;
    /// The members of a union, nested unions opened, null left out; of anything else the schema itself.
    [[nodiscard]] std::vector<Target> members(const Target &target) const;
    /// The schemas of the items of a list.
    [[nodiscard]] std::vector<Target> items(const Target &target) const;
    /// The names of the members an object may have, in order.
    [[nodiscard]] std::vector<std::string> keys(const Target &target) const;

private:
    using Seen = std::unordered_set<const json::Value *>;

    /// What kinds() knows while it walks: every schema is judged once, however many paths lead to it.
    struct KindsWalk
    {
        bool guess = true; ///< by the keywords, where nothing says it
        Seen path;
        std::unordered_map<const json::Value *, unsigned> judged;
    };
    [[nodiscard]] unsigned kinds(const json::Value &schema, KindsWalk &walk) const;
    [[nodiscard]] unsigned kindsByParts(const json::Value &schema, KindsWalk &walk) const;
    void collectMembers(const Target &target, Seen &seen, std::vector<Target> &out) const;
    /// The schema and all that it applies to the same instance.
    void collectApplied(const Target &target, Seen &seen, std::vector<Target> &out) const;
    [[nodiscard]] std::optional<SchemaError> deadReference(const json::Value &schema,
                                                           const std::string &pointer) const;

    const json::Value &m_document;
    References m_references;
};

} // namespace espalier::schema

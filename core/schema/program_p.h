// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/validator.h"
#include "json/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace espalier::schema {

class Evaluation;
struct Node;

/// One keyword of one schema, compiled. Immutable; every call may come from any thread.
class Keyword
{
public:
    Keyword() = default;
    Keyword(const Keyword &) = delete;
    Keyword &operator=(const Keyword &) = delete;
    virtual ~Keyword() = default;

    /// True when the instance fits; says why not through `evaluation` while that one reports.
    [[nodiscard]] virtual bool check(const json::Value &instance, Evaluation &evaluation) const = 0;

    /// A cheap look at whether the instance could have been meant for this keyword's schema: its type, its
    /// constants and, one level down, the constants of its members. Decides which branch of an anyOf the
    /// issues are taken from. `budget` counts down with every look and ends it at zero (true).
    [[nodiscard]] virtual bool plausible(const json::Value &instance, int level, int &budget) const;

    /// Schemas that this keyword applies to the very same instance. A cycle of them could never end; the
    /// compiler refuses that, and chains of more than a few hundred, so functions may follow them by
    /// recursion.
    [[nodiscard]] virtual std::vector<const Node *> sameInstance() const { return {}; }
    /// The schema that every item of an array has to fit, when this keyword gives one.
    [[nodiscard]] virtual const Node *itemsNode() const { return nullptr; }
};

/// One schema, compiled: either a boolean or a list of keywords that all have to hold.
struct Node
{
    std::string pointer; ///< JSON Pointer of this schema in its document
    std::string holder;  ///< the keyword it stands in, for issues of the schema `false`
    std::string summary; ///< what fits, in a few words for people: "text", "an object", "\"a\""
    std::optional<bool> boolean;
    std::vector<std::unique_ptr<Keyword>> keywords;
    /// False when this schema, or one it uses, says more than is understood: then what fits here may still
    /// not be meant to.
    bool exact = true;
    std::uint32_t references = 0; ///< how many $ref lead here

    [[nodiscard]] bool plausible(const json::Value &instance, int level, int &budget) const;
    [[nodiscard]] const Node *itemsNode() const;
};

/// Everything a schema document compiled to. Nodes point at each other, so it never moves.
struct NodeStore
{
    json::Value document;
    std::vector<std::unique_ptr<Node>> nodes;
    std::unordered_map<std::string_view, const Node *> byPointer; ///< the first of each
    std::vector<std::string> notChecked; ///< sorted names of asserting keywords that are passed over
};

/// What a Validator shares: one node of a store.
class Validator::Program
{
public:
    std::shared_ptr<const NodeStore> store;
    const Node *root = nullptr;
};

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/evaluation_p.h"
#include "schema/incremental.h"
#include "schema/incrementalreading_p.h"
#include "schema/unionbranches_p.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier::schema {

using json::NodeId;
using json::TreeChange;

/// A schema and whether a value fits it.
using Verdicts = std::vector<std::pair<const Node *, bool>>;

/// A part that has closed and waits for its parent to close.
struct Part
{
    NodeId id = json::kNoNode;
    std::uint32_t row = 0;
    std::string key;
    json::Value value;
    Verdicts verdicts;
    Coercions made;   ///< in it
    bool read = true; ///< false: the parent reads it, or drops it
};

/// Which branch of a choice an open object is of, and the member that said so.
struct Decision
{
    const std::vector<const Node *> *choice = nullptr;
    const Node *branch = nullptr;
    NodeId by = json::kNoNode;
};

/// A value that has not closed yet.
struct OpenValue
{
    NodeId parent = json::kNoNode;
    std::uint32_t row = 0;     ///< of an item: its place in the value
    std::uint32_t dropped = 0; ///< items that broke off and are not in the value
    json::Value::Kind kind = json::Value::Kind::Null;
    bool hasKey = false;
    std::string key;
    std::string text; ///< of a scalar
    PlaceReading reading;
    std::vector<const Node *> schemas; ///< that have to hold for it
    std::vector<Part> parts;
    std::vector<Decision> decided;     ///< of choices among `schemas`
    std::vector<const Node *> holding; ///< what has to hold with `schemas`, once something is decided
    std::vector<NodeId> readBy;        ///< the members that decided how it is read
    bool staysOpen = false;            ///< nothing is decided before it closes
};

struct IncrementalValidation::Private
{
    Private(Validator given, std::optional<Coercer> coercer)
        : validator(std::move(given))
    {
        if (coercer)
            reading.emplace(*std::move(coercer));
    }

    void add(const TreeChange &change);
    void close(const TreeChange &change);
    void supersede(NodeId node);
    void withdraw(const std::vector<std::size_t> &path);
    void restart();

    void addSchemas(const OpenValue &parent, OpenValue &child);
    const std::vector<const Node *> &holding(const Node &node, json::Value::Kind kind);

    using Choice = std::vector<const Node *>;
    UnionBranches &branchesOf(const Choice &choice);
    std::vector<const Node *> holdingObjects(const Node &node);
    template <typename Visit>
    void forEachHolding(const OpenValue &value, Visit visit);
    std::vector<const Choice *> openChoices(const OpenValue &value);
    void decide(OpenValue &around, const Part &part);
    void decideReading(OpenValue &around, const Part &part);
    void undecide(OpenValue &around, NodeId member);
    void takeBack(OpenValue &value);
    bool isAsDecided(const OpenValue &value, const json::Value &finished);

    static json::Value finishedValue(OpenValue &open);
    Coercions read(OpenValue &open, json::Value &made);
    Verdicts judge(OpenValue &open, const json::Value &value);
    void settle(const Evaluation::Question &question, bool fits);
    void forget(const json::Value &value);
    std::vector<Evaluation::Step> wayTo(const OpenValue &open) const;
    std::vector<std::size_t> pathOf(const OpenValue &open) const;
    void countAnew(const OpenValue &open);

    Validator validator;
    std::optional<IncrementalReading> reading;
    std::unordered_map<NodeId, OpenValue> open;
    std::unordered_map<NodeId, NodeId> parents; ///< of closed members of open objects
    /// What has to hold with a schema: for objects, for lists.
    std::array<std::unordered_map<const Node *, std::vector<const Node *>>, 2> holds;
    std::unordered_map<const Choice *, UnionBranches> unions;
    /// Verdicts on parts of open and closed values that do not fit, as long as the value is there, so that
    /// nothing is told twice.
    Evaluation::Known settled;
    std::unordered_map<const json::Value *, std::vector<const Node *>> failed; ///< in `settled`, by value
    std::vector<Evaluation::Located> found;
    std::size_t told = 0;
    std::optional<json::Value> whole;
    Coercions made;              ///< in the whole
    bool spoiled = false;        ///< a part was read by what was taken back
    std::optional<Issues> final; ///< when there were too many on the way
};

template <typename Visit>
void IncrementalValidation::Private::forEachHolding(const OpenValue &value, Visit visit)
{
    if (!value.decided.empty()) {
        for (const Node *node : value.holding)
            visit(*node);
        return;
    }
    for (const Node *schema : value.schemas) {
        for (const Node *node : holding(*schema, value.kind))
            visit(*node);
    }
}

} // namespace espalier::schema

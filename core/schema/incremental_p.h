// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/evaluation_p.h"
#include "schema/incremental.h"
#include "schema/incrementalreading_p.h"

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
    void restart();

    void addSchemas(const OpenValue &parent, OpenValue &child);
    const std::vector<const Node *> &holding(const Node &node, json::Value::Kind kind);
    static json::Value finishedValue(OpenValue &open);
    Coercions read(OpenValue &open, json::Value &made);
    Verdicts judge(const OpenValue &open, const json::Value &value);
    void forget(const json::Value &value);
    std::vector<Evaluation::Step> wayTo(const OpenValue &open) const;
    std::vector<std::size_t> pathOf(const OpenValue &open) const;
    void countAnew(const OpenValue &open);

    Validator validator;
    std::optional<IncrementalReading> reading;
    std::unordered_map<NodeId, OpenValue> open;
    std::unordered_map<NodeId, NodeId> parents; ///< of closed parts of open values
    /// What has to hold with a schema: for objects, for lists.
    std::array<std::unordered_map<const Node *, std::vector<const Node *>>, 2> holds;
    /// Verdicts on parts of open and closed values: what does not fit as long as the value is there, so that
    /// nothing is told twice; what fits while its parent is judged.
    Evaluation::Known settled;
    std::vector<Evaluation::Located> found;
    std::size_t told = 0;
    std::optional<json::Value> whole;
    Coercions made;              ///< in the whole
    std::optional<Issues> final; ///< when there were too many on the way
};

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/program_p.h"

#include <functional>
#include <string_view>
#include <vector>

namespace espalier::schema {

// Walking over compiled schemas along a value: what applies where. For everything beside validation that goes
// by the schema (judging as values close, reading what a model meant). Nodes live as long as their store.

/// The root of a validator's schema.
[[nodiscard]] const Node &rootOf(const Validator &validator);
/// All that belongs to it.
[[nodiscard]] const NodeStore &storeOf(const Validator &validator);

/// The schemas that apply to the very same value under whatever condition: $ref, allOf, anyOf, oneOf, not,
/// if, then, else, dependentSchemas. Without dynamic references that depend on the way.
[[nodiscard]] std::vector<const Node *> nodesInPlace(const Node &node);

/// The node itself and every schema that has to hold for the same value without any condition: along $ref,
/// dynamic references that depend on nothing, and allOf. Each once.
[[nodiscard]] std::vector<const Node *> nodesThatHold(const Node &node);

/// The branch of an anyOf or oneOf that a value has to fit; nullptr when that is open.
using DecidedBranch = std::function<const Node *(const std::vector<const Node *> &branches)>;

/// The same with the branches that are decided for.
[[nodiscard]] std::vector<const Node *> nodesThatHold(const Node &node, const DecidedBranch &decided);

/// The same for a value that is a list: also along the one branch of a choice that takes lists, when it has
/// no constants and no choices of its own, so that what does not fit it is told as its issues.
[[nodiscard]] std::vector<const Node *> nodesThatHoldForLists(const Node &node);

/// The schemas that one node alone has its members of this name fit: of properties and patternProperties, or
/// of additionalProperties when there is none of them. A `true` among them says nothing.
[[nodiscard]] std::vector<const Node *> nodesOfMember(const Node &node, std::string_view key);

/// The schema that one node alone has its item at this place fit, or nullptr.
[[nodiscard]] const Node *nodeOfItem(const Node &node, std::size_t index);

/// The schema of every item of an array, when the node or one of nodesThatHold() gives one for all of them.
[[nodiscard]] const Node *itemsNode(const Node &node);

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier::json {

/// Number of a node in order of appearance, from 1; never reused within an attempt, not even across Reset. 0
/// is "none".
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0;

/// What happened to the tree. The central value of the program: everything that shows or prints a growing
/// answer lives on these.
enum class TreeOp : std::uint8_t {
    Add,        ///< a node appeared: node, parent, row, key, kind. Sent with the first byte of its value.
    AppendText, ///< a string grew: node, text (whole characters, unescaped)
    SetScalar,  ///< a number or literal is finished, or an unfinished node turned out to be something else:
                ///< node, kind, text
    Close,      ///< the node is finished: node, state (Closed, Repaired, Cut)
    Supersede,  ///< a later member of the same name took this node's place: node
    Reset,      ///< another candidate became the answer: forget all nodes
};

enum class NodeState : std::uint8_t {
    Open,       ///< still growing
    Closed,     ///< finished as written
    Repaired,   ///< finished, with a repair inside its own bytes (not its children's)
    Cut,        ///< the input ended inside
    Superseded, ///< finished, replaced by a later member of the same name
};

/// One change. Plain value, cheap to move, any thread.
///
/// Invariants, kept by the parser and checked by PartialTree::apply in tests:
/// - a parent is added before its children, children are only appended (row = number of earlier children);
/// - every node that was added is closed exactly once, at the latest when the input ends (then with state
/// Cut);
/// - containers are added with kind Array or Object; strings with String; numbers, booleans and null with the
/// kind their
///   first byte promises and no text, and get SetScalar before Close. SetScalar may change the kind (an
///   unquoted word).
/// - AppendText comes only for String nodes and never holds half a character, escape or surrogate pair.
struct TreeChange
{
    TreeOp op = TreeOp::Add;
    Value::Kind kind = Value::Kind::Null; ///< Add, SetScalar
    NodeState state = NodeState::Open;    ///< Close
    bool hasKey = false;                  ///< Add: the parent is an object
    NodeId node = kNoNode;
    NodeId parent = kNoNode;  ///< Add; kNoNode for the root
    std::uint32_t row = 0;    ///< Add: position among the parent's children
    std::uint64_t at = 0;     ///< bytes of input consumed when the change was made
    std::uint64_t offset = 0; ///< Add: first byte of the value; Close: one past its last byte; input offsets
    std::string key;          ///< Add, when hasKey; UTF-8, unescaped
    std::string text; ///< AppendText: the new text; SetScalar: number text, "true", "false", "null", string

    bool operator==(const TreeChange &) const = default;
};

using TreeChanges = std::vector<TreeChange>;

} // namespace espalier::json

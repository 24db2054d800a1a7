// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/nodestore.h"
#include "json/treechange.h"
#include "json/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::json {

/// A tree that is made by applying TreeChange lists and nothing else. What a reader sees after the changes so
/// far is always the same, however they were cut into lists. Work per change is O(size of the change),
/// superseding included.
///
/// What it does not guarantee: that the value is complete, or fits a schema, before its root is closed.
/// Ownership: holds everything by value. Not thread-safe; copy to hand over.
class PartialTree
{
public:
    struct Node
    {
        NodeId id = kNoNode;
        NodeId parent = kNoNode;
        std::uint32_t row = 0;
        Value::Kind kind = Value::Kind::Null;
        NodeState state = NodeState::Open;
        bool hasKey = false;
        bool hasValue = false;   ///< containers and strings: always; numbers and literals: after SetScalar
        std::uint64_t begin = 0; ///< input offset of the first byte
        std::uint64_t end = 0;   ///< input offset past the last byte; 0 while open
        std::string key;
        std::string text; ///< string so far, number text or literal
        std::vector<NodeId> children;
    };

    void apply(const TreeChange &change);
    void apply(const TreeChanges &changes);

    /// The root's id, or kNoNode before the first byte of an answer and after Reset.
    [[nodiscard]] NodeId root() const noexcept { return m_root; }
    /// The node, or nullptr when there is none of that id (never was, or a Reset forgot it). Valid until the
    /// next Reset.
    [[nodiscard]] const Node *node(NodeId id) const noexcept
    {
        const NodeId index = id - m_first;
        return index < m_nodes.size() ? &m_nodes[index] : nullptr;
    }
    /// Nodes alive, superseded ones included.
    [[nodiscard]] std::size_t size() const noexcept { return m_nodes.size(); }

    /// What is visible of the subtree: unfinished numbers and literals left out, strings as far as they came,
    /// superseded members left out. Null for kNoNode. O(subtree).
    [[nodiscard]] Value value(NodeId id) const;
    [[nodiscard]] Value value() const { return value(m_root); }

    /// The place of a node as JSON Pointer (RFC 6901), relative to the root. O(depth).
    [[nodiscard]] std::string pointer(NodeId id) const;

private:
    void add(const TreeChange &change);

    NodeId m_root = kNoNode;
    NodeId m_first = 1; ///< id of m_nodes[0]
    NodeStore<Node> m_nodes;
};

} // namespace espalier::json

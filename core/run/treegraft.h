// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/partialtree.h"
#include "json/treechange.h"

#include <cstdint>
#include <vector>

namespace espalier::run {

/// Hands out the node ids of one attempt's tree: from 1, never reused, whatever sources the tree grows from.
class NodeIds
{
public:
    [[nodiscard]] json::NodeId next() { return ++m_last; }

private:
    json::NodeId m_last = json::kNoNode;
};

/// Where the tree of one source hangs in the tree that is shown.
struct GraftPoint
{
    json::NodeId parent = json::kNoNode; ///< kNoNode: the source's root is the root
    std::uint32_t row = 0;               ///< place among the parent's children
};

/// Moves the changes of one source (an AnswerReader) into the shared tree: new ids, another parent for the
/// root.
///
/// A Reset of the source is left to the caller, who knows what else hangs in the tree: moved() must not be
/// given one. Not thread-safe; holds four bytes a node.
class TreeGraft
{
public:
    /// Where the source's root goes when it comes. Default: it is the root of the shared tree.
    void hang(GraftPoint point) { m_point = point; }
    /// `change` of the source as a change of the shared tree. `otherBytes` is added to its `at`, so that `at`
    /// counts the bytes of all sources.
    [[nodiscard]] json::TreeChange moved(json::TreeChange change, NodeIds &ids, std::uint64_t otherBytes);
    /// What the source's node is called in the shared tree; kNoNode when it was not told there.
    [[nodiscard]] json::NodeId shared(json::NodeId node) const;
    /// Forgets all nodes: the source starts anew, or is shown anew.
    void forget() { m_shared.clear(); }

private:
    GraftPoint m_point;
    json::NodeId m_first = json::kNoNode; ///< the source's id of m_shared[0]
    std::vector<json::NodeId> m_shared;
};

/// The changes that make `tree` from nothing, all with that `at`. What a source that was not shown until now
/// gives.
[[nodiscard]] json::TreeChanges changesOf(const json::PartialTree &tree, std::uint64_t at);

} // namespace espalier::run

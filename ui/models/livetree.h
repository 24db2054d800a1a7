// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "json/treechange.h"
#include "json/value.h"

#include <QString>

#include <deque>
#include <string>
#include <vector>

namespace espalier::ui {

/// The nodes behind PartialTreeModel: owns them, finds them, answers what can be said of one. Announces
/// nothing.
///
/// The top has no row. It is the answer's root when that is an object or a list; a scalar root is the top's
/// only row. Ownership: nodes live until clear(). Pointers to them stay valid until then. GUI thread.
class LiveTree
{
public:
    /// Values of one container that are rows of their own before pages of the same size begin. Keeps the work
    /// of a view that lays out all its rows at every insertion bounded, however long a list grows.
    static constexpr std::uint32_t kPageRows = 500;

    LiveTree();

    /// Forgets all nodes. The fields of `shape` (may be nullptr; must outlive the tree's use of it) are
    /// expected.
    void clear(const ExpectedShape *shape);

    [[nodiscard]] LiveNode *top() { return m_top; }
    [[nodiscard]] const LiveNode *top() const { return m_top; }
    /// nullptr when there is none of that id.
    [[nodiscard]] LiveNode *find(json::NodeId id) const;
    /// No node of that id has been there yet.
    [[nodiscard]] bool isToCome(json::NodeId id) const { return id >= m_first + m_byId.size(); }
    /// Nodes that stand for values of the answer.
    [[nodiscard]] std::size_t valueCount() const { return m_byId.size(); }
    [[nodiscard]] const std::vector<LiveNode *> &values() const { return m_byId; }

    /// The node an Add change speaks of: the field that was expected under that name if there is one, else a
    /// new one. It is filled and can be found, but not linked to its container yet.
    LiveNode *take(const json::TreeChange &add, std::uint32_t batch);
    /// A new, empty page for the values of `container` from `index` on; not linked yet.
    LiveNode *makePage(LiveNode *container, std::uint32_t index, std::uint32_t batch);
    /// New nodes for the fields that `node`, an object, should have; not linked yet. Empty for anything else.
    std::vector<LiveNode *> makeExpected(LiveNode *node, std::uint32_t batch);

    /// The page that value `index` of a container belongs to (0 for the first); only for index >= kPageRows.
    [[nodiscard]] static std::uint32_t pageOf(std::uint32_t index) { return index / kPageRows - 1; }

    /// A new node for one such field; not linked yet.
    LiveNode *makeField(LiveNode *object, const ExpectedShape::Member &member, std::uint32_t batch);

private:
    LiveNode *make(LiveNode::Role role, LiveNode *container, std::uint32_t batch);

    std::deque<LiveNode> m_pool;
    std::vector<LiveNode *> m_byId; // m_byId[i] has id m_first + i
    json::NodeId m_first = 1;
    LiveNode *m_top = nullptr;
};

/// Its state as a person is told it, the worst inside included once it is finished.
[[nodiscard]] ValueState shownState(const LiveNode &node);
/// The state without what is inside.
[[nodiscard]] ValueState ownState(const LiveNode &node);
/// The worst that came or was marked inside it; Absent when nothing did.
[[nodiscard]] ValueState worstInside(const LiveNode &node);
/// Its place as JSON Pointer (RFC 6901) from the answer's root. Of an expected field: where it would be.
/// O(depth).
[[nodiscard]] std::string pointerOf(const LiveNode &node);
/// What is visible of the subtree, like json::PartialTree::value. Null for expected fields.
[[nodiscard]] json::Value valueOf(const LiveNode &node);
/// Value `index` of a container; nullptr when there is none (yet).
[[nodiscard]] LiveNode *valueAt(const LiveNode &container, std::uint32_t index);
/// Row of the node under its parent.
[[nodiscard]] int rowOf(const LiveNode &node);

} // namespace espalier::ui

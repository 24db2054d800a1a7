// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/partialtree.h"
#include "json/repairbook.h"
#include "json/treesink.h"

namespace espalier::json {

/// Turns what the parser finds in one candidate after the other into the changes of one tree. Candidates
/// count their nodes from 1; here they get the numbers that go on over all that was ever shown.
///
/// A candidate is either shown, or held: its changes wait until show() (then all carry the moment of that) or
/// discard().
class AnswerTree final : public TreeSink
{
public:
    void add(const NewNode &node) override;
    void append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen) override;
    void set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at) override;
    void close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at) override;
    void supersede(NodeId node, std::uint64_t at) override;
    void shorten(NodeId node, std::size_t length, std::uint64_t at) override;
    void repair(RepairKind kind, std::uint64_t offset, std::string_view text) override;

    /// A new candidate begins. Shown at once (nothing else may be), unless `held`.
    void begin(bool held);
    /// Hold what comes from now on; nothing of the candidate may be shown yet.
    void hold();
    [[nodiscard]] bool held() const noexcept { return m_isHeld; }
    /// What is held, as a tree of its own. O(what is held).
    [[nodiscard]] PartialTree heldTree() const;
    /// What is held takes the place of what is shown.
    void show(std::uint64_t at);
    /// What is held becomes the next row of the open list.
    void showAsRow(std::uint64_t at);
    /// Forgets the candidate's nodes, those that are shown by Reset; its repairs stay.
    void dropNodes(std::uint64_t at);
    /// Forgets the candidate: dropNodes() and its repairs.
    void discard(std::uint64_t at);
    /// The candidate's node `root` will be the root that people see; the candidate must have no nodes now.
    void setRoot(NodeId root);
    /// Nothing is shown any more, whatever candidate it came from, and nothing is held.
    void withdraw(std::uint64_t at);

    /// A list of our own making takes the place of what is shown.
    void openList(std::uint64_t offset, std::uint64_t at);
    [[nodiscard]] bool listOpen() const noexcept { return m_list != kNoNode; }
    void closeList(NodeState state, std::uint64_t end, std::uint64_t at);

    [[nodiscard]] TreeChanges takeChanges();
    [[nodiscard]] const PartialTree &tree() const noexcept { return m_tree; }
    [[nodiscard]] RepairBook &repairs() noexcept { return m_repairs; }
    [[nodiscard]] const RepairBook &repairs() const noexcept { return m_repairs; }

private:
    void reset(std::uint64_t at);
    TreeChange &next(TreeOp op, NodeId node, std::uint64_t at);
    void apply(const TreeChange &change)
    {
        if (!m_isHeld)
            m_tree.apply(change);
    }
    /// Never before the change before it: text decoded out of a string is known by and by only.
    [[nodiscard]] std::uint64_t moment(std::uint64_t at) noexcept { return m_now = at < m_now ? m_now : at; }
    void place(TreeChange &change);
    void publishHeld(std::uint64_t at);
    [[nodiscard]] std::string heldText(NodeId node) const;

    TreeChanges m_changes;
    std::uint64_t m_now = 0;
    TreeChanges m_held;
    bool m_isHeld = false;
    NodeId m_last = kNoNode; ///< highest number ever shown
    NodeId m_root = 1;       ///< the candidate's node that is the root
    NodeId m_shift = 0;      ///< candidate's number + this = shown number (wraps round)
    NodeId m_list = kNoNode;
    std::uint32_t m_rows = 0;
    PartialTree m_tree;
    RepairBook m_repairs;
};

} // namespace espalier::json

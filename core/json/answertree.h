// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/partialtree.h"
#include "json/treesink.h"

namespace espalier::json {

/// Turns what the parser finds into TreeChanges and keeps the tree they make.
class AnswerTree final : public TreeSink
{
public:
    void add(const NewNode &node) override;
    void append(NodeId node, std::string_view text, std::uint64_t at) override;
    void set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at) override;
    void close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at) override;
    void supersede(NodeId node, std::uint64_t at) override;
    void shorten(NodeId node, std::size_t length, std::uint64_t at) override;
    void repair(RepairKind kind, std::uint64_t offset, std::string_view text) override;

    [[nodiscard]] TreeChanges takeChanges();
    [[nodiscard]] const PartialTree &tree() const noexcept { return m_tree; }
    [[nodiscard]] const Repairs &repairs() const noexcept { return m_repairs; }

private:
    TreeChange &change(TreeOp op, NodeId node, std::uint64_t at);
    void keep(const TreeChange &change) { m_tree.apply(change); }

    TreeChanges m_changes;
    PartialTree m_tree;
    Repairs m_repairs;
};

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treesink.h"

#include <vector>

namespace espalier::json {

/// Makes a Value of what a parser finds, without a tree in between. Of no use for malformed input beyond a
/// strict parser's.
class ValueBuilder final : public TreeSink
{
public:
    void add(const NewNode &node) override;
    void append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen) override;
    void set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at) override;
    void close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at) override;
    void supersede(NodeId, std::uint64_t) override {}
    void shorten(NodeId, std::size_t, std::uint64_t) override {}
    void repair(RepairKind, std::uint64_t, std::string_view) override {}

    [[nodiscard]] Value take() { return std::move(m_root); }

private:
    /// A value under construction, with the key it will have in its parent.
    struct Open
    {
        std::string key;
        bool hasKey = false;
        Value value;
        std::string text; ///< of a string so far
        Value::Kind kind = Value::Kind::Null;
    };

    std::vector<Open> m_open;
    Value m_root;
};

} // namespace espalier::json

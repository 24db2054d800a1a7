// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/repair.h"
#include "json/treechange.h"
#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace espalier::json {

/// Receives what a parser finds, in the moment it finds it; the calls are the TreeChange operations, without
/// the copies. Node numbers count from 1 within one parser. `at`: bytes of input consumed; views are valid
/// during the call only.
class TreeSink
{
public:
    struct NewNode
    {
        NodeId node = kNoNode;
        NodeId parent = kNoNode; ///< kNoNode for the root
        std::uint32_t row = 0;
        Value::Kind kind = Value::Kind::Null;
        bool hasKey = false;
        bool quoted =
            false; ///< a string in quotes of any kind, so that every append() is one piece of the input
        std::uint64_t at = 0;
        std::uint64_t offset = 0; ///< first byte of the value
        std::string_view key;
    };

    virtual ~TreeSink() = default;

    virtual void add(const NewNode &node) = 0;
    /// `end`: input offset behind the text; `seen`: bytes looked at before. The moment is the later of the
    /// two.
    virtual void append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen) = 0;
    /// Also turns an open node of any scalar kind into a finished or growing string (malformed input only).
    virtual void set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at) = 0;
    virtual void close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at) = 0;
    virtual void supersede(NodeId node, std::uint64_t at) = 0;
    /// Cuts the text of an open string back to its first `length` bytes (malformed input only).
    virtual void shorten(NodeId node, std::size_t length, std::uint64_t at) = 0;
    virtual void repair(RepairKind kind, std::uint64_t offset, std::string_view text) = 0;

protected:
    TreeSink() = default;
    TreeSink(const TreeSink &) = default;
    TreeSink &operator=(const TreeSink &) = default;
};

} // namespace espalier::json

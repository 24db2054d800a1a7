// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::json {

/// The names of the members of all objects that are open, so that a duplicate is noticed in O(length of the
/// name). A stack: open() when an object opens, close() when it closes.
class MemberIndex
{
public:
    void open();
    void close();

    /// Notes that `node` is the member `key` of the innermost object; the earlier member of that name, or
    /// kNoNode.
    NodeId insert(std::string_view key, NodeId node);
    /// The key inserted last into the object at `level` (0 is the outermost); empty when it has none yet.
    [[nodiscard]] std::string_view lastKey(std::size_t level) const;

private:
    struct Entry
    {
        std::uint64_t hash = 0;
        std::size_t key = 0; ///< where in m_keys
        std::size_t length = 0;
        NodeId node = kNoNode;
    };
    /// Open addressing; the size is a power of two, at least half of it free.
    struct Table
    {
        struct Cell
        {
            std::uint32_t hash = 0;  ///< its lower half
            std::uint32_t place = 0; ///< in the entries of the object, counted from 1; 0: free
        };
        std::vector<Cell> cells;
        void put(std::uint64_t hash, std::size_t place) noexcept;
    };
    struct Object
    {
        std::size_t entries = 0; ///< where in m_entries
        std::size_t keys = 0;
        std::unique_ptr<Table> large; ///< of objects with many members only
    };

    [[nodiscard]] std::string_view keyOf(const Entry &entry) const
    {
        return std::string_view(m_keys).substr(entry.key, entry.length);
    }
    Entry *find(Object &object, std::string_view key, std::uint64_t hash);
    void addToTable(Object &object);

    std::vector<Object> m_objects;
    std::vector<Entry> m_entries;
    std::string m_keys;
};

} // namespace espalier::json

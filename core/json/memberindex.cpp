// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/memberindex.h"

#include "json/valuehash.h"

namespace espalier::json {

namespace {

/// Up to this many members a look at each is faster than a table.
constexpr std::size_t kSmall = 24;
constexpr std::size_t kFirstTable = 64; // cells

} // namespace

void MemberIndex::open()
{
    Object &object = m_objects.emplace_back();
    object.entries = m_entries.size();
    object.keys = m_keys.size();
}

void MemberIndex::close()
{
    m_entries.resize(m_objects.back().entries);
    m_keys.resize(m_objects.back().keys);
    m_objects.pop_back();
}

void MemberIndex::Table::put(std::uint64_t hash, std::size_t place) noexcept
{
    const std::size_t mask = cells.size() - 1;
    std::size_t at = hash & mask;
    while (cells[at].place != 0)
        at = (at + 1) & mask;
    cells[at] = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(place)};
}

MemberIndex::Entry *MemberIndex::find(Object &object, std::string_view key, std::uint64_t hash)
{
    if (!object.large) {
        for (std::size_t i = object.entries; i < m_entries.size(); ++i) {
            if (m_entries[i].hash == hash && keyOf(m_entries[i]) == key)
                return &m_entries[i];
        }
        return nullptr;
    }
    const std::vector<Table::Cell> &cells = object.large->cells;
    const std::size_t mask = cells.size() - 1;
    for (std::size_t at = hash & mask; cells[at].place != 0; at = (at + 1) & mask) {
        if (cells[at].hash != static_cast<std::uint32_t>(hash))
            continue;
        Entry &entry = m_entries[object.entries + cells[at].place - 1];
        if (keyOf(entry) == key)
            return &entry;
    }
    return nullptr;
}

/// The entry added last goes into the table, which is made or made larger when it has to be.
void MemberIndex::addToTable(Object &object)
{
    const std::size_t count = m_entries.size() - object.entries;
    if (object.large && count * 2 <= object.large->cells.size()) {
        object.large->put(m_entries.back().hash, count);
        return;
    }
    if (!object.large)
        object.large = std::make_unique<Table>();
    object.large->cells.assign(object.large->cells.empty() ? kFirstTable : object.large->cells.size() * 2,
                               Table::Cell());
    for (std::size_t i = 0; i < count; ++i)
        object.large->put(m_entries[object.entries + i].hash, i + 1);
}

NodeId MemberIndex::insert(std::string_view key, NodeId node)
{
    Object &object = m_objects.back();
    const std::uint64_t hash = hashBytes(key);
    if (Entry *known = find(object, key, hash)) {
        const NodeId earlier = known->node;
        known->node = node;
        return earlier;
    }
    m_entries.push_back({hash, m_keys.size(), key.size(), node});
    m_keys.append(key);
    if (m_entries.size() - object.entries > kSmall)
        addToTable(object);
    return kNoNode;
}

std::string_view MemberIndex::lastKey(std::size_t level) const
{
    const std::size_t end = level + 1 < m_objects.size() ? m_objects[level + 1].entries : m_entries.size();
    return end == m_objects[level].entries ? std::string_view() : keyOf(m_entries[end - 1]);
}

} // namespace espalier::json

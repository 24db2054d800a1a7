// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/memberindex.h"

#include <cstring>

namespace espalier::json {

namespace {

/// Up to this many members a look at each is faster than a table.
constexpr std::size_t kSmall = 24;

/// Good enough to tell the keys of one object apart; where it does not, the keys themselves are compared.
std::size_t quickHash(std::string_view key) noexcept
{
    std::uint64_t hash = key.size();
    while (key.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, key.data(), 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 29;
        key.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, key.data(), key.size());
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(hash ^ (hash >> 32));
}

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

MemberIndex::Entry *MemberIndex::find(Object &object, std::string_view key, std::size_t hash)
{
    if (!object.large) {
        for (std::size_t i = object.entries; i < m_entries.size(); ++i) {
            if (m_entries[i].hash == hash && keyOf(m_entries[i]) == key)
                return &m_entries[i];
        }
        return nullptr;
    }
    const auto [first, last] = object.large->equal_range(hash);
    for (auto at = first; at != last; ++at) {
        if (keyOf(m_entries[at->second]) == key)
            return &m_entries[at->second];
    }
    return nullptr;
}

NodeId MemberIndex::insert(std::string_view key, NodeId node)
{
    Object &object = m_objects.back();
    const std::size_t hash = quickHash(key);
    if (Entry *known = find(object, key, hash)) {
        const NodeId earlier = known->node;
        known->node = node;
        return earlier;
    }
    m_entries.push_back({hash, m_keys.size(), key.size(), node});
    m_keys.append(key);
    const std::size_t count = m_entries.size() - object.entries;
    if (object.large) {
        object.large->emplace(hash, m_entries.size() - 1);
    } else if (count > kSmall) {
        object.large = std::make_unique<std::unordered_multimap<std::size_t, std::size_t>>();
        for (std::size_t i = object.entries; i < m_entries.size(); ++i)
            object.large->emplace(m_entries[i].hash, i);
    }
    return kNoNode;
}

std::string_view MemberIndex::lastKey(std::size_t level) const
{
    const std::size_t end = level + 1 < m_objects.size() ? m_objects[level + 1].entries : m_entries.size();
    return end == m_objects[level].entries ? std::string_view() : keyOf(m_entries[end - 1]);
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/keytable_p.h"

#include "json/valuehash.h"

namespace espalier::schema {

KeyTable::KeyTable(const std::vector<std::string_view> &names)
{
    m_names.reserve(names.size());
    for (const std::string_view name : names)
        add(name);
}

void KeyTable::put(std::uint32_t hash, std::uint32_t place) noexcept
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at].place != kNone)
        at = (at + 1) & mask;
    m_slots[at] = {hash, place};
}

void KeyTable::grow()
{
    m_slots.assign(m_slots.empty() ? 8 : m_slots.size() * 2, Slot());
    for (std::uint32_t place = 0; place < m_names.size(); ++place)
        put(static_cast<std::uint32_t>(json::hashBytes(m_names[place])), place);
}

std::uint32_t KeyTable::add(std::string_view name)
{
    if (const std::uint32_t known = find(name); known != kNone)
        return known;
    if ((m_names.size() + 1) * 2 > m_slots.size())
        grow();
    const auto place = static_cast<std::uint32_t>(m_names.size());
    m_names.push_back(name);
    put(static_cast<std::uint32_t>(json::hashBytes(name)), place);
    return place;
}

std::uint32_t KeyTable::find(std::string_view name) const noexcept
{
    if (m_slots.empty())
        return kNone;
    const auto hash = static_cast<std::uint32_t>(json::hashBytes(name));
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask; m_slots[at].place != kNone; at = (at + 1) & mask) {
        if (m_slots[at].hash == hash && m_names[m_slots[at].place] == name)
            return m_slots[at].place;
    }
    return kNone;
}

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/repairbook.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace espalier::json {

namespace {

Repair make(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    std::size_t length = std::min(text.size(), kRepairTextBytes);
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length;
    return {kind, offset, std::string(text.substr(0, length))};
}

} // namespace

void RepairBook::insert(const Repair &repair)
{
    const auto later = [](std::uint64_t offset, const Repair &other) { return offset < other.offset; };
    auto place = m_all.end();
    if (!m_all.empty() && m_all.back().offset > repair.offset)
        place = std::upper_bound(m_all.begin(), m_all.end(), repair.offset, later);
    m_all.insert(place, repair);
}

void RepairBook::rebuild()
{
    m_all = m_outside;
    m_all.insert(m_all.end(), m_settled.begin(), m_settled.end());
    if (m_currentShown)
        m_all.insert(m_all.end(), m_current.begin(), m_current.end());
    std::stable_sort(m_all.begin(), m_all.end(),
                     [](const Repair &a, const Repair &b) { return a.offset < b.offset; });
}

void RepairBook::begin(bool shown)
{
    if (m_currentShown)
        m_settled.insert(m_settled.end(), m_current.begin(), m_current.end());
    m_current.clear();
    m_currentShown = shown;
}

void RepairBook::setShown(bool shown)
{
    const bool changes = shown != m_currentShown && !m_current.empty();
    m_currentShown = shown;
    if (changes)
        rebuild();
}

void RepairBook::replaceShown()
{
    m_settled.clear();
    m_currentShown = true;
    rebuild();
}

void RepairBook::drop()
{
    m_current.clear();
    if (m_currentShown)
        rebuild();
}

void RepairBook::add(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    m_current.push_back(make(kind, offset, text));
    if (m_currentShown)
        insert(m_current.back());
}

void RepairBook::addOutside(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    m_outside.push_back(make(kind, offset, text));
    insert(m_outside.back());
}

void RepairBook::dropOutside()
{
    m_outside.clear();
    rebuild();
}

} // namespace espalier::json

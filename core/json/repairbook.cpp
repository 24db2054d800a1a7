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

bool RepairBook::full() const noexcept
{
    return m_outside.size() + m_settled.size() + m_current.size() >= m_limit;
}

void RepairBook::begin(bool shown)
{
    if (m_currentShown)
        m_settled.insert(m_settled.end(), m_current.begin(), m_current.end());
    m_current.clear();
    m_currentShown = shown;
    m_sorted = false;
}

void RepairBook::setShown(bool shown)
{
    m_currentShown = shown;
    m_sorted = false;
}

void RepairBook::replaceShown()
{
    m_settled.clear();
    setShown(true);
}

void RepairBook::drop()
{
    m_current.clear();
    m_sorted = false;
}

void RepairBook::dropBeyond(std::uint64_t offset)
{
    std::erase_if(m_current, [offset](const Repair &repair) { return repair.offset > offset; });
    m_sorted = false;
}

void RepairBook::forget()
{
    m_settled.clear();
    drop();
}

void RepairBook::add(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    if (full())
        return;
    m_current.push_back(make(kind, offset, text));
    m_sorted = false;
}

void RepairBook::addOutside(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    if (full() && kind != RepairKind::LoopStopped)
        return;
    m_outside.push_back(make(kind, offset, text));
    m_sorted = false;
}

void RepairBook::dropOutside()
{
    m_outside.clear();
    m_sorted = false;
}

const Repairs &RepairBook::all() const
{
    if (m_sorted)
        return m_all;
    m_all = m_outside;
    m_all.insert(m_all.end(), m_settled.begin(), m_settled.end());
    if (m_currentShown)
        m_all.insert(m_all.end(), m_current.begin(), m_current.end());
    std::stable_sort(m_all.begin(), m_all.end(),
                     [](const Repair &a, const Repair &b) { return a.offset < b.offset; });
    m_sorted = true;
    return m_all;
}

} // namespace espalier::json

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/repair.h"

#include <cstdint>
#include <string_view>

namespace espalier::json {

/// The repairs of the answer that is shown and those around it; apart from them, those of a candidate that is
/// held back.
class RepairBook
{
public:
    /// A candidate begins. What belongs to the one before stays, if that one was shown.
    void begin(bool shown);
    /// The candidate is held back from now on, or shown beside what is shown.
    void setShown(bool shown);
    /// Everything that is shown now makes way for the candidate.
    void replaceShown();
    /// What the candidate brought is forgotten.
    void drop();

    /// One of the candidate.
    void add(RepairKind kind, std::uint64_t offset, std::string_view text);
    /// Fences, prose, think blocks: they stay whichever candidate is chosen.
    void addOutside(RepairKind kind, std::uint64_t offset, std::string_view text);
    void dropOutside();

    /// In order of offset; those of one offset as they came.
    [[nodiscard]] const Repairs &all() const noexcept { return m_all; }

private:
    void insert(const Repair &repair);
    void rebuild();

    Repairs m_outside;
    Repairs m_settled; ///< of earlier candidates that are shown
    Repairs m_current;
    bool m_currentShown = true;
    Repairs m_all;
};

} // namespace espalier::json

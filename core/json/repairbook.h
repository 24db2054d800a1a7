// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/repair.h"

#include <cstdint>
#include <string_view>

namespace espalier::json {

/// The repairs of the answer that is shown and those around it; apart from them, those of a candidate that is
/// held back.
/// Work: O(1) amortised a repair and a candidate; all() sorts what came since it was asked last.
class RepairBook
{
public:
    /// So many are kept at once; those beyond are not listed, but that a loop was stopped always is.
    void setLimit(std::uint64_t limit) noexcept { m_limit = limit; }
    /// A candidate begins. What belongs to the one before stays, if that one was shown.
    void begin(bool shown);
    /// The candidate is held back from now on, or shown beside what is shown.
    void setShown(bool shown);
    /// Everything that is shown now makes way for the candidate.
    void replaceShown();
    /// What the candidate brought is forgotten.
    void drop();

    /// The candidate's reading ended at `offset`: what it brought beyond is forgotten.
    void dropBeyond(std::uint64_t offset);

    /// drop(), and what is shown goes too.
    void forget();

    /// One of the candidate.
    void add(RepairKind kind, std::uint64_t offset, std::string_view text);
    /// Fences, prose, think blocks: they stay whichever candidate is chosen.
    void addOutside(RepairKind kind, std::uint64_t offset, std::string_view text);
    void dropOutside();

    /// In order of offset; of one offset, those around the answer first, else as they came.
    [[nodiscard]] const Repairs &all() const;

private:
    [[nodiscard]] bool full() const noexcept;

    std::uint64_t m_limit = UINT64_MAX;
    Repairs m_outside;
    Repairs m_settled; ///< of earlier candidates that are shown
    Repairs m_current;
    bool m_currentShown = true;
    mutable Repairs m_all;
    mutable bool m_sorted = true;
};

} // namespace espalier::json

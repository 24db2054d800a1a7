// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of OutsideScanner that tells which fence belongs to which candidate.

#include "json/outsidescanner.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::json {

void OutsideScanner::candidateOver(bool byFence)
{
    m_answered = true;
    m_watch = false;
    m_fresh = false;
    m_quiet = true;
    m_lineStart = true;
    m_unfenced = !m_inFence && !byFence;
    m_answerFenced = false;
    if (byFence) {
        m_inFence = false;
        m_mode = Mode::FenceRest;
    }
}

/// Three ticks or more: they open a fence, or close the one that is open.
void OutsideScanner::fence()
{
    m_doubtful = m_unfenced && !proseBefore();
    m_unfenced = false;
    endStretch();
    if (m_inFence) {
        m_inFence = false;
        m_mode = Mode::Text;
        return;
    }
    m_inFence = true;
    m_mode = Mode::FenceInfo;
}

/// Directly behind an answer that no fence opened, ticks alone are the end of a fence whose beginning was
/// lost (or stood in the request), unless JSON follows at once. So are ticks with a sentence behind them.
void OutsideScanner::fenceInfoOver()
{
    m_fresh = true;
    m_quiet = true;
    m_lineStart = true;
    m_mode = Mode::Text;
    const std::string_view mark = trimmed(m_mark);
    const std::size_t ticks = std::min(mark.find_first_not_of('`'), mark.size());
    const std::string_view info = trimmed(mark.substr(ticks));
    const bool sentence = info.find_first_of(" \t") != std::string_view::npos;
    m_doubtful = m_doubtful && (sentence || info.empty());
    if (!m_doubtful || !sentence) {
        m_repairs.addOutside(RepairKind::Fence, m_markAt, mark);
        return;
    }
    m_repairs.addOutside(RepairKind::Fence, m_markAt, mark.substr(0, ticks));
    fenceClosed();
    stretch(Stretch::Prose, info, m_markAt + static_cast<std::size_t>(info.data() - m_mark.data()));
}

void OutsideScanner::fenceClosed()
{
    m_doubtful = false;
    m_inFence = false;
    m_answerFenced = true;
}

} // namespace espalier::json

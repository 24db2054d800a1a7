// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/slotqueue.h"

#include <algorithm>

namespace espalier::net {

SlotQueue::Ticket SlotQueue::join(const std::string &host, int limit)
{
    Line &line = m_lines[host];
    line.limit = std::max(1, limit);
    line.waiting.push_back(++m_last);
    m_places[m_last] = {host, false};
    return m_last;
}

void SlotQueue::leave(Ticket ticket)
{
    const auto place = m_places.find(ticket);
    if (place == m_places.end())
        return;
    const auto line = m_lines.find(place->second.host);
    if (place->second.running)
        --line->second.running;
    else
        std::erase(line->second.waiting, ticket);
    if (line->second.running == 0 && line->second.waiting.empty() && !line->second.pausedUntil)
        m_lines.erase(line);
    m_places.erase(place);
}

void SlotQueue::pauseUntil(const std::string &host, TimePoint until)
{
    std::optional<TimePoint> &paused = m_lines[host].pausedUntil;
    paused = paused ? std::max(*paused, until) : until;
}

std::vector<SlotQueue::Ticket> SlotQueue::grant(TimePoint now)
{
    std::vector<Ticket> granted;
    for (auto it = m_lines.begin(); it != m_lines.end();) {
        Line &line = it->second;
        if (line.pausedUntil && *line.pausedUntil <= now)
            line.pausedUntil.reset();
        while (!line.pausedUntil && line.couldGrant()) {
            const Ticket ticket = line.waiting.front();
            line.waiting.pop_front();
            ++line.running;
            m_places[ticket].running = true;
            granted.push_back(ticket);
        }
        const bool unused = line.running == 0 && line.waiting.empty() && !line.pausedUntil;
        it = unused ? m_lines.erase(it) : std::next(it);
    }
    std::ranges::sort(granted);
    return granted;
}

std::optional<SlotQueue::TimePoint> SlotQueue::nextGrant() const
{
    std::optional<TimePoint> next;
    for (const auto &[host, line] : m_lines) {
        if (line.pausedUntil && line.couldGrant())
            next = next ? std::min(*next, *line.pausedUntil) : *line.pausedUntil;
    }
    return next;
}

std::optional<SlotQueue::TimePoint> SlotQueue::pausedUntil(const std::string &host) const
{
    const auto line = m_lines.find(host);
    return line == m_lines.end() ? std::nullopt : line->second.pausedUntil;
}

} // namespace espalier::net

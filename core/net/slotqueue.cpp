// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/slotqueue.h"

#include <algorithm>

namespace espalier::net {

SlotQueue::Ticket SlotQueue::join(const std::string &host, const HostLimits &limits, std::int64_t tokens)
{
    Line &line = m_lines[host];
    line.limits = limits;
    line.limits.concurrency = std::max(1, limits.concurrency);
    line.waiting.push_back(++m_last);
    m_places[m_last] = {host, std::max<std::int64_t>(0, tokens), false};
    return m_last;
}

void SlotQueue::correctTokens(Ticket ticket, std::int64_t tokens)
{
    const auto place = m_places.find(ticket);
    if (place != m_places.end() && place->second.running)
        m_lines[place->second.host].sent.correct(ticket, tokens);
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
    if (line->second.isUnused())
        m_lines.erase(line);
    m_places.erase(place);
}

void SlotQueue::pauseUntil(const std::string &host, TimePoint until)
{
    std::optional<TimePoint> &paused = m_lines[host].pausedUntil;
    paused = paused ? std::max(*paused, until) : until;
}

bool SlotQueue::mayGo(Line &line, TimePoint now)
{
    line.rateFreeAt.reset();
    if (line.pausedUntil || !line.couldGrant())
        return false;
    if (!line.limits.rate.isLimited())
        return true;
    const TimePoint freeAt = line.sent.freeAt(now, line.limits.rate, m_places[line.waiting.front()].tokens);
    if (freeAt > now)
        line.rateFreeAt = freeAt;
    return freeAt <= now;
}

std::vector<SlotQueue::Ticket> SlotQueue::grant(TimePoint now)
{
    std::vector<Ticket> granted;
    for (auto it = m_lines.begin(); it != m_lines.end();) {
        Line &line = it->second;
        if (line.pausedUntil && *line.pausedUntil <= now)
            line.pausedUntil.reset();
        while (mayGo(line, now)) {
            const Ticket ticket = line.waiting.front();
            line.waiting.pop_front();
            ++line.running;
            Place &place = m_places[ticket];
            place.running = true;
            if (line.limits.rate.isLimited())
                line.sent.add(now, ticket, place.tokens);
            granted.push_back(ticket);
        }
        it = line.isUnused() ? m_lines.erase(it) : std::next(it);
    }
    std::ranges::sort(granted);
    return granted;
}

std::optional<SlotQueue::TimePoint> SlotQueue::nextGrant() const
{
    std::optional<TimePoint> next;
    for (const auto &[host, line] : m_lines) {
        const std::optional<TimePoint> free = line.pausedUntil ? line.pausedUntil : line.rateFreeAt;
        if (free && line.couldGrant())
            next = next ? std::min(*next, *free) : *free;
    }
    return next;
}

int SlotQueue::running(const std::string &host) const
{
    const auto line = m_lines.find(host);
    return line == m_lines.end() ? 0 : line->second.running;
}

std::optional<SlotQueue::TimePoint> SlotQueue::pausedUntil(const std::string &host) const
{
    const auto line = m_lines.find(host);
    return line == m_lines.end() ? std::nullopt : line->second.pausedUntil;
}

} // namespace espalier::net

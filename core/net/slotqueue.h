// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace espalier::net {

/// Who may send now: at most so many at once per host, first come first served, nobody while a host is
/// paused.
///
/// Pure: the caller tells the time and asks. A ticket waits in its host's line until grant() names it, and
/// holds its slot until leave(). Lines of different hosts do not touch each other. Nobody starves: a line is
/// never overtaken. Cost: O(log hosts) per call, plus what is granted; leaving from the middle of a line is
/// O(length).
class SlotQueue
{
public:
    using Ticket = std::uint64_t;
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Joins the end of the host's line. `limit`, at least 1, is the host's from now on, for all of its line;
    /// lowering it takes no slot away.
    [[nodiscard]] Ticket join(const std::string &host, int limit);
    /// Out of the line, or the slot given back. Unknown tickets are ignored.
    void leave(Ticket ticket);
    /// Nobody of that host is granted before `until`. The later of several wins; slots in use stay.
    void pauseUntil(const std::string &host, TimePoint until);
    /// The tickets whose turn has come, in the order in which they joined.
    [[nodiscard]] std::vector<Ticket> grant(TimePoint now);
    /// When to ask grant() again though nobody joins or leaves; nullopt: no need.
    [[nodiscard]] std::optional<TimePoint> nextGrant() const;
    [[nodiscard]] std::optional<TimePoint> pausedUntil(const std::string &host) const;

private:
    struct Line
    {
        std::deque<Ticket> waiting;
        int running = 0;
        int limit = 1;
        std::optional<TimePoint> pausedUntil;

        [[nodiscard]] bool couldGrant() const { return !waiting.empty() && running < limit; }
    };
    struct Place
    {
        std::string host;
        bool running = false;
    };

    Ticket m_last = 0;
    std::map<std::string, Line> m_lines;
    std::map<Ticket, Place> m_places;
};

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/ratewindow.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace espalier::net {

/// What a host can bear.
struct HostLimits
{
    HostLimits(int atOnce, Rate perMinute = {}) // a number alone is a limit
        : concurrency(atOnce)
        , rate(perMinute)
    {
    }
    int concurrency; ///< requests at once, at least 1
    Rate rate;
};

/// Who may send now: at most so many at once and a minute per host, first come first served, nobody while a
/// host is paused.
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

    /// Joins the end of the host's line. `limits` are the host's from now on, for all of its line; lowering
    /// them takes no slot away. `tokens`: about how many the request will be, question and answer.
    [[nodiscard]] Ticket join(const std::string &host, const HostLimits &limits, std::int64_t tokens = 0);
    /// How many tokens the request of a granted ticket really was, before leave().
    void correctTokens(Ticket ticket, std::int64_t tokens);
    /// Out of the line, or the slot given back. Unknown tickets are ignored.
    void leave(Ticket ticket);
    /// Nobody of that host is granted before `until`. The later of several wins; slots in use stay.
    void pauseUntil(const std::string &host, TimePoint until);
    /// The tickets whose turn has come, in the order in which they joined.
    [[nodiscard]] std::vector<Ticket> grant(TimePoint now);
    /// When to ask grant() again though nobody joins or leaves; nullopt: no need. After grant().
    [[nodiscard]] std::optional<TimePoint> nextGrant() const;
    /// Slots of that host that are in use.
    [[nodiscard]] int running(const std::string &host) const;
    [[nodiscard]] std::optional<TimePoint> pausedUntil(const std::string &host) const;

private:
    struct Line
    {
        std::deque<Ticket> waiting;
        int running = 0;
        HostLimits limits{1};
        RateWindow sent;
        std::optional<TimePoint> pausedUntil;
        std::optional<TimePoint> rateFreeAt; ///< of the first that waits, when it waits for the rate

        [[nodiscard]] bool couldGrant() const { return !waiting.empty() && running < limits.concurrency; }
        [[nodiscard]] bool isUnused() const
        {
            return running == 0 && waiting.empty() && !pausedUntil && sent.isEmpty();
        }
    };
    struct Place
    {
        std::string host;
        std::int64_t tokens = 0;
        bool running = false;
    };
    [[nodiscard]] bool mayGo(Line &line, TimePoint now);

    Ticket m_last = 0;
    std::map<std::string, Line> m_lines;
    std::map<Ticket, Place> m_places;
};

} // namespace espalier::net

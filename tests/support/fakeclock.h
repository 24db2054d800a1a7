// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/clock.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace espalier::test {

/// A clock that stands still until the test moves it. Waits end inside advance(), in order of their time, the
/// event loop turned after each. `chances` are given out in turn, the last one for ever.
class FakeClock : public net::Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return m_now; }
    [[nodiscard]] std::int64_t unixMs() const override
    {
        constexpr std::int64_t kStart = 1'763'805'600'000; // 2025-11-22T10:00:00Z
        return kStart + std::chrono::duration_cast<std::chrono::milliseconds>(m_now - kBegin).count();
    }
    void after(std::chrono::milliseconds wait, QObject *context, std::function<void()> done) override
    {
        m_waits.emplace(m_now + std::max(wait, std::chrono::milliseconds::zero()),
                        Wait{context, std::move(done)});
    }
    [[nodiscard]] double chance() override
    {
        return m_next < chances.size() ? chances[m_next++] : chances.back();
    }

    /// Time passes; what falls due on the way happens at its own time.
    void advance(std::chrono::milliseconds time)
    {
        const TimePoint end = m_now + time;
        turn();
        while (isDue(end))
            step();
        m_now = end;
        turn();
    }
    /// To the next thing that falls due; false when nothing does.
    bool step()
    {
        turn();
        if (!isDue(TimePoint::max()))
            return false;
        auto next = m_waits.extract(m_waits.begin());
        m_now = std::max(m_now, next.key());
        next.mapped().done();
        turn();
        return true;
    }
    [[nodiscard]] std::chrono::milliseconds sinceBegin() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_now - kBegin);
    }

    std::vector<double> chances{0.5};

private:
    struct Wait
    {
        QPointer<QObject> context;
        std::function<void()> done;
    };
    static constexpr TimePoint kBegin{std::chrono::hours(1)};

    /// What nobody waits for any more does not count.
    bool isDue(TimePoint end)
    {
        while (!m_waits.empty() && !m_waits.begin()->second.context)
            m_waits.erase(m_waits.begin());
        return !m_waits.empty() && m_waits.begin()->first <= end;
    }
    static void turn()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }

    TimePoint m_now = kBegin;
    std::multimap<TimePoint, Wait> m_waits;
    std::size_t m_next = 0;
};

} // namespace espalier::test

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/clock.h"

#include <QDateTime>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>

namespace espalier::net {

namespace {

using std::chrono::milliseconds;

class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }
    [[nodiscard]] std::int64_t unixMs() const override { return QDateTime::currentMSecsSinceEpoch(); }
    [[nodiscard]] double chance() override { return QRandomGenerator::global()->generateDouble(); }

    void after(milliseconds wait, QObject *context, std::function<void()> done) override
    {
        constexpr milliseconds kMost{std::numeric_limits<int>::max()}; // what a QTimer can wait
        const milliseconds now = std::clamp(wait, milliseconds::zero(), kMost);
        // A coarse timer may fire early.
        QTimer::singleShot(now, Qt::PreciseTimer, context,
                           [this, left = wait - now, context, done = std::move(done)]() mutable {
                               if (left > milliseconds::zero())
                                   after(left, context, std::move(done));
                               else
                                   done();
                           });
    }
};

} // namespace

Clock::~Clock() = default;

Clock &systemClock()
{
    static SystemClock clock;
    return clock;
}

} // namespace espalier::net

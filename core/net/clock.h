// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>
#include <cstdint>
#include <functional>

class QObject;

namespace espalier::net {

/// Time, waiting and chance for whoever waits before sending: the seam at which tests put a clock of their
/// own. Thread: one, with an event loop.
class Clock
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    virtual ~Clock();

    [[nodiscard]] virtual TimePoint now() const = 0;
    /// Milliseconds since 1970, for people and logs.
    [[nodiscard]] virtual std::int64_t unixMs() const = 0;
    /// Calls `done` once, from the event loop, not before `wait` has passed; never when `context` is gone by
    /// then: deleting it takes the wait back.
    virtual void after(std::chrono::milliseconds wait, QObject *context, std::function<void()> done) = 0;
    /// A random number in [0, 1).
    [[nodiscard]] virtual double chance() = 0;

protected:
    Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)
};

/// The real one of this program; stateless, lives as long as the program.
[[nodiscard]] Clock &systemClock();

} // namespace espalier::net

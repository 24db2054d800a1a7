// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QTimer>

namespace espalier::test {

/// Turns the event loop until `condition()` holds; false when it does not within `milliseconds`. Wakes with
/// each event, where QTest::qWaitFor sleeps 10 ms between two turns: an upload of many turns would take
/// seconds.
template <typename Condition>
[[nodiscard]] bool eventually(Condition condition, int milliseconds = 10'000)
{
    QElapsedTimer time;
    time.start();
    QTimer wake; // so that WaitForMoreEvents ends when nothing happens
    wake.start(20);
    while (!condition()) {
        if (time.elapsed() > milliseconds)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace espalier::test

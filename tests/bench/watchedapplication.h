// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QByteArray>
#include <QElapsedTimer>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <vector>

namespace espalier::bench {

/// Measures how long the event loop is held up: the time of every event handled, and of those that follow one
/// another without a pause together, because a person's click waits for all of them.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        if (m_sinceEnd.isValid() && m_sinceEnd.nsecsElapsed() > kPauseNs)
            endStretch();
        QElapsedTimer busy;
        busy.start();
        ++m_depth;
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        const qint64 took = busy.nsecsElapsed();
        m_longest = std::max(m_longest, took);
        m_stretch += took;
        m_sinceEnd.start();
        return result;
    }
    void noteFlush() { m_flushed = true; }
    /// Forgets what was measured.
    void startOver()
    {
        m_withFlush.clear();
        m_others.clear();
        m_longest = 0;
    }
    void print()
    {
        row("turns with a flush", m_withFlush);
        row("all other turns", m_others);
    }
    /// "p50 | p99 | longest stretch | longest event" of all turns, milliseconds.
    [[nodiscard]] QByteArray summary() const
    {
        std::vector<double> all = m_others;
        all.insert(all.end(), m_withFlush.begin(), m_withFlush.end());
        std::sort(all.begin(), all.end());
        const auto at = [&all](double share) {
            return all.empty() ? 0.0
                               : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
        };
        return QByteArray::number(at(0.5), 'f', 1) + " | " + QByteArray::number(at(0.99), 'f', 1) + " | " +
               QByteArray::number(at(1), 'f', 0) + " | " +
               QByteArray::number(static_cast<double>(m_longest) / 1e6, 'f', 0);
    }

private:
    static void row(const char *name, std::vector<double> &times)
    {
        if (times.empty())
            return;
        std::sort(times.begin(), times.end());
        const auto at = [&](double share) {
            return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
        };
        std::printf("| %s | %zu | %.2f | %.2f | %.2f |\n", name, times.size(), at(0.5), at(0.99),
                    times.back());
    }

    static constexpr qint64 kPauseNs = 50'000;

    void endStretch()
    {
        (m_flushed ? m_withFlush : m_others).push_back(static_cast<double>(m_stretch) / 1e6);
        m_flushed = false;
        m_stretch = 0;
    }

    QElapsedTimer m_sinceEnd;
    qint64 m_stretch = 0;
    qint64 m_longest = 0;
    int m_depth = 0;
    bool m_flushed = false;
    std::vector<double> m_withFlush;
    std::vector<double> m_others;
};

} // namespace espalier::bench

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <cstddef>
#include <deque>

namespace espalier::ui {

/// Gathers changes and hands them on at most 30 times a second, so that a view is told of many at once
/// instead of each.
///
/// Changes leave in order, none is lost; neighbouring growths of one text leave as one. One hand-over holds
/// at most kSlice changes, and as many fewer as its receivers need to be done in about kTurnMs, so that a big
/// answer that arrives at once does not hold up the event loop; the rest follows in the next. Signals come
/// from the event loop, never from add(). Thread: GUI.
class ChangeBatcher : public QObject
{
    Q_OBJECT

public:
    static constexpr int kIntervalMs = 33;
    static constexpr int kTurnMs = 6; ///< of work in one turn of the event loop, what it paints not counted
    static constexpr std::size_t kSlice = 4000;
    static constexpr std::size_t kLeastSlice = 100;

    explicit ChangeBatcher(QObject *parent = nullptr);

    void add(const json::TreeChanges &changes);
    /// The same for many that are there at once; what waited is forgotten.
    void take(json::TreeChanges &&changes);
    /// What waits is handed on at once, in one piece, from the event loop: nobody wants to watch any more.
    void hurry();
    /// Forgets what was not handed on.
    void clear();
    /// Nothing waits.
    [[nodiscard]] bool isIdle() const { return m_waiting.empty(); }

Q_SIGNALS:
    /// The next changes, oldest first.
    void ready(const espalier::json::TreeChanges &changes);
    /// After ready, when nothing waits any more.
    void drained();

private:
    void flush();
    [[nodiscard]] json::TreeChanges takeFirst(std::size_t most);
    void learn(std::size_t count, qint64 nanoseconds);

    QTimer m_timer;
    std::deque<json::TreeChanges>
        m_waiting;              // none is empty: one list of a million would be moved as it grows
    std::size_t m_next = 0;     // of the first of them: what was not handed on
    std::size_t m_slice = 1000; // how many the receivers get at once
    bool m_hurry = false;
};

} // namespace espalier::ui

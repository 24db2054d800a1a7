// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changebatcher.h"

#include "models/freeelsewhere.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace espalier::ui {

ChangeBatcher::ChangeBatcher(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ChangeBatcher::flush);
}

void ChangeBatcher::add(const json::TreeChanges &changes)
{
    for (const json::TreeChange &change : changes) {
        if (change.op == json::TreeOp::AppendText && !isIdle()) {
            json::TreeChange &last = m_waiting.back();
            if (last.op == json::TreeOp::AppendText && last.node == change.node) {
                last.text += change.text;
                last.at = change.at;
                continue;
            }
        }
        m_waiting.push_back(change);
    }
    if (!isIdle() && !m_timer.isActive())
        m_timer.start(kIntervalMs);
}

void ChangeBatcher::take(json::TreeChanges &&changes)
{
    clear();
    m_waiting = std::move(changes);
    if (!isIdle())
        m_timer.start(0);
}

void ChangeBatcher::hurry()
{
    m_hurry = !isIdle();
    if (m_hurry)
        m_timer.start(0);
}

void ChangeBatcher::clear()
{
    m_hurry = false;
    m_timer.stop();
    if (m_waiting.size() > kSlice)
        freeElsewhere(std::exchange(m_waiting, {}));
    m_waiting.clear();
    m_next = 0;
}

void ChangeBatcher::flush()
{
    const std::size_t count =
        m_hurry ? m_waiting.size() - m_next : std::min(m_slice, m_waiting.size() - m_next);
    m_hurry = false;
    json::TreeChanges slice;
    if (m_next == 0 && count == m_waiting.size()) {
        slice.swap(m_waiting);
    } else {
        const auto begin = m_waiting.begin() + static_cast<std::ptrdiff_t>(m_next);
        slice.assign(std::make_move_iterator(begin),
                     std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(count)));
        m_next += count;
        if (m_next == m_waiting.size())
            clear();
    }
    QElapsedTimer cost;
    cost.start();
    Q_EMIT ready(slice);
    learn(count, cost.nsecsElapsed());
    if (isIdle()) {
        Q_EMIT drained();
        return;
    }
    // What waits follows soon, but most of the time stays with painting and with the person's own actions.
    m_timer.start(std::max(2 * kTurnMs, static_cast<int>(2 * cost.elapsed())));
}

/// The next slice: what could have been done in kTurnMs, at most twice as much as this time.
void ChangeBatcher::learn(std::size_t count, qint64 nanoseconds)
{
    if (count == 0)
        return;
    const double each = static_cast<double>(std::max<qint64>(nanoseconds, 1)) / static_cast<double>(count);
    const double fitting = kTurnMs * 1e6 / each;
    const double grown = std::max(2.0 * static_cast<double>(count), static_cast<double>(m_slice));
    m_slice = static_cast<std::size_t>(
        std::clamp(std::min(fitting, grown), static_cast<double>(kLeastSlice), static_cast<double>(kSlice)));
}

} // namespace espalier::ui

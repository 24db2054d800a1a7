// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changebatcher.h"

#include "models/freeelsewhere.h"

#include <algorithm>
#include <iterator>
#include <limits>
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
            json::TreeChange &last = m_waiting.back().back();
            if (last.op == json::TreeOp::AppendText && last.node == change.node) {
                last.text += change.text;
                last.at = change.at;
                continue;
            }
        }
        if (isIdle() || m_waiting.back().size() >= kSlice)
            m_waiting.emplace_back();
        m_waiting.back().push_back(change);
    }
    if (!isIdle() && !m_timer.isActive())
        m_timer.start(kIntervalMs);
}

void ChangeBatcher::take(json::TreeChanges &&changes)
{
    clear();
    if (changes.empty())
        return;
    m_waiting.push_back(std::move(changes));
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
    if (!isIdle() && (m_waiting.size() > 1 || m_waiting.front().size() > kSlice))
        freeElsewhere(std::exchange(m_waiting, {}));
    m_waiting.clear();
    m_next = 0;
}

/// At most so many, oldest first.
json::TreeChanges ChangeBatcher::takeFirst(std::size_t most)
{
    json::TreeChanges out;
    while (!isIdle() && out.size() < most) {
        json::TreeChanges &first = m_waiting.front();
        const std::size_t count = std::min(most - out.size(), first.size() - m_next);
        if (out.empty() && m_next == 0 && count == first.size()) {
            out.swap(first);
        } else {
            const auto begin = first.begin() + static_cast<std::ptrdiff_t>(m_next);
            out.insert(out.end(), std::make_move_iterator(begin),
                       std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(count)));
        }
        m_next += count;
        if (first.empty() || m_next == first.size()) {
            if (first.size() > kSlice)
                freeElsewhere(std::move(first));
            m_waiting.pop_front();
            m_next = 0;
        }
    }
    return out;
}

void ChangeBatcher::flush()
{
    const std::size_t most =
        std::exchange(m_hurry, false) ? std::numeric_limits<std::size_t>::max() : m_slice;
    const json::TreeChanges slice = takeFirst(most);
    const std::size_t count = slice.size();
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

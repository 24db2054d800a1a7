// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changebatcher.h"

#include <algorithm>
#include <iterator>

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
    m_waiting.clear();
    m_next = 0;
}

void ChangeBatcher::flush()
{
    const std::size_t count =
        m_hurry ? m_waiting.size() - m_next : std::min(kSlice, m_waiting.size() - m_next);
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
    if (isIdle()) {
        Q_EMIT drained();
        return;
    }
    // A slow receiver gets longer pauses, so that most of the time stays with the person's own actions.
    m_timer.start(std::max(kIntervalMs, static_cast<int>(2 * cost.elapsed())));
}

} // namespace espalier::ui

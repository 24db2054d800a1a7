// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/requestgate.h"

#include "net/origin.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace espalier::net {

namespace {

using std::chrono::milliseconds;

std::string hostOf(const QUrl &url)
{
    return originOf(url).toStdString();
}

} // namespace

GateSlot::GateSlot(RequestGate &gate, SlotQueue::Ticket ticket, QObject *parent)
    : QObject(parent)
    , m_gate(&gate)
    , m_ticket(ticket)
{
}

GateSlot::~GateSlot()
{
    if (m_gate)
        m_gate->leave(m_ticket);
}

RequestGate::RequestGate(QObject *parent, Clock clock)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer); // a coarse one may fire early, and then again and again
    connect(&m_wake, &QTimer::timeout, this, &RequestGate::grant);
}

GateSlot *RequestGate::enter(const QUrl &url, int concurrency, QObject *parent)
{
    const SlotQueue::Ticket ticket = m_queue.join(hostOf(url), concurrency);
    auto *slot = new GateSlot(*this, ticket, parent);
    m_slots[ticket] = slot;
    scheduleGrants();
    return slot;
}

void RequestGate::pause(const QUrl &url, milliseconds time)
{
    m_queue.pauseUntil(hostOf(url), m_clock() + time);
}

milliseconds RequestGate::pauseLeft(const QUrl &url) const
{
    const auto until = m_queue.pausedUntil(hostOf(url));
    const auto left = until ? *until - m_clock() : SlotQueue::TimePoint::duration::zero();
    return std::max(std::chrono::ceil<milliseconds>(left), milliseconds::zero());
}

void RequestGate::leave(SlotQueue::Ticket ticket)
{
    m_slots.erase(ticket);
    m_queue.leave(ticket);
    scheduleGrants();
}

// Through the event loop, so that nothing is granted from inside a caller's call.
void RequestGate::scheduleGrants()
{
    m_wake.start(milliseconds::zero());
}

void RequestGate::grant()
{
    const QPointer<RequestGate> self(this);
    for (const SlotQueue::Ticket ticket : m_queue.grant(m_clock())) {
        // A slot of an earlier ticket may have deleted this one.
        const auto it = m_slots.find(ticket);
        if (it == m_slots.end())
            continue;
        it->second->m_granted = true;
        Q_EMIT it->second->granted();
        if (!self)
            return;
    }
    if (const auto next = m_queue.nextGrant(); next && !m_wake.isActive()) {
        const auto left = std::chrono::ceil<milliseconds>(*next - m_clock());
        m_wake.start(std::clamp(left, milliseconds::zero(), milliseconds(std::numeric_limits<int>::max())));
    }
}

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/requestgate.h"

#include "net/origin.h"

#include <QMetaObject>

#include <algorithm>
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

void GateSlot::tellTokens(std::int64_t tokens)
{
    if (!m_gate)
        return;
    m_gate->m_queue.correctTokens(m_ticket, tokens);
    m_gate->scheduleGrants();
}

RequestGate::RequestGate(QObject *parent, Clock &clock)
    : QObject(parent)
    , m_clock(clock)
{
}

GateSlot *RequestGate::enter(const QUrl &url, const HostLimits &limits, QObject *parent, std::int64_t tokens)
{
    const SlotQueue::Ticket ticket = m_queue.join(hostOf(url), limits, tokens);
    auto *slot = new GateSlot(*this, ticket, parent);
    m_slots[ticket] = slot;
    scheduleGrants();
    return slot;
}

void RequestGate::pause(const QUrl &url, milliseconds time)
{
    m_queue.pauseUntil(hostOf(url), m_clock.now() + time);
    Q_EMIT paused();
}

int RequestGate::running(const QUrl &url) const
{
    return m_queue.running(hostOf(url));
}

milliseconds RequestGate::pauseLeft(const QUrl &url) const
{
    const auto until = m_queue.pausedUntil(hostOf(url));
    const auto left = until ? *until - m_clock.now() : SlotQueue::TimePoint::duration::zero();
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
    if (std::exchange(m_grantPosted, true))
        return;
    QMetaObject::invokeMethod(this, &RequestGate::grant, Qt::QueuedConnection);
}

void RequestGate::grant()
{
    m_grantPosted = false;
    const QPointer<RequestGate> self(this);
    for (const SlotQueue::Ticket ticket : m_queue.grant(m_clock.now())) {
        // A slot of an earlier ticket may have deleted this one.
        const auto it = m_slots.find(ticket);
        if (it == m_slots.end())
            continue;
        it->second->m_granted = true;
        Q_EMIT it->second->granted();
        if (!self)
            return;
    }
    wakeLater();
}

void RequestGate::wakeLater()
{
    m_wake.reset();
    const auto next = m_queue.nextGrant();
    if (!next)
        return;
    m_wake = std::make_unique<QObject>();
    m_clock.after(std::chrono::ceil<milliseconds>(*next - m_clock.now()), m_wake.get(),
                  [this] { scheduleGrants(); });
}

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/clock.h"
#include "net/slotqueue.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>

namespace espalier::net {

class RequestGate;

/// A place in the line of a host, then a slot. Deleting it gives either back, at any time.
/// granted() comes once, queued, never from inside enter(); not after a deletion.
class GateSlot final : public QObject
{
    Q_OBJECT

public:
    ~GateSlot() override;
    [[nodiscard]] bool isGranted() const { return m_granted; }
    /// How many tokens the request really was; what the rate of tokens counts from now on.
    void tellTokens(std::int64_t tokens);

Q_SIGNALS:
    void granted();

private:
    friend class RequestGate;
    GateSlot(RequestGate &gate, SlotQueue::Ticket ticket, QObject *parent);

    QPointer<RequestGate> m_gate;
    SlotQueue::Ticket m_ticket;
    bool m_granted = false;
};

/// Where runs wait for their turn: one per program, shared by all runs. See SlotQueue for the rules.
///
/// The transport itself never makes a try wait; whoever wants a bound takes a slot here before each send and
/// deletes it when the try has ended. Slots may outlive the gate; those still waiting are then never granted.
/// Thread: one, with an event loop.
class RequestGate final : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the gate.
    explicit RequestGate(QObject *parent = nullptr, Clock &clock = systemClock());

    /// Joins the line of the host of `url`; `limits` are the profile's, `tokens` the estimate for this
    /// request. Never nullptr.
    [[nodiscard]] GateSlot *enter(const QUrl &url, const HostLimits &limits, QObject *parent,
                                  std::int64_t tokens = 0);
    /// Nobody is let through to the host of `url` for that long: what a 429 asks for, kept by all runs.
    void pause(const QUrl &url, std::chrono::milliseconds time);
    /// Slots of the host of `url` that are in use.
    [[nodiscard]] int running(const QUrl &url) const;
    /// How long the host is still paused; zero when it is not.
    [[nodiscard]] std::chrono::milliseconds pauseLeft(const QUrl &url) const;

Q_SIGNALS:
    /// A pause was asked for; see pauseLeft().
    void paused();

private:
    friend class GateSlot;
    void leave(SlotQueue::Ticket ticket);
    void scheduleGrants();
    void grant();
    void wakeLater();

    Clock &m_clock;
    SlotQueue m_queue;
    std::map<SlotQueue::Ticket, GateSlot *> m_slots; ///< alive; each takes itself out
    std::unique_ptr<QObject> m_wake;                 ///< a wait that goes on
    bool m_grantPosted = false;
};

} // namespace espalier::net

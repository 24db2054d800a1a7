// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/probe.h"

#include <QMetaObject>

#include <utility>

namespace espalier::run {

Probe::Probe(ExtractionRequest base, net::Transport &transport, QObject *parent, net::RequestGate *gate,
             net::Clock &clock)
    : QObject(parent)
    , m_plan(std::move(base))
    , m_transport(transport)
    , m_gate(gate)
    , m_clock(clock)
{
}

Probe::~Probe() = default;

void Probe::start()
{
    if (std::exchange(m_started, true))
        return;
    QMetaObject::invokeMethod(this, &Probe::askNext, Qt::QueuedConnection);
}

void Probe::stop()
{
    m_stopped = true; // also between two questions
    if (m_run)
        m_run->stop();
}

void Probe::askNext()
{
    m_run.reset();
    if (m_stopped && !m_plan.fatal()) {
        Q_EMIT finished(m_plan.report(), Error{ErrorKind::StoppedByUser, "Stopped by you.", {}, {}, {}, {}});
        return;
    }
    auto request = m_plan.request();
    if (!request) {
        Q_EMIT finished(m_plan.report(), m_plan.fatal().value_or(Error()));
        return;
    }
    m_run = std::make_unique<ExtractionRun>(std::move(*request), m_transport, nullptr, m_gate, m_clock);
    connect(
        m_run.get(), &ExtractionRun::finished, this,
        [this](const RunResult &result) {
            m_plan.take(result);
            askNext();
        },
        Qt::QueuedConnection);
    m_run->start();
    Q_EMIT asking(++m_asked, m_plan.estimate().requests);
}

} // namespace espalier::run

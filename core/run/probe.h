// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/clock.h"
#include "net/transport.h"
#include "run/extractionrun.h"
#include "run/probeplan.h"

#include <QObject>

#include <memory>

namespace espalier::run {

/// Asks the questions of a ProbePlan, one at a time. Runs only when somebody starts it: it costs tokens.
///
/// finished comes exactly once, queued, also when it was stopped; then with what was found until then and the
/// error. Ownership: transport, gate and clock stay the caller's and must outlive the probe. Thread: the one
/// of the transport.
class Probe final : public QObject
{
    Q_OBJECT

public:
    Probe(ExtractionRequest base, net::Transport &transport, QObject *parent = nullptr,
          net::RequestGate *gate = nullptr, net::Clock &clock = net::systemClock());
    ~Probe() override;

    [[nodiscard]] const ProbePlan::Estimate &estimate() const { return m_plan.estimate(); }
    void start();
    void stop();

Q_SIGNALS:
    /// A question goes out: the how many-th, from 1, of at most `most`.
    void asking(int question, int most);
    /// `error`: of kind None when all questions were asked.
    void finished(const espalier::run::ProbeReport &report, const espalier::Error &error);

private:
    void askNext();

    ProbePlan m_plan;
    net::Transport &m_transport;
    net::RequestGate *m_gate;
    net::Clock &m_clock;
    std::unique_ptr<ExtractionRun> m_run;
    int m_asked = 0;
    bool m_started = false;
    bool m_stopped = false;
};

} // namespace espalier::run

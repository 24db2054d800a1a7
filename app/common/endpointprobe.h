// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/endpointaccess.h"
#include "run/probe.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace espalier::app {

/// What an endpoint can do with one model: asks for its list of models, then the questions of run::Probe.
///
/// finished comes exactly once, from the event loop, also when it was stopped; nothing after it. Deleting a
/// running one cancels it silently. The engine stays the caller's and must outlive it. Thread: the main one.
class EndpointProbe final : public QObject
{
    Q_OBJECT

public:
    EndpointProbe(Engine &engine, EndpointAccess access, std::string model, QObject *parent = nullptr);
    ~EndpointProbe() override;

    /// What all of it costs at most, before anything is asked. Pure.
    [[nodiscard]] static run::ProbePlan::Estimate estimate(const settings::EndpointProfile &profile,
                                                           const std::string &model);
    void start();
    void stop();

Q_SIGNALS:
    /// As run::Probe::asking.
    void asking(int question, int most);
    /// `error`: of kind None when all questions were asked. Errors: those of fetchModels() when nobody
    /// answers, of the first question that makes the others useless, StoppedByUser.
    void finished(const espalier::run::ProbeReport &report, const espalier::Error &error);

private:
    void ask(std::optional<int> models);
    void end(run::ProbeReport report, const Error &error);

    Engine &m_engine;
    EndpointAccess m_access;
    std::string m_model;
    std::optional<int> m_models;
    std::unique_ptr<run::Probe> m_probe;
    std::unique_ptr<QObject> m_listing; ///< whose end cancels the request for the list
    bool m_over = false;
};

} // namespace espalier::app

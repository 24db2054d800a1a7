// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/endpointprobe.h"

#include "common/modelfetch.h"

#include <QMetaObject>

#include <utility>

namespace espalier::app {

static run::ExtractionRequest questionTo(const settings::EndpointProfile &profile, const std::string &model)
{
    run::ExtractionRequest out;
    out.profile = profile;
    out.chat.model = model;
    return out;
}

EndpointProbe::EndpointProbe(Engine &engine, EndpointAccess access, std::string model, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_access(std::move(access))
    , m_model(std::move(model))
{
}

EndpointProbe::~EndpointProbe() = default;

run::ProbePlan::Estimate EndpointProbe::estimate(const settings::EndpointProfile &profile,
                                                 const std::string &model)
{
    return run::ProbePlan(questionTo(profile, model)).estimate();
}

void EndpointProbe::start()
{
    if (m_over || m_listing || m_probe)
        return;
    m_listing = std::make_unique<QObject>();
    askForModels(m_engine.transport(), m_access, {}, m_listing.get(), [this](const ModelAnswer &answer) {
        if (m_over)
            return;
        if (answer.models)
            ask(static_cast<int>(answer.models->size()));
        else if (answer.httpStatus == 0) // nobody there: questions would say no more
            end({}, answer.models.error());
        else
            ask(std::nullopt);
    });
}

void EndpointProbe::ask(std::optional<int> models)
{
    m_models = models;
    run::ExtractionRequest request = questionTo(m_access.profile, m_model);
    request.secretHeaders = m_access.secretHeaders;
    request.proxyCredentials = m_access.proxyCredentials;
    m_probe =
        std::make_unique<run::Probe>(std::move(request), m_engine.transport(), nullptr, &m_engine.gate());
    connect(m_probe.get(), &run::Probe::asking, this, &EndpointProbe::asking);
    connect(m_probe.get(), &run::Probe::finished, this, &EndpointProbe::end);
    m_probe->start();
}

void EndpointProbe::stop()
{
    if (m_over)
        return;
    if (m_probe)
        m_probe->stop();
    else
        end({}, Error{ErrorKind::StoppedByUser, "Stopped.", {}, {}, {}, {}});
}

void EndpointProbe::end(run::ProbeReport report, const Error &error)
{
    if (std::exchange(m_over, true))
        return;
    if (m_listing)
        m_listing.release()->deleteLater(); // it may be what is calling
    if (m_access.profile.baseUrl.starts_with("https:"))
        report.tls = true; // it would not have been reached else
    report.key = m_access.secretHeaders.empty() ? "none" : "accepted";
    report.models = m_models;
    QMetaObject::invokeMethod(
        this, [this, report = std::move(report), error] { Q_EMIT finished(report, error); },
        Qt::QueuedConnection);
}

} // namespace espalier::app

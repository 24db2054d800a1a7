// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktopprobe.h"

#include "common/endpointchoice.h"
#include "common/engine.h"
#include "desktop/endpointaddress.h"

#include <QMetaObject>

#include <utility>

namespace espalier::app {

DesktopProbe::DesktopProbe(Engine &engine, settings::EndpointProfile profile, std::string model,
                           EnteredSecrets entered, std::string keepIn)
    : m_engine(engine)
    , m_model(std::move(model))
    , m_keepIn(std::move(keepIn))
{
    if (const auto error = addressError(profile)) {
        endLater(*error);
        return;
    }
    openEndpoint(
        engine, std::move(profile), this,
        [this](Result<EndpointAccess, Error> access) {
            if (m_over)
                return;
            if (access)
                ask(std::move(access).value());
            else
                endLater(access.error());
        },
        std::move(entered));
}

DesktopProbe::~DesktopProbe() = default;

void DesktopProbe::ask(EndpointAccess access)
{
    m_probe = std::make_unique<EndpointProbe>(m_engine, std::move(access), m_model);
    connect(m_probe.get(), &EndpointProbe::asking, this, &DesktopProbe::asking);
    connect(m_probe.get(), &EndpointProbe::finished, this, &DesktopProbe::end);
    m_probe->start();
}

void DesktopProbe::end(const run::ProbeReport &report, const Error &error)
{
    m_over = true;
    bool kept = false;
    Error problem = error;
    if (error.kind == ErrorKind::None && !m_keepIn.empty()) {
        const auto done = rememberProbe(m_engine.profiles(), m_keepIn, m_model, report);
        if (done)
            kept = *done;
        else
            problem = done.error();
    }
    Q_EMIT finished(report, kept, problem);
}

void DesktopProbe::stop()
{
    if (m_probe)
        m_probe->stop();
    else
        endLater(Error{ErrorKind::StoppedByUser, "Stopped.", {}, {}, {}, {}});
}

void DesktopProbe::endLater(const Error &error)
{
    if (std::exchange(m_over, true))
        return;
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT finished({}, false, error); }, Qt::QueuedConnection);
}

} // namespace espalier::app

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/rehearsal.h"

#include "common/engine.h"
#include "desktop/desktophooks.h"
#include "settings/presets.h"

#include <utility>

namespace espalier::app {

static constexpr double kTokensPerSecond = 60; // as the window asks of the practice endpoint

Rehearsal::Rehearsal(Engine &engine, RunOptions options, std::shared_ptr<DesktopHooks> hooks,
                     const std::string &faults)
    : m_hooks(std::move(hooks))
{
    practice::PracticeServer::Options served;
    served.faults = faults;
    served.tokensPerSecond = kTokensPerSecond;
    if (m_server.start(served))
        launch(engine, std::move(options));
    else
        failLater({ErrorKind::NoConnection,
                   "The rehearsal cannot start: " + m_server.errorText().toStdString(),
                   "Close other programs and try again.",
                   {},
                   {},
                   {}});
}

Rehearsal::Rehearsal(const Error &error)
{
    failLater(error);
}

Rehearsal::~Rehearsal() = default;

ui::HookLink *Rehearsal::hooks()
{
    return m_hooks.get();
}

void Rehearsal::launch(Engine &engine, RunOptions options)
{
    EndpointAccess access;
    if (const settings::EndpointProfile *practice = settings::preset(settings::kPracticeName))
        access.profile = *practice;
    access.profile.baseUrl = m_server.baseUrl().toString().toStdString();
    access.profile.proxy = settings::ProxyMode::None;
    access.secretHeaders = {{"Authorization", "Bearer " + m_server.key().toStdString()}};
    options.model = practice::PracticeServer::modelName().toStdString();
    options.cache = nullptr;
    options.retries.costBudget.reset(); // it costs nothing and has no prices
    std::erase_if(options.hooks.validation, [](const auto &hook) { return hook->needsPrices(); });
    m_run = std::make_unique<run::ExtractionRun>(extractionRequest(std::move(options), std::move(access)),
                                                 engine.transport());
    using Run = run::ExtractionRun;
    connect(m_run.get(), &Run::happened, m_hooks.get(), &DesktopHooks::tell);
    connect(m_run.get(), &Run::stateChanged, this,
            [this](run::RunState, run::RunState to) { Q_EMIT stateChanged(to); });
    connect(m_run.get(), &Run::finished, this, &Rehearsal::finished);
    m_run->start();
}

void Rehearsal::stop()
{
    if (m_run)
        m_run->stop();
}

void Rehearsal::failLater(const Error &error)
{
    run::RunResult result;
    result.status = run::RunStatus::Failed;
    result.error = error;
    QMetaObject::invokeMethod(
        this, [this, result] { Q_EMIT finished(result); }, Qt::QueuedConnection);
}

} // namespace espalier::app

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktoprun.h"

#include "common/endpointchoice.h"
#include "common/engine.h"
#include "desktop/desktophooks.h"

#include <utility>

namespace espalier::app {

DesktopRun::DesktopRun(Engine &engine, settings::EndpointProfile profile, RunOptions options,
                       std::shared_ptr<DesktopHooks> hooks)
    : m_profileName(profile.name)
    , m_hooks(std::move(hooks))
    , m_observers(options.hooks.observers)
{
    openEndpoint(engine, std::move(profile), this,
                 [this, &engine, options = std::move(options)](Result<EndpointAccess, Error> access) mutable {
                     if (m_ended)
                         return;
                     if (access)
                         launch(engine, std::move(access).value(), std::move(options));
                     else
                         endLater(run::RunStatus::Failed, access.error());
                 });
}

DesktopRun::DesktopRun(const Error &error)
{
    endLater(run::RunStatus::Failed, error);
}

DesktopRun::~DesktopRun()
{
    m_run.reset();
    letFinish(std::move(m_observers));
}

ui::HookLink *DesktopRun::hooks()
{
    return m_hooks.get();
}

void DesktopRun::launch(Engine &engine, EndpointAccess access, RunOptions options)
{
    const QUrl url(QString::fromStdString(access.profile.baseUrl)); // the gate looks at its host
    m_run = std::make_unique<run::ExtractionRun>(extractionRequest(std::move(options), std::move(access)),
                                                 engine.transport(), nullptr, &engine.gate());
    using Run = run::ExtractionRun;
    const auto tellPause = [this, &gate = engine.gate(), url] {
        const auto left = gate.pauseLeft(url);
        if (m_run && m_run->state() == run::RunState::WaitingForSlot && left.count() > 0)
            Q_EMIT heldBack(left.count());
    };
    connect(m_run.get(), &Run::stateChanged, this, [this, tellPause](run::RunState, run::RunState to) {
        Q_EMIT stateChanged(to);
        tellPause();
    });
    connect(&engine.gate(), &net::RequestGate::paused, this, tellPause);
    connect(m_run.get(), &Run::tryBegan, this, &DesktopRun::tryBegan);
    connect(m_run.get(), &Run::attemptStarted, this,
            [this](int, const QString &, const QByteArray &body) { Q_EMIT trySent(body); });
    connect(m_run.get(), &Run::tryEnded, this, &DesktopRun::tryEnded);
    connect(m_run.get(), &Run::waiting, this, &DesktopRun::waiting);
    connect(m_run.get(), &Run::firstToken, this, &DesktopRun::firstToken);
    connect(m_run.get(), &Run::treeChanged, this, &DesktopRun::treeChanged);
    connect(m_run.get(), &Run::issuesFound, this, &DesktopRun::issuesFound);
    connect(m_run.get(), &Run::textReceived, this, &DesktopRun::textReceived);
    connect(m_run.get(), &Run::capabilityDropped, this, &DesktopRun::capabilityDropped);
    connect(m_run.get(), &Run::askingAgain, this, &DesktopRun::askingAgain);
    connect(m_run.get(), &Run::happened, m_hooks.get(), &DesktopHooks::tell);
    connect(m_run.get(), &Run::finished, this, [this, &engine](const run::RunResult &result) {
        if (const auto error = rememberDropped(engine.profiles(), m_profileName, result.droppedMembers))
            qWarning("%s", error->message.c_str());
        Q_EMIT finished(result);
    });
    m_run->start();
}

void DesktopRun::stop()
{
    if (m_run) {
        m_run->stop();
        return;
    }
    Error stopped;
    stopped.kind = ErrorKind::StoppedByUser;
    endLater(run::RunStatus::Cancelled, stopped);
}

void DesktopRun::endLater(run::RunStatus status, const Error &error)
{
    if (std::exchange(m_ended, true))
        return;
    run::RunResult result;
    result.status = status;
    result.error = error;
    QMetaObject::invokeMethod(
        this, [this, result] { Q_EMIT finished(result); }, Qt::QueuedConnection);
}

} // namespace espalier::app

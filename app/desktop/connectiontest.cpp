// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/connectiontest.h"

#include "common/endpointchoice.h"
#include "common/engine.h"
#include "desktop/endpointaddress.h"
#include "wire/endpointurl.h"

#include <QMetaObject>

#include <memory>
#include <utility>

namespace espalier::app {

using ui::ConnectionStep;
using ui::StepState;

DesktopConnectionTest::DesktopConnectionTest(Engine &engine, settings::EndpointProfile profile,
                                             EnteredSecrets entered, net::Timeouts timeouts)
    : m_engine(engine)
    , m_profile(std::move(profile))
    , m_timeouts(timeouts)
    , m_asking(new QObject(this))
{
    auto held = std::make_shared<EnteredSecrets>(std::move(entered)); // what is queued must be copyable
    QMetaObject::invokeMethod(
        m_asking, [this, held] { begin(std::move(*held)); }, Qt::QueuedConnection);
}

DesktopConnectionTest::~DesktopConnectionTest() = default;

net::Timeouts DesktopConnectionTest::usualTimeouts()
{
    net::Timeouts timeouts;
    timeouts.firstByte = timeouts.idle = timeouts.noContent = std::chrono::seconds(15);
    timeouts.deadline = std::chrono::seconds(30);
    return timeouts;
}

void DesktopConnectionTest::begin(EnteredSecrets entered)
{
    if (m_over)
        return;
    const bool practice = isPractice(m_profile);
    if (const auto error = addressError(m_profile)) {
        tell({ConnectionStep::Address, StepState::Bad, {}, *error});
        end();
        return;
    }
    m_asked.tls = m_profile.baseUrl.starts_with("https:");
    tell({ConnectionStep::Address,
          StepState::Good,
          practice ? tr("inside Espalier") : QString::fromStdString(wire::modelsUrl(m_profile.baseUrl)),
          {}});
    m_keyEntered = entered.count(m_profile.name) > 0;
    if (m_profile.key.from == secrets::KeySource::From::Keychain && !m_keyEntered)
        tell({ConnectionStep::Key, StepState::Running, tr("waiting for the key ring"), {}});
    openEndpoint(
        m_engine, m_profile, m_asking,
        [this](const Result<EndpointAccess, Error> &access) {
            if (m_over)
                return;
            if (!access)
                m_keyError = access.error();
            EndpointAccess bare;
            bare.profile = m_profile;
            ask(access ? *access : bare);
        },
        std::move(entered));
}

void DesktopConnectionTest::ask(const EndpointAccess &access)
{
    m_asked.key = !access.secretHeaders.empty();
    const bool onlyHeaders = m_profile.key.from == secrets::KeySource::From::None;
    m_asked.keyLabel = m_keyEntered  ? tr("as entered here")
                       : onlyHeaders ? tr("the secret headers")
                                     : QString::fromStdString(access.keyLabel);
    if (m_asked.key) // the key ring is not what is waited for any more
        tell({ConnectionStep::Key, StepState::Running, tr("sent: %1").arg(m_asked.keyLabel), {}});
    tell({ConnectionStep::Reach, StepState::Running, tr("asking"), {}});
    askForModels(m_engine.transport(), access, m_timeouts, m_asking, [this](const ModelAnswer &answer) {
        if (!m_over)
            judge(answer);
    });
}

void DesktopConnectionTest::judge(const ModelAnswer &answer)
{
    for (Tick tick : ticksOf(answer, m_asked)) {
        if (m_over) // cancelled by who was told the tick before
            return;
        if (tick.step == ConnectionStep::Key && m_keyError.kind != ErrorKind::None)
            tick = {ConnectionStep::Key, StepState::Bad, {}, m_keyError};
        tell(tick);
    }
    if (!m_over && answer.models && !answer.models->empty())
        Q_EMIT modelsListed(*answer.models);
    end();
}

void DesktopConnectionTest::tell(const Tick &tick)
{
    Q_EMIT step(tick.step, tick.state, tick.detail, tick.error);
}

void DesktopConnectionTest::cancel()
{
    if (m_over)
        return;
    m_asking->deleteLater(); // later: what it cancels may be what is calling
    end();
}

void DesktopConnectionTest::end()
{
    if (std::exchange(m_over, true))
        return;
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(); }, Qt::QueuedConnection);
}

} // namespace espalier::app

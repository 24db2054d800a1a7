// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/endpointaccess.h"
#include "desktop/connectionticks.h"
#include "engine/connectiontest.h"
#include "net/transport.h"
#include "settings/endpointprofile.h"

namespace espalier::app {

class Engine;

/// Tests an endpoint with one request: GET {base}/models. Where the key cannot be had, or may not go there,
/// the request goes without any secret, so that the rest can still be told. An address that is known to be
/// closed is not called at all. The engine stays the caller's and must outlive the test. Thread: GUI.
class DesktopConnectionTest : public ui::ConnectionTest
{
    Q_OBJECT

public:
    DesktopConnectionTest(Engine &engine, settings::EndpointProfile profile, EnteredSecrets entered,
                          net::Timeouts timeouts = usualTimeouts());
    ~DesktopConnectionTest() override;

    /// 15 s to the first byte and between bytes, 30 s for the whole.
    [[nodiscard]] static net::Timeouts usualTimeouts();
    void cancel() override;

private:
    void begin(EnteredSecrets entered);
    void ask(const EndpointAccess &access);
    void judge(const ModelAnswer &answer);
    void tell(const Tick &tick);
    void end();

    Engine &m_engine;
    settings::EndpointProfile m_profile;
    net::Timeouts m_timeouts;
    AskedWith m_asked;
    bool m_keyEntered = false; ///< the key that is tried is none that is stored
    Error m_keyError;          ///< why the key could not be had
    bool m_over = false;       ///< finished, or about to be
    QObject *m_asking;         ///< a child, whose end cancels what is under way
};

} // namespace espalier::app

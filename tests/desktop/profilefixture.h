// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "secrets/secretstore.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>

namespace espalier::test {

/// The real engine on a configuration folder of its own.
struct ProfileFixture
{
    void begin()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!.*XDG_RUNTIME_DIR).+")));
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
        start();
    }
    void end()
    {
        m_desktop.reset();
        m_engine.reset();
    }
    /// As when the program is started again.
    void start()
    {
        m_desktop.reset();
        m_engine = std::make_unique<app::Engine>();
        QVERIFY(m_engine->profiles().load().empty());
        m_desktop = std::make_unique<app::DesktopEngine>(*m_engine);
    }
    [[nodiscard]] static settings::EndpointProfile mine(const char *name = "Mine")
    {
        settings::EndpointProfile profile;
        profile.name = name;
        profile.baseUrl = "https://models.example/v1";
        return profile;
    }
    /// Empty when there is none.
    [[nodiscard]] std::string sessionSecret(const std::string &entry)
    {
        std::string out;
        bool answered = false;
        QObject context;
        m_engine->session().read(entry, &context, [&](secrets::SecretResult result) {
            out = result.secret.reveal();
            answered = true;
        });
        [&] { QTRY_VERIFY(answered); }();
        return out;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Engine> m_engine;
    std::unique_ptr<app::DesktopEngine> m_desktop;
};

} // namespace espalier::test

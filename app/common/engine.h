// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "net/requestgate.h"
#include "net/transport.h"
#include "run/answercache.h"
#include "run/scriptrunner.h"
#include "secrets/keyresolver.h"
#include "secrets/secretstore.h"
#include "settings/appsettings.h"
#include "settings/profilestore.h"

#include <QUrl>

#include <memory>
#include <string>

namespace espalier::app {

/// Where the practice endpoint of this program listens, and its key. The key is made at each start and never
/// stored.
struct PracticeAddress
{
    QUrl baseUrl;
    std::string key;
};

/// Everything of the engine that outlives a single run, built once for a program and wired together:
/// transport and gate, key stores, settings, profiles, and the practice endpoint when somebody asks for it.
///
/// Ownership: holds it all; runs, questions to stores and streams must end before it. Thread: the main
/// thread.
class Engine
{
public:
    /// `practiceTokensPerSecond`: how fast the practice endpoint answers; 0: as fast as it can.
    explicit Engine(double practiceTokensPerSecond = 0);
    ~Engine();
    Q_DISABLE_COPY_MOVE(Engine)

    [[nodiscard]] net::Transport &transport();
    [[nodiscard]] net::RequestGate &gate();
    [[nodiscard]] const secrets::KeyResolver &keys() const;
    [[nodiscard]] secrets::SecretStore &keychain();
    [[nodiscard]] secrets::SecretStore &session();
    [[nodiscard]] settings::StoredKeyNames &storedKeys();
    [[nodiscard]] settings::AppSettings &settings();
    /// Not loaded yet: whoever loads it shows the problems.
    [[nodiscard]] settings::ProfileStore &profiles();

    /// Accepted answers that are kept on this computer.
    [[nodiscard]] run::AnswerCache &cache();
    /// Evaluates scripts in the helper process, which is started when somebody needs it.
    [[nodiscard]] run::ScriptRunner &scripts();

    /// Starts the practice endpoint with the first call.
    [[nodiscard]] Result<PracticeAddress, Error> practice();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::app

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/engine.h"

#include "net/qnamtransport.h"
#include "practice/practiceserver.h"
#include "run/scripthost.h"
#include "secrets/environmentstore.h"
#include "secrets/keychainstore.h"
#include "secrets/memorystore.h"
#include "store/answerfolder.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <chrono>

namespace espalier::app {

namespace {

/// Where the helper for scripts is: as it is installed, beside this program, or in the tree of a build.
QString scriptProgram()
{
    const QString here = QCoreApplication::applicationDirPath();
    const QString name = QStringLiteral("espalier-script");
    for (const QString &folder :
         {QStringLiteral("/../libexec/espalier/"), QStringLiteral("/"), QStringLiteral("/../script/")}) {
        if (QFileInfo(here + folder + name).isExecutable())
            return here + folder + name;
    }
    return name;
}

} // namespace

class Engine::Private
{
public:
    explicit Private(double rate)
        : practiceRate(rate)
        , storedKeys(settings)
        , keychain(storedKeys,
                   std::chrono::milliseconds(settings.value(settings::setting::keychainTimeoutMs)))
        , keys(environment, keychain, session)
        , scripts(scriptProgram())
    {
    }

    double practiceRate;
    std::unique_ptr<practice::PracticeServer> practice;
    settings::AppSettings settings;
    settings::StoredKeyNames storedKeys;
    settings::ProfileStore profiles;
    secrets::EnvironmentStore environment;
    secrets::KeychainStore keychain;
    secrets::MemoryStore session;
    secrets::KeyResolver keys;
    store::AnswerFolder cache;
    run::ScriptHost scripts;
    net::RequestGate gate;
    net::QnamTransport transport; // ends its streams first, while everything else still stands
};

Engine::Engine(double practiceTokensPerSecond)
    : d(std::make_unique<Private>(practiceTokensPerSecond))
{
}

Engine::~Engine() = default;

net::Transport &Engine::transport()
{
    return d->transport;
}

net::RequestGate &Engine::gate()
{
    return d->gate;
}

run::AnswerCache &Engine::cache()
{
    return d->cache;
}

run::ScriptRunner &Engine::scripts()
{
    return d->scripts;
}

const secrets::KeyResolver &Engine::keys() const
{
    return d->keys;
}

secrets::SecretStore &Engine::keychain()
{
    return d->keychain;
}

secrets::SecretStore &Engine::session()
{
    return d->session;
}

settings::StoredKeyNames &Engine::storedKeys()
{
    return d->storedKeys;
}

settings::AppSettings &Engine::settings()
{
    return d->settings;
}

settings::ProfileStore &Engine::profiles()
{
    return d->profiles;
}

Result<PracticeAddress, Error> Engine::practice()
{
    if (!d->practice) {
        auto server = std::make_unique<practice::PracticeServer>();
        practice::PracticeServer::Options options;
        options.tokensPerSecond = d->practiceRate;
        if (!server->start(options))
            return Error{ErrorKind::NoConnection,
                         "The practice endpoint cannot start: " + server->errorText().toStdString(),
                         "Choose another endpoint.",
                         {},
                         {},
                         {}};
        d->practice = std::move(server);
    }
    return PracticeAddress{d->practice->baseUrl(), d->practice->key().toStdString()};
}

} // namespace espalier::app

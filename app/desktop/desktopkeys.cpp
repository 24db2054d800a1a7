// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What DesktopEngine does with keys. None passes through here but on its way into a store.

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "secrets/secretstore.h"
#include "settings/presets.h"

#include <memory>
#include <utility>

namespace espalier::app {

using secrets::KeySource;
using secrets::SecretResult;
using secrets::SecretStatus;

ui::KeyFacts DesktopEngine::keyFacts(const QString &endpoint) const
{
    using Source = ui::KeyFacts::Source;
    const settings::EndpointProfile profile = profileOf(endpoint);
    ui::KeyFacts facts;
    facts.waiting = m_waiting.count(endpoint) > 0;
    if (const auto problem = m_keyProblems.find(endpoint); problem != m_keyProblems.end())
        facts.problem = problem->second;
    if (profile.name == settings::kPracticeName)
        return facts;
    switch (profile.key.from) {
    case KeySource::From::None:
        break;
    case KeySource::From::Environment: {
        facts.variable = QString::fromStdString(profile.key.variable);
        const bool set = !qEnvironmentVariable(profile.key.variable.c_str()).trimmed().isEmpty();
        facts.source = set ? Source::Environment : Source::Missing;
        break;
    }
    case KeySource::From::Keychain:
        facts.source = m_engine.storedKeys().contains(profile.name) ? Source::KeyRing : Source::Missing;
        break;
    case KeySource::From::Session:
        facts.source = m_sessionKeys.count(profile.name) > 0 ? Source::Session : Source::Missing;
        break;
    }
    return facts;
}

void DesktopEngine::setWaiting(const QString &endpoint, bool waiting)
{
    if (waiting)
        m_waiting.insert(endpoint);
    else
        m_waiting.erase(endpoint);
    Q_EMIT keyFactsChanged(endpoint);
}

void DesktopEngine::storeKey(const QString &endpoint, secrets::Secret key, ui::KeyPlace place)
{
    setWaiting(endpoint, true);
    const auto held = std::make_shared<secrets::Secret>(std::move(key)); // what waits must be copyable
    whenSettled([this, endpoint, place, held] {
        secrets::SecretStore &store =
            place == ui::KeyPlace::KeyRing ? m_engine.keychain() : m_engine.session();
        store.write(endpoint.toStdString(), std::move(*held), this,
                    [this, endpoint, place](SecretResult result) { tellKeyStored(endpoint, place, result); });
    });
}

/// kind None when it was stored.
static Error notKept(const std::string &what, const SecretResult &result)
{
    if (result.status == SecretStatus::Stored)
        return {};
    return {ErrorKind::KeychainUnavailable,
            what + " was not kept: " + result.reason,
            "Keep it for this session, or name an environment variable in the profile.",
            {},
            {},
            {}};
}

void DesktopEngine::tellKeyStored(const QString &endpoint, ui::KeyPlace place, const SecretResult &result)
{
    const Error error = notKept("The key", result);
    m_keyProblems.erase(endpoint);
    if (error.kind == ErrorKind::None)
        adoptKeySource(endpoint.toStdString(), place);
    else
        m_keyProblems[endpoint] = QString::fromStdString(result.reason);
    setWaiting(endpoint, false);
    Q_EMIT keyStored(endpoint, error);
}

void DesktopEngine::adoptKeySource(const std::string &name, ui::KeyPlace place)
{
    if (place == ui::KeyPlace::Session) {
        m_sessionKeys.insert(name); // nothing of it is written anywhere
        return;
    }
    dropSessionKey(name); // it would go before the one that was just stored
    settings::EndpointProfile profile = m_engine.profiles().find(name).value_or(settings::EndpointProfile{});
    profile.name = name;
    profile.key = KeySource::keychain();
    if (const std::optional<Error> error = m_engine.profiles().put(profile))
        qWarning("The profile could not be kept: %s", error->message.c_str());
}

void DesktopEngine::dropSessionKey(const std::string &name)
{
    m_sessionKeys.erase(name);
    m_engine.session().remove(name, this, [](const SecretResult &) {});
}

void DesktopEngine::storeSecret(const QString &entry, secrets::Secret value, ui::KeyPlace place)
{
    if (m_settling) {
        const auto held = std::make_shared<secrets::Secret>(std::move(value));
        whenSettled([this, entry, place, held] { storeSecret(entry, std::move(*held), place); });
        return;
    }
    const bool ring = place == ui::KeyPlace::KeyRing;
    if (ring) // what this session knows would go before it
        m_engine.session().remove(entry.toStdString(), this, [](const SecretResult &) {});
    secrets::SecretStore &store = ring ? m_engine.keychain() : m_engine.session();
    store.write(entry.toStdString(), std::move(value), this, [this, entry](const SecretResult &result) {
        Error error = notKept("The value", result);
        if (error.kind != ErrorKind::None)
            error.nextStep = "Keep it for this session, or unlock the key ring and try again.";
        Q_EMIT secretStored(entry, error);
    });
}

void DesktopEngine::forgetKey(const QString &endpoint)
{
    if (m_settling) {
        whenSettled([this, endpoint] { forgetKey(endpoint); });
        return;
    }
    const std::string name = endpoint.toStdString();
    setWaiting(endpoint, true);
    m_engine.session().remove(name, this, [this, endpoint, name](SecretResult) {
        m_sessionKeys.erase(name);
        if (!m_engine.storedKeys().contains(name)) {
            setWaiting(endpoint, false);
            Q_EMIT keyStored(endpoint, Error());
            return;
        }
        m_engine.keychain().remove(name, this, [this, endpoint, name](SecretResult result) {
            Error error;
            if (result.status != SecretStatus::Removed && result.status != SecretStatus::Missing) {
                error.kind = ErrorKind::KeychainUnavailable;
                error.message = "The key of " + name + " could not be removed: " + result.reason;
                error.nextStep = "Unlock the key ring and try again, or remove it there.";
            }
            setWaiting(endpoint, false);
            Q_EMIT keyStored(endpoint, error);
        });
    });
}

} // namespace espalier::app

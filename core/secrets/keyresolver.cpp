// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keyresolver.h"

#include <QObject>

#include <algorithm>
#include <memory>

namespace espalier::secrets {

namespace {

using From = KeySource::From;

constexpr std::string_view kBroken = "the key holds a line break or another control character";

Error errorOf(const KeyRequest &request, const SecretResult &result)
{
    Error error;
    const bool broken = result.status == SecretStatus::Unavailable ||
                        result.status == SecretStatus::TimedOut ||
                        result.status == SecretStatus::LockedOrMissing;
    error.kind = broken ? ErrorKind::KeychainUnavailable : ErrorKind::NoKey;
    error.message = "no key for " + request.profile + ": " + result.reason;
    if (result.reason == kBroken) {
        error.nextStep = "Give the key alone, on one line, where it is kept now.";
        return error;
    }
    const bool noRing = result.status == SecretStatus::Unavailable;
    switch (request.source.from) {
    case From::Environment:
        error.nextStep =
            "Set " + request.source.variable + " in the environment the program is started from.";
        break;
    case From::Keychain:
        error.nextStep =
            result.status == SecretStatus::Missing ? "Store the key under this profile's name."
            : noRing
                ? "Name an environment variable that holds the key, or enter the key for this session."
                : "Unlock the key ring, name an environment variable, or enter the key for this session.";
        break;
    case From::Session:
    case From::None:
        error.nextStep =
            "Enter the key for this session, store it in the key ring, or name an environment variable.";
        break;
    }
    return error;
}

/// A line break in a key would end the header and begin another one (RFC 9110, section 5.5).
bool fitsHeader(const Secret &key)
{
    const std::string_view bytes = key.reveal();
    return std::none_of(bytes.begin(), bytes.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

ResolvedKey resolved(const KeyRequest &request, const KeySource &inUse, SecretResult result)
{
    ResolvedKey out;
    out.scope = KeyScope(request.baseUrl, request.allowPlainHttp, request.proxyHost);
    out.inUse = inUse;
    out.label = describe(inUse);
    if (result.status == SecretStatus::Found && !fitsHeader(result.secret))
        result = {SecretStatus::Missing, {}, std::string(kBroken)};
    if (result.status == SecretStatus::Found)
        out.key = std::move(result.secret);
    else
        out.error = errorOf(request, result);
    return out;
}

/// From the event loop, like every other answer.
void answer(QObject *context, KeyResolver::Done done, ResolvedKey key)
{
    auto held = std::make_shared<ResolvedKey>(std::move(key));
    QMetaObject::invokeMethod(
        context, [done = std::move(done), held] { done(std::move(*held)); }, Qt::QueuedConnection);
}

} // namespace

HttpHeaders ResolvedKey::headersFor(const QUrl &url) const
{
    if (key.isEmpty() || scope.refusal(url))
        return {};
    return {{"Authorization", std::string("Bearer ").append(key.reveal())}};
}

KeyResolver::KeyResolver(SecretStore &environment, SecretStore &keychain, SecretStore &session)
    : m_environment(environment)
    , m_keychain(keychain)
    , m_session(session)
{
}

void KeyResolver::resolve(const KeyRequest &request, QObject *context, Done done) const
{
    if (request.source.from == From::None) {
        ResolvedKey none;
        none.label = describe(none.inUse);
        answer(context, std::move(done), std::move(none));
        return;
    }
    if (const auto refusal =
            KeyScope(request.baseUrl, request.allowPlainHttp, request.proxyHost).refusal(request.baseUrl)) {
        ResolvedKey refused;
        refused.inUse = request.source;
        refused.label = describe(request.source);
        refused.error = *refusal;
        answer(context, std::move(done), std::move(refused));
        return;
    }
    const auto finish = [request, done](const KeySource &inUse, SecretResult result) {
        done(resolved(request, inUse, std::move(result)));
    };
    if (request.source.from == From::Environment) {
        m_environment.read(request.source.variable, context, [finish, request](SecretResult result) {
            finish(request.source, std::move(result));
        });
        return;
    }
    SecretStore *keychain = request.source.from == From::Keychain ? &m_keychain : nullptr;
    m_session.read(request.profile, context, [finish, request, keychain, context](SecretResult result) {
        if (!keychain || result.status == SecretStatus::Found) {
            finish(KeySource::session(), std::move(result));
            return;
        }
        keychain->read(request.profile, context,
                       [finish, request](SecretResult found) { finish(request.source, std::move(found)); });
    });
}

} // namespace espalier::secrets

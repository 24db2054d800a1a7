// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/endpointaccess.h"

#include "common/endpointchoice.h"
#include "secrets/keyscope.h"
#include "secrets/memorystore.h"
#include "wire/endpointurl.h"

#include <QMetaObject>
#include <QObject>

#include <memory>
#include <utility>
#include <vector>

namespace espalier::app {

namespace {

using Done = std::function<void(Result<EndpointAccess, Error>)>;

/// The secrets of one endpoint, fetched one after the other: the key, secret headers, the proxy's password.
class Opening : public std::enable_shared_from_this<Opening>
{
public:
    Opening(Engine &engine, settings::EndpointProfile profile, QObject *context, Done done,
            EnteredSecrets entered)
        : m_engine(engine)
        , m_context(context)
        , m_done(std::move(done))
        , m_url(QString::fromStdString(wire::chatUrl(profile.baseUrl)))
    {
        m_access.profile = std::move(profile);
        for (auto &[entry, secret] : entered) {
            if (secret.isEmpty()) {
                m_noProxyPassword = m_noProxyPassword || entry == proxyPasswordEntry(m_access.profile);
                continue;
            }
            if (entry == m_access.profile.name) {
                m_access.profile.key = secrets::KeySource::session();
                m_keyEntered = true;
            }
            m_entered.write(entry, std::move(secret), m_context, [](const secrets::SecretResult &) {});
        }
    }

    void begin();

private:
    void fetchKey();
    void fetchNext();
    void readFrom(secrets::SecretStore &store, std::function<void(secrets::SecretResult)> otherwise);
    void take(secrets::SecretResult result);

    /// One further secret: the name of its entry in the key ring, and the header it fills (empty: the proxy).
    struct Wanted
    {
        std::string entry;
        std::string header;
    };

    Engine &m_engine;
    secrets::MemoryStore m_entered;
    bool m_keyEntered = false;
    bool m_noProxyPassword = false;
    QObject *m_context;
    Done m_done;
    QUrl m_url;
    EndpointAccess m_access;
    std::vector<Wanted> m_wanted;
};

void Opening::begin()
{
    const settings::EndpointProfile &profile = m_access.profile;
    for (const settings::ExtraHeader &header : profile.headers) {
        if (header.secret)
            m_wanted.push_back({secretHeaderEntry(profile, header), header.name});
    }
    if (profile.proxy == settings::ProxyMode::Manual && !m_noProxyPassword)
        m_wanted.push_back({proxyPasswordEntry(profile), {}});
    fetchKey();
}

void Opening::fetchKey()
{
    const settings::EndpointProfile &profile = m_access.profile;
    secrets::KeyRequest request{profile.name, profile.key, QUrl(QString::fromStdString(profile.baseUrl)),
                                profile.allowPlainHttp, proxyHostOf(profile)};
    const secrets::KeyResolver entered(m_entered, m_entered, m_entered);
    const secrets::KeyResolver &keys = m_keyEntered ? entered : m_engine.keys();
    keys.resolve(request, m_context, [self = shared_from_this()](secrets::ResolvedKey key) {
        if (!key.ok()) {
            self->m_done(key.error);
            return;
        }
        self->m_access.secretHeaders = key.headersFor(self->m_url);
        self->m_access.keyLabel = key.label;
        self->fetchNext();
    });
}

void Opening::fetchNext()
{
    if (m_wanted.empty()) {
        m_done(std::move(m_access));
        return;
    }
    const secrets::KeyScope scope(QUrl(QString::fromStdString(m_access.profile.baseUrl)),
                                  m_access.profile.allowPlainHttp, proxyHostOf(m_access.profile));
    if (auto refusal = scope.refusal(m_url); refusal && !m_wanted.back().header.empty()) {
        m_done(*std::move(refusal));
        return;
    }
    readFrom(m_entered, [self = shared_from_this()](secrets::SecretResult) {
        self->readFrom(self->m_engine.session(), [self](secrets::SecretResult) {
            // A proxy may want no password; the key ring is not asked for one that was never stored.
            if (self->m_wanted.back().header.empty() &&
                !self->m_engine.storedKeys().contains(self->m_wanted.back().entry)) {
                self->m_wanted.pop_back();
                self->fetchNext();
                return;
            }
            self->readFrom(self->m_engine.keychain(),
                           [self](secrets::SecretResult result) { self->take(std::move(result)); });
        });
    });
}

/// Takes the wanted secret when the store has it.
void Opening::readFrom(secrets::SecretStore &store, std::function<void(secrets::SecretResult)> otherwise)
{
    store.read(m_wanted.back().entry, m_context,
               [self = shared_from_this(), otherwise = std::move(otherwise)](secrets::SecretResult result) {
                   if (result.status == secrets::SecretStatus::Found)
                       self->take(std::move(result));
                   else
                       otherwise(std::move(result));
               });
}

void Opening::take(secrets::SecretResult result)
{
    const Wanted wanted = std::move(m_wanted.back());
    m_wanted.pop_back();
    const std::string what = wanted.header.empty() ? "the proxy's password" : "the header " + wanted.header;
    if (result.status != secrets::SecretStatus::Found) {
        m_done(Error{ErrorKind::NoKey,
                     "The key ring did not give " + what + ": " + result.reason,
                     "Store it again in the profile, or take it out there.",
                     {},
                     {},
                     {}});
        return;
    }
    if (wanted.header.empty())
        m_access.proxyCredentials = result.secret.reveal();
    else
        m_access.secretHeaders.emplace_back(wanted.header, std::string(result.secret.reveal()));
    fetchNext();
}

void openPractice(Engine &engine, settings::EndpointProfile profile, QObject *context, Done done)
{
    auto address = engine.practice();
    auto answer = std::make_shared<Result<EndpointAccess, Error>>(Error{});
    if (address) {
        profile.baseUrl = address->baseUrl.toString().toStdString();
        profile.proxy = settings::ProxyMode::None;
        *answer = EndpointAccess{
            std::move(profile), {{"Authorization", "Bearer " + address->key}}, {}, "made for this session"};
    } else {
        *answer = address.error();
    }
    QMetaObject::invokeMethod(
        context, [answer, done = std::move(done)] { done(std::move(*answer)); }, Qt::QueuedConnection);
}

} // namespace

QString proxyHostOf(const settings::EndpointProfile &profile)
{
    if (profile.proxy != settings::ProxyMode::Manual)
        return {};
    return QUrl(QString::fromStdString(profile.proxyUrl), QUrl::StrictMode).host();
}

void openEndpoint(Engine &engine, settings::EndpointProfile profile, QObject *context, Done done,
                  EnteredSecrets entered)
{
    if (isPractice(profile))
        openPractice(engine, std::move(profile), context, std::move(done));
    else
        std::make_shared<Opening>(engine, std::move(profile), context, std::move(done), std::move(entered))
            ->begin();
}

} // namespace espalier::app

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/keyforget.h"

#include "common/engine.h"
#include "desktop/endpointaddress.h"
#include "desktop/keymove.h"
#include "secrets/secretstore.h"

#include <QMetaObject>
#include <QObject>

#include <algorithm>
#include <memory>
#include <utility>

namespace espalier::app {

using secrets::KeySource;
using secrets::SecretResult;
using secrets::SecretStatus;
using secrets::SecretStore;
using settings::EndpointProfile;

std::vector<DoomedEntry> allEntries(const EndpointProfile &profile)
{
    std::vector<DoomedEntry> out;
    for (const RenamedEntry &entry : renamedEntries(profile, profile))
        out.push_back({entry.first});
    return out;
}

std::vector<DoomedEntry> strandedEntries(const EndpointProfile &before, const EndpointProfile &now)
{
    std::vector<DoomedEntry> out;
    const bool homeless = !before.baseUrl.empty() && now.baseUrl.empty();
    // A source that goes along unchanged was asked about; so was the key ring, whatever came before it.
    const bool allowed = now.key.from == KeySource::From::Keychain ||
                         (now.key.from == KeySource::From::Environment && now.key == before.key);
    if (homeless || (!allowed && isOtherOrigin(before.baseUrl, now.baseUrl)))
        out.push_back({before.name, homeless || now.key.from != KeySource::From::Session});
    for (const settings::ExtraHeader &header : before.headers) {
        const bool kept =
            std::any_of(now.headers.begin(), now.headers.end(), [&](const settings::ExtraHeader &other) {
                return other.secret && other.name == header.name;
            });
        if (header.secret && (homeless || !kept))
            out.push_back({settings::secretHeaderEntry(before, header)});
    }
    if (isOtherProxy(before, now))
        out.push_back({settings::proxyPasswordEntry(before)});
    return out;
}

namespace {

/// One removal after the other: a key ring answers one question at a time anyway.
class Forgetting : public std::enable_shared_from_this<Forgetting>
{
public:
    Forgetting(std::string endpoint, QObject *context, std::function<void(const Error &)> done)
        : m_endpoint(std::move(endpoint))
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    std::vector<std::pair<SecretStore *, std::string>> removals;

    void next()
    {
        if (removals.empty()) {
            QMetaObject::invokeMethod(
                m_context, [self = shared_from_this()] { self->m_done(self->m_error); },
                Qt::QueuedConnection);
            return;
        }
        const auto [store, entry] = removals.back();
        removals.pop_back();
        store->remove(entry, m_context, [self = shared_from_this()](const SecretResult &result) {
            const bool gone =
                result.status == SecretStatus::Removed || result.status == SecretStatus::Missing;
            if (!gone && self->m_error.kind == ErrorKind::None)
                self->m_error = {ErrorKind::KeychainUnavailable,
                                 "A secret of " + self->m_endpoint +
                                     " could not be removed: " + result.reason,
                                 "Unlock the key ring and remove it there.",
                                 {},
                                 {},
                                 {}};
            self->next();
        });
    }

private:
    std::string m_endpoint;
    QObject *m_context;
    std::function<void(const Error &)> m_done;
    Error m_error;
};

} // namespace

void forgetEntries(Engine &engine, const std::string &endpoint, std::vector<DoomedEntry> entries,
                   QObject *context, std::function<void(const Error &error)> done)
{
    auto forgetting = std::make_shared<Forgetting>(endpoint, context, std::move(done));
    for (DoomedEntry &doomed : entries) {
        if (doomed.sessionToo)
            forgetting->removals.emplace_back(&engine.session(), doomed.entry);
        if (engine.storedKeys().contains(doomed.entry))
            forgetting->removals.emplace_back(&engine.keychain(), std::move(doomed.entry));
    }
    forgetting->next();
}

} // namespace espalier::app

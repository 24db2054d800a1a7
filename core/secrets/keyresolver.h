// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"
#include "secrets/keyscope.h"
#include "secrets/keysource.h"
#include "secrets/secretstore.h"

#include <QUrl>

#include <functional>
#include <string>

namespace espalier::secrets {

/// Whose key is wanted and where it may go.
struct KeyRequest
{
    std::string profile; ///< name; the key ring and the session keep keys under it
    KeySource source;
    QUrl baseUrl;
    bool allowPlainHttp = false;
    QString proxyHost = {}; ///< as in KeyScope
};

/// A key together with where it may go, or why there is none.
struct ResolvedKey
{
    Secret key;
    KeyScope scope;
    KeySource inUse;   ///< where it came from, which may be Session for a profile that names the key ring
    std::string label; ///< for people: describe(inUse)
    /// NoKey, KeychainUnavailable, or Usage (the key may not go there). None: there is a key, or none is
    /// needed.
    Error error;

    [[nodiscard]] bool ok() const noexcept { return error.kind == ErrorKind::None; }
    /// "Authorization: Bearer …" for a request to `url`; nothing when there is no key or it may not go there.
    /// To be put into the secret headers of the request, nowhere else.
    [[nodiscard]] HttpHeaders headersFor(const QUrl &url) const;
};

/// Finds the key of a profile. A key entered in this session goes before the one in the key ring.
/// Stores stay the caller's and must outlive the resolver. Thread: that of the stores.
class KeyResolver
{
public:
    using Done = std::function<void(ResolvedKey key)>;

    KeyResolver(SecretStore &environment, SecretStore &keychain, SecretStore &session);

    /// Calls `done` exactly once, queued, unless `context` (not null) or a store is gone by then. Whether the
    /// key may go to the base URL is looked at first: a key that cannot be used is never fetched.
    void resolve(const KeyRequest &request, QObject *context, Done done) const;

private:
    SecretStore &m_environment;
    SecretStore &m_keychain;
    SecretStore &m_session;
};

} // namespace espalier::secrets

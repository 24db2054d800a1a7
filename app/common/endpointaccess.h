// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"
#include "base/result.h"
#include "common/engine.h"
#include "settings/endpointprofile.h"

#include <QString>

#include <functional>
#include <map>
#include <string>

class QObject;

namespace espalier::app {

/// An endpoint that can be talked to: its profile with an address, and the secrets that may go there. The
/// secrets live as long as this value; they belong into secretHeaders and proxyCredentials of a request and
/// nowhere else.
struct EndpointAccess
{
    settings::EndpointProfile profile;
    HttpHeaders secretHeaders;
    std::string proxyCredentials; ///< "user:password"; empty: none
    std::string keyLabel;         ///< where the key came from, for people
};

/// Secrets that were entered and are not stored yet, by the name of their entry.
using EnteredSecrets = std::map<std::string, secrets::Secret>;

/// The host of the proxy that the profile names; empty when it names none.
[[nodiscard]] QString proxyHostOf(const settings::EndpointProfile &profile);

/// Fetches what `profile` needs: starts the practice endpoint, or asks the key stores, which may wait for a
/// prompt. Secrets that were `entered` go before those of this session, these before the key ring's; an
/// empty one for the proxy's password: none is looked for. Calls `done` exactly once, queued, unless
/// `context` (not null) or the engine is gone by then. Errors: NoKey, KeychainUnavailable, Usage (the key may
/// not go to that address), NoConnection (practice cannot start).
void openEndpoint(Engine &engine, settings::EndpointProfile profile, QObject *context,
                  std::function<void(Result<EndpointAccess, Error>)> done, EnteredSecrets entered = {});

} // namespace espalier::app

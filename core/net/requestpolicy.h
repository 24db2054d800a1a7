// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "net/transport.h"

#include <QNetworkRequest>

namespace espalier::net {

/// The request as Qt will send it, with every property that matters for safety set in one place, each with
/// its reason; or why it cannot be sent (kind Usage: URL, method or header).
///
/// The body, the proxy and the certificates are not in it: see OnceUpload and ConnectionSetup. Pure.
[[nodiscard]] Result<QNetworkRequest, Error> networkRequest(const HttpRequest &request);

/// The headers of that request for people to read, in the order they are sent, but for what Qt adds of its
/// own (Host, Connection, Accept-Encoding): secret values masked ("Bearer •••"), also where another header
/// repeats one. Pure.
[[nodiscard]] HttpHeaders shownHeaders(const HttpRequest &request);

/// "Espalier/<version>".
[[nodiscard]] QByteArray userAgent();

} // namespace espalier::net

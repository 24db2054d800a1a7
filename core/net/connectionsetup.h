// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "net/transport.h"

#include <QNetworkProxy>
#include <QSslConfiguration>

#include <optional>

class QNetworkAccessManager;
class QNetworkRequest;

namespace espalier::net {

/// What a connection policy means in Qt's terms.
struct ConnectionSetup
{
    std::optional<QNetworkProxy> proxy; ///< absent: ask the system, per address
    QSslConfiguration tls;
};

/// Reads the policy; loads the extra certificates. Errors: Usage (the proxy's address), CannotRead (the
/// certificate file).
[[nodiscard]] Result<ConnectionSetup, Error> connectionSetup(const ConnectionPolicy &policy);

/// Makes `manager` use the proxy of `setup`. The system's proxy is never asked for a loopback address: the
/// practice endpoint and local model servers are reached directly. A manual one is used for every address.
void applyProxy(QNetworkAccessManager &manager, const ConnectionSetup &setup);

/// What a connection to `url` goes through; type NoProxy when it is direct. May ask the system, which can
/// take its time.
[[nodiscard]] QNetworkProxy proxyFor(const ConnectionSetup &setup, const QUrl &url);

/// Adds what a manual HTTP proxy wants to know from whom the request comes. Qt would wait to be asked (407)
/// and then send the request a second time, which a body that is sent once forbids. Only for plain http: over
/// TLS the tunnel asks for itself, and the header would reach the server.
void authorizeAtProxy(QNetworkRequest &request, const ConnectionSetup &setup);

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

namespace espalier::net {

/// "scheme://host:port" with the port always written out (RFC 6454, 6.2): what counts as one server, for Qt's
/// limit of connections and for ours of slots.
[[nodiscard]] inline QString originOf(const QUrl &url)
{
    const int port = url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    return url.scheme() + QStringLiteral("://") + url.host() + QLatin1Char(':') + QString::number(port);
}

} // namespace espalier::net

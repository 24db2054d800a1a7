// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

namespace espalier::net {

/// The port of a URL, also where it is not written out.
[[nodiscard]] inline int originPort(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

/// "scheme://host:port" with the port always written out (RFC 6454, 6.2): what counts as one server, for Qt's
/// limit of connections and for ours of slots.
[[nodiscard]] inline QString originOf(const QUrl &url)
{
    return url.scheme() + QStringLiteral("://") + url.host() + QLatin1Char(':') +
           QString::number(originPort(url));
}

} // namespace espalier::net

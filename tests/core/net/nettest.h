// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/qnamtransport.h"
#include "support/scriptedserver.h"
#include "support/streamprobe.h"

#include <memory>

namespace espalier::test {

/// A request to a test server: a POST of a small body, without a proxy, with clocks wide enough not to
/// matter.
inline net::HttpRequest requestTo(const QUrl &url)
{
    net::HttpRequest request;
    request.url = url;
    request.body = "{\"model\":\"m\"}";
    request.secretHeaders = {{"Authorization", "Bearer test-key-4711"}};
    request.connection.proxy = net::ConnectionPolicy::Proxy::None;
    return request;
}

/// Sends, waits for the end, returns what was seen.
inline StreamProbe exchange(net::Transport &transport, const net::HttpRequest &request)
{
    QObject parent;
    const StreamProbe probe(transport.send(request, &parent));
    if (!probe.waitForEnd())
        qWarning("the stream did not end");
    return probe;
}

} // namespace espalier::test

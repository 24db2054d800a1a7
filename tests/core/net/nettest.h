// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/qnamtransport.h"
#include "support/scriptedserver.h"
#include "support/streamprobe.h"

#include <sys/resource.h>

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

/// How much the most this program has ever held has grown since this was made, in bytes. 0 under the address
/// sanitizer, which keeps what is freed.
class PeakMemory
{
public:
    [[nodiscard]] qint64 growth() const { return now() - m_before; }

private:
    static qint64 now()
    {
#if defined(__SANITIZE_ADDRESS__)
        return 0;
#else
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return static_cast<qint64>(usage.ru_maxrss) * 1024;
#endif
    }
    qint64 m_before = now();
};

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

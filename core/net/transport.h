// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <optional>

namespace espalier::net {

/// The four clocks of one try (product specification, section 5). Zero or absent switches one off.
struct Timeouts
{
    std::chrono::milliseconds firstByte{60'000}; ///< to the first byte of the body; headers do not count
    std::chrono::milliseconds idle{60'000};      ///< silence between bytes
    std::chrono::milliseconds noContent{
        120'000}; ///< bytes, but no content: restarted by HttpStream::noteContent()
    std::optional<std::chrono::milliseconds> deadline; ///< the whole try
    bool operator==(const Timeouts &) const = default;
};

/// How a profile wants its connections made.
struct ConnectionPolicy
{
    enum class Proxy : std::uint8_t { System, None, Manual };

    bool http2 = false; ///< off: sequential uploads are slow over HTTP/2 and aborts are fragile in Qt 6.4
    Proxy proxy = Proxy::System;
    QUrl manualProxy;    ///< http://host:port or socks5://host:port; user and password from the keychain
    QString extraCaFile; ///< PEM, added to the system's; empty: none
    std::uint64_t maxBodyBytes = 64ULL * 1024 * 1024; ///< of a 2xx answer, after inflating
    bool operator==(const ConnectionPolicy &) const = default;
};

/// One try: exactly one HTTP request reaches the server. (A GET, which changes and costs nothing, is the
/// exception: Qt sends it once more when the connection closes before an answer.) Headers named here are set
/// as they are; user agent, accept and content type are the transport's. `secretHeaders` are sent like
/// headers, and never logged or recorded.
struct HttpRequest
{
    QByteArray method = "POST";
    QUrl url;
    HttpHeaders headers;
    HttpHeaders secretHeaders;
    QByteArray body;
    Timeouts timeouts;
    ConnectionPolicy connection;
};

/// Why there is no connection, or none any more, for those who want to tell more than "no connection".
enum class ConnectionFault : std::uint8_t {
    None,
    NameNotFound, ///< DNS
    Refused,      ///< nobody listens there
    Tls,          ///< no trust: the error's text has the certificate's reason
    Proxy,        ///< the proxy refused, was not found or wants a password
    Closed,       ///< closed before an answer
    NotHttp,      ///< what came is no HTTP
    Other,
};

/// How a try ended. `error.kind` is None when the body ended by itself with a 2xx status: that does *not* say
/// that the answer is complete (qt-notes: a cut stream can look like success); only the protocol inside can
/// say so.
struct StreamEnd
{
    int httpStatus = 0; ///< 0: no answer
    HttpHeaders headers;
    QByteArray errorBody; ///< of an answer that is not 2xx, at most 64 KiB
    bool truncatedErrorBody = false;
    /// Transport failures only: NoConnection, StreamCut, a timeout, LimitExceeded, StoppedByUser; Usage or
    /// CannotRead when the request could not be sent as asked (address, header, proxy, certificate file). An
    /// HTTP error status is no transport failure: kind None, httpStatus tells, also when its body was cut or
    /// stalled (truncatedErrorBody).
    Error error;
    ConnectionFault fault = ConnectionFault::None; ///< the particulars of NoConnection
};

/// One running try.
///
/// Order: responseStarted at most once, then bytesReceived any number of times (2xx bodies only), then
/// finished exactly once; each queued to the event loop, never from inside send(), abort() or a caller's
/// slot; nothing after finished. Ownership: child of the parent given to send(). Deleting it cancels the try
/// without a signal. Thread: the one of the transport.
class HttpStream : public QObject
{
    Q_OBJECT

public:
    explicit HttpStream(QObject *parent);
    ~HttpStream() override;

    /// Stops the try. finished follows with kind StoppedByUser, once. No effect after the end.
    virtual void abort() = 0;
    /// Content has arrived (not comments): restarts the no-content clock.
    virtual void noteContent() = 0;
    /// The answer says that it is over: for what may still come, counts and the end of the body, neither idle
    /// nor no-content clock waits longer than StreamClocks::kAfterEnd from now on.
    virtual void noteEnd() = 0;

Q_SIGNALS:
    /// Status and headers are there. 3xx come here too: nothing is ever followed.
    void responseStarted(int httpStatus, const espalier::HttpHeaders &headers);
    /// The next bytes of a 2xx body, inflated.
    void bytesReceived(const QByteArray &bytes);
    void finished(const espalier::net::StreamEnd &end);
};

/// What sends. The seam between the engine and the network: tests put a fake here.
class Transport
{
public:
    virtual ~Transport();

    /// Starts one try. Never returns nullptr; a request that cannot be sent ends through finished like any
    /// other.
    [[nodiscard]] virtual HttpStream *send(const HttpRequest &request, QObject *parent) = 0;

protected:
    Transport() = default;
    Q_DISABLE_COPY_MOVE(Transport)
};

} // namespace espalier::net

Q_DECLARE_METATYPE(espalier::net::StreamEnd)

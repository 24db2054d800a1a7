// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/replyverdict.h"

#include "net/networkfailure.h"

#include <QNetworkReply>

namespace espalier::net {

namespace {

// A body that ends with the connection (RFC 9112, 6.3, rule 8). Over plain HTTP its orderly end and a cut
// look the same, and Qt calls either now a success, now an error.
bool endsWithTheConnection(const QNetworkReply &reply)
{
    return reply.url().scheme() == QLatin1String("http") && !reply.hasRawHeader("Content-Length") &&
           !reply.hasRawHeader("Transfer-Encoding");
}

ReplyVerdict withoutAnswer(const QNetworkReply &reply, const ReplyHistory &history,
                           const ConnectionSetup &setup)
{
    const NetworkFailure failure{reply.error(), reply.url(), proxyFor(setup, reply.url()), history.tlsErrors,
                                 reply.errorString()};
    return {connectionError(failure), connectionFault(failure), false};
}

} // namespace

bool isErrorStatus(int httpStatus)
{
    return httpStatus != 0 && (httpStatus < 200 || httpStatus > 299);
}

ReplyVerdict judge(const QNetworkReply &reply, const ReplyHistory &history, const ConnectionSetup &setup)
{
    const QNetworkReply::NetworkError code = reply.error();
    // The proxy's own 407 is no answer of the server.
    if (history.httpStatus == 0 || code == QNetworkReply::ProxyAuthenticationRequiredError)
        return withoutAnswer(reply, history, setup);

    // Closed in mid-answer, Qt may want to send the request again even then; OnceUpload forbids it.
    const bool closed =
        code == QNetworkReply::RemoteHostClosedError || code == QNetworkReply::ContentReSendError;
    const bool cut = closed && !endsWithTheConnection(reply);
    // Of other statuses than 2xx Qt makes errors of its own; the status says it better.
    if (isErrorStatus(history.httpStatus))
        return {{}, ConnectionFault::None, cut};
    if (code == QNetworkReply::NoError || (closed && !cut))
        return {};
    return {streamCutError(code, history.bodyBytes), ConnectionFault::None, false};
}

} // namespace espalier::net

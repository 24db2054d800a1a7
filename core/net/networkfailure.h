// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/transport.h"

#include <QList>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslError>
#include <QUrl>

namespace espalier::net {

/// What Qt told about a try that got no HTTP answer.
struct NetworkFailure
{
    QNetworkReply::NetworkError code = QNetworkReply::NoError;
    QUrl url; ///< as requested; only host and port are shown
    QNetworkProxy proxy{
        QNetworkProxy::NoProxy}; ///< what the connection went through; only host and port are shown
    QList<QSslError> tlsErrors;  ///< in the order of sslErrors()
    QString detail;              ///< Qt's text, shown only when there is no better one
};

/// Which of them it is. Through a proxy Qt reports the proxy's refusal or unknown name as if they were the
/// server's.
[[nodiscard]] ConnectionFault connectionFault(const NetworkFailure &failure);
/// Kind NoConnection with a text and a next step. Holds nothing of the address beyond host and port.
[[nodiscard]] Error connectionError(const NetworkFailure &failure);
/// Kind StreamCut: an answer began, and after `bytesReceived` bytes of it the connection broke.
[[nodiscard]] Error streamCutError(QNetworkReply::NetworkError code, std::uint64_t bytesReceived);
/// Kind LimitExceeded: so much came that it was cut, and nothing of it was an answer (HeadWatch).
[[nodiscard]] Error headlessError(const QUrl &url);
/// Kind NotAnApi: an answer began, and Qt showed nothing of it in time.
[[nodiscard]] Error hiddenAnswerError(const QUrl &url);

} // namespace espalier::net

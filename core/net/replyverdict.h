// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/connectionsetup.h"
#include "net/transport.h"

#include <QList>
#include <QSslError>

#include <cstdint>

class QNetworkReply;

namespace espalier::net {

/// What a reply that Qt calls finished came to. With an error status or a whole 2xx body: kind None.
struct ReplyVerdict
{
    Error error;
    ConnectionFault fault = ConnectionFault::None;
    bool bodyCut = false; ///< of an answer that is not 2xx
};

/// What was seen of the reply on the way.
struct ReplyHistory
{
    int httpStatus = 0;          ///< 0: none
    std::uint64_t bodyBytes = 0; ///< of a 2xx body
    QList<QSslError> tlsErrors;
};

/// True for a status that is there and not 2xx.
[[nodiscard]] bool isErrorStatus(int httpStatus);
/// Judges by the HTTP status first and by Qt's code only where there is none or the body was cut: Qt calls
/// some cuts a success and some whole answers a failure.
[[nodiscard]] ReplyVerdict judge(const QNetworkReply &reply, const ReplyHistory &history,
                                 const ConnectionSetup &setup);

} // namespace espalier::net

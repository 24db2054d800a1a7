// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/managerpool.h"
#include "net/streamclocks.h"
#include "net/transport.h"

#include <QList>
#include <QSslError>

class QNetworkReply;

namespace espalier::net {

/// One try on a QNetworkReply. Made by QnamTransport.
///
/// Nothing is emitted from inside a signal of the reply: its signals only post a call of pump(), which reads
/// and emits. So a slot may abort or delete this stream, or the whole transport, at any time. Ownership: the
/// reply belongs to its manager and is dropped (disconnected, aborted, deleted later) by this class alone.
class QnamStream final : public HttpStream
{
    Q_OBJECT

public:
    explicit QnamStream(QObject *parent);
    ~QnamStream() override;

    /// Sends. Once; failures are reported through finished.
    void start(const HttpRequest &request, ManagerPool &pool);

    void abort() override;
    void noteContent() override { m_clocks.contentArrived(); }
    void noteEnd() override { m_clocks.endAnnounced(); }

private:
    void connectReply();
    void schedulePump();
    void pump();
    void takeHead();
    [[nodiscard]] bool takeBytes(const QByteArray &bytes); ///< false: this stream is gone or has ended
    [[nodiscard]] bool collectErrorBody(const QByteArray &bytes);
    void replyEnded();
    void onExpired(ErrorKind kind);
    [[nodiscard]] bool isHiddenAnswer() const;
    void end(Error error);
    void dropReply();

    ManagerPool::Lease m_lease;
    QNetworkReply *m_reply = nullptr; ///< nullptr before start, and from the end on
    StreamClocks m_clocks;
    StreamEnd m_end;
    QList<QSslError> m_tlsErrors;
    std::uint64_t m_maxBodyBytes = 0;
    std::uint64_t m_bodyBytes = 0; ///< of a 2xx body, inflated, handed on
    bool m_pumpPosted = false;
    bool m_ended = false; ///< finished is on its way
};

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/httprequest.h"
#include "practice/practiceservice.h"
#include "practice/replybody.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <cstdint>
#include <optional>

namespace espalier::practice {

/// One client: reads its requests one after the other, sends each reply with its faults and at its rate.
///
/// Ownership: owns the socket; deletes itself (deleteLater) when the socket is gone. Thread: the server's
/// own; `service` is shared by all connections of that thread and must outlive them. Memory: at most about
/// 256 KiB wait to be sent; the rest of a stream is made when the client has read on.
class ClientConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over.
    ClientConnection(QTcpSocket *socket, PracticeService *service, QObject *parent);

private:
    void read();
    void readOn();
    void refuse();
    void begin(Reply reply);
    void sendHead();
    void pump();
    [[nodiscard]] std::uint64_t piecesAllowed() const;
    void endReply();

    QTcpSocket *m_socket;
    PracticeService *m_service;
    HttpRequestReader m_reader;
    std::optional<ReplyBody> m_body; ///< being sent
    bool m_keepAlive = true;
    bool m_headSent = false;
    bool m_draining = false; ///< refused: what still comes is thrown away
    QElapsedTimer m_sinceHead;
    QTimer m_delay;
    QTimer m_rate;
    QTimer m_patience; ///< for a request that never gets complete
};

} // namespace espalier::practice

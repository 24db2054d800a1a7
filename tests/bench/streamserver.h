// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace espalier::bench {

inline constexpr int kStreams = 64;
inline constexpr int kEvents = 200;         ///< per stream
inline constexpr int kEventIntervalMs = 10; ///< so a stream takes two seconds by itself

/// Streams to everybody who asks: kEvents events, one every kEventIntervalMs, each with the moment it was
/// written
/// ("data: <nanoseconds of the steady clock>"), then "data: [DONE]" and the end of the connection.
class StreamServer : public QObject
{
    Q_OBJECT

public:
    /// Listens on a free loopback port; 0 when there is none.
    [[nodiscard]] quint16 listen();

private:
    void serve(QTcpSocket *socket);

    QTcpServer m_server;
};

/// The clock that the events carry; one for all processes of a machine.
[[nodiscard]] qint64 nowNs();

} // namespace espalier::bench

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/streamserver.h"

#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace espalier::bench {

qint64 nowNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

quint16 StreamServer::listen()
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
    return m_server.listen(QHostAddress::LocalHost) ? m_server.serverPort() : quint16{0};
}

void StreamServer::serve(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    auto *timer = new QTimer(socket);
    timer->setTimerType(Qt::PreciseTimer);
    timer->setInterval(kEventIntervalMs);

    // A connection carries one request: the first bytes of it start the answer.
    connect(socket, &QTcpSocket::readyRead, timer, [socket, timer] {
        socket->readAll();
        if (timer->isActive())
            return;
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
        timer->start();
    });
    connect(timer, &QTimer::timeout, socket, [socket, timer, sent = 0]() mutable {
        if (++sent <= kEvents) {
            socket->write("data: " + QByteArray::number(nowNs()) + "\n\n");
            return;
        }
        timer->stop();
        socket->write("data: [DONE]\n\n");
        socket->disconnectFromHost();
    });
}

} // namespace espalier::bench

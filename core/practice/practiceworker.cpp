// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/practiceworker_p.h"

#include "practice/clientconnection_p.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>

#include <utility>

namespace espalier::practice {

namespace {

// Far beyond the 64 streams the program runs at once; what is more is turned away.
constexpr qsizetype mostClients = 256;

} // namespace

PracticeWorker::PracticeWorker(PracticeService::Settings settings)
    : m_service(std::move(settings))
{
}

PracticeWorker::~PracticeWorker() = default;

std::uint16_t PracticeWorker::listen(std::uint16_t port)
{
    m_clients = new QObject(this);
    m_server = new QTcpServer(this);
    m_server->setProxy(QNetworkProxy::NoProxy);
    m_server->setMaxPendingConnections(static_cast<int>(mostClients));
    connect(m_server, &QTcpServer::newConnection, this, &PracticeWorker::takeConnections);
    if (m_server->listen(QHostAddress::LocalHost, port))
        return m_server->serverPort();
    m_errorText = m_server->errorString();
    close();
    return 0;
}

void PracticeWorker::takeConnections()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (m_clients->children().size() < mostClients)
            new ClientConnection(socket, &m_service, m_clients);
        else
            socket->deleteLater();
    }
}

void PracticeWorker::close()
{
    delete std::exchange(m_server, nullptr); // first, so that nobody comes while the rest goes
    delete std::exchange(m_clients, nullptr);
}

} // namespace espalier::practice

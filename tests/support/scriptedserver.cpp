// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scriptedserver.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace espalier::test {

namespace {

std::unique_ptr<QTcpServer> tlsServer(const QSslConfiguration &tls)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    return server;
}

} // namespace

ScriptedServer::ScriptedServer(QObject *parent)
    : ScriptedServer(std::make_unique<QTcpServer>(), QStringLiteral("http"), parent)
{
}

ScriptedServer::ScriptedServer(const QSslConfiguration &tls, QObject *parent)
    : ScriptedServer(tlsServer(tls), QStringLiteral("https"), parent)
{
}

ScriptedServer::ScriptedServer(std::unique_ptr<QTcpServer> server, const QString &scheme, QObject *parent)
    : QObject(parent)
    , m_server(std::move(server))
    , m_scheme(scheme)
{
    m_server->setListenBacklogSize(256);
    m_server->setMaxPendingConnections(256);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no loopback port to be had");
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ServerScript script = m_default;
        if (!m_scripts.empty()) {
            script = std::move(m_scripts.front());
            m_scripts.pop_front();
        }
        auto *connection = new ScriptedConnection(socket, std::move(script), this);
        m_connections.push_back(connection);
        connect(connection, &ScriptedConnection::requestStarted, this, [this] {
            ++m_requestCount;
            Q_EMIT requestStarted();
        });
        connect(connection, &ScriptedConnection::closed, this, &ScriptedServer::connectionClosed);
    }
}

void ScriptedServer::proceed()
{
    for (ScriptedConnection *connection : m_connections)
        connection->proceed();
}

QUrl ScriptedServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_scheme);
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    url.setPath(path);
    return url;
}

int ScriptedServer::openConnections() const
{
    return static_cast<int>(
        std::ranges::count_if(m_connections, [](const ScriptedConnection *c) { return c->isOpen(); }));
}

std::vector<ReceivedRequest> ScriptedServer::requests() const
{
    std::vector<ReceivedRequest> all;
    for (const ScriptedConnection *connection : m_connections) {
        const auto &more = connection->received().all();
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

int ScriptedServer::postCount() const
{
    const std::vector<ReceivedRequest> all = requests();
    return static_cast<int>(
        std::ranges::count_if(all, [](const ReceivedRequest &r) { return r.method() == "POST"; }));
}

QByteArray ScriptedServer::allBytes() const
{
    QByteArray all;
    for (const ScriptedConnection *connection : m_connections)
        all += connection->received().rawBytes();
    return all;
}

} // namespace espalier::test

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/scriptedconnection.h"
#include "support/serverscript.h"

#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <deque>
#include <memory>
#include <vector>

class QSslConfiguration;

namespace espalier::test {

/// A server on 127.0.0.1 that plays a script per connection, right or wrong, and records every byte that
/// came.
///
/// Usage: `server.play(answerOnce(response(200, "{}")));` per expected connection, or setDefault() for all
/// others; then send to url("/v1/chat/completions"). Without a script a connection reads and stays silent.
/// Thread: the one it was made in, which has to run an event loop.
class ScriptedServer final : public QObject
{
    Q_OBJECT

public:
    /// Listens at once; a machine without a free loopback port ends the program.
    explicit ScriptedServer(QObject *parent = nullptr);
    /// The same behind TLS; url() is then https. A client that breaks off the handshake leaves no connection
    /// here.
    explicit ScriptedServer(const QSslConfiguration &tls, QObject *parent = nullptr);

    /// The script of the next connection that has none.
    void play(ServerScript script) { m_scripts.push_back(std::move(script)); }
    /// The script of every connection beyond those of play().
    void setDefault(ServerScript script) { m_default = std::move(script); }
    /// Lets every open connection pass its WaitForSignal.
    void proceed();

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/v1/chat/completions")) const;
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }

    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_connections.size()); }
    [[nodiscard]] int openConnections() const;
    /// Heads seen of all connections, in order of the connections.
    [[nodiscard]] std::vector<ReceivedRequest> requests() const;
    [[nodiscard]] int requestCount() const { return m_requestCount; }
    [[nodiscard]] int postCount() const;
    /// Everything that came, over all connections.
    [[nodiscard]] QByteArray allBytes() const;
    [[nodiscard]] const std::vector<ScriptedConnection *> &connections() const { return m_connections; }

Q_SIGNALS:
    void requestStarted();
    void connectionClosed();

private:
    ScriptedServer(std::unique_ptr<QTcpServer> server, const QString &scheme, QObject *parent);
    void accept();

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    std::deque<ServerScript> m_scripts;
    ServerScript m_default;
    std::vector<ScriptedConnection *> m_connections; ///< children
    int m_requestCount = 0;
};

} // namespace espalier::test

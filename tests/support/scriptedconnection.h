// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/receivedrequests.h"
#include "support/serverscript.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace espalier::test {

/// One accepted connection, playing one script. Stays after the client has gone, so that tests can look at
/// it. Ownership: child of its server; owns the socket.
class ScriptedConnection final : public QObject
{
    Q_OBJECT

public:
    ScriptedConnection(QTcpSocket *socket, ServerScript script, QObject *parent);

    [[nodiscard]] const ReceivedRequests &received() const { return m_received; }
    [[nodiscard]] bool isOpen() const { return m_socket != nullptr; }
    [[nodiscard]] qint64 bytesAccepted() const { return m_accepted; } ///< of ours, by the client's system
    void proceed();                                                   ///< passes a WaitForSignal

Q_SIGNALS:
    void requestStarted(); ///< a head is complete
    void closed();

private:
    void run();
    bool perform(); ///< the current step; true when it is done
    bool perform(const step::WaitForRequest &wait);
    bool perform(const step::WaitForHead &wait);
    bool perform(const step::Send &send);
    bool perform(const step::Repeat &repeat);
    bool perform(const step::Pause &pause);
    bool perform(const step::Close &close);
    bool perform(const step::Reset &reset);
    bool perform(const step::WaitForSignal &wait);
    void wakeIn(std::chrono::milliseconds time);
    void onReadyRead();
    void onDisconnected();

    QTcpSocket *m_socket;
    ServerScript m_script;
    std::size_t m_at = 0;
    ReceivedRequests m_received;
    std::size_t m_answered = 0; ///< requests a wait step has taken
    qsizetype m_sent = 0;       ///< bytes of the current Send step
    std::int64_t m_rounds = 0;  ///< of the current Repeat step
    bool m_running = false;
    bool m_waited = false; ///< the timer of the current step has fired
    qint64 m_accepted = 0;
    int m_signals = 0;
    QTimer m_timer;
};

} // namespace espalier::test

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scriptedconnection.h"

#include <QTcpSocket>

#include <sys/socket.h>

#include <utility>

namespace espalier::test {

namespace {
constexpr qint64 kMostAhead = 1024 * 1024;
}

ScriptedConnection::ScriptedConnection(QTcpSocket *socket, ServerScript script, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_script(std::move(script))
{
    socket->setParent(this);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_waited = true;
        run();
    });
    connect(socket, &QTcpSocket::readyRead, this, &ScriptedConnection::onReadyRead);
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        m_accepted += bytes;
        run();
    });
    connect(socket, &QTcpSocket::disconnected, this, &ScriptedConnection::onDisconnected);
    run();
}

void ScriptedConnection::proceed()
{
    ++m_signals;
    run();
}

void ScriptedConnection::run()
{
    if (m_running) // writing and flushing report back from inside
        return;
    m_running = true;
    while (m_socket && m_at < m_script.size() && perform()) {
        ++m_at;
        m_sent = 0;
        m_rounds = 0;
        m_waited = false;
    }
    m_running = false;
}

bool ScriptedConnection::perform()
{
    return std::visit([this](const auto &current) { return perform(current); }, m_script[m_at]);
}

bool ScriptedConnection::perform(const step::WaitForRequest &)
{
    if (m_received.all().size() <= m_answered || !m_received.all()[m_answered].complete)
        return false;
    ++m_answered;
    return true;
}

bool ScriptedConnection::perform(const step::WaitForHead &)
{
    if (m_received.all().size() <= m_answered)
        return false;
    ++m_answered;
    return true;
}

bool ScriptedConnection::perform(const step::Send &send)
{
    if (send.piece == 0) {
        m_socket->write(send.bytes);
        return true;
    }
    if (m_sent > 0 && !m_waited)
        return false;
    m_waited = false;
    m_socket->write(send.bytes.mid(m_sent, send.piece));
    m_socket->flush();
    m_sent += send.piece;
    if (m_sent >= send.bytes.size())
        return true;
    wakeIn(std::chrono::milliseconds(0));
    return false;
}

bool ScriptedConnection::perform(const step::Repeat &repeat)
{
    while (m_rounds < repeat.times && m_socket->bytesToWrite() < kMostAhead) {
        if (repeat.every.count() > 0 && m_rounds > 0 && !m_waited) {
            wakeIn(repeat.every);
            return false;
        }
        m_waited = false;
        m_socket->write(repeat.block);
        ++m_rounds;
    }
    return m_rounds >= repeat.times;
}

bool ScriptedConnection::perform(const step::Pause &pause)
{
    if (!m_waited)
        wakeIn(pause.time);
    return m_waited;
}

bool ScriptedConnection::perform(const step::Close &)
{
    m_socket->disconnectFromHost();
    return true;
}

bool ScriptedConnection::perform(const step::Reset &)
{
    m_socket->flush();
    if (m_socket->bytesToWrite() > 0)
        return false;
    const linger atOnce{1, 0};
    setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
    return true;
}

bool ScriptedConnection::perform(const step::WaitForSignal &)
{
    if (m_signals == 0)
        return false;
    --m_signals;
    return true;
}

void ScriptedConnection::wakeIn(std::chrono::milliseconds time)
{
    if (!m_timer.isActive())
        m_timer.start(time);
}

void ScriptedConnection::onReadyRead()
{
    const std::size_t before = m_received.all().size();
    m_received.feed(m_socket->readAll());
    for (std::size_t i = before; i < m_received.all().size(); ++i)
        Q_EMIT requestStarted();
    run();
}

void ScriptedConnection::onDisconnected()
{
    m_timer.stop();
    // The socket may be in the middle of one of its own calls.
    std::exchange(m_socket, nullptr)->deleteLater();
    Q_EMIT closed();
}

} // namespace espalier::test

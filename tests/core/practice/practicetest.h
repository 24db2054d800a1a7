// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/practiceserver.h"

#include <QElapsedTimer>
#include <QTcpSocket>

namespace espalier::test {

/// A client that says exactly what it is told and keeps everything that comes back.
class RawClient
{
public:
    explicit RawClient(const practice::PracticeServer &server)
        : m_key(server.key().toUtf8())
    {
        m_socket.connectToHost(server.baseUrl().host(), static_cast<quint16>(server.baseUrl().port()));
        m_connected = m_socket.waitForConnected(5000);
    }

    [[nodiscard]] bool connected() const { return m_connected; }
    QTcpSocket &socket() { return m_socket; }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) {
        }
    }

    void get(const QByteArray &path, const QByteArray &more = {})
    {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + m_key + "\r\n" +
             more + "\r\n");
    }

    void post(const QByteArray &body, const QByteArray &more = {})
    {
        send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + m_key +
             "\r\nContent-Type: application/json\r\n" + more +
             "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    /// What has come until `end` stands in it or the connection is closed.
    const QByteArray &until(const QByteArray &end, int milliseconds = 20'000)
    {
        QElapsedTimer time;
        time.start();
        while (!m_got.contains(end) && time.elapsed() < milliseconds) {
            const bool more = m_socket.waitForReadyRead(200);
            m_got += m_socket.readAll();
            if (!more && m_socket.state() != QAbstractSocket::ConnectedState)
                break;
        }
        return m_got;
    }

    /// Everything until the server closes.
    const QByteArray &untilClosed() { return until("\x01never\x01"); }

    /// The answer to the last request of sized body, taken out.
    QByteArray answer()
    {
        until("\r\n\r\n");
        const qsizetype headEnd = m_got.indexOf("\r\n\r\n") + 4;
        const qsizetype at = m_got.indexOf("Content-Length: ");
        const int size = at < 0 ? 0 : m_got.mid(at + 16, m_got.indexOf('\r', at) - at - 16).toInt();
        while (m_got.size() < headEnd + size && m_socket.waitForReadyRead(20'000))
            m_got += m_socket.readAll();
        const QByteArray out = m_got.left(headEnd + size);
        m_got.remove(0, headEnd + size);
        return out;
    }

private:
    QTcpSocket m_socket;
    QByteArray m_key;
    QByteArray m_got;
    bool m_connected = false;
};

/// A request for a person in Ann's text; `more` goes into the body.
inline QByteArray personRequest(const QByteArray &more = {}, const QByteArray &model = "practice-reader")
{
    return R"({"model":")" + model +
           R"(","messages":[{"role":"user","content":"Extract: Ann Lee is 31 years old"}],"tools":[{"type":"function","function":{"name":"Person",
        "parameters":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}}}])" +
           (more.isEmpty() ? QByteArray() : "," + more) + "}";
}

} // namespace espalier::test

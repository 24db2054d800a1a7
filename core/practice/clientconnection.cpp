// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/clientconnection_p.h"

#include "practice/httpresponse.h"

#include <chrono>
#include <string>
#include <utility>

namespace espalier::practice {

namespace {

using namespace std::chrono_literals;

constexpr qint64 readAtOnce = 256LL * 1024;
constexpr qint64 mostUnsent = 256LL * 1024;
constexpr auto rateTick = 10ms;
constexpr auto requestPatience = 60s; // from its first byte on; an idle connection may stay
constexpr auto drainPatience = 1s;

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

ClientConnection::ClientConnection(QTcpSocket *socket, PracticeService *service, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_service(service)
    , m_delay(this)
    , m_rate(this)
    , m_patience(this)
{
    socket->setParent(this);
    socket->setReadBufferSize(readAtOnce);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_rate.setTimerType(Qt::PreciseTimer);
    m_rate.setInterval(rateTick);
    m_delay.setTimerType(Qt::PreciseTimer);
    m_delay.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(socket, &QTcpSocket::readyRead, this, &ClientConnection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, &ClientConnection::pump);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_delay, &QTimer::timeout, this, &ClientConnection::sendHead);
    connect(&m_rate, &QTimer::timeout, this, &ClientConnection::pump);
    connect(&m_patience, &QTimer::timeout, socket, &QTcpSocket::disconnectFromHost);
    read(); // bytes may have come before the connection was taken up
}

void ClientConnection::read()
{
    if (m_draining)
        m_socket->skip(m_socket->bytesAvailable());
    while (!m_draining && !m_body && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->read(readAtOnce);
        m_reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        readOn();
    }
}

void ClientConnection::readOn()
{
    switch (m_reader.state()) {
    case HttpRequestReader::State::Refused:
        return refuse();
    case HttpRequestReader::State::Complete: {
        m_patience.stop();
        const HttpRequest request = m_reader.take();
        m_keepAlive = request.keepAlive;
        return begin(m_service->reply(request));
    }
    case HttpRequestReader::State::Reading:
        break;
    }
    if (m_reader.takeContinue())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    if (m_reader.idle())
        m_patience.stop();
    else if (!m_patience.isActive())
        m_patience.start(requestPatience);
}

void ClientConnection::refuse()
{
    m_keepAlive = false;
    m_draining = true; // closing with unread bytes would reset the connection and lose the answer
    begin(PracticeService::refusal(m_reader.refusal()));
}

void ClientConnection::begin(Reply reply)
{
    m_headSent = false;
    m_body.emplace(std::move(reply));
    const FaultStep &fault = m_body->reply().fault;
    if (fault.kind == FaultStep::Kind::Drop)
        m_socket->disconnectFromHost();
    else if (fault.delayMs > 0)
        m_delay.start(std::chrono::milliseconds(fault.delayMs));
    else
        sendHead();
}

void ClientConnection::sendHead()
{
    const Reply &reply = m_body->reply();
    const auto framing = reply.stream ? BodyFraming::Chunked : BodyFraming::Sized;
    m_headSent = true;
    m_socket->write(
        toBytes(responseHead(reply.status, reply.headers, framing, reply.body.size(), m_keepAlive)));
    m_sinceHead.start();
    if (reply.stream && reply.tokensPerSecond > 0)
        m_rate.start();
    pump();
}

std::uint64_t ClientConnection::piecesAllowed() const
{
    const double rate = m_body->reply().tokensPerSecond;
    if (rate <= 0)
        return UINT64_MAX;
    return 1 + static_cast<std::uint64_t>(static_cast<double>(m_sinceHead.elapsed()) * rate / 1000);
}

void ClientConnection::pump()
{
    if (!m_body || !m_headSent || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const bool chunked = m_body->reply().stream.has_value();
    while (m_socket->bytesToWrite() < mostUnsent) {
        const std::string bytes = m_body->next(piecesAllowed());
        if (bytes.empty())
            break;
        m_socket->write(toBytes(chunked ? chunk(bytes) : bytes));
    }
    switch (m_body->end()) {
    case ReplyBody::End::Open:
        break;
    case ReplyBody::End::Stall:
        m_rate.stop();
        break;
    case ReplyBody::End::Cut:
        m_rate.stop();
        m_socket->disconnectFromHost();
        break;
    case ReplyBody::End::Proper:
        if (chunked)
            m_socket->write(toBytes(lastChunk));
        endReply();
        break;
    }
}

void ClientConnection::endReply()
{
    m_rate.stop();
    m_body.reset();
    if (m_draining)
        m_patience.start(drainPatience);
    else if (!m_keepAlive)
        m_socket->disconnectFromHost();
    else if (m_reader.state() != HttpRequestReader::State::Reading || m_socket->bytesAvailable() > 0)
        QTimer::singleShot(0, this,
                           [this] { // not from inside the pump: a client may have sent many requests at once
                               if (!m_body)
                                   readOn();
                               read();
                           });
}

} // namespace espalier::practice

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/qnamstream.h"

#include "net/connectionsetup.h"
#include "net/networkfailure.h"
#include "net/onceupload.h"
#include "net/replyverdict.h"
#include "net/requestpolicy.h"

#include "base/ascii.h"

#include <QMetaObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace espalier::net {

namespace {

// Qt reads on without end when nobody takes the bytes (measured: 196 MB in one read).
constexpr qint64 kReadBuffer = 1024 * 1024;
constexpr qint64 kPiece = 64 * 1024;
constexpr int kPiecesInATurn = 2;
constexpr qsizetype kErrorBodyLimit = 64 * 1024;

HttpHeaders headersOf(const QNetworkReply &reply)
{
    HttpHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        headers.emplace_back(name.toStdString(), value.toStdString());
    return headers;
}

/// RFC 9112, section 9.6: then Qt closes the connection, too, and uses it for nothing else.
bool saysClose(const HttpHeaders &headers)
{
    const std::string *connection = findHeader(headers, "Connection");
    return connection && asciiLower(*connection).find("close") != std::string::npos;
}

Error limitError(std::uint64_t limit)
{
    return {ErrorKind::LimitExceeded,
            "The answer is longer than the limit of " + std::to_string(limit) + " bytes.",
            "This limit is fixed: ask for less at a time, with a shorter document or a smaller schema.",
            {},
            {},
            {}};
}

} // namespace

QnamStream::QnamStream(QObject *parent)
    : HttpStream(parent)
{
    connect(&m_clocks, &StreamClocks::expired, this, &QnamStream::onExpired);
}

QnamStream::~QnamStream()
{
    dropReply();
}

void QnamStream::start(const HttpRequest &request, ManagerPool &pool)
{
    m_maxBodyBytes = request.connection.maxBodyBytes;
    auto prepared = networkRequest(request);
    if (!prepared)
        return end(prepared.error());
    auto lease = pool.acquire(request.connection, request.url);
    if (!lease)
        return end(lease.error());
    m_lease = std::move(lease).value();

    QNetworkRequest toSend = std::move(prepared).value();
    toSend.setSslConfiguration(m_lease.setup().tls);
    authorizeAtProxy(toSend, m_lease.setup());
    m_clocks.start(request.timeouts);
    if (request.method == "POST") {
        auto *body = new OnceUpload(request.body);
        m_reply = m_lease.manager()->post(toSend, body);
        body->setParent(m_reply);
    } else {
        m_reply = m_lease.manager()->get(toSend);
    }
    connectReply();
}

void QnamStream::connectReply()
{
    // Qt forgets a size that is set before its socket thread knows the request, and loses the connection
    // afterwards when it is set while the request is being sent.
    connect(m_reply, &QNetworkReply::metaDataChanged, this,
            [this] { m_reply->setReadBufferSize(kReadBuffer); });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &QnamStream::schedulePump);
    connect(m_reply, &QNetworkReply::readyRead, this, &QnamStream::schedulePump);
    connect(m_reply, &QNetworkReply::finished, this, &QnamStream::schedulePump);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    if (m_reply->isFinished()) // failed inside post()
        schedulePump();
}

void QnamStream::schedulePump()
{
    if (std::exchange(m_pumpPosted, true))
        return;
    QMetaObject::invokeMethod(this, &QnamStream::pump, Qt::QueuedConnection);
}

void QnamStream::pump()
{
    m_pumpPosted = false;
    if (!m_reply)
        return;
    const QPointer<QnamStream> self(this);
    if (m_end.httpStatus == 0) {
        takeHead();
        if (!self || !m_reply)
            return;
    }
    // The last bytes may be announced by finished alone, so this runs for every kind of signal.
    for (int pieces = 0; m_end.httpStatus != 0; ++pieces) {
        if (pieces ==
            kPiecesInATurn) { // a posted event would go before what the person does; a timer lets it in
            m_pumpPosted = true;
            QTimer::singleShot(0, this, &QnamStream::pump);
            return;
        }
        const QByteArray bytes = m_reply->read(kPiece);
        if (bytes.isEmpty())
            break;
        if (!takeBytes(bytes))
            return;
    }
    if (m_reply->isFinished())
        replyEnded();
}

void QnamStream::takeHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return;
    m_lease.headCame();
    m_end.httpStatus = status;
    m_end.headers = headersOf(*m_reply);
    const HttpHeaders headers = m_end.headers; // a slot may delete this stream and still look at its argument
    Q_EMIT responseStarted(status, headers);
}

bool QnamStream::takeBytes(const QByteArray &bytes)
{
    m_clocks.byteArrived();
    if (isErrorStatus(m_end.httpStatus))
        return collectErrorBody(bytes);

    const std::uint64_t room = m_maxBodyBytes - m_bodyBytes;
    const bool tooMuch = static_cast<std::uint64_t>(bytes.size()) > room;
    const QByteArray taken = tooMuch ? bytes.left(static_cast<qsizetype>(room)) : bytes;
    m_bodyBytes += static_cast<std::uint64_t>(taken.size());
    const QPointer<QnamStream> self(this);
    if (!taken.isEmpty())
        Q_EMIT bytesReceived(taken);
    if (!self || !m_reply)
        return false;
    if (tooMuch)
        end(limitError(m_maxBodyBytes));
    return !tooMuch;
}

bool QnamStream::collectErrorBody(const QByteArray &bytes)
{
    const qsizetype room = kErrorBodyLimit - m_end.errorBody.size();
    m_end.errorBody += bytes.left(room);
    if (bytes.size() <= room)
        return true;
    m_end.truncatedErrorBody = true;
    end({});
    return false;
}

void QnamStream::replyEnded()
{
    if (m_end.httpStatus == 0 && m_lease.wasCut())
        return end(headlessError(m_reply->url()));
    const ReplyVerdict verdict =
        judge(*m_reply, {m_end.httpStatus, m_bodyBytes, m_tlsErrors}, m_lease.setup());
    m_end.fault = verdict.fault;
    m_end.truncatedErrorBody |= verdict.bodyCut;
    end(verdict.error);
}

void QnamStream::onExpired(ErrorKind kind)
{
    // When the program was held up, bytes may have been waiting all the time: they come first, and count as
    // arrived.
    const std::uint64_t before = m_bodyBytes + static_cast<std::uint64_t>(m_end.errorBody.size());
    const QPointer<QnamStream> self(this);
    pump();
    if (!self || m_ended)
        return;
    const bool cameJustNow = m_bodyBytes + static_cast<std::uint64_t>(m_end.errorBody.size()) > before;
    if (cameJustNow && (kind == ErrorKind::FirstByteTimeout || kind == ErrorKind::IdleTimeout))
        return;
    if (isErrorStatus(m_end.httpStatus)) { // what counts is known
        m_end.truncatedErrorBody = true;
        return end({});
    }
    end(kind == ErrorKind::FirstByteTimeout && isHiddenAnswer() ? hiddenAnswerError(m_reply->url())
                                                                : m_clocks.error(kind));
}

/// Qt keeps a 401 to itself until its body has ended. To try again would ask what was refused; what came over
/// the connection tells, where it is nothing but the answer.
bool QnamStream::isHiddenAnswer() const
{
    return m_end.httpStatus == 0 && m_reply->url().scheme() == QLatin1String("http") && m_lease.hasHeard() &&
           proxyFor(m_lease.setup(), m_reply->url()).type() == QNetworkProxy::NoProxy;
}

void QnamStream::abort()
{
    if (!m_ended)
        end({ErrorKind::StoppedByUser, "Stopped by you.", {}, {}, {}, {}});
}

void QnamStream::end(Error error)
{
    m_ended = true;
    m_clocks.stop();
    dropReply();
    m_end.error = std::move(error);
    QMetaObject::invokeMethod(
        this, [this, end = m_end] { Q_EMIT finished(end); }, Qt::QueuedConnection);
}

void QnamStream::dropReply()
{
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        // abort() emits synchronously: be deaf first.
        reply->disconnect(this);
        if (m_end.httpStatus == 0)
            m_lease.distrust();
        else if (reply->url().scheme() == QLatin1String("http") && !saysClose(m_end.headers))
            m_lease.retire();
        // Of an error status Qt may be about to tell, and it complains of a second error.
        if (!isErrorStatus(m_end.httpStatus))
            reply->abort();
        reply->deleteLater(); // ends it as well
    }
    m_lease = {};
}

} // namespace espalier::net

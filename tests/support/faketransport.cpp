// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/faketransport.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace espalier::test {

namespace {
constexpr qsizetype kErrorBodyLimit = 64 * 1024;
}

FakeStream::FakeStream(net::HttpRequest request, QObject *parent)
    : HttpStream(parent)
    , m_request(std::move(request))
{
}

// Steps already queued when the stream is aborted must not come any more; steps queued before end() must. So
// abort sets m_aborted, which silences them when their turn comes, while end() only refuses new ones.
void FakeStream::queue(std::function<void()> step)
{
    if (m_scriptEnded || m_aborted)
        return;
    QMetaObject::invokeMethod(
        this,
        [this, step = std::move(step)] {
            if (!m_aborted)
                step();
        },
        Qt::QueuedConnection);
}

void FakeStream::respond(int status, HttpHeaders headers)
{
    queue([this, status, headers = std::move(headers)] {
        m_end.httpStatus = status;
        m_end.headers = headers; // not the one handed out: a slot may delete this stream
        Q_EMIT responseStarted(status, headers);
    });
}

void FakeStream::send(const QByteArray &bytes)
{
    queue([this, bytes] {
        if (m_end.httpStatus >= 200 && m_end.httpStatus < 300) {
            Q_EMIT bytesReceived(bytes);
            return;
        }
        const qsizetype room = kErrorBodyLimit - m_end.errorBody.size();
        m_end.truncatedErrorBody |= bytes.size() > room;
        m_end.errorBody += bytes.left(room);
    });
}

void FakeStream::end()
{
    queueEnd({});
}

void FakeStream::fail(Error error)
{
    queueEnd(std::move(error));
}

void FakeStream::queueEnd(Error error)
{
    queue([this, error = std::move(error)] {
        m_over = true;
        m_end.error = error;
        const net::StreamEnd end = m_end;
        Q_EMIT finished(end);
    });
    m_scriptEnded = true;
}

void FakeStream::abort()
{
    if (m_over || m_aborted)
        return;
    m_aborted = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_end.error = Error{ErrorKind::StoppedByUser, "Stopped.", {}, {}, {}, {}};
            const net::StreamEnd end = m_end;
            Q_EMIT finished(end);
        },
        Qt::QueuedConnection);
}

net::HttpStream *FakeTransport::send(const net::HttpRequest &request, QObject *parent)
{
    m_requests.push_back(request);
    auto *stream = new FakeStream(request, parent);
    m_streams.emplace_back(stream);
    if (!m_scripts.empty()) {
        const Script script = std::move(m_scripts.front());
        m_scripts.pop_front();
        script(*stream);
    }
    return stream;
}

} // namespace espalier::test

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/receivedrequests.h"

#include <QList>

namespace espalier::test {

std::vector<QByteArray> ReceivedRequest::headers(const QByteArray &name) const
{
    std::vector<QByteArray> values;
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            values.push_back(line.mid(colon + 1).trimmed());
    }
    return values;
}

QByteArray ReceivedRequest::header(const QByteArray &name) const
{
    const std::vector<QByteArray> values = headers(name);
    return values.empty() ? QByteArray() : values.front();
}

void ReceivedRequests::feed(const QByteArray &bytes)
{
    m_raw += bytes;
    m_pending += bytes;
    while (!m_pending.isEmpty()) {
        if (m_requests.empty() || m_requests.back().complete) {
            const qsizetype end = m_pending.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            ReceivedRequest request;
            request.head = m_pending.left(end);
            request.contentLength = request.header("Content-Length").toLongLong();
            request.complete = request.contentLength == 0;
            m_pending.remove(0, end + 4);
            m_requests.push_back(request);
        } else {
            ReceivedRequest &request = m_requests.back();
            const qsizetype missing = request.contentLength - request.body.size();
            request.body += m_pending.left(missing);
            m_pending.remove(0, missing);
            request.complete = request.body.size() == request.contentLength;
        }
    }
}

} // namespace espalier::test

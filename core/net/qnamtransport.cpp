// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/qnamtransport.h"

#include "net/qnamstream.h"

namespace espalier::net {

QnamTransport::QnamTransport() = default;

QnamTransport::~QnamTransport()
{
    // Deleting a manager deletes its replies without a word, so the streams go first.
    for (const QPointer<QnamStream> &stream : m_streams) {
        if (stream)
            stream->abort();
    }
}

HttpStream *QnamTransport::send(const HttpRequest &request, QObject *parent)
{
    std::erase_if(m_streams, [](const QPointer<QnamStream> &stream) { return stream.isNull(); });
    auto *stream = new QnamStream(parent);
    m_streams.emplace_back(stream);
    stream->start(request, m_pool);
    return stream;
}

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/transport.h"
#include "support/eventually.h"

#include <QObject>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

namespace espalier::test {

/// Writes down what a stream tells, in order. Copies share what they saw; it outlives the stream.
class StreamProbe
{
public:
    struct Seen
    {
        std::vector<char> order; ///< 's' responseStarted, 'b' bytesReceived, 'f' finished
        int status = 0;
        QByteArray body;
        std::vector<QByteArray> pieces;
        std::optional<net::StreamEnd> end;
        int ends = 0;
    };

    explicit StreamProbe(net::HttpStream *stream)
    {
        QObject::connect(stream, &net::HttpStream::responseStarted, stream, [seen = m_seen](int status) {
            seen->order.push_back('s');
            seen->status = status;
        });
        QObject::connect(stream, &net::HttpStream::bytesReceived, stream,
                         [seen = m_seen](const QByteArray &bytes) {
                             seen->order.push_back('b');
                             seen->body += bytes;
                             seen->pieces.push_back(bytes);
                         });
        QObject::connect(stream, &net::HttpStream::finished, stream,
                         [seen = m_seen](const net::StreamEnd &end) {
                             seen->order.push_back('f');
                             seen->end = end;
                             ++seen->ends;
                         });
    }

    const Seen *operator->() const { return m_seen.get(); }
    [[nodiscard]] bool ended() const { return m_seen->ends > 0; }
    /// Turns the event loop until the end; false when it does not come in time.
    [[nodiscard]] bool waitForEnd(int milliseconds = 10'000) const
    {
        return eventually([this] { return ended(); }, milliseconds);
    }
    [[nodiscard]] ErrorKind kind() const { return m_seen->end ? m_seen->end->error.kind : ErrorKind::None; }

private:
    std::shared_ptr<Seen> m_seen = std::make_shared<Seen>();
};

/// Any warning of Qt's fails the running test function: "device not open" and the like are bugs.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
}

} // namespace espalier::test

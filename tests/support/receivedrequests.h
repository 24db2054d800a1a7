// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <vector>

namespace espalier::test {

/// A request as a server saw it. `body` may still be growing.
struct ReceivedRequest
{
    QByteArray head; ///< request line and header lines, without the empty line
    QByteArray body;
    qsizetype contentLength = 0; ///< 0 when the head names none
    bool complete = false;       ///< all of the body is there

    [[nodiscard]] QByteArray requestLine() const { return head.left(head.indexOf("\r\n")); }
    [[nodiscard]] QByteArray method() const { return head.left(head.indexOf(' ')); }
    /// All values of that header, letter case of the name ignored.
    [[nodiscard]] std::vector<QByteArray> headers(const QByteArray &name) const;
    /// The first of them; empty when there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// Cuts the bytes of one connection into requests. Any split of the bytes gives the same requests. Knows
/// bodies with Content-Length only, which is all the client sends.
class ReceivedRequests
{
public:
    void feed(const QByteArray &bytes);
    [[nodiscard]] const std::vector<ReceivedRequest> &all() const { return m_requests; }
    [[nodiscard]] const QByteArray &rawBytes() const { return m_raw; }

private:
    std::vector<ReceivedRequest> m_requests;
    QByteArray m_raw;
    QByteArray m_pending; ///< not yet given to a request
};

} // namespace espalier::test

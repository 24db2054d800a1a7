// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/serverscript.h"

namespace espalier::test {

QByteArray responseHead(int status, const std::vector<QByteArray> &headerLines)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const QByteArray &line : headerLines)
        head += line + "\r\n";
    return head + "\r\n";
}

QByteArray response(int status, const QByteArray &body, const QByteArray &contentType,
                    const std::vector<QByteArray> &moreHeaderLines)
{
    std::vector<QByteArray> lines = {"Content-Type: " + contentType,
                                     "Content-Length: " + QByteArray::number(body.size())};
    lines.insert(lines.end(), moreHeaderLines.begin(), moreHeaderLines.end());
    return responseHead(status, lines) + body;
}

QByteArray eventStreamHead(const std::vector<QByteArray> &moreHeaderLines)
{
    std::vector<QByteArray> lines = {"Content-Type: text/event-stream", "Transfer-Encoding: chunked"};
    lines.insert(lines.end(), moreHeaderLines.begin(), moreHeaderLines.end());
    return responseHead(200, lines);
}

QByteArray chunk(const QByteArray &data)
{
    return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

ServerScript answerOnce(const QByteArray &bytes)
{
    return {step::WaitForRequest{}, step::Send{bytes}, step::Close{}};
}

} // namespace espalier::test

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <limits>
#include <variant>
#include <vector>

namespace espalier::test {

/// What a ScriptedServer does on one connection, in order. After the last step the connection stays open and
/// silent.
namespace step {
/// Until the next whole request is there: head, and as much body as its Content-Length says. A script that
/// answers on a kept-alive connection has several of these.
struct WaitForRequest
{
};
/// Until the head of the next request is there, its body may still be on the way.
struct WaitForHead
{
};
/// These bytes, as they are; in pieces of `piece` bytes, one per turn of the event loop, when that is not 0.
struct Send
{
    QByteArray bytes;
    qsizetype piece = 0;
};
/// `block` again and again, `times` times, waiting `every` between two; never more than 1 MiB ahead of the
/// client.
struct Repeat
{
    QByteArray block;
    std::int64_t times = std::numeric_limits<std::int64_t>::max();
    std::chrono::milliseconds every{0};
};
struct Pause
{
    std::chrono::milliseconds time;
};
/// Closes in order (FIN) when what was sent has left.
struct Close
{
};
/// Resets (RST): SO_LINGER 0, when what was sent has left.
struct Reset
{
};
/// Until proceed() of the server is called.
struct WaitForSignal
{
};
} // namespace step

using Step = std::variant<step::WaitForRequest, step::WaitForHead, step::Send, step::Repeat, step::Pause,
                          step::Close, step::Reset, step::WaitForSignal>;
using ServerScript = std::vector<Step>;

/// A status line, these header lines (each without line end), an empty line.
[[nodiscard]] QByteArray responseHead(int status, const std::vector<QByteArray> &headerLines);
/// A whole answer with a right Content-Length.
[[nodiscard]] QByteArray response(int status, const QByteArray &body,
                                  const QByteArray &contentType = "application/json",
                                  const std::vector<QByteArray> &moreHeaderLines = {});
/// The head of an event stream in chunks.
[[nodiscard]] QByteArray eventStreamHead(const std::vector<QByteArray> &moreHeaderLines = {});
/// One HTTP chunk around `data`; of no data: the last chunk, which ends the body.
[[nodiscard]] QByteArray chunk(const QByteArray &data);
/// Wait for a request, send this, close.
[[nodiscard]] ServerScript answerOnce(const QByteArray &bytes);

} // namespace espalier::test

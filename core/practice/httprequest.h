// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::practice {

/// One request as read from the wire. Plain value.
struct HttpRequest
{
    std::string method;  ///< as sent, e.g. "POST"
    std::string target;  ///< origin form with query, e.g. "/v1/models"
    HttpHeaders headers; ///< in order; trailers of a chunked body are dropped
    std::string body;    ///< decoded
    bool keepAlive = true;
};

/// Why a request cannot be served; the connection has to be closed after the answer.
struct HttpRefusal
{
    int status = 400;
    std::string message; ///< one line
};

/// Bounds of one request; beyond them it is refused with a status of its own (413, 414, 431).
struct HttpLimits
{
    std::size_t lineBytes = 16UL * 1024; ///< request line, one header field, one chunk-size line
    std::size_t headBytes = 64UL * 1024; ///< the whole head; trailers count as well
    std::uint64_t bodyBytes = 32ULL * 1024 * 1024;
};

/// Reads HTTP/1.0 and 1.1 requests from bytes (RFC 9112), strictly: what two readers could understand in two
/// ways is refused. That means both framings at once, differing Content-Length, obs-fold, blanks before a
/// colon, bare CR or LF.
///
/// Usage: feed() what arrives; when state() is Complete, take() the request, which makes the reader go on
/// with the bytes that came behind it (state() may be Complete again at once). Refused is final. Splits: any
/// cut of the bytes gives the same requests. Thread safety: none. No QObject.
class HttpRequestReader
{
public:
    enum class State : std::uint8_t { Reading, Complete, Refused };

    explicit HttpRequestReader(HttpLimits limits = {});

    State feed(std::string_view bytes);
    [[nodiscard]] State state() const noexcept;
    /// The request; only when state() is Complete.
    [[nodiscard]] HttpRequest take();
    /// Why; only when state() is Refused.
    [[nodiscard]] const HttpRefusal &refusal() const noexcept { return m_refusal; }
    /// True once per request that said "Expect: 100-continue" and whose body has not come yet (RFC
    /// 9110, 10.1.1).
    [[nodiscard]] bool takeContinue() noexcept;
    /// No byte of a next request has come: the connection may be closed without loss.
    [[nodiscard]] bool idle() const noexcept;

private:
    enum class Step : std::uint8_t {
        RequestLine,
        Field,
        Fixed,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailer,
        Complete,
        Refused
    };

    std::size_t takeLine(std::string_view bytes);
    std::size_t takeBody(std::string_view bytes);
    void line(std::string_view text);
    void requestLine(std::string_view text);
    void field(std::string_view text);
    void headEnds();
    bool bodyFraming(bool &chunked);
    void chunkSize(std::string_view text);
    void refuse(int status, std::string message);
    void reset();

    HttpLimits m_limits;
    Step m_step = Step::RequestLine;
    HttpRequest m_request;
    HttpRefusal m_refusal;
    std::string m_line;
    std::string m_behind; ///< bytes behind a complete request
    std::size_t m_headBytes = 0;
    std::uint64_t m_left = 0; ///< of a fixed body or a chunk
    bool m_http10 = false;
    bool m_continue = false;
};

} // namespace espalier::practice

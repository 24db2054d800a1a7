// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/httprequest.h"

#include "base/ascii.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

// RFC 9110, 5.6.2
bool isToken(std::string_view text)
{
    constexpr std::string_view signs = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return isAsciiAlpha(c) || isAsciiDigit(c) || signs.find(c) != std::string_view::npos;
    });
}

bool hasControl(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
    });
}

/// Digits only, of base 10 or 16; false beyond 2^53.
bool readSize(std::string_view digits, unsigned base, std::uint64_t &out)
{
    out = 0;
    for (const char c : digits) {
        const char low = asciiLower(c);
        unsigned digit = base;
        if (isAsciiDigit(c))
            digit = static_cast<unsigned>(c - '0');
        else if (base == 16 && low >= 'a' && low <= 'f')
            digit = static_cast<unsigned>(low - 'a') + 10;
        if (digit >= base || out > (1ULL << 53))
            return false;
        out = out * base + digit;
    }
    return !digits.empty();
}

} // namespace

HttpRequestReader::HttpRequestReader(HttpLimits limits)
    : m_limits(limits)
{
}

HttpRequestReader::State HttpRequestReader::state() const noexcept
{
    if (m_step == Step::Complete)
        return State::Complete;
    return m_step == Step::Refused ? State::Refused : State::Reading;
}

bool HttpRequestReader::idle() const noexcept
{
    return m_step == Step::RequestLine && m_line.empty();
}

bool HttpRequestReader::takeContinue() noexcept
{
    return std::exchange(m_continue, false);
}

HttpRequestReader::State HttpRequestReader::feed(std::string_view bytes)
{
    while (!bytes.empty() && state() == State::Reading) {
        const bool inBody = m_step == Step::Fixed || m_step == Step::ChunkData;
        bytes.remove_prefix(inBody ? takeBody(bytes) : takeLine(bytes));
    }
    if (m_step == Step::Complete)
        m_behind.append(bytes);
    return state();
}

HttpRequest HttpRequestReader::take()
{
    HttpRequest request = std::move(m_request);
    const std::string behind = std::exchange(m_behind, {});
    reset();
    feed(behind);
    return request;
}

void HttpRequestReader::reset()
{
    m_step = Step::RequestLine;
    m_request = {};
    m_line.clear();
    m_headBytes = 0;
    m_left = 0;
    m_http10 = false;
    m_continue = false;
}

void HttpRequestReader::refuse(int status, std::string message)
{
    m_step = Step::Refused;
    m_refusal = {status, std::move(message)};
}

std::size_t HttpRequestReader::takeLine(std::string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    const std::size_t used = end == std::string_view::npos ? bytes.size() : end + 1;
    const std::size_t room = m_limits.lineBytes - std::min(m_limits.lineBytes, m_line.size());
    m_line.append(bytes.substr(0, std::min(used, room + 1)));
    if (m_line.size() > m_limits.lineBytes) {
        refuse(m_step == Step::RequestLine ? 414 : 431, "a line of the head is too long");
        return used;
    }
    if (end == std::string_view::npos)
        return used;
    m_headBytes += m_line.size();
    if (m_headBytes > m_limits.headBytes && m_step != Step::ChunkSize && m_step != Step::ChunkEnd) {
        refuse(431, "the head is too large");
        return used;
    }
    const std::string text = std::exchange(m_line, {});
    if (text.size() < 2 || text[text.size() - 2] != '\r') {
        refuse(400, "lines must end with CR LF");
        return used;
    }
    line(std::string_view(text).substr(0, text.size() - 2));
    return used;
}

void HttpRequestReader::line(std::string_view text)
{
    switch (m_step) {
    case Step::RequestLine:
        if (!text.empty()) // one empty line before a request is allowed for (RFC 9112, 2.2)
            requestLine(text);
        break;
    case Step::Field:
        text.empty() ? headEnds() : field(text);
        break;
    case Step::ChunkSize:
        chunkSize(text);
        break;
    case Step::ChunkEnd:
        if (text.empty())
            m_step = Step::ChunkSize;
        else
            refuse(400, "a chunk is longer than its size");
        break;
    case Step::Trailer:
        if (text.empty())
            m_step = Step::Complete;
        break;
    default:
        break;
    }
}

void HttpRequestReader::requestLine(std::string_view text)
{
    const std::size_t first = text.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
    if (second == std::string_view::npos || !isToken(text.substr(0, first)) || hasControl(text))
        return refuse(400, "the request line cannot be read");
    const std::string_view version = text.substr(second + 1);
    m_request.method = text.substr(0, first);
    m_request.target = text.substr(first + 1, second - first - 1);
    if (m_request.target.empty() || m_request.target.front() != '/')
        return refuse(400, "the request target must be a path");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
    m_http10 = version == "HTTP/1.0";
    m_request.keepAlive = !m_http10;
    m_step = Step::Field;
}

void HttpRequestReader::field(std::string_view text)
{
    const std::size_t colon = text.find(':');
    // A blank before the colon and folded lines fail here as well: both begin or end the name with a blank.
    if (colon == std::string_view::npos || !isToken(text.substr(0, colon)) || hasControl(text))
        return refuse(400, "a header field cannot be read");
    m_request.headers.emplace_back(text.substr(0, colon), trimmed(text.substr(colon + 1)));
}

bool HttpRequestReader::bodyFraming(bool &chunked)
{
    bool sized = false;
    for (const auto &[name, value] : m_request.headers) {
        const std::string key = asciiLower(name);
        if (key == "transfer-encoding") {
            if (chunked || asciiLower(value) != "chunked")
                return refuse(501, "only one transfer coding, chunked, is understood"), false;
            chunked = true;
        } else if (key == "content-length") {
            std::uint64_t size = 0;
            if (!readSize(value, 10, size) || (sized && size != m_left))
                return refuse(400, "Content-Length cannot be read"), false;
            m_left = size;
            sized = true;
        }
    }
    if (chunked && (sized || m_http10))
        return refuse(400, "Transfer-Encoding beside Content-Length, or in HTTP/1.0"), false;
    if (m_left > m_limits.bodyBytes)
        return refuse(413, "the request body is too large"), false;
    return true;
}

void HttpRequestReader::headEnds()
{
    bool chunked = false;
    if (!bodyFraming(chunked))
        return;
    const auto hosts = std::count_if(m_request.headers.begin(), m_request.headers.end(),
                                     [](const auto &field) { return asciiLower(field.first) == "host"; });
    if (hosts > 1 || (hosts == 0 && !m_http10))
        return refuse(400, "exactly one Host header is needed");
    if (const std::string *connection = findHeader(m_request.headers, "connection")) {
        const std::string wish = asciiLower(*connection);
        if (wish.find("close") != std::string::npos)
            m_request.keepAlive = false;
        else if (m_http10 && wish.find("keep-alive") != std::string::npos)
            m_request.keepAlive = true;
    }
    const bool body = chunked || m_left > 0;
    const std::string *expect = findHeader(m_request.headers, "expect");
    m_continue = body && !m_http10 && expect && asciiLower(*expect) == "100-continue";
    m_step = chunked ? Step::ChunkSize : body ? Step::Fixed : Step::Complete;
}

void HttpRequestReader::chunkSize(std::string_view text)
{
    const std::string_view digits = trimmed(text.substr(0, text.find(';'))); // extensions are ignored
    if (!readSize(digits, 16, m_left))
        return refuse(400, "a chunk size cannot be read");
    if (m_request.body.size() + m_left > m_limits.bodyBytes)
        return refuse(413, "the request body is too large");
    m_headBytes = 0;
    m_step = m_left == 0 ? Step::Trailer : Step::ChunkData;
}

std::size_t HttpRequestReader::takeBody(std::string_view bytes)
{
    const auto used = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
    m_request.body.append(bytes.substr(0, used));
    m_left -= used;
    m_continue = false;
    if (m_left == 0)
        m_step = m_step == Step::Fixed ? Step::Complete : Step::ChunkEnd;
    return used;
}

} // namespace espalier::practice

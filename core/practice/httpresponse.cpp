// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/httpresponse.h"

#include <array>
#include <charconv>
#include <utility>

namespace espalier::practice {

std::string_view reasonPhrase(int status) noexcept
{
    static constexpr std::pair<int, std::string_view> phrases[] = {
        {100, "Continue"},
        {200, "OK"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
        {529, "Overloaded"},
    };
    for (const auto &[known, phrase] : phrases) {
        if (known == status)
            return phrase;
    }
    return "Error";
}

std::string responseHead(int status, const HttpHeaders &headers, BodyFraming framing, std::size_t size,
                         bool keepAlive)
{
    std::string out = "HTTP/1.1 " + std::to_string(status) + ' ';
    out.append(reasonPhrase(status)).append("\r\n");
    for (const auto &[name, value] : headers)
        out.append(name).append(": ").append(value).append("\r\n");
    if (framing == BodyFraming::Sized)
        out.append("Content-Length: ").append(std::to_string(size)).append("\r\n");
    else if (framing == BodyFraming::Chunked)
        out.append("Transfer-Encoding: chunked\r\n");
    out.append(keepAlive && framing != BodyFraming::UntilClose ? "Connection: keep-alive"
                                                               : "Connection: close");
    return out.append("\r\n\r\n");
}

std::string chunk(std::string_view bytes)
{
    if (bytes.empty())
        return {};
    std::array<char, 16> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), bytes.size(), 16).ptr;
    std::string out(size.data(), end);
    return out.append("\r\n").append(bytes).append("\r\n");
}

} // namespace espalier::practice

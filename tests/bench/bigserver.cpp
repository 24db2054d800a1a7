// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/bigserver.h"

#include "json/value.h"
#include "json/writer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace espalier::bench {

namespace {

constexpr std::size_t kPiece = 2048; // of the answer in an event

std::string eventsOf(const std::string &answer)
{
    std::string out = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    for (std::size_t at = 0; at < answer.size(); at += kPiece)
        out += R"(data: {"choices":[{"index":0,"delta":{"content":)" +
               json::writeCompact(json::Value::string(answer.substr(at, kPiece))) + "}}]}\n\n";
    return out + R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})" +
           "\n\ndata: [DONE]\n\n";
}

/// Reads one request, as far as one has to: head, and as much as it announces.
bool takeRequest(int socket)
{
    std::string got;
    char buffer[65536];
    for (;;) {
        const ssize_t read = recv(socket, buffer, sizeof buffer, 0);
        if (read <= 0)
            return false;
        got.append(buffer, static_cast<std::size_t>(read));
        const std::size_t head = got.find("\r\n\r\n");
        const std::size_t length = got.find("ontent-Length: ");
        if (head == std::string::npos || length == std::string::npos)
            continue;
        if (got.size() >= head + 4 + std::stoul(got.substr(length + 15, 12)))
            return true;
    }
}

} // namespace

BigServer::BigServer(const std::string &answer)
    : m_body(eventsOf(answer))
    , m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_socket, plain, size) != 0 || listen(m_socket, 4) != 0 ||
        getsockname(m_socket, plain, &size) != 0)
        return;
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

BigServer::~BigServer()
{
    m_over = true;
    shutdown(m_socket, SHUT_RDWR);
    if (m_thread.joinable())
        m_thread.join();
    close(m_socket);
}

void BigServer::serve()
{
    while (!m_over) {
        const int client = accept(m_socket, nullptr, nullptr);
        if (client < 0)
            return;
        std::size_t sent = 0;
        if (takeRequest(client)) {
            while (sent < m_body.size()) {
                const ssize_t wrote =
                    send(client, m_body.data() + sent, std::min<std::size_t>(m_body.size() - sent, 1 << 16),
                         MSG_NOSIGNAL);
                if (wrote <= 0)
                    break;
                sent += static_cast<std::size_t>(wrote);
            }
        }
        close(client);
    }
}

} // namespace espalier::bench

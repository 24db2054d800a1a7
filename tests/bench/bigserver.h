// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace espalier::bench {

/// Gives everybody who asks the same answer as a stream of chat completion chunks, as fast as the socket
/// takes it. Its own thread; one connection at a time.
class BigServer
{
public:
    /// `answer`: the text of the assistant's message, any size.
    explicit BigServer(const std::string &answer);
    ~BigServer();
    BigServer(const BigServer &) = delete;
    BigServer &operator=(const BigServer &) = delete;

    /// Of the loopback; 0 when it cannot listen.
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    void serve();

    std::string m_body;
    int m_socket = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

} // namespace espalier::bench

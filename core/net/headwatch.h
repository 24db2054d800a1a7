// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>

#include <cstdint>
#include <functional>
#include <map>

namespace espalier::net {

struct PeerSocket;

/// Bounds what a server can send before anything of its answer shows.
///
/// Qt keeps a 401 to itself until its body has ended, and headers until theirs have, in memory and without a
/// limit; its sockets are hidden. So while tries wait for a head, the bytes that came over the connections to
/// their port are looked at, and a connection with too many is cut. Only when every try that goes to that
/// port waits: whose a connection is cannot be told. Linux; elsewhere it does nothing. Thread: one, with an
/// event loop.
class HeadWatch
{
public:
    /// More before a head is no answer.
    static constexpr std::uint64_t kMostBytes = 2ULL * 1024 * 1024;

    /// `triesTo`: how many tries of this program go to a port now, waiting or not.
    explicit HeadWatch(std::function<int(int port)> triesTo);
    Q_DISABLE_COPY_MOVE(HeadWatch)

    /// A try begins to wait.
    void begin(int port);
    /// It has a head, or is over.
    void end(int port);
    /// A try to that port is over: what came until now was its answer.
    void countAnew(int port);
    /// A connection to that port was cut while the tries that wait now did.
    [[nodiscard]] bool hasCut(int port) const;
    /// Every try to that port waits, and something came over a connection of each: the begin of an answer,
    /// or, over TLS or a proxy that is not plain http, what the two have to say to each other first.
    [[nodiscard]] bool hasHeard(int port) const;

private:
    struct Waiting
    {
        int tries = 0;
        std::map<std::uint64_t, std::uint64_t> before; ///< connection → bytes that count no more
        bool tooMuch = false;                          ///< at the last look
        bool cut = false;

        /// What came over the connection and counts.
        [[nodiscard]] std::uint64_t fresh(const PeerSocket &socket) const;
    };
    void look();
    static void look(int port, Waiting &waiting);

    std::function<int(int)> m_triesTo;
    std::map<int, Waiting> m_ports;
    QTimer m_timer;
};

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/headwatch.h"

#include "net/peersockets.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace espalier::net {

namespace {

constexpr std::chrono::milliseconds kEvery{100};

std::map<std::uint64_t, std::uint64_t> receivedFrom(int port)
{
    std::map<std::uint64_t, std::uint64_t> out;
    for (const PeerSocket &socket : socketsTo(port))
        out.emplace(socket.connection, socket.received);
    return out;
}

} // namespace

HeadWatch::HeadWatch(std::function<int(int)> triesTo)
    : m_triesTo(std::move(triesTo))
{
    m_timer.setInterval(kEvery);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
}

void HeadWatch::begin(int port)
{
    Waiting &waiting = m_ports[port];
    if (waiting.tries++ == 0)
        waiting.before = receivedFrom(port);
    if (!m_timer.isActive())
        m_timer.start();
}

void HeadWatch::end(int port)
{
    const auto it = m_ports.find(port);
    if (it != m_ports.end() && --it->second.tries == 0)
        m_ports.erase(it);
    if (m_ports.empty())
        m_timer.stop();
}

void HeadWatch::countAnew(int port)
{
    const auto it = m_ports.find(port);
    if (it == m_ports.end())
        return;
    it->second.before = receivedFrom(port);
    it->second.tooMuch = false;
}

bool HeadWatch::hasCut(int port) const
{
    const auto it = m_ports.find(port);
    return it != m_ports.end() && it->second.cut;
}

bool HeadWatch::hasHeard(int port) const
{
    const auto it = m_ports.find(port);
    if (it == m_ports.end() || it->second.tries != m_triesTo(port))
        return false;
    const auto sockets = socketsTo(port);
    return std::ranges::count_if(sockets, [&](const auto &s) { return it->second.fresh(s) > 0; }) >=
           it->second.tries;
}

std::uint64_t HeadWatch::Waiting::fresh(const PeerSocket &socket) const
{
    const auto known = before.find(socket.connection);
    return socket.received - (known == before.end() ? 0 : known->second);
}

void HeadWatch::look()
{
    for (auto &[port, waiting] : m_ports) {
        if (waiting.tries == m_triesTo(port))
            look(port, waiting);
        else // somebody reads an answer: what came may be that
            countAnew(port);
    }
}

/// Cut is what was too much at two looks: after a standstill of the program a head may be there already.
void HeadWatch::look(int port, Waiting &waiting)
{
    const bool again = std::exchange(waiting.tooMuch, false);
    for (const PeerSocket &socket : socketsTo(port)) {
        if (waiting.fresh(socket) <= kMostBytes)
            continue;
        waiting.tooMuch = true;
        if (again && cutSocket(socket, port))
            waiting.cut = true;
    }
}

} // namespace espalier::net

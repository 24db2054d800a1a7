// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/peersockets.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <dirent.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <charconv>
#include <cstring>
#include <memory>
#include <string_view>
#endif

namespace espalier::net {

#ifdef Q_OS_LINUX

namespace {

std::vector<int> openDescriptors()
{
    std::vector<int> out;
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir("/proc/self/fd"), &::closedir);
    while (const dirent *entry = folder ? ::readdir(folder.get()) : nullptr) {
        const std::string_view name(&entry->d_name[0]);
        int descriptor = -1;
        if (std::from_chars(name.data(), name.data() + name.size(), descriptor).ec == std::errc())
            out.push_back(descriptor);
    }
    return out;
}

/// -1: it is no connection of the Internet.
int peerPort(int descriptor)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof(peer);
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
        return -1;
    if (peer.ss_family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, &peer, sizeof(address));
        return ntohs(address.sin_port);
    }
    if (peer.ss_family == AF_INET6) {
        sockaddr_in6 address{};
        std::memcpy(&address, &peer, sizeof(address));
        return ntohs(address.sin6_port);
    }
    return -1;
}

PeerSocket described(int descriptor)
{
    PeerSocket out;
    out.descriptor = descriptor;
    socklen_t size = sizeof(out.connection);
    ::getsockopt(descriptor, SOL_SOCKET, SO_COOKIE, &out.connection, &size);
    tcp_info info{}; // an older kernel fills in less of it
    size = sizeof(info);
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
        out.received = info.tcpi_bytes_received;
    int bytes = 0;
    out.holdsUnread = ::ioctl(descriptor, FIONREAD, &bytes) == 0 && bytes > 0;
    return out;
}

} // namespace

std::vector<PeerSocket> socketsTo(int port)
{
    std::vector<PeerSocket> out;
    for (const int descriptor : openDescriptors()) {
        if (peerPort(descriptor) == port)
            out.push_back(described(descriptor));
    }
    return out;
}

bool cutSocket(const PeerSocket &socket, int port)
{
    return peerPort(socket.descriptor) == port &&
           described(socket.descriptor).connection == socket.connection &&
           ::shutdown(socket.descriptor, SHUT_RDWR) == 0;
}

#else

std::vector<PeerSocket> socketsTo(int port)
{
    Q_UNUSED(port)
    return {};
}

bool cutSocket(const PeerSocket &socket, int port)
{
    Q_UNUSED(socket)
    Q_UNUSED(port)
    return false;
}

#endif

int cutStrandedSockets(int port)
{
    int cut = 0;
    for (const PeerSocket &socket : socketsTo(port)) {
        if (socket.holdsUnread && cutSocket(socket, port))
            ++cut;
    }
    return cut;
}

} // namespace espalier::net

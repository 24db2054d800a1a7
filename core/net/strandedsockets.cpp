// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/strandedsockets.h"

#include "net/peersockets.h"

namespace espalier::net {

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

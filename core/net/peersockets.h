// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <vector>

namespace espalier::net {

/// A connection of this process, which Qt shows nobody.
struct PeerSocket
{
    int descriptor = -1;
    std::uint64_t connection = 0; ///< its number for as long as the computer runs; a descriptor is used again
    std::uint64_t received = 0;   ///< bytes since it was made
    bool holdsUnread = false;     ///< bytes that nobody has read yet
};

/// The connections to that port of whatever host. Linux; elsewhere it finds none. Any thread.
[[nodiscard]] std::vector<PeerSocket> socketsTo(int port);

/// Ends it, both ways, if it still goes to that port. Its owner sees a connection that was closed. Any
/// thread.
bool cutSocket(const PeerSocket &socket, int port);

/// Ends the connections to that port that hold bytes nobody has read yet. Qt's thread reads a head to its end
/// before it looks at anything else: one that never ends keeps it, a processor and ever more memory, whatever
/// became of the request. Only to be called when no try that still counts goes to that port. Returns how many
/// there were. Any thread.
int cutStrandedSockets(int port);

} // namespace espalier::net

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace espalier::net {

/// Ends the connections of this process to that port of whatever host that hold bytes nobody has read yet.
/// Qt's thread reads a head to its end before it looks at anything else: one that never ends keeps it, a
/// processor and ever more memory, whatever became of the request. Only to be called when no try that still
/// counts goes to that port. Returns how many there were. Linux; elsewhere it does nothing. Any thread.
int cutStrandedSockets(int port);

} // namespace espalier::net

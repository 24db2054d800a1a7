// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <string>

class QObject;

namespace espalier::secrets {

/// Finds out why a key ring that failed without a usable code cannot be used: what is missing on this
/// machine, else `words`. Calls `done` exactly once, queued, within about two seconds; never when `context`
/// is gone by then. The machine is asked from a thread of its own, because a session bus that hangs would
/// hold the caller for half a minute.
void diagnoseKeychain(const std::string &words, QObject *context,
                      std::function<void(std::string reason)> done);

} // namespace espalier::secrets

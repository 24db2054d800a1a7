// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "settings/endpointprofile.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

class QObject;

namespace espalier::app {

class Engine;

/// One entry of a store under its former and its new name.
using RenamedEntry = std::pair<std::string, std::string>;

/// The entries that a profile may have in a store: its key, its secret headers, its proxy's password.
/// `former` and `now` are the same profile under two names. Pure.
[[nodiscard]] std::vector<RenamedEntry> renamedEntries(const settings::EndpointProfile &former,
                                                       const settings::EndpointProfile &now);

/// Moves secrets to their new names, in this session and in the key ring: each is written under the new name
/// before the old one goes. The key ring is asked only for what is known to lie there. Calls `done` once,
/// queued, with how many were moved and the first error (kind None: all went well); not when `context` (not
/// null) is gone by then. What could not be moved stays under its former name.
void moveEntries(Engine &engine, std::vector<RenamedEntry> entries, QObject *context,
                 std::function<void(int moved, const Error &error)> done);

} // namespace espalier::app

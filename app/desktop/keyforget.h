// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "settings/endpointprofile.h"

#include <functional>
#include <string>
#include <vector>

class QObject;

namespace espalier::app {

class Engine;

/// An entry that is to go: out of the key ring, and out of this session too unless it serves there.
struct DoomedEntry
{
    std::string entry;
    bool sessionToo = true;
    bool operator==(const DoomedEntry &) const = default;
};

/// Every entry that a profile may have in a store. Pure.
[[nodiscard]] std::vector<DoomedEntry> allEntries(const settings::EndpointProfile &profile);

/// The entries, under the name of `before`, that must not serve the profile as it is `now`, because nobody
/// said that they may go where it leads: a key of the key ring that stays behind while the address becomes
/// another server's, secret headers that were taken out, the password of another proxy. Later nobody would
/// know to which server they belonged. Pure.
[[nodiscard]] std::vector<DoomedEntry> strandedEntries(const settings::EndpointProfile &before,
                                                       const settings::EndpointProfile &now);

/// Removes entries one after the other; the key ring is asked only for what is known to lie there. Calls
/// `done` once, queued, with the first error (kind None: all are gone); not when `context` (not null) is gone
/// by then. `endpoint`: whose they were, for the words of an error.
void forgetEntries(Engine &engine, const std::string &endpoint, std::vector<DoomedEntry> entries,
                   QObject *context, std::function<void(const Error &error)> done);

} // namespace espalier::app

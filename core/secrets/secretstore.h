// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secret.h"

#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <string>

class QObject;

namespace espalier::secrets {

/// How a question to a store ended.
enum class SecretStatus : std::uint8_t {
    Found,           ///< read: the secret is there
    Stored,          ///< write: it can be read back from now on
    Removed,         ///< remove: it was there and is gone, verified by reading
    Missing,         ///< there is none of that name
    LockedOrMissing, ///< one was stored once; now the store is locked, its prompt was cancelled, or somebody
                     ///< removed it
    Unavailable,     ///< the store itself cannot be used; the reason names what is missing
    TimedOut,        ///< no answer in time; a prompt may still be open
};

/// The one answer to a question.
struct SecretResult
{
    SecretStatus status = SecretStatus::Missing;
    Secret secret; ///< only with Found
    std::string
        reason; ///< for people, one line, UTF-8; empty with Found, Stored and Removed. Never holds the secret
};

/// A place where secrets are kept by name (UTF-8, not secret itself).
///
/// Every question is answered exactly once: queued, never from inside the call, on the thread of the call,
/// which must have an event loop. Not answered at all: when `context` or the store is gone by then. `context`
/// must not be null. Thread: see the implementation; the main thread is always right.
class SecretStore
{
public:
    using Done = std::function<void(SecretResult result)>;

    virtual ~SecretStore();

    /// Ends with Found, Missing, LockedOrMissing, Unavailable or TimedOut.
    virtual void read(const std::string &name, QObject *context, Done done) = 0;
    /// Replaces what is there. Ends with Stored, LockedOrMissing, Unavailable or TimedOut. An empty secret is
    /// a programming error and asserts; remove() is meant for that.
    virtual void write(const std::string &name, Secret secret, QObject *context, Done done) = 0;
    /// Ends with Removed, Missing, LockedOrMissing, Unavailable or TimedOut.
    virtual void remove(const std::string &name, QObject *context, Done done) = 0;

protected:
    SecretStore() = default;
    Q_DISABLE_COPY_MOVE(SecretStore)
};

/// The names under which secrets were stored in a place that cannot be asked for them. Not secret; kept in
/// the settings. They tell "locked or removed by somebody else" from "never stored".
class StoredNames
{
public:
    virtual ~StoredNames();
    [[nodiscard]] virtual bool contains(const std::string &name) const = 0;
    virtual void add(const std::string &name) = 0;
    virtual void remove(const std::string &name) = 0;

protected:
    StoredNames() = default;
    Q_DISABLE_COPY_MOVE(StoredNames)
};

} // namespace espalier::secrets

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <string>

namespace QKeychain {
class Job;
}

namespace espalier::secrets {

/// One QtKeychain job under a clock. Calls `done` exactly once: with the outcome, or with TimedOut; then
/// deletes itself. Deleted before (with its parent): never. Call order is free, because QtKeychain starts
/// jobs from the event loop.
class KeychainJob : public QObject
{
    Q_OBJECT

public:
    /// What QtKeychain's error codes mean to us.
    enum class Outcome { Done, NotFound, Denied, Broken, TimedOut };
    struct End
    {
        Outcome outcome = Outcome::Done;
        Secret secret;     ///< of a read that is Done
        std::string words; ///< QtKeychain's own, when Broken
    };
    using Done = std::function<void(End)>;

    static void read(const std::string &name, std::chrono::milliseconds timeout, QObject *parent, Done done);
    static void write(const std::string &name, const Secret &secret, std::chrono::milliseconds timeout,
                      QObject *parent, Done done);
    static void remove(const std::string &name, std::chrono::milliseconds timeout, QObject *parent,
                       Done done);

private:
    KeychainJob(QKeychain::Job *job, const std::string &name, std::chrono::milliseconds timeout,
                QObject *parent, Done done);
    void finish(End end);

    Done m_done;
};

} // namespace espalier::secrets

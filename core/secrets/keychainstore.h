// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace espalier::secrets {

/// Secrets in the key ring of the desktop (Secret Service or KWallet, through QtKeychain): service
/// "espalier", user = name.
///
/// - A locked key ring, or a prompt that was cancelled, reads like a missing key. `stored` remembers which
/// names were
///   written, so that such a read ends with LockedOrMissing and not with Missing.
/// - QtKeychain says of every removal that it worked, so remove() reads before and after it.
/// - A question waits while the key ring prompts; after `timeout` it ends with TimedOut, and a late answer is
/// dropped.
///   Questions are answered one after another.
/// - Unavailable names what is missing: the session bus, the Secret Service, libsecret.
///
/// Thread: the main thread only (QtKeychain's queue keeps the thread it was first used on; a question from
/// another one is Unavailable). Needs Qt's GLib event dispatcher, which is the usual one on Linux; without it
/// questions end with TimedOut.
class KeychainStore : public QObject, public SecretStore
{
    Q_OBJECT

public:
    /// `stored` stays the caller's and must outlive the store. The default timeout leaves time for a prompt.
    explicit KeychainStore(StoredNames &stored, std::chrono::milliseconds timeout = std::chrono::seconds(30),
                           QObject *parent = nullptr);
    ~KeychainStore() override;

    void read(const std::string &name, QObject *context, Done done) override;
    void write(const std::string &name, Secret secret, QObject *context, Done done) override;
    void remove(const std::string &name, QObject *context, Done done) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::secrets

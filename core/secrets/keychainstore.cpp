// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainstore.h"

#include "secrets/answerlater_p.h"
#include "secrets/keychaindiagnosis_p.h"
#include "secrets/keychainjob_p.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

namespace espalier::secrets {

SecretStore::~SecretStore() = default;
StoredNames::~StoredNames() = default;

namespace {

using Outcome = KeychainJob::Outcome;

SecretResult lockedOrMissing()
{
    return {SecretStatus::LockedOrMissing, {}, "the key ring is locked, or the key was removed from it"};
}

bool onMainThread()
{
    return QCoreApplication::instance() && QThread::currentThread() == QCoreApplication::instance()->thread();
}

} // namespace

class KeychainStore::Private
{
public:
    KeychainStore *store;
    StoredNames &stored;
    std::chrono::milliseconds timeout;

    /// Answers with what has the same meaning for reading, writing and removing; Done is the caller's to
    /// know.
    void fail(const std::string &name, const KeychainJob::End &end, const Done &answer) const
    {
        switch (end.outcome) {
        case Outcome::NotFound:
            if (stored.contains(name))
                return answer(lockedOrMissing());
            return answer({SecretStatus::Missing, {}, "there is no key of that name in the key ring"});
        case Outcome::Denied:
            return answer({SecretStatus::LockedOrMissing, {}, "the key ring is locked"});
        case Outcome::TimedOut:
            return answer({SecretStatus::TimedOut,
                           {},
                           "the key ring did not answer within " + std::to_string(timeout.count() / 1000) +
                               " s (it may be waiting for its password)"});
        case Outcome::Done:
        case Outcome::Broken:
            break;
        }
        diagnoseKeychain(end.words, store, [answer](std::string reason) {
            answer({SecretStatus::Unavailable, {}, std::move(reason)});
        });
    }
};

KeychainStore::KeychainStore(StoredNames &stored, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , d(new Private{this, stored, timeout})
{
}

KeychainStore::~KeychainStore() = default;

/// The callback when the question may be asked here; empty when it was refused already.
static SecretStore::Done guarded(QObject *store, QObject *context, SecretStore::Done done)
{
    if (!onMainThread()) {
        answerLater(store, context, std::move(done),
                    {SecretStatus::Unavailable, {}, "the key ring can be asked from the main thread only"});
        return {};
    }
    return [context = QPointer<QObject>(context), done = std::move(done)](SecretResult result) {
        if (context)
            done(std::move(result));
    };
}

void KeychainStore::read(const std::string &name, QObject *context, Done done)
{
    const Done answer = guarded(this, context, std::move(done));
    if (!answer)
        return;
    KeychainJob::read(name, d->timeout, this, [this, name, answer](KeychainJob::End end) {
        if (end.outcome == Outcome::Done)
            answer({SecretStatus::Found, std::move(end.secret), {}});
        else
            d->fail(name, end, answer);
    });
}

void KeychainStore::write(const std::string &name, Secret secret, QObject *context, Done done)
{
    Q_ASSERT(!secret.isEmpty());
    const Done answer = guarded(this, context, std::move(done));
    if (!answer)
        return;
    KeychainJob::write(name, secret, d->timeout, this, [this, name, answer](KeychainJob::End end) {
        if (end.outcome != Outcome::Done) {
            d->fail(name, end, answer);
            return;
        }
        d->stored.add(name);
        answer({SecretStatus::Stored, {}, {}});
    });
}

void KeychainStore::remove(const std::string &name, QObject *context, Done done)
{
    const Done answer = guarded(this, context, std::move(done));
    if (!answer)
        return;
    // A removal from a locked key ring "succeeds", and so does the removal of nothing. Only a key that could
    // be read right before and cannot be read right after was removed.
    const auto verify = [this, name, answer](KeychainJob::End end) {
        if (end.outcome == Outcome::Done)
            return answer({SecretStatus::LockedOrMissing, {}, "the key ring kept the key"});
        if (end.outcome != Outcome::NotFound)
            return d->fail(name, end, answer);
        d->stored.remove(name);
        answer({SecretStatus::Removed, {}, {}});
    };
    const auto removeIt = [this, name, answer, verify](KeychainJob::End end) {
        if (end.outcome != Outcome::Done)
            return d->fail(name, end, answer);
        KeychainJob::remove(name, d->timeout, this, [this, name, answer, verify](KeychainJob::End removed) {
            if (removed.outcome != Outcome::Done)
                return d->fail(name, removed, answer);
            KeychainJob::read(name, d->timeout, this, verify);
        });
    };
    KeychainJob::read(name, d->timeout, this, removeIt);
}

} // namespace espalier::secrets

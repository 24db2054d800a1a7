// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/keymove.h"

#include "common/engine.h"
#include "secrets/secretstore.h"

#include <QMetaObject>
#include <QObject>

#include <memory>

namespace espalier::app {

using secrets::SecretResult;
using secrets::SecretStatus;
using secrets::SecretStore;

std::vector<RenamedEntry> renamedEntries(const settings::EndpointProfile &former,
                                         const settings::EndpointProfile &now)
{
    std::vector<RenamedEntry> out{{former.name, now.name}};
    for (const settings::ExtraHeader &header : former.headers) {
        if (header.secret)
            out.emplace_back(settings::secretHeaderEntry(former, header),
                             settings::secretHeaderEntry(now, header));
    }
    out.emplace_back(settings::proxyPasswordEntry(former), settings::proxyPasswordEntry(now));
    return out;
}

namespace {

/// One move after the other: a key ring answers one question at a time anyway.
class Moving : public std::enable_shared_from_this<Moving>
{
public:
    Moving(QObject *context, std::function<void(int, const Error &)> done)
        : m_context(context)
        , m_done(std::move(done))
    {
    }

    struct Move
    {
        SecretStore *store;
        RenamedEntry entry;
    };
    std::vector<Move> moves;

    void next()
    {
        if (moves.empty()) {
            QMetaObject::invokeMethod(
                m_context, [self = shared_from_this()] { self->m_done(self->m_moved, self->m_error); },
                Qt::QueuedConnection);
            return;
        }
        const Move move = moves.back();
        moves.pop_back();
        move.store->read(move.entry.first, m_context, [self = shared_from_this(), move](SecretResult result) {
            if (result.status == SecretStatus::Found)
                self->write(move, std::move(result.secret));
            else
                self->miss(result);
        });
    }

private:
    void write(const Move &move, secrets::Secret secret)
    {
        move.store->write(move.entry.second, std::move(secret), m_context,
                          [self = shared_from_this(), move](const SecretResult &result) {
                              if (result.status != SecretStatus::Stored)
                                  return self->miss(result);
                              ++self->m_moved;
                              move.store->remove(move.entry.first, self->m_context,
                                                 [self](const SecretResult &) { self->next(); });
                          });
    }

    void miss(const SecretResult &result)
    {
        if (result.status != SecretStatus::Missing && m_error.kind == ErrorKind::None)
            m_error = {ErrorKind::KeychainUnavailable,
                       "The key did not follow the new name: " + result.reason,
                       "Enter it again, or give the endpoint its former name back.",
                       {},
                       {},
                       {}};
        next();
    }

    QObject *m_context;
    std::function<void(int, const Error &)> m_done;
    int m_moved = 0;
    Error m_error;
};

} // namespace

void moveEntries(Engine &engine, std::vector<RenamedEntry> entries, QObject *context,
                 std::function<void(int moved, const Error &error)> done)
{
    auto moving = std::make_shared<Moving>(context, std::move(done));
    for (RenamedEntry &entry : entries) {
        moving->moves.push_back({&engine.session(), entry});
        if (engine.storedKeys().contains(entry.first))
            moving->moves.push_back({&engine.keychain(), std::move(entry)});
    }
    moving->next();
}

} // namespace espalier::app

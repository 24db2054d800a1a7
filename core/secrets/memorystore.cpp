// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/memorystore.h"

#include "secrets/answerlater_p.h"

namespace espalier::secrets {

namespace {

SecretResult missing()
{
    return {SecretStatus::Missing, {}, "no key was entered in this session"};
}

} // namespace

MemoryStore::MemoryStore(QObject *parent)
    : QObject(parent)
{
}

MemoryStore::~MemoryStore() = default;

void MemoryStore::read(const std::string &name, QObject *context, Done done)
{
    const auto found = m_secrets.find(name);
    if (found == m_secrets.end())
        answerLater(this, context, std::move(done), missing());
    else
        answerLater(this, context, std::move(done), {SecretStatus::Found, found->second.clone(), {}});
}

void MemoryStore::write(const std::string &name, Secret secret, QObject *context, Done done)
{
    Q_ASSERT(!secret.isEmpty());
    m_secrets.insert_or_assign(name, std::move(secret));
    answerLater(this, context, std::move(done), {SecretStatus::Stored, {}, {}});
}

void MemoryStore::remove(const std::string &name, QObject *context, Done done)
{
    const bool removed = m_secrets.erase(name) > 0;
    answerLater(this, context, std::move(done),
                removed ? SecretResult{SecretStatus::Removed, {}, {}} : missing());
}

} // namespace espalier::secrets

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>

#include <map>

namespace espalier::secrets {

/// Secrets of this session: gone with the object. Never Unavailable. Thread: that of its creator.
class MemoryStore : public QObject, public SecretStore
{
    Q_OBJECT

public:
    explicit MemoryStore(QObject *parent = nullptr);
    ~MemoryStore() override;

    void read(const std::string &name, QObject *context, Done done) override;
    void write(const std::string &name, Secret secret, QObject *context, Done done) override;
    void remove(const std::string &name, QObject *context, Done done) override;

private:
    std::map<std::string, Secret> m_secrets;
};

} // namespace espalier::secrets

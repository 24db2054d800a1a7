// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>

namespace espalier::secrets {

/// Secrets in environment variables: the name is the variable's. White space around the value is not part of
/// it (a file read into a variable often ends in a line break). It can only be read; writing and removing are
/// Unavailable. Thread: that of its creator.
class EnvironmentStore : public QObject, public SecretStore
{
    Q_OBJECT

public:
    explicit EnvironmentStore(QObject *parent = nullptr);
    ~EnvironmentStore() override;

    void read(const std::string &name, QObject *context, Done done) override;
    void write(const std::string &name, Secret secret, QObject *context, Done done) override;
    void remove(const std::string &name, QObject *context, Done done) override;
};

} // namespace espalier::secrets

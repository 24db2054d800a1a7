// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/environmentstore.h"

#include "base/ascii.h"
#include "secrets/answerlater_p.h"

#include <cstdlib>

namespace espalier::secrets {

namespace {

SecretResult readOnly()
{
    return {SecretStatus::Unavailable, {}, "an environment variable is set outside the program"};
}

} // namespace

EnvironmentStore::EnvironmentStore(QObject *parent)
    : QObject(parent)
{
}

EnvironmentStore::~EnvironmentStore() = default;

void EnvironmentStore::read(const std::string &name, QObject *context, Done done)
{
    // Not qgetenv: that one makes a copy that nobody wipes.
    const char *value = std::getenv(name.c_str());
    Secret secret(trimmed(value ? std::string_view(value) : std::string_view()));
    if (secret.isEmpty()) {
        const char *state = value ? " is empty" : " is not set";
        answerLater(this, context, std::move(done),
                    {SecretStatus::Missing, {}, "the environment variable " + name + state});
        return;
    }
    answerLater(this, context, std::move(done), {SecretStatus::Found, std::move(secret), {}});
}

void EnvironmentStore::write(const std::string &, Secret, QObject *context, Done done)
{
    answerLater(this, context, std::move(done), readOnly());
}

void EnvironmentStore::remove(const std::string &, QObject *context, Done done)
{
    answerLater(this, context, std::move(done), readOnly());
}

} // namespace espalier::secrets

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>
#include <QTimer>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace espalier::test {

/// A store that answers as it is told: by name a status and a secret; every other name is Missing. Remembers
/// the questions. Link espalier_secrets.
class FakeSecretStore : public secrets::SecretStore
{
public:
    struct Answer
    {
        secrets::SecretStatus status = secrets::SecretStatus::Found;
        std::string secret;
        std::string reason;
    };

    std::map<std::string, Answer> answers;
    std::vector<std::string> questions; ///< "read NAME", "write NAME", "remove NAME"

    void read(const std::string &name, QObject *context, Done done) override
    {
        questions.push_back("read " + name);
        const auto known = answers.find(name);
        reply(known == answers.end() ? Answer{secrets::SecretStatus::Missing, {}, "there is none"}
                                     : known->second,
              context, std::move(done));
    }

    void write(const std::string &name, secrets::Secret secret, QObject *context, Done done) override
    {
        questions.push_back("write " + name);
        answers[name] = {secrets::SecretStatus::Found, std::string(secret.reveal()), {}};
        reply({secrets::SecretStatus::Stored, {}, {}}, context, std::move(done));
    }

    void remove(const std::string &name, QObject *context, Done done) override
    {
        questions.push_back("remove " + name);
        const bool removed = answers.erase(name) > 0;
        reply({removed ? secrets::SecretStatus::Removed : secrets::SecretStatus::Missing, {}, {}}, context,
              std::move(done));
    }

private:
    static void reply(const Answer &answer, QObject *context, Done done)
    {
        QTimer::singleShot(0, context, [answer, done = std::move(done)] {
            const bool found = answer.status == secrets::SecretStatus::Found;
            done({answer.status, found ? secrets::Secret(answer.secret) : secrets::Secret(), answer.reason});
        });
    }
};

/// Remembered names in memory.
class FakeStoredNames : public secrets::StoredNames
{
public:
    std::vector<std::string> names;

    [[nodiscard]] bool contains(const std::string &name) const override
    {
        return std::find(names.begin(), names.end(), name) != names.end();
    }
    void add(const std::string &name) override
    {
        if (!contains(name))
            names.push_back(name);
    }
    void remove(const std::string &name) override { std::erase(names, name); }
};

} // namespace espalier::test

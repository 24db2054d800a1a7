// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainstore.h"
#include "support/fakesecretstore.h"

#include <QCoreApplication>
#include <QStringList>

#include <iostream>
#include <string>

// Asks the real key ring one question and prints the answer on one line: the status, then the secret or the
// reason, then whether the name is remembered as stored. Usage: keyringprobe marked|unmarked TIMEOUT_MS
// read|write|remove NAME The secret of write comes from standard input.

using namespace espalier;
using secrets::SecretResult;
using secrets::SecretStatus;

namespace {

std::string words(const SecretResult &result)
{
    switch (result.status) {
    case SecretStatus::Found:
        return "found " + std::string(result.secret.reveal());
    case SecretStatus::Stored:
        return "stored";
    case SecretStatus::Removed:
        return "removed";
    case SecretStatus::Missing:
        return "missing: " + result.reason;
    case SecretStatus::LockedOrMissing:
        return "locked or missing: " + result.reason;
    case SecretStatus::Unavailable:
        return "unavailable: " + result.reason;
    case SecretStatus::TimedOut:
        return "timed out: " + result.reason;
    }
    return "?";
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    const std::string name = arguments[4].toStdString();
    test::FakeStoredNames names;
    if (arguments[1] == QLatin1String("marked"))
        names.add(name);
    secrets::KeychainStore store(names, std::chrono::milliseconds(arguments[2].toInt()));
    const auto done = [&](SecretResult result) {
        std::cout << words(result) << (names.contains(name) ? " [marked]" : " [unmarked]") << std::endl;
        QCoreApplication::quit();
    };
    if (arguments[3] == QLatin1String("read")) {
        store.read(name, &app, done);
    } else if (arguments[3] == QLatin1String("remove")) {
        store.remove(name, &app, done);
    } else {
        std::string secret;
        std::getline(std::cin, secret);
        store.write(name, secrets::Secret(secret), &app, done);
    }
    return QCoreApplication::exec();
}

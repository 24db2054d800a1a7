// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychaindiagnosis_p.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QLibrary>
#include <QStringList>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <memory>
#include <utility>

namespace espalier::secrets {

namespace {

constexpr std::chrono::seconds kPatience{2};

// QtKeychain reports a missing bus, a missing service and a missing library all as "other error", with the
// words of whichever library failed. So the machine is asked instead.
std::string diagnosis(const std::string &words)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return "there is no D-Bus session bus, so no key ring can be reached";
    const QString secretService = QStringLiteral("org.freedesktop.secrets");
    const QDBusConnectionInterface *names = bus.interface();
    const bool there = names->isServiceRegistered(secretService).value() ||
                       names->activatableServiceNames().value().contains(secretService);
    if (!there)
        return "no key ring service is installed (nothing provides org.freedesktop.secrets; "
               "gnome-keyring or KWallet would)";
    if (!QLibrary(QStringLiteral("secret-1"), 0).load())
        return "the library libsecret-1 is not installed, so the key ring cannot be asked";
    return "the key ring cannot be used: " + words;
}

} // namespace

void diagnoseKeychain(const std::string &words, QObject *context,
                      std::function<void(std::string reason)> done)
{
    auto found = std::make_shared<std::string>(); // written by the thread, read after its end
    auto waiting = std::make_shared<std::function<void(std::string)>>(std::move(done));
    const auto finish = [waiting](std::string reason) {
        if (const auto answer = std::exchange(*waiting, nullptr))
            answer(std::move(reason));
    };
    // Without a parent: a thread that hangs in D-Bus must not be waited for, neither by the store nor at the
    // end.
    QThread *thread = QThread::create([found, words] { *found = diagnosis(words); });
    QObject::connect(thread, &QThread::finished, context, [finish, found] { finish(*found); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    QTimer::singleShot(kPatience, context, [finish, words] {
        finish("the key ring cannot be used, and the session bus does not answer: " + words);
    });
    thread->start();
}

} // namespace espalier::secrets

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainjob_p.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QLibrary>
#include <QStringList>

namespace espalier::secrets {

// QtKeychain reports a missing bus, a missing service and a missing library all as "other error", with the
// words of whichever library failed. So the machine is asked instead.
std::string keychainDiagnosis(const std::string &words)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return "there is no D-Bus session bus, so no key ring can be reached";
    const QString secretService = QStringLiteral("org.freedesktop.secrets");
    const QDBusConnectionInterface *names = bus.interface();
    const bool there = names->isServiceRegistered(secretService).value() ||
                       names->activatableServiceNames().value().contains(secretService);
    if (!there)
        return "no key ring service is installed (nothing provides org.freedesktop.secrets; gnome-keyring or "
               "KWallet would)";
    if (!QLibrary(QStringLiteral("secret-1"), 0).load())
        return "the library libsecret-1 is not installed, so the key ring cannot be asked";
    return "the key ring cannot be used: " + words;
}

} // namespace espalier::secrets

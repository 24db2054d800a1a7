// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/appsettings.h"

#include <QStandardPaths>

namespace espalier::settings {

AppSettings::AppSettings(const QString &path)
    : m_settings(path, QSettings::IniFormat)
{
    m_settings.setFallbacksEnabled(false);
}

QString AppSettings::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/espalier/settings.ini");
}

bool AppSettings::sync()
{
    m_settings.sync();
    return m_settings.status() == QSettings::NoError;
}

StoredKeyNames::StoredKeyNames(AppSettings &settings)
    : m_settings(settings)
{
}

bool StoredKeyNames::contains(const std::string &name) const
{
    return m_settings.value(setting::storedKeyNames).contains(QString::fromStdString(name));
}

void StoredKeyNames::add(const std::string &name)
{
    QStringList names = all();
    if (contains(name))
        return;
    names.append(QString::fromStdString(name));
    names.sort();
    m_settings.set(setting::storedKeyNames, names);
    m_settings.sync();
}

void StoredKeyNames::remove(const std::string &name)
{
    QStringList names = all();
    if (names.removeAll(QString::fromStdString(name)) == 0)
        return;
    m_settings.set(setting::storedKeyNames, names);
    m_settings.sync();
}

QStringList StoredKeyNames::all() const
{
    QStringList names = m_settings.value(setting::storedKeyNames);
    names.sort();
    return names;
}

} // namespace espalier::settings

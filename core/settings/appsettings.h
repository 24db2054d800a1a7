// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"
#include "settings/setting.h"

#include <QSettings>
#include <QVariant>

namespace espalier::settings {

/// The program's settings in $XDG_CONFIG_HOME/espalier/settings.ini, shared by window and command line.
///
/// Usage: `settings.value(setting::lastEndpoint)`, `settings.set(setting::lastEndpoint, name)`. A value in
/// the file that is of another kind counts as not set. Written soon after a change and on destruction.
/// Thread: one at a time.
class AppSettings
{
public:
    explicit AppSettings(const QString &path = defaultPath());

    [[nodiscard]] static QString defaultPath();

    template <typename T>
    [[nodiscard]] T value(const Setting<T> &setting) const
    {
        const QVariant stored = m_settings.value(QLatin1String(setting.key));
        QVariant converted = stored;
        return stored.isValid() && converted.convert(QMetaType::fromType<T>()) ? converted.template value<T>()
                                                                               : setting.fallback;
    }

    template <typename T>
    void set(const Setting<T> &setting, const T &value)
    {
        m_settings.setValue(QLatin1String(setting.key), QVariant::fromValue(value));
    }

    /// Back to the fallback.
    template <typename T>
    void reset(const Setting<T> &setting)
    {
        m_settings.remove(QLatin1String(setting.key));
    }

    /// Writes now. False: the file cannot be written.
    bool sync();

private:
    QSettings m_settings;
};

/// The names of what was stored in the key ring, kept in the settings, which must outlive this. Written at
/// once, because the key ring has already changed.
class StoredKeyNames : public secrets::StoredNames
{
public:
    explicit StoredKeyNames(AppSettings &settings);

    [[nodiscard]] bool contains(const std::string &name) const override;
    void add(const std::string &name) override;
    void remove(const std::string &name) override;
    /// Sorted.
    [[nodiscard]] QStringList all() const;

private:
    AppSettings &m_settings;
};

} // namespace espalier::settings

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <string_view>

namespace espalier::store {

// Files that hold whole documents: nobody but their owner may read them, from the first byte on.

inline constexpr QFileDevice::Permissions kPrivateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// $XDG_STATE_HOME/espalier/<name> (XDG Base Directory Specification 0.8); Qt 6.4 has no name for that
/// folder.
[[nodiscard]] QString stateFolder(const QString &name);

/// Makes the folder with mode 0700, or takes what others may do from one that is there. False: it cannot be
/// made, or stays open to others.
[[nodiscard]] bool makePrivateFolder(const QString &path);

/// Writes the file as a whole or not at all, mode 0600. Error: CannotWrite.
[[nodiscard]] std::optional<Error> writePrivateFile(const QString &path, const std::string &bytes);

/// Removes the files. Error: CannotWrite, naming those that are left; one that is gone already is no error.
[[nodiscard]] std::optional<Error> removeFiles(const QStringList &paths);

[[nodiscard]] Error cannotRead(const QString &path, const std::string &why);
[[nodiscard]] Error cannotWrite(const QString &path, const std::string &why);

/// The bytes without a copy.
[[nodiscard]] inline std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace espalier::store

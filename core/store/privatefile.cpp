// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/privatefile_p.h"

#include "base/usagepart.h"
#include "settings/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace espalier::store {

static constexpr QFileDevice::Permissions kPrivateFolder = kPrivateFile | QFileDevice::ExeOwner;
static constexpr QFileDevice::Permissions kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                    QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                                    QFileDevice::WriteOther | QFileDevice::ExeOther;

QString stateFolder(const QString &name)
{
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    const QString state =
        QDir::isAbsolutePath(set) ? set : QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/espalier/") + name;
}

bool makePrivateFolder(const QString &path)
{
    const QFileInfo folder(path);
    // Not mkpath() and then the mode: for a moment others could look in.
    if (!folder.isDir())
        return QDir().mkpath(folder.path()) &&
               (QDir().mkdir(path, kPrivateFolder) || QFileInfo(path).isDir());
    return !(folder.permissions() & kOthers) || QFile::setPermissions(path, kPrivateFolder);
}

std::optional<Error> writePrivateFile(const QString &path, const std::string &bytes)
{
    QSaveFile file(path);
    // The mode is set while the file is still empty.
    const bool open = file.open(QIODevice::WriteOnly) && file.setPermissions(kPrivateFile);
    if (!open || !settings::writeWhole(file, bytes))
        return cannotWrite(path, file.errorString().toStdString());
    return std::nullopt;
}

std::optional<Error> removeFiles(const QStringList &paths)
{
    QStringList left;
    for (const QString &path : paths) {
        if (!QFile::remove(path) && QFileInfo(path).isSymLink() + QFile::exists(path) > 0)
            left << path;
    }
    if (left.isEmpty())
        return std::nullopt;
    Error error = cannotWrite(left.front(), "it cannot be removed");
    if (left.size() > 1)
        error.message = std::to_string(left.size()) +
                        " files cannot be removed: " + left.join(QStringLiteral(", ")).toStdString();
    error.nextStep = "Give yourself the right to write in that folder, or remove them by hand.";
    return error;
}

Error cannotRead(const QString &path, const std::string &why)
{
    Error error;
    error.kind = ErrorKind::CannotRead;
    error.message = path.toStdString() + " cannot be read: " + why;
    error.nextStep = "It stays where it is; look at it there.";
    error.code = std::string(usagepart::kOwnFiles);
    return error;
}

Error cannotWrite(const QString &path, const std::string &why)
{
    Error error;
    error.kind = ErrorKind::CannotWrite;
    error.message = path.toStdString() + " cannot be written: " + why;
    error.nextStep = "Free some space, or give yourself the right to write there.";
    error.code = std::string(usagepart::kOwnFiles);
    return error;
}

} // namespace espalier::store

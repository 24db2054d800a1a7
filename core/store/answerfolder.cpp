// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/answerfolder.h"

#include "store/privatefile_p.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <utility>

namespace espalier::store {

namespace {
const QString kEnding = QStringLiteral(".json");
}

QString AnswerFolder::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/espalier/answers");
}

AnswerFolder::AnswerFolder(QString folder)
    : m_folder(std::move(folder))
{
}

QString AnswerFolder::pathOf(const std::string &key) const
{
    return m_folder + QLatin1Char('/') + QString::fromStdString(key) + kEnding;
}

std::optional<json::Value> AnswerFolder::find(const std::string &key)
{
    QFile file(pathOf(key));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.readAll();
    auto read = json::readStrict(viewOf(bytes));
    if (!read || !read->isObject())
        return std::nullopt;
    return std::move(read).value();
}

void AnswerFolder::keep(const std::string &key, const json::Value &answer)
{
    if (makePrivateFolder(m_folder))
        (void)writePrivateFile(pathOf(key), json::writeCompact(answer)); // without it, it is asked again
}

std::optional<Error> AnswerFolder::forgetAll()
{
    const QDir folder(m_folder);
    QStringList paths;
    for (const QString &name : folder.entryList({QLatin1Char('*') + kEnding}, QDir::Files))
        paths.append(folder.filePath(name));
    return removeFiles(paths);
}

} // namespace espalier::store

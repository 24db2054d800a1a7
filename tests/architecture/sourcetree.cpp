// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "architecture/sourcetree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace espalier::test {

namespace {

QDir top()
{
    return QDir(QStringLiteral(SOURCE_TREE_DIR));
}

SourceFile readFile(const QString &absolute)
{
    QFile file(absolute);
    if (!file.open(QIODevice::ReadOnly))
        return {top().relativeFilePath(absolute), {}};
    QString text = QString::fromUtf8(file.readAll());
    if (text.endsWith(u'\n'))
        text.chop(1);
    return {top().relativeFilePath(absolute), text.split(u'\n')};
}

} // namespace

std::vector<SourceFile> sourcesBelow(const QString &folder, const QStringList &globs)
{
    QStringList paths;
    QDirIterator it(top().filePath(folder), globs, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext())
        paths.append(it.next());
    paths.sort();

    std::vector<SourceFile> files;
    files.reserve(static_cast<std::size_t>(paths.size()));
    std::ranges::transform(paths, std::back_inserter(files), readFile);
    return files;
}

std::vector<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"));
    std::vector<Include> includes;
    for (int i = 0; i < file.lines.size(); ++i) {
        const QRegularExpressionMatch match = pattern.match(file.lines.at(i));
        if (match.hasMatch())
            includes.push_back(
                {file.path, i + 1, match.captured(2), match.captured(1) == QLatin1String("<")});
    }
    return includes;
}

QStringList foldersBelow(const QString &folder)
{
    return QDir(top().filePath(folder)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace espalier::test

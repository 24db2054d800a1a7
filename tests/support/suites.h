// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>
#include <QTest>

namespace espalier::test {

/// The folder of the public suites, from the environment; empty when they are not at hand.
inline QString suitesRoot()
{
    return qEnvironmentVariable("ESPALIER_SUITES");
}

/// The bytes of one file below it, "sse/cases.json"; empty when it cannot be read.
inline QByteArray suiteFile(const QString &path)
{
    QFile file(QDir(suitesRoot()).filePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The names (without the folder) of the files of a folder that match `pattern`, sorted.
inline QStringList suiteFiles(const QString &folder, const QString &pattern)
{
    return QDir(QDir(suitesRoot()).filePath(folder)).entryList({pattern}, QDir::Files, QDir::Name);
}

/// The 287 schemas of "real-schemas", by the names of their files.
inline QStringList realSchemaFiles()
{
    QStringList files = suiteFiles(QStringLiteral("real-schemas"), QStringLiteral("*.json"));
    files.removeAll(QStringLiteral("index.json"));
    return files;
}

} // namespace espalier::test

/// First line of every test (and data function) that reads a public suite.
#define ESPALIER_NEEDS_SUITES()                                                                              \
    do {                                                                                                     \
        if (espalier::test::suitesRoot().isEmpty())                                                          \
            QSKIP("ESPALIER_SUITES does not name the folder of the public suites");                          \
    } while (false)

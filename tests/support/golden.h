// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QString>

#include <string>

namespace espalier::test {

/// Compares `actual` with the file `path` (its text is the expectation). A difference, or a missing
/// expectation, is written to `path` + ".fail", to be looked at and, when right, renamed. An equal text
/// removes an old ".fail". Returns an empty string, or what to tell (for QVERIFY2).
inline std::string compareGolden(const QString &path, const std::string &actual)
{
    const QString failPath = path + QStringLiteral(".fail");
    QFile golden(path);
    if (golden.open(QIODevice::ReadOnly) && golden.readAll().toStdString() == actual) {
        QFile::remove(failPath);
        return {};
    }
    QFile fail(failPath);
    if (!fail.open(QIODevice::WriteOnly) || fail.write(actual.data(), static_cast<qint64>(actual.size())) < 0)
        return "differs from " + path.toStdString() + ", and the difference cannot be written";
    return "differs from " + path.toStdString() + "; the actual text is in " + failPath.toStdString();
}

} // namespace espalier::test

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "architecture/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

using namespace espalier::test;

namespace {

constexpr int kLongestFile = 400;

/// Everything written by hand that can carry a comment.
std::vector<SourceFile> ownFiles()
{
    const QStringList globs{
        QStringLiteral("*.cpp"),   QStringLiteral("*.h"),  QStringLiteral("CMakeLists.txt"),
        QStringLiteral("*.cmake"), QStringLiteral("*.sh"), QStringLiteral("*.py"),
        QStringLiteral("*.mjs"),   QStringLiteral("dev"),  QStringLiteral("run")};
    std::vector<SourceFile> all;
    for (const char *folder : {"app", "core", "ui", "tests", "packaging", ".ci"}) {
        const auto files = sourcesBelow(QString::fromLatin1(folder), globs);
        all.insert(all.end(), files.begin(), files.end());
    }
    return all;
}

std::vector<SourceFile> cppFiles()
{
    std::vector<SourceFile> all = ownFiles();
    std::erase_if(all, [](const SourceFile &file) {
        return !file.path.endsWith(QLatin1String(".cpp")) && !file.path.endsWith(QLatin1String(".h"));
    });
    return all;
}

/// "path:line" of every line that matches.
QStringList linesWith(const std::vector<SourceFile> &files, const QRegularExpression &pattern)
{
    QStringList found;
    for (const SourceFile &file : files) {
        for (int i = 0; i < file.lines.size(); ++i) {
            if (pattern.match(file.lines.at(i)).hasMatch())
                found.append(
                    QStringLiteral("%1:%2: %3").arg(file.path).arg(i + 1).arg(file.lines.at(i).trimmed()));
        }
    }
    return found;
}

} // namespace

/// What every source owes, whoever wrote it.
class TestSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void licenceStandsInEveryFile();
    void noFileIsTooLong();
    void headersAreGuardedByPragma();
    void macroOfMocStandsAlone();
    void languageBothCompilersTake_data();
    void languageBothCompilersTake();
};

void TestSources::licenceStandsInEveryFile()
{
    const std::vector<SourceFile> files = ownFiles();
    QVERIFY(files.size() > 50);
    for (const SourceFile &file : files) {
        const QString head = file.lines.mid(0, 4).join(u'\n');
        // Two pieces: or the licence check of a distribution takes this line for a statement.
        QVERIFY2(head.contains(QStringLiteral("SPDX-FileCopyright") +
                               QStringLiteral("Text: Espalier contributors")) &&
                     head.contains(QStringLiteral("SPDX-License-") +
                                   QStringLiteral("Identifier: GPL-3.0-or-later")),
                 qPrintable(file.path));
    }
}

void TestSources::noFileIsTooLong()
{
    for (const SourceFile &file : ownFiles())
        QVERIFY2(file.lines.size() <= kLongestFile,
                 qPrintable(QStringLiteral("%1: %2 lines").arg(file.path).arg(file.lines.size())));
}

void TestSources::headersAreGuardedByPragma()
{
    for (const SourceFile &file : cppFiles()) {
        if (file.path.endsWith(QLatin1String(".h")))
            QVERIFY2(file.lines.contains(QStringLiteral("#pragma once")), qPrintable(file.path));
    }
}

void TestSources::macroOfMocStandsAlone()
{
    // CMake 3.25 silently leaves a class out of moc when the macro does not begin its line.
    const QStringList found =
        linesWith(cppFiles(), QRegularExpression(QStringLiteral("^\\s*\\S.*[;{]\\s*Q_(OBJECT|GADGET)\\b")));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestSources::languageBothCompilersTake_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("views") << QStringLiteral("std::") + QStringLiteral("views\\b|std::ranges::") +
                                  QStringLiteral("views\\b");
    QTest::newRow("format") << QStringLiteral("#include <for") + QStringLiteral("mat>");
    QTest::newRow("expected") << QStringLiteral("#include <exp") + QStringLiteral("ected>");
}

void TestSources::languageBothCompilersTake()
{
    QFETCH(const QString, pattern);
    const QStringList found = linesWith(cppFiles(), QRegularExpression(pattern));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"

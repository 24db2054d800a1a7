// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "architecture/layers.h"
#include "architecture/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

using namespace espalier::test;

namespace {

const QStringList kCpp{QStringLiteral("*.cpp"), QStringLiteral("*.h")};

/// The folder of core an include reaches into, or empty: "json" of "json/value.h".
QString coreFolderOf(const Include &include)
{
    const QString first = include.name.section(u'/', 0, 0);
    return !include.angle && include.name.contains(u'/') && layers().contains(first) ? first : QString();
}

QString place(const Include &include)
{
    return QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.name);
}

/// Every include below `folder` for which `forbidden` holds, as readable lines.
template <typename Predicate>
QStringList offences(const QString &folder, Predicate forbidden)
{
    QStringList found;
    for (const SourceFile &file : sourcesBelow(folder, kCpp)) {
        for (const Include &include : includesOf(file)) {
            if (forbidden(include))
                found.append(place(include));
        }
    }
    return found;
}

bool isQt(const Include &include)
{
    static const QRegularExpression pattern(QStringLiteral("^(Q[A-Z]|Qt[A-Z0-9]|q[a-z]+\\.h$|qt)"));
    return include.angle && pattern.match(include.name).hasMatch();
}

/// A value of QtCore: knows no other object and waits for nothing.
bool isQtValue(const Include &include)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(QString|QStringList|QStringView|QChar|QByteArray|QDate|QTime|QDateTime|QLocale|QHash|QMap|"
        "QSet|QList|QUrl|QRegularExpression|QCollator)$"));
    return pattern.match(include.name).hasMatch();
}

bool isWidgets(const Include &include)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(QtWidgets|QtGui|QWidget|QApplication|QGuiApplication|QMessageBox|QDialog|QTreeView|"
                       "QColor|QIcon|QPainter|QFont|Qsci)"));
    return pattern.match(include.name).hasMatch();
}

} // namespace

/// The second net under the link lines: the direction of the arrows, read from the sources.
class TestIncludes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCoreFolderHasARule();
    void coreIncludesOnlyWhatItsLayerMay_data();
    void coreIncludesOnlyWhatItsLayerMay();
    void linkLinesKeepTheRule_data();
    void linkLinesKeepTheRule();
    void uiSeesNoNetwork();
    void commandLineSeesNoWindow();
    void onlyTestsIncludeTests();

private:
    static void folderRows();
};

void TestIncludes::folderRows()
{
    QTest::addColumn<QString>("folder");
    for (const QString &folder : layers().keys())
        QTest::newRow(qPrintable(folder)) << folder;
}

void TestIncludes::everyCoreFolderHasARule()
{
    QCOMPARE(foldersBelow(QStringLiteral("core")), layers().keys());
}

void TestIncludes::coreIncludesOnlyWhatItsLayerMay_data()
{
    folderRows();
}

void TestIncludes::coreIncludesOnlyWhatItsLayerMay()
{
    QFETCH(const QString, folder);
    const Layer layer = layers().value(folder);
    const QString path = QStringLiteral("core/") + folder;
    QVERIFY(!sourcesBelow(path, kCpp).empty());

    const QStringList found = offences(path, [&](const Include &include) {
        const QString other = coreFolderOf(include);
        return (!other.isEmpty() && other != folder && !layer.folders.contains(other)) ||
               (layer.qt.isEmpty() && isQt(include)) ||
               (layer.pure && isQt(include) && !isQtValue(include)) || isWidgets(include);
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestIncludes::linkLinesKeepTheRule_data()
{
    folderRows();
}

void TestIncludes::linkLinesKeepTheRule()
{
    QFETCH(const QString, folder);
    const Layer layer = layers().value(folder);
    const auto lists = sourcesBelow(QStringLiteral("core/") + folder, {QStringLiteral("CMakeLists.txt")});
    QCOMPARE(lists.size(), std::size_t{1});

    QStringList code;
    for (const QString &line : lists.front().lines)
        code.append(line.section(u'#', 0, 0));
    static const QRegularExpression target(
        QStringLiteral("\\bespalier_([a-z]+)\\b(?!_|\\()|\\b(Q\\w+::\\w+)"));
    int links = 0;
    auto it = target.globalMatch(code.join(u'\n'));
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        const QString own = match.captured(1);
        const QString qt = match.captured(2);
        ++links;
        QVERIFY2(own.isEmpty() || own == folder || own == QLatin1String("flags") ||
                     layer.folders.contains(own),
                 qPrintable(folder + QStringLiteral(" links ") + own));
        QVERIFY2(qt.isEmpty() || layer.qt.contains(qt), qPrintable(folder + QStringLiteral(" links ") + qt));
    }
    QVERIFY(links >= int(!layer.folders.isEmpty()));
}

void TestIncludes::uiSeesNoNetwork()
{
    static const QRegularExpression below(
        QStringLiteral("^(net/|practice/|wire/(sse|openai|answerdecoder|delta)|QNetwork|QTcp|QSsl|QHttp)"));
    const QStringList found = offences(
        QStringLiteral("ui"), [](const Include &include) { return below.match(include.name).hasMatch(); });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestIncludes::commandLineSeesNoWindow()
{
    static const QRegularExpression window(
        QStringLiteral("^(models|delegates|panels|dialogs|widgets|text|shell|theme|ui|desktop)/"));
    for (const char *folder : {"app/cli", "app/common"}) {
        const QStringList found = offences(QString::fromLatin1(folder), [](const Include &include) {
            return isWidgets(include) || (!include.angle && window.match(include.name).hasMatch());
        });
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
}

void TestIncludes::onlyTestsIncludeTests()
{
    for (const char *folder : {"core", "ui", "app"}) {
        const QStringList found = offences(QString::fromLatin1(folder), [](const Include &include) {
            return include.name.startsWith(QLatin1String("support/")) ||
                   include.name.startsWith(QLatin1String("QTest")) ||
                   include.name.startsWith(QLatin1String("QtTest"));
        });
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
}

QTEST_GUILESS_MAIN(TestIncludes)
#include "tst_includes.moc"

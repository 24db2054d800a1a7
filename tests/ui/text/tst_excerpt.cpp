// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "text/excerpt.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestExcerpt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void shortTextsAreWhole();
    void aLongOneIsCutInTheMiddle();
    void charactersStayWhole_data();
    void charactersStayWhole();
    void marksAreKeptAroundTheGap();
    void sizes();
};

static QString joined(const std::vector<ExcerptPart> &parts, bool marked)
{
    QString out;
    for (const ExcerptPart &part : parts) {
        if (!part.gap && (!marked || part.marked))
            out += part.text;
    }
    return out;
}

void TestExcerpt::shortTextsAreWhole()
{
    QVERIFY(excerptOf({}).empty());
    const auto parts = excerptOf("Read Jason.", 5, 10);
    QCOMPARE(parts.size(), std::size_t(3));
    QCOMPARE(parts.at(0), (ExcerptPart{QStringLiteral("Read "), false, false}));
    QCOMPARE(parts.at(1), (ExcerptPart{QStringLiteral("Jason"), true, false}));
    QCOMPARE(parts.at(2), (ExcerptPart{QStringLiteral("."), false, false}));
    QCOMPARE(excerptOf(QByteArray(10, 'a'), 0, 0, 10).size(), std::size_t(1)); // just as long as may be
}

void TestExcerpt::aLongOneIsCutInTheMiddle()
{
    const QByteArray text = QByteArray(1'000'000, 'a') + QByteArray(19'000'000, 'b') + QByteArray(1, 'c');
    const auto parts = excerptOf(text);
    QCOMPARE(parts.size(), std::size_t(3));
    QCOMPARE(parts.at(0).text, QString(kExcerptBytes / 2, u'a'));
    QVERIFY(parts.at(1).gap);
    QCOMPARE(parts.at(1).text, QStringLiteral("… 19.7 MB more …"));
    QCOMPARE(parts.at(2).text, QString(kExcerptBytes / 2 - 1, u'b') + u'c');
}

void TestExcerpt::charactersStayWhole_data()
{
    QTest::addColumn<QByteArray>("character");
    QTest::newRow("two bytes") << QByteArray("ü");
    QTest::newRow("three bytes") << QByteArray("東");
    QTest::newRow("four bytes") << QByteArray("😀");
}

void TestExcerpt::charactersStayWhole()
{
    QFETCH(QByteArray, character);
    for (int before = 0; before < 4; ++before) {
        const QByteArray text = QByteArray(before, 'x') + character.repeated(50);
        for (qsizetype limit = 8; limit < 40; ++limit) {
            const auto parts = excerptOf(text, 0, 0, limit);
            const QString shown = joined(parts, false);
            QVERIFY(!shown.contains(QChar::ReplacementCharacter));
            // With what the gap counts it is the whole text.
            const QString gap = parts.at(1).text;
            const int left = gap.mid(2, gap.indexOf(QLatin1String(" bytes")) - 2).toInt();
            QCOMPARE(shown.toUtf8().size() + left, text.size());
            QVERIFY(text.startsWith(parts.front().text.toUtf8()));
            QVERIFY(text.endsWith(parts.back().text.toUtf8()));
        }
    }
}

void TestExcerpt::marksAreKeptAroundTheGap()
{
    const QByteArray text = "aaaa" + QByteArray(100, 'd') + "zzzz";
    const auto parts = excerptOf(text, 4, 104, 20);
    QCOMPARE(joined(parts, true), QString(12, u'd'));
    QCOMPARE(joined(parts, false), QStringLiteral("aaaa") + QString(12, u'd') + QStringLiteral("zzzz"));
    QVERIFY(joined(excerptOf(text, 50, 60, 20), true).isEmpty()); // it lies in the gap
}

void TestExcerpt::sizes()
{
    QCOMPARE(sizeText(0), QStringLiteral("0 bytes"));
    QCOMPARE(sizeText(999), QStringLiteral("999 bytes"));
    QCOMPARE(sizeText(20'000), QStringLiteral("20 kB"));
    QCOMPARE(sizeText(19'800'000), QStringLiteral("19.8 MB"));
}

QTEST_MAIN(TestExcerpt)
#include "tst_excerpt.moc"

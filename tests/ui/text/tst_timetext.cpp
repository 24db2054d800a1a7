// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/tryrecords.h"
#include "text/timetext.h"

#include <QLocale>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::kNoonish;

class TestTimeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void freshIsRelativeAndOldIsADay_data();
    void freshIsRelativeAndOldIsADay();
    void daysAreThoseOfTheZone();
    void headingsNameTheDay();
    void theWholeMomentHasYearAndSeconds();
};

void TestTimeText::freshIsRelativeAndOldIsADay_data()
{
    constexpr qint64 kMinute = 60'000;
    constexpr qint64 kHour = 60 * kMinute;
    constexpr qint64 kDay = 24 * kHour;
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << QStringLiteral("just now");
    QTest::newRow("59 s") << kMinute - 1 << QStringLiteral("just now");
    QTest::newRow("1 min") << kMinute << QStringLiteral("1 minute ago");
    QTest::newRow("2 min less a bit") << 2 * kMinute - 1 << QStringLiteral("1 minute ago");
    QTest::newRow("3 min") << 3 * kMinute << QStringLiteral("3 minutes ago");
    QTest::newRow("59 min") << kHour - 1 << QStringLiteral("59 minutes ago");
    QTest::newRow("1 h") << kHour << QStringLiteral("today 13:02");
    QTest::newRow("this morning") << 14 * kHour << QStringLiteral("today 00:02");
    QTest::newRow("before midnight") << 14 * kHour + 3 * kMinute << QStringLiteral("yesterday 23:59");
    QTest::newRow("yesterday") << kDay << QStringLiteral("yesterday 14:02");
    QTest::newRow("two days") << 2 * kDay << QStringLiteral("10 March, 14:02");
    QTest::newRow("last year") << 100 * kDay << QStringLiteral("2 December 2025, 14:02");
    QTest::newRow("a clock a little ahead") << -kMinute + 1 << QStringLiteral("just now");
    QTest::newRow("later today") << -2 * kHour << QStringLiteral("today 16:02");
    QTest::newRow("tomorrow") << -kDay << QStringLiteral("13 March, 14:02");
}

void TestTimeText::freshIsRelativeAndOldIsADay()
{
    QFETCH(const qint64, age);
    QFETCH(const QString, text);
    QCOMPARE(timeText(kNoonish - age, kNoonish, QTimeZone::utc()), text);
}

void TestTimeText::daysAreThoseOfTheZone()
{
    const QTimeZone east(11 * 3600); // 01:02 on the 13th
    QCOMPARE(dayOf(kNoonish, QTimeZone::utc()), QDate(2026, 3, 12));
    QCOMPARE(dayOf(kNoonish, east), QDate(2026, 3, 13));
    QCOMPARE(timeText(kNoonish - 2 * 3'600'000, kNoonish, east), QStringLiteral("yesterday 23:02"));
}

void TestTimeText::headingsNameTheDay()
{
    const QDate today(2026, 3, 12);
    QCOMPARE(dayText(today, today), QStringLiteral("Today"));
    QCOMPARE(dayText(today.addDays(-1), today), QStringLiteral("Yesterday"));
    QCOMPARE(dayText(today.addDays(-2), today), QStringLiteral("Tuesday, 10 March"));
    QCOMPARE(dayText(QDate(2025, 12, 31), today), QStringLiteral("Wednesday, 31 December 2025"));
    QCOMPARE(dayText(today.addDays(1), today), QStringLiteral("Friday, 13 March"));
}

void TestTimeText::theWholeMomentHasYearAndSeconds()
{
    QCOMPARE(momentText(kNoonish, QTimeZone::utc()), QStringLiteral("Thursday, 12 March 2026, 14:02:00"));
}

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"

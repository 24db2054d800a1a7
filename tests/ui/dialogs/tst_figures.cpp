// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/figures.h"

#include <QLocale>
#include <QTest>

using namespace espalier::ui;

/// Prices and numbers of tokens as people write them.
class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prices_data();
    void prices();
    void tokens_data();
    void tokens();
    void figuresReadBackWhatTheyShow();
    void figuresOfEveryLocale();
};

void TestFigures::prices_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value"); // below 0: none
    QTest::addColumn<bool>("wrong");
    QTest::newRow("point") << "0.15" << 0.15 << false;
    QTest::newRow("comma") << "0,15" << 0.15 << false;
    QTest::newRow("dollar") << "$ 1,200.50" << 1200.5 << false;
    QTest::newRow("euro behind") << QStringLiteral("1.200,50 €") << 1200.5 << false;
    QTest::newRow("whole") << "3" << 3.0 << false;
    QTest::newRow("without a nought") << ".5" << 0.5 << false;
    QTest::newRow("free") << "0" << 0.0 << false;
    QTest::newRow("blank") << "  " << -1.0 << false;
    QTest::newRow("below nothing") << "-1" << -1.0 << true;
    QTest::newRow("words") << "cheap" << -1.0 << true;
    QTest::newRow("two points") << "1.2.3" << -1.0 << true;
    QTest::newRow("not a number") << "nan" << -1.0 << true;
    QTest::newRow("hexadecimal") << "0x10" << -1.0 << true;
    QTest::newRow("exponent") << "1e3" << -1.0 << true;
    QTest::newRow("too much") << "1000001" << -1.0 << true;
}

void TestFigures::prices()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    QFETCH(bool, wrong);
    const Figure<double> read = readPrice(text);
    QCOMPARE(read.value.value_or(-1), value);
    QCOMPARE(!read.problem.isEmpty(), wrong);
}

void TestFigures::tokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("value"); // 0: none
    QTest::addColumn<bool>("wrong");
    QTest::newRow("plain") << "131072" << qint64(131072) << false;
    QTest::newRow("grouped") << "131,072" << qint64(131072) << false;
    QTest::newRow("grouped by points") << "1.048.576" << qint64(1048576) << false;
    QTest::newRow("thin blank") << QStringLiteral("131\u2009072") << qint64(131072) << false;
    QTest::newRow("thousands") << "128k" << qint64(128000) << false;
    QTest::newRow("capital") << "128 K" << qint64(128000) << false;
    QTest::newRow("million") << "1M" << qint64(1000000) << false;
    QTest::newRow("part of a million") << "1.5M" << qint64(1500000) << false;
    QTest::newRow("groups of India") << "1,00,000" << qint64(100000) << false;
    QTest::newRow("Persian") << QStringLiteral("\u06F1\u06F3\u06F1\u066C\u06F0\u06F7\u06F2") << qint64(131072)
                             << false;
    QTest::newRow("blank") << "" << qint64(0) << false;
    QTest::newRow("nought") << "0" << qint64(0) << true;
    QTest::newRow("part of a token") << "12.5" << qint64(0) << true;
    QTest::newRow("wrong groups") << "12,34" << qint64(0) << true;
    QTest::newRow("words") << "many" << qint64(0) << true;
    QTest::newRow("below") << "-5" << qint64(0) << true;
    QTest::newRow("too many") << "99999999999999999999999999" << qint64(0) << true;
}

void TestFigures::tokens()
{
    QFETCH(QString, text);
    QFETCH(qint64, value);
    QFETCH(bool, wrong);
    const Figure<std::int64_t> read = readTokens(text);
    QCOMPARE(static_cast<qint64>(read.value.value_or(0)), value);
    QCOMPARE(!read.problem.isEmpty(), wrong);
}

void TestFigures::figuresReadBackWhatTheyShow()
{
    for (const double price : {0.0, 0.075, 0.15, 2.5, 15.0, 999999.0})
        QCOMPARE(readPrice(priceText(price)).value, std::optional(price));
    for (const std::int64_t count : {std::int64_t(1), std::int64_t(4096), std::int64_t(1000000)})
        QCOMPARE(readTokens(tokensText(count)).value, std::optional(count));
    QVERIFY(priceText({}).isEmpty() && tokensText({}).isEmpty());
}

/// What a locale writes itself is read, and what a field shows is read whatever the locale.
void TestFigures::figuresOfEveryLocale()
{
    const QLocale before;
    for (const char *name : {"C", "en_US", "de_DE", "de_CH", "fr_FR", "en_IN", "hi_IN", "fa_IR", "ar_EG"}) {
        const QLocale locale{QLatin1String(name)};
        QLocale::setDefault(locale);
        for (const std::int64_t count : {std::int64_t(4), std::int64_t(100000), std::int64_t(12345678)}) {
            QCOMPARE(readTokens(tokensText(count)).value, std::optional(count));
            QVERIFY2(readTokens(locale.toString(static_cast<qlonglong>(count))).value == count, name);
        }
    }
    QLocale::setDefault(before);
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"

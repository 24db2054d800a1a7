// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/usagetablemodel.h"
#include "support/widgettest.h"
#include "text/usagetext.h"
#include "theme/tokens.h"
#include "widgets/barchart.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using store::UsageRow;
using store::UsageSums;
using Model = UsageTableModel;
using Kind = run::ConcurrencyAdvice::Kind;

Q_DECLARE_METATYPE(espalier::run::ConcurrencyAdvice)

namespace {

const QDate kToday(2026, 11, 28);

UsageSums sums(int in, int out, std::optional<double> cost = {}, int estimated = 0)
{
    UsageSums sums;
    sums.runs = sums.attempts = sums.requests = 1;
    sums.tokensIn = in;
    sums.tokensOut = out;
    sums.tokensEstimated = estimated;
    sums.cost = cost;
    sums.unpriced = cost ? 0 : 1;
    return sums;
}

UsageRow row(const char *day, const UsageSums &sums, const char *currency = "")
{
    return {day, "Office", "m-1", currency, sums};
}

} // namespace

/// What the window says of tokens, money and limits.
class TestUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void costs_data();
    void costs();
    void costsOfSums();
    void tokens();
    void advice_data();
    void advice();
    void tableByDayAndModel();
    void barsOfDays();
    void theChartIsReadWithKeys();
    void theChartHasTheColoursOfThePalette();
};

void TestUsage::costs_data()
{
    QTest::addColumn<double>("cost");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing, at a price of nothing") << 0.0 << QStringLiteral("0.00 USD");
    QTest::newRow("some") << 0.844 << QStringLiteral("0.84 USD");
    QTest::newRow("more") << 1234.5 << QStringLiteral("1,234.50 USD");
    QTest::newRow("little") << 0.0123 << QStringLiteral("0.012 USD");
    QTest::newRow("very little") << 0.0000456 << QStringLiteral("0.000046 USD");
}

void TestUsage::costs()
{
    QFETCH(double, cost);
    QFETCH(QString, text);
    QCOMPARE(costText(cost, QStringLiteral("USD")), text);
}

void TestUsage::costsOfSums()
{
    QCOMPARE(costText(std::nullopt, QStringLiteral("USD")), QStringLiteral("–"));
    QCOMPARE(costText(0.5, QString()), QStringLiteral("0.50"));
    UsageSums mixed = sums(1, 1, 0.5);
    QCOMPARE(costText(mixed, QStringLiteral("EUR")), QStringLiteral("0.50 EUR"));
    mixed.add(sums(1, 1));
    QCOMPARE(costText(mixed, QStringLiteral("EUR")), QStringLiteral("≥ 0.50 EUR"));
    QCOMPARE(costText(sums(1, 1), QString()), QStringLiteral("–")); // never 0.00
}

void TestUsage::tokens()
{
    QCOMPARE(tokensInOutText(sums(412, 155)), QStringLiteral("tokens 412 in / 155 out"));
    QCOMPARE(tokensInOutText(sums(4120, 155, {}, 10)), QStringLiteral("tokens ≈ 4,120 in / 155 out"));
    QCOMPARE(tokensInOutText(sums(0, 35, {}, 35)), QStringLiteral("tokens ≈ 35 out"));
    QCOMPARE(tokenCountText(7, true), QStringLiteral("≈ 7"));
}

void TestUsage::advice_data()
{
    QTest::addColumn<run::ConcurrencyAdvice>("advice");
    QTest::addColumn<QString>("text");
    using Advice = run::ConcurrencyAdvice;
    const auto add = [](const Advice &advice, const char *text) {
        QTest::newRow(text) << advice << QString::fromUtf8(text);
    };
    add({Kind::TooFewRequests, 2, 0, 4, 4, {}, {}},
        "Too few requests yet to say how many at a time this endpoint bears.");
    add({Kind::Keep, 20, 0, 4, 4, {}, {}},
        "Nothing speaks against 4 at a time: no sign in the last 20 requests.");
    add({Kind::Fewer, 20, 3, 16, 8, {}, {}},
        "3 of the last 20 requests were answered 429 (too many requests). None of them with 8 at a time or "
        "fewer; 16 are allowed now.");
    add({Kind::SlowDown, 20, 1, 4, 4, {}, {}},
        "1 of the last 20 requests was answered 429 (too many requests). That came with one at a time too: a "
        "limit of requests a minute helps more than fewer at a time.");
    add({Kind::FewerAsSlow, 20, 0, 8, 4, 400, 1600}, "With up to 4 at a time the first word came after 0.40 "
                                                     "s, with more after 1.60 s. 4 instead of 8 would "
                                                     "be about as quick in all.");
    add({Kind::More, 20, 0, 8, 16, {}, {}}, "All 8 slots were in use, nothing got slower and nothing was "
                                            "refused: 16 at a time would be quicker.");
}

void TestUsage::advice()
{
    QFETCH(run::ConcurrencyAdvice, advice);
    QFETCH(QString, text);
    QCOMPARE(adviceText(advice), text);
}

void TestUsage::tableByDayAndModel()
{
    Model model;
    new QAbstractItemModelTester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest, &model);
    UsageSums busy = sums(1000, 200, 0.5, 30);
    busy.requests = 3;
    busy.failures = 1;
    busy.rateLimited = 2;
    busy.firstTokenMs = {900, 300, 310};
    model.setRows({row("2026-11-26", sums(1, 2)), row("2026-11-28", busy, "EUR")}, kToday);
    QCOMPARE(model.rowCount(), 2);
    const auto text = [&](int at, int column) { return model.index(at, column).data().toString(); };
    QCOMPARE(text(0, Model::DayColumn), QStringLiteral("Today"));
    QCOMPARE(text(0, Model::ModelColumn), QStringLiteral("Office · m-1"));
    QCOMPARE(text(0, Model::RequestsColumn), QStringLiteral("3 for 1"));
    QCOMPARE(text(0, Model::TokensInColumn), QStringLiteral("≈ 1,000"));
    QCOMPARE(text(0, Model::CostColumn), QStringLiteral("0.50 EUR"));
    QCOMPARE(text(0, Model::FailedColumn), QStringLiteral("1 of 1"));
    QCOMPARE(text(0, Model::LimitedColumn), QStringLiteral("2"));
    QCOMPARE(text(0, Model::FirstTokenColumn), QStringLiteral("0.31 s"));
    QCOMPARE(text(1, Model::CostColumn), QStringLiteral("–"));
    QCOMPARE(text(1, Model::FirstTokenColumn), QStringLiteral("–"));
    QCOMPARE(model.index(1, Model::CostColumn).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Cost: –"));
    model.setRows({}, kToday);
    QCOMPARE(model.rowCount(), 0);
}

void TestUsage::barsOfDays()
{
    const std::vector<UsageRow> rows{
        row("2026-11-25", sums(9, 9, 9.0), "EUR"), row("2026-11-27", sums(10, 5, 0.5), "EUR"),
        row("2026-11-27", sums(1, 1, 7.0), "USD"), row("2026-11-28", sums(3, 4))};
    QCOMPARE(mainCurrency(rows), QStringLiteral("EUR"));
    QVERIFY(mainCurrency({}).isEmpty());
    const auto tokens = usageBars(rows, UsageMeasure::Tokens, QStringLiteral("EUR"), kToday, 3);
    QCOMPARE(tokens.size(), 3U);
    QCOMPARE(tokens[0].day, QDate(2026, 11, 26));
    QCOMPARE(tokens[0].value, 0.0);
    QCOMPARE(tokens[1].value, 17.0);
    QCOMPARE(tokens[2].value, 7.0);
    const auto cost = usageBars(rows, UsageMeasure::Cost, QStringLiteral("EUR"), kToday, 3);
    QCOMPARE(cost[1].value, 0.5); // dollars are no euros
    QCOMPARE(cost[1].text, QStringLiteral("0.50 EUR"));
    QCOMPARE(cost[2].text, QStringLiteral("–"));
}

void TestUsage::theChartIsReadWithKeys()
{
    BarChart chart;
    chart.resize(600, 160);
    chart.show();
    QVERIFY(QTest::qWaitForWindowActive(&chart));
    chart.setFocus();
    QVERIFY(chart.said().isEmpty());
    chart.setBars(QStringLiteral("Tokens by day"),
                  usageBars({row("2026-11-27", sums(10, 5)), row("2026-11-28", sums(3, 4))},
                            UsageMeasure::Tokens, {}, kToday, 5));
    QCOMPARE(chart.current(), 4);
    QCOMPARE(chart.said(), QStringLiteral("Saturday, November 28, 2026: 7"));
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.accessibleName(), QStringLiteral("Tokens by day"));
    QCOMPARE(chart.accessibleDescription(), QStringLiteral("Friday, November 27, 2026: 15"));
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.current(), 0);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.barRect(3).center());
    QCOMPARE(chart.current(), 3);
    QTest::keyClick(&chart, Qt::Key_End);
    QCOMPARE(chart.current(), 4);
    QVERIFY(chart.barRect(3).height() > 2 * chart.barRect(4).height() - 3);
    QCOMPARE(chart.barRect(0).height(), 0);
    QVERIFY(chart.barRect(9).isNull());
}

void TestUsage::theChartHasTheColoursOfThePalette()
{
    for (const Tokens *look : {&lightTokens(), &darkTokens()}) {
        BarChart chart;
        chart.setPalette(paletteFor(*look));
        chart.resize(600, 160);
        chart.setBars({}, usageBars({row("2026-11-28", sums(3, 4))}, UsageMeasure::Tokens, {}, kToday, 5));
        QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
        chart.render(&image);
        QCOMPARE(image.pixelColor(chart.barRect(4).center()), look->leaf);
    }
}

QTEST_MAIN(TestUsage)
#include "tst_usage.moc"

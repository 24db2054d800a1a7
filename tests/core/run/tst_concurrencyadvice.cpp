// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/concurrencyadvice.h"

#include <QTest>

using namespace espalier;
using run::adviseConcurrency;
using run::ConcurrencyAdvice;
using run::RequestSample;
using Kind = ConcurrencyAdvice::Kind;
using Samples = std::vector<RequestSample>;

Q_DECLARE_METATYPE(Samples)
Q_DECLARE_METATYPE(Kind)

namespace {

/// So many requests alike. `firstTokenMs` below zero: answered 429.
Samples some(int count, int parallel, int firstTokenMs)
{
    const bool limited = firstTokenMs < 0;
    return Samples(static_cast<std::size_t>(count),
                   {parallel, limited ? std::nullopt : std::optional<std::int64_t>(firstTokenMs), limited});
}

Samples operator+(Samples left, const Samples &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

} // namespace

class TestConcurrencyAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void advises_data();
    void advises();
    void onlyTheNewestCount();
    void median();
};

void TestConcurrencyAdvice::advises_data()
{
    QTest::addColumn<Samples>("samples");
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("suggested");
    QTest::addColumn<int>("limited");
    QTest::newRow("nothing was sent") << Samples() << 4 << Kind::TooFewRequests << 4 << 0;
    QTest::newRow("four are too few") << some(4, 4, -1) << 4 << Kind::TooFewRequests << 4 << 4;
    QTest::newRow("429 from nine on")
        << some(14, 8, 300) + some(2, 9, -1) + some(1, 16, -1) + some(3, 16, 300) << 16 << Kind::Fewer << 8
        << 3;
    QTest::newRow("429 with all") << some(6, 4, -1) << 4 << Kind::Fewer << 3 << 6;
    QTest::newRow("lowered since") << some(6, 16, -1) << 4 << Kind::Fewer << 3 << 6;
    QTest::newRow("lowered to one since") << some(6, 16, -1) << 1 << Kind::Keep << 1 << 6;
    QTest::newRow("429 with one at a time")
        << some(5, 1, 200) + some(1, 1, -1) << 4 << Kind::SlowDown << 4 << 1;
    QTest::newRow("slow when many") << some(5, 2, 400) + some(5, 8, 1600) << 8 << Kind::FewerAsSlow << 4 << 0;
    QTest::newRow("twice as slow, hardly") << some(5, 2, 100) + some(3, 8, 300) << 8 << Kind::Keep << 8 << 0;
    QTest::newRow("two are no side") << some(8, 2, 400) + some(2, 8, 1600) << 8 << Kind::Keep << 8 << 0;
    QTest::newRow("all slots, as quick") << some(4, 2, 400) + some(8, 8, 450) << 8 << Kind::More << 16 << 0;
    QTest::newRow("one at a time is a choice") << some(9, 1, 400) << 1 << Kind::Keep << 1 << 0;
    QTest::newRow("64 are enough") << some(9, 64, 400) << 64 << Kind::Keep << 64 << 0;
    QTest::newRow("never full") << some(9, 2, 400) << 8 << Kind::Keep << 8 << 0;
}

void TestConcurrencyAdvice::advises()
{
    QFETCH(Samples, samples);
    QFETCH(int, concurrency);
    QFETCH(Kind, kind);
    QFETCH(int, suggested);
    QFETCH(int, limited);
    const ConcurrencyAdvice advice = adviseConcurrency(samples, concurrency);
    QCOMPARE(static_cast<int>(advice.kind), static_cast<int>(kind));
    QCOMPARE(advice.suggested, suggested);
    QCOMPARE(advice.limited, limited);
    QCOMPARE(advice.concurrency, concurrency);
    QCOMPARE(advice.looked, std::min(static_cast<int>(samples.size()), run::kAdviceMost));
    QCOMPARE(advice.fewMs.has_value(), kind == Kind::FewerAsSlow);
}

void TestConcurrencyAdvice::onlyTheNewestCount()
{
    const Samples samples = some(30, 4, -1) + some(20, 2, 300);
    QCOMPARE(adviseConcurrency(samples, 4).limited, 0);
    QCOMPARE(adviseConcurrency(samples, 4).looked, 20);
}

void TestConcurrencyAdvice::median()
{
    QVERIFY(!run::medianOf({}));
    QCOMPARE(*run::medianOf({5}), 5);
    QCOMPARE(*run::medianOf({9, 1}), 1);
    QCOMPARE(*run::medianOf({9, 1, 4}), 4);
}

QTEST_GUILESS_MAIN(TestConcurrencyAdvice)
#include "tst_concurrencyadvice.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "net/requestgate.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using run::AttemptRecord;
using run::ExtractionRun;
using run::RunStatus;

/// What a run tells of each of its tries, while it goes on and at its end.
class TestTriesTold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTryBeginsAndEndsOnce();
    void theLastOneIsToldWhole();
    void aKeptHistoryIsMadeWhole();
    void stoppedTriesEndToo_data();
    void stoppedTriesEndToo();
    void deletionInsideEachOfThem_data();
    void deletionInsideEachOfThem();
    void requestsUnderWayAreCounted();
};

namespace {

/// "begin 1.1 of 3", "end 1.1 failed", "wait 7000 same", in the order in which they were told.
struct Told
{
    explicit Told(ExtractionRun &run)
    {
        QObject::connect(
            &run, &ExtractionRun::tryBegan, &run, [this](int attempt, int tryNumber, int allowed) {
                lines.append(QStringLiteral("begin %1.%2 of %3").arg(attempt).arg(tryNumber).arg(allowed));
            });
        QObject::connect(&run, &ExtractionRun::tryEnded, &run, [this](const AttemptRecord &record) {
            records.push_back(record);
            lines.append(QStringLiteral("end %1.%2 %3")
                             .arg(record.attempt)
                             .arg(record.tryNumber)
                             .arg(QLatin1String(runStatusName(record.status).data())));
        });
        QObject::connect(&run, &ExtractionRun::waiting, &run, [this](qint64 ms, bool asksAgain) {
            lines.append(QStringLiteral("wait %1 %2")
                             .arg(ms)
                             .arg(asksAgain ? QStringLiteral("other") : QStringLiteral("same")));
        });
        QObject::connect(&run, &ExtractionRun::finished, &run,
                         [this] { lines.append(QStringLiteral("finished")); });
    }
    QStringList lines;
    std::vector<AttemptRecord> records;
};

const std::vector<Play> kLimitThenBadThenGood{status(429, {{"Retry-After", "7"}}), answers(R"({"name":1})"),
                                              answers(kJason)};

} // namespace

void TestTriesTold::everyTryBeginsAndEndsOnce()
{
    Played played(kLimitThenBadThenGood, requestWith(2, 2));
    Told told(*played.run);
    played.toTheEnd();
    QCOMPARE(told.lines.join(u'\n'), QStringLiteral("begin 1.1 of 3\nend 1.1 failed\nwait 7000 same\n"
                                                    "begin 1.2 of 3\nend 1.2 invalid\nwait 0 other\n"
                                                    "begin 2.1 of 3\nend 2.1 valid\nfinished"));
    QCOMPARE(told.records[0].waitMs, std::optional<std::int64_t>(7000));
    QCOMPARE(told.records[1].beganMs, 7000);
    QVERIFY(!told.records[2].waitMs);
    QVERIFY(!told.records[0].answeringMs && told.records[1].answeringMs);
    for (const AttemptRecord &record : told.records)
        QVERIFY(record.requestBody.find("Jason is 25") != std::string::npos);
    QCOMPARE(told.records[0].requestBody, told.records[1].requestBody);
}

void TestTriesTold::theLastOneIsToldWhole()
{
    Played played({answers(R"({"name":1})")}, requestWith(0, 0));
    Told told(*played.run);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(told.records.size(), 1U);
    QCOMPARE(told.records[0].text, std::string(R"({"name":1})"));
    QCOMPARE(told.records[0].issues.size(), 2U);
    QCOMPARE(compact(*told.records[0].value), QByteArray(R"({"name":1})"));
    QVERIFY(result.history[0].restInResult && result.history[0].text.empty());
}

void TestTriesTold::aKeptHistoryIsMadeWhole()
{
    Played played(kLimitThenBadThenGood, requestWith(2, 2));
    Told told(*played.run);
    const std::vector<AttemptRecord> whole = run::wholeHistory(played.toTheEnd().result());
    QCOMPARE(whole.size(), told.records.size());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        QCOMPARE(whole[at].requestBody, told.records[at].requestBody);
        QCOMPARE(whole[at].text, told.records[at].text);
        QVERIFY(whole[at].issues == told.records[at].issues);
        QVERIFY(whole[at].value == told.records[at].value);
    }
    // A whole answer stays the result when a later try breaks off: the later one is no copy of it.
    Played broke({answers(R"({"name":1})"), fails(ErrorKind::NoConnection)}, requestWith(0, 2));
    const std::vector<AttemptRecord> tries = run::wholeHistory(broke.toTheEnd().result());
    QCOMPARE(tries.size(), 2U);
    QVERIFY(tries[1].text.empty() && !tries[1].value && !tries[1].requestBody.empty());
}

void TestTriesTold::stoppedTriesEndToo_data()
{
    QTest::addColumn<int>("turns");
    for (int turns = 0; turns < 8; ++turns)
        QTest::addRow("after %d turns", turns) << turns;
}

void TestTriesTold::stoppedTriesEndToo()
{
    QFETCH(int, turns);
    Played played({streamed(contentEvent(R"({"name":"Ja)"), false)}, requestWith(0, 0));
    Told told(*played.run);
    played.run->start();
    for (int turn = 0; turn < turns; ++turn)
        QCoreApplication::processEvents();
    played.run->stop();
    settle();
    QCOMPARE(told.lines.count(QStringLiteral("finished")), 1);
    QCOMPARE(told.lines.last(), QStringLiteral("finished"));
    QCOMPARE(told.records.size(), played.transport.requests().size());
}

void TestTriesTold::deletionInsideEachOfThem_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("tryBegan") << 0;
    QTest::newRow("tryEnded") << 1;
    QTest::newRow("waiting") << 2;
}

void TestTriesTold::deletionInsideEachOfThem()
{
    QFETCH(int, signal);
    for (int nth = 1;; ++nth) {
        Played played(kLimitThenBadThenGood, requestWith(2, 2));
        int seen = 0;
        const auto maybeDelete = [&] {
            if (++seen == nth)
                played.run.reset();
        };
        if (signal == 0)
            connect(played.run.get(), &ExtractionRun::tryBegan, this, maybeDelete);
        else if (signal == 1)
            connect(played.run.get(), &ExtractionRun::tryEnded, this, maybeDelete);
        else
            connect(played.run.get(), &ExtractionRun::waiting, this, maybeDelete);
        played.toTheEnd();
        QVERIFY(seen > 0);
        if (seen < nth)
            break;
        QVERIFY(!played.run);
    }
}

void TestTriesTold::requestsUnderWayAreCounted()
{
    run::ExtractionRequest request = requestWith(0, 0);
    request.profile.concurrency = 3;
    Played played({answers(kJason)}, request);
    net::RequestGate gate(nullptr, played);
    QObject others;
    const QUrl url(QStringLiteral("https://models.example/v1"));
    const auto *one = gate.enter(url, 3, &others);
    const auto *two = gate.enter(url, 3, &others);
    settle();
    QVERIFY(one->isGranted() && two->isGranted());
    QCOMPARE(gate.running(url), 2);
    QCOMPARE(gate.running(QUrl(QStringLiteral("https://other.example/v1"))), 0);
    ExtractionRun run(request, played.transport, nullptr, &gate, played);
    Told told(run);
    run.start();
    settle();
    QCOMPARE(told.records.size(), 1U);
    QCOMPARE(told.records[0].parallel, 3);
}

QTEST_GUILESS_MAIN(TestTriesTold)
#include "tst_triestold.moc"

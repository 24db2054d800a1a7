// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include <QDateTime>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using run::RunEventKind;
using run::RunState;
using run::RunStatus;

/// Transport retries and re-asks of a run, over a scripted transport and a clock that stands still.
class TestRetries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transportRetriesSendTheSameBytes();
    void theServersWaitIsWaited();
    void aWaitTooLongFailsAtOnceAndSaysUntilWhen();
    void theDeadlineEndsEveryState();
    void usageIsAddedUpAndEveryTryIsKept();
    void theLastInvalidObjectIsNotLost();
    void theTokenBudgetStopsBetweenAttempts();
    void aMoneyLimitNeedsPrices();
    void itemsAreToldOnceThoughTheStreamIsCut();
    void aDroppedMemberIsNeitherTryNorRetry();
    void stopInEveryState_data();
    void stopInEveryState();
    void deletionInsideEveryEvent();
};

void TestRetries::transportRetriesSendTheSameBytes()
{
    Played played({fails(ErrorKind::StreamCut, true), fails(ErrorKind::StreamCut, true), answers(kJason)},
                  requestWith(2, 0));
    played.chances = {0.5, 0.25};
    played.toTheEnd();
    QCOMPARE(played.result().status, RunStatus::Valid);
    QCOMPARE(played.result().attempts, 1);
    QCOMPARE(played.result().tries, 3);
    const auto &sent = played.transport.requests();
    QCOMPARE(sent[1].body, sent[0].body);
    QCOMPARE(sent[2].body, sent[0].body);
    QVERIFY(played.sinceBegin() == 250ms + 250ms); // 0.5 × 0.5 s, 0.25 × 1 s
    QCOMPARE(played.shown(), kJason);              // each try's tree begins anew
    std::vector<RunState> states;
    for (const auto &change : played.states)
        states.push_back(change.at(1).value<RunState>());
    const std::vector<RunState> retry{RunState::Connecting, RunState::Streaming, RunState::Checking,
                                      RunState::WaitingToRetry};
    std::vector<RunState> expected{RunState::Preparing};
    expected.insert(expected.end(), retry.begin(), retry.end());
    expected.insert(expected.end(), retry.begin(), retry.end());
    expected.insert(expected.end(),
                    {RunState::Connecting, RunState::Streaming, RunState::Checking, RunState::Done});
    QVERIFY(states == expected);
}

void TestRetries::theServersWaitIsWaited()
{
    Played played({status(429, {{"Retry-After", "7"}}), answers(kJason)}, requestWith(2, 0));
    played.run->start();
    settle();
    QCOMPARE(played.run->state(), RunState::WaitingToRetry);
    played.advance(6'999ms);
    QCOMPARE(played.transport.requests().size(), 1U);
    played.advance(1ms);
    QCOMPARE(played.transport.requests().size(), 2U);
    QCOMPARE(played.result().status, RunStatus::Valid);
    const auto scheduled = std::find_if(played.events.begin(), played.events.end(), [](const auto &event) {
        return event.kind == RunEventKind::RetryScheduled;
    });
    QCOMPARE(QByteArray::fromStdString(json::writeCompact(scheduled->data)),
             QByteArray(R"({"kind":"transport","reason":"rate-limited","wait_ms":7000})"));
}

void TestRetries::aWaitTooLongFailsAtOnceAndSaysUntilWhen()
{
    run::ExtractionRequest request = requestWith(2, 2);
    request.retries.maxWait = 60s;
    Played played({status(429, {{"Retry-After", "61"}})}, request);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.tries, 1);
    QVERIFY(played.sinceBegin() == 0ms);
    QVERIFY(result.waitRefused);
    QCOMPARE(result.error->kind, ErrorKind::RateLimited);
    const QString until =
        QDateTime::fromMSecsSinceEpoch(played.unixMs() + 61'000).toString(QStringLiteral("HH:mm:ss"));
    QVERIFY2(result.error->message.find(until.toStdString()) != std::string::npos,
             result.error->message.c_str());
    QVERIFY2(result.error->message.find("server words. It asks") != std::string::npos,
             result.error->message.c_str());
    // Longer than can be counted: no date is made up.
    Played years({status(429, {{"Retry-After", "99999999"}})}, request);
    const std::string said = years.toTheEnd().result().error->message;
    QVERIFY2(said.find("until after 2") != std::string::npos, said.c_str());
}

void TestRetries::theDeadlineEndsEveryState()
{
    run::ExtractionRequest request = requestWith(5, 5);
    request.timeouts.deadline = 10s;
    // In mid-stream: what came is kept.
    Played streaming({streamed(contentEvent(R"({"name":"Ja)"), false)}, request);
    streaming.run->start();
    streaming.advance(9'999ms);
    QVERIFY(streaming.finished.isEmpty());
    streaming.advance(1ms);
    QCOMPARE(streaming.result().error->kind, ErrorKind::DeadlineExceeded);
    QCOMPARE(streaming.result().status, RunStatus::Failed);
    QCOMPARE(compact(*streaming.result().lastObject), QByteArray(R"({"name":"Ja"})"));
    // Waiting for a turn.
    request.profile.concurrency = 1;
    Played waiting({answers(kJason)}, request);
    net::RequestGate gate(nullptr, waiting);
    waiting.run = std::make_unique<run::ExtractionRun>(request, waiting.transport, nullptr, &gate, waiting);
    QSignalSpy finished(waiting.run.get(), &run::ExtractionRun::finished);
    QObject holder;
    const auto *held = gate.enter(QUrl(QStringLiteral("https://models.example/v1")), 1, &holder);
    settle();
    QVERIFY(held->isGranted());
    waiting.run->start();
    waiting.advance(10s);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<run::RunResult>().error->kind, ErrorKind::DeadlineExceeded);
    QVERIFY(waiting.transport.requests().empty());
}

void TestRetries::usageIsAddedUpAndEveryTryIsKept()
{
    run::ExtractionRequest request = requestWith(1, 2);
    request.profile.modelEntry("m-1").price = settings::ModelPrice{2, 4, "USD"};
    Played played({status(503), answers("{"), answers(R"({"name":1})"), answers(kJason)}, request);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.attempts, 3);
    QCOMPARE(result.tries, 4);
    QCOMPARE(result.usage->promptTokens, 30);
    QCOMPARE(result.usage->completionTokens, 15);
    QVERIFY(!result.usage->estimated);
    QCOMPARE(*result.cost, (30 * 2 + 15 * 4) / 1e6);
    QCOMPARE(result.history.size(), 4U);
    const auto &tries = result.history;
    QCOMPARE(tries[0].error->kind, ErrorKind::Overloaded);
    QVERIFY(!tries[0].requestBody.empty() && tries[1].requestBody.empty()); // the same bytes
    QCOMPARE(tries[1].tryNumber, 2);
    QCOMPARE(tries[1].text, std::string("{"));
    QCOMPARE(tries[2].attempt, 2);
    QCOMPARE(tries[2].issues.size(), 2U);
    QCOMPARE(compact(*tries[2].value), QByteArray(R"({"name":1})"));
    QCOMPARE(tries[2].usage->totalTokens, 15);
    QCOMPARE(tries[3].status, RunStatus::Valid);
    QVERIFY(tries[3].text.empty()); // it stands in the result
    for (const run::AttemptRecord &one : tries)
        QVERIFY(one.requestBody.find("sk-secret") == std::string::npos);
    QVERIFY(result.requestBody.find("sk-secret") == std::string::npos);
}

void TestRetries::theLastInvalidObjectIsNotLost()
{
    const QByteArray bad = R"({"name":"Jason","age":"old"})";
    // The next attempt breaks off: the whole answer is worth more than a beginning.
    Played broke({answers(bad), fails(ErrorKind::StreamCut, true)}, requestWith(0, 2));
    run::RunResult result = broke.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(result.error->kind, ErrorKind::StreamCut);
    QCOMPARE(compact(*result.lastObject), bad);
    QCOMPARE(result.issues.size(), 1U);
    // Stopped while the second answer is waited for.
    Played stopped({answers(bad), [](FakeStream &) {}}, requestWith(0, 2));
    stopped.run->start();
    stopped.advance(1ms);
    QCOMPARE(stopped.transport.requests().size(), 2U);
    stopped.run->stop();
    settle();
    QCOMPARE(stopped.result().status, RunStatus::Cancelled);
    QCOMPARE(compact(*stopped.result().lastObject), bad);
    // All invalid: the last one.
    Played invalid({answers(bad), answers(R"({"name":2})")}, requestWith(0, 1));
    QCOMPARE(compact(*invalid.toTheEnd().result().lastObject), QByteArray(R"({"name":2})"));
}

void TestRetries::theTokenBudgetStopsBetweenAttempts()
{
    run::ExtractionRequest request = requestWith(0, 9);
    request.retries.tokenBudget = 30; // two answers of 15
    Played played({answers("{")}, request);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.attempts, 2);
    QCOMPARE(result.error->kind, ErrorKind::BudgetReached);
    QCOMPARE(result.status, RunStatus::Invalid);
    // A good answer that crosses it is still an answer.
    request.retries.tokenBudget = 1;
    Played good({answers(kJason)}, request);
    QCOMPARE(good.toTheEnd().result().status, RunStatus::Valid);
}

void TestRetries::aMoneyLimitNeedsPrices()
{
    run::ExtractionRequest request = requestWith(0, 9);
    request.retries.costBudget = 0.00005;
    Played none({answers(kJason)}, request);
    QCOMPARE(none.toTheEnd().result().error->kind, ErrorKind::Usage);
    QVERIFY(none.transport.requests().empty());
    QVERIFY(!none.result().cost);
    request.profile.modelEntry("m-1").price = settings::ModelPrice{2, 4, "USD"}; // 0.00004 each
    Played priced({answers("{")}, request);
    QCOMPARE(priced.toTheEnd().result().attempts, 2);
    QCOMPARE(priced.result().error->kind, ErrorKind::BudgetReached);
    const std::string said = priced.result().error->message;
    QVERIFY2(said.starts_with("The budget of 0.00005 in money is reached (0.00008 spent)."), said.c_str());
}

void TestRetries::itemsAreToldOnceThoughTheStreamIsCut()
{
    const QByteArray two = R"([{"name":"Jason","age":25},{"name":"Sarah","age":30},)";
    Played played({[two](FakeStream &stream) {
                       stream.respond();
                       stream.send(contentEvent(two));
                       stream.fail({ErrorKind::StreamCut, "cut", {}, {}, {}, {}});
                   },
                   answers(two + R"({"name":"Mike","age":28}])")},
                  requestWith(1, 0, wire::StreamKind::Iterable));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QVERIFY((played.accepted == std::vector<int>{0, 1, 2}));
    QCOMPARE(played.result().value.items().size(), 3U);
}

void TestRetries::aDroppedMemberIsNeitherTryNorRetry()
{
    const Play refused = [](FakeStream &stream) {
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(refusalOf("stream_options"));
        stream.end();
    };
    Played played({status(500), refused, answers("{"), answers(kJason)}, requestWith(1, 1));
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.attempts, 2);
    QCOMPARE(result.tries, 3);
    QCOMPARE(played.story(),
             QByteArray("kwargs error scheduled kwargs dropped kwargs first_token response usage error "
                        "validation scheduled kwargs first_token response usage finished"));
    QVERIFY(result.droppedMembers == std::vector<std::string>{"stream_options"});
    QVERIFY(!played.transport.requests().back().body.contains("stream_options")); // not in the re-ask either
}

void TestRetries::stopInEveryState_data()
{
    QTest::addColumn<RunState>("state");
    QTest::newRow("preparing") << RunState::Preparing;
    QTest::newRow("waiting for a slot") << RunState::WaitingForSlot;
    QTest::newRow("connecting") << RunState::Connecting;
    QTest::newRow("streaming") << RunState::Streaming;
    QTest::newRow("checking") << RunState::Checking;
    QTest::newRow("waiting to retry") << RunState::WaitingToRetry;
}

void TestRetries::stopInEveryState()
{
    QFETCH(RunState, state);
    // At the n-th time that the state is entered.
    for (int nth = 1; nth <= 2; ++nth) {
        Played played({answers("{"), status(500), answers("{")}, requestWith(1, 2));
        net::RequestGate gate(nullptr, played);
        played.run = std::make_unique<run::ExtractionRun>(requestWith(1, 2), played.transport, nullptr, &gate,
                                                          static_cast<FakeClock &>(played));
        QSignalSpy finished(played.run.get(), &run::ExtractionRun::finished);
        int seen = 0;
        int last = 0;
        connect(played.run.get(), &run::ExtractionRun::stateChanged, this, [&](RunState, RunState to) {
            if (to == state && ++seen == nth)
                played.run->stop();
        });
        connect(played.run.get(), &run::ExtractionRun::happened, this, [&](const run::RunEvent &event) {
            last += event.kind == RunEventKind::RunFinished;
            QVERIFY(seen < nth || event.kind != RunEventKind::CompletionLastAttempt); // a stop is no failure
        });
        played.run->start();
        settle();
        while (finished.isEmpty() && played.step())
            continue;
        settle();
        if (seen < nth)
            break;
        QCOMPARE(finished.count(), 1);
        QCOMPARE(finished.first().first().value<run::RunResult>().status, RunStatus::Cancelled);
        QCOMPARE(last, 1);
        const auto sent = played.transport.requests().size();
        played.advance(1h); // nothing comes after it
        QCOMPARE(played.transport.requests().size(), sent);
        QCOMPARE(finished.count(), 1);
    }
}

void TestRetries::deletionInsideEveryEvent()
{
    for (int nth = 1;; ++nth) {
        Played played({status(429), answers("{"), answers(R"({"name":1})")}, requestWith(1, 1));
        int seen = 0;
        connect(played.run.get(), &run::ExtractionRun::happened, this, [&] {
            if (++seen == nth)
                played.run.reset();
        });
        played.run->start();
        settle();
        while (played.run && played.finished.isEmpty() && played.step())
            continue;
        settle();
        if (seen < nth)
            break;
        QVERIFY(!played.run);
    }
}

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using run::RunEventKind;
using run::RunStatus;

namespace {

/// The events of tries in their order: a, an answer that is accepted; b, one that is not; s, an error status.
QByteArray storyOf(const QByteArray &tries, ErrorKind end)
{
    QByteArray out;
    for (qsizetype i = 0; i < tries.size(); ++i) {
        out += tries[i] == 'a'   ? "kwargs first_token response usage "
               : tries[i] == 'b' ? "kwargs first_token response usage error validation "
                                 : "kwargs error ";
        if (i + 1 < tries.size())
            out += "scheduled ";
    }
    return out + (end == ErrorKind::None ? "finished" : "last_attempt finished");
}

} // namespace

/// Every kind of ending against every budget, and the thirteen rows of a peer read with our definitions.
class TestRetryTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEnding_data();
    void everyEnding();
    void thirteenRows_data();
    void thirteenRows();
    void aReadTimeoutIsTriedAgain();
    void theFirstByteTimeIsNoDeadlineAndTheDeadlineIs();
    void aStopInFlightIsNoFailure();
};

void TestRetryTables::everyEnding_data()
{
    QTest::addColumn<Play>("play");
    QTest::addColumn<int>("remedy"); // 0 none, 1 transport retry, 2 re-ask
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QByteArray>("oneTry"); // its events, before validation and what follows
    const auto row = [](const char *name, const Play &play, int remedy, RunStatus status, ErrorKind kind,
                        const char *oneTry) {
        QTest::newRow(name) << play << remedy << status << kind << QByteArray(oneTry);
    };
    using E = ErrorKind;
    using S = RunStatus;
    const char *bad = "kwargs first_token response usage error"; // parse:error
    const char *cut = "kwargs first_token error usage";
    row("valid", answers(kJason), 0, S::Valid, E::None, "kwargs first_token response usage");
    row("cut", fails(E::StreamCut, true), 1, S::Failed, E::StreamCut, cut);
    row("stall", fails(E::IdleTimeout, true), 1, S::Failed, E::IdleTimeout, cut);
    row("no content", fails(E::NoContentTimeout, true), 1, S::Failed, E::NoContentTimeout, cut);
    row("no first byte", fails(E::FirstByteTimeout), 1, S::Failed, E::FirstByteTimeout, "kwargs error");
    row("no connection", fails(E::NoConnection), 1, S::Failed, E::NoConnection, "kwargs error");
    row("error inside",
        streamed(contentEvent("{\"name\":") + "data: {\"error\":{\"message\":\"boom\",\"type\":\"x\"}}\n\n"),
        1, S::Failed, E::StreamError, cut);
    row("no end marker", streamed(contentEvent(kJason)), 1, S::Failed, E::StreamCut, cut);
    row("length", answers(R"({"name":"Ja)", "length"), 0, S::Cut, E::TokenLimit,
        "kwargs first_token response usage");
    row("refusal",
        streamed("data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I will not\"},\"finish_reason\":"
                 "\"stop\"}]}\n\n" +
                 kDone),
        0, S::Refused, E::Refused, "kwargs response usage");
    row("content filter", answers("", "content_filter"), 0, S::Refused, E::Refused, "kwargs response usage");
    row("open JSON", answers(R"({"name":"Jason","age":25)"), 2, S::Invalid, E::InvalidAnswer, bad);
    row("no JSON", answers("I am sorry."), 2, S::Invalid, E::NoJson, bad);
    row("invalid", answers(R"({"name":"Jason","age":"old"})"), 2, S::Invalid, E::InvalidAnswer, bad);
    row("empty", answers(""), 2, S::Invalid, E::NoJson, "kwargs response usage error");
    row(
        "a page",
        [](FakeStream &stream) {
            stream.respond(200, {{"Content-Type", "text/html"}});
            stream.send("<html>hello</html>");
            stream.end();
        },
        0, S::Failed, E::NotAnApi, "kwargs error");
    for (const int code : {408, 409, 425})
        QTest::addRow("%d", code) << status(code) << 1 << S::Failed << E::RequestRefused
                                  << QByteArray("kwargs error");
    row("429", status(429), 1, S::Failed, E::RateLimited, "kwargs error");
    for (const int code : {500, 502, 504})
        QTest::addRow("%d", code) << status(code) << 1 << S::Failed << E::ServerFault
                                  << QByteArray("kwargs error");
    for (const int code : {503, 529})
        QTest::addRow("%d", code) << status(code) << 1 << S::Failed << E::Overloaded
                                  << QByteArray("kwargs error");
    const auto never = [&](int code, const char *word, ErrorKind kind) {
        QTest::addRow("%d %s", code, word)
            << status(code, {}, word) << 0 << S::Failed << kind << QByteArray("kwargs error");
    };
    never(400, "", E::RequestRefused);
    never(401, "", E::KeyRefused);
    never(402, "", E::OutOfCredit);
    never(403, "", E::NotAllowed);
    never(404, "", E::NotFound);
    never(413, "", E::DocumentTooLong);
    never(422, "", E::RequestRefused);
    never(429, "insufficient_quota", E::OutOfCredit);
    never(429, "billing_hard_limit_reached", E::OutOfCredit);
    never(429, "request_too_large", E::DocumentTooLong);
    never(501, "", E::ServerFault);
}

void TestRetryTables::everyEnding()
{
    QFETCH(Play, play);
    QFETCH(int, remedy);
    QFETCH(RunStatus, status);
    QFETCH(ErrorKind, kind);
    QFETCH(QByteArray, oneTry);
    for (const auto &[retries, reasks] :
         {std::pair{0, 0}, std::pair{2, 0}, std::pair{0, 2}, std::pair{2, 2}}) {
        Played played({play}, requestWith(retries, reasks));
        const run::RunResult result = played.toTheEnd().result();
        const int attempts = remedy == 2 ? 1 + reasks : 1;
        const int tries = remedy == 1 ? 1 + retries : attempts;
        QCOMPARE(played.finished.count(), 1);
        QCOMPARE(result.status, status);
        QCOMPARE(result.error ? result.error->kind : ErrorKind::None, kind);
        QCOMPARE(result.attempts, attempts);
        QCOMPARE(result.tries, tries);
        QCOMPARE(played.transport.requests().size(), static_cast<std::size_t>(tries));
        QCOMPARE(played.attempts.count(), tries);
        QCOMPARE(result.history.size(), static_cast<std::size_t>(tries));
        QByteArray expected;
        for (int i = 1; i <= tries; ++i) {
            expected += oneTry + (remedy == 2 ? " validation" : "");
            expected += i < tries ? " scheduled " : status == RunStatus::Valid ? "" : " last_attempt";
        }
        QCOMPARE(played.story(), expected + " finished");
        for (const run::RunEvent &event : played.events) {
            QCOMPARE(event.attemptsAllowed, 1 + reasks);
            QVERIFY(event.attempt >= 1 && event.tryNumber >= 1);
        }
        QVERIFY(played.events.back().last);
    }
}

void TestRetryTables::thirteenRows_data()
{
    // Server script, attempts, HTTP requests, end; read with our definitions: transport retries per attempt
    // (the SDK's) and re-asks (max_retries). kwargs = HTTP requests here, since each is announced.
    QTest::addColumn<std::vector<Play>>("plays");
    QTest::addColumn<int>("transportRetries");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("http");
    QTest::addColumn<ErrorKind>("end");
    QTest::addColumn<int>("responses");
    QTest::addColumn<int>("parseErrors");
    QTest::addColumn<QByteArray>("order"); // a letter for each try: see storyOf()
    const auto row = [](const char *name, const std::vector<Play> &plays, int retries, int attempts, int http,
                        ErrorKind end, int responses, int parseErrors, const char *order) {
        QTest::newRow(name) << plays << retries << attempts << http << end << responses << parseErrors
                            << QByteArray(order);
    };
    const Play ok = answers(kJason);
    const Play open = answers("{");
    const Play bad = answers(R"({"value":"bad"})");
    using E = ErrorKind;
    row("200 ok", {ok}, 2, 1, 1, E::None, 1, 0, "a");
    row("429, 200", {status(429), ok}, 2, 1, 2, E::None, 1, 0, "sa");
    row("500, 200", {status(500), ok}, 2, 1, 2, E::None, 1, 0, "sa");
    row("429 always", {status(429)}, 2, 1, 3, E::RateLimited, 0, 0, "sss");
    row("500 always, no retries", {status(500)}, 0, 1, 1, E::ServerFault, 0, 0, "s");
    row("400", {status(400)}, 2, 1, 1, E::RequestRefused, 0, 0, "s");
    row("open, ok", {open, ok}, 2, 2, 2, E::None, 2, 1, "ba");
    row("bad always", {bad}, 2, 3, 3, E::InvalidAnswer, 3, 3, "bbb");
    row("429, open, 500, ok", {status(429), open, status(500), ok}, 2, 2, 4, E::None, 2, 1, "sbsa");
    row("500, 500, ok", {status(500), status(500), ok}, 2, 1, 3, E::None, 1, 0, "ssa");
    // The same server where a budget of two attempts has one retry each: what failed on the way is no
    // attempt.
    row("500, 500, one retry", {status(500), status(500), ok}, 1, 1, 2, E::ServerFault, 0, 0, "ss");
}

void TestRetryTables::thirteenRows()
{
    QFETCH(std::vector<Play>, plays);
    QFETCH(int, transportRetries);
    QFETCH(int, attempts);
    QFETCH(int, http);
    QFETCH(ErrorKind, end);
    QFETCH(int, responses);
    QFETCH(int, parseErrors);
    QFETCH(QByteArray, order);
    Played played(plays, requestWith(transportRetries, 2));
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.error ? result.error->kind : ErrorKind::None, end);
    QCOMPARE(result.attempts, attempts);
    QCOMPARE(result.tries, http);
    QCOMPARE(static_cast<int>(played.transport.requests().size()), http);
    QCOMPARE(played.count(RunEventKind::CompletionKwargs), http);
    QCOMPARE(played.count(RunEventKind::CompletionResponse), responses);
    QCOMPARE(played.count(RunEventKind::ParseError), parseErrors);
    QCOMPARE(played.count(RunEventKind::Validation), parseErrors);
    QCOMPARE(played.count(RunEventKind::CompletionError), http - responses);
    QCOMPARE(played.count(RunEventKind::RetryScheduled), http - 1);
    QCOMPARE(played.count(RunEventKind::CompletionLastAttempt), end == ErrorKind::None ? 0 : 1);
    QCOMPARE(played.count(RunEventKind::RunFinished), 1);
    QCOMPARE(played.story(), storyOf(order, end));
    for (const run::RunEvent &event : played.events) {
        if (event.kind == RunEventKind::CompletionLastAttempt) {
            QCOMPARE(event.attempt, attempts);
            QVERIFY(event.last);
        }
    }
    // A re-ask has more messages than the question, a transport retry the same bytes.
    for (std::size_t i = 1; i < played.transport.requests().size(); ++i) {
        const auto &before = played.transport.requests()[i - 1].body;
        const auto &now = played.transport.requests()[i].body;
        const int was = played.attempts.at(static_cast<int>(i) - 1).at(0).toInt();
        if (played.attempts.at(static_cast<int>(i)).at(0).toInt() == was)
            QCOMPARE(now, before);
        else
            QVERIFY(played.messages(i).items().size() > played.messages(0).items().size());
    }
}

void TestRetryTables::aReadTimeoutIsTriedAgain()
{
    for (const int retries : {0, 1, 3}) {
        Played played({fails(ErrorKind::FirstByteTimeout)}, requestWith(retries, 2));
        const run::RunResult result = played.toTheEnd().result();
        QCOMPARE(result.attempts, 1);
        QCOMPARE(result.tries, 1 + retries);
        QCOMPARE(result.error->kind, ErrorKind::FirstByteTimeout);
        QCOMPARE(played.count(RunEventKind::CompletionResponse), 0);
    }
}

void TestRetryTables::theFirstByteTimeIsNoDeadlineAndTheDeadlineIs()
{
    const std::vector<Play> plays{status(429, {{"retry-after-ms", "150"}}), answers("{")};
    run::ExtractionRequest request = requestWith(1, 0);
    request.timeouts.firstByte = 50ms;
    Played patient(plays, request);
    QCOMPARE(patient.toTheEnd().result().tries, 2);
    QCOMPARE(patient.result().status, RunStatus::Invalid);
    QVERIFY(patient.sinceBegin() >= 150ms);

    request.timeouts.deadline = 50ms;
    Played hasty(plays, request);
    QCOMPARE(hasty.toTheEnd().result().tries, 1);
    QCOMPARE(hasty.result().error->kind, ErrorKind::DeadlineExceeded);
    QVERIFY(hasty.sinceBegin() < 50ms);
    QVERIFY(hasty.result().error->message.find("server words") != std::string::npos); // what was before it
}

void TestRetryTables::aStopInFlightIsNoFailure()
{
    Played played({[](FakeStream &) {}}, requestWith(2, 2));
    played.run->start();
    settle();
    played.run->stop();
    settle();
    QCOMPARE(played.result().status, RunStatus::Cancelled);
    QCOMPARE(played.result().attempts, 1);
    QCOMPARE(played.result().tries, 1);
    QCOMPARE(played.story(), QByteArray("kwargs finished"));
    QCOMPARE(played.transport.requests().size(), 1U);
}

QTEST_GUILESS_MAIN(TestRetryTables)
#include "tst_retrytables.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heard.h"

#include <QPointer>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunState;
using run::RunStatus;
using wire::StreamKind;

class TestExtractionRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAndEndsOnce();
    void nothingHappensInsideStartOrStop();
    void theEndMarkerEndsTheRun();
    void aWholeBodyTakesTheSamePath();
    void itemsAreToldOneByOne();
    void contentRestartsTheClock();
    void aStreamWithoutEndMarkerIsCut();
    void transportFailuresEndTheRun_data();
    void transportFailuresEndTheRun();
    void errorStatusesAreTyped_data();
    void errorStatusesAreTyped();
    void theKeyIsMaskedInWhatTheServerSays();
    void whatIsNoAnswerIsSaid();
    void refusedMembersAreLeftOutAndTheQuestionAskedAgain();
    void everyMemberIsDroppedOnce();
    void anEndpointThatDoesNotStreamIsAskedForAWhole();
    void anUnusableSchemaIsNoQuestion();
    void missingUsageIsEstimated();
};

void TestExtractionRun::growsAndEndsOnce()
{
    Heard heard;
    heard.run->start();
    settle();
    FakeStream *stream = heard.transport.last();
    QVERIFY(stream);
    QCOMPARE(stream->request().url.toString(), QStringLiteral("https://models.example/v1/chat/completions"));
    QVERIFY(findHeader(stream->request().secretHeaders, "Authorization"));
    stream->respond();
    stream->send(contentEvent(R"({"name":"Ja)"));
    settle();
    QCOMPARE(heard.run->state(), RunState::Streaming);
    QCOMPARE(heard.shown(), QByteArray(R"({"name":"Ja"})"));
    QCOMPARE(heard.firstTokens.count(), 1);
    stream->send(contentEvent(R"(son","age":25})") + kStop + kDone);
    stream->end();
    settle();
    QCOMPARE(heard.finished.count(), 1);
    const run::RunResult result = heard.result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(compact(result.value), kJason);
    QCOMPARE(result.document, std::string("a.txt"));
    QCOMPARE(result.attempts, 1);
    QCOMPARE(result.tries, 1);
    QCOMPARE(result.model, std::string("m-1"));
    QCOMPARE(heard.text, kJason);
    QCOMPARE(heard.shown(), kJason);
    QCOMPARE(heard.attempts.count(), 1);
    QVERIFY(!heard.attempts.first().at(2).toByteArray().contains("sk-secret"));
    QVERIFY(result.requestBody.find("sk-secret") == std::string::npos);
    std::vector<RunState> states;
    for (const auto &change : heard.states)
        states.push_back(change.at(1).value<RunState>());
    const std::vector<RunState> expected{RunState::Preparing, RunState::Connecting, RunState::Streaming,
                                         RunState::Checking, RunState::Done};
    QVERIFY(states == expected);
}

void TestExtractionRun::nothingHappensInsideStartOrStop()
{
    Heard heard;
    heard.run->start();
    QVERIFY(heard.transport.requests().empty());
    QCOMPARE(heard.states.count(), 0);
    settle();
    heard.run->stop();
    QCOMPARE(heard.finished.count(), 0);
    settle();
    QCOMPARE(heard.finished.count(), 1);
}

void TestExtractionRun::theEndMarkerEndsTheRun()
{
    Heard heard;
    heard.run->start();
    settle();
    heard.transport.last()->respond();
    heard.transport.last()->send(contentEvent(kJason) + kDone);
    settle();
    QCOMPARE(heard.finished.count(), 1); // the body is still open
    QCOMPARE(heard.result().status, RunStatus::Valid);
}

void TestExtractionRun::aWholeBodyTakesTheSamePath()
{
    Heard heard(requestFor(StreamKind::None));
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(200, {{"Content-Type", "application/json"}});
        stream.send(
            R"({"model":"m-1","choices":[{"index":0,"message":{"content":"{\"name\":\"Jason\",\"age\":25}"},)");
        stream.send(
            R"("finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}})");
        stream.end();
    });
    heard.run->start();
    settle();
    QCOMPARE(heard.result().status, RunStatus::Valid);
    QCOMPARE(heard.shown(), kJason);
    QCOMPARE(heard.result().usage->totalTokens, 18);
    QVERIFY(!heard.result().usage->estimated);
}

void TestExtractionRun::itemsAreToldOneByOne()
{
    Heard heard(requestFor(StreamKind::Iterable));
    heard.run->start();
    settle();
    FakeStream *stream = heard.transport.last();
    stream->respond();
    stream->send(contentEvent(R"({"items":[{"name":"Jason","age":25},{"na)"));
    settle();
    QVERIFY(heard.accepted == std::vector<int>{0});
    stream->send(contentEvent(R"(me":"Sarah"},{"name":"Mike","age":28}]})") + kStop + kDone);
    stream->end();
    settle();
    QVERIFY((heard.accepted == std::vector<int>{0, 2}));
    QVERIFY(heard.aside == std::vector<int>{1});
    QCOMPARE(heard.result().status, RunStatus::Invalid);
    QCOMPARE(heard.result().setAside.size(), 1U);
}

void TestExtractionRun::contentRestartsTheClock()
{
    Heard heard;
    heard.run->start();
    settle();
    FakeStream *stream = heard.transport.last();
    stream->respond();
    stream->send(": still here\n\n: still here\n\n");
    settle();
    QCOMPARE(stream->contentNotes(), 0);
    stream->send(contentEvent("{"));
    settle();
    QCOMPARE(stream->contentNotes(), 1);
}

void TestExtractionRun::aStreamWithoutEndMarkerIsCut()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send(contentEvent(kJason)); // closed JSON, but nobody said that this was all
        stream.end();
    });
    heard.run->start();
    settle();
    const run::RunResult result = heard.result();
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(result.error->kind, ErrorKind::StreamCut);
    QCOMPARE(compact(*result.lastObject), kJason);
}

void TestExtractionRun::transportFailuresEndTheRun_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("afterContent");
    QTest::newRow("no connection") << ErrorKind::NoConnection << false;
    QTest::newRow("first byte") << ErrorKind::FirstByteTimeout << false;
    QTest::newRow("silence") << ErrorKind::IdleTimeout << true;
    QTest::newRow("no content") << ErrorKind::NoContentTimeout << true;
    QTest::newRow("deadline") << ErrorKind::DeadlineExceeded << true;
    QTest::newRow("cut") << ErrorKind::StreamCut << true;
    QTest::newRow("too much") << ErrorKind::LimitExceeded << true;
}

void TestExtractionRun::transportFailuresEndTheRun()
{
    QFETCH(ErrorKind, kind);
    QFETCH(bool, afterContent);
    Heard heard;
    heard.transport.onSend([=](FakeStream &stream) {
        if (afterContent) {
            stream.respond();
            stream.send(contentEvent(R"({"name":"Ja)"));
        }
        stream.fail({kind, "what happened", {}, {}, {}, {}});
    });
    heard.run->start();
    settle();
    const run::RunResult result = heard.result();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(result.error->kind, kind);
    QCOMPARE(result.lastObject.has_value(), afterContent);
    if (afterContent)
        QCOMPARE(heard.tree.node(heard.tree.root())->state, json::NodeState::Cut);
    QCOMPARE(heard.run->state(), RunState::Failed);
}

void TestExtractionRun::errorStatusesAreTyped_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("400") << 400 << QByteArray("bad") << ErrorKind::RequestRefused;
    QTest::newRow("401") << 401 << QByteArray("invalid_api_key") << ErrorKind::KeyRefused;
    QTest::newRow("402") << 402 << QByteArray() << ErrorKind::OutOfCredit;
    QTest::newRow("403") << 403 << QByteArray() << ErrorKind::NotAllowed;
    QTest::newRow("404") << 404 << QByteArray("model_not_found") << ErrorKind::NotFound;
    QTest::newRow("413") << 413 << QByteArray() << ErrorKind::DocumentTooLong;
    QTest::newRow("400, context") << 400 << QByteArray("context_length_exceeded")
                                  << ErrorKind::DocumentTooLong;
    QTest::newRow("429") << 429 << QByteArray("rate_limit_exceeded") << ErrorKind::RateLimited;
    QTest::newRow("429, quota") << 429 << QByteArray("insufficient_quota") << ErrorKind::OutOfCredit;
    QTest::newRow("500") << 500 << QByteArray() << ErrorKind::ServerFault;
    QTest::newRow("503") << 503 << QByteArray() << ErrorKind::Overloaded;
    QTest::newRow("302") << 302 << QByteArray() << ErrorKind::Redirected;
}

void TestExtractionRun::errorStatusesAreTyped()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(ErrorKind, kind);
    Heard heard;
    heard.transport.onSend([=](FakeStream &stream) {
        stream.respond(status, {{"Content-Type", "application/json"},
                                {"Retry-After", "7"},
                                {"Location", "https://elsewhere.example/"}});
        stream.send(R"({"error":{"message":"server words","type":"t","code":")" + code + R"("}})");
        stream.end();
    });
    heard.run->start();
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.result().status, RunStatus::Failed);
    QCOMPARE(heard.result().error->kind, kind);
    QCOMPARE(heard.result().error->httpStatus, std::optional<int>(status));
    QCOMPARE(heard.transport.requests().size(), 1U);
    QCOMPARE(heard.result().tries, 1);
}

void TestExtractionRun::theKeyIsMaskedInWhatTheServerSays()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(401, {});
        stream.send(R"({"error":{"message":"Incorrect API key provided: sk-secret-1"}})");
        stream.end();
    });
    heard.run->start();
    settle();
    QVERIFY(heard.result().error->message.find("sk-secret-1") == std::string::npos);
    QVERIFY(heard.result().error->message.find("Incorrect") != std::string::npos);
}

void TestExtractionRun::whatIsNoAnswerIsSaid()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(200, {{"Content-Type", "text/html"}});
        stream.send("<html><body><h1>Welcome to our gateway</h1></body></html>");
        stream.end();
    });
    heard.run->start();
    settle();
    QCOMPARE(heard.result().status, RunStatus::Failed);
    QCOMPARE(heard.result().error->kind, ErrorKind::NotAnApi);
    QVERIFY(!heard.result().usage); // nothing was spent that is known
}

void TestExtractionRun::refusedMembersAreLeftOutAndTheQuestionAskedAgain()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(refusalOf("stream_options"));
        stream.end();
    });
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send(contentEvent(kJason) + kStop + kDone);
        stream.end();
    });
    heard.run->start();
    settle();
    QCOMPARE(heard.transport.requests().size(), 2U);
    QVERIFY(heard.transport.requests()[0].body.contains("stream_options"));
    QVERIFY(!heard.transport.requests()[1].body.contains("stream_options"));
    QCOMPARE(heard.dropped.count(), 1);
    QCOMPARE(heard.dropped.first().first().toString(), QStringLiteral("stream_options"));
    QCOMPARE(heard.attempts.count(), 1);
    const run::RunResult result = heard.result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.tries, 1);
    QVERIFY(result.droppedMembers == std::vector<std::string>{"stream_options"});
    QCOMPARE(result.requestBody, heard.transport.requests()[1].body.toStdString());
}

void TestExtractionRun::everyMemberIsDroppedOnce()
{
    Heard heard;
    for (int i = 0; i < 5; ++i) {
        heard.transport.onSend([](FakeStream &stream) {
            stream.respond(400, {{"Content-Type", "application/json"}});
            stream.send(refusalOf("stream_options"));
            stream.end();
        });
    }
    heard.run->start();
    settle();
    QCOMPARE(heard.transport.requests().size(), 2U);
    QCOMPARE(heard.result().status, RunStatus::Failed);
    QCOMPARE(heard.result().error->kind, ErrorKind::RequestRefused);
}

void TestExtractionRun::anEndpointThatDoesNotStreamIsAskedForAWhole()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(refusalOf("stream"));
        stream.end();
    });
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(200, {{"Content-Type", "application/json"}});
        stream.send(R"({"choices":[{"index":0,"message":{"content":"{\"name\":\"Jason\",\"age\":25}"},)"
                    R"("finish_reason":"stop"}]})");
        stream.end();
    });
    heard.run->start();
    settle();
    QCOMPARE(heard.transport.requests().size(), 2U);
    QVERIFY(!heard.transport.requests()[1].body.contains("\"stream\":true"));
    QCOMPARE(heard.dropped.count(), 1);
    QCOMPARE(heard.result().status, RunStatus::Valid);
    QCOMPARE(heard.shown(), kJason);
    QCOMPARE(heard.result().notes.size(), 1U);
    // What was learnt is told, and a run that knows it asks once.
    QVERIFY(heard.result().droppedMembers == std::vector<std::string>{"stream"});
    run::ExtractionRequest knowing = requestFor();
    knowing.profile.dialect = wire::withoutMember(knowing.profile.dialect, "stream");
    Heard again(knowing);
    again.transport.onSend([](FakeStream &stream) {
        stream.respond(200, {{"Content-Type", "application/json"}});
        stream.send(R"({"choices":[{"index":0,"message":{"content":"{\"name\":\"Jason\",\"age\":25}"},)"
                    R"("finish_reason":"stop"}]})");
        stream.end();
    });
    again.run->start();
    settle();
    QCOMPARE(again.transport.requests().size(), 1U);
    QVERIFY(!again.transport.requests()[0].body.contains("\"stream\":true"));
    QVERIFY(!again.transport.requests()[0].body.contains("stream_options"));
    QCOMPARE(again.dropped.count(), 0);
    QCOMPARE(again.result().status, RunStatus::Valid);
    QVERIFY(again.result().notes == heard.result().notes); // it is said each time
}

void TestExtractionRun::anUnusableSchemaIsNoQuestion()
{
    run::ExtractionRequest request = requestFor();
    request.chat.shape.userSchema = readValue(R"({"type":"nonsense"})");
    Heard heard(request);
    heard.run->start();
    settle();
    QCOMPARE(heard.result().status, RunStatus::Failed);
    QCOMPARE(heard.result().error->kind, ErrorKind::Usage);
    QVERIFY(heard.transport.requests().empty());
}

void TestExtractionRun::missingUsageIsEstimated()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send(contentEvent(kJason) + kDone);
        stream.end();
    });
    heard.run->start();
    settle();
    QVERIFY(heard.result().usage);
    QVERIFY(heard.result().usage->estimated);
    QVERIFY(heard.result().usage->completionTokens > 0);
}

QTEST_GUILESS_MAIN(TestExtractionRun)
#include "tst_extractionrun.moc"

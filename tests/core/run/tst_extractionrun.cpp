// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include "net/requestgate.h"
#include "run/extractionrun.h"
#include "support/faketransport.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace espalier;
using namespace espalier::test;
using run::ExtractionRun;
using run::RunState;
using run::RunStatus;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr std::string_view kPerson =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";

run::ExtractionRequest requestFor(StreamKind stream = StreamKind::Partial, AnswerMode mode = AnswerMode::Json)
{
    run::ExtractionRequest request;
    request.document = "a.txt";
    request.chat.model = "m-1";
    request.chat.mode = mode;
    request.chat.stream = stream;
    request.chat.document = "Jason is 25 years old";
    request.chat.shape = schema::AnswerShape::of(readValue(kPerson), stream == StreamKind::Iterable).value();
    request.profile.baseUrl = "https://models.example/v1";
    request.secretHeaders = {{"Authorization", "Bearer sk-secret-1"}};
    return request;
}

QByteArray chunk(const QByteArray &content)
{
    json::Value text = json::Value::string(content.toStdString());
    return "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":" +
           QByteArray::fromStdString(json::writeCompact(text)) + "}}]}\n\n";
}

const QByteArray kStop = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
const QByteArray kDone = "data: [DONE]\n\n";
const QByteArray kJason = R"({"name":"Jason","age":25})";

/// A run with somebody who hears everything.
struct Heard
{
    explicit Heard(run::ExtractionRequest request = requestFor(), net::RequestGate *gate = nullptr)
        : run(std::make_unique<ExtractionRun>(std::move(request), transport, nullptr, gate))
        , finished(run.get(), &ExtractionRun::finished)
        , states(run.get(), &ExtractionRun::stateChanged)
        , dropped(run.get(), &ExtractionRun::capabilityDropped)
        , attempts(run.get(), &ExtractionRun::attemptStarted)
        , firstTokens(run.get(), &ExtractionRun::firstToken)
    {
        QObject::connect(run.get(), &ExtractionRun::treeChanged, run.get(),
                         [this](const json::TreeChanges &changes) { tree.apply(changes); });
        QObject::connect(run.get(), &ExtractionRun::textReceived, run.get(),
                         [this](const QByteArray &bytes) { text += bytes; });
        QObject::connect(run.get(), &ExtractionRun::itemAccepted, run.get(),
                         [this](int index, const json::Value &) { accepted.push_back(index); });
        QObject::connect(
            run.get(), &ExtractionRun::itemSetAside, run.get(),
            [this](int index, const json::Value &, const schema::Issues &) { aside.push_back(index); });
    }
    [[nodiscard]] run::RunResult result() const
    {
        return finished.isEmpty() ? run::RunResult() : finished.first().first().value<run::RunResult>();
    }
    [[nodiscard]] QByteArray shown() const { return compact(tree.value()); }

    FakeTransport transport;
    std::unique_ptr<ExtractionRun> run;
    QSignalSpy finished;
    QSignalSpy states;
    QSignalSpy dropped;
    QSignalSpy attempts;
    QSignalSpy firstTokens;
    json::PartialTree tree;
    QByteArray text;
    std::vector<int> accepted;
    std::vector<int> aside;
};

void settle()
{
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
}

/// What a server says in a refusal, in OpenAI's form.
QByteArray refusalOf(const QByteArray &parameter)
{
    return "{\"error\":{\"message\":\"Unsupported "
           "parameter.\",\"type\":\"invalid_request_error\",\"param\":\"" +
           parameter + "\",\"code\":\"unsupported_parameter\"}}";
}

} // namespace

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
    void stopKeepsWhatCame();
    void stopBeforeStartAndTwice();
    void stopInsideASlot();
    void stopWhileWaitingForASlot();
    void deletionInsideEverySlot_data();
    void deletionInsideEverySlot();
    void nothingIsToldAfterTheEnd();
    void anUnusableSchemaIsNoQuestion();
    void theGateIsGivenBack();
    void missingUsageIsEstimated();
    void limitsAbortTheStream();
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
    stream->send(chunk(R"({"name":"Ja)"));
    settle();
    QCOMPARE(heard.run->state(), RunState::Streaming);
    QCOMPARE(heard.shown(), QByteArray(R"({"name":"Ja"})"));
    QCOMPARE(heard.firstTokens.count(), 1);
    stream->send(chunk(R"(son","age":25})") + kStop + kDone);
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
    heard.transport.last()->send(chunk(kJason) + kDone);
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
    stream->send(chunk(R"({"items":[{"name":"Jason","age":25},{"na)"));
    settle();
    QVERIFY(heard.accepted == std::vector<int>{0});
    stream->send(chunk(R"(me":"Sarah"},{"name":"Mike","age":28}]})") + kStop + kDone);
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
    stream->send(chunk("{"));
    settle();
    QCOMPARE(stream->contentNotes(), 1);
}

void TestExtractionRun::aStreamWithoutEndMarkerIsCut()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send(chunk(kJason)); // closed JSON, but nobody said that this was all
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
            stream.send(chunk(R"({"name":"Ja)"));
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
        stream.send(chunk(kJason) + kStop + kDone);
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
}

void TestExtractionRun::stopKeepsWhatCame()
{
    Heard heard;
    heard.run->start();
    settle();
    QPointer<FakeStream> stream = heard.transport.last();
    stream->respond();
    stream->send(chunk(R"({"name":"Ja)"));
    settle();
    heard.run->stop();
    if (stream)
        stream->send(chunk("late"));
    settle();
    QCOMPARE(heard.finished.count(), 1);
    const run::RunResult result = heard.result();
    QCOMPARE(result.status, RunStatus::Cancelled);
    QCOMPARE(result.error->kind, ErrorKind::StoppedByUser);
    QCOMPARE(compact(*result.lastObject), QByteArray(R"({"name":"Ja"})"));
    QCOMPARE(heard.tree.node(heard.tree.root())->state, json::NodeState::Cut);
    QCOMPARE(heard.run->state(), RunState::Cancelled);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!stream);
}

void TestExtractionRun::stopBeforeStartAndTwice()
{
    Heard heard;
    heard.run->stop();
    heard.run->stop();
    heard.run->start();
    settle();
    heard.run->stop();
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.result().status, RunStatus::Cancelled);
    QVERIFY(heard.transport.requests().empty());
}

void TestExtractionRun::stopInsideASlot()
{
    Heard heard;
    QObject::connect(heard.run.get(), &ExtractionRun::treeChanged, heard.run.get(),
                     [&] { heard.run->stop(); });
    heard.run->start();
    settle();
    if (FakeStream *stream = heard.transport.last()) {
        stream->respond();
        stream->send(chunk(kJason) + kDone);
        stream->end();
    }
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.result().status, RunStatus::Cancelled);
}

void TestExtractionRun::stopWhileWaitingForASlot()
{
    net::RequestGate gate;
    run::ExtractionRequest one = requestFor();
    one.profile.concurrency = 1;
    Heard holder(one, &gate);
    holder.run->start();
    settle();
    Heard waiting(one, &gate);
    waiting.run->start();
    settle();
    QCOMPARE(waiting.run->state(), RunState::WaitingForSlot);
    QVERIFY(waiting.transport.requests().empty());
    waiting.run->stop();
    settle();
    QCOMPARE(waiting.result().status, RunStatus::Cancelled);
}

void TestExtractionRun::deletionInsideEverySlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    for (const char *name :
         {"stateChanged", "attemptStarted", "capabilityDropped", "firstToken", "treeChanged", "textReceived",
          "reasoningReceived", "itemAccepted", "itemSetAside", "finished"})
        QTest::newRow(name) << QByteArray(name);
}

void TestExtractionRun::deletionInsideEverySlot()
{
    QFETCH(QByteArray, signal);
    // The signal's n-th emission, until there is none any more.
    for (int nth = 1;; ++nth) {
        Heard heard(requestFor(StreamKind::Iterable));
        heard.transport.onSend([](FakeStream &stream) {
            stream.respond(400, {{"Content-Type", "application/json"}});
            stream.send(refusalOf("stream_options"));
            stream.end();
        });
        heard.transport.onSend([](FakeStream &stream) {
            stream.respond();
            stream.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"hm\"}}]}\n\n" +
                        chunk(R"([{"name":"Jason","age":25},)") + chunk(R"({"name":1}])") + kStop + kDone);
            stream.end();
        });
        int seen = 0;
        const auto maybeDelete = [&] {
            if (++seen == nth)
                heard.run.reset();
        };
        ExtractionRun *run = heard.run.get();
        const auto on = [&](const char *name, auto member) {
            if (signal == name)
                QObject::connect(run, member, this, maybeDelete);
        };
        on("stateChanged", &ExtractionRun::stateChanged);
        on("attemptStarted", &ExtractionRun::attemptStarted);
        on("capabilityDropped", &ExtractionRun::capabilityDropped);
        on("firstToken", &ExtractionRun::firstToken);
        on("treeChanged", &ExtractionRun::treeChanged);
        on("textReceived", &ExtractionRun::textReceived);
        on("reasoningReceived", &ExtractionRun::reasoningReceived);
        on("itemAccepted", &ExtractionRun::itemAccepted);
        on("itemSetAside", &ExtractionRun::itemSetAside);
        on("finished", &ExtractionRun::finished);
        heard.run->start();
        settle();
        QVERIFY2(seen > 0, "the signal never came");
        if (seen < nth)
            break;
        QVERIFY(!heard.run);
    }
}

void TestExtractionRun::nothingIsToldAfterTheEnd()
{
    Heard heard;
    heard.run->start();
    settle();
    QPointer<FakeStream> stream = heard.transport.last();
    stream->respond();
    stream->send(chunk(kJason) + kDone);
    settle();
    QCOMPARE(heard.finished.count(), 1);
    const auto states = heard.states.count();
    const QByteArray text = heard.text;
    if (stream) {
        stream->send(chunk("more"));
        stream->end();
    }
    heard.run->stop();
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.states.count(), states);
    QCOMPARE(heard.text, text);
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

void TestExtractionRun::theGateIsGivenBack()
{
    net::RequestGate gate;
    run::ExtractionRequest one = requestFor();
    one.profile.concurrency = 1;
    Heard first(one, &gate);
    Heard second(one, &gate);
    first.run->start();
    second.run->start();
    settle();
    QCOMPARE(first.transport.requests().size(), 1U);
    QCOMPARE(second.transport.requests().size(), 0U);
    first.transport.last()->respond();
    first.transport.last()->send(chunk(kJason) + kDone);
    QTRY_COMPARE(second.transport.requests().size(), 1U);
    QCOMPARE(first.finished.count(), 1);
}

void TestExtractionRun::missingUsageIsEstimated()
{
    Heard heard;
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send(chunk(kJason) + kDone);
        stream.end();
    });
    heard.run->start();
    settle();
    QVERIFY(heard.result().usage);
    QVERIFY(heard.result().usage->estimated);
    QVERIFY(heard.result().usage->completionTokens > 0);
}

void TestExtractionRun::limitsAbortTheStream()
{
    run::ExtractionRequest request = requestFor();
    request.limits.depth = 8;
    Heard heard(request);
    heard.run->start();
    settle();
    heard.transport.last()->respond();
    heard.transport.last()->send(chunk("{\"n\":" + QByteArray(1000, '[')));
    settle();
    QCOMPARE(heard.finished.count(), 1); // without waiting for the rest
    QCOMPARE(heard.result().error->kind, ErrorKind::LimitExceeded);
}

QTEST_GUILESS_MAIN(TestExtractionRun)
#include "tst_extractionrun.moc"

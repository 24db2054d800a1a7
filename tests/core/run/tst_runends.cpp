// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heard.h"

#include <QPointer>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::ExtractionRun;
using run::RunState;
using run::RunStatus;
using wire::StreamKind;

/// How a run ends before its answer does, and that nothing of it is heard afterwards.
class TestRunEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndThatIsSaidIsEnough_data();
    void anEndThatIsSaidIsEnough();
    void stopKeepsWhatCame();
    void stopBeforeStartAndTwice();
    void stopInsideASlot();
    void stopWhileWaitingForASlot();
    void deletionInsideEverySlot_data();
    void deletionInsideEverySlot();
    void nothingIsToldAfterTheEnd();
    void theGateIsGivenBack();
    void limitsAbortTheStream();
    void anAnswerThatRepeatsItselfIsStopped_data();
    void anAnswerThatRepeatsItselfIsStopped();
};

void TestRunEnds::anEndThatIsSaidIsEnough_data()
{
    QTest::addColumn<ErrorKind>("clock");
    QTest::newRow("silence") << ErrorKind::IdleTimeout;
    QTest::newRow("comments") << ErrorKind::NoContentTimeout;
}

/// A server that leaves the connection open after the finish reason is not waited for as long as for words.
void TestRunEnds::anEndThatIsSaidIsEnough()
{
    QFETCH(ErrorKind, clock);
    Heard heard;
    heard.run->start();
    settle();
    FakeStream *stream = heard.transport.last();
    stream->respond();
    stream->send(contentEvent(kJason));
    settle();
    QCOMPARE(stream->endNotes(), 0);
    stream->send(kStop);
    settle();
    stream->send(": alive\n\n");
    settle();
    QCOMPARE(stream->endNotes(), 1);
    QCOMPARE(heard.finished.count(), 0); // the counts may still come
    stream->fail({clock, "silent", {}, {}, {}, {}});
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.result().status, RunStatus::Valid);
    QCOMPARE(heard.transport.requests().size(), 1U);
}

void TestRunEnds::stopKeepsWhatCame()
{
    Heard heard;
    heard.run->start();
    settle();
    QPointer<FakeStream> stream = heard.transport.last();
    stream->respond();
    stream->send(contentEvent(R"({"name":"Ja)"));
    settle();
    heard.run->stop();
    if (stream)
        stream->send(contentEvent("late"));
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

void TestRunEnds::stopBeforeStartAndTwice()
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

void TestRunEnds::stopInsideASlot()
{
    Heard heard;
    QObject::connect(heard.run.get(), &ExtractionRun::treeChanged, heard.run.get(),
                     [&] { heard.run->stop(); });
    heard.run->start();
    settle();
    if (FakeStream *stream = heard.transport.last()) {
        stream->respond();
        stream->send(contentEvent(kJason) + kDone);
        stream->end();
    }
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.result().status, RunStatus::Cancelled);
}

void TestRunEnds::stopWhileWaitingForASlot()
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

void TestRunEnds::deletionInsideEverySlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<bool>("gated");
    for (const char *name :
         {"stateChanged", "tryBegan", "tryEnded", "attemptStarted", "capabilityDropped", "firstToken",
          "treeChanged", "textReceived", "reasoningReceived", "itemAccepted", "itemSetAside", "finished"}) {
        QTest::newRow(name) << QByteArray(name) << false;
        QTest::addRow("%s, with a gate", name) << QByteArray(name) << true;
    }
}

void TestRunEnds::deletionInsideEverySlot()
{
    QFETCH(QByteArray, signal);
    QFETCH(bool, gated);
    // The signal's n-th emission, until there is none any more.
    for (int nth = 1;; ++nth) {
        net::RequestGate gate;
        Heard heard(requestFor(StreamKind::Iterable), gated ? &gate : nullptr);
        heard.transport.onSend([](FakeStream &stream) {
            stream.respond(400, {{"Content-Type", "application/json"}});
            stream.send(refusalOf("stream_options"));
            stream.end();
        });
        heard.transport.onSend([](FakeStream &stream) {
            stream.respond();
            stream.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"hm\"}}]}\n\n" +
                        contentEvent(R"([{"name":"Jason","age":25},)") + contentEvent(R"({"name":1}])") +
                        kStop + kDone);
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
        on("tryBegan", &ExtractionRun::tryBegan);
        on("tryEnded", &ExtractionRun::tryEnded);
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

void TestRunEnds::nothingIsToldAfterTheEnd()
{
    Heard heard;
    heard.run->start();
    settle();
    QPointer<FakeStream> stream = heard.transport.last();
    stream->respond();
    stream->send(contentEvent(kJason) + kDone);
    settle();
    QCOMPARE(heard.finished.count(), 1);
    const auto states = heard.states.count();
    const QByteArray text = heard.text;
    if (stream) {
        stream->send(contentEvent("more"));
        stream->end();
    }
    heard.run->stop();
    settle();
    QCOMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.states.count(), states);
    QCOMPARE(heard.text, text);
}

void TestRunEnds::theGateIsGivenBack()
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
    first.transport.last()->send(contentEvent(kJason) + kDone);
    QTRY_COMPARE(second.transport.requests().size(), 1U);
    QCOMPARE(first.finished.count(), 1);
}

void TestRunEnds::limitsAbortTheStream()
{
    run::ExtractionRequest request = requestFor();
    request.limits.depth = 8;
    Heard heard(request);
    heard.run->start();
    settle();
    heard.transport.last()->respond();
    heard.transport.last()->send(contentEvent("{\"n\":" + QByteArray(1000, '[')));
    settle();
    QCOMPARE(heard.finished.count(), 1); // without waiting for the rest
    QCOMPARE(heard.result().error->kind, ErrorKind::LimitExceeded);
}

void TestRunEnds::anAnswerThatRepeatsItselfIsStopped_data()
{
    QTest::addColumn<wire::StreamKind>("stream");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("a record") << wire::StreamKind::Iterable << "[" + kJason + R"(,{"name":"Sarah","age":30})"
                              << "," + kJason;
    QTest::newRow("words") << wire::StreamKind::Partial << QByteArray(R"({"age":25,"name":"Jason)")
                           << QByteArray(" and a very long row of words that comes again and again,");
}

void TestRunEnds::anAnswerThatRepeatsItselfIsStopped()
{
    QFETCH(wire::StreamKind, stream);
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, unit);
    run::ExtractionRequest request = requestFor(stream);
    request.retries.reasks = request.retries.transportRetries = 2;
    Heard heard(request);
    heard.transport.onSend([&](FakeStream &play) {
        play.respond();
        play.send(contentEvent(begin));
        for (int i = 0; i < 600; ++i) // without an end
            play.send(contentEvent(unit.repeated(100)));
    });
    heard.run->start();
    QTRY_COMPARE_WITH_TIMEOUT(heard.finished.count(), 1, 60'000);
    const run::RunResult result = heard.result();
    QCOMPARE(result.status, run::RunStatus::Invalid);
    QVERIFY2(result.error->message.find("repeats itself") != std::string::npos,
             result.error->message.c_str());
    QCOMPARE(result.attempts, 1); // the same question would end in the same way
    QCOMPARE(heard.transport.requests().size(), 1U);
    QVERIFY(std::any_of(result.repairs.begin(), result.repairs.end(), [](const json::Repair &repair) {
        return repair.kind == json::RepairKind::LoopStopped;
    }));
    // What was complete before it is kept.
    if (stream == wire::StreamKind::Iterable) {
        QVERIFY(result.value.items().size() > 2);
        QCOMPARE(compact(result.value.items()[0]), kJason);
        QCOMPARE(heard.accepted.size(), result.value.items().size());
    } else {
        QCOMPARE(result.value["age"].toInt64(), std::optional<std::int64_t>(25));
    }
}

QTEST_GUILESS_MAIN(TestRunEnds)
#include "tst_runends.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "shell/runcontroller.h"
#include "support/fakeengine.h"
#include "support/widgettest.h"
#include "text/runtext.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

namespace {

/// A list that leaves the batcher in more than `count` hand-overs.
std::string slices(std::size_t count)
{
    std::string rows = "[0";
    for (std::size_t i = 0; i < count * ChangeBatcher::kSlice; ++i)
        rows += ",1";
    return rows + "]";
}

} // namespace

class TestRunController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void everythingIsShownBeforeTheEnd();
    void isNotDoneBeforeAllRowsAreThere();
    void stopsAndKeepsWhatCame();
    void stopShowsTheRestAtOnceWhenItIsOver();
    void oneRunAtATime();
    void measuresWhileItGrows();
    void aQuestionToThePersonHasNoRate();
    void usageOfTheServerReplacesTheEstimate();
    void textCutInsideACharacterIsWhole();
    void deletedWhileRunning();
    void aSecondRunStartsAnew();
    void whatIsWrongIsMarkedWhileTheRestComes();
    void anotherTryStartsTheTextAnew();
};

void TestRunController::everythingIsShownBeforeTheEnd()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy begun(&controller, &RunController::begun);
    QSignalSpy ended(&controller, &RunController::ended);
    int rowsAtEnd = -1;
    connect(&controller, &RunController::ended, this, [&] { rowsAtEnd = model.rowCount(); });
    controller.begin({});
    QVERIFY(controller.isRunning());
    QCOMPARE(begun.count(), 1);
    engine.run->stream(R"({"name":"Jason","age":25)");
    engine.run->stream("}");
    engine.run->end();
    QCOMPARE(ended.count(), 0); // the last changes wait for the next batch
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(rowsAtEnd, 2);
    QVERIFY(!controller.isRunning());
    QTRY_VERIFY(engine.run.isNull());
}

void TestRunController::isNotDoneBeforeAllRowsAreThere()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy ended(&controller, &RunController::ended);
    controller.begin({});
    engine.run->stream(slices(3));
    connect(&controller, &RunController::progressed, this, [&](const RunProgress &progress) {
        if (progress.state == run::RunState::Done)
            QCOMPARE(model.valueCount(), 3 * ChangeBatcher::kSlice + 2);
    });
    Q_EMIT engine.run->stateChanged(run::RunState::Done);
    engine.run->end();
    QCOMPARE(controller.progress().state, run::RunState::Streaming);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(controller.progress().state, run::RunState::Done);
}

void TestRunController::whatIsWrongIsMarkedWhileTheRestComes()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    controller.begin({});
    engine.run->stream(R"({"name":7,"people":[{"age":1},{)");
    run::FoundIssue wrong;
    wrong.node = 2;
    wrong.issue.keyword = "type";
    wrong.issue.message = "must be text, got 7";
    run::FoundIssue later;
    later.node = 7; // of the second age, which has not come
    later.issue.message = "must be at least 0, got -1";
    Q_EMIT engine.run->issuesFound({wrong});
    const auto stateAt = [&model](const char *pointer) {
        return model.indexOf(QString::fromLatin1(pointer)).data(PartialTreeModel::OwnStateRole).toInt();
    };
    QTRY_COMPARE(stateAt("/name"), static_cast<int>(ValueState::Invalid));
    QCOMPARE(model.indexOf(QStringLiteral("/name")).data(PartialTreeModel::MarkTextRole).toString(),
             QStringLiteral("must be text"));
    engine.run->stream(R"("age":-1})");
    Q_EMIT engine.run->issuesFound({later});
    QTRY_COMPARE(stateAt("/people/1/age"), static_cast<int>(ValueState::Invalid));
    QCOMPARE(model.indexOf(QStringLiteral("/people")).data(PartialTreeModel::StateRole).toInt(),
             static_cast<int>(ValueState::Arriving)); // not called wrong before it is finished
    controller.stop();
}

void TestRunController::stopsAndKeepsWhatCame()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy ended(&controller, &RunController::ended);
    controller.begin({});
    engine.run->stream(R"({"name":"Jas)");
    controller.stop();
    controller.stop();
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("Jas"));
    controller.stop(); // nothing runs: no effect
    QCOMPARE(ended.count(), 1);
}

void TestRunController::stopShowsTheRestAtOnceWhenItIsOver()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy ended(&controller, &RunController::ended);
    QSignalSpy changed(&controller, &RunController::changed);
    controller.begin({});
    engine.run->stream(slices(6));
    engine.run->end();
    controller.stop();
    QCOMPARE(engine.run->stops, 0); // the run was over already
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.valueCount(), 6 * ChangeBatcher::kSlice + 2);
}

void TestRunController::oneRunAtATime()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    controller.begin({});
    controller.begin({});
    QCOMPARE(engine.orders.size(), 1);
}

void TestRunController::measuresWhileItGrows()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    controller.begin({});
    engine.run->stream(R"({"text":")" + std::string(400, 'x'));
    QTRY_VERIFY(controller.progress().tokensPerSecond > 0);
    QCOMPARE(controller.progress().answerTokens, 103);
    QVERIFY(controller.progress().estimated);
    QCOMPARE(controller.progress().firstTokenMs, std::optional<qint64>(12));
    QCOMPARE(controller.progress().state, run::RunState::Streaming);
}

void TestRunController::aQuestionToThePersonHasNoRate()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    controller.begin({});
    engine.run->stream(R"({"text":")" + std::string(400, 'x'));
    QTRY_VERIFY(controller.progress().tokensPerSecond > 0);
    RunProgress now;
    connect(&controller, &RunController::progressed, &controller,
            [&now](const RunProgress &progress) { now = progress; });
    const auto words = [&now] {
        return liveStateText(now.state, now.waitMs, now.firstTokenMs.has_value(), now.asks);
    };
    Q_EMIT engine.run->stateChanged(run::RunState::Checking);
    QCOMPARE(words(), QStringLiteral("checking"));
    Q_EMIT engine.run->link.asked({});
    QCOMPARE(words(), QStringLiteral("waiting for you"));
    QCOMPARE(now.tokensPerSecond, 0.0);
    Q_EMIT engine.run->link.withdrawn();
    QCOMPARE(words(), QStringLiteral("checking"));
    QVERIFY(now.tokensPerSecond > 0);
}

void TestRunController::usageOfTheServerReplacesTheEstimate()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy ended(&controller, &RunController::ended);
    controller.begin({});
    engine.run->stream("{}");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    result.usage = wire::Usage{212, 94, 306, false, {}};
    result.firstTokenMs = 100;
    result.totalMs = 9000; // with what was asked before and waited for
    run::AttemptRecord last;
    last.usage = wire::Usage{106, 47, 153, false, {}};
    last.firstTokenMs = 100;
    last.durationMs = 1100;
    result.history = {run::AttemptRecord(), last};
    engine.run->end(result);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(controller.progress().promptTokens, std::optional<qint64>(212));
    QCOMPARE(controller.progress().answerTokens, 94);
    QVERIFY(!controller.progress().estimated);
    QCOMPARE(controller.progress().tokensPerSecond, 47.0);
}

void TestRunController::textCutInsideACharacterIsWhole()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QString text;
    connect(&controller, &RunController::rawText, this, [&](const QString &part) { text += part; });
    controller.begin({});
    const QByteArray bytes = QStringLiteral("\"é😀\"").toUtf8();
    for (const char byte : bytes)
        engine.run->stream(std::string(1, byte));
    QCOMPARE(text, QStringLiteral("\"é😀\""));
}

void TestRunController::deletedWhileRunning()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    {
        RunController controller(engine, model);
        controller.begin({});
        engine.run->stream("[1,2");
        controller.stop();
    }
    QVERIFY(engine.run.isNull());
    QTest::qWait(50); // what was queued must find nobody
}

void TestRunController::aSecondRunStartsAnew()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy ended(&controller, &RunController::ended);
    controller.begin({});
    engine.run->stream("[1,2,3]");
    engine.run->end();
    QTRY_COMPARE(ended.count(), 1);
    controller.begin({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(controller.progress().answerTokens, 0);
    engine.run->stream("[7]");
    engine.run->end();
    QTRY_COMPARE(ended.count(), 2);
    QCOMPARE(model.rowCount(), 1);
}

void TestRunController::anotherTryStartsTheTextAnew()
{
    test::FakeEngine engine;
    PartialTreeModel model;
    RunController controller(engine, model);
    QSignalSpy restarted(&controller, &RunController::restarted);
    QSignalSpy again(&controller, &RunController::askedAgain);
    QString raw;
    connect(&controller, &RunController::rawText, this, [&](const QString &text) { raw += text; });
    connect(&controller, &RunController::restarted, this, [&] { raw.clear(); });
    controller.begin({});
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    Q_EMIT engine.run->treeChanged({reset}); // of the first try: there is no text yet
    QCOMPARE(restarted.count(), 0);
    engine.run->stream(R"({"age":"old"})");
    run::RunResult bad;
    bad.status = run::RunStatus::Invalid;
    Q_EMIT engine.run->askingAgain(bad, 4);
    QCOMPARE(again.count(), 1);
    QCOMPARE(again.first().at(1).toInt(), 4);
    Q_EMIT engine.run->treeChanged({reset});
    QCOMPARE(restarted.count(), 1);
    Q_EMIT engine.run->textReceived(R"({"age":25})");
    QCOMPARE(raw, QStringLiteral(R"({"age":25})"));
    engine.run->end();
    QTRY_VERIFY(!controller.isRunning());
}

QTEST_MAIN(TestRunController)
#include "tst_runcontroller.moc"

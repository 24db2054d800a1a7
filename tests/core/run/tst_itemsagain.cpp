// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/itemsagain.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunEventKind;
using run::RunStatus;

/// Items of a list that were set aside are asked for once more, alone, and put back at their places.
class TestItemsAgain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badItemsAloneAreAskedFor_data();
    void badItemsAloneAreAskedFor();
    void theWholeListAgainWillDo();
    void whatFitsNowIsKeptAndTheRestAskedForAgain();
    void anAnswerOfAnotherLengthIsTakenForNone();
    void aCutAnswerEndsIt();
    void aBrokenStreamSendsTheSameQuestion();
    void otherChoicesDoNotAsk_data();
    void otherChoicesDoNotAsk();
    void whereOneFailsAllNoneIsAcceptedBefore();
    void whatWasAcceptedIsNotToldAgain();
    void parallelCallsAreAskedForByCall();
    void coercionsMoveWithTheirItems();
    void theTreeIsTheListInTheEnd();
    void aStopKeepsTheFirstList();
};

namespace {

const QByteArray kJason25 = R"({"name":"Jason","age":25})";
const QByteArray kBadSarah = R"({"name":"Sarah","age":"old"})";
const QByteArray kSarah = R"({"name":"Sarah","age":30})";
const QByteArray kMike = R"({"name":"Mike","age":28})";
const QByteArray kFirst = "[" + kJason25 + "," + kBadSarah + "," + kMike + R"(,{"name":7,"age":1}])";

run::ExtractionRequest listRequest(int reasks, wire::AnswerMode mode = wire::AnswerMode::Json)
{
    return requestWith(1, reasks, wire::StreamKind::Iterable, mode);
}

/// A hook that lets every answer pass.
class AcceptingHook final : public run::ValidationHook
{
public:
    [[nodiscard]] std::string name() const override { return "accepting"; }
    void ask(const run::ValidationQuestion &, QObject *, std::function<void(run::Verdict)> done) override
    {
        done({run::Verdict::Kind::Accept, {}});
    }
};

QByteArray last(const Played &played, std::size_t request, std::size_t fromEnd = 0)
{
    const json::Value messages = played.messages(request);
    return compact(messages.items()[messages.items().size() - 1 - fromEnd]);
}

} // namespace

void TestItemsAgain::badItemsAloneAreAskedFor_data()
{
    QTest::addColumn<wire::AnswerMode>("mode");
    QTest::newRow("json") << wire::AnswerMode::Json;
    QTest::newRow("json_schema") << wire::AnswerMode::JsonSchema;
    QTest::newRow("md_json") << wire::AnswerMode::MdJson;
    QTest::newRow("tools") << wire::AnswerMode::Tools;
}

void TestItemsAgain::badItemsAloneAreAskedFor()
{
    QFETCH(wire::AnswerMode, mode);
    Played played({answers(kFirst), answers("[" + kSarah + R"(,{"name":"Ann","age":1}])")},
                  listRequest(2, mode));
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.attempts, 2);
    QVERIFY(result.setAside.empty());
    QCOMPARE(compact(result.value),
             "[" + kJason25 + "," + kSarah + "," + kMike + R"(,{"name":"Ann","age":1}])");
    // Told once each, at the place it had in the first answer.
    QVERIFY((played.accepted == std::vector<int>{0, 2, 1, 3}));
    QVERIFY((played.aside == std::vector<int>{1, 3}));
    // The good ones are not sent again; each bad one and what is wrong with it is, by its place in what is
    // shown.
    const QByteArray question = played.transport.requests()[1].body;
    QVERIFY2(question.contains("Sarah") && !question.contains("Mike"), question);
    QVERIFY2(question.contains(R"(/0/age)") && question.contains("/1/name"), question);
    QVERIFY2(question.contains("a list of 2"), question);
    QCOMPARE(question.contains("\"tool_call_id\""), mode == wire::AnswerMode::Tools);
    QCOMPARE(played.count(RunEventKind::ParseError), 1);
    QCOMPARE(played.count(RunEventKind::RetryScheduled), 1);
    QCOMPARE(played.count(RunEventKind::RunFinished), 1);
    const auto told = std::find_if(played.events.begin(), played.events.end(),
                                   [](const auto &event) { return event.kind == RunEventKind::ParseError; });
    QCOMPARE(told->data["issues"].items().size(), 2U);
    QCOMPARE(told->data["issues"].items()[0]["instance"].text(), std::string("/1/age"));
    // Nothing of either answer is lost.
    QCOMPARE(result.history.size(), 2U);
    QCOMPARE(QByteArray::fromStdString(result.history[0].text), kFirst);
    QVERIFY(QByteArray::fromStdString(result.history[1].text).contains("Ann"));
}

void TestItemsAgain::theWholeListAgainWillDo()
{
    const QByteArray all = "[" + kMike + "," + kSarah + "," + kMike + "," + kSarah + "]";
    Played played({answers(kFirst), answers(all)}, listRequest(1));
    // Only what was asked for is taken from it.
    QCOMPARE(compact(played.toTheEnd().result().value),
             "[" + kJason25 + "," + kSarah + "," + kMike + "," + kSarah + "]");
    QCOMPARE(played.result().status, RunStatus::Valid);
}

void TestItemsAgain::whatFitsNowIsKeptAndTheRestAskedForAgain()
{
    Played played({answers(kFirst), answers("[" + kSarah + R"(,{"name":8,"age":1}])"),
                   answers(R"([{"name":"Ann","age":1}])")},
                  listRequest(5));
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.attempts, 3);
    QCOMPARE(result.value.items().size(), 4U);
    QVERIFY((played.accepted == std::vector<int>{0, 2, 1, 3}));
    QVERIFY((played.aside == std::vector<int>{1, 3, 3}));
    const QByteArray third = played.transport.requests()[2].body;
    QVERIFY2(!third.contains("Sarah") && third.contains("a list of 1"), third);
    QCOMPARE(played.messages(2).items().size(), played.messages(1).items().size()); // the last failure only
    // Used up: what still does not fit stays aside, with its place and its newest value.
    Played short1({answers(kFirst), answers("[" + kSarah + R"(,{"name":8,"age":1}])")}, listRequest(1));
    const run::RunResult rest = short1.toTheEnd().result();
    QCOMPARE(rest.status, RunStatus::Invalid);
    QCOMPARE(rest.value.items().size(), 3U);
    QCOMPARE(rest.setAside.size(), 1U);
    QCOMPARE(rest.setAside[0].index, 3U);
    QCOMPARE(compact(rest.setAside[0].value), QByteArray(R"({"name":8,"age":1})"));
    QCOMPARE(rest.setAside[0].issues[0].instance, std::string("/3/name"));
}

void TestItemsAgain::anAnswerOfAnotherLengthIsTakenForNone()
{
    for (const QByteArray &answer :
         {QByteArray("[" + kSarah + "]"), QByteArray("[]"), QByteArray("nothing"),
          QByteArray("[" + kSarah + "," + kMike + "," + kSarah + "]"),
          QByteArray("[" + kSarah + "," + kMike + "," + kSarah + "," + kMike + "," + kSarah + "]")}) {
        Played played({answers(kFirst), answers(answer)}, listRequest(2));
        const run::RunResult result = played.toTheEnd().result();
        QCOMPARE(result.status, RunStatus::Invalid);
        QCOMPARE(result.attempts, 3);
        QCOMPARE(result.setAside.size(), 2U);
        QCOMPARE(compact(result.value), "[" + kJason25 + "," + kMike + "]");
        QVERIFY((played.accepted == std::vector<int>{0, 2}));
    }
}

void TestItemsAgain::aCutAnswerEndsIt()
{
    Played played({answers(kFirst), answers("[" + kSarah + ",", "length")}, listRequest(5));
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.attempts, 2);
    QCOMPARE(result.status, RunStatus::Invalid);
    QCOMPARE(result.value.items().size(), 2U);
    QVERIFY(result.error->message.find("token limit") != std::string::npos);
}

void TestItemsAgain::aBrokenStreamSendsTheSameQuestion()
{
    Played played(
        {answers(kFirst), fails(ErrorKind::StreamCut, true), answers("[" + kSarah + "," + kMike + "]")},
        listRequest(1));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(played.result().tries, 3);
    QCOMPARE(played.transport.requests()[2].body, played.transport.requests()[1].body);
    // When that is used up, the list is kept as what came.
    Played broken({answers(kFirst), fails(ErrorKind::StreamCut, true)}, listRequest(1));
    const run::RunResult result = broken.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(result.error->kind, ErrorKind::StreamCut);
    QCOMPARE(compact(result.value), "[" + kJason25 + "," + kMike + "]");
    QCOMPARE(result.setAside.size(), 2U);
}

void TestItemsAgain::otherChoicesDoNotAsk_data()
{
    QTest::addColumn<schema::BadItems>("choice");
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<int>("attempts");
    QTest::newRow("keep") << schema::BadItems::Keep << RunStatus::Accepted << 1;
    QTest::newRow("drop") << schema::BadItems::Drop << RunStatus::Valid << 1;
    QTest::newRow("fail") << schema::BadItems::Fail << RunStatus::Invalid << 3; // the whole list is wrong
}

void TestItemsAgain::otherChoicesDoNotAsk()
{
    QFETCH(schema::BadItems, choice);
    QFETCH(RunStatus, status);
    QFETCH(int, attempts);
    run::ExtractionRequest request = listRequest(2);
    request.badItems = choice;
    Played played({answers(kFirst)}, request);
    QCOMPARE(played.toTheEnd().result().status, status);
    QCOMPARE(played.result().attempts, attempts);
}

void TestItemsAgain::whereOneFailsAllNoneIsAcceptedBefore()
{
    const QByteArray jason26 = R"({"name":"Jason","age":26})";
    run::ExtractionRequest request = listRequest(1);
    request.badItems = schema::BadItems::Fail;
    Played again(
        {answers("[" + kJason25 + "," + kBadSarah + "]"), answers("[" + jason26 + "," + kSarah + "]")},
        request);
    QCOMPARE(again.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(again.result().attempts, 2);
    QVERIFY((again.accepted == std::vector<int>{0, 1}));
    QVERIFY(again.aside.empty());
    Played failed({answers(kFirst)}, request);
    QCOMPARE(failed.toTheEnd().result().status, RunStatus::Invalid);
    QVERIFY(failed.accepted.empty());
    // A hook that lets the answer pass accepts all that is in it.
    request.hooks.validation = {std::make_shared<AcceptingHook>()};
    Played passed({answers(kFirst)}, request);
    QCOMPARE(passed.toTheEnd().result().status, RunStatus::Accepted);
    QVERIFY((passed.accepted == std::vector<int>{0, 1, 2, 3}));
}

void TestItemsAgain::whatWasAcceptedIsNotToldAgain()
{
    // The first item fits, does not, and fits again as it did: the list is too long twice, so all is asked
    // for.
    run::ExtractionRequest request = listRequest(2);
    request.chat.shape =
        schema::AnswerShape::of(
            readValue(R"({"type":"array","maxItems":2,"items":)" + std::string(kPerson) + "}"), true)
            .value();
    Played played({answers("[" + kJason25 + "," + kMike + "," + kMike + "]"),
                   answers("[" + kBadSarah + "," + kMike + "," + kSarah + "," + kSarah + "]"),
                   answers("[" + kJason25 + "," + kMike + "]")},
                  request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(played.result().attempts, 3);
    QVERIFY((played.accepted == std::vector<int>{0, 1, 2, 2, 3}));
}

void TestItemsAgain::parallelCallsAreAskedForByCall()
{
    const auto call = [](int index, const QByteArray &id, const QByteArray &arguments) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" +
               QByteArray::number(index) + ",\"id\":\"" + id +
               "\",\"type\":\"function\",\"function\":{\"name\":\"Person\",\"arguments\":" +
               compact(json::Value::string(arguments.toStdString())) + "}}]}}]}\n\n";
    };
    run::ExtractionRequest request = listRequest(1, wire::AnswerMode::ParallelTools);
    Played played({streamed(call(0, "c0", kJason25) + call(1, "c1", kBadSarah) + kStop + kDone),
                   streamed(call(0, "d0", kSarah) + kStop + kDone)},
                  request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(compact(played.result().value), "[" + kJason25 + "," + kSarah + "]");
    const QByteArray reply = last(played, 1);
    QVERIFY2(reply.contains(R"("tool_call_id":"c1")") && reply.contains("/0/age"), reply);
    QVERIFY(!played.transport.requests()[1].body.contains("c0"));
}

void TestItemsAgain::coercionsMoveWithTheirItems()
{
    Played played({answers("[" + kBadSarah + R"(,{"name":"Mike","age":"28"}])"),
                   answers(R"([{"name":"Sarah","age":"30"}])")},
                  listRequest(1));
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(compact(result.value), "[" + kSarah + "," + kMike + "]");
    QCOMPARE(result.coercions.size(), 2U);
    QCOMPARE(result.coercions[0].instance, std::string("/0/age"));
    QCOMPARE(result.coercions[1].instance, std::string("/1/age"));
    QCOMPARE(compact(*result.lastObject),
             QByteArray(R"([{"name":"Sarah","age":"30"},{"name":"Mike","age":"28"}])")); // as it came
}

void TestItemsAgain::theTreeIsTheListInTheEnd()
{
    Played played({answers(kFirst), answers("[" + kSarah + "," + kMike + "]")}, listRequest(1));
    played.toTheEnd();
    QCOMPARE(played.shown(), "[" + kJason25 + "," + kSarah + "," + kMike + "," + kMike + "]");
    QCOMPARE(QByteArray::fromStdString(played.result().text), played.shown());
}

void TestItemsAgain::aStopKeepsTheFirstList()
{
    Played played({answers(kFirst), [](FakeStream &) {}}, listRequest(3));
    played.run->start();
    settle();
    played.step();
    settle();
    QCOMPARE(played.transport.requests().size(), 2U);
    played.run->stop();
    settle();
    QCOMPARE(played.result().status, RunStatus::Cancelled);
    QCOMPARE(compact(played.result().value), "[" + kJason25 + "," + kMike + "]");
    QCOMPARE(played.count(RunEventKind::RunFinished), 1);
}

QTEST_GUILESS_MAIN(TestItemsAgain)
#include "tst_itemsagain.moc"

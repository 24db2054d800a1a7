// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"
#include "support/splits.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr std::string_view kPerson =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
constexpr std::string_view kPeople =
    R"({"title":"People","type":"array","items":{"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}})";
constexpr std::string_view kUnion =
    R"({"anyOf":[{"title":"Weather","type":"object","properties":{"location":{"type":"string"}},"required":["location"]},)"
    R"({"title":"Search","type":"object","properties":{"query":{"type":"string"}},"required":["query"]}]})";
constexpr std::string_view kJason = R"({"name":"Jason","age":25})";

wire::Deltas inPieces(const Pieces &pieces, bool asCall)
{
    wire::Deltas out;
    for (const std::string_view piece : pieces)
        out.push_back(asCall ? callDelta(0, std::string(piece), out.empty() ? "Person" : "")
                             : textDelta(std::string(piece)));
    return out;
}

} // namespace

class TestAnswerAssembly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModeAndKindGivesTheObject_data();
    void everyModeAndKindGivesTheObject();
    void theObjectGrowsWithEveryPiece();
    void fullTellsTextOnlyUntilTheEnd();
    void contentInsteadOfACallIsReadAndSaid();
    void aCallWrittenAsTextIsACall();
    void aCallTakesThePlaceOfContent();
    void aCallWithoutArgumentsLeavesTheContent();
    void aCallInsteadOfContentIsReadAndSaid();
    void furtherCallsAreNotedAndNotRead();
    void parallelCallsMakeAList();
    void interleavedCallsGrowInOneTree();
    void callsOutOfOrderComeIntoOrder();
    void unionCallsAreJudgedOneByOne();
    void parallelItemsAreToldAsTheyClose();
    void itemsAreToldOnceAndBadOnesSetAside();
    void bareListIsAsGoodAsTheWrappedOne();
    void everySplitGivesTheSameAnswer();
    void issuesKnowTheirPlace();
    void issuesOfParallelCallsKnowTheirPlace();
    void onePieceIsNoStream();
    void whatTheServerSaysIsKept();
};

void TestAnswerAssembly::everyModeAndKindGivesTheObject_data()
{
    QTest::addColumn<AnswerMode>("mode");
    QTest::addColumn<StreamKind>("kind");
    for (const AnswerMode mode : {AnswerMode::Tools, AnswerMode::Json, AnswerMode::JsonSchema,
                                  AnswerMode::MdJson, AnswerMode::ParallelTools}) {
        for (const StreamKind kind :
             {StreamKind::None, StreamKind::Full, StreamKind::Partial, StreamKind::Iterable}) {
            const QByteArray name = QByteArray::fromStdString(std::string(answerModeName(mode)) + "/" +
                                                              std::string(streamKindName(kind)));
            QTest::newRow(name.constData()) << mode << kind;
        }
    }
}

void TestAnswerAssembly::everyModeAndKindGivesTheObject()
{
    QFETCH(AnswerMode, mode);
    QFETCH(StreamKind, kind);
    const bool calls = mode == AnswerMode::Tools || mode == AnswerMode::ParallelTools;
    const bool list = kind == StreamKind::Iterable;
    std::string answer(kJason);
    if (list && mode != AnswerMode::ParallelTools)
        answer = R"({"items":[)" + answer + "]}";
    if (mode == AnswerMode::MdJson)
        answer = "```json\n" + answer + "\n```";

    Watched watched(mode, kind, kPerson);
    watched.take(inPieces(evenPieces(answer, 3), calls)).take(properEnd(calls ? "tool_calls" : "stop"));
    const run::RunResult result = watched.end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(compact(result.value),
             list ? QByteArray("[{\"name\":\"Jason\",\"age\":25}]") : QByteArray(kJason.data()));
    QCOMPARE(watched.shown(), compact(*result.lastObject));
    QCOMPARE(watched.text, answer);
    QCOMPARE(result.text, answer);
    QCOMPARE(watched.items.size(), list ? 1U : 0U);
    QVERIFY(result.notes.empty());
    QVERIFY(!result.error);
}

void TestAnswerAssembly::theObjectGrowsWithEveryPiece()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({callDelta(0, "", "Person")});
    QCOMPARE(watched.shown(), QByteArray("null"));
    watched.take({callDelta(0, R"({"name":"Ja)")});
    QCOMPARE(watched.shown(), QByteArray(R"({"name":"Ja"})"));
    watched.take({callDelta(0, R"(son","age":2)")});
    QCOMPARE(watched.shown(), QByteArray(R"({"name":"Jason"})"));
    watched.take({callDelta(0, "5}")});
    QCOMPARE(watched.shown(), QByteArray(kJason.data()));
}

void TestAnswerAssembly::fullTellsTextOnlyUntilTheEnd()
{
    Watched watched(AnswerMode::Json, StreamKind::Full, kPerson);
    watched.take(inPieces(evenPieces(kJason, 5), false)).take(properEnd());
    QVERIFY(watched.changes.empty());
    QCOMPARE(watched.text, std::string(kJason));
    QCOMPARE(watched.end().status, run::RunStatus::Valid);
    QCOMPARE(watched.shown(), QByteArray(kJason.data()));
}

void TestAnswerAssembly::contentInsteadOfACallIsReadAndSaid()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({textDelta(R"({"name":"Jason",)"), textDelta(R"("age":25})")});
    QCOMPARE(watched.shown(), QByteArray(kJason.data()));
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(result.repairs.size(), 1U);
    QCOMPARE(result.repairs.front().kind, json::RepairKind::Prose);
    QCOMPARE(result.notes.size(), 1U);
}

/// The name of the function is not that of the person.
void TestAnswerAssembly::aCallWrittenAsTextIsACall()
{
    const std::string answer =
        "<tool_call>\n{\"name\": \"Person\", \"arguments\": " + std::string(kJason) + "}\n</tool_call>";
    forEverySplit(answer, [](const Pieces &pieces) {
        Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
        for (const wire::Delta &piece : inPieces(pieces, false)) {
            watched.take({piece});
            QVERIFY(!watched.shown().contains("Pe") && !watched.shown().contains("arguments"));
        }
        watched.take(properEnd());
        const run::RunResult result = watched.end();
        QCOMPARE(result.status, run::RunStatus::Valid);
        QCOMPARE(compact(result.value), QByteArray(kJason.data()));
        QVERIFY(std::any_of(result.repairs.begin(), result.repairs.end(), [](const json::Repair &repair) {
            return repair.kind == json::RepairKind::Unwrapped;
        }));
    });
}

void TestAnswerAssembly::aCallTakesThePlaceOfContent()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({textDelta(R"({"name":"Nobody")")});
    QCOMPARE(watched.shown(), QByteArray(R"({"name":"Nobody"})"));
    watched.take({callDelta(0, R"({"name":"Jason","age":25})", "Person")});
    QCOMPARE(watched.shown(), QByteArray(kJason.data()));
    QCOMPARE(watched.resets, 1);
    const run::RunResult result = watched.take(properEnd("tool_calls")).end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(result.text, std::string(kJason));
    QVERIFY(result.repairs.empty());
}

void TestAnswerAssembly::aCallWithoutArgumentsLeavesTheContent()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({textDelta(std::string(kJason)), callDelta(0, "", "Person")});
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(watched.shown(), QByteArray(kJason.data()));
    QCOMPARE(result.notes.size(), 1U);
}

void TestAnswerAssembly::aCallInsteadOfContentIsReadAndSaid()
{
    Watched watched(AnswerMode::Json, StreamKind::Partial, kPerson);
    watched.take({callDelta(0, std::string(kJason), "json")}).take(properEnd());
    const run::RunResult result = watched.end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(result.notes.size(), 1U);
    QCOMPARE(result.repairs.size(), 1U);
}

void TestAnswerAssembly::furtherCallsAreNotedAndNotRead()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({callDelta(0, std::string(kJason), "Person"),
                  callDelta(1, R"({"name":"Sarah","age":30})", "Person"), callDelta(1, "", "Person")});
    const run::RunResult result = watched.take(properEnd("tool_calls")).end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(compact(result.value), QByteArray(kJason.data()));
    QCOMPARE(result.notes.size(), 1U);
    QVERIFY(result.notes.front().find("2 calls") != std::string::npos);
}

void TestAnswerAssembly::parallelCallsMakeAList()
{
    Watched watched(AnswerMode::ParallelTools, StreamKind::Partial, kPeople);
    watched.take({callDelta(0, std::string(kJason), "Person"),
                  callDelta(1, R"({"name":"Sarah","age":30})", "Person")});
    QCOMPARE(watched.shown(), QByteArray(R"([{"name":"Jason","age":25},{"name":"Sarah","age":30}])"));
    const run::RunResult result = watched.take(properEnd("tool_calls")).end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(compact(result.value), watched.shown());
    QCOMPARE(watched.tree.node(watched.tree.root())->state, json::NodeState::Closed);
}

void TestAnswerAssembly::interleavedCallsGrowInOneTree()
{
    Watched watched(AnswerMode::ParallelTools, StreamKind::Partial, kPeople);
    watched.take({callDelta(0, R"({"name":"Ja)", "Person"), callDelta(1, R"({"name":"Sa)", "Person"),
                  callDelta(0, "son")});
    QCOMPARE(watched.shown(), QByteArray(R"([{"name":"Jason"},{"name":"Sa"}])"));
    watched.take({callDelta(1, R"(rah","age":30})"), callDelta(0, R"(","age":25})")});
    QCOMPARE(watched.shown(), QByteArray(R"([{"name":"Jason","age":25},{"name":"Sarah","age":30}])"));
    QCOMPARE(watched.resets, 0);
    QCOMPARE(watched.take(properEnd()).end().status, run::RunStatus::Valid);
    for (std::size_t i = 1; i < watched.changes.size(); ++i)
        QVERIFY(watched.changes[i - 1].at <= watched.changes[i].at);
}

void TestAnswerAssembly::callsOutOfOrderComeIntoOrder()
{
    Watched watched(AnswerMode::ParallelTools, StreamKind::Partial, kPeople);
    watched.take({callDelta(1, R"({"name":"Sarah","age":30})", "Person"),
                  callDelta(0, std::string(kJason), "Person")});
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(compact(result.value), QByteArray(R"([{"name":"Jason","age":25},{"name":"Sarah","age":30}])"));
    QCOMPARE(watched.shown(), compact(result.value));
}

void TestAnswerAssembly::unionCallsAreJudgedOneByOne()
{
    Watched good(AnswerMode::ParallelTools, StreamKind::Partial, kUnion);
    good.take({callDelta(0, R"({"location":"Toronto"})", "Weather"),
               callDelta(1, R"({"query":"super bowl"})", "Search")});
    QCOMPARE(good.take(properEnd()).end().status, run::RunStatus::Valid);

    Watched bad(AnswerMode::ParallelTools, StreamKind::Partial, kUnion);
    bad.take({callDelta(0, R"({"location":"Toronto"})", "Weather"),
              callDelta(1, R"({"unrelated":true})", "Other")});
    const run::RunResult result = bad.take(properEnd()).end();
    QCOMPARE(result.status, run::RunStatus::Invalid);
    QVERIFY(!result.issues.empty());
    QCOMPARE(result.issues.front().instance.substr(0, 2), std::string("/1"));
}

void TestAnswerAssembly::parallelItemsAreToldAsTheyClose()
{
    Watched watched(AnswerMode::ParallelTools, StreamKind::Iterable, kPerson);
    watched.take({callDelta(0, R"({"name":"Jason",)", "Person"),
                  callDelta(1, R"({"name":"Sarah","age":30})", "Person")});
    QCOMPARE(watched.items.size(), 1U);
    QCOMPARE(watched.items.front().index, 1U);
    watched.take({callDelta(0, R"("age":"old"})")});
    QCOMPARE(watched.items.size(), 2U);
    QVERIFY(!watched.items.back().issues.empty());
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(result.status, run::RunStatus::Invalid);
    QCOMPARE(compact(result.value), QByteArray(R"([{"name":"Sarah","age":30}])"));
    QCOMPARE(result.setAside.size(), 1U);
    QCOMPARE(result.setAside.front().index, 0U);
}

void TestAnswerAssembly::itemsAreToldOnceAndBadOnesSetAside()
{
    const std::string answer =
        R"({"items":[{"name":"Jason","age":25},{"name":"Sarah","age":"thirty"},{"name":"Mike","age":28}]})";
    Watched watched(AnswerMode::Json, StreamKind::Iterable, kPerson);
    for (const std::string_view piece : evenPieces(answer, 7))
        watched.take({textDelta(std::string(piece))});
    QCOMPARE(watched.items.size(), 3U);
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(watched.items.size(), 3U);
    QCOMPARE(result.status, run::RunStatus::Invalid);
    QCOMPARE(result.error->kind, ErrorKind::InvalidAnswer);
    QCOMPARE(compact(result.value), QByteArray(R"([{"name":"Jason","age":25},{"name":"Mike","age":28}])"));
    QCOMPARE(result.setAside.size(), 1U);
    QCOMPARE(result.setAside.front().index, 1U);
    QCOMPARE(result.setAside.front().issues.front().instance, std::string("/1/age"));
    QCOMPARE(compact(*result.lastObject), watched.shown());
}

void TestAnswerAssembly::bareListIsAsGoodAsTheWrappedOne()
{
    Watched watched(AnswerMode::Json, StreamKind::Iterable, kPerson);
    watched.take({textDelta("[" + std::string(kJason) + "]")}).take(properEnd());
    QCOMPARE(watched.items.size(), 1U);
    QCOMPARE(watched.end().status, run::RunStatus::Valid);
}

void TestAnswerAssembly::everySplitGivesTheSameAnswer()
{
    const std::string text = "Sure:\n```json\n{\"items\": [{\"name\": \"Jas\\u00f6n\", \"age\": 25}, "
                             "{\"name\": \"\xc3\x85sa\", \"age\": \"x\"},]}\n```";
    const auto answerOf = [](const Pieces &pieces, Watched &watched) {
        watched.take(inPieces(pieces, false)).take(properEnd());
        return watched.end();
    };
    Watched whole(AnswerMode::MdJson, StreamKind::Iterable, kPerson);
    const run::RunResult expected = answerOf({text}, whole);
    QCOMPARE(expected.setAside.size(), 1U);
    forEverySplit(text, [&](const Pieces &pieces) {
        Watched watched(AnswerMode::MdJson, StreamKind::Iterable, kPerson);
        const run::RunResult result = answerOf(pieces, watched);
        QCOMPARE(result.status, expected.status);
        QCOMPARE(compact(result.value), compact(expected.value));
        QVERIFY(result.repairs == expected.repairs);
        QVERIFY(result.issues == expected.issues);
        QCOMPARE(watched.shown(), whole.shown());
        QCOMPARE(watched.items.size(), whole.items.size());
    });
}

void TestAnswerAssembly::issuesKnowTheirPlace()
{
    const std::string answer = R"({"name": "Jason", "age": "young"})";
    Watched watched(AnswerMode::Json, StreamKind::Partial, kPerson);
    const run::RunResult result = watched.take({textDelta(answer)}).take(properEnd()).end();
    QCOMPARE(result.status, run::RunStatus::Invalid);
    QCOMPARE(result.issues.size(), 1U);
    const schema::Issue &issue = result.issues.front();
    QVERIFY(issue.begin && issue.end);
    QCOMPARE(result.text.substr(*issue.begin, *issue.end - *issue.begin), std::string(R"("young")"));
}

void TestAnswerAssembly::issuesOfParallelCallsKnowTheirPlace()
{
    Watched watched(AnswerMode::ParallelTools, StreamKind::Partial, kPeople);
    watched.take({callDelta(0, std::string(kJason), "Person"),
                  callDelta(1, R"({"name":"Sarah","age":null})", "Person")});
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(result.issues.size(), 1U);
    const schema::Issue &issue = result.issues.front();
    QCOMPARE(issue.instance, std::string("/1/age"));
    QVERIFY(issue.begin && issue.end);
    QCOMPARE(result.text.substr(*issue.begin, *issue.end - *issue.begin), std::string("null"));
}

void TestAnswerAssembly::onePieceIsNoStream()
{
    const std::string answer =
        R"({"name":"Jason who has a name that is rather longer than names usually are","age":25})";
    Watched whole(AnswerMode::Json, StreamKind::Partial, kPerson);
    QCOMPARE(whole.take({textDelta(answer)}).take(properEnd()).end().notes.size(), 1U);
    Watched pieces(AnswerMode::Json, StreamKind::Partial, kPerson);
    QVERIFY(pieces.take(inPieces(evenPieces(answer, 20), false)).take(properEnd()).end().notes.empty());
    Watched unasked(AnswerMode::Json, StreamKind::None, kPerson);
    QVERIFY(unasked.take({textDelta(answer)}).take(properEnd()).end().notes.empty());
}

void TestAnswerAssembly::whatTheServerSaysIsKept()
{
    Watched watched(AnswerMode::Json, StreamKind::Partial, kPerson);
    wire::Delta usage = delta(wire::Delta::Kind::Usage);
    usage.usage.totalTokens = 18;
    watched
        .take({delta(wire::Delta::Kind::Model, "m-1"), delta(wire::Delta::Kind::Reasoning, "think"),
               textDelta(std::string(kJason)), usage})
        .take(properEnd("eos"));
    QVERIFY(watched.assembly.over());
    watched.take({textDelta("more after the end")});
    const run::RunResult result = watched.end();
    QCOMPARE(result.model, std::string("m-1"));
    QCOMPARE(result.reasoning, std::string("think"));
    QCOMPARE(watched.reasoning, std::string("think"));
    QCOMPARE(result.usage->totalTokens, 18);
    QCOMPARE(result.finishReason, std::string("eos"));
    QCOMPARE(result.text, std::string(kJason));
}

QTEST_GUILESS_MAIN(TestAnswerAssembly)
#include "tst_answerassembly.moc"

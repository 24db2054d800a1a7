// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include <QTest>

#include <string>
#include <vector>

using namespace espalier;
using namespace espalier::test;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr std::string_view kPerson =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"}},"required":["name"]})";
constexpr std::string_view kPeople =
    R"({"title":"People","type":"array","items":{"title":"Person","type":"object","properties":{"name":{"type":"string"}},"required":["name"]}})";

wire::Deltas manyCalls(int count)
{
    wire::Deltas out;
    for (int i = 0; i < count; ++i)
        out.push_back(
            callDelta(static_cast<std::uint32_t>(i), R"({"name":"n)" + std::to_string(i) + "\"}", "Person"));
    return out;
}

} // namespace

/// What becomes of more calls than were asked for.
class TestManyCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFunctionAskedForIsRead_data();
    void theFunctionAskedForIsRead();
    void withoutItsNameTheFirstIsRead();
    void whatWasShownIsReset();
    void unaskedCallsKeepTheContent();
    void theNoteHasTheTrueNumber();
    void thousandsOfCallsAreAList();
    void moreCallsThanTheLimitAreAnError();
};

void TestManyCalls::theFunctionAskedForIsRead_data()
{
    QTest::addColumn<wire::Deltas>("deltas");
    QTest::newRow("second, interleaved")
        << wire::Deltas{callDelta(0, R"({"b":)", "f2"), callDelta(1, R"({"name":)", "Person"),
                        callDelta(0, "1}"), callDelta(1, R"("Jason"})")};
    QTest::newRow("its name comes after its arguments")
        << wire::Deltas{callDelta(0, R"({"b":1})", "f2"), callDelta(1, R"({"name":)"), callDelta(1, "\"Ja"),
                        callDelta(1, "son\"}", "Person")};
    QTest::newRow("the first has no name")
        << wire::Deltas{callDelta(0, R"({"b":1})"), callDelta(1, R"({"name":"Jason"})", "Person")};
    QTest::newRow("the first gets its name late")
        << wire::Deltas{callDelta(0, R"({"name":)"), callDelta(0, R"("Jason"})", "Person"),
                        callDelta(1, R"({"name":"Sarah"})", "Person")};
    QTest::newRow("the first of two")
        << wire::Deltas{callDelta(3, R"({"b":1})", "f2"), callDelta(1, R"({"name":"Jason"})", "Person"),
                        callDelta(0, R"({"name":"Sarah"})", "Person")};
    QTest::newRow("other nameless calls")
        << wire::Deltas{callDelta(0, "{}", "f2"), callDelta(1, "{"), callDelta(1, "", "f3"),
                        callDelta(1, "}"), callDelta(2, R"({"name":"Jason"})", "Person")};
}

void TestManyCalls::theFunctionAskedForIsRead()
{
    QFETCH(wire::Deltas, deltas);
    for (const StreamKind kind : {StreamKind::Partial, StreamKind::Full, StreamKind::None}) {
        Watched watched(AnswerMode::Tools, kind, kPerson);
        for (const wire::Delta &delta : deltas)
            watched.take({delta});
        const run::RunResult result = watched.take(properEnd("tool_calls")).end();
        QCOMPARE(result.status, run::RunStatus::Valid);
        QCOMPARE(compact(result.value), QByteArray(R"({"name":"Jason"})"));
        QCOMPARE(watched.shown(), compact(result.value));
        QCOMPARE(result.text, std::string(R"({"name":"Jason"})"));
    }
}

void TestManyCalls::withoutItsNameTheFirstIsRead()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({callDelta(1, R"({"name":"Jason"})", "extract"), callDelta(0, "{}", "other"),
                  callDelta(2, R"({"name":"Sarah"})")});
    const run::RunResult result = watched.take(properEnd("tool_calls")).end();
    QCOMPARE(compact(result.value), QByteArray(R"({"name":"Jason"})"));
    QCOMPARE(watched.resets, 0);
}

void TestManyCalls::whatWasShownIsReset()
{
    Watched watched(AnswerMode::Tools, StreamKind::Partial, kPerson);
    watched.take({callDelta(0, R"({"b":)", "f2")}).take({callDelta(0, "1}")});
    QCOMPARE(watched.shown(), QByteArray(R"({"b":1})"));
    watched.take({callDelta(1, R"({"name":"Ja)", "Person")});
    QCOMPARE(watched.shown(), QByteArray(R"({"name":"Ja"})"));
    QCOMPARE(watched.resets, 1);
}

void TestManyCalls::unaskedCallsKeepTheContent()
{
    Watched watched(AnswerMode::Json, StreamKind::Partial, kPerson);
    watched.take({callDelta(0, "{}", "f2"), textDelta(R"({"name":"Jason"})"),
                  callDelta(1, R"({"name":"Sarah"})", "Person")});
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(compact(result.value), QByteArray(R"({"name":"Jason"})"));
    QCOMPARE(watched.shown(), compact(result.value));
}

void TestManyCalls::theNoteHasTheTrueNumber()
{
    Watched watched(AnswerMode::ParallelTools, StreamKind::Partial, kPerson);
    const run::RunResult result = watched.take(manyCalls(2000)).take(properEnd("tool_calls")).end();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(compact(result.value), QByteArray(R"({"name":"n0"})"));
    QCOMPARE(result.notes.size(), 1U);
    QVERIFY2(result.notes.front().find("2000 calls where one") != std::string::npos,
             result.notes.front().c_str());
}

void TestManyCalls::thousandsOfCallsAreAList()
{
    for (const StreamKind kind : {StreamKind::Partial, StreamKind::Iterable}) {
        Watched watched(AnswerMode::ParallelTools, kind, kind == StreamKind::Partial ? kPeople : kPerson);
        for (const wire::Delta &delta : manyCalls(10'000))
            watched.take({delta});
        QVERIFY(!watched.assembly.hopeless());
        const run::RunResult result = watched.take(properEnd("tool_calls")).end();
        QCOMPARE(result.status, run::RunStatus::Valid);
        QCOMPARE(result.value.items().size(), 10'000U);
    }
}

void TestManyCalls::moreCallsThanTheLimitAreAnError()
{
    for (const StreamKind kind : {StreamKind::Partial, StreamKind::Iterable}) {
        Watched watched(AnswerMode::ParallelTools, kind, kind == StreamKind::Partial ? kPeople : kPerson);
        watched.take(manyCalls(10'001));
        QVERIFY(watched.assembly.hopeless());
        const run::RunResult result = watched.end();
        QCOMPARE(result.status, run::RunStatus::Invalid);
        QVERIFY(result.error);
        QCOMPARE(result.error->kind, ErrorKind::LimitExceeded);
        QVERIFY2(result.error->message.find("more than 10000 calls") != std::string::npos,
                 result.error->message.c_str());
        QCOMPARE(result.value.items().size(), 10'000U);
    }
}

QTEST_GUILESS_MAIN(TestManyCalls)
#include "tst_manycalls.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include "support/splits.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using wire::StreamKind;

namespace {

constexpr std::string_view kPerson =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
constexpr std::string_view kNothingRequired =
    R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}}})";

Watched reader(std::string_view schema, StreamKind kind = StreamKind::Partial)
{
    return Watched(wire::AnswerMode::Json, kind, schema::AnswerShape::of(readValue(schema), false).value(),
                   {schema::CoercionLevel::Safe, schema::DecimalMark::Unsaid, false});
}

} // namespace

/// Several objects in one answer: the one that fits the schema best, once it is read, is the answer.
class TestCandidates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBestIsTheAnswer_data();
    void theBestIsTheAnswer();
    void whatFitsIsNotTakenAway();
    void tooMuchToJudgeGoesByTheOtherRules();
};

void TestCandidates::theBestIsTheAnswer_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *text, const char *answer,
                        std::string_view schema = kPerson) {
        QTest::newRow(name) << QByteArray(schema.data(), static_cast<qsizetype>(schema.size()))
                            << QByteArray(text) << QByteArray(answer);
    };
    row("types spelled out, then the answer",
        R"(The form is {"name":"a string, always","age":"a whole number"}. {"name":"Ann","age":3})",
        R"({"name":"Ann","age":3})");
    row("the answer, then a longer one that does not fit",
        R"({"name":"Ann","age":3} or, in other words, {"name":"Ann of Green Gables","age":"three"})",
        R"({"name":"Ann","age":3})");
    row("judged once it is read",
        R"({"name":"Ann","age":"3"} and not {"name":"Ann","age":"about three years"})",
        R"({"name":"Ann","age":"3"})");
    row("fewer things wrong", R"({"name":1,"age":"not known, I am sorry"} {"name":"Ann","age":"x"})",
        R"({"name":"Ann","age":"x"})");
    row("as many: the longer", R"({"name":"Ann","age":"x"} {"name":"Ann Lee","age":"x"})",
        R"({"name":"Ann Lee","age":"x"})");
    row("both fit and are as long: the first", R"({"name":"Ann","age":3} or {"name":"Bob","age":4})",
        R"({"name":"Ann","age":3})");
    row("what fits before what is cut", R"({"name":"Ann","age":3} or {"name":"Bob of the hills","age":)",
        R"({"name":"Ann","age":3})");
    row("what fits before what was shown last",
        R"({"Name":"Ann","Age":3} which means {"name":"Ann","age":"three years"})",
        R"({"Name":"Ann","Age":3})");
    row("unknown members alone are no answer", R"({"thought":"hm, who?"} {"name":"Ann","age":"three"})",
        R"({"name":"Ann","age":"three"})", kNothingRequired);
    row("three", R"({"name":"string","age":"integer"} {"name":"Ann","age":3} {"name":"Bob","age":"unknown"})",
        R"({"name":"Ann","age":3})");
    row("fenced after prose",
        "For {\"name\":\"…\",\"age\":\"…\"} I say\n```json\n{\"name\":\"A\",\"age\":1}\n```\n",
        R"({"name":"A","age":1})");
}

void TestCandidates::theBestIsTheAnswer()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, answer);
    forEverySplit(text.toStdString(), [&](const Pieces &pieces) {
        Watched watched = reader(schema.toStdString());
        for (const std::string_view piece : pieces)
            watched.take({textDelta(std::string(piece))});
        watched.take(properEnd());
        QCOMPARE(compact(*watched.end().lastObject), answer);
        QCOMPARE(watched.shown(), answer);
    });
}

void TestCandidates::whatFitsIsNotTakenAway()
{
    Watched watched = reader(kPerson);
    watched.take({textDelta(R"({"Name":"Ann","Age":3} or {"name":"Bob","age":)")});
    QCOMPARE(watched.shown(), QByteArray(R"({"Name":"Ann","Age":3})"));
    QCOMPARE(watched.resets, 0);
}

void TestCandidates::tooMuchToJudgeGoesByTheOtherRules()
{
    std::string much = R"({"name":"x","age":"y","list":[0)";
    for (int i = 0; i < 50'000; ++i)
        much += ",1";
    much += "]}";
    Watched longer = reader(kPerson);
    longer.take({textDelta(much + R"( or {"name":"Ann","age":"x"})")}).take(properEnd());
    QVERIFY(longer.end().lastObject->find("list")); // one is not judged, so the longer
    Watched fitting = reader(kPerson);
    fitting.take({textDelta(much + R"( or {"name":"Ann","age":3})")}).take(properEnd());
    QVERIFY(!fitting.end().lastObject->find("list")); // what is known to fit comes first
}

QTEST_GUILESS_MAIN(TestCandidates)
#include "tst_candidates.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heard.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using wire::AnswerMode;

namespace {

/// One field is optional and may not be null, which a strict schema can only ask for as "may be null".
run::ExtractionRequest strictRequest(AnswerMode mode)
{
    constexpr std::string_view kSchema =
        R"({"type":"object","properties":{"name":{"type":"string"},"nick":{"type":"string"}},"required":["name"]})";
    run::ExtractionRequest request = requestFor(wire::StreamKind::Partial, mode);
    request.chat.shape = schema::AnswerShape::of(readValue(kSchema), false).value();
    request.profile.dialect.strict = true;
    request.coercion.level = schema::CoercionLevel::Off;
    return request;
}

const QByteArray kNoNick = R"({"name":"Jason","nick":null})";

void answer(FakeStream &stream)
{
    stream.respond();
    stream.send(contentEvent(kNoNick) + kStop + kDone);
    stream.end();
}

} // namespace

/// Answers to a strict schema are read back, and only those.
class TestStrictRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNullStandsForAnAbsentField_data();
    void aNullStandsForAnAbsentField();
    void whereStrictWasRefusedANullIsANull();
};

void TestStrictRuns::aNullStandsForAnAbsentField_data()
{
    QTest::addColumn<AnswerMode>("mode");
    QTest::addColumn<bool>("sent");
    QTest::newRow("json_schema") << AnswerMode::JsonSchema << true;
    QTest::newRow("tools") << AnswerMode::Tools << true;
    QTest::newRow("parallel_tools") << AnswerMode::ParallelTools << true;
    QTest::newRow("json sends no strict schema") << AnswerMode::Json << false;
    QTest::newRow("nor does md_json") << AnswerMode::MdJson << false;
}

void TestStrictRuns::aNullStandsForAnAbsentField()
{
    QFETCH(const AnswerMode, mode);
    QFETCH(const bool, sent);
    Heard heard(strictRequest(mode));
    heard.transport.onSend(answer);
    heard.run->start();
    settle();
    QCOMPARE(heard.transport.requests().at(0).body.contains(R"("strict":true)"), sent);
    const run::RunResult result = heard.result();
    QCOMPARE(compact(*result.lastObject), kNoNick);
    QCOMPARE(result.status, sent ? RunStatus::Valid : RunStatus::Invalid);
    QCOMPARE(compact(result.value), sent ? QByteArray(R"({"name":"Jason"})") : kNoNick);
    QCOMPARE(result.coercions.size(), std::size_t{sent ? 1U : 0U}); // never silent
    QVERIFY(!sent || result.coercions.front().kind == schema::CoercionKind::NullToAbsent);
}

void TestStrictRuns::whereStrictWasRefusedANullIsANull()
{
    Heard heard(strictRequest(AnswerMode::JsonSchema));
    heard.transport.onSend([](FakeStream &stream) {
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(refusalOf("strict"));
        stream.end();
    });
    heard.transport.onSend(answer);
    heard.run->start();
    settle();
    QCOMPARE(heard.transport.requests().size(), 2U);
    QVERIFY(!heard.transport.requests()[1].body.contains("strict"));
    QCOMPARE(heard.result().status, RunStatus::Invalid);
    QVERIFY(heard.result().coercions.empty());
}

QTEST_GUILESS_MAIN(TestStrictRuns)
#include "tst_strictruns.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/resultjson.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using json::Value;
using run::RunResult;

namespace {

Value value(std::string_view text)
{
    const auto out = json::readStrict(text);
    if (!out.ok())
        qFatal("test data: %s", out.error().message.c_str());
    return *out;
}

schema::Issue issue()
{
    return {"/a~1b/0",    "/properties/a~1b/type", "type", "integer", "\"x\"", "must be integer",
            "At /a/0: …", std::uint64_t(4),        9};
}

RunResult everything()
{
    RunResult out;
    out.document = "brief \"1\".txt";
    out.status = run::RunStatus::Invalid;
    out.value = value(R"({"a/b":["x"],"n":1.0,"big":123456789012345678901234567890})");
    out.lastObject = value(R"([null,"ü"])");
    out.attempts = 2;
    out.tries = 5;
    out.issues = {issue(), {}};
    out.repairs = {{json::RepairKind::LoopStopped, 1234567890123, "```"}};
    out.coercions = {{schema::CoercionKind::TextToNumber, "/age", "/Age", "\"25\"", "25"},
                     {schema::CoercionKind::NullToAbsent, "/nick", "/nick", "null", ""},
                     {schema::CoercionKind::Default, "/n", "/n", "", "5"}};
    out.ignored = {{3, 7}, {9, 11}};
    out.setAside = {{4, value(R"({"age":"?"})"), {issue()}}};
    out.usage = wire::Usage{11, 7, 18, false, value(R"({"prompt_tokens":11,"cost":0.10})")};
    out.error = Error{ErrorKind::RateLimited, "Too many.", "Wait.", 429, "slow_down", 1500};
    out.droppedMembers = {"strict", "stream_options"};
    out.notChecked = {"minimum"};
    out.notes = {"It came at once.", "Second."};
    out.finishReason = "stop";
    out.model = "m-1";
    out.text = "raw\n{\"a/b\":[\"x\"]}\x01";
    out.reasoning = "hm";
    out.requestBody = R"({"model":"m"})";
    out.url = "https://a.example/v1/chat/completions";
    out.firstTokenMs = 120;
    out.totalMs = 3000;
    out.cost = 0.1;
    out.currency = "EUR";
    out.history.resize(2);
    out.history[0].text = "{";
    out.history[1].restInResult = true;
    return out;
}

#define SAME(member) QVERIFY2(after.member == before.member, #member)

} // namespace

class TestResultJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack();
    void nothingComesBackAsNothing();
    void nullIsAnObjectThatCame();
    void everyStatusComesBack();
    void everyRepairComesBack();
    void coercionsSayWhatTheyHave();
    void whatIsToldLeavesThePrivateMembersOut();
    void wrongMembersAreNamed_data();
    void wrongMembersAreNamed();
};

void TestResultJson::everythingComesBack()
{
    const RunResult before = everything();
    const auto read = run::resultFromValue(value(json::writeCompact(run::resultValue(before))));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().c_str());
    const RunResult &after = *read;
    SAME(document);
    SAME(status);
    SAME(value);
    SAME(lastObject);
    SAME(attempts);
    SAME(tries);
    SAME(issues);
    SAME(repairs);
    SAME(coercions);
    SAME(ignored);
    QCOMPARE(after.setAside.size(), 1U);
    SAME(setAside.front().index);
    SAME(setAside.front().value);
    SAME(setAside.front().issues);
    SAME(usage);
    SAME(error);
    SAME(droppedMembers);
    SAME(notChecked);
    SAME(notes);
    SAME(finishReason);
    SAME(model);
    SAME(text);
    SAME(reasoning);
    SAME(requestBody);
    SAME(url);
    SAME(firstTokenMs);
    SAME(totalMs);
    SAME(cost);
    SAME(currency);
    QCOMPARE(after.history.size(), 2U);
    SAME(history[0].text);
    SAME(history[1].restInResult);
}

void TestResultJson::coercionsSayWhatTheyHave()
{
    QCOMPARE(json::writeCompact(run::coercionsValue(everything().coercions)),
             std::string(
                 R"([{"kind":"text-to-number","instance":"/age","origin":"/Age","from":"\"25\"","to":"25"},)"
                 R"({"kind":"null-to-absent","instance":"/nick","from":"null"},)"
                 R"({"kind":"default","instance":"/n","to":"5"}])"));
}

void TestResultJson::nothingComesBackAsNothing()
{
    const RunResult before;
    for (const Value &written : {run::resultValue(before), Value::object()}) {
        const auto read = run::resultFromValue(written);
        QVERIFY(read.ok());
        const RunResult &after = *read;
        SAME(status);
        SAME(value);
        SAME(lastObject);
        SAME(issues);
        SAME(usage);
        SAME(error);
        SAME(firstTokenMs);
        QCOMPARE(json::writeCompact(run::resultValue(after)), json::writeCompact(run::resultValue(before)));
    }
}

void TestResultJson::nullIsAnObjectThatCame()
{
    RunResult before;
    before.lastObject = Value();
    const auto after = run::resultFromValue(run::resultValue(before));
    QVERIFY(after.ok() && after->lastObject && after->lastObject->isNull());
}

void TestResultJson::everyStatusComesBack()
{
    for (int i = 0; i <= static_cast<int>(run::RunStatus::Cancelled); ++i) {
        RunResult before;
        before.status = static_cast<run::RunStatus>(i);
        const auto after = run::resultFromValue(run::resultValue(before));
        QVERIFY(after.ok());
        QCOMPARE(after->status, before.status);
    }
    QVERIFY(!run::runStatusFromName("fine"));
}

void TestResultJson::everyRepairComesBack()
{
    RunResult before;
    for (int i = 0; i <= static_cast<int>(json::RepairKind::LoopStopped); ++i)
        before.repairs.push_back({static_cast<json::RepairKind>(i), std::uint64_t(i), "x"});
    const auto after = run::resultFromValue(run::resultValue(before));
    QVERIFY(after.ok());
    QVERIFY(after->repairs == before.repairs);
    QVERIFY(!json::repairKindFromName(""));
}

void TestResultJson::whatIsToldLeavesThePrivateMembersOut()
{
    const RunResult result = everything();
    QCOMPARE(json::writeCompact(run::issuesValue({issue()})),
             std::string(R"([{"instance":"/a~1b/0","schema":"/properties/a~1b/type","keyword":"type",)"
                         R"("message":"must be integer"}])"));
    QCOMPARE(
        json::writeCompact(run::usageValue(result.usage)),
        std::string(R"({"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"estimated":false})"));
    QCOMPARE(json::writeCompact(run::errorValue(result.error)),
             std::string(R"({"kind":"rate-limited","message":"Too many.","next_step":"Wait.",)"
                         R"("http_status":429,"code":"slow_down"})"));
    QVERIFY(run::errorValue(std::nullopt).isNull() && run::usageValue(std::nullopt).isNull());
}

void TestResultJson::wrongMembersAreNamed_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char *name, const char *text, const char *named) {
        QTest::newRow(name) << std::string(text) << std::string(named);
    };
    row("no object", "[]", "no object");
    row("status", R"({"status":"fine"})", "\"status\"");
    row("tries", R"({"tries":-1})", "\"tries\"");
    row("issues", R"({"issues":{}})", "\"issues\"");
    row("issue", R"({"issues":[1]})", "\"issues\"");
    row("issue member", R"({"issues":[{"keyword":1}]})", "\"issues.keyword\"");
    row("offset", R"({"repairs":[{"kind":"prose","offset":-1}]})", "\"repairs.offset\"");
    row("repair", R"({"repairs":[{"kind":"magic"}]})", "\"repairs.kind\"");
    row("aside", R"({"set_aside":[{"issues":[{"message":{}}]}]})", "\"issues.message\"");
    row("usage", R"({"usage":7})", "\"usage\"");
    row("error", R"({"error":{"kind":"odd"}})", "\"error.kind\"");
    row("notes", R"({"notes":[1]})", "\"notes\"");
    row("text", R"({"text":null,"reasoning":1})", "\"reasoning\"");
}

void TestResultJson::wrongMembersAreNamed()
{
    QFETCH(std::string, text);
    QFETCH(std::string, named);
    const auto result = run::resultFromValue(value(text));
    QVERIFY(!result.ok());
    QVERIFY2(result.error().find(named) != std::string::npos, result.error().c_str());
}

QTEST_GUILESS_MAIN(TestResultJson)
#include "tst_resultjson.moc"

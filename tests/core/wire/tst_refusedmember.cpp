// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/chatrequest.h"
#include "json/read.h"

#include <QTest>

using namespace espalier;
using wire::AnswerMode;

namespace {

wire::ChatRequest request()
{
    wire::ChatRequest out;
    out.model = "m";
    out.document = "text";
    out.shape = *schema::AnswerShape::of(
        *json::readStrict(
            R"({"type":"object","title":"T","properties":{"a":{"type":"string"}},"required":["a"]})"),
        false);
    out.temperature = 0.5;
    out.maxTokens = 10;
    out.parameters = {{"top_k", json::Value::number(std::int64_t{3})}, {"model", json::Value::string("x")}};
    return out;
}

std::string refusing(const std::string &param, const std::string &code = "unsupported_parameter")
{
    return R"({"error":{"message":"m","param":")" + param + R"(","code":")" + code + "\"}}";
}

} // namespace

class TestRefusedMember : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void found_data();
    void found();
    void onlyWhatWasSent();
    void oncePerMember();
    void tokenNamesTurnRound();
};

void TestRefusedMember::found_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("member");
    const auto row = [](const char *name, int status, const std::string &body, const char *member) {
        QTest::newRow(name) << status << body << std::string(member);
    };
    row("stream_options", 400, refusing("stream_options"), "stream_options");
    row("a member inside", 422, refusing("stream_options.include_usage"), "stream_options");
    row("temperature", 400, refusing("temperature", "unsupported_value"), "temperature");
    row("max_tokens", 400, refusing("max_tokens"), "max_tokens");
    row("tool_choice", 400, refusing("tool_choice"), "tool_choice");
    row("strict in a tool", 400, refusing("tools[0].function.strict"), "strict");
    row("own parameter", 400, refusing("top_k"), "top_k");
    row("at the root", 400, R"({"message":"m","param":"temperature","code":"x"})", "temperature");
    row("FastAPI", 422,
        R"({"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"m"}]})",
        "stream_options");
    row("FastAPI, second entry", 422,
        R"({"detail":[{"loc":["body","messages",0,"content"]},{"type":"extra_forbidden","loc":["body","tools",0,"function","strict"]}]})",
        "strict");
    row("other status", 500, refusing("temperature"), "");
    row("not found", 404, refusing("temperature"), "");
    row("about the value", 400, refusing("temperature", "decimal_above_max_value"), "");
    row("about the value, FastAPI", 422,
        R"({"detail":[{"type":"less_than_equal","loc":["body","temperature"]}]})", "");
    row("needed", 400, refusing("messages"), "");
    row("needed, inside", 400, refusing("messages[0].role", "unsupported_value"), "");
    row("needed, though among the parameters", 400, refusing("model"), "");
    row("the form of the answer", 400, refusing("tools"), "");
    row("not sent", 400, refusing("max_completion_tokens"), "");
    row("unknown", 400, refusing("nonsense"), "");
    row("object", 400, R"({"error":{"message":"m","param":{"role":"user"}}})", "");
    row("null", 400, R"({"error":{"message":"temperature","param":null}})", "");
    row("no JSON", 400, "temperature", "");
    row("empty", 400, "", "");
}

void TestRefusedMember::found()
{
    QFETCH(const int, status);
    QFETCH(const std::string, body);
    QFETCH(const std::string, member);
    wire::Dialect dialect;
    dialect.strict = true;
    QCOMPARE(wire::refusedMember(status, body, request(), dialect).value_or(""), member);
}

void TestRefusedMember::onlyWhatWasSent()
{
    wire::ChatRequest plain = request();
    plain.stream = wire::StreamKind::None;
    plain.mode = AnswerMode::Json;
    plain.temperature.reset();
    for (const char *member : {"stream_options", "strict", "tool_choice", "temperature", "response_format"})
        QVERIFY2(!wire::refusedMember(400, refusing(member), plain, {}), member);
    plain.mode = AnswerMode::JsonSchema;
    wire::Dialect strict;
    strict.strict = true;
    QCOMPARE(
        wire::refusedMember(400, refusing("response_format.json_schema.strict"), plain, strict).value_or(""),
        std::string("strict"));
    QVERIFY(!wire::refusedMember(400, refusing("strict"), plain, {}));
}

void TestRefusedMember::oncePerMember()
{
    wire::Dialect dialect;
    for (const char *member : {"stream_options", "temperature", "tool_choice", "top_k"}) {
        QVERIFY(wire::refusedMember(400, refusing(member), request(), dialect).has_value());
        dialect = wire::withoutMember(dialect, member);
        QVERIFY(!wire::refusedMember(400, refusing(member), request(), dialect).has_value());
        QVERIFY(!wire::chatBody(request(), dialect).find(member));
        QCOMPARE(wire::withoutMember(dialect, member), dialect);
    }
}

void TestRefusedMember::tokenNamesTurnRound()
{
    const wire::Dialect renamed = wire::withoutMember({}, "max_tokens");
    QCOMPARE(renamed.maxTokensName, std::string("max_completion_tokens"));
    QVERIFY(!wire::chatBody(request(), renamed).find("max_tokens"));
    QCOMPARE(wire::chatBody(request(), renamed)["max_completion_tokens"].text(), std::string("10"));
    QCOMPARE(wire::refusedMember(400, refusing("max_completion_tokens"), request(), renamed).value_or(""),
             std::string("max_completion_tokens"));
    const wire::Dialect neither = wire::withoutMember(renamed, "max_completion_tokens");
    QVERIFY(!wire::chatBody(request(), neither).find("max_tokens"));
    QVERIFY(!wire::chatBody(request(), neither).find("max_completion_tokens"));

    wire::Dialect newer;
    newer.maxTokensName = "max_completion_tokens";
    QCOMPARE(wire::withoutMember(newer, "max_completion_tokens").maxTokensName, std::string("max_tokens"));
}

QTEST_GUILESS_MAIN(TestRefusedMember)
#include "tst_refusedmember.moc"

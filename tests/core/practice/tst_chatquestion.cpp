// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/chatquestion.h"

#include "practice/schemafinder.h"
#include "schema/answershape.h"
#include "wire/chatrequest.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using json::Value;
using practice::ChatQuestion;
using Form = ChatQuestion::Form;

namespace {

Value parsed(std::string_view text)
{
    return json::readStrict(text).value();
}

ChatQuestion question(std::string_view body)
{
    auto read = ChatQuestion::read(body);
    return read ? std::move(read).value() : ChatQuestion{};
}

/// `more` goes into a body with a model and one user message.
std::string body(const std::string &more, const std::string &message = "Extract: Ann")
{
    std::string text;
    json::appendString(text, message);
    return R"({"model":"practice-reader","messages":[{"role":"user","content":)" + text + "}]" +
           (more.empty() ? "" : "," + more) + "}";
}

const char *const schemaText =
    R"({"type":"object","properties":{"name":{"type":"string"}},"required":["name"]})";

} // namespace

/// The schema and the document are found in the request, whoever wrote it.
class TestChatQuestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownRequestsOfEveryMode_data();
    void ownRequestsOfEveryMode();
    void toolChoice();
    void schemaInTheText_data();
    void schemaInTheText();
    void documentAmongTurns();
    void contentOfParts();
    void modelAndOptions();
    void refusals_data();
    void refusals();
};

void TestChatQuestion::ownRequestsOfEveryMode_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("dialect");
    QTest::addColumn<int>("form");
    using wire::AnswerMode;
    using wire::SchemaDialect;
    const auto row = [](const char *name, AnswerMode mode, SchemaDialect dialect, Form form) {
        QTest::newRow(name) << static_cast<int>(mode) << static_cast<int>(dialect) << static_cast<int>(form);
    };
    row("tools", AnswerMode::Tools, SchemaDialect::JsonSchema, Form::Tools);
    row("parallel tools", AnswerMode::ParallelTools, SchemaDialect::JsonSchema, Form::Tools);
    row("json", AnswerMode::Json, SchemaDialect::JsonSchema, Form::Content);
    row("md_json", AnswerMode::MdJson, SchemaDialect::JsonSchema, Form::Fenced);
    row("json_schema", AnswerMode::JsonSchema, SchemaDialect::JsonSchema, Form::Content);
    row("json_object with schema", AnswerMode::JsonSchema, SchemaDialect::JsonObject, Form::Content);
    row("structured_outputs", AnswerMode::JsonSchema, SchemaDialect::StructuredOutputs, Form::Content);
    row("guided_json", AnswerMode::JsonSchema, SchemaDialect::GuidedJson, Form::Content);
}

void TestChatQuestion::ownRequestsOfEveryMode()
{
    QFETCH(const int, mode);
    QFETCH(const int, dialect);
    QFETCH(const int, form);
    wire::ChatRequest request;
    request.model = "practice-reader";
    request.mode = static_cast<wire::AnswerMode>(mode);
    request.instructions = "Extract the person.";
    request.document = "Ann is 31 years old.";
    request.systemMessage = "Be exact.";
    request.shape = schema::AnswerShape::of(parsed(schemaText), false).value();
    request.examples = {{"Bob is 20.", parsed(R"({"name":"Bob"})")}};
    wire::Dialect spoken;
    spoken.schema = static_cast<wire::SchemaDialect>(dialect);
    const ChatQuestion got = question(json::writeCompact(wire::chatBody(request, spoken)));
    QCOMPARE(static_cast<int>(got.form), form);
    QCOMPARE(QByteArray::fromStdString(got.document), QByteArray("Ann is 31 years old."));
    const Value &schema = got.form == Form::Tools ? got.tools.at(0).parameters : got.schema;
    QVERIFY2(schema["properties"]["name"]["type"].text() == "string", json::writeCompact(schema).c_str());
    QVERIFY(got.stream);
    QVERIFY(got.includeUsage);
    QVERIFY(got.promptTokens > 10);
}

void TestChatQuestion::toolChoice()
{
    const std::string tools =
        R"("tools":[{"type":"function","function":{"name":"A","parameters":{}}},{"type":"function","function":{"name":"B"}}])";
    QVERIFY(question(body(tools)).parallel);
    QVERIFY(question(body(tools + R"(,"tool_choice":"auto")")).parallel);
    QVERIFY(question(body(tools + R"(,"tool_choice":"required")")).parallel);
    QVERIFY(!question(body(tools + R"(,"parallel_tool_calls":false)")).parallel);
    const ChatQuestion named =
        question(body(tools + R"(,"tool_choice":{"type":"function","function":{"name":"B"}})"));
    QVERIFY(!named.parallel);
    QCOMPARE(named.tools.size(), 1u);
    QCOMPARE(named.tools[0].name, std::string("B"));
    QCOMPARE(question(body(tools + R"(,"tool_choice":"none")")).form, Form::Plain);
}

void TestChatQuestion::schemaInTheText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("alone") << QByteArray(schemaText) << QByteArray(schemaText);
    QTest::newRow("in prose") << QByteArray("Answer by this {schema}:\n") + schemaText +
                                     "\nand {nothing} else"
                              << QByteArray(schemaText);
    QTest::newRow("behind an example")
        << QByteArray(R"(For example {"name":"Ann"}. Schema: )") + schemaText << QByteArray(schemaText);
    QTest::newRow("braces in strings") << QByteArray(R"(x {"type":"string","description":"}{"})")
                                       << QByteArray(R"({"type":"string","description":"}{"})");
    QTest::newRow("fenced") << QByteArray("```json\n") + schemaText + "\n```" << QByteArray(schemaText);
    QTest::newRow("none") << QByteArray("nothing { here }") << QByteArray();
    QTest::newRow("unclosed") << QByteArray(R"({"type":"object")") << QByteArray();
    QTest::newRow("no schema") << QByteArray(R"({"a":1})") << QByteArray();
    QTest::newRow("many braces") << QByteArray(20000, '{') << QByteArray();
}

void TestChatQuestion::schemaInTheText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    const auto found = practice::findSchema(text.toStdString());
    QCOMPARE(found ? QByteArray::fromStdString(json::writeCompact(*found)) : QByteArray(), expected);
}

void TestChatQuestion::documentAmongTurns()
{
    const auto document = [](const std::string &turns) {
        return question(R"({"model":"practice-reader","messages":[)" + turns + "]}").document;
    };
    const std::string ann = R"({"role":"user","content":"Ann is 31."})";
    const std::string bob = R"({"role":"user","content":"Bob is 20."})";
    const std::string answer = R"({"role":"assistant","content":"{}"})";
    QCOMPARE(document(ann), std::string("Ann is 31."));
    QCOMPARE(document(ann + "," + answer + "," + bob), std::string("Bob is 20."));
    // A word about the answer before is no document.
    const std::string reask =
        R"({"role":"user","content":"Correct your JSON, based on the following errors: /age must be an integer"})";
    QCOMPARE(document(ann + "," + answer + "," + reask), std::string("Ann is 31."));
    const std::string call =
        R"({"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"A","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"Validation error"})";
    QCOMPARE(document(ann + "," + call), std::string("Ann is 31."));
    QCOMPARE(document(answer), std::string());
}

void TestChatQuestion::contentOfParts()
{
    const std::string parts =
        R"({"model":"practice-reader","messages":[{"role":"user","content":[{"type":"text","text":"Ann"},
        {"type":"image_url","image_url":{"url":"data:"}},{"type":"text","text":"Bob"}]}]})";
    QCOMPARE(question(parts).document, std::string("Ann\nBob"));
}

void TestChatQuestion::modelAndOptions()
{
    ChatQuestion got = question(
        R"({"model":"practice-reader+429:1;ok","messages":[{"role":"user","content":"x"}],"stream":true,
        "stream_options":{"include_usage":true},"max_completion_tokens":7,"temperature":0.5,"stop":["a"],"n":3,"seed":1,"unheard_of":{}})");
    QCOMPARE(got.faults, std::string("429:1;ok"));
    QVERIFY(got.stream && got.includeUsage);
    QCOMPARE(got.maxTokens.value_or(0), 7u);
    got = question(body(R"("response_format":{"type":"json_object"})"));
    QCOMPARE(got.form, Form::Content);
    QVERIFY(got.schema.isNull());
    QCOMPARE(question(body({})).form, Form::Plain);
}

void TestChatQuestion::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("param");
    const auto row = [](const char *name, const std::string &text, int status, const char *param) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << status << QByteArray(param);
    };
    row("no JSON", "{\"model\":", 400, "");
    row("no object", "[]", 400, "");
    row("no model", R"({"messages":[]})", 400, "model");
    row("model of a wrong kind", R"({"model":5})", 400, "model");
    row("unknown model", R"({"model":"gpt-4o","messages":[{"role":"user","content":"x"}]})", 404, "model");
    row("name goes on", R"({"model":"practice-reader2","messages":[{"role":"user","content":"x"}]})", 404,
        "model");
    row("no messages", R"({"model":"practice-reader"})", 400, "messages");
    row("empty messages", R"({"model":"practice-reader","messages":[]})", 400, "messages");
    row("message of a wrong kind", R"({"model":"practice-reader","messages":["x"]})", 400, "messages[0]");
    row("unknown role", R"({"model":"practice-reader","messages":[{"role":"robot","content":"x"}]})", 400,
        "messages[0].role");
    row("content of a wrong kind", R"({"model":"practice-reader","messages":[{"role":"user","content":5}]})",
        400, "messages[0].content");
    row("stream", body(R"("stream":"yes")"), 400, "stream");
    row("stream_options", body(R"("stream":true,"stream_options":5)"), 400, "stream_options");
    row("stream_options alone", body(R"("stream_options":{"include_usage":true})"), 400, "stream_options");
    row("max_tokens", body(R"("max_tokens":"many")"), 400, "max_tokens");
    row("max_tokens 0", body(R"("max_tokens":0)"), 400, "max_tokens");
    row("temperature", body(R"("temperature":"hot")"), 400, "temperature");
    row("temperature 3", body(R"("temperature":3)"), 400, "temperature");
    row("tools", body(R"("tools":{})"), 400, "tools");
    row("tool without a name", body(R"("tools":[{"type":"function","function":{}}])"), 400,
        "tools[0].function");
    row("parameters", body(R"("tools":[{"type":"function","function":{"name":"A","parameters":5}}])"), 400,
        "tools[0].function.parameters");
    row("tool_choice", body(R"("tools":[{"type":"function","function":{"name":"A"}}],"tool_choice":5)"), 400,
        "tool_choice");
    row("tool_choice names nobody",
        body(
            R"("tools":[{"type":"function","function":{"name":"A"}}],"tool_choice":{"type":"function","function":{"name":"B"}})"),
        400, "tool_choice");
    row("response_format", body(R"("response_format":"json")"), 400, "response_format");
    row("unknown format", body(R"("response_format":{"type":"xml"})"), 400, "response_format.type");
    row("format without a schema", body(R"("response_format":{"type":"json_schema"})"), 400,
        "response_format.json_schema.schema");
}

void TestChatQuestion::refusals()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, status);
    QFETCH(const QByteArray, param);
    const auto read = ChatQuestion::read(text.toStdString());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().status, status);
    QCOMPARE(QByteArray::fromStdString(read.error().param), param);
    QVERIFY(!read.error().message.empty());
    const Value error = parsed(read.error().body());
    QVERIFY(error["error"]["message"].isString());
    QCOMPARE(error["error"]["param"].isNull(), param.isEmpty());
}

QTEST_GUILESS_MAIN(TestChatQuestion)
#include "tst_chatquestion.moc"

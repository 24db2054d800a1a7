// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Request bodies of all modes against data/wire/request-*.json, and the rules behind them.

#include "wire/chatrequest.h"
#include "json/read.h"
#include "json/writer.h"

#include "support/golden.h"

#include <QDir>
#include <QTest>

#include <functional>
#include <map>

using namespace espalier;
using wire::AnswerMode;
using wire::SchemaDialect;
using wire::StreamKind;
using wire::ToolChoiceForm;

namespace {

constexpr std::string_view kUser =
    R"({"type":"object","title":"User","description":"A person the text speaks of.",
    "properties":{"name":{"type":"string"},"age":{"type":"integer","description":"Größe der Zahl: Jahre"},
                  "nick":{"type":"string","default":""}},
    "required":["name","age"]})";
constexpr std::string_view kUnion =
    R"({"type":"array","title":"Calls","items":{"anyOf":[{"$ref":"#/$defs/Weather"},{"$ref":"#/$defs/Search"}]},
    "$defs":{"Weather":{"type":"object","title":"Weather","properties":{"location":{"type":"string"}},"required":["location"],"additionalProperties":false},
             "Search":{"type":"object","title":"Search","description":"Looks something up.","properties":{"query":{"type":"string"}},"required":["query"],"additionalProperties":false}}})";
constexpr std::string_view kMood = R"({"title":"Mood of the text","enum":["glad","sad"]})";

json::Value read(std::string_view text)
{
    const auto value = json::readStrict(text);
    if (!value)
        qFatal("a test's own JSON cannot be read");
    return *value;
}

struct Case
{
    wire::ChatRequest request;
    wire::Dialect dialect;
};

wire::ChatRequest ask(AnswerMode mode, std::string_view schema = kUser, bool iterable = false)
{
    wire::ChatRequest request;
    request.model = "model-x";
    request.mode = mode;
    request.instructions = "Extract the user.";
    request.document = "Jason is 25 years old.";
    request.shape = *schema::AnswerShape::of(read(schema), iterable);
    return request;
}

wire::ChatRequest withExamples(wire::ChatRequest request)
{
    request.examples = {{"Ada is 36.", read(R"({"name":"Ada","age":36})")},
                        {"Bob, 7", read(R"({"name":"Bob","age":7.0})")}};
    return request;
}

wire::Dialect speaking(SchemaDialect schema)
{
    wire::Dialect dialect;
    dialect.schema = schema;
    return dialect;
}

wire::Dialect choosing(ToolChoiceForm form)
{
    wire::Dialect dialect;
    dialect.toolChoice = form;
    return dialect;
}

wire::Dialect strictly()
{
    wire::Dialect dialect;
    dialect.strict = true;
    return dialect;
}

wire::ChatRequest streamed(wire::ChatRequest request, StreamKind kind)
{
    request.stream = kind;
    return request;
}

/// Everything optional at once.
wire::ChatRequest withEverything()
{
    wire::ChatRequest request = ask(AnswerMode::Tools);
    request.systemMessage = "Answer in the language of the text.";
    request.maxTokens = 500;
    request.temperature = 0.1;
    request.parameters =
        read(
            R"({"top_p":0.90,"stream":false,"model":"other","seed":7,"temperature":0,"response_format":{},"messages":[],"stream_options":{},
                                  "tools":[],"tool_choice":"none"})")
            .members();
    return request;
}

using Cases = std::map<std::string, Case>;

void addModes(Cases &cases)
{
    for (const AnswerMode mode :
         {AnswerMode::Tools, AnswerMode::Json, AnswerMode::JsonSchema, AnswerMode::MdJson}) {
        const std::string name(wire::answerModeName(mode));
        cases[name] = {ask(mode), {}};
        cases[name + "-not-streamed"] = {streamed(ask(mode), StreamKind::None), {}};
        cases[name + "-examples"] = {withExamples(ask(mode)), {}};
        cases[name + "-iterable"] = {streamed(ask(mode, kUser, true), StreamKind::Iterable), {}};
    }
    cases["json_schema-scalar"] = {ask(AnswerMode::JsonSchema, kMood), {}};
    cases["tools-full"] = {streamed(ask(AnswerMode::Tools), StreamKind::Full), {}};
}

void addTools(Cases &cases)
{
    cases["tools-required"] = {ask(AnswerMode::Tools), choosing(ToolChoiceForm::Required)};
    cases["tools-auto"] = {ask(AnswerMode::Tools), choosing(ToolChoiceForm::Auto)};
    cases["tools-strict"] = {ask(AnswerMode::Tools), strictly()};
    Case noToolRole{withExamples(ask(AnswerMode::Tools)), {}};
    noToolRole.dialect.toolRole = false;
    cases["tools-examples-without-tool-role"] = noToolRole;

    cases["parallel_tools"] = {ask(AnswerMode::ParallelTools, kUnion), {}};
    cases["parallel_tools-required"] = {ask(AnswerMode::ParallelTools, kUnion),
                                        choosing(ToolChoiceForm::Required)};
    cases["parallel_tools-one-tool"] = {ask(AnswerMode::ParallelTools), {}};
    cases["parallel_tools-list"] = {ask(AnswerMode::ParallelTools, kUser, true), {}};
    Case examples{ask(AnswerMode::ParallelTools, kUnion), {}};
    examples.request.examples = {
        {"Rain in Rome? Who won?", read(R"([{"query":"who won"},{"location":"Rome"}])")},
        {"Nothing.", read("[]")}};
    cases["parallel_tools-examples"] = examples;
}

void addDialects(Cases &cases)
{
    for (const SchemaDialect schema :
         {SchemaDialect::JsonObject, SchemaDialect::StructuredOutputs, SchemaDialect::GuidedJson})
        cases["json_schema-dialect-" + std::string(wire::schemaDialectName(schema))] = {
            ask(AnswerMode::JsonSchema), speaking(schema)};
    cases["json_schema-strict"] = {ask(AnswerMode::JsonSchema), strictly()};

    Case own{ask(AnswerMode::Json), {}};
    own.request.systemMessage = "Answer in the language of the text.";
    cases["json-own-system-message"] = own;
    own.dialect.oneSystemMessage = false;
    cases["json-two-system-messages"] = own;

    cases["everything"] = {withEverything(), {}};
    cases["everything-other-token-name"] = {withEverything(), wire::withoutMember({}, "max_tokens")};
    Case dropped{withEverything(), strictly()};
    for (const char *member : {"stream_options", "strict", "temperature", "max_tokens",
                               "max_completion_tokens", "tool_choice", "seed"})
        dropped.dialect = wire::withoutMember(dropped.dialect, member);
    cases["everything-dropped"] = dropped;
}

Cases allCases()
{
    Cases cases;
    addModes(cases);
    addTools(cases);
    addDialects(cases);
    return cases;
}

std::string lastUserText(const wire::ChatRequest &request)
{
    const json::Value body = wire::chatBody(request, {});
    return body["messages"].items().back()["content"].text();
}

} // namespace

class TestChatRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void noGoldenIsLeftOver();
    void documentIsPutInOnce();
    void requestIsNotChanged();
    void optionalNumbers();
    void names();
};

void TestChatRequest::bodies_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &entry : allCases())
        QTest::newRow(entry.first.c_str()) << QString::fromStdString(entry.first);
}

void TestChatRequest::bodies()
{
    QFETCH(const QString, name);
    const Case one = allCases().at(name.toStdString());
    const std::string body = json::writePretty(wire::chatBody(one.request, one.dialect)) + "\n";
    const std::string difference =
        test::compareGolden(QStringLiteral(TEST_DATA_DIR "/wire/request-%1.json").arg(name), body);
    QVERIFY2(difference.empty(), difference.c_str());
}

void TestChatRequest::noGoldenIsLeftOver()
{
    const auto files =
        QDir(QStringLiteral(TEST_DATA_DIR "/wire")).entryList({QStringLiteral("request-*.json")});
    QCOMPARE(static_cast<std::size_t>(files.size()), allCases().size());
}

void TestChatRequest::documentIsPutInOnce()
{
    wire::ChatRequest request = ask(AnswerMode::Tools);
    request.instructions = "Read <{{document}}> now. {{document}}";
    request.document = "a {{document}} b";
    QCOMPARE(lastUserText(request), std::string("Read <a {{document}} b> now. {{document}}"));
    request.instructions = "Read this:";
    QCOMPARE(lastUserText(request), std::string("Read this:\n\na {{document}} b"));
    request.instructions.clear();
    QCOMPARE(lastUserText(request), std::string("a {{document}} b"));
    request.document.clear();
    QCOMPARE(lastUserText(request), std::string());
    request.mode = AnswerMode::Json; // a schema that holds the marker of its own prompt
    request.shape = *schema::AnswerShape::of(read(R"({"type":"object","title":"{{schema}}"})"), false);
    const json::Value body = wire::chatBody(request, {});
    const std::string &system = body["messages"].items().front()["content"].text();
    QCOMPARE(system.find("{{schema}}"), system.rfind("{{schema}}"));
}

void TestChatRequest::requestIsNotChanged()
{
    const Case one = allCases().at("everything");
    const std::string first = json::writeCompact(wire::chatBody(one.request, one.dialect));
    QCOMPARE(json::writeCompact(wire::chatBody(one.request, one.dialect)), first);
}

void TestChatRequest::optionalNumbers()
{
    wire::ChatRequest request = ask(AnswerMode::Tools);
    QVERIFY(!wire::chatBody(request, {}).find("temperature"));
    QVERIFY(!wire::chatBody(request, {}).find("max_tokens"));
    for (const auto &[number, text] :
         std::map<double, std::string>{{0.0, "0"}, {0.7, "0.7"}, {1e-7, "1e-07"}, {2.0, "2"}}) {
        request.temperature = number;
        QCOMPARE(wire::chatBody(request, {})["temperature"].text(), text);
    }
    request.temperature = std::numeric_limits<double>::infinity();
    QVERIFY(!wire::chatBody(request, {}).find("temperature"));
}

void TestChatRequest::names()
{
    QCOMPARE(wire::answerModeFromName("parallel_tools"), std::optional(AnswerMode::ParallelTools));
    QCOMPARE(wire::answerModeFromName("auto"), std::optional(AnswerMode::Auto));
    QCOMPARE(wire::answerModeFromName("Tools"), std::optional<AnswerMode>());
    QCOMPARE(wire::streamKindFromName("iterable"), std::optional(StreamKind::Iterable));
    QCOMPARE(wire::streamKindFromName(""), std::optional<StreamKind>());
    QCOMPARE(wire::schemaDialectFromName("guided_json"), std::optional(SchemaDialect::GuidedJson));
    QCOMPARE(wire::toolChoiceFormFromName("required"), std::optional(ToolChoiceForm::Required));
    QCOMPARE(wire::toolChoiceFormName(ToolChoiceForm::Object), std::string_view("object"));
    QCOMPARE(wire::streamKindName(StreamKind::None), std::string_view("none"));
}

QTEST_GUILESS_MAIN(TestChatRequest)
#include "tst_chatrequest.moc"

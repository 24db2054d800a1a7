// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/presets.h"
#include "settings/profilejson.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

#include <set>

using namespace espalier;
using settings::EndpointProfile;

namespace {

json::Value read(std::string_view text)
{
    const auto value = json::readStrict(text);
    if (!value.ok())
        qFatal("test data: %s", value.error().message.c_str());
    return *value;
}

EndpointProfile everything()
{
    EndpointProfile out;
    out.name = "Büro";
    out.baseUrl = "https://models.example/v1";
    out.key = secrets::KeySource::environment("OFFICE_KEY");
    out.dialect.toolChoice = wire::ToolChoiceForm::Required;
    out.dialect.schema = wire::SchemaDialect::GuidedJson;
    out.dialect.oneSystemMessage = false;
    out.dialect.toolRole = false;
    out.dialect.streamOptions = false;
    out.dialect.strict = true;
    out.dialect.maxTokensName = "max_completion_tokens";
    out.dialect.dropped = {"temperature", "strict"};
    out.defaultMode = wire::AnswerMode::MdJson;
    out.headers = {{"X-Team", "blue", false}, {"X-Gateway-Token", "", true}};
    out.http2 = true;
    out.proxy = settings::ProxyMode::Manual;
    out.proxyUrl = "socks5://127.0.0.1:1080";
    out.extraCaFile = "/etc/office.pem";
    out.allowPlainHttp = true;
    out.concurrency = 12;
    out.limits = {600, 90'000};
    settings::ModelFacts facts;
    facts.name = "big";
    facts.price = settings::ModelPrice{0.15, 0.6, "EUR"};
    facts.contextWindow = 131'072;
    facts.maxOutput = 8'192;
    facts.source = "hand";
    facts.bestMode = wire::AnswerMode::JsonSchema;
    facts.probe = read(R"({"reachable":true,"tokens_spent":412})");
    out.models = {facts};
    out.lastModel = "big";
    return out;
}

} // namespace

class TestProfileJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingSurvivesARoundTrip();
    void absentMembersHaveTheirDefault();
    void unknownMembersSurvive();
    void clearedMembersGo();
    void wrongMembersAreNamed_data();
    void wrongMembersAreNamed();
    void secretsAreNotWritten();
    void addressesWithSecretsAreRefused_data();
    void addressesWithSecretsAreRefused();
    void autoModeFollowsTheProbe();
    void presetsAreSane();
};

void TestProfileJson::everythingSurvivesARoundTrip()
{
    const EndpointProfile before = everything();
    const json::Value written = settings::profileToJson(before);
    const auto after = settings::profileFromJson(read(json::writePretty(written)));
    QVERIFY(after.ok());
    EndpointProfile plain = *after;
    plain.stored = {};
    QVERIFY(plain == before);
    QVERIFY(settings::profileToJson(*after) == written);
    QCOMPARE(json::writeCompact(written["key"]),
             std::string(R"({"from":"environment","variable":"OFFICE_KEY"})"));
}

void TestProfileJson::absentMembersHaveTheirDefault()
{
    const auto profile = settings::profileFromJson(read(R"({"name":"x","http2":null})"));
    QVERIFY(profile.ok());
    EndpointProfile plain = *profile;
    plain.stored = {};
    EndpointProfile expected;
    expected.name = "x";
    QVERIFY(plain == expected);
}

void TestProfileJson::unknownMembersSurvive()
{
    const json::Value before = read(
        R"({"later":{"a":1.0},"name":"x","dialect":{"new":true},"headers":[{"name":"A","value":"1","why":"z"}],
        "models":[{"name":"m","colour":"red","price":{"in":1,"out":2,"cached":0.5}}]})");
    auto profile = settings::profileFromJson(before);
    QVERIFY(profile.ok());
    EndpointProfile changed = *profile;
    changed.modelEntry("m").contextWindow = 10;
    changed.modelEntry("n");
    const json::Value after = settings::profileToJson(changed);
    QCOMPARE(json::writeCompact(after["later"]), std::string(R"({"a":1.0})"));
    QVERIFY(after["dialect"]["new"].isTrue());
    QCOMPARE(after["headers"].items().front()["why"].text(), std::string("z"));
    const json::Value &model = after["models"].items().front();
    QCOMPARE(model["colour"].text(), std::string("red"));
    QCOMPARE(model["price"]["cached"].text(), std::string("0.5"));
    QCOMPARE(model["context_window"].text(), std::string("10"));
    QCOMPARE(after["models"].items().size(), 2U);
    QCOMPARE(after.members().front().key, std::string("later"));
}

void TestProfileJson::clearedMembersGo()
{
    auto profile = settings::profileFromJson(settings::profileToJson(everything()));
    EndpointProfile cleared = *profile;
    cleared.models.front().price.reset();
    cleared.models.front().bestMode.reset();
    cleared.limits = {};
    cleared.defaultMode.reset();
    cleared.proxyUrl.clear();
    const json::Value after = settings::profileToJson(cleared);
    QVERIFY(!after["models"].items().front().find("price"));
    QVERIFY(!after["models"].items().front().find("best_mode"));
    QVERIFY(!after.find("requests_per_minute") && !after.find("mode") && !after.find("proxy_url"));
}

void TestProfileJson::wrongMembersAreNamed_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char *name, const char *text, const char *named) {
        QTest::newRow(name) << std::string(text) << std::string(named);
    };
    row("no object", "5", "no name");
    row("no name", R"({"base_url":"https://a"})", "no name");
    row("kind", R"({"name":"x","http2":"yes"})", "\"http2\"");
    row("word", R"({"name":"x","dialect":{"schema":"xml"}})", "\"dialect.schema\"");
    row("range", R"({"name":"x","concurrency":0})", "\"concurrency\"");
    row("not whole", R"({"name":"x","requests_per_minute":1.5})", "\"requests_per_minute\"");
    row("too large", R"({"name":"x","tokens_per_minute":3000000000})", "\"tokens_per_minute\"");
    row("variable", R"({"name":"x","key":{"from":"environment"}})", "\"key.variable\"");
    row("source", R"({"name":"x","key":{"from":"file"}})", "\"key.from\"");
    row("half a price", R"({"name":"x","models":[{"name":"m","price":{"in":1}}]})", "\"models.price\"");
    row("negative price", R"({"name":"x","models":[{"name":"m","price":{"in":-1,"out":1}}]})",
        "\"price.in\"");
    row("mode", R"({"name":"x","models":[{"name":"m","best_mode":"auto"}]})", "\"models.best_mode\"");
    row("headers", R"({"name":"x","headers":{}})", "\"headers\"");
}

void TestProfileJson::wrongMembersAreNamed()
{
    QFETCH(std::string, text);
    QFETCH(std::string, named);
    const auto profile = settings::profileFromJson(read(text));
    QVERIFY(!profile.ok());
    QCOMPARE(profile.error().kind, ErrorKind::Usage);
    QVERIFY2(profile.error().message.find(named) != std::string::npos, profile.error().message.c_str());
}

void TestProfileJson::secretsAreNotWritten()
{
    EndpointProfile profile;
    profile.name = "x";
    profile.headers = {{"Authorization", "Bearer SECRET1", false},
                       {"X-Api-Key", "SECRET2", false},
                       {"X-Plain", "SECRET3", true},
                       {"X-Team", "blue", false}};
    const std::string written = json::writeCompact(settings::profileToJson(profile));
    QVERIFY(written.find("SECRET") == std::string::npos);
    QVERIFY(written.find("blue") != std::string::npos);
    // Also when an older file held one.
    profile.stored = read(R"({"name":"x","headers":[{"name":"X-Api-Key","value":"SECRET4"}]})");
    QVERIFY(json::writeCompact(settings::profileToJson(profile)).find("SECRET") == std::string::npos);
    QCOMPARE(settings::secretHeaderEntry(profile, profile.headers[1]), std::string("x/header/X-Api-Key"));
}

void TestProfileJson::addressesWithSecretsAreRefused_data()
{
    QTest::addColumn<std::string>("baseUrl");
    QTest::addColumn<std::string>("proxyUrl");
    QTest::addColumn<bool>("refused");
    QTest::newRow("plain") << std::string("https://a.example/v1?api-version=3")
                           << std::string("http://proxy:8080") << false;
    QTest::newRow("password") << std::string("https://me:SECRET@a.example/v1") << std::string() << true;
    QTest::newRow("key") << std::string("https://a.example/v1?key=SECRET") << std::string() << true;
    QTest::newRow("proxy password") << std::string("https://a.example")
                                    << std::string("http://me:SECRET@proxy:8080") << true;
}

void TestProfileJson::addressesWithSecretsAreRefused()
{
    QFETCH(std::string, baseUrl);
    QFETCH(std::string, proxyUrl);
    QFETCH(bool, refused);
    EndpointProfile profile;
    profile.name = "x";
    profile.baseUrl = baseUrl;
    profile.proxyUrl = proxyUrl;
    const auto refusal = settings::secretInProfile(profile);
    QCOMPARE(refusal.has_value(), refused);
    QVERIFY(!refusal || refusal->message.find("SECRET") == std::string::npos);
}

void TestProfileJson::autoModeFollowsTheProbe()
{
    EndpointProfile profile;
    QCOMPARE(profile.autoMode("m"), wire::AnswerMode::Tools);
    profile.defaultMode = wire::AnswerMode::Json;
    QCOMPARE(profile.autoMode("m"), wire::AnswerMode::Json);
    profile.modelEntry("m").bestMode = wire::AnswerMode::JsonSchema;
    QCOMPARE(profile.autoMode("m"), wire::AnswerMode::JsonSchema);
    QCOMPARE(profile.autoMode("other"), wire::AnswerMode::Json);
    QVERIFY(!profile.model("other"));
}

void TestProfileJson::presetsAreSane()
{
    const std::vector<std::string> offered{"Practice",
                                           "Anyscale service",
                                           "Anyscale Endpoints (retired August 2024)",
                                           "OpenAI",
                                           "Together",
                                           "Fireworks",
                                           "Groq",
                                           "Mistral",
                                           "OpenRouter",
                                           "vLLM",
                                           "Ollama",
                                           "llama.cpp",
                                           "LM Studio",
                                           "Custom"};
    std::vector<std::string> names;
    for (const EndpointProfile &profile : settings::presets()) {
        names.push_back(profile.name);
        QVERIFY(!settings::secretInProfile(profile));
        const auto again = settings::profileFromJson(settings::profileToJson(profile));
        QVERIFY(again.ok());
        EndpointProfile plain = *again;
        plain.stored = {};
        QVERIFY2(plain == profile, profile.name.c_str());
    }
    QVERIFY(names == offered);
    QCOMPARE(settings::preset("openai")->key.variable, std::string("OPENAI_API_KEY"));
    QCOMPARE(settings::preset(settings::kPracticeName)->name, std::string("Practice"));
    QVERIFY(!settings::preset("nobody"));
}

QTEST_GUILESS_MAIN(TestProfileJson)
#include "tst_profilejson.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDir>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// A recipe file instead of a schema: what it says is asked, and options given beside it win.
class TestCliRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guideExamplesThroughARecipe_data();
    void guideExamplesThroughARecipe();
    void standardInputHoldsARecipe();
    void allOfTheRecipeIsSent();
    void optionsBesideItWin();
    void limitsAreKept();
    void brokenRecipesAreLocated_data();
    void brokenRecipesAreLocated();
    void aDocumentIsAskedFor();
    void whatIsNotUsedIsSaid();
    void aCapOfMoneyStops();

private:
    [[nodiscard]] QString recipe(const QByteArray &text) const
    {
        return m_cli.file(QStringLiteral("r.recipe.json"), text);
    }
    [[nodiscard]] json::Value sentBody(const QByteArray &recipeText, const QStringList &more) const;

    Cli m_cli;
};

namespace {

const char *const kUserSchema =
    R"({"title":"User","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},)"
    R"("required":["name","age"]})";
const QByteArray kFull =
    R"({"espalier":1,"name":"User","schema":)" + QByteArray(kUserSchema) +
    R"(,"instructions":"Who is it? {{document}}","examples":[{"text":"Sarah, 30","value":{"name":"Sarah","age":30}}],)"
    R"("mode":"json","streaming":"full","limits":{"first_byte_s":50},"parameters":{"temperature":0.25,)"
    R"("max_tokens":77,"top_p":0.5,"seed":3}})";

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

std::string compact(const json::Value &value)
{
    return json::writeCompact(value);
}

} // namespace

void TestCliRecipe::guideExamplesThroughARecipe_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray user = kUserSchema;
    QTest::newRow("object") << R"({"espalier":1,"schema":)" + user + R"(,"instructions":"{{document}}"})"
                            << QByteArray("Extract: Jason is 25 years old")
                            << QByteArray(R"({"name":"Jason","age":25})");
    QTest::newRow("iterable") << R"({"espalier":1,"streaming":"iterable","mode":"md_json","schema":)" + user +
                                     "}"
                              << QByteArray("1. Jason is 25 years old, 2. Sarah is 30 years old")
                              << QByteArray(R"([{"name":"Jason","age":25},{"name":"Sarah","age":30}])");
    QTest::newRow("with an example") << kFull << QByteArray("Jason is 25 years old")
                                     << QByteArray(R"({"name":"Jason","age":25})");
}

void TestCliRecipe::guideExamplesThroughARecipe()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, expected);
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--recipe"), recipe(text),
                                  QStringLiteral("--text"), QString::fromUtf8(document)});
    QCOMPARE(end.err, QByteArray("note: The practice endpoint answers: it reads by rule and is no model.\n"));
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(QByteArray::fromStdString(compact(end.value())), expected);
}

void TestCliRecipe::standardInputHoldsARecipe()
{
    const CliEnd end = m_cli.run(words("extract --recipe - --quiet --text") +
                                     QStringList{QStringLiteral("Jason is 25 years old")},
                                 kFull);
    QCOMPARE(end.err, QByteArray());
    QCOMPARE(end.exitCode, 0);
}

/// The body that reaches a server.
json::Value TestCliRecipe::sentBody(const QByteArray &recipeText, const QStringList &more) const
{
    ScriptedServer server;
    server.setDefault(answerOnce(eventStreamHead() + chunk("data: [DONE]\n\n") + chunk({})));
    (void)m_cli.run(words("extract --text Jason --model m --max-retries 0 --base-url") +
                    QStringList{server.url(QStringLiteral("/v1")).toString(), QStringLiteral("--recipe"),
                                recipe(recipeText)} +
                    more);
    if (server.requests().empty())
        return {};
    const auto body = json::readStrict(server.requests().front().body.toStdString());
    return body ? *body : json::Value();
}

void TestCliRecipe::allOfTheRecipeIsSent()
{
    const json::Value body = sentBody(kFull, {});
    QCOMPARE(compact(body["temperature"]), std::string("0.25"));
    QCOMPARE(compact(body["max_tokens"]), std::string("77"));
    QCOMPARE(compact(body["top_p"]), std::string("0.5"));
    QCOMPARE(compact(body["seed"]), std::string("3"));
    QVERIFY(body["stream"].isTrue());
    QVERIFY(body.find("response_format") && !body.find("tools")); // mode json
    const std::string messages = compact(body["messages"]);
    QVERIFY2(messages.find("Who is it? Jason") != std::string::npos, messages.c_str());
    const std::size_t question = messages.find("Sarah, 30");
    QVERIFY(question != std::string::npos);
    QVERIFY(messages.find(R"({\"name\":\"Sarah\",\"age\":30})", question) != std::string::npos);
}

void TestCliRecipe::optionsBesideItWin()
{
    const QString schema =
        m_cli.file(QStringLiteral("other.json"),
                   R"({"title":"Other","type":"object","properties":{"colour":{"type":"string"}}})");
    const json::Value body =
        sentBody(kFull, words("--mode tools --stream none --temperature 1.5 --max-tokens 9 --param top_p=0.9 "
                              "--param n=1") +
                            QStringList{QStringLiteral("--prompt"), QStringLiteral("Which colour?"),
                                        QStringLiteral("--schema"), schema});
    QCOMPARE(compact(body["temperature"]), std::string("1.5"));
    QCOMPARE(compact(body["max_tokens"]), std::string("9"));
    QCOMPARE(compact(body["top_p"]), std::string("0.9"));
    QCOMPARE(compact(body["seed"]), std::string("3")); // not given beside it
    QCOMPARE(compact(body["n"]), std::string("1"));
    QVERIFY(!body["stream"].isTrue());
    const std::string whole = compact(body);
    QVERIFY(whole.find("\"colour\"") != std::string::npos && whole.find("\"integer\"") == std::string::npos);
    QVERIFY(whole.find("Which colour?") != std::string::npos &&
            whole.find("Who is it?") == std::string::npos);
}

void TestCliRecipe::limitsAreKept()
{
    const QByteArray impatient = R"({"espalier":1,"limits":{"first_byte_s":1},"instructions":"x"})";
    ScriptedServer silent;
    const QStringList call = words("extract --text Jason --model m --http-retries 0 --base-url") +
                             QStringList{silent.url(QStringLiteral("/v1")).toString(),
                                         QStringLiteral("--recipe"), recipe(impatient)};
    const CliEnd end = m_cli.run(call + words("--ndjson"));
    QCOMPARE(end.exitCode, 5);
    QCOMPARE(end.result()["error"]["kind"].text(), std::string("first-byte-timeout"));
    const CliEnd sooner = m_cli.run(call + words("--ndjson --deadline 0.2"));
    QCOMPARE(sooner.result()["error"]["kind"].text(), std::string("deadline-exceeded"));
}

void TestCliRecipe::brokenRecipesAreLocated_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](const char *name, const char *text, const char *says, const char *next) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(says) << QByteArray(next);
    };
    row("no JSON", "{\"espalier\":1,\n \"mode\": auto}", "(line 2, column 10)", "Correct it there");
    row("empty", "", "(line 1, column 1)", "Correct it there");
    row("a schema", R"({"type":"object"})", "\"espalier\" is missing", "--schema");
    row("newer", R"({"espalier":9})", "format 9", "newer version");
    row("a member", R"({"espalier":1,"limits":{"idle_s":"long"}})", "\"/limits/idle_s\"", "whole number");
    row("its schema", R"({"espalier":1,"schema":{"properties":{"a":{"type":"integr"}}}})", "/properties/a",
        "Mend the schema");
}

void TestCliRecipe::brokenRecipesAreLocated()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    QFETCH(QByteArray, next);
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--recipe"), recipe(text),
                                  QStringLiteral("--text"), QStringLiteral("x")});
    QCOMPARE(end.exitCode, 2);
    QCOMPARE(end.out, QByteArray());
    const QByteArrayList lines = end.err.trimmed().split('\n');
    QCOMPARE(lines.size(), 2); // what, and what to do
    QVERIFY2(lines.front().contains(says), end.err.constData());
    QVERIFY2(lines.back().contains(next), end.err.constData());
}

void TestCliRecipe::aDocumentIsAskedFor()
{
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--recipe"), recipe(kFull)});
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains("the recipe asks about a document"), end.err.constData());
    // A recipe that is the whole question needs none.
    const CliEnd whole = m_cli.run(
        {QStringLiteral("extract"), QStringLiteral("--recipe"),
         recipe(R"({"espalier":1,"instructions":"Create a user profile for Jason, age 25","schema":)" +
                QByteArray(kUserSchema) + "}")});
    QCOMPARE(whole.exitCode, 0);
    QCOMPARE(compact(whole.value()), std::string(R"({"name":"Jason","age":25})"));
}

void TestCliRecipe::whatIsNotUsedIsSaid()
{
    const QByteArray text = R"({"espalier":1,"hooks":[{"event":"validation","action":"notify"}],)"
                            R"("parameters":{"model":"other","seed":1},"schema":)" +
                            QByteArray(kUserSchema) + "}";
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--recipe"), recipe(text),
                                  QStringLiteral("--text"), QStringLiteral("Jason is 25 years old")});
    QCOMPARE(end.exitCode, 0);
    QVERIFY2(end.err.contains("Not used in this version: hooks, the parameter model."), end.err.constData());

    // Limits and rules are used.
    const CliEnd other = m_cli.run(
        {QStringLiteral("extract"), QStringLiteral("--recipe"),
         recipe(
             R"({"espalier":1,"limits":{"reasks":1,"transport_retries":0,"max_wait_s":5,"token_budget":1000},)"
             R"("hooks":[{"event":"validation","action":"rule","rule":"stop-after","n":2}],"schema":)" +
             QByteArray(kUserSchema) + "}"),
         QStringLiteral("--text"), QStringLiteral("Jason is 25 years old")});
    QVERIFY2(!other.err.contains("Not used"), other.err.constData());
}

void TestCliRecipe::aCapOfMoneyStops()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, R"({"choices":[{"index":0,"finish_reason":"stop",)"
                                               R"("message":{"content":"{\"name\":2}"}}],"usage":)"
                                               R"({"prompt_tokens":100,"completion_tokens":50,)"
                                               R"("total_tokens":150}})")));
    QVERIFY(QDir(m_cli.path(QString())).mkpath(QStringLiteral("config/espalier")));
    QVERIFY(!m_cli
                 .file(QStringLiteral("config/espalier/profiles.json"),
                       R"({"espalier":1,"profiles":[{"name":"Priced","key":{"from":"none"},"models":[)"
                       R"({"name":"m","price":{"in":10,"out":20,"currency":"EUR"}}],"base_url":")" +
                           server.url(QStringLiteral("/v1")).toEncoded() + R"("}]})")
                 .isEmpty());
    const QByteArray recipe =
        R"({"espalier":1,"mode":"json","limits":{"reasks":9,"cost_budget":0.004},"schema":)" +
        QByteArray(kUserSchema) + "}"; // 0.002 each
    const QByteArray ruled =
        R"({"espalier":1,"mode":"json","limits":{"reasks":9},"hooks":[{"event":"validation",)"
        R"("action":"rule","rule":"stop-if-cost","above":0.003}],"schema":)" +
        QByteArray(kUserSchema) + "}";
    const auto ask = [&](const char *model, const char *options, const QByteArray &asked) {
        return m_cli.run(
            QStringList{QStringLiteral("extract"), QStringLiteral("--recipe"),
                        m_cli.file(QStringLiteral("money.recipe.json"), asked), QStringLiteral("--ndjson"),
                        QStringLiteral("--text"), QStringLiteral("x"), QStringLiteral("--endpoint"),
                        QStringLiteral("Priced"), QStringLiteral("--model"), QLatin1String(model)} +
            words(options));
    };
    const CliEnd stopped = ask("m", "", recipe);
    QCOMPARE(stopped.exitCode, 6);
    QCOMPARE(stopped.result()["error"]["kind"].text(), std::string("budget-reached"));
    QCOMPARE(stopped.result()["attempts"].toInt64(), std::optional<std::int64_t>(2));
    QCOMPARE(stopped.result()["cost"].text(), std::string("0.004"));
    QCOMPARE(ask("m", "--cost-budget 0.001", recipe).result()["attempts"].toInt64(),
             std::optional<std::int64_t>(1));
    const CliEnd byRule = ask("m", "", ruled);
    QCOMPARE(byRule.exitCode, 6);
    QCOMPARE(byRule.result()["error"]["kind"].text(), std::string("stopped-by-rule"));
    QCOMPARE(byRule.result()["attempts"].toInt64(), std::optional<std::int64_t>(2));
    const int asked = server.postCount();
    for (const QByteArray &limited : {recipe, ruled}) {
        const CliEnd refused = ask("another", "", limited); // nobody knows what that one costs
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains("needs the model's prices"), refused.err.constData());
    }
    QCOMPARE(server.postCount(), asked);
}

QTEST_GUILESS_MAIN(TestCliRecipe)
#include "tst_clirecipe.moc"

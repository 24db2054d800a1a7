// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// What is done about failures, seen from the command line: tries, attempts, exit codes, the lines of
/// --events. Servers ask for no wait here, so that the tests have none.
class TestCliRetries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void faultsAndLimits_data();
    void faultsAndLimits();
    void aWaitBeyondTheLimitFailsAtOnce();
    void theMinuteIsKept_data();
    void theMinuteIsKept();
    void aRefusedStatusIsAskedOnce_data();
    void aRefusedStatusIsAskedOnce();
    void eventsAreLines();
    void eventsEndThoughNothingWasAsked();
    void eventsThatCannotBeWritten();
    void valuesOnRequest();
    void theLimitsOfARecipe();
    void attemptsAreNumberedInTheLines();
    void whatIsRefusedIsRemembered();
    void optionsThatCannotBe_data();
    void optionsThatCannotBe();

private:
    [[nodiscard]] CliEnd extract(const QString &faults, const QString &options = {}) const;
    [[nodiscard]] std::vector<json::Value> events() const;
    Cli m_cli;
    QString m_schema;
};

void TestCliRetries::init()
{
    m_schema = m_cli.file(text("schema.json"), personSchema());
    QFile::remove(m_cli.path(text("events.jsonl")));
}

CliEnd TestCliRetries::extract(const QString &faults, const QString &options) const
{
    return m_cli.run(QStringList{text("extract"), text("--schema"), m_schema, text("--ndjson"),
                                 text("--text"), text("Jason is 25 years old"), text("--events"),
                                 m_cli.path(text("events.jsonl")), text("--model"),
                                 text("practice-reader+") + faults} +
                     options.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

std::vector<json::Value> TestCliRetries::events() const
{
    QFile file(m_cli.path(text("events.jsonl")));
    CliEnd lines;
    if (file.open(QIODevice::ReadOnly))
        lines.out = file.readAll();
    return lines.lines();
}

void TestCliRetries::faultsAndLimits_data()
{
    QTest::addColumn<QString>("faults");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("tries");
    const auto row = [](const char *faults, const char *options, int exitCode, int attempts, int tries) {
        QTest::addRow("%s %s", faults, options)
            << text(faults) << text(options) << exitCode << attempts << tries;
    };
    row("ok", "", 0, 1, 1);
    row("429:0;429:0;ok", "", 0, 1, 3);
    row("429:0", "", 4, 1, 3);
    row("429:0", "--http-retries 4", 4, 1, 5);
    row("429:0", "--http-retries 0", 4, 1, 1);
    row("invalid;ok", "", 0, 2, 2);
    row("invalid", "", 6, 4, 4);
    row("invalid", "--max-retries 1", 6, 2, 2);
    row("invalid", "--max-retries 0", 6, 1, 1);
    row("invalid", "--token-budget 1", 6, 1, 1);
    row("429:0;invalid;429:0;ok", "", 0, 2, 4);
    row("401", "", 3, 1, 1);
    row("truncate=3", "", 6, 1, 1);
    // These wait as we do: half a second at most.
    row("500;ok", "--http-retries 1", 0, 1, 2);
    row("cut=300;ok", "--http-retries 1", 0, 1, 2);
    row("error-in-stream;ok", "--http-retries 1", 0, 1, 2);
    row("drop;ok", "--http-retries 1", 0, 1, 2);
    row("cut=300", "--http-retries 1", 5, 1, 2);
}

void TestCliRetries::faultsAndLimits()
{
    QFETCH(QString, faults);
    QFETCH(QString, options);
    QFETCH(int, exitCode);
    QFETCH(int, attempts);
    QFETCH(int, tries);
    const CliEnd end = extract(faults, options);
    const json::Value result = end.result();
    QVERIFY2(!result.isNull(), end.err.constData());
    QCOMPARE(end.exitCode, exitCode);
    QCOMPARE(result["attempts"].toInt64(), std::optional<std::int64_t>(attempts));
    QCOMPARE(result["tries"].toInt64(), std::optional<std::int64_t>(tries));
    const auto lines = events();
    const auto count = [&](const char *name) {
        return std::count_if(lines.begin(), lines.end(),
                             [name](const json::Value &line) { return line["event"].text() == name; });
    };
    QCOMPARE(count("completion:kwargs"), tries);
    QCOMPARE(count("retry:scheduled"), tries - 1);
    QCOMPARE(count("completion:last_attempt"), exitCode == 0 ? 0 : 1);
    QCOMPARE(count("run:finished"), 1);
    QCOMPARE(count("batch:finished"), 1);
}

void TestCliRetries::aWaitBeyondTheLimitFailsAtOnce()
{
    QElapsedTimer time;
    time.start();
    const CliEnd end = extract(text("429:500"), text("--max-wait 2"));
    QCOMPARE(end.exitCode, 4);
    QCOMPARE(end.result()["tries"].toInt64(), std::optional<std::int64_t>(1));
    QVERIFY(time.elapsed() < 20'000); // not the 500 seconds
    QVERIFY2(end.err.contains("until "), end.err.constData());
}

void TestCliRetries::theMinuteIsKept_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("tries");
    QTest::newRow("requests") << text("--requests-per-minute 1") << 1;
    QTest::newRow("two requests") << text("--requests-per-minute 2") << 2;
    QTest::newRow("tokens") << text("--tokens-per-minute 10") << 1; // one of more than a minute goes alone
    QTest::newRow("many") << text("--requests-per-minute 100 --tokens-per-minute 1000000") << 4;
}

void TestCliRetries::theMinuteIsKept()
{
    QFETCH(QString, options);
    QFETCH(int, tries);
    // Four attempts at most; the deadline ends the wait for the next minute.
    const CliEnd end = extract(text("invalid"), text("--deadline 6 ") + options);
    QCOMPARE(end.exitCode, tries == 4 ? 6 : 5);
    const json::Value result = end.result();
    QCOMPARE(result["error"]["kind"].text(),
             std::string(tries == 4 ? "invalid-answer" : "deadline-exceeded"));
    const auto lines = events();
    QCOMPARE(
        std::count_if(lines.begin(), lines.end(),
                      [](const json::Value &line) { return line["event"].text() == "stream:first_token"; }),
        tries);
    // One that still waited for its minute is none.
    QCOMPARE(result["tries"].toInt64(), std::optional<std::int64_t>(tries));
    QCOMPARE(result["attempts"].toInt64(), std::optional<std::int64_t>(tries));
    QVERIFY2(tries == 4 || end.err.contains("the answer of attempt " + QByteArray::number(tries) + "."),
             end.err.constData());
}

void TestCliRetries::aRefusedStatusIsAskedOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("exitCode");
    for (const int status : {400, 402, 404, 413, 422})
        QTest::addRow("%d", status) << status << 5;
    for (const int status : {401, 403})
        QTest::addRow("%d", status) << status << 3;
}

void TestCliRetries::aRefusedStatusIsAskedOnce()
{
    QFETCH(int, status);
    QFETCH(int, exitCode);
    ScriptedServer server;
    server.setDefault(answerOnce(response(status, R"({"error":{"message":"no"}})")));
    const CliEnd end =
        m_cli.run({text("extract"), text("--schema"), m_schema, text("--text"), text("x"), text("--base-url"),
                   server.url(text("/v1")).toString(), text("--model"), text("m")});
    QCOMPARE(end.exitCode, exitCode);
    QCOMPARE(server.postCount(), 1);
}

void TestCliRetries::eventsAreLines()
{
    const CliEnd end = extract(text("429:0;invalid;ok"));
    QCOMPARE(end.exitCode, 0);
    const auto lines = events();
    QCOMPARE(
        namesOf(lines),
        QByteArray("completion:kwargs completion:error retry:scheduled "
                   "completion:kwargs stream:first_token completion:response completion:usage parse:error "
                   "validation retry:scheduled "
                   "completion:kwargs stream:first_token completion:response completion:usage "
                   "run:finished batch:finished"));
    const json::Value &first = lines.front();
    std::string members;
    for (const json::Member &member : first.members())
        members += member.key + " ";
    QCOMPARE(members, std::string("event time run document attempt try attempts_allowed last data "));
    QCOMPARE(first["attempts_allowed"].toInt64(), std::optional<std::int64_t>(4));
    QCOMPARE(first["document"].text(), std::string("text"));
    QVERIFY(first["data"]["request"]["messages"].isArray());
    QVERIFY(!first["data"]["url"].text().empty());
    QCOMPARE(lines.back()["data"]["valid"].toInt64(), std::optional<std::int64_t>(1));
    // Nothing of the practice endpoint's key, and nobody else may read the documents in it.
    QFile file(m_cli.path(text("events.jsonl")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().toLower().contains("bearer"));
    QCOMPARE(QFileInfo(file).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
}

void TestCliRetries::eventsEndThoughNothingWasAsked()
{
    const CliEnd end =
        m_cli.run({text("extract"), text("--schema"), m_schema, text("--text"), text("x"), text("--events"),
                   m_cli.path(text("events.jsonl")), text("--base-url"), text("http://127.0.0.1:9/v1"),
                   text("--model"), text("m"), text("--api-key-env"), text("NO_SUCH_VARIABLE")});
    QCOMPARE(end.exitCode, 3);
    QCOMPARE(namesOf(events()), QByteArray("run:finished batch:finished"));
}

void TestCliRetries::eventsThatCannotBeWritten()
{
    const CliEnd end = m_cli.run({text("extract"), text("--schema"), m_schema, text("--text"), text("x"),
                                  text("--events"), m_cli.path(text("no/such/folder/e.jsonl"))});
    QCOMPARE(end.exitCode, 2);
    QVERIFY(end.err.contains("e.jsonl"));
}

void TestCliRetries::valuesOnRequest()
{
    QCOMPARE(extract(text("ok"), text("--events-values")).exitCode, 0);
    std::vector<std::string> told;
    for (const json::Value &line : events()) {
        if (line["event"].text() == "value:complete")
            told.push_back(line["data"]["pointer"].text());
    }
    QVERIFY((told == std::vector<std::string>{"/name", "/age", ""}));
}

void TestCliRetries::theLimitsOfARecipe()
{
    const QByteArray recipe = R"({"espalier":1,"limits":{"reasks":1},"schema":)" + personSchema() + "}";
    const QStringList call{text("extract"),
                           text("--recipe"),
                           m_cli.file(text("r.recipe.json"), recipe),
                           text("--ndjson"),
                           text("--text"),
                           text("Jason is 25 years old"),
                           text("--model"),
                           text("practice-reader+invalid")};
    QCOMPARE(m_cli.run(call).result()["attempts"].toInt64(), std::optional<std::int64_t>(2));
    const CliEnd more = m_cli.run(call + QStringList{text("--max-retries"), text("2")});
    QCOMPARE(more.result()["attempts"].toInt64(), std::optional<std::int64_t>(3));
    // A rule stops earlier, and may let something pass.
    const auto withRule = [&](const QByteArray &rule) {
        return m_cli.run({text("extract"), text("--recipe"),
                          m_cli.file(text("rule.recipe.json"),
                                     R"({"espalier":1,"hooks":[{"event":"validation","action":"rule",)" +
                                         rule + R"(}],"schema":)" + personSchema() + "}"),
                          text("--ndjson"), text("--text"), text("Jason is 25 years old"), text("--model"),
                          text("practice-reader+invalid")});
    };
    const CliEnd stopped = withRule(R"("rule":"stop-after","n":1)");
    QCOMPARE(stopped.exitCode, 6);
    QCOMPARE(stopped.result()["error"]["kind"].text(), std::string("stopped-by-rule"));
    const CliEnd accepted = withRule(R"("rule":"accept-if-only","fields":["/name","/age",""])");
    QCOMPARE(accepted.exitCode, 0);
    QCOMPARE(accepted.result()["status"].text(), std::string("accepted"));
    QCOMPARE(withRule(R"("rule":"nonsense")").exitCode, 2);
}

void TestCliRetries::attemptsAreNumberedInTheLines()
{
    const CliEnd end = extract(text("invalid;ok"));
    const auto partial = end.linesOf("partial");
    QVERIFY(partial.size() >= 2);
    QCOMPARE(partial.front()["attempt"].toInt64(), std::optional<std::int64_t>(1));
    QCOMPARE(partial.back()["attempt"].toInt64(), std::optional<std::int64_t>(2));
    QVERIFY2(end.err.contains("attempt 2 of 4"), end.err.constData());
}

void TestCliRetries::whatIsRefusedIsRemembered()
{
    ScriptedServer server;
    server.play(answerOnce(response(
        400, R"({"error":{"message":"use the other","param":"max_tokens","code":"unsupported_parameter"}})",
        "application/json", {"Connection: close"})));
    server.setDefault(answerOnce(
        eventStreamHead() +
        chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"name\\\":\\\"Jason\\\","
              "\\\"age\\\":25}\"}}]}\n\ndata: [DONE]\n\n") +
        chunk({})));
    QVERIFY(QDir(m_cli.path(QString())).mkpath(text("config/espalier")));
    QVERIFY(!m_cli
                 .file(text("config/espalier/profiles.json"),
                       R"({"espalier":1,"profiles":[{"name":"Mine","base_url":")" +
                           server.url(text("/v1")).toEncoded() + R"(","key":{"from":"none"}}]})")
                 .isEmpty());
    const QStringList call{text("extract"), text("--schema"),   m_schema,
                           text("--text"),  text("x"),          text("--mode"),
                           text("json"),    text("--endpoint"), text("Mine"),
                           text("--model"), text("m"),          text("--max-tokens"),
                           text("50"),      text("--events"),   m_cli.path(text("events.jsonl"))};
    const auto first = m_cli.run(call);
    QCOMPARE(first.exitCode, 0);
    QVERIFY(namesOf(events()).startsWith("completion:kwargs capability:dropped completion:kwargs "));
    QVERIFY2(first.err.contains("was sent as max_completion_tokens instead"), first.err);
    QVERIFY(!first.err.contains("without it"));
    QCOMPARE(m_cli.run(call).exitCode, 0);
    QCOMPARE(server.postCount(), 3); // one question more, once
    QVERIFY(server.requests()[0].body.contains("\"max_tokens\":50"));
    for (const std::size_t later : {1U, 2U}) {
        QVERIFY(server.requests()[later].body.contains("\"max_completion_tokens\":50"));
        QVERIFY(!server.requests()[later].body.contains("\"max_tokens\""));
    }
}

void TestCliRetries::optionsThatCannotBe_data()
{
    QTest::addColumn<QString>("options");
    for (const char *options :
         {"--max-retries -1", "--max-retries x", "--http-retries 1.5", "--max-wait soon", "--token-budget 0",
          "--cost-budget 0", "--cost-budget much", "--requests-per-minute 0", "--tokens-per-minute none"})
        QTest::newRow(options) << text(options);
}

void TestCliRetries::optionsThatCannotBe()
{
    QFETCH(QString, options);
    const CliEnd end = extract(text("ok"), options);
    QCOMPARE(end.exitCode, 2);
    QVERIFY(end.err.contains(options.section(QLatin1Char(' '), 0, 0).toLatin1()));
}

QTEST_GUILESS_MAIN(TestCliRetries)
#include "tst_cliretries.moc"

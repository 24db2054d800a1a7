// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QFile>
#include <QTest>

#include <utility>

using namespace espalier;
using namespace espalier::test;

/// Every kind of ending against every budget, from outside: tries, attempts, exit code and the lines of
/// --events, over real connections.
class TestCliRetryTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_schema = m_cli.file(QStringLiteral("schema.json"), personSchema()); }
    void everyEnding_data();
    void everyEnding();

private:
    [[nodiscard]] QByteArray story() const;
    Cli m_cli;
    QString m_schema;
};

namespace {

enum Remedy { None, Transport, Reask };

QByteArray choice(const QByteArray &delta, const QByteArray &finish = "null")
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
}

QByteArray content(const QByteArray &escaped)
{
    return choice("{\"content\":\"" + escaped + "\"}");
}

const QByteArray kStop = choice("{}", "\"stop\"");
const QByteArray kDone = "data: [DONE]\n\n";
const QByteArray kBeginning = content(R"({\"name\":\"Ja)");
const QByteArray kGood = content(R"({\"name\":\"Jason\",\"age\":25})");

ServerScript stream(const QByteArray &events)
{
    return answerOnce(eventStreamHead({"Connection: close"}) + chunk(events) + chunk({}));
}

ServerScript status(int code, const QByteArray &word = "")
{
    return answerOnce(response(code, R"({"error":{"message":"no","code":")" + word + R"("}})",
                               "application/json", {"Connection: close"}));
}

} // namespace

QByteArray TestCliRetryTable::story() const
{
    QFile file(m_cli.path(QStringLiteral("events.jsonl")));
    CliEnd lines;
    if (file.open(QIODevice::ReadOnly))
        lines.out = file.readAll();
    QByteArray out;
    for (const json::Value &line : lines.lines()) {
        const std::string &name = line["event"].text();
        out += (out.isEmpty() ? "" : " ") + QByteArray::fromStdString(name.substr(name.find(':') + 1));
    }
    return out;
}

void TestCliRetryTable::everyEnding_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::addColumn<int>("remedy");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("oneTry"); // its events, before validation and what follows
    const auto row = [](const char *name, const ServerScript &script, Remedy remedy, int exitCode,
                        const char *status, const char *kind, const char *oneTry) {
        QTest::newRow(name) << script << static_cast<int>(remedy) << exitCode << QByteArray(status)
                            << QByteArray(kind) << QByteArray(oneTry);
    };
    const char *answered = "kwargs first_token response usage";
    const char *bad = "kwargs first_token response usage error"; // parse:error
    const char *broken = "kwargs first_token error usage";
    row("valid", stream(kGood + kStop + kDone), None, 0, "valid", "", answered);
    row("cut",
        {step::WaitForRequest{}, step::Send{eventStreamHead() + "400\r\n" + kBeginning}, step::Close{}},
        Transport, 5, "failed", "stream-cut", broken);
    row("stall", {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(kBeginning)}}, Transport, 5,
        "failed", "idle-timeout", broken);
    row("error inside",
        stream(kBeginning + "data: {\"error\":{\"message\":\"boom\",\"type\":\"server_error\"}}\n\n"),
        Transport, 5, "failed", "error-in-stream", broken);
    row("no end marker", stream(kGood), Transport, 5, "failed", "stream-cut", broken);
    row("length", stream(kBeginning + choice("{}", "\"length\"") + kDone), None, 6, "cut",
        "cut-at-token-limit", answered);
    row("refusal", stream(choice("{\"refusal\":\"I will not\"}") + kStop + kDone), None, 6, "refused",
        "refused", "kwargs response usage");
    row("open JSON", stream(content(R"({\"name\":\"Jason\",\"age\":25)") + kStop + kDone), Reask, 6,
        "invalid", "invalid-answer", bad);
    row("no JSON", stream(content("I am sorry.") + kStop + kDone), Reask, 6, "invalid", "no-json", bad);
    row("invalid", stream(content(R"({\"name\":\"Jason\",\"age\":\"old\"})") + kStop + kDone), Reask, 6,
        "invalid", "invalid-answer", bad);
    row("empty", stream(kStop + kDone), Reask, 6, "invalid", "no-json", "kwargs response usage error");
    row("closed before an answer", {step::WaitForRequest{}, step::Close{}}, Transport, 5, "failed",
        "no-connection", "kwargs error");
    row("500", status(500), Transport, 5, "failed", "server-fault", "kwargs error");
    row("429", status(429), Transport, 4, "failed", "rate-limited", "kwargs error");
    row("429 insufficient_quota", status(429, "insufficient_quota"), None, 5, "failed", "out-of-credit",
        "kwargs error");
    row("403", status(403), None, 3, "failed", "not-allowed", "kwargs error");
    row("400", status(400), None, 5, "failed", "request-refused", "kwargs error");
}

void TestCliRetryTable::everyEnding()
{
    QFETCH(ServerScript, script);
    QFETCH(int, remedy);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, oneTry);
    for (const auto &[retries, reasks] :
         {std::pair{0, 0}, std::pair{2, 0}, std::pair{0, 2}, std::pair{2, 2}}) {
        ScriptedServer server;
        server.setDefault(script);
        // Waits of ours are no longer than --max-wait.
        const CliEnd end = m_cli.run(QStringList{QStringLiteral("extract"),
                                                 QStringLiteral("--schema"),
                                                 m_schema,
                                                 QStringLiteral("--ndjson"),
                                                 QStringLiteral("--text"),
                                                 QStringLiteral("Jason is 25"),
                                                 QStringLiteral("--mode"),
                                                 QStringLiteral("json"),
                                                 QStringLiteral("--base-url"),
                                                 server.url(QStringLiteral("/v1")).toString(),
                                                 QStringLiteral("--model"),
                                                 QStringLiteral("m"),
                                                 QStringLiteral("--max-wait"),
                                                 QStringLiteral("0.01"),
                                                 QStringLiteral("--idle-timeout"),
                                                 QStringLiteral("0.5"),
                                                 QStringLiteral("--events"),
                                                 m_cli.path(QStringLiteral("events.jsonl")),
                                                 QStringLiteral("--http-retries"),
                                                 QString::number(retries),
                                                 QStringLiteral("--max-retries"),
                                                 QString::number(reasks)});
        const json::Value result = end.result();
        QVERIFY2(!result.isNull(), end.err.constData());
        const int attempts = remedy == Reask ? 1 + reasks : 1;
        const int tries = remedy == Transport ? 1 + retries : attempts;
        QCOMPARE(QByteArray::fromStdString(result["error"]["kind"].text()), kind);
        QCOMPARE(QByteArray::fromStdString(result["status"].text()), status);
        QCOMPARE(end.exitCode, exitCode);
        QCOMPARE(result["attempts"].toInt64(), std::optional<std::int64_t>(attempts));
        QCOMPARE(result["tries"].toInt64(), std::optional<std::int64_t>(tries));
        QCOMPARE(server.postCount(), tries);
        QByteArray expected;
        for (int i = 1; i <= tries; ++i) {
            expected += oneTry + (remedy == Reask ? " validation" : "");
            expected += i < tries ? " scheduled " : exitCode == 0 ? "" : " last_attempt";
        }
        QCOMPARE(story(), expected + " finished finished"); // of the document, and of the call
    }
}

QTEST_GUILESS_MAIN(TestCliRetryTable)
#include "tst_cliretrytable.moc"

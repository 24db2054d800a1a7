// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerstream.h"
#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <chrono>

using namespace espalier;
using namespace espalier::test;

/// What goes wrong at an endpoint, seen from the command line: exit code, status, kind, and what came is not
/// lost.
class TestCliFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void practiceFaults_data();
    void practiceFaults();
    void lenienciesAreListed_data();
    void lenienciesAreListed();
    void invalidAnswersAreKept();
    void redirectsDoNotCarryTheKey();
    void connectionsClosedBeforeAnAnswerSeeOnePost();
    void nobodyListens();
    void echoedKeysAreMasked();
    void keysStayHome();
    void anEndpointThatRefusesAMember();

private:
    [[nodiscard]] QStringList extract(const QStringList &more) const;
    [[nodiscard]] QStringList extractAt(const ScriptedServer &server, const QStringList &more = {}) const;
    Cli m_cli;
    QString m_schema;
};

void TestCliFaults::init()
{
    m_schema = m_cli.file(text("schema.json"), personSchema());
    m_cli.setVariable(text("TEST_KEY"), text("sk-very-secret-key"));
}

QStringList TestCliFaults::extract(const QStringList &more) const
{
    // One try: what is done about a failure is tst_cliretries' business.
    return extractJason(m_schema) + QStringList{text("--http-retries"), text("0")} + more;
}

QStringList TestCliFaults::extractAt(const ScriptedServer &server, const QStringList &more) const
{
    return extract(QStringList{text("--base-url"), server.url(text("/v1")).toString(), text("--model"),
                               text("m"), text("--mode"), text("json"), text("--api-key-env"),
                               text("TEST_KEY")} +
                   more);
}

void TestCliFaults::practiceFaults_data()
{
    QTest::addColumn<QString>("faults");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("kind");
    const auto row = [](const char *faults, const char *options, int exitCode, const char *status,
                        const char *kind) {
        QTest::addRow("%s %s", faults, options)
            << text(faults) << text(options) << exitCode << QByteArray(status) << QByteArray(kind);
    };
    row("ok", "", 0, "valid", "");
    row("429:1", "", 4, "failed", "rate-limited");
    row("500", "", 5, "failed", "server-fault");
    row("529", "", 5, "failed", "overloaded");
    row("401", "", 3, "failed", "key-refused");
    row("drop", "", 5, "failed", "no-connection");
    row("cut=300", "", 5, "failed", "stream-cut");
    row("stall=300", "--idle-timeout 0.5", 5, "failed", "idle-timeout");
    row("stall=300", "--deadline 0.5", 5, "failed", "deadline-exceeded");
    row("ok,rate=2", "--deadline 0.0001", 5, "failed", "deadline-exceeded"); // the shortest, not none
    row("ok,delay=5000", "--first-byte-timeout 0.3", 5, "failed", "first-byte-timeout");
    row("error-in-stream", "", 5, "failed", "error-in-stream");
    row("truncate=3", "", 6, "cut", "cut-at-token-limit");
    row("ok", "--max-tokens 2", 6, "cut", "cut-at-token-limit");
    row("invalid", "", 6, "invalid", "invalid-answer");
    row("500", "--stream none", 5, "failed", "server-fault");
    row("truncate=3", "--stream none", 6, "cut", "cut-at-token-limit");
    row("invalid", "--stream iterable", 6, "invalid", "invalid-answer");
}

void TestCliFaults::practiceFaults()
{
    QFETCH(QString, faults);
    QFETCH(QString, options);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, kind);
    const CliEnd end = m_cli.run(extract(QStringList{text("--model"), text("practice-reader+") + faults} +
                                         options.split(QLatin1Char(' '), Qt::SkipEmptyParts)));
    const json::Value result = end.result();
    QCOMPARE(QByteArray::fromStdString(result["error"]["kind"].text()), kind);
    QCOMPARE(QByteArray::fromStdString(result["status"].text()), status);
    QCOMPARE(end.exitCode, exitCode);
    QCOMPARE(result["attempts"].toInt64(), std::optional<std::int64_t>(1));
    QCOMPARE(result["tries"].toInt64(), std::optional<std::int64_t>(1));
    QCOMPARE(end.err.contains("espalier-cli: "), exitCode != 0);
    if (kind == "rate-limited")
        QCOMPARE(result["error"]["http_status"].toInt64(), std::optional<std::int64_t>(429));
}

void TestCliFaults::lenienciesAreListed_data()
{
    QTest::addColumn<QString>("faults");
    QTest::addColumn<QByteArray>("repair");
    QTest::addColumn<QString>("mode");
    for (const char *mode : {"tools", "json", "json_schema"}) {
        QTest::addRow("fence %s", mode) << text("fence") << QByteArray("fence") << text(mode);
        QTest::addRow("prose %s", mode) << text("prose") << QByteArray("prose") << text(mode);
        QTest::addRow("think %s", mode) << text("think") << QByteArray("think-block") << text(mode);
        QTest::addRow("double %s", mode) << text("double") << QByteArray("double-encoded") << text(mode);
        QTest::addRow("malformed %s", mode) << text("malformed") << QByteArray() << text(mode);
    }
}

void TestCliFaults::lenienciesAreListed()
{
    QFETCH(QString, faults);
    QFETCH(QByteArray, repair);
    QFETCH(QString, mode);
    const CliEnd end =
        m_cli.run(extract({text("--model"), text("practice-reader+") + faults, text("--mode"), mode}));
    const json::Value result = end.result();
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(result["value"]["name"].text(), std::string("Jason"));
    const auto &repairs = result["repairs"].items();
    QVERIFY(!repairs.empty());
    QVERIFY2(repair.isEmpty() || std::any_of(repairs.begin(), repairs.end(),
                                             [&repair](const json::Value &one) {
                                                 return QByteArray::fromStdString(one["kind"].text()) ==
                                                        repair;
                                             }),
             end.out.constData());
}

void TestCliFaults::invalidAnswersAreKept()
{
    const QStringList call{text("extract"),
                           text("--schema"),
                           m_schema,
                           text("--text"),
                           text("Jason is 25 years old"),
                           text("--max-retries"),
                           text("0"),
                           text("--model"),
                           text("practice-reader+invalid")};
    CliEnd end = m_cli.run(call);
    QCOMPARE(end.exitCode, 6);
    QCOMPARE(end.out, QByteArray());
    end = m_cli.run(call + QStringList{text("--keep-invalid")});
    QCOMPARE(end.exitCode, 6);
    QVERIFY(end.value().isObject());
    // And of a cut answer what came.
    end = m_cli.run(QStringList{text("extract"), text("--schema"), m_schema, text("--text"),
                                text("Jason is 25 years old"), text("--model"),
                                text("practice-reader+truncate=3"), text("--keep-invalid")});
    QCOMPARE(end.exitCode, 6);
    QVERIFY(end.value().isObject());
}

void TestCliFaults::redirectsDoNotCarryTheKey()
{
    for (const int status : {301, 302, 303, 307, 308}) {
        ScriptedServer thief;
        thief.setDefault(answerOnce(response(200, "{}")));
        ScriptedServer server;
        server.setDefault(
            answerOnce(response(status, "", "text/plain", {"Location: " + thief.url().toEncoded()})));
        const CliEnd end = m_cli.run(extractAt(server));
        QCOMPARE(end.exitCode, 5);
        QCOMPARE(end.result()["error"]["kind"].text(), std::string("redirected"));
        QVERIFY(end.err.contains(QByteArray::number(thief.port())));
        QCOMPARE(thief.connectionCount(), 0);
    }
}

void TestCliFaults::connectionsClosedBeforeAnAnswerSeeOnePost()
{
    ScriptedServer server;
    server.setDefault({step::WaitForRequest{}, step::Close{}});
    const CliEnd end = m_cli.run(extractAt(server));
    QCOMPARE(end.exitCode, 5);
    QCOMPARE(end.result()["error"]["kind"].text(), std::string("no-connection"));
    QCOMPARE(server.postCount(), 1);
}

void TestCliFaults::nobodyListens()
{
    quint16 port = 0;
    {
        const ScriptedServer gone;
        port = gone.port();
    }
    const QString url = QStringLiteral("http://127.0.0.1:%1/v1").arg(port);
    const CliEnd end = m_cli.run(extract({text("--base-url"), url, text("--model"), text("m")}));
    QCOMPARE(end.exitCode, 5);
    QCOMPARE(end.result()["error"]["kind"].text(), std::string("no-connection"));
    QVERIFY(!end.result()["error"]["next_step"].text().empty());
    QCOMPARE(m_cli.run({text("models"), text("--base-url"), url}).exitCode, 5);
}

void TestCliFaults::echoedKeysAreMasked()
{
    ScriptedServer server;
    server.setDefault(answerOnce(
        response(401, R"({"error":{"message":"Incorrect API key provided: sk-very-secret-key."}})")));
    const CliEnd end = m_cli.run(extractAt(server));
    QCOMPARE(end.exitCode, 3);
    QVERIFY(!end.out.contains("sk-very-secret-key"));
    QVERIFY(!end.err.contains("sk-very-secret-key"));
    QVERIFY(end.err.contains("Incorrect API key"));
    const CliEnd models = m_cli.run({text("models"), text("--base-url"), server.url(text("/v1")).toString(),
                                     text("--api-key-env"), text("TEST_KEY")});
    QCOMPARE(models.exitCode, 3);
    QVERIFY(!models.err.contains("sk-very-secret-key"));
}

void TestCliFaults::keysStayHome()
{
    // An unset variable is said before anything is sent.
    ScriptedServer server;
    CliEnd end = m_cli.run(extract({text("--base-url"), server.url(text("/v1")).toString(), text("--model"),
                                    text("m"), text("--api-key-env"), text("NO_SUCH_VARIABLE")}));
    QCOMPARE(end.exitCode, 3);
    QCOMPARE(end.result()["error"]["kind"].text(), std::string("no-key"));
    QVERIFY(end.err.contains("NO_SUCH_VARIABLE"));
    QCOMPARE(server.connectionCount(), 0);

    // Over plain http to another machine a key does not go at all.
    end = m_cli.run(extract({text("--base-url"), text("http://models.example/v1"), text("--model"), text("m"),
                             text("--api-key-env"), text("TEST_KEY")}));
    QCOMPARE(end.exitCode, 2);
    QVERIFY(!end.err.contains("sk-very-secret-key"));

    // A preset names its own variable.
    end = m_cli.run(extract({text("--endpoint"), text("Groq"), text("--model"), text("m")}));
    QCOMPARE(end.exitCode, 3);
    QVERIFY(end.err.contains("GROQ_API_KEY"));

    // Without a key no header is sent.
    server.setDefault(answerOnce(stream(contentEvent("{}") + kDone)));
    end = m_cli.run(extract({text("--base-url"), server.url(text("/v1")).toString(), text("--model"),
                             text("m"), text("--mode"), text("json")}));
    QCOMPARE(end.exitCode, 6);
    QVERIFY(!server.allBytes().toLower().contains("authorization"));
    // With one, just there.
    end = m_cli.run(extractAt(server));
    QVERIFY(server.allBytes().contains("sk-very-secret-key"));
}

void TestCliFaults::anEndpointThatRefusesAMember()
{
    ScriptedServer server;
    // The server says that it closes: else the second question may go out on the connection that is just
    // ending.
    server.play(answerOnce(response(
        400,
        R"({"error":{"message":"Unknown parameter","param":"stream_options","code":"unknown_parameter"}})",
        "application/json", {"Connection: close"})));
    server.setDefault(answerOnce(stream(contentEvent(R"({\"name\":\"Jason\",\"age\":25})") + kDone)));
    const CliEnd end = m_cli.run(extractAt(server));
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.result()["tries"].toInt64(), std::optional<std::int64_t>(1));
    QCOMPARE(server.postCount(), 2);
    QVERIFY(end.err.contains("note: ") && end.err.contains("stream_options"));
    QVERIFY(server.requests()[0].body.contains("stream_options"));
    QVERIFY(!server.requests()[1].body.contains("stream_options"));
}

QTEST_GUILESS_MAIN(TestCliFaults)
#include "tst_clifaults.moc"

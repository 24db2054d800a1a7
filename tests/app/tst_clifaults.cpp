// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

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
    void hostileServers_data();
    void hostileServers();
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

namespace {

constexpr int kPatience = 60'000;

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

QByteArray contentEvent(const QByteArray &escaped)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + escaped + "\"}}]}\n\n";
}

const QByteArray kDone = "data: [DONE]\n\n";

QByteArray stream(const QByteArray &events)
{
    return eventStreamHead() + chunk(events) + chunk({});
}

} // namespace

void TestCliFaults::init()
{
    m_schema = m_cli.file(text("schema.json"), personSchema());
    m_cli.setVariable(text("TEST_KEY"), text("sk-very-secret-key"));
}

QStringList TestCliFaults::extract(const QStringList &more) const
{
    // One try: what is done about a failure is tst_cliretries' business.
    return QStringList{text("extract"),
                       text("--schema"),
                       m_schema,
                       text("--ndjson"),
                       text("--text"),
                       text("Jason is 25 years old"),
                       text("--max-retries"),
                       text("0"),
                       text("--http-retries"),
                       text("0")} +
           more;
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

void TestCliFaults::hostileServers_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("kind");
    const auto row = [](const char *name, const ServerScript &script, const char *options, int exitCode,
                        const char *kind) {
        QTest::newRow(name) << script << text(options) << exitCode << QByteArray(kind);
    };
    const QByteArray comment = chunk(": still here\n\n");
    const QByteArray half = contentEvent(R"({\"name\":\"Ja)");
    using namespace std::chrono_literals;
    row("a gateway's page", answerOnce(response(200, "<html><h1>Welcome</h1></html>", "text/html")), "", 5,
        "not-an-api");
    row("a page that says it is JSON", answerOnce(response(200, "<html></html>")), "", 5, "not-an-api");
    row("an empty body", answerOnce(response(200, "")), "", 5, "stream-cut");
    row("JSON that is no answer", answerOnce(response(200, R"({"hello":1})")), "", 5, "not-an-api");
    row("404 in HTML", answerOnce(response(404, "<html>no</html>", "text/html")), "", 5, "not-found");
    row("no end marker", answerOnce(stream(half)), "", 5, "stream-cut");
    row("cut in a chunk",
        {step::WaitForRequest{}, step::Send{eventStreamHead() + "40\r\n" + half.left(20)}, step::Close{}}, "",
        5, "stream-cut");
    row("malformed chunk",
        {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(half) + "zz\r\n"}, step::Close{}}, "",
        5, "stream-cut");
    row("reset",
        {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(half)}, step::Pause{100ms},
         step::Reset{}},
        "", 5, "stream-cut");
    row("comments for ever",
        {step::WaitForRequest{}, step::Send{eventStreamHead()}, step::Repeat{comment, 100'000, 50ms}},
        "--no-content-timeout 1", 5, "no-content-timeout");
    row("silence", {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(half)}},
        "--idle-timeout 0.5", 5, "idle-timeout");
    row("nothing at all", {step::WaitForRequest{}}, "--first-byte-timeout 0.5", 5, "first-byte-timeout");
    row("headers and nothing more", {step::WaitForRequest{}, step::Send{eventStreamHead()}},
        "--first-byte-timeout 0.5", 5, "first-byte-timeout");
    row("depth without end",
        {step::WaitForRequest{}, step::Send{eventStreamHead()},
         step::Repeat{chunk(contentEvent(QByteArray(1000, '['))), 1000}},
        "", 6, "limit-exceeded");
    row("an answer without end",
        {step::WaitForRequest{}, step::Send{eventStreamHead()},
         step::Repeat{chunk(contentEvent(QByteArray(1 << 16, 'x')))}},
        "", 6, "invalid-answer");
    row("an event without end",
        {step::WaitForRequest{}, step::Send{eventStreamHead()},
         step::Repeat{chunk(QByteArray(1 << 16, 'x'))}},
        "", 5, "limit-exceeded");
    row("invalid UTF-8",
        answerOnce(stream(contentEvent("{\\\"name\\\":\\\"J\xFF\xFEson\\\",\\\"age\\\":25}") + kDone)), "", 0,
        "");
}

void TestCliFaults::hostileServers()
{
    QFETCH(ServerScript, script);
    QFETCH(QString, options);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, kind);
    ScriptedServer server;
    server.setDefault(script);
    const CliEnd end =
        m_cli.run(extractAt(server, options.split(QLatin1Char(' '), Qt::SkipEmptyParts)), {}, kPatience);
    const json::Value result = end.result();
    QVERIFY2(!result.isNull(), end.err.constData());
    QCOMPARE(QByteArray::fromStdString(result["error"]["kind"].text()), kind);
    QCOMPARE(end.exitCode, exitCode);
    if (kind.isEmpty()) // the only one that is an answer
        QCOMPARE(result["value"]["name"].text(), std::string("J\xEF\xBF\xBD\xEF\xBF\xBDson"));
    QCOMPARE(server.postCount(), 1);
    if (end.out.contains("\"Ja\""))
        QCOMPARE(result["value"]["name"].text(), std::string("Ja")); // what came is kept
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

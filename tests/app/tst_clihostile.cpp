// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerstream.h"
#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <chrono>

using namespace espalier;
using namespace espalier::test;

/// Servers that mean no good: each ends with a name, in its time, after one POST, and the run is told to have
/// finished once.
class TestCliHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_schema = m_cli.file(QStringLiteral("schema.json"), personSchema()); }
    void everyOneEndsWithAName_data();
    void everyOneEndsWithAName();
    void halfATlsRecord_data();
    void halfATlsRecord();

private:
    [[nodiscard]] CliEnd ask(const QUrl &url, const QString &options);
    Cli m_cli;
    QString m_schema;
    QByteArray m_events;
};

namespace {

constexpr int kPatience = 60'000;

} // namespace

/// One try, unless the options say otherwise; what it told is in m_events.
CliEnd TestCliHostile::ask(const QUrl &url, const QString &options)
{
    const QString events = m_cli.path(text("events.jsonl"));
    QFile::remove(events);
    QStringList call =
        extractJason(m_schema) + QStringList{text("--base-url"), url.toString(), text("--model"),  text("m"),
                                             text("--mode"),     text("json"),   text("--events"), events};
    if (!options.contains(text("--http-retries")))
        call << text("--http-retries") << text("0");
    const CliEnd end = m_cli.run(call + options.split(QLatin1Char(' '), Qt::SkipEmptyParts), {}, kPatience);
    QFile file(events);
    m_events = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return end;
}

void TestCliHostile::everyOneEndsWithAName_data()
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
    row("a line of headers without end",
        {step::WaitForRequest{}, step::Send{"HTTP/1.1 200 OK\r\nX-Long: "},
         step::Repeat{QByteArray(1 << 16, 'x')}},
        "", 5, "limit-exceeded");
    row("headers without end",
        {step::WaitForRequest{}, step::Send{"HTTP/1.1 200 OK\r\n"}, step::Repeat{"X-More: and more\r\n"}}, "",
        5, "limit-exceeded");
    row("a refusal without end",
        {step::WaitForRequest{}, step::Send{responseHead(401, {"Content-Type: text/html"})},
         step::Repeat{QByteArray(1 << 16, 'x')}},
        "", 3, "key-refused");
    row("a refusal that stalls",
        {step::WaitForRequest{}, step::Send{responseHead(401, {"Content-Length: 40"}) + "no"}},
        "--first-byte-timeout 0.5", 5, "not-an-api");
    row("slow headers without end",
        {step::WaitForRequest{}, step::Send{"HTTP/1.1 200 OK\r\n"},
         step::Repeat{"X-More: and more\r\n", 100'000, 50ms}},
        "--first-byte-timeout 1", 5, "not-an-api");
    row("100 Continue without end",
        {step::WaitForRequest{}, step::Repeat{"HTTP/1.1 100 Continue\r\n\r\n", 100'000, 20ms}},
        "--first-byte-timeout 1", 5, "not-an-api");
    row("a number that never ends",
        {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(contentEvent(R"({\"age\":)"))},
         step::Repeat{chunk(contentEvent(QByteArray("2718281828459045").repeated(4096)))}},
        "", 6, "invalid-answer");
    row("a slow body without end",
        {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(half)},
         step::Repeat{chunk(contentEvent("n")), 100'000, 50ms}},
        "--deadline 2", 5, "deadline-exceeded");
    row("an error page without end",
        {step::WaitForRequest{}, step::Send{responseHead(500, {"Content-Type: text/html"})},
         step::Repeat{QByteArray(1 << 16, 'x')}},
        "", 5, "server-fault");
    row("an absurd Retry-After",
        answerOnce(response(429, "{}", "application/json", {"Retry-After: 99999999999999999999"})),
        "--http-retries 2", 4, "rate-limited");
    row("a Retry-After before today",
        answerOnce(response(429, "{}", "application/json", {"Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"})),
        "", 4, "rate-limited");
    row("a Retry-After that is none",
        answerOnce(response(429, "{}", "application/json", {"Retry-After: -7e999"})), "", 4, "rate-limited");
    row("a head that is no text",
        answerOnce("HTTP/1.1 200 \xFF\xFE\r\nContent-Type: \xFF\xFE\r\nContent-Length: 2\r\n\r\n{}"), "", 5,
        "not-an-api");
    row("an error that is no text", answerOnce(response(400, "{\"error\":{\"message\":\"no \xFF\xFE\"}}")),
        "", 5, "request-refused");
    row("invalid UTF-8",
        answerOnce(stream(contentEvent("{\\\"name\\\":\\\"J\xFF\xFEson\\\",\\\"age\\\":25}") + kDone)), "", 0,
        "");
}

void TestCliHostile::everyOneEndsWithAName()
{
    QFETCH(ServerScript, script);
    QFETCH(QString, options);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, kind);
    ScriptedServer server;
    server.setDefault(script);
    const CliEnd end = ask(server.url(text("/v1")), options);
    const json::Value result = end.result();
    QVERIFY2(!result.isNull(), end.err.constData());
    QCOMPARE(QByteArray::fromStdString(result["error"]["kind"].text()), kind);
    QCOMPARE(end.exitCode, exitCode);
    if (kind.isEmpty()) // the only one that is an answer
        QCOMPARE(result["value"]["name"].text(), std::string("J\xEF\xBF\xBD\xEF\xBF\xBDson"));
    QCOMPARE(server.postCount(), 1);
    QCOMPARE(m_events.count("\"event\":\"run:finished\""), 1);
    QCOMPARE(m_events.count("\"event\":\"batch:finished\""), 1);
    if (end.out.contains("\"Ja\""))
        QVERIFY(result["value"]["name"].text().starts_with("Ja")); // what came is kept
}

void TestCliHostile::halfATlsRecord_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::addColumn<QByteArray>("kind");
    const QByteArray half("\x16\x03\x03\x40\x00\x02\x00", 7);
    QTest::newRow("and silence") << ServerScript{step::Send{half}} << QByteArray("first-byte-timeout");
    QTest::newRow("and the end") << ServerScript{step::Send{half}, step::Close{}}
                                 << QByteArray("no-connection");
    QTest::newRow("no TLS at all") << ServerScript{step::Send{"HTTP/1.1 400 Bad Request\r\n\r\n"},
                                                   step::Close{}}
                                   << QByteArray("no-connection");
    QTest::newRow("no TLS, without end")
        << ServerScript{step::Repeat{QByteArray(1 << 16, 'x')}} << QByteArray("no-connection");
}

void TestCliHostile::halfATlsRecord()
{
    QFETCH(ServerScript, script);
    QFETCH(QByteArray, kind);
    ScriptedServer server;
    server.setDefault(script);
    QUrl url = server.url(text("/v1"));
    url.setScheme(text("https"));
    QElapsedTimer time;
    time.start();
    const CliEnd end = ask(url, text("--first-byte-timeout 1"));
    QCOMPARE(QByteArray::fromStdString(end.result()["error"]["kind"].text()), kind);
    QCOMPARE(end.exitCode, 5);
    QCOMPARE(server.postCount(), 0);
    QCOMPARE(m_events.count("\"event\":\"run:finished\""), 1);
    QVERIFY(time.elapsed() < 20'000);
}

QTEST_GUILESS_MAIN(TestCliHostile)
#include "tst_clihostile.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/practiceserver.h"

#include "practicetest.h"
#include "schema/answershape.h"
#include "wire/answerdecoder.h"
#include "wire/chatrequest.h"
#include "json/read.h"

#include "json/writer.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace espalier;
using practice::PracticeServer;
using test::personRequest;
using test::RawClient;

Q_DECLARE_METATYPE(espalier::wire::AnswerMode)

class TestPracticeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void guideExamplesInEveryMode_data();
    void guideExamplesInEveryMode();
    void parallelToolsGiveACallForEachRecord();
    void modelsAreListed();
    void refusals_data();
    void refusals();
    void foreignHostIsTurnedAway();
    void manyRequestsOnOneConnection();
    void requestsSentAtOnce();
    void largeBodyIsRefusedReadably();
    void continueIsSent();
    void tokenLimitEndsTheAnswer();
    void tokenRateIsKept();
    void sixtyFourStreamsAtOnce();
    void destroyedWithRunningStreams();
    void startsAgainWithAnotherKey();
    void takenPortIsAnError();
    void unreadableFaultsAreAnError();

private:
    wire::Deltas ask(const QByteArray &body);
    std::unique_ptr<PracticeServer> m_server;
};

void TestPracticeServer::init()
{
    m_server = std::make_unique<PracticeServer>();
    QVERIFY2(m_server->start({}), qPrintable(m_server->errorText()));
}

void TestPracticeServer::cleanup()
{
    m_server.reset();
}

wire::Deltas TestPracticeServer::ask(const QByteArray &body)
{
    QNetworkAccessManager manager;
    QNetworkRequest request(QUrl(m_server->baseUrl().toString() + QStringLiteral("/chat/completions")));
    request.setRawHeader("Authorization", "Bearer " + m_server->key().toUtf8());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(manager.post(request, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(20'000);
    const QByteArray answer = reply->readAll();
    wire::AnswerDecoder decoder(reply->header(QNetworkRequest::ContentTypeHeader).toString().toStdString());
    wire::Deltas deltas = decoder.feed({answer.constData(), static_cast<std::size_t>(answer.size())});
    const wire::Deltas last = decoder.finish();
    deltas.insert(deltas.end(), last.begin(), last.end());
    return deltas;
}

void TestPracticeServer::guideExamplesInEveryMode_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<bool>("iterable");
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<wire::AnswerMode>("mode");
    QTest::addColumn<bool>("stream");
    const QByteArray person =
        R"({"title":"User","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
    const QByteArray addresses =
        R"({"title":"User","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"addresses":{"type":"array",
        "items":{"$ref":"#/$defs/Address"}}},"required":["name","age","addresses"],"$defs":{"Address":{"type":"object","properties":{"street":{"type":"string"},
        "city":{"type":"string"},"country":{"type":"string"}},"required":["street","city","country"]}}})";
    const QByteArray profile =
        R"({"title":"UserProfile","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"bio":{"type":"string"}},"required":["name","age","bio"]})";
    const struct
    {
        const char *name;
        QByteArray schema;
        bool iterable;
        QByteArray document;
        QByteArray expected;
    } examples[] = {
        {"person", person, false, "Extract: Jason is 25 years old", R"({"name":"Jason","age":25})"},
        {"addresses", addresses, false,
         "Jason is 25 years old. He lives at 123 Main St, New York, USA and has a summer house at 456 Beach "
         "Rd, Miami, USA",
         R"({"name":"Jason","age":25,"addresses":[{"street":"123 Main St","city":"New York","country":"USA"},{"street":"456 Beach Rd","city":"Miami","country":"USA"}]})"},
        {"users", person, true, "Jason is 25 years old, Sarah is 30 years old, and Mike is 28 years old",
         R"({"items":[{"name":"Jason","age":25},{"name":"Sarah","age":30},{"name":"Mike","age":28}]})"},
        {"profile", profile, false, "Create a user profile for Jason, age 25",
         R"({"name":"Jason","age":25,"bio":"Jason is 25 years old."})"},
    };
    const std::pair<const char *, wire::AnswerMode> modes[] = {{"tools", wire::AnswerMode::Tools},
                                                               {"json", wire::AnswerMode::Json},
                                                               {"json_schema", wire::AnswerMode::JsonSchema},
                                                               {"md_json", wire::AnswerMode::MdJson}};
    for (const auto &example : examples) {
        for (const auto &[modeName, mode] : modes) {
            for (const bool stream : {false, true})
                QTest::addRow("%s, %s, %s", example.name, modeName, stream ? "streamed" : "whole")
                    << example.schema << example.iterable << example.document << example.expected << mode
                    << stream;
        }
    }
}

void TestPracticeServer::guideExamplesInEveryMode()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const bool, iterable);
    QFETCH(const QByteArray, document);
    QFETCH(const QByteArray, expected);
    QFETCH(const wire::AnswerMode, mode);
    QFETCH(const bool, stream);
    wire::ChatRequest request;
    request.model = "practice-reader";
    request.mode = mode;
    request.stream = stream ? wire::StreamKind::Partial : wire::StreamKind::None;
    request.document = document.toStdString();
    request.shape = schema::AnswerShape::of(json::readStrict(schema.toStdString()).value(), iterable).value();
    const wire::Deltas deltas =
        ask(QByteArray::fromStdString(json::writeCompact(wire::chatBody(request, {}))));
    std::string text;
    std::string finish;
    bool done = false;
    bool usage = false;
    for (const wire::Delta &delta : deltas) {
        if (delta.kind == wire::Delta::Kind::Text || delta.kind == wire::Delta::Kind::ToolCall)
            text += delta.text;
        if (delta.kind == wire::Delta::Kind::Finish)
            finish = delta.text;
        done = done || delta.kind == wire::Delta::Kind::Done;
        usage = usage || (delta.kind == wire::Delta::Kind::Usage && delta.usage.completionTokens > 0);
    }
    const bool fenced = mode == wire::AnswerMode::MdJson;
    QCOMPARE(QByteArray::fromStdString(text), fenced ? "```json\n" + expected + "\n```" : expected);
    QCOMPARE(finish, std::string(mode == wire::AnswerMode::Tools ? "tool_calls" : "stop"));
    QVERIFY(done);
    QVERIFY(usage);
}

void TestPracticeServer::parallelToolsGiveACallForEachRecord()
{
    const QByteArray body =
        R"({"model":"practice-reader","tool_choice":"auto","messages":[{"role":"user","content":"Ida is 40 years old.\nLamp: 12.50 EUR\nJon is 22 years old."}],
        "tools":[{"type":"function","function":{"name":"Product","parameters":{"type":"object","properties":{"product":{"type":"string"},"price":{"type":"number"}},"required":["product","price"]}}},
        {"type":"function","function":{"name":"Person","parameters":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}}}]})";
    std::vector<std::string> calls;
    for (const wire::Delta &delta : ask(body)) {
        if (delta.kind == wire::Delta::Kind::ToolCall)
            calls.push_back(delta.name + delta.text);
    }
    QCOMPARE(calls, (std::vector<std::string>{R"(Person{"name":"Ida","age":40})",
                                              R"(Product{"product":"Lamp","price":12.50})",
                                              R"(Person{"name":"Jon","age":22})"}));
}

void TestPracticeServer::modelsAreListed()
{
    RawClient client(*m_server);
    client.get("/v1/models");
    QVERIFY(client.answer().contains(R"("id":"practice-reader")"));
    client.get("/v1/models/practice-reader");
    QVERIFY(client.answer().contains("200 OK"));
    client.get("/v1/models/gpt-4");
    const QByteArray unknown = client.answer();
    QVERIFY(unknown.startsWith("HTTP/1.1 404"));
    QVERIFY(unknown.contains("model_not_found"));
}

void TestPracticeServer::refusals_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray key = "Authorization: Bearer KEY\r\n";
    QTest::newRow("no key") << QByteArray("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n") << 401;
    QTest::newRow("wrong key")
        << QByteArray("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n") << 401;
    QTest::newRow("other scheme")
        << QByteArray("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic KEY\r\n\r\n")
        << 401;
    QTest::newRow("path") << "GET /v1/embeddings HTTP/1.1\r\nHost: localhost\r\n" + key + "\r\n" << 404;
    QTest::newRow("method") << "POST /v1/models HTTP/1.1\r\nHost: localhost\r\n" + key +
                                   "Content-Length: 0\r\n\r\n"
                            << 405;
    QTest::newRow("get") << "GET /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + key + "\r\n" << 405;
    QTest::newRow("preflight") << QByteArray("OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: "
                                             "localhost\r\nOrigin: http://evil.example\r\n\r\n")
                               << 405;
    QTest::newRow("no JSON") << "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + key +
                                    "Content-Length: 1\r\n\r\n{"
                             << 400;
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
}

void TestPracticeServer::refusals()
{
    QFETCH(QByteArray, request);
    QFETCH(const int, status);
    RawClient client(*m_server);
    client.send(request.replace("KEY", m_server->key().toUtf8()));
    const QByteArray answer = client.answer();
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
    QVERIFY(answer.contains(R"({"error":{"message":")"));
    QVERIFY(!answer.contains("Access-Control"));
}

void TestPracticeServer::foreignHostIsTurnedAway()
{
    for (const char *host : {"evil.example", "127.0.0.1.evil.example:80", "127.0.0.2", ""}) {
        RawClient client(*m_server);
        client.send("GET /v1/models HTTP/1.1\r\nHost: " + QByteArray(host) + "\r\nAuthorization: Bearer " +
                    m_server->key().toUtf8() + "\r\n\r\n");
        QVERIFY2(client.answer().startsWith("HTTP/1.1 403"), host);
    }
}

void TestPracticeServer::manyRequestsOnOneConnection()
{
    RawClient client(*m_server);
    for (int i = 0; i < 20; ++i) {
        client.post(personRequest());
        const QByteArray answer = client.answer();
        QVERIFY2(answer.contains("Ann Lee"), answer.constData());
    }
}

void TestPracticeServer::requestsSentAtOnce()
{
    RawClient client(*m_server);
    QByteArray both;
    for (int i = 0; i < 3; ++i)
        both += "GET /v1/models/practice-reader HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                m_server->key().toUtf8() + "\r\n\r\n";
    client.send(both);
    for (int i = 0; i < 3; ++i)
        QVERIFY(client.answer().contains("200 OK"));
}

void TestPracticeServer::largeBodyIsRefusedReadably()
{
    RawClient client(*m_server);
    client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n" +
                QByteArray(2'000'000, 'x'));
    QVERIFY(client.answer().startsWith("HTTP/1.1 413"));
    client.untilClosed();
    QCOMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
}

void TestPracticeServer::continueIsSent()
{
    RawClient client(*m_server);
    const QByteArray body = personRequest();
    client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                m_server->key().toUtf8() + "\r\nExpect: 100-continue\r\nContent-Length: " +
                QByteArray::number(body.size()) + "\r\n\r\n");
    QVERIFY(client.until("\r\n\r\n").startsWith("HTTP/1.1 100 Continue"));
    client.send(body);
    QVERIFY(client.until("Ann Lee").contains("Ann Lee"));
}

void TestPracticeServer::tokenLimitEndsTheAnswer()
{
    std::string text;
    std::string finish;
    for (const wire::Delta &delta : ask(personRequest(R"("stream":true,"max_tokens":3)"))) {
        text += delta.kind == wire::Delta::Kind::ToolCall ? delta.text : "";
        finish += delta.kind == wire::Delta::Kind::Finish ? delta.text : "";
    }
    QCOMPARE(finish, std::string("length"));
    QCOMPARE(text, std::string(R"({"name":"Ann)"));
}

void TestPracticeServer::tokenRateIsKept()
{
    PracticeServer server;
    PracticeServer::Options options;
    options.tokensPerSecond = 20;
    QVERIFY(server.start(options));
    RawClient client(server);
    QElapsedTimer time;
    time.start();
    client.post(personRequest(R"("stream":true)"));
    QVERIFY(client.until("[DONE]").contains("[DONE]"));
    // Nine pieces, the first at once: eight twentieths of a second at least.
    QVERIFY2(time.elapsed() >= 350, qPrintable(QString::number(time.elapsed())));
}

void TestPracticeServer::sixtyFourStreamsAtOnce()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 64; ++i) {
        clients.push_back(std::make_unique<RawClient>(*m_server));
        QVERIFY(clients.back()->connected());
        clients.back()->post(personRequest(R"("stream":true)"), "X-Espalier-Faults: rate=200\r\n");
    }
    for (const auto &client : clients)
        QVERIFY(client->until("[DONE]").contains("[DONE]"));
}

void TestPracticeServer::destroyedWithRunningStreams()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<RawClient>(*m_server));
        clients.back()->post(personRequest(R"("stream":true)"),
                             i % 2 ? "X-Espalier-Faults: rate=2\r\n"
                                   : "X-Espalier-Faults: ok,delay=60000\r\n");
    }
    QVERIFY(clients[1]->until("tool_calls").contains("tool_calls"));
    m_server.reset();
    for (const auto &client : clients) {
        client->untilClosed();
        QVERIFY(client->socket().state() != QAbstractSocket::ConnectedState);
    }
}

void TestPracticeServer::startsAgainWithAnotherKey()
{
    const QString before = m_server->key();
    QVERIFY(before.size() > 30);
    QVERIFY(m_server->start({}));
    QVERIFY(m_server->key() != before);
    RawClient client(*m_server);
    client.get("/v1/models");
    QVERIFY(client.answer().contains("200 OK"));
    QVERIFY(!PracticeServer().baseUrl().isValid());
}

void TestPracticeServer::takenPortIsAnError()
{
    PracticeServer other;
    PracticeServer::Options options;
    options.port = static_cast<std::uint16_t>(m_server->baseUrl().port());
    QVERIFY(!other.start(options));
    QVERIFY(other.errorText().contains(QString::number(options.port)));
    QVERIFY(other.start({}));
    QVERIFY(other.errorText().isEmpty());
}

void TestPracticeServer::unreadableFaultsAreAnError()
{
    PracticeServer other;
    PracticeServer::Options options;
    options.faults = "ok;nonsense";
    QVERIFY(!other.start(options));
    QVERIFY(other.errorText().contains(QStringLiteral("nonsense")));
}

QTEST_GUILESS_MAIN(TestPracticeServer)
#include "tst_practiceserver.moc"

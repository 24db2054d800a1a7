// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QTest>

Q_DECLARE_METATYPE(espalier::ErrorKind)

namespace espalier::test {

namespace {

const QByteArray kEvents = "data: {\"a\":1}\n\ndata: [DONE]\n\n";

// kEvents through zlib: a sync flush after the first event, as servers do it, the end after the second.
constexpr const char *kGzipFirst = "H4sIAAAAAAAAA0pJLEm0UqhWSlSyMqzl4gIAAAD//w==";
constexpr const char *kGzipSecond = "SwFzo138/VxjubgAsbdfNB0AAAA=";

ServerScript streamed(const QByteArray &events, const std::vector<QByteArray> &headerLines = {})
{
    return answerOnce(eventStreamHead(headerLines) + chunk(events) + chunk({}));
}

/// The same answer to two requests on one connection that stays open.
ServerScript twice(const QByteArray &bytes)
{
    return {step::WaitForRequest{}, step::Send{bytes}, step::WaitForRequest{}, step::Send{bytes}};
}

} // namespace

class TestQnamTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void streamsAnAnswer();
    void sendsThePostAsItShouldBe();
    void sendsAGet();
    void sendsAnEmptyAndABigBody_data();
    void sendsAnEmptyAndABigBody();
    void usesNoConnectionTwice();
    void sendsNoCookiesBack();
    void reusesNoCredentials();
    void inflates_data();
    void inflates();
    void inflatesEventByEvent();
    void collectsErrorBodies_data();
    void collectsErrorBodies();
    void capsErrorBodies();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void refusesWhatItCannotSend_data();
    void refusesWhatItCannotSend();
};

void TestQnamTransport::streamsAnAnswer()
{
    ScriptedServer server;
    server.play(streamed(kEvents));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->body, kEvents);
    QCOMPARE(probe->order.front(), 's');
    QCOMPARE(probe->order.back(), 'f');
    QCOMPARE(probe->ends, 1);
    QCOMPARE(probe->end->httpStatus, 200);
    QCOMPARE(probe->end->error, Error{});
    QCOMPARE(*findHeader(probe->end->headers, "content-type"), std::string("text/event-stream"));
}

void TestQnamTransport::sendsThePostAsItShouldBe()
{
    ScriptedServer server;
    server.play(streamed(kEvents));
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url(QStringLiteral("/v1/chat/completions")));
    request.headers = {{"X-Extra", "1"}, {"User-Agent", "somebody else"}, {"Accept-Encoding", "gzip"}};
    (void)exchange(transport, request);

    QCOMPARE(server.requestCount(), 1);
    const ReceivedRequest got = server.requests().front();
    QCOMPARE(got.requestLine(), "POST /v1/chat/completions HTTP/1.1");
    QCOMPARE(got.body, request.body);
    QCOMPARE(got.header("Host"), "127.0.0.1:" + QByteArray::number(server.port()));
    QCOMPARE(got.headers("User-Agent"), std::vector<QByteArray>{"Espalier/0.1.0"});
    QCOMPARE(got.headers("Content-Length"), std::vector<QByteArray>{QByteArray::number(request.body.size())});
    QCOMPARE(got.header("Content-Type"), "application/json");
    QCOMPARE(got.header("Accept"), "text/event-stream, application/json");
    QCOMPARE(got.header("Accept-Language"), "*");
    QCOMPARE(got.headers("Connection"), std::vector<QByteArray>{"close"});
    QCOMPARE(got.header("X-Extra"), "1");
    QCOMPARE(got.headers("Authorization"), std::vector<QByteArray>{"Bearer test-key-4711"});
    QVERIFY(got.header("Accept-Encoding").contains("deflate")); // Qt's own list: it inflates
    QVERIFY(got.headers("Cookie").empty());
}

void TestQnamTransport::sendsAGet()
{
    ScriptedServer server;
    server.play(answerOnce(response(200, "{\"data\":[]}")));
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url(QStringLiteral("/v1/models")));
    request.method = "GET";
    request.body.clear();
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe->body, "{\"data\":[]}");
    const ReceivedRequest got = server.requests().front();
    QCOMPARE(got.requestLine(), "GET /v1/models HTTP/1.1");
    QVERIFY(got.headers("Content-Length").empty());
    QVERIFY(got.headers("Content-Type").empty());
}

void TestQnamTransport::sendsAnEmptyAndABigBody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("8 MB") << QByteArray(8'000'000, 'x');
}

void TestQnamTransport::sendsAnEmptyAndABigBody()
{
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.play(streamed(kEvents));
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.body = body;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe->body, kEvents);
    QCOMPARE(server.postCount(), 1);
    QVERIFY(server.requests().front().body == body);
}

/// A server may close after an answer without a word, and a request sent meanwhile is lost.
void TestQnamTransport::usesNoConnectionTwice()
{
    ScriptedServer server;
    server.setDefault(
        {step::WaitForRequest{}, step::Send{response(200, "{}")}, step::WaitForRequest{}, step::Close{}});
    net::QnamTransport transport;
    for (int i = 0; i < 3; ++i) {
        const StreamProbe probe = exchange(transport, requestTo(server.url()));
        QCOMPARE(probe.kind(), ErrorKind::None);
        QCOMPARE(probe->body, "{}");
    }
    QCOMPARE(server.connectionCount(), 3);
    QCOMPARE(server.postCount(), 3);
    QVERIFY(eventually([&] { return server.openConnections() <= 1; })); // of managers that are given up
}

void TestQnamTransport::sendsNoCookiesBack()
{
    ScriptedServer server;
    server.setDefault(twice(response(200, "{}", "application/json", {"Set-Cookie: track=me; Path=/"})));
    net::QnamTransport transport;
    (void)exchange(transport, requestTo(server.url()));
    (void)exchange(transport, requestTo(server.url()));
    QCOMPARE(server.requestCount(), 2);
    QVERIFY(!server.allBytes().toLower().contains("cookie"));
}

void TestQnamTransport::reusesNoCredentials()
{
    ScriptedServer server;
    server.setDefault(
        twice(response(401, "{}", "application/json", {"WWW-Authenticate: Basic realm=\"x\""})));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->end->httpStatus, 401);
    QCOMPARE(probe.kind(), ErrorKind::None);
    net::HttpRequest withoutKey = requestTo(server.url());
    withoutKey.secretHeaders.clear();
    (void)exchange(transport, withoutKey);
    QCOMPARE(server.requestCount(), 2);
    QVERIFY(server.requests()[1].headers("Authorization").empty());
}

void TestQnamTransport::inflates_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("gzip") << QByteArray("gzip") << QByteArray::fromBase64(kGzipFirst)
                          << QByteArray::fromBase64(kGzipSecond);
    QTest::newRow("deflate") << QByteArray("deflate")
                             << QByteArray::fromBase64("eJxKSSxJtFKoVkpUsjKs5eICAAAA//8=")
                             << QByteArray::fromBase64("SwFzo138/VxjubgAgGcH9w==");
}

void TestQnamTransport::inflates()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    ScriptedServer server;
    const QByteArray all = first + second;
    ServerScript script = {step::WaitForRequest{},
                           step::Send{eventStreamHead({"Content-Encoding: " + encoding})}};
    for (const char byte : all)
        script.push_back(step::Send{chunk(QByteArray(1, byte)), 2}); // no boundary where the format has one
    script.push_back(step::Send{chunk({})});
    server.play(script);
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->body, kEvents);
    QCOMPARE(probe.kind(), ErrorKind::None);
}

void TestQnamTransport::inflatesEventByEvent()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead({"Content-Encoding: gzip"})},
                 step::Send{chunk(QByteArray::fromBase64(kGzipFirst))}, step::WaitForSignal{},
                 step::Send{chunk(QByteArray::fromBase64(kGzipSecond)) + chunk({})}});
    net::QnamTransport transport;
    QObject parent;
    const StreamProbe probe(transport.send(requestTo(server.url()), &parent));
    QTRY_COMPARE(probe->body, "data: {\"a\":1}\n\n"); // the first event, while the server waits
    QVERIFY(!probe.ended());
    server.proceed();
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe->body, kEvents);
}

void TestQnamTransport::collectsErrorBodies_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 529})
        QTest::addRow("%d", status) << status;
}

void TestQnamTransport::collectsErrorBodies()
{
    QFETCH(int, status);
    const QByteArray body = "{\"error\":{\"message\":\"no\",\"code\":\"some_code\"}}";
    const QByteArray answer = response(status, body, "application/json", {"Retry-After: 7"});
    for (const qsizetype piece : {qsizetype{0}, qsizetype{1}, qsizetype{40}}) {
        ScriptedServer server;
        server.play({step::WaitForRequest{}, step::Send{answer, piece}, step::Close{}});
        net::QnamTransport transport;
        const StreamProbe probe = exchange(transport, requestTo(server.url()));
        QCOMPARE(probe->status, status);
        QCOMPARE(probe->end->httpStatus, status);
        QCOMPARE(probe->end->errorBody, body);
        QVERIFY(!probe->end->truncatedErrorBody);
        QCOMPARE(probe->end->error, Error{});
        QCOMPARE(*findHeader(probe->end->headers, "retry-after"), std::string("7"));
        QCOMPARE(probe->body, QByteArray()); // nothing of it goes to the event parser
        QCOMPARE(server.postCount(), 1);
    }
}

void TestQnamTransport::capsErrorBodies()
{
    ScriptedServer server;
    const QByteArray block(100'000, 'e');
    server.play({step::WaitForRequest{}, step::Send{responseHead(500, {"Content-Type: text/html"})},
                 step::Repeat{block}});
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->end->httpStatus, 500);
    QCOMPARE(probe->end->errorBody, QByteArray(64 * 1024, 'e'));
    QVERIFY(probe->end->truncatedErrorBody);
    QCOMPARE(probe.kind(), ErrorKind::None);
    QTRY_COMPARE(server.openConnections(), 0); // the endless rest is not read
}

void TestQnamTransport::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {300, 301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestQnamTransport::followsNoRedirect()
{
    QFETCH(int, status);
    ScriptedServer thief;
    thief.setDefault(answerOnce(response(200, "{}")));
    ScriptedServer server;
    const QByteArray target = thief.url(QStringLiteral("/stolen")).toEncoded();
    server.play(answerOnce(response(status, "moved", "text/plain", {"Location: " + target})));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->end->httpStatus, status);
    QCOMPARE(probe->end->error, Error{});
    QCOMPARE(QByteArray::fromStdString(*findHeader(probe->end->headers, "location")), target);
    QCOMPARE(probe->end->errorBody, "moved");
    QCOMPARE(probe->body, QByteArray());
    QTest::qWait(20); // would it follow, it would do so now
    QCOMPARE(thief.connectionCount(), 0);
    QCOMPARE(server.requestCount(), 1);
}

void TestQnamTransport::refusesWhatItCannotSend_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("proxy");
    QTest::addColumn<QByteArray>("caFile");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char *name, const char *method, const char *url, const char *header,
                        const char *proxy, const char *ca, ErrorKind kind) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(url) << QByteArray(header)
                            << QByteArray(proxy) << QByteArray(ca) << kind;
    };
    row("method", "PUT", "http://127.0.0.1/", "v", "", "", ErrorKind::Usage);
    row("scheme", "POST", "ftp://127.0.0.1/", "v", "", "", ErrorKind::Usage);
    row("no host", "POST", "http:///v1", "v", "", "", ErrorKind::Usage);
    row("no url", "POST", "", "v", "", "", ErrorKind::Usage);
    row("user in url", "POST", "http://me:pw@127.0.0.1/", "v", "", "", ErrorKind::Usage);
    row("line break in a header", "POST", "http://127.0.0.1/", "key\r\nHost: x", "", "", ErrorKind::Usage);
    row("proxy scheme", "POST", "http://127.0.0.1/", "v", "ftp://127.0.0.1:1", "", ErrorKind::Usage);
    row("proxy port", "POST", "http://127.0.0.1/", "v", "http://127.0.0.1", "", ErrorKind::Usage);
    row("no such file", "POST", "http://127.0.0.1/", "v", "", "/nowhere/ca.pem", ErrorKind::CannotRead);
}

void TestQnamTransport::refusesWhatItCannotSend()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, proxy);
    QFETCH(QByteArray, caFile);
    QFETCH(ErrorKind, kind);
    net::HttpRequest request = requestTo(QUrl::fromEncoded(url));
    request.method = method;
    request.secretHeaders = {{"X-Api-Key", header.toStdString()}};
    if (!proxy.isEmpty()) {
        request.connection.proxy = net::ConnectionPolicy::Proxy::Manual;
        request.connection.manualProxy = QUrl::fromEncoded(proxy);
    }
    request.connection.extraCaFile = QString::fromUtf8(caFile);
    net::QnamTransport transport;
    QObject parent;
    const StreamProbe probe(transport.send(request, &parent));
    QVERIFY(!probe.ended()); // reported later, like everything
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.kind(), kind);
    QCOMPARE(probe->order, std::vector<char>{'f'});
    QVERIFY(!probe->end->error.message.empty());
    QVERIFY(probe->end->error.message.find("Host: x") == std::string::npos);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestQnamTransport)

#include "tst_qnamtransport.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/httprequest.h"

#include "practice/httpresponse.h"
#include "support/splits.h"

#include <QTest>

using namespace espalier;
using practice::HttpRequest;
using practice::HttpRequestReader;
using State = HttpRequestReader::State;
using test::Pieces;

namespace {

/// Everything read, as one comparable text.
std::string read(const Pieces &pieces, practice::HttpLimits limits = {})
{
    HttpRequestReader reader(limits);
    std::string out;
    for (const std::string_view piece : pieces) {
        reader.feed(piece);
        while (reader.state() == State::Complete) {
            const HttpRequest request = reader.take();
            out += request.method + ' ' + request.target + (request.keepAlive ? " keep" : " close");
            for (const auto &[name, value] : request.headers)
                out += '|' + name + '=' + value;
            out += "|body=" + request.body + '\n';
        }
    }
    if (reader.state() == State::Refused)
        out += "refused " + std::to_string(reader.refusal().status);
    return out;
}

} // namespace

class TestHttpRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void limits();
    void continueIsAskedForOnce();
    void idleBetweenRequests();
    void responses();
};

void TestHttpRequest::requests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("get", "GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a?b keep|Host=x|body=\n");
    row("sized", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length:  3 \r\n\r\nabc",
        "POST / keep|host=x|content-length=3|body=abc\n");
    row("chunked",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: v\r\n\r\n",
        "POST / keep|Host=x|Transfer-Encoding=chunked|body=abc0123456789\n");
    row("two",
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nzGET",
        "GET /1 keep|Host=x|body=\nPOST /2 keep|Host=x|Content-Length=1|body=z\n");
    row("empty line before", "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / keep|Host=x|body=\n");
    row("close", "GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n",
        "GET / close|Host=x|Connection=Close|body=\n");
    row("1.0", "GET / HTTP/1.0\r\n\r\n", "GET / close|body=\n");
    row("1.0 keeps", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "GET / keep|Connection=keep-alive|body=\n");
    row("bare LF", "GET / HTTP/1.1\nHost: x\n\n", "refused 400");
    row("no host", "GET / HTTP/1.1\r\n\r\n", "refused 400");
    row("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "refused 400");
    row("blank before colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "refused 400");
    row("folded", "GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n", "refused 400");
    row("control", "GET / HTTP/1.1\r\nHost: x\x01\r\n\r\n", "refused 400");
    row("no path", "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", "refused 400");
    row("odd version", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", "refused 505");
    row("no words", "hello\r\n\r\n", "refused 400");
    row("both framings",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "refused 400");
    row("two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
        "refused 400");
    row("length in words", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\n", "refused 400");
    row("length list", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\n", "refused 400");
    row("other coding", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "refused 501");
    row("chunk too long", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "refused 400");
    row("chunk size", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\n",
        "refused 400");
    row("tls hello", "\x16\x03\x01\x02\x05\r\n", "refused 400");
}

void TestHttpRequest::requests()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    const std::string bytes = text.toStdString();
    QCOMPARE(QByteArray::fromStdString(read({bytes})), expected);
    test::forEverySplit(
        bytes, [&](const Pieces &pieces) { QCOMPARE(QByteArray::fromStdString(read(pieces)), expected); });
}

void TestHttpRequest::limits()
{
    practice::HttpLimits limits;
    limits.lineBytes = 40;
    limits.headBytes = 100;
    limits.bodyBytes = 10;
    const std::string longLine(200, 'a');
    QCOMPARE(read({"GET /" + longLine}, limits), std::string("refused 414"));
    QCOMPARE(read({"GET / HTTP/1.1\r\nHost: x\r\nA: " + longLine}, limits), std::string("refused 431"));
    std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (int i = 0; i < 20; ++i)
        many += "A: b\r\n";
    QCOMPARE(read({many}, limits), std::string("refused 431"));
    QCOMPARE(read({"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n"}, limits),
             std::string("refused 413"));
    QCOMPARE(read({"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n"}, limits),
             std::string("refused 400"));
    QCOMPARE(read({"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\n"}),
             std::string());
    limits.headBytes = 200;
    QCOMPARE(read({"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\n"},
                  limits),
             std::string("refused 413"));
}

void TestHttpRequest::continueIsAskedForOnce()
{
    HttpRequestReader reader;
    reader.feed("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QVERIFY(reader.takeContinue());
    QVERIFY(!reader.takeContinue());
    QCOMPARE(reader.feed("ab"), State::Complete);
    HttpRequestReader whole;
    whole.feed("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");
    QVERIFY(!whole.takeContinue());
}

void TestHttpRequest::idleBetweenRequests()
{
    HttpRequestReader reader;
    QVERIFY(reader.idle());
    reader.feed("G");
    QVERIFY(!reader.idle());
    reader.feed("ET / HTTP/1.1\r\nHost: x\r\n\r\n");
    static_cast<void>(reader.take());
    QVERIFY(reader.idle());
}

void TestHttpRequest::responses()
{
    using practice::BodyFraming;
    QCOMPARE(practice::responseHead(429, {{"Retry-After", "1"}}, BodyFraming::Sized, 5, true),
             std::string("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: "
                         "5\r\nConnection: keep-alive\r\n\r\n"));
    QCOMPARE(practice::responseHead(200, {}, BodyFraming::Chunked, 0, false),
             std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
    QCOMPARE(practice::chunk(std::string(26, 'a')), "1a\r\n" + std::string(26, 'a') + "\r\n");
    QCOMPARE(practice::chunk(""), std::string());
}

QTEST_GUILESS_MAIN(TestHttpRequest)
#include "tst_httprequest.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QTest>

#include <algorithm>

namespace espalier::test {

namespace {

const QByteArray kEvents = "data: {\"a\":1}\n\ndata: [DONE]\n\n";

/// Three ways to say where a body ends, each a whole answer around the same events.
std::vector<std::pair<const char *, QByteArray>> framings()
{
    return {{"chunked", eventStreamHead() + chunk(kEvents.left(9)) + chunk(kEvents.mid(9)) + chunk({})},
            {"length", response(200, kEvents, "text/event-stream")},
            {"close", responseHead(200, {"Content-Type: text/event-stream", "Connection: close"}) + kEvents}};
}

/// How many bytes of the events are in the first `cut` bytes of an answer.
qsizetype eventBytes(const QByteArray &answer, qsizetype cut)
{
    const qsizetype bodyAt = answer.indexOf("\r\n\r\n") + 4;
    if (!answer.contains("chunked"))
        return std::max<qsizetype>(0, cut - bodyAt);
    const qsizetype firstAt = bodyAt + 3;       // behind "9", CR, LF
    const qsizetype secondAt = firstAt + 9 + 6; // behind CR, LF, "14", CR, LF
    const qsizetype second = kEvents.size() - 9;
    return std::clamp<qsizetype>(cut - firstAt, 0, 9) + std::clamp<qsizetype>(cut - secondAt, 0, second);
}

} // namespace

/// What a server or the network between can do wrong; each over a real socket.
class TestTransportFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void cutAtEveryByte_data();
    void cutAtEveryByte();
    void cutTogetherWithTheLastBytes_data() { cutAtEveryByte_data(); }
    void cutTogetherWithTheLastBytes();
    void closedBeforeAnAnswer_data();
    void closedBeforeAnAnswer();
    void keptConnectionClosedMeanwhile();
    void closedWhileUploading();
    void shorterThanSaid();
    void longerThanSaid();
    void malformedChunk();
    void noHttp_data();
    void noHttp();
    void brokenCompression();
    void cutErrorBody();
    void nobodyListens();
    void nameNotFound();
};

void TestTransportFaults::cutAtEveryByte_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("knowsItsEnd");
    for (const auto &[name, answer] : framings()) {
        const bool knowsItsEnd = QByteArray(name) != "close";
        QTest::addRow("%s, closed", name) << answer << false << knowsItsEnd;
        QTest::addRow("%s, reset", name) << answer << true << knowsItsEnd;
    }
}

// The bytes first, the end of the connection 5 ms later.
void TestTransportFaults::cutAtEveryByte()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, reset);
    QFETCH(bool, knowsItsEnd);
    const qsizetype headSize = answer.indexOf("\r\n\r\n") + 4;
    ScriptedServer server;
    net::QnamTransport transport;
    for (qsizetype cut = 0; cut < answer.size(); ++cut) {
        server.play({step::WaitForRequest{}, step::Send{answer.left(cut)},
                     step::Pause{std::chrono::milliseconds(5)},
                     reset ? Step{step::Reset{}} : Step{step::Close{}}});
        const StreamProbe probe = exchange(transport, requestTo(server.url()));
        const QByteArray where = "cut at " + QByteArray::number(cut);
        QVERIFY2(probe->ends == 1, where);
        QVERIFY2(server.postCount() == cut + 1, where); // once each, whatever happened
        QVERIFY2(kEvents.startsWith(probe->body), where);
        if (cut < headSize) {
            QVERIFY2(probe.kind() == ErrorKind::NoConnection, where);
            QVERIFY2(probe->end->fault == net::ConnectionFault::Closed, where);
        } else {
            QVERIFY2(probe.kind() == (knowsItsEnd ? ErrorKind::StreamCut : ErrorKind::None), where);
            QVERIFY2(probe->end->fault == net::ConnectionFault::None, where);
        }
        QVERIFY2(probe->body == kEvents.left(eventBytes(answer, cut)), where); // all that came is handed on
    }
}

// Bytes and end in one. When they stop within the line of a chunk's size, Qt 6.4 notices neither and waits
// on; then the idle clock ends the try.
void TestTransportFaults::cutTogetherWithTheLastBytes()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, reset);
    ScriptedServer server;
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.timeouts.firstByte = std::chrono::milliseconds(200);
    request.timeouts.idle = std::chrono::milliseconds(200);
    for (qsizetype cut = 0; cut < answer.size(); ++cut) {
        server.play({step::WaitForRequest{}, step::Send{answer.left(cut)},
                     reset ? Step{step::Reset{}} : Step{step::Close{}}});
        const StreamProbe probe = exchange(transport, request);
        const QByteArray where = "cut at " + QByteArray::number(cut);
        QVERIFY2(probe->ends == 1, where);
        QVERIFY2(server.postCount() == cut + 1, where);
        QVERIFY2(kEvents.startsWith(probe->body), where);
    }
}

void TestTransportFaults::closedBeforeAnAnswer_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("closed") << false << QByteArray("{}");
    QTest::newRow("reset") << true << QByteArray("{}");
    QTest::newRow("closed, big body") << false << QByteArray(2'000'000, 'x');
    QTest::newRow("reset, big body") << true << QByteArray(2'000'000, 'x');
}

void TestTransportFaults::closedBeforeAnAnswer()
{
    QFETCH(bool, reset);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.setDefault({step::WaitForRequest{}, reset ? Step{step::Reset{}} : Step{step::Close{}}});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.body = body;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Closed);
    QVERIFY(QByteArray::fromStdString(probe->end->error.message).contains("closed before an answer"));
    QVERIFY(!probe->end->error.nextStep.empty());
    QCOMPARE(probe->order, std::vector<char>{'f'});
    QTest::qWait(20); // would Qt repeat it, it would do so now
    QCOMPARE(server.postCount(), 1);
}

// The server gives an idle connection up just as it is used again: either the try fails or it goes through,
// but no body arrives twice.
void TestTransportFaults::keptConnectionClosedMeanwhile()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, "{}")));
    net::QnamTransport transport;
    for (int i = 1; i <= 20; ++i) {
        const StreamProbe probe = exchange(transport, requestTo(server.url()));
        QVERIFY(probe.kind() == ErrorKind::None || probe.kind() == ErrorKind::NoConnection);
        QVERIFY(server.postCount() <= i);
    }
}

void TestTransportFaults::closedWhileUploading()
{
    ScriptedServer server;
    server.setDefault({step::WaitForHead{}, step::Close{}});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.body = QByteArray(8'000'000, 'x');
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QTest::qWait(20);
    QCOMPARE(server.postCount(), 1);
}

void TestTransportFaults::shorterThanSaid()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{responseHead(200, {"Content-Length: 100"}) + kEvents},
                 step::Close{}});
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe.kind(), ErrorKind::StreamCut);
    QCOMPARE(probe->body, kEvents);
    QCOMPARE(probe->end->httpStatus, 200);
    QVERIFY(!probe->end->error.nextStep.empty());
}

void TestTransportFaults::longerThanSaid()
{
    ScriptedServer server;
    server.setDefault(answerOnce(responseHead(200, {"Content-Length: 5"}) + kEvents));
    net::QnamTransport transport;
    QCOMPARE(exchange(transport, requestTo(server.url()))->body, kEvents.left(5));
    // What was left over must not be taken for the answer of the next try.
    QCOMPARE(exchange(transport, requestTo(server.url()))->body, kEvents.left(5));
}

// Qt calls this a success; the stream says so, and what came before is there: only the protocol inside can
// tell.
void TestTransportFaults::malformedChunk()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(kEvents.left(15))},
                 step::Pause{std::chrono::milliseconds(5)}, step::Send{"zz\r\nnonsense\r\n"}, step::Close{}});
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->ends, 1);
    QVERIFY(kEvents.startsWith(probe->body));
    QVERIFY(probe->body.size() <= 15);
    QVERIFY(probe.kind() == ErrorKind::None || probe.kind() == ErrorKind::StreamCut);
    QCOMPARE(server.postCount(), 1);
}

void TestTransportFaults::noHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\x00\x05\0\0\0\0\0", 10);
    QTest::newRow("no status") << QByteArray("HTTP/1.1\r\n\r\n");
    QTest::newRow("status is a word") << QByteArray("HTTP/1.1 OK\r\nContent-Length: 2\r\n\r\n{}");
}

void TestTransportFaults::noHttp()
{
    QFETCH(QByteArray, bytes);
    ScriptedServer server;
    server.setDefault(answerOnce(bytes));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QVERIFY(probe->end->fault == net::ConnectionFault::NotHttp ||
            probe->end->fault == net::ConnectionFault::Closed);
    QCOMPARE(probe->order, std::vector<char>{'f'});
    QCOMPARE(server.postCount(), 1);
}

void TestTransportFaults::brokenCompression()
{
    ScriptedServer server;
    server.play(answerOnce(
        response(200, "this was never compressed", "text/event-stream", {"Content-Encoding: gzip"})));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe.kind(), ErrorKind::StreamCut);
    QCOMPARE(probe->body, QByteArray());
}

// The status is what counts; it is not lost because its explanation is.
void TestTransportFaults::cutErrorBody()
{
    ScriptedServer server;
    server.play(answerOnce(responseHead(429, {"Content-Length: 100", "Retry-After: 3"}) + "{\"error\":"));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(probe->end->httpStatus, 429);
    QCOMPARE(probe->end->errorBody, "{\"error\":");
    QVERIFY(probe->end->truncatedErrorBody);
}

void TestTransportFaults::nobodyListens()
{
    QUrl url;
    {
        const ScriptedServer gone;
        url = gone.url();
    }
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(url));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Refused);
    QVERIFY(!probe->end->error.nextStep.empty());
}

void TestTransportFaults::nameNotFound()
{
    net::QnamTransport transport;
    // RFC 6761, 6.4: never resolves.
    const StreamProbe probe =
        exchange(transport, requestTo(QUrl(QStringLiteral("http://no-such-host.invalid/v1"))));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::NameNotFound);
    QVERIFY(QByteArray::fromStdString(probe->end->error.message).contains("no-such-host.invalid"));
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestTransportFaults)

#include "tst_transportfaults.moc"

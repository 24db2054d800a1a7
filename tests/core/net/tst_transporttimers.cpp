// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QElapsedTimer>
#include <QTest>

namespace espalier::test {

using std::chrono::milliseconds;

namespace {

const QByteArray kEvent = "data: {\"a\":1}\n\n";

/// All clocks far away, so that only the one a test sets can fire.
net::HttpRequest patientRequest(const ScriptedServer &server)
{
    net::HttpRequest request = requestTo(server.url());
    request.timeouts.firstByte = milliseconds(60'000);
    request.timeouts.idle = milliseconds(60'000);
    request.timeouts.noContent = milliseconds(60'000);
    return request;
}

constexpr milliseconds kSoon{150};

} // namespace

/// The four clocks, in real time: bounds are wide on the late side.
class TestTransportTimers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void firstByteThoughHeadersCame();
    void firstByteWithoutAnAnswer();
    void anAnswerThatIsHiddenIsNoSilence_data();
    void anAnswerThatIsHiddenIsNoSilence();
    void firstByteWhileConnecting();
    void idleAfterSomeBytes();
    void idleIsRestartedByBytes();
    void noContentThoughCommentsCome();
    void noContentIsRestartedByContent();
    void noContentWaitsForTheFirstByte();
    void afterAnEndLittleIsWaitedFor_data();
    void afterAnEndLittleIsWaitedFor();
    void deadline();
    void offMeansOff();
    void errorStatusIsKeptWhenItsBodyStalls();
    void bytesThatWaitedCountAsArrived();

private:
    /// Sends and checks that exactly this clock ended it, not before `earliest`.
    static StreamProbe expire(ScriptedServer &server, const net::HttpRequest &request, ErrorKind expected,
                              milliseconds earliest);
};

StreamProbe TestTransportTimers::expire(ScriptedServer &server, const net::HttpRequest &request,
                                        ErrorKind expected, milliseconds earliest)
{
    net::QnamTransport transport;
    QElapsedTimer time;
    time.start();
    const StreamProbe probe = exchange(transport, request);
    // Coarse timers may be 5 % early, and then some.
    [&] {
        QCOMPARE(probe.kind(), expected);
        QVERIFY2(time.elapsed() >= earliest.count() * 9 / 10, QByteArray::number(time.elapsed()));
        QVERIFY2(time.elapsed() < 5'000, QByteArray::number(time.elapsed()));
        QVERIFY(!probe->end->error.message.empty());
        QVERIFY(!probe->end->error.nextStep.empty());
        QCOMPARE(probe->ends, 1);
        QVERIFY(eventually([&] { return server.openConnections() == 0; })); // and the connection is dropped
    }();
    return probe;
}

void TestTransportTimers::firstByteThoughHeadersCame()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead()}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.firstByte = kSoon;
    const StreamProbe probe = expire(server, request, ErrorKind::FirstByteTimeout, kSoon);
    QCOMPARE(probe->order, (std::vector<char>{'s', 'f'}));
    QCOMPARE(probe->end->httpStatus, 200);
}

void TestTransportTimers::firstByteWithoutAnAnswer()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.firstByte = kSoon;
    const StreamProbe probe = expire(server, request, ErrorKind::FirstByteTimeout, kSoon);
    QCOMPARE(probe->order, std::vector<char>{'f'});
    QCOMPARE(server.postCount(), 1);
}

void TestTransportTimers::anAnswerThatIsHiddenIsNoSilence_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("refusal that says how long it is") << responseHead(401, {"Content-Length: 40"}) + "half";
    QTest::newRow("refusal in chunks")
        << responseHead(401, {"Transfer-Encoding: chunked"}) + chunk("half of it");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 401 Unauthorized\r\nX-Half: ");
}

/// It would be asked for again otherwise, a refusal too.
void TestTransportTimers::anAnswerThatIsHiddenIsNoSilence()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells what came over a connection");
#endif
    QFETCH(QByteArray, begin);
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{begin}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.firstByte = kSoon;
    const StreamProbe probe = expire(server, request, ErrorKind::NotAnApi, kSoon);
    QCOMPARE(server.postCount(), 1);
}

void TestTransportTimers::firstByteWhileConnecting()
{
    QTcpServer full; // listens, accepts nothing: the handshake is the system's, the answer never comes
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    ScriptedServer none;
    net::HttpRequest request = patientRequest(none);
    request.url.setPort(full.serverPort());
    request.timeouts.firstByte = kSoon;
    (void)expire(none, request, ErrorKind::FirstByteTimeout, kSoon);
}

void TestTransportTimers::idleAfterSomeBytes()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(kEvent)}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.idle = kSoon;
    const StreamProbe probe = expire(server, request, ErrorKind::IdleTimeout, kSoon);
    QCOMPARE(probe->body, kEvent); // what came is kept
}

void TestTransportTimers::idleIsRestartedByBytes()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead()},
                 step::Repeat{chunk(kEvent), 25, milliseconds(60)}, step::Send{chunk({})}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.idle = milliseconds(1000); // shorter than the whole, longer than each silence
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(probe->body, kEvent.repeated(25));
}

void TestTransportTimers::noContentThoughCommentsCome()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead()},
                 step::Repeat{chunk(": waiting\n\n"), 1'000'000, milliseconds(10)}}); // for ever
    net::HttpRequest request = patientRequest(server);
    request.timeouts.noContent = kSoon;
    const StreamProbe probe = expire(server, request, ErrorKind::NoContentTimeout, kSoon);
    QVERIFY(probe->body.startsWith(": waiting\n\n"));
}

void TestTransportTimers::noContentIsRestartedByContent()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead()},
                 step::Repeat{chunk(kEvent), 25, milliseconds(60)}, step::Send{chunk({})}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.noContent = milliseconds(1000);
    net::QnamTransport transport;
    QObject parent;
    net::HttpStream *stream = transport.send(request, &parent);
    const StreamProbe probe(stream);
    connect(stream, &net::HttpStream::bytesReceived, stream, [stream] { stream->noteContent(); });
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.kind(), ErrorKind::None);
}

// A slow model is waited for by raising the first-byte time alone.
void TestTransportTimers::noContentWaitsForTheFirstByte()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead()}, step::Pause{milliseconds(400)},
                 step::Send{chunk(kEvent) + chunk({})}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.noContent = milliseconds(100);
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(probe->body, kEvent);
}

void TestTransportTimers::afterAnEndLittleIsWaitedFor_data()
{
    QTest::addColumn<milliseconds>("usual");
    QTest::addColumn<bool>("comments");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("comments without end") << milliseconds(60'000) << true << ErrorKind::NoContentTimeout;
    QTest::newRow("silence, clocks off") << milliseconds(0) << false << ErrorKind::IdleTimeout;
}

// Five seconds each, in real time: what it is all about.
void TestTransportTimers::afterAnEndLittleIsWaitedFor()
{
    QFETCH(milliseconds, usual);
    QFETCH(bool, comments);
    QFETCH(ErrorKind, kind);
    ScriptedServer server;
    const Step rest = comments ? Step(step::Repeat{chunk(": alive\n\n"), 1'000'000, milliseconds(100)})
                               : Step(step::Pause{milliseconds(30'000)});
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(kEvent)}, rest});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.idle = request.timeouts.noContent = usual;
    net::QnamTransport transport;
    QObject parent;
    net::HttpStream *stream = transport.send(request, &parent);
    const StreamProbe probe(stream);
    connect(stream, &net::HttpStream::bytesReceived, &parent, [stream](const QByteArray &bytes) {
        if (bytes.contains("data"))
            stream->noteEnd();
    });
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.kind(), kind);
}

void TestTransportTimers::deadline()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead()},
                 step::Repeat{chunk(kEvent), 1'000'000, milliseconds(10)}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.deadline = milliseconds(300);
    const StreamProbe probe = expire(server, request, ErrorKind::DeadlineExceeded, milliseconds(300));
    QVERIFY(probe->body.startsWith(kEvent));
}

void TestTransportTimers::offMeansOff()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Pause{milliseconds(150)},
                 step::Send{eventStreamHead() + chunk(kEvent)}, step::Pause{milliseconds(150)},
                 step::Send{chunk({})}});
    net::HttpRequest request = requestTo(server.url());
    request.timeouts = {milliseconds(0), milliseconds(0), milliseconds(0), milliseconds(0)};
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(probe->body, kEvent);
}

void TestTransportTimers::errorStatusIsKeptWhenItsBodyStalls()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{},
                 step::Send{responseHead(503, {"Content-Length: 100", "Retry-After: 9"}) + "{\"er"}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.idle = kSoon;
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(probe->end->httpStatus, 503);
    QCOMPARE(probe->end->errorBody, "{\"er");
    QVERIFY(probe->end->truncatedErrorBody);
}

// A program that was held up finds its clock run out and the bytes it waited for, both at once.
void TestTransportTimers::bytesThatWaitedCountAsArrived()
{
    ScriptedServer server;
    server.play({step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(kEvent)}, step::WaitForSignal{},
                 step::Send{chunk(kEvent), 1000}, // in a piece: flushed at once
                 step::WaitForSignal{}, step::Send{chunk({})}});
    net::HttpRequest request = patientRequest(server);
    request.timeouts.idle = milliseconds(1000);
    net::QnamTransport transport;
    QObject parent;
    const StreamProbe probe(transport.send(request, &parent));
    QVERIFY(eventually([&] { return probe->body == kEvent; }));
    server.proceed();
    QTest::qSleep(1200); // the socket threads go on, this one does not
    QVERIFY(eventually([&] { return probe->body == kEvent + kEvent; }));
    server.proceed();
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.kind(), ErrorKind::None);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestTransportTimers)

#include "tst_transporttimers.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <vector>

#include <future>
#include <memory>

namespace espalier::test {

namespace {

constexpr qint64 kMegabyte = 1024 * 1024;

} // namespace

/// Answers that are too long.
class TestTransportLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void exactlyTheLimit_data();
    void exactlyTheLimit();
    void gigabyteAgainstTheLimit();
    void whatShowsNoHeadIsBounded_data();
    void whatShowsNoHeadIsBounded();
    void whatIsRefusedAtLengthIsStillARefusal();
    void longAnswersNeedLittleMemory();
    void busyProgramHoldsTheServer();
    void compressedBombAgainstTheLimit();
    void wellCompressedIsNoBomb();
};

void TestTransportLimits::exactlyTheLimit_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("one less") << 99'999 << true;
    QTest::newRow("exactly") << 100'000 << true;
    QTest::newRow("one more") << 100'001 << false;
}

void TestTransportLimits::exactlyTheLimit()
{
    QFETCH(int, size);
    QFETCH(bool, fits);
    ScriptedServer server;
    server.play(answerOnce(response(200, QByteArray(size, 'x'))));
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.maxBodyBytes = 100'000;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), fits ? ErrorKind::None : ErrorKind::LimitExceeded);
    QCOMPARE(probe->body.size(), std::min(size, 100'000)); // up to the limit it is kept
}

void TestTransportLimits::gigabyteAgainstTheLimit()
{
    ScriptedServer server;
    const QByteArray block(64 * 1024, 'x');
    server.play({step::WaitForRequest{}, step::Send{responseHead(200, {"Content-Type: text/event-stream"})},
                 step::Repeat{block, 1024 * kMegabyte / block.size()}, step::Close{}});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.maxBodyBytes = 4 * kMegabyte;
    const PeakMemory memory;
    QElapsedTimer time;
    time.start();
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::LimitExceeded);
    QVERIFY(!probe->end->error.nextStep.empty());
    QCOMPARE(probe->body.size(), 4 * kMegabyte);
    QVERIFY2(time.elapsed() < 5000, QByteArray::number(time.elapsed()));
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
    // The probe holds the body twice; what lies in buffers on the way is small.
    QVERIFY2(server.connections().front()->bytesAccepted() < 64 * kMegabyte,
             QByteArray::number(server.connections().front()->bytesAccepted()));
    QVERIFY2(memory.growth() < 64 * kMegabyte, QByteArray::number(memory.growth()));
}

void TestTransportLimits::whatShowsNoHeadIsBounded_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<std::vector<int>>("statuses"); // Qt may show that of a refusal when it is cut
    using Statuses = std::vector<int>;
    QTest::newRow("refusal without end")
        << responseHead(401, {"Content-Type: application/json"}) << Statuses{401};
    QTest::newRow("refusal that says how long it is")
        << responseHead(401, {"Content-Length: 4000000000"}) << Statuses{0, 401};
    QTest::newRow("refusal in chunks") << responseHead(401, {"Transfer-Encoding: chunked"}) + "ffffffff\r\n"
                                       << Statuses{0, 401};
    QTest::newRow("a header without end") << QByteArray("HTTP/1.1 200 OK\r\nX-Long: ") << Statuses{0};
}

/// Qt keeps them to itself, in memory, until they end.
void TestTransportLimits::whatShowsNoHeadIsBounded()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells what came over a connection");
#endif
    QFETCH(QByteArray, begin);
    QFETCH(std::vector<int>, statuses);
    ScriptedServer server;
    const QByteArray block(64 * 1024, 'x');
    server.play({step::WaitForRequest{}, step::Send{begin},
                 step::Repeat{block, 4096 * kMegabyte / block.size()}, step::Close{}});
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    const int status = probe->end->httpStatus;
    QVERIFY2(std::ranges::find(statuses, status) != statuses.end(), QByteArray::number(status));
    if (status == 0) {
        QCOMPARE(probe.kind(), ErrorKind::LimitExceeded);
        QVERIFY(probe->end->error.message.find(" 2 MiB") != std::string::npos);
        QVERIFY(!probe->end->error.nextStep.empty());
    }
    QCOMPARE(server.postCount(), 1);
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
    QVERIFY2(server.connections().front()->bytesAccepted() < 2048 * kMegabyte,
             QByteArray::number(server.connections().front()->bytesAccepted()));
}

void TestTransportLimits::whatIsRefusedAtLengthIsStillARefusal()
{
    ScriptedServer server;
    server.play(answerOnce(response(401, QByteArray(kMegabyte, 'x'))));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe->end->httpStatus, 401);
    QVERIFY(probe->end->truncatedErrorBody);
}

void TestTransportLimits::longAnswersNeedLittleMemory()
{
    ScriptedServer server;
    const QByteArray block(64 * 1024, 'x');
    server.play({step::WaitForRequest{}, step::Send{responseHead(200, {"Content-Type: text/event-stream"})},
                 step::Repeat{block, 256 * kMegabyte / block.size()}, step::Close{}});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.maxBodyBytes = 1024 * kMegabyte;
    QObject parent;
    net::HttpStream *stream = transport.send(request, &parent);
    const PeakMemory memory;
    const auto received = std::make_shared<qint64>(0); // counted only: a probe would keep it all
    const auto ended = std::make_shared<bool>(false);
    connect(stream, &net::HttpStream::bytesReceived, stream,
            [received](const QByteArray &bytes) { *received += bytes.size(); });
    connect(stream, &net::HttpStream::finished, stream, [ended] { *ended = true; });
    QVERIFY(eventually([&] { return *ended; }, 60'000));
    QCOMPARE(*received, 256 * kMegabyte);
    QVERIFY2(memory.growth() < 64 * kMegabyte, QByteArray::number(memory.growth()));
}

// While the program is busy elsewhere the bytes wait with the server, not in memory. The server has a thread
// of its own, as Qt's sockets have.
void TestTransportLimits::busyProgramHoldsTheServer()
{
    std::promise<QUrl> address;
    const std::unique_ptr<QThread> thread(QThread::create([&address] {
        ScriptedServer server;
        server.play({step::WaitForRequest{},
                     step::Send{responseHead(200, {"Content-Type: text/event-stream"}) + "x"},
                     step::Pause{std::chrono::milliseconds(500)}, step::Repeat{QByteArray(64 * 1024, 'x')}});
        address.set_value(server.url());
        QEventLoop().exec();
    }));
    thread->start();
    {
        const PeakMemory memory;
        net::QnamTransport transport;
        net::HttpRequest request = requestTo(address.get_future().get());
        request.connection.maxBodyBytes = 4096 * static_cast<std::uint64_t>(kMegabyte);
        QObject parent;
        net::HttpStream *stream = transport.send(request, &parent);
        const auto started = std::make_shared<bool>(false);
        connect(stream, &net::HttpStream::bytesReceived, stream, [started] { *started = true; });
        QVERIFY(eventually([&] { return *started; }));
        QTest::qWait(100);
        QTest::qSleep(1500); // the flood comes now
        QVERIFY2(memory.growth() < 64 * kMegabyte, QByteArray::number(memory.growth()));
    }
    thread->quit();
    QVERIFY(thread->wait(5000));
}

// The limit counts what comes out: 64 MiB out of 64 KiB here.
void TestTransportLimits::compressedBombAgainstTheLimit()
{
    ScriptedServer server;
    const QByteArray bomb =
        qCompress(QByteArray(64 * kMegabyte, 'x'), 9).mid(4); // without Qt's length in front
    QVERIFY(bomb.size() < 100'000);
    server.play(answerOnce(response(200, bomb, "text/event-stream", {"Content-Encoding: deflate"})));
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.maxBodyBytes = 2 * kMegabyte;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::LimitExceeded);
    QCOMPARE(probe->body.size(), 2 * kMegabyte);
}

// Left to itself Qt breaks off answers over 10 MiB that shrink to less than a fortieth; chunks around single
// tokens do.
void TestTransportLimits::wellCompressedIsNoBomb()
{
    const QByteArray event = R"(data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[]})"
                             "\n\n";
    const QByteArray events = event.repeated(static_cast<int>(12 * kMegabyte / event.size()));
    const QByteArray packed = qCompress(events, 9).mid(4);
    QVERIFY(packed.size() * 40 < events.size());
    ScriptedServer server;
    server.play(answerOnce(response(200, packed, "text/event-stream", {"Content-Encoding: deflate"})));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestTo(server.url()));
    QCOMPARE(probe.kind(), ErrorKind::None);
    QVERIFY(probe->body == events);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestTransportLimits)

#include "tst_transportlimits.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include "net/managerpool.h"

#include <QPointer>
#include <QSet>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace espalier::test {

namespace {

const QByteArray kEvent = "data: {\"a\":1}\n\n";

/// Answers with a head and one event, then goes on for ever.
ServerScript endless()
{
    return {step::WaitForRequest{}, step::Send{eventStreamHead() + chunk(kEvent)},
            step::Repeat{chunk(kEvent), 1'000'000, std::chrono::milliseconds(5)}};
}

} // namespace

/// Aborting, deleting and quitting, at every moment a slot can choose.
class TestTransportLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void sixtyFourAtOnce(); // first: it looks at memory
    void abortAtOnce();
    void abortTwiceIsOneEnd();
    void abortAfterTheEndIsNothing();
    void abortInsideASlot_data() { slotRows(); }
    void abortInsideASlot();
    void deleteInsideASlot_data() { slotRows(); }
    void deleteInsideASlot();
    void deleteTheTransportInsideASlot_data() { slotRows(); }
    void deleteTheTransportInsideASlot();
    void deletingCancelsSilently();
    void deletingTheTransportEndsItsStreams();
    void quitWithTenRunning();
    void sendAgainInsideFinished();
    void policiesShareNoConnection();
    void aRetiredManagerEndsWhatItBegan();
    void whatMayHangServesNobodyElse();
    void headersWithoutEndAreHungUpOn_data();
    void headersWithoutEndAreHungUpOn();

private:
    static void slotRows();
    /// Calls `action` inside the slot of the signal with that letter (see StreamProbe).
    void onSignal(net::HttpStream *stream, char which, const std::function<void()> &action);
};

void TestTransportLifetime::slotRows()
{
    QTest::addColumn<char>("signal");
    QTest::newRow("responseStarted") << 's';
    QTest::newRow("bytesReceived") << 'b';
    QTest::newRow("finished") << 'f';
}

void TestTransportLifetime::headersWithoutEndAreHungUpOn_data()
{
    QTest::addColumn<bool>("stopped");
    QTest::newRow("stopped by the person") << true;
    QTest::newRow("given up by the clock") << false;
}

/// Qt's thread would read them until the end of the program.
void TestTransportLifetime::headersWithoutEndAreHungUpOn()
{
    QFETCH(bool, stopped);
    ScriptedServer server;
    server.setDefault({step::WaitForRequest{}, step::Send{"HTTP/1.1 200 OK\r\n"},
                       step::Repeat{"X-A: " + QByteArray(8000, 'a') + "\r\n", 1'000'000'000,
                                    std::chrono::milliseconds(0)}});
    net::QnamTransport transport;
    QObject parent;
    net::HttpRequest request = requestTo(server.url());
    request.timeouts.firstByte = std::chrono::milliseconds(300);
    net::HttpStream *stream = transport.send(request, &parent);
    const StreamProbe probe(stream);
    if (stopped)
        QTimer::singleShot(200, stream, &net::HttpStream::abort);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.kind(), stopped ? ErrorKind::StoppedByUser : ErrorKind::NotAnApi);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 30'000);
}

void TestTransportLifetime::onSignal(net::HttpStream *stream, char which, const std::function<void()> &action)
{
    if (which == 's')
        connect(stream, &net::HttpStream::responseStarted, this, action);
    else if (which == 'b')
        connect(stream, &net::HttpStream::bytesReceived, this, action);
    else
        connect(stream, &net::HttpStream::finished, this, action);
}

void TestTransportLifetime::abortAtOnce()
{
    ScriptedServer server;
    server.setDefault(endless());
    net::QnamTransport transport;
    QObject parent;
    net::HttpStream *stream = transport.send(requestTo(server.url()), &parent);
    const StreamProbe probe(stream);
    stream->abort();
    QVERIFY(!probe.ended()); // queued
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.kind(), ErrorKind::StoppedByUser);
    QCOMPARE(probe->order, std::vector<char>{'f'});
}

void TestTransportLifetime::abortTwiceIsOneEnd()
{
    ScriptedServer server;
    server.setDefault(endless());
    net::QnamTransport transport;
    QObject parent;
    net::HttpStream *stream = transport.send(requestTo(server.url()), &parent);
    const StreamProbe probe(stream);
    QVERIFY(eventually([&] { return probe->body.size() > 0; }));
    const std::size_t seen = probe->order.size();
    stream->abort();
    stream->abort();
    QVERIFY(probe.waitForEnd());
    stream->abort();
    QTest::qWait(30);
    QCOMPARE(probe->ends, 1);
    QCOMPARE(probe->order.size(), seen + 1); // nothing between abort and the end, nothing after it
    QCOMPARE(probe.kind(), ErrorKind::StoppedByUser);
    QCOMPARE(probe->end->httpStatus, 200);
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
}

void TestTransportLifetime::abortAfterTheEndIsNothing()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, "{}")));
    net::QnamTransport transport;
    QObject parent;
    net::HttpStream *stream = transport.send(requestTo(server.url()), &parent);
    const StreamProbe probe(stream);
    QVERIFY(probe.waitForEnd());
    stream->abort();
    QTest::qWait(10);
    QCOMPARE(probe->ends, 1);
    QCOMPARE(probe.kind(), ErrorKind::None);
}

void TestTransportLifetime::abortInsideASlot()
{
    QFETCH(char, signal);
    ScriptedServer server;
    server.setDefault(signal == 'f' ? answerOnce(response(200, "{}")) : endless());
    net::QnamTransport transport;
    QObject parent;
    net::HttpStream *stream = transport.send(requestTo(server.url()), &parent);
    const StreamProbe probe(stream);
    bool emittedInside = false;
    onSignal(stream, signal, [&] {
        const std::size_t before = probe->order.size();
        stream->abort();
        emittedInside |= probe->order.size() != before;
    });
    QVERIFY(probe.waitForEnd());
    QTest::qWait(20);
    QVERIFY(!emittedInside);
    QCOMPARE(probe->ends, 1);
    QCOMPARE(probe->order.back(), 'f');
    QCOMPARE(probe.kind(), signal == 'f' ? ErrorKind::None : ErrorKind::StoppedByUser);
}

void TestTransportLifetime::deleteInsideASlot()
{
    QFETCH(char, signal);
    ScriptedServer server;
    server.setDefault(signal == 'f' ? answerOnce(response(200, "{}")) : endless());
    net::QnamTransport transport;
    QObject parent;
    QPointer<net::HttpStream> stream = transport.send(requestTo(server.url()), &parent);
    const StreamProbe probe(stream);
    onSignal(stream, signal, [&] { delete stream.data(); });
    QVERIFY(eventually([&] { return stream.isNull(); }));
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
    QCOMPARE(probe->order.back(), signal); // and nothing after
}

void TestTransportLifetime::deleteTheTransportInsideASlot()
{
    QFETCH(char, signal);
    ScriptedServer server;
    server.setDefault(signal == 'f' ? answerOnce(response(200, "{}")) : endless());
    auto transport = std::make_unique<net::QnamTransport>();
    QObject parent;
    net::HttpStream *stream = transport->send(requestTo(server.url()), &parent);
    const StreamProbe probe(stream);
    const StreamProbe other(transport->send(requestTo(server.url()), &parent));
    onSignal(stream, signal, [&] { transport.reset(); });
    QVERIFY(probe.waitForEnd());
    QVERIFY(other.waitForEnd());
    QCOMPARE(probe->ends, 1);
    QCOMPARE(other->ends, 1);
    QVERIFY(transport == nullptr);
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
}

void TestTransportLifetime::deletingCancelsSilently()
{
    ScriptedServer server;
    server.setDefault(endless());
    net::QnamTransport transport;
    net::HttpStream *stream = transport.send(requestTo(server.url()), nullptr);
    const StreamProbe probe(stream);
    QVERIFY(eventually([&] { return probe->body.size() > 0; }));
    delete stream;
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
    QCOMPARE(probe->ends, 0);
}

void TestTransportLifetime::deletingTheTransportEndsItsStreams()
{
    ScriptedServer server;
    server.setDefault(endless());
    QObject parent;
    std::vector<StreamProbe> probes;
    {
        net::QnamTransport transport;
        for (int i = 0; i < 3; ++i)
            probes.emplace_back(transport.send(requestTo(server.url()), &parent));
        QVERIFY(eventually([&] {
            return std::ranges::all_of(probes, [](const StreamProbe &p) { return p->body.size() > 0; });
        }));
    }
    for (const StreamProbe &probe : probes)
        QVERIFY(!probe.ended());
    for (const StreamProbe &probe : probes) {
        QVERIFY(probe.waitForEnd());
        QCOMPARE(probe.kind(), ErrorKind::StoppedByUser);
    }
}

// Closing the window: everything goes at once, without another turn of the event loop. The sanitizers look
// for leaks.
void TestTransportLifetime::quitWithTenRunning()
{
    ScriptedServer server;
    server.setDefault(endless());
    auto transport = std::make_unique<net::QnamTransport>();
    auto parent = std::make_unique<QObject>();
    std::vector<StreamProbe> probes;
    probes.reserve(10);
    for (int i = 0; i < 10; ++i)
        probes.emplace_back(transport->send(requestTo(server.url()), parent.get()));
    QVERIFY(eventually([&] {
        return std::ranges::all_of(probes, [](const StreamProbe &p) { return p->body.size() > 0; });
    }));
    transport.reset();
    parent.reset();
    for (const StreamProbe &probe : probes)
        QCOMPARE(probe->ends, 0);
    QVERIFY(eventually([&] { return server.openConnections() == 0; }));
}

void TestTransportLifetime::sendAgainInsideFinished()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, "{}")));
    net::QnamTransport transport;
    QObject parent;
    int ends = 0;
    net::HttpStream *stream = nullptr;
    std::function<void()> again;
    const std::function<void()> onEnd = [&] {
        stream->deleteLater();
        if (++ends < 20)
            again();
    };
    again = [&] {
        stream = transport.send(requestTo(server.url()), &parent);
        connect(stream, &net::HttpStream::finished, &parent, onEnd);
    };
    again();
    QVERIFY(eventually([&] { return ends == 20; }));
}

// Qt alone would run six and let the others wait without a word.
void TestTransportLifetime::sixtyFourAtOnce()
{
    ScriptedServer server;
    const step::Send firstHalf{eventStreamHead() + chunk(kEvent)};
    const step::Send secondHalf{chunk(kEvent) + chunk({})};
    server.setDefault({step::WaitForRequest{}, firstHalf, step::WaitForSignal{}, secondHalf, //
                       step::WaitForRequest{}, firstHalf, step::WaitForSignal{}, secondHalf});
    const PeakMemory memory;
    net::QnamTransport transport;
    QObject parent;
    for (int round = 1; round <= 2; ++round) { // in the second the places are free again
        std::vector<StreamProbe> probes;
        probes.reserve(64);
        for (int i = 0; i < 64; ++i)
            probes.emplace_back(transport.send(requestTo(server.url()), &parent));
        QVERIFY(eventually([&] {
            return std::ranges::all_of(probes, [](const StreamProbe &p) { return p->body == kEvent; });
        }));
        QCOMPARE(server.postCount(), 64 * round); // all streaming at the same time
        QCOMPARE(server.openConnections(), 64);
        server.proceed();
        for (const StreamProbe &probe : probes) {
            QVERIFY(probe.waitForEnd());
            QCOMPARE(probe.kind(), ErrorKind::None);
            QCOMPARE(probe->body, kEvent + kEvent);
        }
    }
    QVERIFY2(memory.growth() < 64 * 1024 * 1024,
             QByteArray::number(memory.growth())); // 1 MB each, server included
}

void TestTransportLifetime::policiesShareNoConnection()
{
    net::ManagerPool pool;
    const QUrl url(QStringLiteral("http://127.0.0.1:1/v1"));
    net::ConnectionPolicy policy;
    const QNetworkAccessManager *first = pool.acquire(policy, url)->manager();
    policy.maxBodyBytes = 1000; // makes no difference to the connection
    QCOMPARE(pool.acquire(policy, url)->manager(), first);
    policy.http2 = true;
    QVERIFY(pool.acquire(policy, url)->manager() != first);
}

void TestTransportLifetime::aRetiredManagerEndsWhatItBegan()
{
    net::ManagerPool pool;
    const QUrl url(QStringLiteral("http://127.0.0.1:1/v1"));
    net::ManagerPool::Lease first = *pool.acquire({}, url);
    net::ManagerPool::Lease beside = *pool.acquire({}, url);
    const QPointer<QNetworkAccessManager> manager = first.manager();
    QCOMPARE(beside.manager(), manager.data());
    first.retire();
    first = {};
    net::ManagerPool::Lease next = *pool.acquire({}, url);
    QVERIFY(next.manager() != manager);
    QVERIFY(manager); // one try still runs there
    beside = {};
    next = *pool.acquire({}, url);
    QVERIFY(!manager);
}

/// Qt reads headers that never end on the thread of its manager, which then answers nobody.
void TestTransportLifetime::whatMayHangServesNobodyElse()
{
    net::ManagerPool pool;
    const QUrl url(QStringLiteral("http://127.0.0.1:1/v1"));
    QSet<QNetworkAccessManager *> used;
    for (int i = 0; i < 12; ++i) {
        auto lease = pool.acquire({}, url);
        QVERIFY(lease);
        if (i < 3)
            QVERIFY(!used.contains(lease->manager()));
        used.insert(lease->manager());
        net::ManagerPool::Lease held = *lease;
        held.distrust();
    }
    QVERIFY2(pool.managerCount() <= 6, qPrintable(QString::number(pool.managerCount())));
    auto trusted = pool.acquire({}, url);
    QNetworkAccessManager *manager = trusted->manager();
    trusted = Error();
    QCOMPARE(pool.acquire({}, url)->manager(), manager); // the others keep their connections
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestTransportLifetime)

#include "tst_transportlifetime.moc"

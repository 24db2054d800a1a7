// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/faketransport.h"
#include "support/receivedrequests.h"
#include "support/splits.h"
#include "support/streamprobe.h"

#include <QPointer>
#include <QTest>

namespace espalier::test {

/// The tools of other tests: the fake keeps the contract of HttpStream, and requests are read the same
/// however they are cut.
class TestFakeTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void playsAScriptInOrder();
    void playsByHandAndRecordsRequests();
    void collectsErrorBodies();
    void failsBeforeOrAfterTheHead();
    void abortSilencesWhatIsQueued();
    void deletionInsideASlot();
    void readsRequestsAtEverySplit();
};

void TestFakeTransport::playsAScriptInOrder()
{
    FakeTransport fake;
    fake.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send("a");
        stream.send("b");
        stream.end();
        stream.send("too late");
    });
    QObject parent;
    const StreamProbe probe(fake.send({}, &parent));
    QVERIFY(probe->order.empty()); // nothing from inside send()
    QVERIFY(probe.waitForEnd());
    QTest::qWait(5);
    QCOMPARE(probe->order, (std::vector<char>{'s', 'b', 'b', 'f'}));
    QCOMPARE(probe->body, "ab");
    QCOMPARE(probe->end->httpStatus, 200);
    QCOMPARE(probe.kind(), ErrorKind::None);
}

void TestFakeTransport::playsByHandAndRecordsRequests()
{
    FakeTransport fake;
    QObject parent;
    net::HttpRequest request;
    request.body = "body";
    const StreamProbe probe(fake.send(request, &parent));
    QCOMPARE(fake.requests().size(), std::size_t{1});
    QCOMPARE(fake.last()->request().body, "body");
    fake.last()->respond(200, {{"X", "1"}});
    fake.last()->noteContent();
    QCOMPARE(fake.last()->contentNotes(), 1);
    QVERIFY(eventually([&] { return probe->status == 200; }));
    fake.stream(0)->end();
    QVERIFY(probe.waitForEnd());
    QCOMPARE(*findHeader(probe->end->headers, "x"), std::string("1"));
}

void TestFakeTransport::collectsErrorBodies()
{
    FakeTransport fake;
    fake.onSend([](FakeStream &stream) {
        stream.respond(429, {});
        stream.send(QByteArray(65'000, 'e'));
        stream.send(QByteArray(1'000, 'e'));
        stream.end();
    });
    QObject parent;
    const StreamProbe probe(fake.send({}, &parent));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe->body, QByteArray());
    QCOMPARE(probe->end->errorBody.size(), 64 * 1024);
    QVERIFY(probe->end->truncatedErrorBody);
}

void TestFakeTransport::failsBeforeOrAfterTheHead()
{
    const Error lost{ErrorKind::NoConnection, "lost", {}, {}, {}, {}};
    FakeTransport fake;
    fake.onSend([&](FakeStream &stream) { stream.fail(lost); });
    fake.onSend([&](FakeStream &stream) {
        stream.respond();
        stream.fail(lost);
    });
    QObject parent;
    const StreamProbe first(fake.send({}, &parent));
    const StreamProbe second(fake.send({}, &parent));
    QVERIFY(first.waitForEnd() && second.waitForEnd());
    QCOMPARE(first->order, std::vector<char>{'f'});
    QCOMPARE(second->order, (std::vector<char>{'s', 'f'}));
    QCOMPARE(second->end->error, lost);
}

void TestFakeTransport::abortSilencesWhatIsQueued()
{
    FakeTransport fake;
    fake.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send("a");
        stream.end();
    });
    QObject parent;
    net::HttpStream *stream = fake.send({}, &parent);
    const StreamProbe probe(stream);
    connect(stream, &net::HttpStream::responseStarted, stream, [stream] { stream->abort(); });
    QVERIFY(probe.waitForEnd());
    stream->abort();
    QTest::qWait(5);
    QCOMPARE(probe->order, (std::vector<char>{'s', 'f'}));
    QCOMPARE(probe.kind(), ErrorKind::StoppedByUser);
    QVERIFY(fake.last()->aborted());
}

void TestFakeTransport::deletionInsideASlot()
{
    FakeTransport fake;
    fake.onSend([](FakeStream &stream) {
        stream.respond();
        stream.send("a");
        stream.end();
    });
    QObject parent;
    QPointer<net::HttpStream> stream = fake.send({}, &parent);
    const StreamProbe probe(stream);
    connect(stream, &net::HttpStream::bytesReceived, this, [&] { delete stream.data(); });
    QVERIFY(eventually([&] { return stream.isNull(); }));
    QTest::qWait(5);
    QCOMPARE(probe->order, (std::vector<char>{'s', 'b'}));
    QCOMPARE(fake.last(), nullptr);
}

void TestFakeTransport::readsRequestsAtEverySplit()
{
    const std::string bytes = "POST /a HTTP/1.1\r\nHost: h\r\ncontent-length: 4\r\n\r\n\r\n\r\nGET /b "
                              "HTTP/1.1\r\nX:  1 \r\nX: 2\r\n\r\n";
    forEverySplit(bytes, [&](const Pieces &pieces) {
        ReceivedRequests requests;
        for (const std::string_view piece : pieces)
            requests.feed(QByteArray(piece.data(), static_cast<qsizetype>(piece.size())));
        QCOMPARE(requests.all().size(), std::size_t{2});
        QCOMPARE(requests.all()[0].requestLine(), "POST /a HTTP/1.1");
        QCOMPARE(requests.all()[0].body, "\r\n\r\n");
        QCOMPARE(requests.all()[1].method(), "GET");
        QCOMPARE(requests.all()[1].headers("x"), (std::vector<QByteArray>{"1", "2"}));
        QVERIFY(requests.all()[0].complete && requests.all()[1].complete);
        QCOMPARE(requests.rawBytes().toStdString(), bytes);
    });
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestFakeTransport)

#include "tst_faketransport.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "nettest.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTest>

namespace espalier::test {

namespace {

QString certificateFile(const char *name)
{
    return QStringLiteral(TEST_DATA_DIR "/tls/") + QLatin1String(name) + QStringLiteral(".pem");
}

QSslConfiguration serverTls(const char *name)
{
    QFile file(certificateFile(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test certificate");
    const QByteArray pem = file.readAll();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(pem, QSsl::Pem));
    tls.setPrivateKey(QSslKey(pem, QSsl::Ec, QSsl::Pem));
    return tls;
}

ServerScript anAnswer()
{
    return answerOnce(eventStreamHead() + chunk("data: [DONE]\n\n") + chunk({}));
}

} // namespace

class TestTransportTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { failOnAnyWarning(); }

    void trustsTheExtraCertificate_data();
    void trustsTheExtraCertificate();
    void namesTheReason_data();
    void namesTheReason();
    void trustIsOfTheProfile();
    void keepsConnectionsOpen();
    void closedOnAKeptConnection_data();
    void closedOnAKeptConnection();
    void noTlsOnThePort();
    void cutInMidAnswer();
};

void TestTransportTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
}

void TestTransportTls::trustsTheExtraCertificate_data()
{
    QTest::addColumn<bool>("http2");
    QTest::newRow("HTTP/1.1") << false;
    QTest::newRow("HTTP/2 wished, not offered") << true;
}

void TestTransportTls::trustsTheExtraCertificate()
{
    QFETCH(bool, http2);
    ScriptedServer server(serverTls("loopback"));
    server.setDefault(anAnswer());
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.extraCaFile = certificateFile("loopback");
    request.connection.http2 = http2;
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe->end->error.message, std::string());
    QCOMPARE(probe->body, "data: [DONE]\n\n");
    QCOMPARE(server.postCount(), 1);
}

void TestTransportTls::namesTheReason_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("nextStep");
    QTest::addColumn<std::string>("part");
    QTest::newRow("self-signed") << QByteArray("loopback") << false << QByteArray("self-signed")
                                 << QByteArray("CA file") << std::string(usagepart::kCaFile);
    QTest::newRow("other host") << QByteArray("other-host") << true << QByteArray("host name")
                                << QByteArray("base URL") << std::string(usagepart::kCertificate);
    QTest::newRow("expired") << QByteArray("expired") << true << QByteArray("expired") << QByteArray("clock")
                             << std::string(usagepart::kCertificate);
}

void TestTransportTls::namesTheReason()
{
    QFETCH(QByteArray, certificate);
    QFETCH(bool, trusted);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, nextStep);
    ScriptedServer server(serverTls(certificate));
    server.setDefault(anAnswer());
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    if (trusted)
        request.connection.extraCaFile = certificateFile(certificate);
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Tls);
    const QByteArray message = QByteArray::fromStdString(probe->end->error.message);
    QVERIFY2(message.contains(reason), message);
    const QByteArray next = QByteArray::fromStdString(probe->end->error.nextStep);
    QVERIFY2(next.contains(nextStep), next);
    QTEST(probe->end->error.code, "part");
    QCOMPARE(server.allBytes(), QByteArray()); // neither key nor body
}

// A certificate that one profile trusts is not trusted by the next.
void TestTransportTls::trustIsOfTheProfile()
{
    ScriptedServer server(serverTls("loopback"));
    server.setDefault(anAnswer());
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.extraCaFile = certificateFile("loopback");
    QCOMPARE(exchange(transport, request).kind(), ErrorKind::None);
    request.connection.extraCaFile.clear();
    QCOMPARE(exchange(transport, request)->end->fault, net::ConnectionFault::Tls);
}

void TestTransportTls::keepsConnectionsOpen()
{
    ScriptedServer server(serverTls("loopback"));
    const step::Send answer{response(200, "{}")};
    server.play(
        {step::WaitForRequest{}, answer, step::WaitForRequest{}, answer, step::WaitForRequest{}, answer});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.extraCaFile = certificateFile("loopback");
    for (int i = 0; i < 3; ++i)
        QCOMPARE(exchange(transport, request)->body, "{}");
    QCOMPARE(server.connectionCount(), 1);
    QVERIFY(server.requests().front().headers("Connection") != std::vector<QByteArray>{"close"});
}

void TestTransportTls::closedOnAKeptConnection_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("closed") << false;
    QTest::newRow("reset") << true;
}

void TestTransportTls::closedOnAKeptConnection()
{
    QFETCH(bool, reset);
    ScriptedServer server(serverTls("loopback"));
    const step::Send answer{response(200, "{}")};
    server.setDefault({step::WaitForRequest{}, answer, step::WaitForRequest{},
                       reset ? Step{step::Reset{}} : Step{step::Close{}}});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.extraCaFile = certificateFile("loopback");
    QCOMPARE(exchange(transport, request).kind(), ErrorKind::None);
    const StreamProbe second = exchange(transport, request);
    QCOMPARE(second.kind(), ErrorKind::NoConnection);
    QCOMPARE(second->end->fault, net::ConnectionFault::Closed);
    QTest::qWait(20);
    QCOMPARE(server.postCount(), 2); // one per try
    QCOMPARE(server.connections().front()->received().all().size(), std::size_t{2});
}

void TestTransportTls::noTlsOnThePort()
{
    ScriptedServer server;
    server.setDefault({step::Send{"HTTP/1.1 400 Bad Request\r\n\r\n"}});
    net::QnamTransport transport;
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    const StreamProbe probe = exchange(transport, requestTo(url));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Tls);
    QVERIFY(!server.allBytes().contains("test-key"));
}

void TestTransportTls::cutInMidAnswer()
{
    ScriptedServer server(serverTls("loopback"));
    server.setDefault({step::WaitForRequest{}, step::Send{eventStreamHead() + chunk("data: {}\n\n")},
                       step::Pause{std::chrono::milliseconds(5)}, step::Reset{}});
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.extraCaFile = certificateFile("loopback");
    const StreamProbe probe = exchange(transport, request);
    QCOMPARE(probe.kind(), ErrorKind::StreamCut);
    QCOMPARE(probe->body, "data: {}\n\n");
    QCOMPARE(server.postCount(), 1);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestTransportTls)

#include "tst_transporttls.moc"

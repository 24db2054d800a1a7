// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/networkfailure.h"

#include <QMetaEnum>
#include <QTest>

Q_DECLARE_METATYPE(espalier::net::ConnectionFault)

namespace espalier::test {

using net::ConnectionFault;
using net::NetworkFailure;

class TestNetworkFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sorts_data();
    void sorts();
    void everyCodeHasATextAndANextStep();
    void showsNoSecret();
    void addressesOfIpv6StandInBrackets();
    void expiredComesFirst();
    void namesTheProxyWithoutItsPassword();
    void cutsAreNoMissingConnections();

private:
    static NetworkFailure failure(QNetworkReply::NetworkError code)
    {
        return {code,
                QUrl(QStringLiteral("https://api.example/v1?key=sk-secret")),
                QNetworkProxy::NoProxy,
                {},
                {}};
    }
};

void TestNetworkFailure::sorts_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("proxy");
    QTest::addColumn<ConnectionFault>("fault");
    using Reply = QNetworkReply;
    using Proxy = QNetworkProxy;
    QTest::newRow("nothing") << int(Reply::NoError) << int(Proxy::NoProxy) << ConnectionFault::Closed;
    QTest::newRow("closed") << int(Reply::RemoteHostClosedError) << int(Proxy::NoProxy)
                            << ConnectionFault::Closed;
    QTest::newRow("send again") << int(Reply::ContentReSendError) << int(Proxy::NoProxy)
                                << ConnectionFault::Closed;
    QTest::newRow("name") << int(Reply::HostNotFoundError) << int(Proxy::NoProxy)
                          << ConnectionFault::NameNotFound;
    QTest::newRow("refused") << int(Reply::ConnectionRefusedError) << int(Proxy::NoProxy)
                             << ConnectionFault::Refused;
    QTest::newRow("TLS") << int(Reply::SslHandshakeFailedError) << int(Proxy::NoProxy)
                         << ConnectionFault::Tls;
    QTest::newRow("protocol") << int(Reply::ProtocolFailure) << int(Proxy::NoProxy)
                              << ConnectionFault::NotHttp;
    QTest::newRow("network") << int(Reply::UnknownNetworkError) << int(Proxy::NoProxy)
                             << ConnectionFault::Other;
    QTest::newRow("network by proxy")
        << int(Reply::UnknownNetworkError) << int(Proxy::HttpProxy) << ConnectionFault::Proxy;
    QTest::newRow("name by proxy") << int(Reply::HostNotFoundError) << int(Proxy::HttpProxy)
                                   << ConnectionFault::Proxy;
    QTest::newRow("name by SOCKS") << int(Reply::HostNotFoundError) << int(Proxy::Socks5Proxy)
                                   << ConnectionFault::NameNotFound;
    QTest::newRow("refused by proxy")
        << int(Reply::ConnectionRefusedError) << int(Proxy::HttpProxy) << ConnectionFault::Proxy;
    QTest::newRow("TLS by proxy") << int(Reply::SslHandshakeFailedError) << int(Proxy::HttpProxy)
                                  << ConnectionFault::Tls;
}

void TestNetworkFailure::sorts()
{
    QFETCH(int, code);
    QFETCH(int, proxy);
    QFETCH(ConnectionFault, fault);
    NetworkFailure in = failure(static_cast<QNetworkReply::NetworkError>(code));
    in.proxy.setType(static_cast<QNetworkProxy::ProxyType>(proxy));
    QCOMPARE(net::connectionFault(in), fault);
}

void TestNetworkFailure::everyCodeHasATextAndANextStep()
{
    const QMetaEnum codes = QMetaEnum::fromType<QNetworkReply::NetworkError>();
    QVERIFY(codes.keyCount() > 20);
    for (int i = 0; i < codes.keyCount(); ++i) {
        const Error error =
            net::connectionError(failure(static_cast<QNetworkReply::NetworkError>(codes.value(i))));
        QCOMPARE(error.kind, ErrorKind::NoConnection);
        QVERIFY2(error.message.ends_with('.') && !error.message.ends_with(".."), error.message.c_str());
        QVERIFY2(!error.nextStep.empty(), codes.key(i));
    }
}

void TestNetworkFailure::addressesOfIpv6StandInBrackets()
{
    NetworkFailure refused = failure(QNetworkReply::ConnectionRefusedError);
    refused.url = QUrl(QStringLiteral("http://[::1]:1/v1"));
    const Error error = net::connectionError(refused);
    QVERIFY2(error.message.find("[::1]:1") != std::string::npos, error.message.c_str());
}

void TestNetworkFailure::showsNoSecret()
{
    const QMetaEnum codes = QMetaEnum::fromType<QNetworkReply::NetworkError>();
    for (int i = 0; i < codes.keyCount(); ++i) {
        NetworkFailure in = failure(static_cast<QNetworkReply::NetworkError>(codes.value(i)));
        in.detail =
            QStringLiteral("Error transferring https://api.example/v1?key=sk-secret - server replied: no");
        QVERIFY2(net::connectionError(in).message.find("sk-secret") == std::string::npos, codes.key(i));
    }
    NetworkFailure harmless = failure(QNetworkReply::UnknownNetworkError);
    harmless.detail = QStringLiteral("Network unreachable");
    QCOMPARE(net::connectionError(harmless).message,
             std::string("No connection to api.example:443: Network unreachable."));
}

void TestNetworkFailure::expiredComesFirst()
{
    NetworkFailure in = failure(QNetworkReply::SslHandshakeFailedError);
    in.tlsErrors = {QSslError(QSslError::SelfSignedCertificate), QSslError(QSslError::CertificateExpired)};
    const Error error = net::connectionError(in);
    QVERIFY(error.message.find("self-signed") != std::string::npos);
    QVERIFY(error.message.find("expired") != std::string::npos);
    QVERIFY(error.nextStep.find("clock") != std::string::npos);
}

void TestNetworkFailure::namesTheProxyWithoutItsPassword()
{
    NetworkFailure in = failure(QNetworkReply::ProxyConnectionRefusedError);
    in.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("proxy.example"), 3128,
                             QStringLiteral("me"), QStringLiteral("sk-secret"));
    QCOMPARE(net::connectionError(in).message,
             std::string("The proxy proxy.example:3128 refused the connection."));
}

void TestNetworkFailure::cutsAreNoMissingConnections()
{
    const Error cut = net::streamCutError(QNetworkReply::RemoteHostClosedError, 42);
    QCOMPARE(cut.kind, ErrorKind::StreamCut);
    QVERIFY(cut.message.find("42 bytes") != std::string::npos);
    QVERIFY(net::streamCutError(QNetworkReply::UnknownContentError, 0).message.find("compressed") !=
            std::string::npos);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestNetworkFailure)

#include "tst_networkfailure.moc"

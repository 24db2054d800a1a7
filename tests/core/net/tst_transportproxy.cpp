// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QHostInfo>
#include <QTest>

namespace espalier::test {

namespace {

const QByteArray kAnswer = eventStreamHead() + chunk("data: [DONE]\n\n") + chunk({});

QUrl proxyUrl(const ScriptedServer &proxy, const QString &userInfo = {})
{
    QUrl url = proxy.url(QString());
    url.setUserInfo(userInfo);
    return url;
}

net::HttpRequest requestBy(const QUrl &proxy, const QString &target)
{
    net::HttpRequest request = requestTo(QUrl(target));
    request.connection.proxy = net::ConnectionPolicy::Proxy::Manual;
    request.connection.manualProxy = proxy;
    return request;
}

} // namespace

/// Proxies, each a scripted server that says what a proxy would say.
class TestTransportProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }
    void cleanup() { qunsetenv("http_proxy"); }

    void manualProxyGetsTheWholeAddress();
    void manualProxyWithPassword();
    void manualProxyWantsAPassword();
    void tunnelForTls();
    void tunnelRefused();
    void tunnelWantsAPassword();
    void socks5();
    void proxyNotThere();
    void proxyNotFound();
    void loopbackGoesAroundTheSystemProxy();
    void noneMeansNone();
};

void TestTransportProxy::manualProxyGetsTheWholeAddress()
{
    ScriptedServer proxy;
    proxy.setDefault(answerOnce(kAnswer));
    net::QnamTransport transport;
    const StreamProbe probe =
        exchange(transport,
                 requestBy(proxyUrl(proxy), QStringLiteral("http://model.example:8000/v1/chat/completions")));
    QCOMPARE(probe->body, "data: [DONE]\n\n");
    QCOMPARE(proxy.postCount(), 1);
    QCOMPARE(proxy.requests().front().requestLine(),
             "POST http://model.example:8000/v1/chat/completions HTTP/1.1");
    QCOMPARE(proxy.requests().front().header("Host"), "model.example:8000");
    QVERIFY(proxy.requests().front().headers("Proxy-Authorization").empty());
}

// Sent unasked: answering a 407 would need the body a second time.
void TestTransportProxy::manualProxyWithPassword()
{
    ScriptedServer proxy;
    proxy.setDefault(answerOnce(kAnswer));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestBy(proxyUrl(proxy, QStringLiteral("me:p%40ss")),
                                                            QStringLiteral("http://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(proxy.postCount(), 1);
    QCOMPARE(proxy.requests().front().headers("Proxy-Authorization"),
             std::vector<QByteArray>{"Basic " + QByteArray("me:p@ss").toBase64()});
}

void TestTransportProxy::manualProxyWantsAPassword()
{
    ScriptedServer proxy;
    proxy.setDefault(
        answerOnce(response(407, "no", "text/plain", {"Proxy-Authenticate: Basic realm=\"p\""})));
    net::QnamTransport transport;
    const StreamProbe probe =
        exchange(transport, requestBy(proxyUrl(proxy), QStringLiteral("http://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Proxy);
    QVERIFY(QByteArray::fromStdString(probe->end->error.message).contains("user name and password"));
    QCOMPARE(proxy.postCount(), 1);
}

void TestTransportProxy::tunnelForTls()
{
    ScriptedServer proxy;
    proxy.setDefault({step::WaitForRequest{}, step::Send{"HTTP/1.1 200 OK\r\n\r\n"},
                      step::Pause{std::chrono::milliseconds(20)}, step::Close{}});
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestBy(proxyUrl(proxy, QStringLiteral("me:pw")),
                                                            QStringLiteral("https://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection); // the tunnel leads nowhere here
    QCOMPARE(proxy.requests().front().requestLine(), "CONNECT model.example:443 HTTP/1.1");
    QVERIFY(!proxy.allBytes().contains("test-key")); // what is inside is for the server alone
}

void TestTransportProxy::tunnelRefused()
{
    ScriptedServer proxy;
    proxy.setDefault(answerOnce(response(403, "no", "text/plain")));
    net::QnamTransport transport;
    const StreamProbe probe =
        exchange(transport, requestBy(proxyUrl(proxy), QStringLiteral("https://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Proxy);
    QVERIFY(!proxy.allBytes().contains("test-key"));
}

void TestTransportProxy::tunnelWantsAPassword()
{
    ScriptedServer proxy;
    proxy.setDefault(
        answerOnce(response(407, "no", "text/plain", {"Proxy-Authenticate: Basic realm=\"p\""})));
    net::QnamTransport transport;
    const StreamProbe probe =
        exchange(transport, requestBy(proxyUrl(proxy), QStringLiteral("https://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Proxy);
}

void TestTransportProxy::socks5()
{
    ScriptedServer proxy;
    // RFC 1928: no authentication wanted; connected. The greeting is read, whatever it says.
    proxy.setDefault({step::Send{QByteArray("\x05\x00", 2)}, step::Pause{std::chrono::milliseconds(50)},
                      step::Send{QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50", 10)},
                      step::Pause{std::chrono::milliseconds(50)}, step::Send{kAnswer}});
    QUrl url = proxyUrl(proxy);
    url.setScheme(QStringLiteral("socks5"));
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestBy(url, QStringLiteral("http://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::None);
    QCOMPARE(probe->body, "data: [DONE]\n\n");
    QVERIFY(proxy.allBytes().contains("model.example")); // the proxy looks the name up
    QVERIFY(proxy.allBytes().contains("POST /v1 HTTP/1.1"));
}

void TestTransportProxy::proxyNotThere()
{
    QUrl url;
    {
        const ScriptedServer gone;
        url = proxyUrl(gone);
    }
    net::QnamTransport transport;
    const StreamProbe probe = exchange(transport, requestBy(url, QStringLiteral("http://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Proxy);
    QVERIFY(!probe->end->error.nextStep.empty());
}

void TestTransportProxy::proxyNotFound()
{
    net::QnamTransport transport;
    const StreamProbe probe =
        exchange(transport, requestBy(QUrl(QStringLiteral("http://no-such-proxy.invalid:3128")),
                                      QStringLiteral("http://model.example/v1")));
    QCOMPARE(probe.kind(), ErrorKind::NoConnection);
    QCOMPARE(probe->end->fault, net::ConnectionFault::Proxy);
}

void TestTransportProxy::loopbackGoesAroundTheSystemProxy()
{
    ScriptedServer proxy;
    qputenv("http_proxy", proxyUrl(proxy).toEncoded());
    ScriptedServer server;
    server.setDefault(answerOnce(kAnswer));
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(server.url());
    request.connection.proxy = net::ConnectionPolicy::Proxy::System;
    QCOMPARE(exchange(transport, request)->body, "data: [DONE]\n\n");
    request.url.setHost(QStringLiteral("localhost"));
    const QByteArray body = exchange(transport, request)->body;
    if (!QHostInfo::fromName(QStringLiteral("localhost"))
             .addresses()
             .isEmpty()) // a bare system has no hosts file
        QCOMPARE(body, "data: [DONE]\n\n");
    QCOMPARE(proxy.connectionCount(), 0);
}

void TestTransportProxy::noneMeansNone()
{
    ScriptedServer proxy;
    proxy.setDefault(answerOnce(kAnswer));
    qputenv("http_proxy", proxyUrl(proxy).toEncoded());
    net::QnamTransport transport;
    net::HttpRequest request = requestTo(QUrl(QStringLiteral("http://no-such-host.invalid/v1")));
    request.connection.proxy = net::ConnectionPolicy::Proxy::None;
    QCOMPARE(exchange(transport, request)->end->fault, net::ConnectionFault::NameNotFound);
    QCOMPARE(proxy.connectionCount(), 0);
    request.connection.proxy = net::ConnectionPolicy::Proxy::System;
    QCOMPARE(exchange(transport, request)->body,
             "data: [DONE]\n\n"); // and the system's is found where it is wanted
    QCOMPARE(proxy.postCount(), 1);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestTransportProxy)

#include "tst_transportproxy.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/requestpolicy.h"

#include <QTest>

namespace espalier::test {

using net::HttpRequest;
using net::networkRequest;

/// The request as Qt will get it; what goes over the wire is tst_qnamtransport's.
class TestRequestPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsEveryPropertyThatMatters();
    void http2IsTheProfilesChoice();
    void keepsItsOwnHeaders();
    void keepsConnectionsThatAreDear();
    void keepsAGivenLanguage();
    void allowsEveryTokenInNames();
    void refusesBadHeaders_data();
    void refusesBadHeaders();
    void namesNoSecret();

private:
    static HttpRequest request()
    {
        HttpRequest out;
        out.url = QUrl(QStringLiteral("https://api.example/v1/chat/completions"));
        out.body = "{}";
        return out;
    }
};

void TestRequestPolicy::setsEveryPropertyThatMatters()
{
    const auto result = networkRequest(request());
    QVERIFY(result.ok());
    const QNetworkRequest &out = result.value();
    const auto attribute = [&](QNetworkRequest::Attribute which) { return out.attribute(which); };
    QCOMPARE(attribute(QNetworkRequest::RedirectPolicyAttribute),
             QVariant(int(QNetworkRequest::ManualRedirectPolicy)));
    QCOMPARE(attribute(QNetworkRequest::DoNotBufferUploadDataAttribute), QVariant(true));
    QCOMPARE(attribute(QNetworkRequest::HttpPipeliningAllowedAttribute), QVariant(false));
    QCOMPARE(attribute(QNetworkRequest::CookieLoadControlAttribute), QVariant(int(QNetworkRequest::Manual)));
    QCOMPARE(attribute(QNetworkRequest::CookieSaveControlAttribute), QVariant(int(QNetworkRequest::Manual)));
    QCOMPARE(attribute(QNetworkRequest::AuthenticationReuseAttribute),
             QVariant(int(QNetworkRequest::Manual)));
    QCOMPARE(attribute(QNetworkRequest::CacheLoadControlAttribute),
             QVariant(int(QNetworkRequest::AlwaysNetwork)));
    QCOMPARE(attribute(QNetworkRequest::CacheSaveControlAttribute), QVariant(false));
    QCOMPARE(out.transferTimeout(), 0);
    QCOMPARE(out.rawHeader("User-Agent"), net::userAgent());
    QVERIFY(net::userAgent().startsWith("Espalier/"));
    QVERIFY(!out.hasRawHeader("Accept-Encoding"));
    QCOMPARE(out.header(QNetworkRequest::ContentLengthHeader).toInt(), 2);
}

void TestRequestPolicy::http2IsTheProfilesChoice()
{
    for (const bool http2 : {false, true}) {
        HttpRequest in = request();
        in.connection.http2 = http2;
        const auto out = networkRequest(in);
        QCOMPARE(out->attribute(QNetworkRequest::Http2AllowedAttribute), QVariant(http2));
        QCOMPARE(out->attribute(QNetworkRequest::Http2CleartextAllowedAttribute), QVariant(false));
    }
}

void TestRequestPolicy::keepsItsOwnHeaders()
{
    HttpRequest in = request();
    in.headers = {{"user-AGENT", "x"},        {"Accept", "x"},    {"accept-encoding", "x"},
                  {"Content-Length", "99"},   {"Host", "x"},      {"Connection", "x"},
                  {"Transfer-Encoding", "x"}, {"X-Title", "kept"}};
    const auto out = networkRequest(in);
    QVERIFY(out.ok());
    for (const QByteArray &name : out->rawHeaderList())
        QVERIFY2(out->rawHeader(name) != "x" && out->rawHeader(name) != "99", name);
    QCOMPARE(out->rawHeader("X-Title"), "kept");
}

void TestRequestPolicy::keepsConnectionsThatAreDear()
{
    HttpRequest in = request();
    in.url.setScheme(QStringLiteral("https"));
    QVERIFY(!networkRequest(in)->hasRawHeader("Connection"));
    in.url.setScheme(QStringLiteral("http"));
    QCOMPARE(networkRequest(in)->rawHeader("Connection"), "close");
}

void TestRequestPolicy::keepsAGivenLanguage()
{
    HttpRequest in = request();
    QCOMPARE(networkRequest(in)->rawHeader("Accept-Language"), "*");
    in.headers = {{"Accept-Language", "fr"}};
    QCOMPARE(networkRequest(in)->rawHeader("Accept-Language"), "fr");
}

void TestRequestPolicy::allowsEveryTokenInNames()
{
    HttpRequest in = request();
    in.headers = {{"X-9!#$%&'*+-.^_`|~z", "kept"}};
    QCOMPARE(networkRequest(in)->rawHeader("X-9!#$%&'*+-.^_`|~z"), "kept");
}

void TestRequestPolicy::refusesBadHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("empty name") << QByteArray() << QByteArray("v");
    QTest::newRow("space in name") << QByteArray("X Title") << QByteArray("v");
    QTest::newRow("colon in name") << QByteArray("X:") << QByteArray("v");
    QTest::newRow("line break in name") << QByteArray("X\r\nY") << QByteArray("v");
    QTest::newRow("no ASCII in name") << QByteArray("X-\xC3\xA4") << QByteArray("v");
    QTest::newRow("CR") << QByteArray("X") << QByteArray("a\rb");
    QTest::newRow("LF") << QByteArray("X") << QByteArray("a\nb");
    QTest::newRow("LF at the end") << QByteArray("X") << QByteArray("a\n");
    QTest::newRow("NUL") << QByteArray("X") << QByteArray("a\0b", 3);
}

void TestRequestPolicy::refusesBadHeaders()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    for (const bool secret : {false, true}) {
        HttpRequest in = request();
        HttpHeaders &headers = secret ? in.secretHeaders : in.headers;
        headers.emplace_back(name.toStdString(), value.toStdString());
        const auto out = networkRequest(in);
        QVERIFY(!out.ok());
        QCOMPARE(out.error().kind, ErrorKind::Usage);
        QVERIFY(!out.error().nextStep.empty());
    }
}

void TestRequestPolicy::namesNoSecret()
{
    HttpRequest in = request();
    in.secretHeaders = {{"Authorization", "Bearer sk-very-secret\n"}};
    const auto badHeader = networkRequest(in);
    QVERIFY(!badHeader.ok());
    QVERIFY(badHeader.error().message.find("sk-very-secret") == std::string::npos);
    in = request();
    in.url = QUrl(QStringLiteral("https://me:sk-very-secret@api.example/v1"));
    const auto badUrl = networkRequest(in);
    QVERIFY(!badUrl.ok());
    QVERIFY(badUrl.error().message.find("sk-very-secret") == std::string::npos);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestRequestPolicy)

#include "tst_requestpolicy.moc"

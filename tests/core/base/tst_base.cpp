// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "base/error.h"
#include "base/httpheaders.h"
#include "base/redact.h"
#include "base/result.h"

#include <QTest>

#include <set>
#include <string>

using namespace espalier;

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorKindHasANameOfItsOwn();
    void usageErrorsSayWhatAndWhatToDo();
    void resultHoldsEitherSide();
    void headersAreFoundWithoutRegardToCase();
    void secretHeadersAreKnown_data();
    void secretHeadersAreKnown();
    void urlsLoseTheirSecrets_data();
    void urlsLoseTheirSecrets();
    void secretsOfAnAddress();
    void echoedSecretsAreMasked();
    void addressesAreHidden();
    void asciiHelpersIgnoreBytesAboveSevenBits();
};

void TestBase::everyErrorKindHasANameOfItsOwn()
{
    std::set<std::string> names;
    const int last = static_cast<int>(ErrorKind::KeychainUnavailable);
    for (int kind = 0; kind <= last; ++kind)
        names.insert(std::string(errorKindName(static_cast<ErrorKind>(kind))));
    QCOMPARE(names.size(), static_cast<std::size_t>(last) + 1);
    QVERIFY(!names.contains(""));
    for (const std::string &name : names)
        QCOMPARE(errorKindName(errorKindFromName(name).value_or(ErrorKind::None)), std::string_view(name));
    QVERIFY(!errorKindFromName("stream cut"));
    QCOMPARE(errorKindName(ErrorKind::StreamCut), std::string_view("stream-cut"));
}

void TestBase::usageErrorsSayWhatAndWhatToDo()
{
    Error wanted;
    wanted.kind = ErrorKind::Usage;
    wanted.message = "what";
    wanted.nextStep = "what to do";
    QVERIFY(usageError("what", "what to do") == wanted);
}

void TestBase::resultHoldsEitherSide()
{
    const Result<int, std::string> good(7);
    QVERIFY(good.ok());
    QCOMPARE(*good, 7);
    const Result<int, std::string> bad(std::string("why"));
    QVERIFY(!bad);
    QCOMPARE(bad.error(), std::string("why"));
}

void TestBase::headersAreFoundWithoutRegardToCase()
{
    const HttpHeaders headers{{"Content-Type", "text/html"}, {"content-type", "later"}};
    QVERIFY(findHeader(headers, "CONTENT-TYPE"));
    QCOMPARE(*findHeader(headers, "CONTENT-TYPE"), std::string("text/html"));
    QVERIFY(!findHeader(headers, "Content"));
}

void TestBase::secretHeadersAreKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("secret");
    QTest::newRow("authorization") << QStringLiteral("authorization") << true;
    QTest::newRow("proxy") << QStringLiteral("Proxy-Authorization") << true;
    QTest::newRow("x-api-key") << QStringLiteral("X-API-Key") << true;
    QTest::newRow("api-key") << QStringLiteral("api-key") << true;
    QTest::newRow("cookie") << QStringLiteral("Set-Cookie") << true;
    QTest::newRow("session token") << QStringLiteral("X-Amz-Security-Token") << true;
    QTest::newRow("content type") << QStringLiteral("Content-Type") << false;
    QTest::newRow("accept") << QStringLiteral("Accept") << false;
}

void TestBase::secretHeadersAreKnown()
{
    QFETCH(QString, name);
    QFETCH(bool, secret);
    QCOMPARE(isSecretHeader(name.toStdString()), secret);
}

void TestBase::urlsLoseTheirSecrets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    const QString mask = QString::fromUtf8(kMask.data(), static_cast<qsizetype>(kMask.size()));
    QTest::newRow("plain") << QStringLiteral("https://a.example/v1")
                           << QStringLiteral("https://a.example/v1");
    QTest::newRow("user") << QStringLiteral("https://u:p@a.example/v1")
                          << QStringLiteral("https://%1@a.example/v1").arg(mask);
    QTest::newRow("key") << QStringLiteral("https://a.example/v1?key=s3cret&x=1#f")
                         << QStringLiteral("https://a.example/v1?key=%1&x=1#f").arg(mask);
    QTest::newRow("letter case") << QStringLiteral("http://a/?API_KEY=s")
                                 << QStringLiteral("http://a/?API_KEY=%1").arg(mask);
    QTest::newRow("at in the path") << QStringLiteral("http://a/@b") << QStringLiteral("http://a/@b");
    QTest::newRow("no url") << QStringLiteral("key=1") << QStringLiteral("key=1");
    QTest::newRow("empty") << QString() << QString();
}

void TestBase::urlsLoseTheirSecrets()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(QString::fromStdString(redactUrl(url.toStdString())), shown);
}

void TestBase::secretsOfAnAddress()
{
    using Secrets = std::vector<std::string>;
    QCOMPARE(secretsInUrl("https://a.example/v1?x=1"), Secrets{});
    QCOMPARE(secretsInUrl("https://u:p@a.example/v1?key=k%201&x=1&token=&sig=s#key=no"),
             (Secrets{"p", "k%201", "s"}));
    QCOMPARE(secretsInUrl("https://t0ken@a.example?password=a=b"), (Secrets{"t0ken", "a=b"}));
    QCOMPARE(secretsInUrl("key=1"), Secrets{});
}

void TestBase::echoedSecretsAreMasked()
{
    const std::string mask(kMask);
    QCOMPARE(redactSecret("bad key sk-1234 (sk-1234)", "sk-1234"), "bad key " + mask + " (" + mask + ")");
    QCOMPARE(redactSecret("nothing here", "sk-1234"), std::string("nothing here"));
    QCOMPARE(redactSecret("a short secret", "a"), std::string("a short secret"));
    QCOMPARE(redactSecret("x", ""), std::string("x"));
}

void TestBase::addressesAreHidden()
{
    const auto hidden = [](const char *text) {
        std::string out = redactAddresses(text, "models.example");
        for (std::size_t hit = out.find(kMask); hit != std::string::npos; hit = out.find(kMask))
            out.replace(hit, kMask.size(), "*");
        return out;
    };
    QCOMPARE(hidden("It failed (HTTP 500, https://models.example/v1?a=b): try https://x.example/help."),
             std::string("It failed (HTTP 500, *): try *."));
    QCOMPARE(hidden("models.example:8000 refused; models.example: no."), std::string("* refused; *: no."));
    QCOMPARE(hidden("my-models.example and models.examples are others"),
             std::string("my-models.example and models.examples are others"));
    QCOMPARE(hidden("a :// b"), std::string("a * b"));
    QCOMPARE(redactAddresses("no host", ""), std::string("no host"));
}

void TestBase::asciiHelpersIgnoreBytesAboveSevenBits()
{
    QVERIFY(!isAsciiSpace('\xA0'));
    QVERIFY(!isAsciiAlpha('\xE4'));
    QCOMPARE(asciiLower(std::string_view("\xC3\x84Z")), std::string("\xC3\x84z"));
    QCOMPARE(trimmed(" \t a b \r\n"), std::string_view("a b"));
    QCOMPARE(trimmed("  "), std::string_view(""));
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"

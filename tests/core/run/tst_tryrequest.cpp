// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/tryrequest.h"

#include <QTest>

using namespace espalier;

class TestTryRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proxyCredentialsStayWhatTheyAre_data();
    void proxyCredentialsStayWhatTheyAre();
};

void TestTryRequest::proxyCredentialsStayWhatTheyAre_data()
{
    QTest::addColumn<std::string>("credentials");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::newRow("plain") << std::string("me:secret") << "me"
                           << "secret";
    QTest::newRow("percent") << std::string("me:p%41ss") << "me"
                             << "p%41ss";
    QTest::newRow("at, colon and slash") << std::string("m@e:a:b@c/d?#") << "m@e"
                                         << "a:b@c/d?#";
    QTest::newRow("user alone") << std::string("me") << "me"
                                << "";
    QTest::newRow("nobody") << std::string() << ""
                            << "";
}

void TestTryRequest::proxyCredentialsStayWhatTheyAre()
{
    QFETCH(const std::string, credentials);
    settings::EndpointProfile profile;
    profile.proxy = settings::ProxyMode::Manual;
    profile.proxyUrl = "http://proxy.example:3128";
    const QUrl proxy = run::connectionPolicy(profile, credentials).manualProxy;
    QTEST(proxy.userName(QUrl::FullyDecoded), "user");
    QTEST(proxy.password(QUrl::FullyDecoded), "password");
    QCOMPARE(proxy.host(), QStringLiteral("proxy.example"));
    QCOMPARE(proxy.port(), 3128);
}

QTEST_GUILESS_MAIN(TestTryRequest)
#include "tst_tryrequest.moc"

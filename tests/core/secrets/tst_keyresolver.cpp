// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keyresolver.h"
#include "support/fakesecretstore.h"

#include <QTest>

using namespace espalier;
using namespace espalier::secrets;

namespace {

QUrl url(const std::string &text)
{
    return QUrl(QString::fromStdString(text));
}

} // namespace

class TestKeyResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sourcesAreNamed_data();
    void sourcesAreNamed();
    void noKeyNeeded();
    void eachSourceIsAsked();
    void sessionGoesBeforeTheKeyRing();
    void failuresAreTyped_data();
    void failuresAreTyped();
    void keysThatBreakHeadersAreRefused();
    void aKeyThatMayNotGoIsNotFetched();
    void headersGoToTheOriginOnly_data();
    void headersGoToTheOriginOnly();
    void aProxyElsewhereIsNotThisMachine();
    void loopbackIsByName_data();
    void loopbackIsByName();
    void noAnswerWithoutAContext();

private:
    ResolvedKey resolve(KeyRequest request);

    std::unique_ptr<test::FakeSecretStore> m_environment;
    std::unique_ptr<test::FakeSecretStore> m_keychain;
    std::unique_ptr<test::FakeSecretStore> m_session;
};

void TestKeyResolver::init()
{
    m_environment = std::make_unique<test::FakeSecretStore>();
    m_keychain = std::make_unique<test::FakeSecretStore>();
    m_session = std::make_unique<test::FakeSecretStore>();
    m_environment->answers["OFFICE_KEY"] = {SecretStatus::Found, "sk-environment", {}};
}

ResolvedKey TestKeyResolver::resolve(KeyRequest request)
{
    if (request.baseUrl.isEmpty())
        request.baseUrl = url("https://models.example/v1");
    request.profile = "Office";
    const KeyResolver resolver(*m_environment, *m_keychain, *m_session);
    QObject context;
    ResolvedKey out;
    int answers = 0;
    resolver.resolve(request, &context, [&](ResolvedKey key) {
        out = std::move(key);
        ++answers;
    });
    if (answers != 0)
        qFatal("answered from inside the call");
    [&] { QTRY_COMPARE(answers, 1); }();
    return out;
}

void TestKeyResolver::sourcesAreNamed_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("from");
    QTest::addColumn<std::string>("label");
    QTest::newRow("none") << std::string("none") << int(KeySource::From::None) << std::string("none");
    QTest::newRow("environment") << std::string("environment") << int(KeySource::From::Environment)
                                 << std::string("environment variable ANYSCALE_API_KEY");
    QTest::newRow("keychain") << std::string("keychain") << int(KeySource::From::Keychain)
                              << std::string("key ring");
    QTest::newRow("session") << std::string("session") << int(KeySource::From::Session)
                             << std::string("this session only");
}

void TestKeyResolver::sourcesAreNamed()
{
    QFETCH(std::string, name);
    QFETCH(int, from);
    QFETCH(std::string, label);
    const auto source = static_cast<KeySource::From>(from);
    QVERIFY(keySourceName(source) == name);
    QVERIFY(keySourceFromName(name) == source);
    QCOMPARE(describe({source, "ANYSCALE_API_KEY"}), label);
    QVERIFY(!keySourceFromName("file"));
}

void TestKeyResolver::noKeyNeeded()
{
    const ResolvedKey key = resolve({{}, KeySource::none(), url("http://models.example"), false});
    QVERIFY(key.ok());
    QVERIFY(key.headersFor(url("http://models.example/v1")).empty());
    QCOMPARE(key.label, std::string("none"));
    QVERIFY(m_environment->questions.empty() && m_keychain->questions.empty() &&
            m_session->questions.empty());
}

void TestKeyResolver::eachSourceIsAsked()
{
    m_keychain->answers["Office"] = {SecretStatus::Found, "sk-ring", {}};
    QVERIFY(resolve({{}, KeySource::environment("OFFICE_KEY"), {}, false}).key.reveal() == "sk-environment");
    const ResolvedKey ring = resolve({{}, KeySource::keychain(), {}, false});
    QVERIFY(ring.key.reveal() == "sk-ring");
    QCOMPARE(ring.label, std::string("key ring"));
    m_session->answers["Office"] = {SecretStatus::Found, "sk-session", {}};
    QVERIFY(resolve({{}, KeySource::session(), {}, false}).key.reveal() == "sk-session");
    QVERIFY(m_keychain->questions == std::vector<std::string>{"read Office"});
}

void TestKeyResolver::sessionGoesBeforeTheKeyRing()
{
    m_keychain->answers["Office"] = {SecretStatus::Found, "sk-ring", {}};
    m_session->answers["Office"] = {SecretStatus::Found, "sk-session", {}};
    const ResolvedKey key = resolve({{}, KeySource::keychain(), {}, false});
    QVERIFY(key.key.reveal() == "sk-session");
    QCOMPARE(key.label, std::string("this session only"));
    QVERIFY(m_keychain->questions.empty());
    QVERIFY(resolve({{}, KeySource::environment("OFFICE_KEY"), {}, false}).key.reveal() == "sk-environment");
}

void TestKeyResolver::failuresAreTyped_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("missing") << int(SecretStatus::Missing) << int(ErrorKind::NoKey);
    QTest::newRow("locked") << int(SecretStatus::LockedOrMissing) << int(ErrorKind::KeychainUnavailable);
    QTest::newRow("unavailable") << int(SecretStatus::Unavailable) << int(ErrorKind::KeychainUnavailable);
    QTest::newRow("timed out") << int(SecretStatus::TimedOut) << int(ErrorKind::KeychainUnavailable);
}

void TestKeyResolver::failuresAreTyped()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    m_keychain->answers["Office"] = {static_cast<SecretStatus>(status), {}, "for a reason"};
    const ResolvedKey key = resolve({{}, KeySource::keychain(), {}, false});
    QVERIFY(!key.ok());
    QCOMPARE(int(key.error.kind), kind);
    QCOMPARE(key.error.message, std::string("no key for Office: for a reason"));
    QVERIFY(!key.error.nextStep.empty());
    QVERIFY(key.headersFor(url("https://models.example/v1/models")).empty());
}

void TestKeyResolver::keysThatBreakHeadersAreRefused()
{
    for (const char *bad : {"sk-1\r\nHost: evil.example", "sk\x7F", "a\tb"}) {
        m_keychain->answers["Office"] = {SecretStatus::Found, bad, {}};
        const ResolvedKey key = resolve({{}, KeySource::keychain(), {}, false});
        QCOMPARE(key.error.kind, ErrorKind::NoKey);
        QVERIFY(key.key.isEmpty());
        QVERIFY(key.error.message.find("sk") == std::string::npos);
    }
}

void TestKeyResolver::aKeyThatMayNotGoIsNotFetched()
{
    const ResolvedKey open =
        resolve({{}, KeySource::environment("OFFICE_KEY"), url("http://models.example/v1"), false});
    QCOMPARE(open.error.kind, ErrorKind::Usage);
    QVERIFY(open.error.message.find("in the open") != std::string::npos);
    QCOMPARE(resolve({{}, KeySource::keychain(), url("ftp://models.example"), true}).error.kind,
             ErrorKind::Usage);
    QCOMPARE(resolve({{}, KeySource::keychain(), url("nothing"), true}).error.kind, ErrorKind::Usage);
    QVERIFY(m_environment->questions.empty() && m_keychain->questions.empty() &&
            m_session->questions.empty());
    QVERIFY(resolve({{}, KeySource::environment("OFFICE_KEY"), url("http://models.example/v1"), true}).ok());
    QVERIFY(resolve({{}, KeySource::environment("OFFICE_KEY"), url("http://127.0.0.1:8000/v1"), false}).ok());
}

void TestKeyResolver::headersGoToTheOriginOnly_data()
{
    QTest::addColumn<std::string>("base");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const char *base, const char *target, bool allowed) {
        QTest::newRow(name) << std::string(base) << std::string(target) << allowed;
    };
    row("same", "https://models.example/v1", "https://models.example/v1/chat/completions", true);
    row("letter case", "https://Models.Example", "https://models.example/x", true);
    row("port written out", "https://models.example:443", "https://models.example/x", true);
    row("other path", "https://models.example/a", "https://models.example/b", true);
    row("other host", "https://models.example/v1", "https://evil.example/v1", false);
    row("host below", "https://models.example", "https://x.models.example", false);
    row("host as user", "https://models.example", "https://models.example@evil.example/", false);
    row("other port", "https://models.example", "https://models.example:8443", false);
    row("down to http", "https://models.example", "http://models.example", false);
    row("http on port 443", "https://models.example", "http://models.example:443", false);
    row("open", "http://models.example", "http://models.example", false);
    row("this machine", "http://localhost:1234/v1", "http://localhost:1234/v1/models", true);
    row("this machine, IPv6", "http://[::1]:1234/v1", "http://[::1]:1234/v1/models", true);
}

void TestKeyResolver::headersGoToTheOriginOnly()
{
    QFETCH(std::string, base);
    QFETCH(std::string, target);
    QFETCH(bool, allowed);
    ResolvedKey key;
    key.key = Secret("sk-1");
    key.scope = KeyScope(url(base), false);
    const HttpHeaders headers = key.headersFor(url(target));
    QCOMPARE(!headers.empty(), allowed);
    QCOMPARE(!key.scope.refusal(url(target)), allowed);
    if (allowed)
        QVERIFY(headers == (HttpHeaders{{"Authorization", "Bearer sk-1"}}));
    key.scope = KeyScope();
    QVERIFY(key.headersFor(url(target)).empty());
}

/// What goes to this machine over http goes to the proxy first, in the open.
void TestKeyResolver::aProxyElsewhereIsNotThisMachine()
{
    const QUrl local = url("http://127.0.0.1:8000/v1");
    QVERIFY(!KeyScope(local, false, {}).refusal(local));
    QVERIFY(!KeyScope(local, false, QStringLiteral("localhost")).refusal(local));
    const auto refusal = KeyScope(local, false, QStringLiteral("proxy.example")).refusal(local);
    QVERIFY(refusal && refusal->message.find("proxy.example") != std::string::npos);
    QVERIFY(!KeyScope(local, true, QStringLiteral("proxy.example")).refusal(local));
    const QUrl tls = url("https://127.0.0.1:8000/v1"); // a tunnel
    QVERIFY(!KeyScope(tls, false, QStringLiteral("proxy.example")).refusal(tls));
}

void TestKeyResolver::loopbackIsByName_data()
{
    QTest::addColumn<std::string>("address");
    QTest::addColumn<bool>("loopback");
    const auto row = [](const char *address, bool loopback) {
        QTest::newRow(address) << std::string(address) << loopback;
    };
    row("http://localhost/", true);
    row("http://LOCALHOST:80/", true);
    row("http://models.localhost/", true);
    row("http://127.0.0.1/", true);
    row("http://127.255.3.4/", true);
    row("http://[::1]/", true);
    row("http://[0:0:0:0:0:0:0:1]/", true);
    row("http://127.0.0.1.evil.example/", false);
    row("http://127.evil.example.com/", false);
    row("http://localhost.evil.example/", false);
    row("http://evillocalhost/", false);
    row("http://[::2]/", false);
    row("http://[::ffff:10.0.0.1]/", false);
    row("http://10.0.0.1/", false);
    row("http://0.0.0.0/", false);
}

void TestKeyResolver::loopbackIsByName()
{
    QFETCH(std::string, address);
    QFETCH(bool, loopback);
    QVERIFY(url(address).isValid());
    QCOMPARE(isLoopbackHost(url(address).host()), loopback);
}

void TestKeyResolver::noAnswerWithoutAContext()
{
    const KeyResolver resolver(*m_environment, *m_keychain, *m_session);
    int answers = 0;
    for (const KeySource &source :
         {KeySource::none(), KeySource::environment("OFFICE_KEY"), KeySource::keychain()}) {
        QObject context;
        resolver.resolve({"Office", source, url("https://models.example"), false}, &context,
                         [&](ResolvedKey) { ++answers; });
    }
    QTest::qWait(20);
    QCOMPARE(answers, 0);
}

QTEST_GUILESS_MAIN(TestKeyResolver)
#include "tst_keyresolver.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/connectiontest.h"

#include "heardsteps.h"

#include "common/engine.h"
#include "settings/presets.h"
#include "support/scriptedserver.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using app::DesktopConnectionTest;
using settings::EndpointProfile;
using ui::ConnectionStep;
using ui::StepState;

namespace {

app::EnteredSecrets keyOf(const char *key)
{
    app::EnteredSecrets entered;
    entered.emplace("Mine", secrets::Secret(key));
    return entered;
}

QString certificateFile()
{
    return QStringLiteral(TEST_DATA_DIR "/tls/loopback.pem");
}

QSslConfiguration serverTls()
{
    QFile file(certificateFile());
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test certificate");
    const QByteArray pem = file.readAll();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(pem, QSsl::Pem));
    tls.setPrivateKey(QSslKey(pem, QSsl::Ec, QSsl::Pem));
    return tls;
}

const QByteArray kTwoModels = R"({"data":[{"id":"a","context_window":8192},{"id":"b"}]})";

} // namespace

/// The connection test against real sockets: what each fault of a server becomes in ticks.
class TestConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_engine.reset(); }
    void practiceIsAllGood();
    void aServerWithoutAKey();
    void theEnteredKeyGoesAlong();
    void aKeyFromTheSession();
    void anEnteredHeaderGoesAlong();
    void noKeyIsSaidAndTheRestIsTested();
    void aKeyIsNotSentInTheOpen();
    void whatAServerSays_data();
    void whatAServerSays();
    void nobodyThere();
    void noTrust();
    void trustByTheCaFile();
    void aCaFileThatIsNone();
    void aSilentServerEndsOnce();
    void cancelInTheMiddle();
    void cancelFromInsideATick();
    void deletedInTheMiddle();
    void addressesThatAreNotCalled_data();
    void addressesThatAreNotCalled();

private:
    Heard run(EndpointProfile profile, app::EnteredSecrets entered = {},
              net::Timeouts timeouts = DesktopConnectionTest::usualTimeouts())
    {
        DesktopConnectionTest test(*m_engine, std::move(profile), std::move(entered), timeouts);
        Heard heard(test);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(heard.ends, 1, 20'000); }();
        QTest::qWait(20); // nothing comes after the end
        return heard;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Engine> m_engine;
};

void TestConnectionTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!.*XDG_RUNTIME_DIR).+")));
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
    m_engine = std::make_unique<app::Engine>();
}

void TestConnectionTest::practiceIsAllGood()
{
    const Heard heard = run(*settings::preset(settings::kPracticeName));
    QCOMPARE(heard.state(ConnectionStep::Address), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Tls), StepState::NotAsked);
    QCOMPARE(heard.state(ConnectionStep::Key), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Models), StepState::Good);
    QVERIFY(!heard.models.empty());
}

void TestConnectionTest::aServerWithoutAKey()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, kTwoModels)));
    const Heard heard = run(profileAt(server.url(QStringLiteral("/v1"))));
    QCOMPARE(heard.state(ConnectionStep::Key), StepState::Good);
    QVERIFY(heard.details.at(ConnectionStep::Key).contains(QStringLiteral("none needed")));
    QCOMPARE(heard.details.at(ConnectionStep::Models), QStringLiteral("2 models"));
    QCOMPARE(heard.models.size(), 2U);
    QCOMPARE(heard.models[0].contextWindow, std::optional<std::int64_t>(8192));
    QCOMPARE(server.requestCount(), 1);
    QVERIFY(server.allBytes().startsWith("GET /v1/models "));
    QVERIFY(!server.allBytes().toLower().contains("authorization"));
}

void TestConnectionTest::theEnteredKeyGoesAlong()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, kTwoModels)));
    EndpointProfile profile = profileAt(server.url(QStringLiteral("/v1")));
    profile.key = secrets::KeySource::keychain(); // which is not asked: the entered one goes first
    const Heard heard = run(profile, keyOf("sk-entered"));
    QVERIFY(server.allBytes().contains("Bearer sk-entered"));
    QCOMPARE(heard.state(ConnectionStep::Key), StepState::Good);
    QVERIFY(heard.details.at(ConnectionStep::Key).contains(QStringLiteral("as entered here")));
}

void TestConnectionTest::aKeyFromTheSession()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, kTwoModels)));
    m_engine->session().write("Mine", secrets::Secret("sk-session"), this, [](secrets::SecretResult) {});
    EndpointProfile profile = profileAt(server.url(QStringLiteral("/v1")));
    profile.key = secrets::KeySource::session();
    (void)run(profile);
    QVERIFY(server.allBytes().contains("Bearer sk-session"));
}

void TestConnectionTest::anEnteredHeaderGoesAlong()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, kTwoModels)));
    EndpointProfile profile = profileAt(server.url(QStringLiteral("/v1")));
    profile.headers = {{"X-Team", {}, true}, {"X-Plain", "yes", false}};
    app::EnteredSecrets entered;
    entered.emplace(settings::secretHeaderEntry(profile, profile.headers[0]), secrets::Secret("hush-hush"));
    profile.key = secrets::KeySource::none();
    const Heard heard = run(profile, std::move(entered));
    QVERIFY(server.allBytes().contains("hush-hush"));
    QVERIFY(server.allBytes().contains("yes"));
    QCOMPARE(heard.details.at(ConnectionStep::Key),
             QStringLiteral("sent, and not refused: the secret headers"));
}

void TestConnectionTest::noKeyIsSaidAndTheRestIsTested()
{
    qunsetenv("ESPALIER_TEST_KEY");
    ScriptedServer server;
    server.setDefault(answerOnce(response(401, R"({"error":{"message":"no key"}})")));
    EndpointProfile profile = profileAt(server.url(QStringLiteral("/v1")));
    profile.key = secrets::KeySource::environment("ESPALIER_TEST_KEY");
    const Heard heard = run(profile);
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Key), StepState::Bad);
    QCOMPARE(heard.kind(ConnectionStep::Key), ErrorKind::NoKey);
    QVERIFY(!server.allBytes().toLower().contains("authorization"));
}

void TestConnectionTest::aKeyIsNotSentInTheOpen()
{
    EndpointProfile profile;
    profile.name = "Mine";
    profile.baseUrl = "http://espalier-test.invalid/v1"; // RFC 6761: never found
    profile.proxy = settings::ProxyMode::None;
    const Heard heard = run(profile, keyOf("sk-entered"));
    QCOMPARE(heard.state(ConnectionStep::Key), StepState::Bad);
    QCOMPARE(heard.kind(ConnectionStep::Key), ErrorKind::Usage);
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Bad);
}

void TestConnectionTest::whatAServerSays_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<StepState>("key");
    QTest::addColumn<ErrorKind>("keyKind");
    QTest::addColumn<StepState>("models");
    QTest::addColumn<ErrorKind>("modelsKind");
    const QByteArray error = R"({"error":{"message":"<img src=file:///x> no"}})";
    QTest::newRow("401") << response(401, error) << StepState::Bad << ErrorKind::KeyRefused
                         << StepState::NotAsked << ErrorKind::None;
    QTest::newRow("403") << response(403, error) << StepState::Bad << ErrorKind::NotAllowed
                         << StepState::NotAsked << ErrorKind::None;
    QTest::newRow("402") << response(402, error) << StepState::Warning << ErrorKind::OutOfCredit
                         << StepState::NotAsked << ErrorKind::None;
    QTest::newRow("404") << response(404, error) << StepState::NotAsked << ErrorKind::None
                         << StepState::Warning << ErrorKind::None;
    QTest::newRow("429") << response(429, error) << StepState::Good << ErrorKind::None << StepState::Warning
                         << ErrorKind::RateLimited;
    QTest::newRow("500") << response(500, error) << StepState::NotAsked << ErrorKind::None << StepState::Bad
                         << ErrorKind::ServerFault;
    QTest::newRow("302") << response(302, {}, "text/plain", {"Location: https://elsewhere.example/"})
                         << StepState::NotAsked << ErrorKind::None << StepState::Bad << ErrorKind::Redirected;
    QTest::newRow("a page") << response(200, "<html><title>Sign in</title></html>", "text/html")
                            << StepState::NotAsked << ErrorKind::None << StepState::Bad
                            << ErrorKind::NotAnApi;
    QTest::newRow("no models") << response(200, R"({"data":[]})") << StepState::Good << ErrorKind::None
                               << StepState::Warning << ErrorKind::None;
}

void TestConnectionTest::whatAServerSays()
{
    QFETCH(QByteArray, answer);
    QFETCH(StepState, key);
    QFETCH(ErrorKind, keyKind);
    QFETCH(StepState, models);
    QFETCH(ErrorKind, modelsKind);
    ScriptedServer server;
    server.setDefault(answerOnce(answer));
    const Heard heard = run(profileAt(server.url(QStringLiteral("/v1"))), keyOf("sk-entered"));
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Key), key);
    QCOMPARE(heard.kind(ConnectionStep::Key), keyKind);
    QCOMPARE(heard.state(ConnectionStep::Models), models);
    QCOMPARE(heard.kind(ConnectionStep::Models), modelsKind);
    QVERIFY(heard.models.empty());
}

void TestConnectionTest::nobodyThere()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/v1").arg(closed.serverPort()));
    closed.close();
    const Heard heard = run(profileAt(url));
    QCOMPARE(heard.state(ConnectionStep::Address), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Bad);
    QCOMPARE(heard.kind(ConnectionStep::Reach), ErrorKind::NoConnection);
    QCOMPARE(heard.state(ConnectionStep::Models), StepState::NotAsked);
}

void TestConnectionTest::noTrust()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS");
    ScriptedServer server(serverTls());
    const Heard heard = run(profileAt(server.url(QStringLiteral("/v1"))), keyOf("sk-entered"));
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Tls), StepState::Bad);
    QCOMPARE(heard.kind(ConnectionStep::Tls), ErrorKind::NoConnection);
    QCOMPARE(heard.state(ConnectionStep::Key), StepState::NotAsked);
    QCOMPARE(server.allBytes(), QByteArray());
}

void TestConnectionTest::trustByTheCaFile()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS");
    ScriptedServer server(serverTls());
    server.setDefault(answerOnce(response(200, kTwoModels)));
    EndpointProfile profile = profileAt(server.url(QStringLiteral("/v1")));
    profile.extraCaFile = certificateFile().toStdString();
    const Heard heard = run(profile);
    QCOMPARE(heard.state(ConnectionStep::Tls), StepState::Good);
    QCOMPARE(heard.state(ConnectionStep::Models), StepState::Good);
}

void TestConnectionTest::aCaFileThatIsNone()
{
    EndpointProfile profile = profileAt(QUrl(QStringLiteral("https://127.0.0.1:9/v1")));
    profile.extraCaFile = "/nowhere/ca.pem";
    const Heard heard = run(profile);
    QCOMPARE(heard.state(ConnectionStep::Tls), StepState::Bad);
    QCOMPARE(heard.kind(ConnectionStep::Tls), ErrorKind::CannotRead);
}

void TestConnectionTest::aSilentServerEndsOnce()
{
    ScriptedServer server;
    net::Timeouts timeouts;
    timeouts.firstByte = std::chrono::milliseconds(150);
    const Heard heard = run(profileAt(server.url(QStringLiteral("/v1"))), {}, timeouts);
    QCOMPARE(heard.ends, 1);
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Bad);
    QCOMPARE(heard.kind(ConnectionStep::Reach), ErrorKind::FirstByteTimeout);
}

void TestConnectionTest::cancelInTheMiddle()
{
    ScriptedServer server;
    DesktopConnectionTest test(*m_engine, profileAt(server.url(QStringLiteral("/v1"))), {});
    Heard heard(test);
    QTRY_COMPARE(server.requestCount(), 1);
    test.cancel();
    test.cancel();
    QCOMPARE(heard.ends, 0); // never from inside the call
    QTRY_COMPARE(heard.ends, 1);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(heard.ends, 1);
    QCOMPARE(heard.state(ConnectionStep::Reach), StepState::Running);
}

void TestConnectionTest::cancelFromInsideATick()
{
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, kTwoModels)));
    DesktopConnectionTest test(*m_engine, profileAt(server.url(QStringLiteral("/v1"))), {});
    Heard heard(test);
    connect(&test, &ui::ConnectionTest::step, this, [&test](ConnectionStep step, StepState state) {
        if (step == ConnectionStep::Reach && state == StepState::Good)
            test.cancel();
    });
    QTRY_COMPARE(heard.ends, 1);
    QTest::qWait(30);
    QCOMPARE(heard.ends, 1);
    QVERIFY(!heard.states.contains(ConnectionStep::Models));
    QVERIFY(heard.models.empty());
}

void TestConnectionTest::deletedInTheMiddle()
{
    ScriptedServer server;
    auto test = std::make_unique<DesktopConnectionTest>(
        *m_engine, profileAt(server.url(QStringLiteral("/v1"))), app::EnteredSecrets());
    QSignalSpy finished(test.get(), &ui::ConnectionTest::finished);
    QTRY_COMPARE(server.requestCount(), 1);
    test.reset();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(finished.count(), 0);
}

void TestConnectionTest::addressesThatAreNotCalled_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("none") << QByteArray() << QByteArray("no address");
    QTest::newRow("no URL") << QByteArray("api example") << QByteArray("no http or https");
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << QByteArray("no http or https");
    QTest::newRow("Anyscale, retired")
        << QByteArray("https://api.endpoints.anyscale.com/v1") << QByteArray("closed on 1 August 2024");
}

void TestConnectionTest::addressesThatAreNotCalled()
{
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, said);
    EndpointProfile profile;
    profile.name = "Mine";
    profile.baseUrl = address.toStdString();
    const Heard heard = run(profile);
    QCOMPARE(heard.states.size(), 1U);
    QCOMPARE(heard.state(ConnectionStep::Address), StepState::Bad);
    QVERIFY(QByteArray::fromStdString(heard.errors.at(ConnectionStep::Address).message).contains(said));
}

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/connectiontest.h"

#include "heardsteps.h"

#include "common/engine.h"
#include "settings/presets.h"
#include "support/scriptedserver.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using app::DesktopConnectionTest;
using settings::EndpointProfile;
using ui::ConnectionStep;
using ui::StepState;

namespace {

bool contains(const Error &error, const char *words)
{
    return QString::fromStdString(error.message + ' ' + error.nextStep).contains(QLatin1String(words));
}

} // namespace

/// The connection test's words, where those of a question about a text would not be so.
class TestConnectionWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_engine.reset(); }
    void whatIsNoListIsSaidAsSuch();
    void theKeyRingIsNotWaitedForWhereAKeyWasEntered();

private:
    Heard run(EndpointProfile profile, net::Timeouts timeouts = DesktopConnectionTest::usualTimeouts())
    {
        DesktopConnectionTest test(*m_engine, std::move(profile), {}, timeouts);
        Heard heard(test);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(heard.ends, 1, 20'000); }();
        return heard;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Engine> m_engine;
};

void TestConnectionWords::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
    m_engine = std::make_unique<app::Engine>();
}

/// Limits of a list of models cannot be raised, and nobody asks for less of it.
void TestConnectionWords::whatIsNoListIsSaidAsSuch()
{
    ScriptedServer silent;
    net::Timeouts soon;
    soon.firstByte = std::chrono::milliseconds(150);
    const Heard none = run(profileAt(silent.url(QStringLiteral("/v1"))), soon);
    QVERIFY(!contains(none.errors.at(ConnectionStep::Reach), "raise")); // its time is fixed
    ScriptedServer drip;
    drip.setDefault({step::WaitForRequest{}, step::Send{"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"}});
    net::Timeouts timeouts;
    timeouts.deadline = std::chrono::milliseconds(300);
    const Heard slow = run(profileAt(drip.url(QStringLiteral("/v1"))), timeouts);
    QCOMPARE(slow.kind(ConnectionStep::Models), ErrorKind::DeadlineExceeded);
    QVERIFY(!contains(slow.errors.at(ConnectionStep::Models), "shorter"));
    ScriptedServer endless;
    endless.setDefault(answerOnce(response(200, QByteArray(17 * 1024 * 1024, ' '))));
    const Heard large = run(profileAt(endless.url(QStringLiteral("/v1"))));
    QCOMPARE(large.kind(ConnectionStep::Models), ErrorKind::LimitExceeded);
    QVERIFY(contains(large.errors.at(ConnectionStep::Models), "check the base URL"));
    QVERIFY(!contains(large.errors.at(ConnectionStep::Models), "schema"));
}

void TestConnectionWords::theKeyRingIsNotWaitedForWhereAKeyWasEntered()
{
    ScriptedServer server; // says nothing
    EndpointProfile profile = profileAt(server.url(QStringLiteral("/v1")));
    profile.key = secrets::KeySource::keychain();
    app::EnteredSecrets entered;
    entered.emplace("Mine", secrets::Secret("sk-entered"));
    DesktopConnectionTest test(*m_engine, profile, std::move(entered));
    Heard heard(test);
    QTRY_COMPARE(heard.state(ConnectionStep::Reach), StepState::Running);
    QCOMPARE(heard.details.at(ConnectionStep::Key), QStringLiteral("sent: as entered here"));
    test.cancel();
    QTRY_COMPARE(heard.ends, 1);
}

QTEST_GUILESS_MAIN(TestConnectionWords)
#include "tst_connectionwords.moc"

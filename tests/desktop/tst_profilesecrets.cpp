// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/endpointaccess.h"
#include "desktop/keyforget.h"
#include "desktop/keymove.h"
#include "profilefixture.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using settings::EndpointProfile;

/// What becomes of the secrets of a profile that is renamed, changed or removed.
class TestProfileSecrets : public QObject, private test::ProfileFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void aRenameTakesTheKeyAlong();
    void entriesOfARename();
    void whatIsEnteredWithARenameComesLast();
    void entriesThatMayNotStay_data();
    void entriesThatMayNotStay();
    void aKeyThatLiesUnusedHasAHome();
    void aProxysPasswordGoesToNoOther();
    void removingForgetsEverySecret();
    void anotherKeySourceForgetsTheSessionKey();
};

void TestProfileSecrets::aRenameTakesTheKeyAlong()
{
    EndpointProfile profile = mine();
    profile.key = secrets::KeySource::session();
    profile.headers = {{"X-Team", {}, true}};
    QVERIFY(!m_desktop->saveProfile(profile, {}));
    QSignalSpy stored(m_desktop.get(), &ui::Engine::keyStored);
    QSignalSpy kept(m_desktop.get(), &ui::Engine::secretStored);
    m_desktop->storeKey(QStringLiteral("Mine"), secrets::Secret("sk-1"), ui::KeyPlace::Session);
    m_desktop->storeSecret(QStringLiteral("Mine/header/X-Team"), secrets::Secret("team-1"),
                           ui::KeyPlace::Session);
    QTRY_COMPARE(stored.count(), 1);
    QTRY_COMPARE(kept.count(), 1);
    QSignalSpy moved(m_desktop.get(), &ui::Engine::keysMoved);
    profile.name = "Ours";
    QVERIFY(!m_desktop->saveProfile(profile, QStringLiteral("Mine")));
    QTRY_COMPARE(moved.count(), 1);
    QCOMPARE(moved.first().at(1).value<Error>().kind, ErrorKind::None);
    QCOMPARE(sessionSecret("Ours"), std::string("sk-1"));
    QCOMPARE(sessionSecret("Ours/header/X-Team"), std::string("team-1"));
    QCOMPARE(sessionSecret("Mine"), std::string());
    QCOMPARE(m_desktop->keyFacts(QStringLiteral("Ours")).source, ui::KeyFacts::Source::Session);
    QVERIFY(!m_engine->profiles().find("Mine"));
}

void TestProfileSecrets::entriesOfARename()
{
    EndpointProfile before = mine();
    before.headers = {{"X-Team", {}, true}, {"X-Plain", "a", false}};
    EndpointProfile now = before;
    now.name = "Ours";
    const std::vector<app::RenamedEntry> wanted{
        {"Mine", "Ours"}, {"Mine/header/X-Team", "Ours/header/X-Team"}, {"Mine/proxy", "Ours/proxy"}};
    QCOMPARE(app::renamedEntries(before, now), wanted);
}

void TestProfileSecrets::whatIsEnteredWithARenameComesLast()
{
    EndpointProfile profile = mine();
    profile.key = secrets::KeySource::session();
    profile.headers = {{"X-Team", {}, true}};
    QVERIFY(!m_desktop->saveProfile(profile, {}));
    QSignalSpy stored(m_desktop.get(), &ui::Engine::keyStored);
    QSignalSpy kept(m_desktop.get(), &ui::Engine::secretStored);
    m_desktop->storeKey(QStringLiteral("Mine"), secrets::Secret("sk-old"), ui::KeyPlace::Session);
    m_desktop->storeSecret(QStringLiteral("Mine/header/X-Team"), secrets::Secret("old"),
                           ui::KeyPlace::Session);
    QTRY_COMPARE(stored.count() + kept.count(), 2);
    profile.name = "Ours";
    QSignalSpy moved(m_desktop.get(), &ui::Engine::keysMoved);
    QVERIFY(!m_desktop->saveProfile(profile, QStringLiteral("Mine")));
    m_desktop->storeKey(QStringLiteral("Ours"), secrets::Secret("sk-new"), ui::KeyPlace::Session);
    m_desktop->storeSecret(QStringLiteral("Ours/header/X-Team"), secrets::Secret("new"),
                           ui::KeyPlace::Session);
    QTRY_COMPARE(stored.count() + kept.count(), 4);
    QTRY_COMPARE(moved.count(), 1);
    QCOMPARE(sessionSecret("Ours"), std::string("sk-new"));
    QCOMPARE(sessionSecret("Ours/header/X-Team"), std::string("new"));
    QCOMPARE(sessionSecret("Mine"), std::string());
}

void TestProfileSecrets::entriesThatMayNotStay_data()
{
    using secrets::KeySource;
    QTest::addColumn<EndpointProfile>("before");
    QTest::addColumn<EndpointProfile>("now");
    QTest::addColumn<QStringList>("doomed"); // with a star: in the key ring only
    const auto at = [](const char *url, const KeySource &key) {
        EndpointProfile profile = mine();
        profile.baseUrl = url;
        profile.key = key;
        return profile;
    };
    const char *here = "https://models.example/v1";
    const char *there = "https://elsewhere.example/v1";
    const QStringList key{QStringLiteral("Mine")};
    QTest::newRow("nothing changed") << at(here, KeySource::keychain()) << at(here, KeySource::keychain())
                                     << QStringList();
    QTest::newRow("another path") << at(here, KeySource::none())
                                  << at("https://models.example/v2", KeySource::none()) << QStringList();
    QTest::newRow("left unused, same host")
        << at(here, KeySource::keychain()) << at(here, KeySource::none()) << QStringList();
    QTest::newRow("left behind") << at(here, KeySource::keychain()) << at(there, KeySource::none()) << key;
    QTest::newRow("unused all along") << at(here, KeySource::none()) << at(there, KeySource::none()) << key;
    QTest::newRow("taken along") << at(here, KeySource::keychain()) << at(there, KeySource::keychain())
                                 << QStringList();
    QTest::newRow("another variable")
        << at(here, KeySource::keychain()) << at(there, KeySource::environment("A")) << key;
    QTest::newRow("the variable taken along")
        << at(here, KeySource::environment("A")) << at(there, KeySource::environment("A")) << QStringList();
    QTest::newRow("this session") << at(here, KeySource::keychain()) << at(there, KeySource::session())
                                  << QStringList{QStringLiteral("Mine*")};
    QTest::newRow("no address any more")
        << at(here, KeySource::keychain()) << at("", KeySource::keychain()) << key;
    EndpointProfile before = at(here, KeySource::none());
    before.headers = {{"X-Team", {}, true}, {"X-Plain", "a", false}};
    before.proxyUrl = "http://proxy.example:3128";
    EndpointProfile now = before;
    now.name = "Ours";
    QTest::newRow("headers and proxy stay") << before << now << QStringList();
    now.headers.clear();
    now.proxyUrl = "http://other.example:3128";
    QTest::newRow("headers and proxy go")
        << before << now << QStringList{QStringLiteral("Mine/header/X-Team"), QStringLiteral("Mine/proxy")};
}

void TestProfileSecrets::entriesThatMayNotStay()
{
    QFETCH(EndpointProfile, before);
    QFETCH(EndpointProfile, now);
    QFETCH(QStringList, doomed);
    QStringList said;
    for (const app::DoomedEntry &entry : app::strandedEntries(before, now))
        said.append(QString::fromStdString(entry.entry) +
                    (entry.sessionToo ? QString() : QStringLiteral("*")));
    QCOMPARE(said, doomed);
}

void TestProfileSecrets::aKeyThatLiesUnusedHasAHome()
{
    QVERIFY(!m_desktop->saveProfile(mine(), {}));
    const ui::EndpointChoice elsewhere{QStringLiteral("Mine"),
                                       QStringLiteral("https://elsewhere.example/v1")};
    QVERIFY(m_desktop->facts(elsewhere).keptKeyMovesFrom.isEmpty());
    m_engine->storedKeys().add("Mine");
    QVERIFY(m_desktop->facts(elsewhere).keyMovesFrom.isEmpty()); // the profile sends none
    QCOMPARE(m_desktop->facts(elsewhere).keptKeyMovesFrom, QStringLiteral("models.example"));
    const ui::EndpointChoice same{QStringLiteral("Mine"), QStringLiteral("https://models.example/v2")};
    QVERIFY(m_desktop->facts(same).keptKeyMovesFrom.isEmpty());
}

void TestProfileSecrets::aProxysPasswordGoesToNoOther()
{
    EndpointProfile profile = mine();
    profile.proxy = settings::ProxyMode::Manual;
    profile.proxyUrl = "http://proxy.example:3128";
    QVERIFY(!m_desktop->saveProfile(profile, {}));
    QSignalSpy kept(m_desktop.get(), &ui::Engine::secretStored);
    m_desktop->storeSecret(QStringLiteral("Mine/proxy"), secrets::Secret("me:old"), ui::KeyPlace::Session);
    QTRY_COMPARE(kept.count(), 1);
    for (const bool barred : {false, true}) {
        std::string credentials = "not answered";
        app::EnteredSecrets entered;
        if (barred)
            entered.try_emplace("Mine/proxy");
        app::openEndpoint(
            *m_engine, profile, this,
            [&](const Result<app::EndpointAccess, Error> &access) {
                credentials = access ? access->proxyCredentials : access.error().message;
            },
            std::move(entered));
        QTRY_COMPARE(credentials, std::string(barred ? "" : "me:old"));
    }
    ScriptedServer other; // a draft that names another proxy: it is tested without what was stored
    other.setDefault(answerOnce(response(200, R"({"data":[]})")));
    EndpointProfile draft = profile;
    draft.baseUrl = "http://models.example/v1";
    draft.proxyUrl = other.url({}).toString().toStdString();
    const auto test = m_desktop->testConnection(draft, {});
    QSignalSpy tested(test.get(), &ui::ConnectionTest::finished);
    QTRY_COMPARE(tested.count(), 1);
    QVERIFY(!other.allBytes().isEmpty());
    QVERIFY(!other.allBytes().toLower().contains("proxy-authorization"));
    profile.proxyUrl = "http://other.example:3128";
    QSignalSpy forgotten(m_desktop.get(), &ui::Engine::secretsForgotten);
    QVERIFY(!m_desktop->saveProfile(profile, QStringLiteral("Mine")));
    QTRY_COMPARE(forgotten.count(), 1);
    QCOMPARE(sessionSecret("Mine/proxy"), std::string());
    profile.proxyUrl = "http://third.example:3128";
    QVERIFY(!m_desktop->saveProfile(profile, QStringLiteral("Mine")));
    m_desktop->storeSecret(QStringLiteral("Mine/proxy"), secrets::Secret("me:new"), ui::KeyPlace::Session);
    QTRY_COMPARE(kept.count(), 2);
    QCOMPARE(sessionSecret("Mine/proxy"), std::string("me:new")); // entered with the change, behind it
}

void TestProfileSecrets::removingForgetsEverySecret()
{
    EndpointProfile profile = mine();
    profile.headers = {{"X-Team", {}, true}};
    QVERIFY(!m_desktop->saveProfile(profile, {}));
    QSignalSpy kept(m_desktop.get(), &ui::Engine::secretStored);
    for (const char *entry : {"Mine/header/X-Team", "Mine/proxy"})
        m_desktop->storeSecret(QLatin1String(entry), secrets::Secret("s"), ui::KeyPlace::Session);
    QTRY_COMPARE(kept.count(), 2);
    QSignalSpy forgotten(m_desktop.get(), &ui::Engine::secretsForgotten);
    QVERIFY(!m_desktop->removeProfile(QStringLiteral("Mine")));
    QTRY_COMPARE(forgotten.count(), 1);
    QCOMPARE(forgotten.first().at(1).value<Error>().kind, ErrorKind::None);
    QCOMPARE(sessionSecret("Mine/header/X-Team"), std::string());
    QCOMPARE(sessionSecret("Mine/proxy"), std::string());
}

void TestProfileSecrets::anotherKeySourceForgetsTheSessionKey()
{
    EndpointProfile profile = mine();
    profile.key = secrets::KeySource::session();
    QVERIFY(!m_desktop->saveProfile(profile, {}));
    QSignalSpy stored(m_desktop.get(), &ui::Engine::keyStored);
    m_desktop->storeKey(QStringLiteral("Mine"), secrets::Secret("sk-1"), ui::KeyPlace::Session);
    QTRY_COMPARE(stored.count(), 1);
    profile.key = secrets::KeySource::none();
    QVERIFY(!m_desktop->saveProfile(profile, QStringLiteral("Mine")));
    QCOMPARE(m_desktop->keyFacts(QStringLiteral("Mine")).source, ui::KeyFacts::Source::NotNeeded);
    QCOMPARE(sessionSecret("Mine"), std::string());
}

QTEST_GUILESS_MAIN(TestProfileSecrets)
#include "tst_profilesecrets.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktopengine.h"

#include "common/endpointaccess.h"
#include "common/engine.h"
#include "desktop/keyforget.h"
#include "desktop/keymove.h"
#include "desktop/localservers.h"
#include "settings/presets.h"
#include "support/scriptedserver.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using app::DesktopEngine;
using settings::EndpointProfile;

/// What the window does with profiles, through the real engine and a real file.
class TestDesktopProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNewProfileIsKept();
    void aRenameTakesTheKeyAlong();
    void entriesOfARename();
    void whatIsEnteredWithARenameComesLast();
    void aRenameKeepsThePlace();
    void entriesThatMayNotStay_data();
    void entriesThatMayNotStay();
    void aKeyThatLiesUnusedHasAHome();
    void aProxysPasswordGoesToNoOther();
    void removingForgetsEverySecret();
    void namesThatAreTaken();
    void aSecretInTheAddressIsRefused();
    void removing();
    void anotherKeySourceForgetsTheSessionKey();
    void localServersThatAnswer();
    void onlyThisComputerIsAsked();
    void theUsualPorts();

private:
    [[nodiscard]] EndpointProfile mine(const char *name = "Mine") const
    {
        EndpointProfile profile;
        profile.name = name;
        profile.baseUrl = "https://models.example/v1";
        return profile;
    }
    void start()
    {
        m_desktop.reset();
        m_engine = std::make_unique<app::Engine>();
        QVERIFY(m_engine->profiles().load().empty());
        m_desktop = std::make_unique<DesktopEngine>(*m_engine);
    }
    [[nodiscard]] std::string sessionSecret(const std::string &entry)
    {
        std::string out;
        bool answered = false;
        m_engine->session().read(entry, this, [&](secrets::SecretResult result) {
            out = result.secret.reveal();
            answered = true;
        });
        [&] { QTRY_VERIFY(answered); }();
        return out;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Engine> m_engine;
    std::unique_ptr<DesktopEngine> m_desktop;
};

void TestDesktopProfiles::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!.*XDG_RUNTIME_DIR).+")));
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
    start();
}

void TestDesktopProfiles::cleanup()
{
    m_desktop.reset();
    m_engine.reset();
}

void TestDesktopProfiles::aNewProfileIsKept()
{
    QSignalSpy changed(m_desktop.get(), &ui::Engine::endpointsChanged);
    EndpointProfile profile = mine();
    profile.modelEntry("m").price = settings::ModelPrice{0.5, 1.5, "EUR"};
    QVERIFY(!m_desktop->saveProfile(profile, {}));
    QCOMPARE(changed.count(), 1);
    start();
    const EndpointProfile read = m_desktop->profile(QStringLiteral("Mine"));
    QCOMPARE(read.baseUrl, profile.baseUrl);
    QCOMPARE(read.models, profile.models);
    const QList<ui::EndpointInfo> all = m_desktop->endpoints();
    QVERIFY(all.constLast().stored && !all.constLast().preset);
    QVERIFY(all.constFirst().preset && !all.constFirst().stored);
}

void TestDesktopProfiles::aRenameTakesTheKeyAlong()
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

void TestDesktopProfiles::entriesOfARename()
{
    EndpointProfile before = mine();
    before.headers = {{"X-Team", {}, true}, {"X-Plain", "a", false}};
    EndpointProfile now = before;
    now.name = "Ours";
    const std::vector<app::RenamedEntry> wanted{
        {"Mine", "Ours"}, {"Mine/header/X-Team", "Ours/header/X-Team"}, {"Mine/proxy", "Ours/proxy"}};
    QCOMPARE(app::renamedEntries(before, now), wanted);
}

void TestDesktopProfiles::whatIsEnteredWithARenameComesLast()
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

void TestDesktopProfiles::aRenameKeepsThePlace()
{
    QVERIFY(!m_desktop->saveProfile(mine("First"), {}));
    QVERIFY(!m_desktop->saveProfile(mine("Second"), {}));
    QVERIFY(!m_desktop->saveProfile(mine("Renamed"), QStringLiteral("First")));
    start();
    QCOMPARE(m_engine->profiles().profiles().size(), 2U); // one write: never both, never none
    QCOMPARE(m_engine->profiles().profiles().front().name, std::string("Renamed"));
}

void TestDesktopProfiles::entriesThatMayNotStay_data()
{
    using secrets::KeySource;
    QTest::addColumn<EndpointProfile>("before");
    QTest::addColumn<EndpointProfile>("now");
    QTest::addColumn<QStringList>("doomed"); // with a star: in the key ring only
    const auto at = [this](const char *url, const KeySource &key) {
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

void TestDesktopProfiles::entriesThatMayNotStay()
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

void TestDesktopProfiles::aKeyThatLiesUnusedHasAHome()
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

void TestDesktopProfiles::aProxysPasswordGoesToNoOther()
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

void TestDesktopProfiles::removingForgetsEverySecret()
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

void TestDesktopProfiles::namesThatAreTaken()
{
    QVERIFY(!m_desktop->saveProfile(mine("Mine"), {}));
    QVERIFY(!m_desktop->saveProfile(mine("Other"), {}));
    QCOMPARE(m_desktop->saveProfile(mine("Other"), QStringLiteral("Mine"))->kind, ErrorKind::Usage);
    QCOMPARE(m_desktop->saveProfile(mine("openai"), {})->kind, ErrorKind::Usage);
    QCOMPARE(m_desktop->saveProfile(mine("Renamed"), QStringLiteral("OpenAI"))->kind, ErrorKind::Usage);
    QVERIFY(m_engine->profiles().find("Mine") && m_engine->profiles().find("Other"));
    QVERIFY(!m_engine->profiles().find("Renamed"));
}

void TestDesktopProfiles::aSecretInTheAddressIsRefused()
{
    EndpointProfile profile = mine();
    profile.baseUrl = "https://models.example/v1?key=sk-in-the-open";
    const auto error = m_desktop->saveProfile(profile, {});
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Usage);
    QVERIFY(error->message.find("sk-in-the-open") == std::string::npos);
    QVERIFY(!m_engine->profiles().find("Mine"));
}

void TestDesktopProfiles::removing()
{
    QVERIFY(!m_desktop->saveProfile(mine(), {}));
    EndpointProfile changed = *settings::preset("OpenAI");
    changed.baseUrl = "https://proxy.example/v1";
    QVERIFY(!m_desktop->saveProfile(changed, QStringLiteral("OpenAI")));
    QVERIFY(!m_desktop->removeProfile(QStringLiteral("Mine")));
    QVERIFY(!m_desktop->removeProfile(QStringLiteral("OpenAI")));
    QCOMPARE(m_desktop->endpoints().size(), static_cast<qsizetype>(settings::presets().size()));
    QCOMPARE(m_desktop->profile(QStringLiteral("OpenAI")).baseUrl, settings::preset("OpenAI")->baseUrl);
}

void TestDesktopProfiles::anotherKeySourceForgetsTheSessionKey()
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

void TestDesktopProfiles::localServersThatAnswer()
{
    ScriptedServer vllm;
    vllm.setDefault(answerOnce(response(200, R"({"data":[{"id":"a"},{"id":"b"}]})")));
    ScriptedServer website;
    website.setDefault(answerOnce(response(200, "<html></html>", "text/html")));
    ScriptedServer silent;
    std::vector<EndpointProfile> candidates(3);
    const ScriptedServer *servers[] = {&vllm, &website, &silent};
    const char *names[] = {"vLLM", "Ollama", "LM Studio"};
    for (std::size_t i = 0; i < 3; ++i) {
        candidates[i].name = names[i];
        candidates[i].key = secrets::KeySource::environment("PATH"); // never sent by a look-up
        candidates[i].baseUrl = servers[i]->url(QStringLiteral("/v1")).toString().toStdString();
    }
    QList<QList<ui::LocalServer>> answers;
    app::findLocalServers(
        m_engine->transport(), candidates, this,
        [&](const QList<ui::LocalServer> &found) { answers.append(found); }, std::chrono::milliseconds(300));
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE(answers.size(), 1);
    QTest::qWait(30);
    QCOMPARE(answers.size(), 1);
    const ui::LocalServer expected{QStringLiteral("vLLM"), vllm.url(QStringLiteral("/v1")).toString(), 2};
    QCOMPARE(answers.first(), QList<ui::LocalServer>{expected});
    QVERIFY(!vllm.allBytes().toLower().contains("authorization"));
}

void TestDesktopProfiles::onlyThisComputerIsAsked()
{
    std::vector<EndpointProfile> candidates(1, mine());
    int ends = 0;
    app::findLocalServers(m_engine->transport(), candidates, this, [&](const QList<ui::LocalServer> &found) {
        QVERIFY(found.isEmpty());
        ++ends;
    });
    QTRY_COMPARE(ends, 1);
}

void TestDesktopProfiles::theUsualPorts()
{
    QStringList said;
    for (const EndpointProfile &candidate : app::localCandidates())
        said.append(QString::fromStdString(candidate.name + " " + candidate.baseUrl));
    QCOMPARE(said, (QStringList{QStringLiteral("vLLM http://127.0.0.1:8000/v1"),
                                QStringLiteral("Ollama http://127.0.0.1:11434/v1"),
                                QStringLiteral("llama.cpp http://127.0.0.1:8080/v1"),
                                QStringLiteral("LM Studio http://127.0.0.1:1234/v1")}));
}

QTEST_GUILESS_MAIN(TestDesktopProfiles)
#include "tst_desktopprofiles.moc"

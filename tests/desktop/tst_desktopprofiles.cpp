// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktopengine.h"

#include "common/engine.h"
#include "desktop/localservers.h"
#include "profilefixture.h"
#include "settings/presets.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using settings::EndpointProfile;

/// What the window does with profiles, through the real engine and a real file.
class TestDesktopProfiles : public QObject, private test::ProfileFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void aNewProfileIsKept();
    void aRenameKeepsThePlace();
    void namesThatAreTaken();
    void aSecretInTheAddressIsRefused();
    void removing();
    void localServersThatAnswer();
    void onlyThisComputerIsAsked();
    void theUsualPorts();
};

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

void TestDesktopProfiles::aRenameKeepsThePlace()
{
    QVERIFY(!m_desktop->saveProfile(mine("First"), {}));
    QVERIFY(!m_desktop->saveProfile(mine("Second"), {}));
    QVERIFY(!m_desktop->saveProfile(mine("Renamed"), QStringLiteral("First")));
    start();
    QCOMPARE(m_engine->profiles().profiles().size(), 2U); // one write: never both, never none
    QCOMPARE(m_engine->profiles().profiles().front().name, std::string("Renamed"));
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

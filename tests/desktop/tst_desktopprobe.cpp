// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktopprobe.h"

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "practice/practiceserver.h"
#include "settings/presets.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace espalier;
using namespace espalier::test;
using settings::EndpointProfile;

/// The probe of the window against real sockets: costs nothing before it is begun, is kept, and `auto` uses
/// it.
class TestDesktopProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsFoundIsKeptAndUsed();
    void ofOtherSettingsNothingIsKept();
    void aPriceMakesACost();
    void nobodyThereIsSaidAtOnce();
    void whatIsNoAddressIsNotCalled();
    void aStopEndsItOnce();
    void aMissingKeyEndsIt();

private:
    struct End
    {
        run::ProbeReport report;
        bool kept = false;
        Error error;
        int questions = 0;
    };
    /// Follows a probe to its end.
    [[nodiscard]] static End endOf(std::unique_ptr<ui::ModeProbe> probe);
    /// Keeps a profile at the practice server, which knows its key as entered.
    EndpointProfile mine(const QString &url);
    [[nodiscard]] app::EnteredSecrets key() const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Engine> m_engine;
    std::unique_ptr<app::DesktopEngine> m_desktop;
    std::unique_ptr<practice::PracticeServer> m_server;
};

void TestDesktopProbe::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
    m_engine = std::make_unique<app::Engine>();
    m_desktop = std::make_unique<app::DesktopEngine>(*m_engine);
    m_server = std::make_unique<practice::PracticeServer>();
    practice::PracticeServer::Options options;
    options.without = {"json_schema", "json_object", "structured_outputs", "guided_json",
                       "tool_choice=object"};
    QVERIFY(m_server->start(options));
}

void TestDesktopProbe::cleanup()
{
    m_desktop.reset();
    m_engine.reset();
    m_server.reset();
}

TestDesktopProbe::End TestDesktopProbe::endOf(std::unique_ptr<ui::ModeProbe> probe)
{
    End end;
    int ends = 0;
    connect(probe.get(), &ui::ModeProbe::asking, probe.get(),
            [&end](int question, int) { end.questions = question; });
    connect(probe.get(), &ui::ModeProbe::finished, probe.get(),
            [&](const run::ProbeReport &report, bool kept, const Error &error) {
                ++ends;
                end.report = report;
                end.kept = kept;
                end.error = error;
            });
    [&] { QTRY_COMPARE_WITH_TIMEOUT(ends, 1, 60'000); }();
    QTest::qWait(20);
    [&] { QCOMPARE(ends, 1); }(); // nothing comes after it
    return end;
}

EndpointProfile TestDesktopProbe::mine(const QString &url)
{
    EndpointProfile profile;
    profile.name = "Mine";
    profile.baseUrl = url.toStdString();
    profile.proxy = settings::ProxyMode::None;
    profile.key = secrets::KeySource::session();
    [&] { QVERIFY(!m_desktop->saveProfile(profile, {})); }();
    return profile;
}

app::EnteredSecrets TestDesktopProbe::key() const
{
    app::EnteredSecrets out;
    out.emplace("Mine", secrets::Secret(m_server->key().toStdString()));
    return out;
}

void TestDesktopProbe::whatIsFoundIsKeptAndUsed()
{
    const EndpointProfile profile = mine(m_server->baseUrl().toString());
    const std::string model = practice::PracticeServer::modelName().toStdString();
    QSignalSpy changed(m_desktop.get(), &ui::Engine::endpointsChanged);
    const End end = endOf(m_desktop->probeModes(profile, model, key(), QStringLiteral("Mine")));
    QVERIFY2(end.error.kind == ErrorKind::None, end.error.message.c_str());
    QVERIFY(end.kept);
    QCOMPARE(changed.count(), 1); // what stands beside the mode is another now
    QVERIFY(end.report.schemas.empty());
    QVERIFY(
        (end.report.toolChoice == std::vector{wire::ToolChoiceForm::Required, wire::ToolChoiceForm::Auto}));
    QCOMPARE(end.report.models, std::optional<int>(1));
    QCOMPARE(end.report.key, std::string("accepted"));
    QVERIFY(end.questions >= 8 && end.questions <= m_desktop->probeCost(profile, model).requests);
    const EndpointProfile kept = m_desktop->profile(QStringLiteral("Mine"));
    QVERIFY(kept.autoMode(model) == wire::AnswerMode::Tools);
    QVERIFY(kept.dialect.toolChoice == wire::ToolChoiceForm::Required);
    QVERIFY(kept.model(model)->probe == run::probeValue(end.report));
    // Another program that reads the file finds it, too.
    settings::ProfileStore store;
    QVERIFY(store.load().empty());
    QVERIFY(store.find("Mine")->model(model)->bestMode == wire::AnswerMode::Tools);
}

void TestDesktopProbe::ofOtherSettingsNothingIsKept()
{
    const EndpointProfile profile = mine(m_server->baseUrl().toString());
    const End end = endOf(m_desktop->probeModes(profile, "practice-reader", key(), {}));
    QVERIFY(end.error.kind == ErrorKind::None);
    QVERIFY(!end.kept);
    QVERIFY(!m_desktop->profile(QStringLiteral("Mine")).model("practice-reader"));
}

void TestDesktopProbe::aPriceMakesACost()
{
    EndpointProfile profile;
    profile.baseUrl = "https://models.example/v1";
    QVERIFY(!m_desktop->probeCost(profile, "m").cost);
    profile.modelEntry("m").price = settings::ModelPrice{2, 4, "EUR"};
    const auto cost = m_desktop->probeCost(profile, "m");
    QCOMPARE(cost.currency, std::string("EUR"));
    QVERIFY(*cost.cost > static_cast<double>(cost.tokens) * 2 / 1e6);
    QVERIFY(*cost.cost < static_cast<double>(cost.tokens) * 4 / 1e6);
}

void TestDesktopProbe::nobodyThereIsSaidAtOnce()
{
    const EndpointProfile profile = mine(QStringLiteral("http://127.0.0.1:9/v1"));
    const End end = endOf(m_desktop->probeModes(profile, "m", key(), QStringLiteral("Mine")));
    QCOMPARE(end.error.kind, ErrorKind::NoConnection);
    QCOMPARE(end.questions, 0);
    QVERIFY(!end.kept);
}

void TestDesktopProbe::whatIsNoAddressIsNotCalled()
{
    for (const char *address : {"", "models", "https://api.endpoints.anyscale.com/v1"}) {
        EndpointProfile profile;
        profile.name = "Mine";
        profile.baseUrl = address;
        const End end = endOf(m_desktop->probeModes(profile, "m", {}, {}));
        QCOMPARE(end.error.kind, ErrorKind::Usage);
        QVERIFY(!end.error.message.empty());
    }
}

void TestDesktopProbe::aStopEndsItOnce()
{
    ScriptedServer server; // never answers
    const EndpointProfile profile = mine(server.url(QStringLiteral("/v1")).toString());
    auto probe = m_desktop->probeModes(profile, "m", key(), QStringLiteral("Mine"));
    ui::ModeProbe *asked = probe.get();
    QTimer::singleShot(100, asked, [asked] {
        asked->stop();
        asked->stop();
    });
    const End end = endOf(std::move(probe));
    QCOMPARE(end.error.kind, ErrorKind::StoppedByUser);
    QVERIFY(!end.kept);
}

void TestDesktopProbe::aMissingKeyEndsIt()
{
    const EndpointProfile profile = mine(m_server->baseUrl().toString());
    const End end = endOf(m_desktop->probeModes(profile, "m", {}, QStringLiteral("Mine")));
    QCOMPARE(end.error.kind, ErrorKind::NoKey);
    QCOMPARE(end.questions, 0);
}

QTEST_MAIN(TestDesktopProbe)
#include "tst_desktopprobe.moc"

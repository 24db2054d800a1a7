// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/engine.h"
#include "common/runrequest.h"
#include "desktop/desktopengine.h"
#include "run/extractionrun.h"
#include "support/scriptedserver.h"
#include "json/read.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// An answer that is kept on this computer is not what a person sees who presses Try.
class TestDesktopCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTryIsNeverAnsweredFromTheCache();
};

void TestDesktopCache::aTryIsNeverAnsweredFromTheCache()
{
    const QTemporaryDir home;
    for (const char *variable : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qputenv(variable, home.path().toUtf8());
    ScriptedServer server;
    server.setDefault(answerOnce(response(
        200,
        R"({"choices":[{"index":0,"message":{"content":"{\"name\":\"Jason\"}"},"finish_reason":"stop"}]})",
        "application/json", {"Connection: close"})));
    app::Engine engine;
    app::DesktopEngine desktop(engine);
    settings::EndpointProfile profile;
    profile.name = "Mine";
    profile.baseUrl = server.url(QStringLiteral("/v1")).toString().toStdString();
    profile.proxy = settings::ProxyMode::None;
    QVERIFY(!desktop.saveProfile(profile, {}));

    ui::RunOrder order;
    order.endpoint = {QStringLiteral("Mine"), QString::fromStdString(profile.baseUrl)};
    order.model = QStringLiteral("m");
    order.mode = wire::AnswerMode::Json;
    order.document = QStringLiteral("Jason");
    order.schema =
        *json::readStrict(R"({"type":"object","properties":{"name":{"type":"string"}},"required":["name"]})");
    const auto tryIt = [&] {
        const auto run = desktop.start(order);
        QSignalSpy finished(run.get(), &ui::LiveRun::finished);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000); }();
        return finished.first().first().value<run::RunResult>();
    };
    // The same question, by a run that keeps answers: what a try asks stands in the cache then.
    app::RunOptions options;
    options.document = "Jason";
    options.model = "m";
    options.mode = wire::AnswerMode::Json;
    options.shape = schema::AnswerShape::of(order.schema, false).value();
    options.cache = &engine.cache();
    app::EndpointAccess access;
    access.profile = profile;
    for (int round = 1; round <= 2; ++round) {
        run::ExtractionRun keeping(app::extractionRequest(options, access), engine.transport(), nullptr,
                                   &engine.gate());
        QSignalSpy finished(&keeping, &run::ExtractionRun::finished);
        keeping.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
        const auto result = finished.first().first().value<run::RunResult>();
        QCOMPARE(result.status, run::RunStatus::Valid);
        QCOMPARE(result.tries, round == 1 ? 1 : 0); // the second is answered from the cache
    }
    QCOMPARE(server.postCount(), 1);
    for (int round = 1; round <= 2; ++round) {
        const run::RunResult result = tryIt();
        QCOMPARE(result.status, run::RunStatus::Valid);
        QCOMPARE(result.tries, 1);
        QCOMPARE(server.postCount(), 1 + round);
    }
    // And it was the same question.
    QCOMPARE(server.requests().front().body, server.requests().back().body);
}

QTEST_MAIN(TestDesktopCache)
#include "tst_desktopcache.moc"

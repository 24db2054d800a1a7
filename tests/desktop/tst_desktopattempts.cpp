// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programfixture.h"

#include "models/attemptlistmodel.h"
#include "panels/attemptspanel.h"
#include "panels/historypanel.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// The attempts of the program as it is put together: the real engine, and a practice endpoint that refuses,
/// answers wrongly and then rightly.
class TestDesktopAttempts : public QObject, private test::ProgramFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { end(); }
    void everyTryIsShown();
    void earlierRunsComeFromTheHistory();

private:
    run::RunResult ask(const char *faults)
    {
        part<QComboBox>("Model")->setCurrentText(QStringLiteral("practice-reader+") + QLatin1String(faults));
        QSignalSpy ended(&m_window->controller(), &RunController::ended);
        m_window->tryNow();
        if (!QTest::qWaitFor([&] { return ended.count() > 0; }, 60'000))
            qFatal("the run does not end");
        return ended.first().first().value<run::RunResult>();
    }
    AttemptListModel &model() const { return part<AttemptsPanel>()->model(); }
    QList<AttemptPhase> phases(int row) const
    {
        QList<AttemptPhase> out;
        for (const auto &span :
             model().index(row).data(AttemptListModel::SpansRole).value<QList<AttemptSpan>>())
            out.append(span.phase);
        return out;
    }
};

void TestDesktopAttempts::init()
{
    makeHome();
    settings::AppSettings settings;
    settings.set(settings::setting::practiceTokensPerSecond, 400.0); // a stretch of time that can be seen
    QVERIFY(settings.sync());
    start();
}

void TestDesktopAttempts::everyTryIsShown()
{
    const run::RunResult result = ask("429:1;invalid;ok");
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(model().rowCount(), 3);
    QVERIFY(!model().isRunning());
    const Attempt &limited = model().attempt(0);
    const Attempt &invalid = model().attempt(1);
    const Attempt &good = model().attempt(2);

    QCOMPARE(limited.number, 1);
    QCOMPARE(limited.tryNumber, 1);
    QCOMPARE(limited.status, run::RunStatus::Failed);
    QCOMPARE(limited.error.value_or(ErrorKind::None), ErrorKind::RateLimited);
    QVERIFY(limited.end && limited.nextAt && !limited.nextAsks);
    QVERIFY(*limited.nextAt - *limited.end >= 900); // the second that the server asked for
    QVERIFY(phases(0).contains(AttemptPhase::Pause));
    QVERIFY(phases(0).contains(AttemptPhase::Bad));

    QCOMPARE(invalid.number, 1);
    QCOMPARE(invalid.tryNumber, 2);
    QCOMPARE(invalid.status, run::RunStatus::Invalid);
    QVERIFY(invalid.issues > 0 && !invalid.detail.isEmpty() && invalid.nextAsks);
    QVERIFY(invalid.begin >= *limited.nextAt);
    QVERIFY(invalid.firstToken && invalid.record && invalid.record->value);
    QVERIFY(invalid.promptTokens.value_or(0) > 0 && invalid.answerTokens > 0 && !invalid.estimated);
    QVERIFY(!limited.requestBody.isEmpty());
    QVERIFY(!invalid.cost); // no prices, so it is not known

    QCOMPARE(good.number, 2);
    QCOMPARE(good.tryNumber, 1);
    QCOMPARE(good.status, run::RunStatus::Valid);
    QVERIFY(!good.isBad() && !good.nextAt && good.issues == 0);
    QVERIFY(good.requestBody != limited.requestBody); // it says what was wrong
    QVERIFY(phases(2).contains(AttemptPhase::Done));
    QVERIFY(!phases(2).contains(AttemptPhase::Bad));
    QVERIFY(model().index(2).data(Qt::DisplayRole).toString().contains(QLatin1String("2")));
    const std::string &url = part<AttemptsPanel>()->asked()->result.url; // an exchange that is saved names it
    QVERIFY2(url.ends_with("/chat/completions"), url.c_str());
    // Nothing of them holds the key of the endpoint.
    for (int row = 0; row < 3; ++row)
        QVERIFY(!model().attempt(row).requestBody.contains("Bearer"));
}

void TestDesktopAttempts::earlierRunsComeFromTheHistory()
{
    QCOMPARE(ask("429:0;invalid;ok").tries, 3);
    const QByteArray asked = model().attempt(2).requestBody;
    QCOMPARE(ask("ok").tries, 1);
    QCOMPARE(model().rowCount(), 1);
    QTRY_COMPARE(m_window->workspace().tries().list().size(), 2U);
    const QString older = QString::fromStdString(m_window->workspace().tries().list().back().id);
    Q_EMIT part<HistoryPanel>()->showWanted(older);
    QTRY_COMPARE(model().rowCount(), 3);
    QCOMPARE(model().attempt(0).error.value_or(ErrorKind::None), ErrorKind::RateLimited);
    QCOMPARE(model().attempt(1).status, run::RunStatus::Invalid);
    QVERIFY(model().attempt(1).record && model().attempt(1).record->value);
    QVERIFY(!model().attempt(1).record->issues.empty());
    QCOMPARE(model().attempt(2).status, run::RunStatus::Valid);
    QCOMPARE(model().attempt(2).requestBody, asked);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestDesktopAttempts test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_desktopattempts.moc"

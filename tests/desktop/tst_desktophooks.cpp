// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programfixture.h"

#include "desktop/desktophooks.h"
#include "models/firinglistmodel.h"
#include "models/rehearsalmodel.h"
#include "panels/checkspanel.h"
#include "panels/firingspanel.h"
#include "panels/hooklistpanel.h"
#include "panels/rehearsalpanel.h"
#include "panels/resultpanel.h"
#include "run/observers.h"
#include "run/scriptrunner.h"
#include "text/nextstep.h"
#include "widgets/banner.h"
#include "widgets/codebar.h"
#include "widgets/decisionbar.h"
#include "json/read.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <utility>

using namespace espalier;
using namespace espalier::ui;

/// Checks, hooks and rehearsals of the program as it is put together, on the practice endpoint.
class TestDesktopHooks : public QObject, private test::ProgramFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCheckMakesAnotherQuestion();
    void whatIsNotAllowedDoesNotRun();
    void askedAPersonDecides_data();
    void askedAPersonDecides();
    void stoppingTakesTheQuestionBack();
    void closingTakesTheQuestionBack();
    void aRuleAboutCostNeedsPrices();
    void whatCannotRunOffersItsPlace();
    void aProgramHearsTheEnd();
    void whatAListenerTellsLastIsHeard();
    void theTestButtonsSayWhatComes();
    void aRehearsalShowsTheWaits();

private:
    template <typename Parent>
    void press(const char *text) const
    {
        for (QPushButton *found : part<Parent>()->template findChildren<QPushButton *>()) {
            if (found->text().remove(u'&') == QLatin1String(text)) {
                found->click();
                return;
            }
        }
        QFAIL(text);
    }
    /// As somebody else's recipe would have them.
    void bring(const char *checks, const char *hooks)
    {
        RecipeContent content = m_window->recipe().content();
        content.checks = json::readStrict(checks)->items();
        content.hooks = json::readStrict(hooks)->items();
        m_window->recipe().setContent(content, QStringLiteral("Open"));
    }
    void allow()
    {
        press<CodeBar>("Show");
        press<CodeBar>("Allow");
        QVERIFY(part<CodeBar>()->isHidden());
    }
    void setReasks(int count)
    {
        RecipeSettings settings = m_window->recipe().settings();
        settings.limits.reasks = count;
        m_window->recipe().setSettings(settings, QStringLiteral("Change limit"));
    }
    run::RunResult ask()
    {
        QSignalSpy ended(&m_window->controller(), &RunController::ended);
        m_window->tryNow();
        if (!QTest::qWaitFor([&] { return ended.count() > 0; }, 30'000))
            qFatal("the run does not end");
        return ended.first().first().value<run::RunResult>();
    }
    /// Cells of the log that stand in one column, joined.
    QString logged(FiringListModel::Column column) const
    {
        const FiringListModel &model = part<FiringsPanel>()->model();
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out.append(model.index(row, column).data().toString());
        return out.join(u'|');
    }
};

void TestDesktopHooks::init()
{
    makeHome();
    settings::AppSettings settings;
    settings.set(settings::setting::practiceTokensPerSecond, 0.0); // nobody looks on
    QVERIFY(settings.sync());
    start();
}

void TestDesktopHooks::cleanup()
{
    end();
}

void TestDesktopHooks::aCheckMakesAnotherQuestion()
{
    bring(
        R"([{"name":"old enough","expression":"value.age > 90 || 'too young'"},{"name":"word","stands":"/name"}])",
        R"([{"event":"retry:scheduled","action":"log"}])");
    allow();
    setReasks(1);
    QSignalSpy again(&m_window->controller(), &RunController::askedAgain);
    const run::RunResult result = ask();
    QCOMPARE(again.count(), 1);
    QCOMPARE(result.status, run::RunStatus::Invalid);
    QCOMPARE(result.attempts, 2);
    QCOMPARE(result.issues.size(), 1U);
    QCOMPARE(result.issues.front().keyword, std::string("check"));
    QCOMPARE(result.issues.front().message, std::string("too young"));
    QVERIFY2(logged(FiringListModel::HookColumn).contains(QLatin1String("log")),
             qPrintable(logged(FiringListModel::HookColumn)));
    QVERIFY(
        logged(FiringListModel::EventColumn).endsWith(QLatin1String("completion:last_attempt|run:finished")));
}

void TestDesktopHooks::whatIsNotAllowedDoesNotRun()
{
    const QString witness = m_home->filePath(QStringLiteral("witness"));
    const QString command = QStringLiteral("touch %1").arg(witness);
    bring(
        R"([{"name":"never","expression":"false"}])",
        qPrintable(
            QStringLiteral(R"([{"event":"run:finished","action":"program","command":"%1"}])").arg(command)));
    QVERIFY(!part<CodeBar>()->isHidden());
    const run::RunResult result = ask();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QVERIFY(!QFile::exists(witness));
    bool said = false;
    for (const QAbstractItemView *list : m_window->findChildren<QAbstractItemView *>()) {
        for (int row = 0; list->model() && row < list->model()->rowCount(); ++row)
            said =
                said || list->model()->index(row, 0).data().toString().contains(QLatin1String("did not run"));
    }
    QVERIFY(said);
    allow();
    setReasks(0);
    QCOMPARE(ask().status, run::RunStatus::Invalid);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(witness), 10'000);
}

void TestDesktopHooks::askedAPersonDecides_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("attempts");
    QTest::newRow("continue") << QByteArray("Ask again") << int(run::RunStatus::Valid) << 2;
    QTest::newRow("accept") << QByteArray("Accept") << int(run::RunStatus::Accepted) << 1;
    QTest::newRow("stop") << QByteArray("Stop here") << int(run::RunStatus::Invalid) << 1;
}

void TestDesktopHooks::askedAPersonDecides()
{
    QFETCH(QByteArray, button);
    QFETCH(int, status);
    QFETCH(int, attempts);
    bring("[]", R"([{"event":"validation","action":"ask"}])");
    QVERIFY(part<CodeBar>()->isHidden()); // nobody's code
    part<QComboBox>("Model")->setCurrentText(QStringLiteral("practice-reader+invalid;ok"));
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    auto *bar = part<DecisionBar>();
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isHidden(), 10'000);
    QTest::qWait(50);
    QCOMPARE(ended.count(), 0); // it waits, and the window lives
    QVERIFY(m_window->controller().isRunning());
    press<DecisionBar>(button.constData());
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 10'000);
    const auto result = ended.first().first().value<run::RunResult>();
    QCOMPARE(int(result.status), status);
    QCOMPARE(result.attempts, attempts);
    if (status == int(run::RunStatus::Invalid))
        QCOMPARE(result.error->kind, ErrorKind::StoppedByUser); // a person, and no rule
    QVERIFY(bar->isHidden());
}

void TestDesktopHooks::stoppingTakesTheQuestionBack()
{
    bring("[]", R"([{"event":"validation","action":"ask"}])");
    part<QComboBox>("Model")->setCurrentText(QStringLiteral("practice-reader+invalid;ok"));
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    auto *bar = part<DecisionBar>();
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isHidden(), 10'000);
    m_window->stop();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(bar->isHidden());
    QCOMPARE(ended.first().first().value<run::RunResult>().status, run::RunStatus::Cancelled);
    press<DecisionBar>("Accept"); // too late
    QTest::qWait(20);
    QCOMPARE(ended.count(), 1);
}

void TestDesktopHooks::closingTakesTheQuestionBack()
{
    bring("[]", R"([{"event":"validation","action":"ask"}])");
    part<QComboBox>("Model")->setCurrentText(QStringLiteral("practice-reader+invalid;ok"));
    QSignalSpy closed(m_window, &MainWindow::closed);
    auto *bar = part<DecisionBar>();
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isHidden(), 10'000);
    m_window->close();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 10'000);
}

void TestDesktopHooks::aRuleAboutCostNeedsPrices()
{
    bring("[]", R"([{"event":"validation","action":"rule","rule":"stop-if-cost","above":1}])");
    const run::RunResult refused = ask();
    QVERIFY(refused.error);
    QCOMPARE(refused.error->kind, ErrorKind::Usage);
    QCOMPARE(refused.tries, 0);
    // A rehearsal costs nothing.
    auto *panel = part<RehearsalPanel>();
    QSignalSpy ended(panel, &RehearsalPanel::ended);
    part<QLineEdit>("The same as a script")->setText(QStringLiteral("ok"));
    panel->start();
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 30'000);
    QCOMPARE(ended.first().first().value<run::RunResult>().status, run::RunStatus::Valid);
}

/// Where it is mended is offered, not the schema.
void TestDesktopHooks::whatCannotRunOffersItsPlace()
{
    bring(R"([{"name":"mine","expression":"value.no.such.thing"}])", "[]");
    allow();
    const run::RunResult checked = ask();
    QCOMPARE(checked.status, run::RunStatus::Failed);
    QCOMPARE(nextStepsFor(checked, false), NextSteps{NextStep::ShowChecks});
    QVERIFY(part<ResultPanel>()->banner()->isVisible());
    Q_EMIT part<ResultPanel>()->banner()->stepWanted(NextStep::ShowChecks);
    QVERIFY(part<ChecksPanel>()->isVisible());
    bring("[]", R"([{"event":"validation","action":"rule","rule":"stop-after","n":0}])");
    const run::RunResult ruled = ask();
    QCOMPARE(ruled.tries, 0);
    QCOMPARE(nextStepsFor(ruled, false), NextSteps{NextStep::EditRules});
}

void TestDesktopHooks::aProgramHearsTheEnd()
{
    const QString heard = m_home->filePath(QStringLiteral("heard"));
    QFile script(m_home->filePath(QStringLiteral("hear.sh")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(QStringLiteral("#!/bin/sh\ncat > %1\n").arg(heard).toUtf8());
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    bring("[]", qPrintable(QStringLiteral(R"([{"event":"run:finished","action":"program","command":"%1"}])")
                               .arg(script.fileName())));
    allow();
    QCOMPARE(ask().status, run::RunStatus::Valid);
    QTRY_VERIFY_WITH_TIMEOUT(logged(FiringListModel::HookColumn).contains(script.fileName()), 10'000);
    QFile file(heard);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto line = json::readStrict(file.readAll().toStdString());
    QVERIFY(line.ok());
    QCOMPARE((*line)["data"]["status"].text(), std::string("valid"));
}

/// It is still on its way when the run, its hooks and the listener are gone.
void TestDesktopHooks::whatAListenerTellsLastIsHeard()
{
    struct NoScripts final : run::ScriptRunner
    {
        void evaluate(run::Script, QObject *, std::function<void(const Outcome &)>) override {}
    } scripts;
    auto link = app::DesktopHooks::make();
    QStringList heard;
    connect(link.get(), &HookLink::fired, this,
            [&heard](const HookFiring &firing) { heard.append(firing.problem); });
    RunOrder order;
    order.hooks =
        json::readStrict(R"([{"event":"run:finished","action":"program","command":"/no/such"}])")->items();
    app::RunOptions options;
    QVERIFY(!app::DesktopHooks::equip(options, order, scripts, link, app::DesktopHooks::Use::Run));
    link.reset();
    run::RunEvent event;
    event.kind = run::RunEventKind::RunFinished;
    options.hooks.observers->tell(event);
    app::letFinish(std::exchange(options.hooks.observers, {}));
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // as those who wait in a test do
    QCoreApplication::processEvents();
    QCOMPARE(heard, QStringList{QStringLiteral("it does not start.")});
}

void TestDesktopHooks::theTestButtonsSayWhatComes()
{
    bring(
        R"([{"name":"old","expression":"value > 90 || 'too young'","field":"/age"},{"name":"bad","expression":"nobody.home"}])",
        R"x([{"event":"validation","action":"rule","rule":"stop-after","n":1},
              {"event":"validation","action":"script","script":"({decision: 'accept'})"}])x");
    allow();
    auto *checks = part<ChecksPanel>();
    const auto outcome = [](QWidget *panel) {
        for (const QLabel *label : panel->findChildren<QLabel *>()) {
            if (label->accessibleDescription() == QLatin1String("What the test brought"))
                return label->text();
        }
        return QString();
    };
    checks->setCurrent(0);
    press<ChecksPanel>("Test");
    QVERIFY(outcome(checks).contains(QLatin1String("Press Try first")));
    setReasks(0);
    bring(R"([])", R"([])"); // the answer alone
    QCOMPARE(ask().status, run::RunStatus::Valid);
    m_window->recipe().undoStack().undo();
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    checks->setCurrent(0);
    press<ChecksPanel>("Test");
    QTRY_COMPARE_WITH_TIMEOUT(outcome(checks), QStringLiteral("Does not pass: too young"), 10'000);
    checks->setCurrent(1);
    press<ChecksPanel>("Test");
    QTRY_VERIFY_WITH_TIMEOUT(outcome(checks).contains(QLatin1String("cannot be used")), 10'000);
    auto *hooks = part<HookListPanel>();
    hooks->setCurrent(0);
    press<HookListPanel>("Test");
    QVERIFY2(outcome(hooks).startsWith(QLatin1String("stop: ")), qPrintable(outcome(hooks)));
    hooks->setCurrent(1);
    press<HookListPanel>("Test");
    QTRY_VERIFY_WITH_TIMEOUT(outcome(hooks).startsWith(QLatin1String("accept as it is")), 10'000);
    QCOMPARE(ended.count(), 0); // nothing was asked
}

void TestDesktopHooks::aRehearsalShowsTheWaits()
{
    const QString before = part<ResultPanel>()->jsonText();
    auto *panel = part<RehearsalPanel>();
    QSignalSpy ended(panel, &RehearsalPanel::ended);
    QSignalSpy begun(&m_window->controller(), &RunController::begun);
    part<QLineEdit>("The same as a script")->setText(QStringLiteral("429:1;429:1;ok"));
    panel->start();
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 30'000);
    const auto result = ended.first().first().value<run::RunResult>();
    QCOMPARE(result.status, run::RunStatus::Valid);
    QCOMPARE(result.tries, 3);
    QCOMPARE(panel->model().waits(), 2);
    QCOMPARE(panel->model().tries(), 3);
    QCOMPARE(panel->model().index(1).data(Qt::DisplayRole).toString(), QStringLiteral("Wait 1.00 s"));
    QVERIFY(result.totalMs >= 2000); // the waits are real
    // It plays from the beginning each time, and stops when told.
    panel->start();
    QTRY_COMPARE_WITH_TIMEOUT(panel->model().waits(), 1, 10'000);
    panel->stop();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 10'000);
    QCOMPARE(ended.last().first().value<run::RunResult>().status, run::RunStatus::Cancelled);
    QTest::qWait(50);
    QCOMPARE(ended.count(), 2);
    // Nothing else has heard of it.
    QCOMPARE(begun.count(), 0);
    QCOMPARE(part<ResultPanel>()->jsonText(), before);
    QVERIFY(m_window->workspace().tries().list().empty());
}

int main(int argc, char **argv)
{
    qputenv("PATH",
            QByteArray(ESPALIER_SCRIPT_FOLDER ":") + qgetenv("PATH")); // where the evaluator was built
    QApplication application(argc, argv);
    TestDesktopHooks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_desktophooks.moc"

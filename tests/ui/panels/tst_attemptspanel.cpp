// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"
#include "models/partialtreemodel.h"
#include "panels/attemptspanel.h"
#include "support/fakeengine.h"
#include "support/widgettest.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestAttemptsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void followsARun();
    void moreAttemptsOfOneRun();
    void saysWhatIsWrongFirst();
    void standsStillAfterTheEnd();
    void movesAtMostTenTimesASecond();
    void clearShowsWhatBelongsThere();

private:
    static QStringList shown(const QWidget &panel);
};

QStringList TestAttemptsPanel::shown(const QWidget &panel)
{
    QStringList out;
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (label->isVisible())
            out.append(label->text());
    }
    return out;
}

static run::RunResult invalidResult()
{
    schema::Issue issue;
    issue.instance = "/addresses/0/country";
    issue.message = "must be one of USA, got <b>\"U.S.A.\"</b>";
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.issues = {issue};
    return result;
}

void TestAttemptsPanel::followsARun()
{
    test::FakeEngine engine;
    PartialTreeModel tree;
    RunController controller(engine, tree);
    AttemptsPanel panel;
    connect(&controller, &RunController::begun, &panel, &AttemptsPanel::begin);
    connect(&controller, &RunController::progressed, &panel, &AttemptsPanel::follow);
    connect(&controller, &RunController::ended, &panel, &AttemptsPanel::end);
    panel.show();
    QSignalSpy ended(&controller, &RunController::ended);
    RunOrder order;
    order.schema = json::Value::object();
    controller.begin(order);
    QCOMPARE(panel.model().rowCount(), 1);
    QVERIFY(panel.model().isRunning());
    engine.run->stream("{\"name\":");
    QTRY_VERIFY(panel.model().attempt(0).firstToken.has_value());
    engine.run->stream("\"Jason\"}");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    engine.run->end(result);
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(!panel.model().isRunning());
    QCOMPARE(panel.model().attempt(0).status, run::RunStatus::Valid);
    controller.begin(order); // the next run takes the place of the last
    QCOMPARE(panel.model().rowCount(), 1);
    QVERIFY(panel.model().isRunning());
    controller.stop();
    QTRY_COMPARE(ended.count(), 2);
}

void TestAttemptsPanel::moreAttemptsOfOneRun()
{
    AttemptsPanel panel;
    panel.begin();
    panel.askAgain(invalidResult(), 4);
    QCOMPARE(panel.model().rowCount(), 2);
    QCOMPARE(panel.model().index(1).data().toString(), QStringLiteral("Attempt 2 of 4"));
    auto *list = panel.findChild<QListView *>();
    QCOMPARE(list->currentIndex().row(), 1);
    list->setCurrentIndex(panel.model().index(0)); // a person looks at the first
    panel.askAgain(invalidResult(), 4);
    QCOMPARE(list->currentIndex().row(), 0);
}

void TestAttemptsPanel::saysWhatIsWrongFirst()
{
    AttemptsPanel panel;
    panel.resize(900, 160);
    panel.show();
    panel.begin();
    QVERIFY(shown(panel).isEmpty());
    panel.end(invalidResult());
    QCOMPARE(shown(panel), (QStringList{QStringLiteral("Attempt 1:"), QStringLiteral("/addresses/0/country"),
                                        QStringLiteral("must be one of USA, got <b>\"U.S.A.\"</b>")}));
    for (const QLabel *label : panel.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    run::RunResult several = invalidResult();
    several.issues.resize(3, several.issues.front());
    panel.begin();
    panel.end(several);
    QVERIFY(shown(panel).constLast().endsWith(QStringLiteral(" – and 2 more")));
}

void TestAttemptsPanel::standsStillAfterTheEnd()
{
    AttemptsPanel panel;
    panel.show();
    QSignalSpy changed(&panel.model(), &QAbstractItemModel::dataChanged);
    panel.begin();
    QTRY_VERIFY(changed.count() >= 3); // it moves by itself
    panel.end(invalidResult());
    changed.clear();
    QTest::qWait(300);
    QCOMPARE(changed.count(), 0);
}

void TestAttemptsPanel::movesAtMostTenTimesASecond()
{
    AttemptsPanel panel;
    panel.show();
    panel.begin();
    RunProgress progress;
    progress.state = run::RunState::Streaming;
    panel.follow(progress);
    QSignalSpy changed(&panel.model(), &QAbstractItemModel::dataChanged);
    QElapsedTimer clock;
    clock.start();
    for (progress.answerTokens = 0; clock.elapsed() < 500; ++progress.answerTokens) {
        panel.follow(progress);
        QTest::qWait(5);
    }
    // Each tick changes a row, and seldom the axis of all.
    QVERIFY2(changed.count() <= 8, qPrintable(QString::number(changed.count())));
    panel.end(invalidResult());
    QCOMPARE(panel.model().attempt(0).answerTokens, progress.answerTokens - 1); // the last is not lost
}

void TestAttemptsPanel::clearShowsWhatBelongsThere()
{
    AttemptsPanel panel;
    panel.resize(900, 160);
    panel.show();
    QVERIFY(shown(panel).join(u' ').contains(QLatin1String("Press Try")));
    panel.begin();
    panel.end(invalidResult());
    panel.clear();
    QCOMPARE(panel.model().rowCount(), 0);
    QCOMPARE(shown(panel).size(), 1);
    QVERIFY(shown(panel).first().contains(QLatin1String("Press Try")));
}

QTEST_MAIN(TestAttemptsPanel)
#include "tst_attemptspanel.moc"

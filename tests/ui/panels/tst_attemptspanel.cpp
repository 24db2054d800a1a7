// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"
#include "models/partialtreemodel.h"
#include "panels/attemptdetail.h"
#include "panels/attemptspanel.h"
#include "support/fakeengine.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "text/attempttext.h"
#include "widgets/linkbutton.h"
#include "json/read.h"

#include <QAction>
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
    void aTryIsShownInFull();
    void whatRunsIsShownAsFarAsItIs();
    void aSingleOneLeavesNoGap();
    void twoAreCompared();
    void oneIsSaved();
    void aPastRunIsShown();

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

/// A run's only attempt, which ends so.
static void runOnce(AttemptsPanel &panel, const run::AttemptRecord &record)
{
    panel.begin();
    panel.beginTry(1, 1, 1);
    panel.endTry(record);
    panel.end({});
}

/// The list of attempts; a panel has other lists too.
static QListView *listOf(const AttemptsPanel &panel)
{
    for (QListView *list : panel.findChildren<QListView *>()) {
        if (list->accessibleName() == QLatin1String("Attempts"))
            return list;
    }
    return nullptr;
}

static run::AttemptRecord invalidRecord(int attempt = 1)
{
    schema::Issue issue;
    issue.instance = "/addresses/0/country";
    issue.message = "must be one of USA, got <b>\"U.S.A.\"</b>";
    run::AttemptRecord record;
    record.attempt = attempt;
    record.attemptsAllowed = 4;
    record.requestBody = R"({"model":"m"})";
    record.text = R"({"addresses":[{"country":"U.S.A."}]})";
    record.value = json::readStrict(record.text).value();
    record.status = run::RunStatus::Invalid;
    record.issues = {issue};
    return record;
}

void TestAttemptsPanel::followsARun()
{
    test::FakeEngine engine;
    PartialTreeModel tree;
    RunController controller(engine, tree);
    AttemptsPanel panel;
    connect(&controller, &RunController::begun, &panel, &AttemptsPanel::begin);
    connect(&controller, &RunController::tryBegan, &panel, &AttemptsPanel::beginTry);
    connect(&controller, &RunController::trySent, &panel, &AttemptsPanel::setSent);
    connect(&controller, &RunController::tryEnded, &panel, &AttemptsPanel::endTry);
    connect(&controller, &RunController::progressed, &panel, &AttemptsPanel::follow);
    connect(&controller, &RunController::ended, &panel, &AttemptsPanel::end);
    panel.show();
    QSignalSpy ended(&controller, &RunController::ended);
    RunOrder order;
    order.schema = json::Value::object();
    controller.begin(order);
    QCOMPARE(panel.model().rowCount(), 0);
    engine.run->stream("{\"name\":");
    QCOMPARE(panel.model().rowCount(), 1);
    QVERIFY(panel.model().isRunning());
    QTRY_VERIFY(panel.model().attempt(0).firstToken.has_value());
    engine.run->stream("\"Jason\"}");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    engine.run->end(result);
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(!panel.model().isRunning());
    QCOMPARE(panel.model().attempt(0).status, run::RunStatus::Valid);
    controller.begin(order); // the next run takes the place of the last
    QCOMPARE(panel.model().rowCount(), 0);
    engine.run->beginTry();
    QVERIFY(panel.model().isRunning());
    controller.stop();
    QTRY_COMPARE(ended.count(), 2);
    QVERIFY(!panel.model().isRunning());
}

void TestAttemptsPanel::moreAttemptsOfOneRun()
{
    AttemptsPanel panel;
    panel.begin();
    for (int attempt = 1; attempt <= 2; ++attempt) {
        panel.beginTry(attempt, 1, 4);
        panel.endTry(invalidRecord(attempt));
        panel.wait(0, true);
    }
    panel.beginTry(3, 1, 4);
    QCOMPARE(panel.model().rowCount(), 3);
    QCOMPARE(panel.model().index(1).data().toString(), QStringLiteral("Attempt 2 of 4"));
    auto *list = listOf(panel);
    QCOMPARE(list->currentIndex().row(), 2);
    list->setCurrentIndex(panel.model().index(0)); // a person looks at the first
    panel.endTry(invalidRecord(3));
    panel.beginTry(4, 1, 4);
    QCOMPARE(list->currentIndex().row(), 0);
}

void TestAttemptsPanel::saysWhatIsWrongFirst()
{
    AttemptsPanel panel;
    panel.resize(900, 160);
    panel.show();
    panel.begin();
    QVERIFY(!shown(panel).contains(QStringLiteral("Attempt 1:")));
    runOnce(panel, invalidRecord());
    for (const char *text :
         {"Attempt 1:", "/addresses/0/country", "must be one of USA, got <b>\"U.S.A.\"</b>"})
        QVERIFY2(shown(panel).contains(QLatin1String(text)), text);
    for (const QLabel *label : panel.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    run::AttemptRecord several = invalidRecord();
    several.issues.resize(3, several.issues.front());
    runOnce(panel, several);
    QVERIFY(shown(panel).join(u'\n').contains(QStringLiteral(" – and 2 more")));
}

void TestAttemptsPanel::standsStillAfterTheEnd()
{
    AttemptsPanel panel;
    panel.show();
    QSignalSpy changed(&panel.model(), &QAbstractItemModel::dataChanged);
    panel.begin();
    panel.beginTry(1, 1, 1);
    QTRY_VERIFY(changed.count() >= 3); // it moves by itself
    panel.endTry(invalidRecord());
    panel.end({});
    changed.clear();
    QTest::qWait(300);
    QCOMPARE(changed.count(), 0);
}

void TestAttemptsPanel::movesAtMostTenTimesASecond()
{
    AttemptsPanel panel;
    panel.show();
    panel.begin();
    panel.beginTry(1, 1, 1);
    RunProgress progress;
    progress.state = run::RunState::Streaming;
    progress.firstTokenMs = 1;
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
    panel.endTry(invalidRecord());
    panel.end({});
    QCOMPARE(panel.model().attempt(0).answerTokens, progress.answerTokens - 1); // the last is not lost
}

void TestAttemptsPanel::clearShowsWhatBelongsThere()
{
    AttemptsPanel panel;
    panel.resize(900, 160);
    panel.show();
    QVERIFY(shown(panel).join(u' ').contains(QLatin1String("Press Try")));
    runOnce(panel, invalidRecord());
    QVERIFY(!shown(panel).join(u' ').contains(QLatin1String("Press Try")));
    panel.clear();
    QCOMPARE(panel.model().rowCount(), 0);
    QVERIFY(shown(panel).join(u' ').contains(QLatin1String("Press Try")));
}

static std::shared_ptr<const store::TryRecord> asked()
{
    store::TryRecord out = test::record(test::kNoonish, "{}");
    out.recipe.schema = test::jsonOf(R"({"type":"object","properties":{"addresses":{"type":"array"}}})");
    return std::make_shared<const store::TryRecord>(out);
}

/// The list of attempts of a panel, with the focus.
static QListView *focusedList(AttemptsPanel &panel)
{
    auto *list = listOf(panel);
    panel.activateWindow();
    list->setFocus();
    return list;
}

void TestAttemptsPanel::aTryIsShownInFull()
{
    AttemptsPanel panel;
    panel.resize(1200, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    panel.setAsked(asked(), QStringLiteral("USD"));
    run::AttemptRecord record = invalidRecord();
    record.repairs = {{json::RepairKind::TrailingComma, 7, ","}};
    record.usage = wire::Usage{212, 94, 306, true, {}};
    runOnce(panel, record);
    AttemptDetail &detail = panel.detail();
    QVERIFY(!detail.isVisible());
    QTest::keyClick(focusedList(panel), Qt::Key_Return);
    QVERIFY(detail.isVisible());
    QCOMPARE(detail.text(AttemptDetail::RequestPage), QStringLiteral("{\n  \"model\": \"m\"\n}"));
    detail.setPage(AttemptDetail::AnswerPage);
    QCOMPARE(detail.text(AttemptDetail::AnswerPage), QString::fromStdString(record.text));
    detail.setPage(AttemptDetail::TreePageIndex);
    QVERIFY(detail.treeModel().indexOf(QStringLiteral("/addresses/0/country")).isValid());
    detail.setPage(AttemptDetail::IssuesPage);
    QCOMPARE(detail.lineCount(AttemptDetail::IssuesPage), 1);
    detail.setPage(AttemptDetail::RepairsPage);
    QCOMPARE(detail.lineCount(AttemptDetail::RepairsPage), 1);
    detail.setPage(AttemptDetail::FiguresPage);
    QString figures;
    const auto rows = attemptFigures(record, QStringLiteral("USD"));
    QCOMPARE(detail.lineCount(AttemptDetail::FiguresPage), static_cast<int>(rows.size()));
    for (const auto &[name, value] : rows)
        figures += name + u'=' + value + u';';
    QVERIFY2(figures.contains(QStringLiteral("Tokens in=≈ 212;Tokens out=≈ 94;Cost=–;")),
             qPrintable(figures));
    QTest::keyClick(listOf(panel), Qt::Key_Return);
    QVERIFY(!detail.isVisible());
}

void TestAttemptsPanel::whatRunsIsShownAsFarAsItIs()
{
    AttemptsPanel panel;
    panel.resize(1200, 300);
    panel.show();
    panel.begin();
    panel.setDetailsShown(true);
    panel.beginTry(1, 1, 1);
    QVERIFY(shown(panel).contains(QStringLiteral("It has not been sent yet.")));
    panel.setSent("[1]");
    QCOMPARE(panel.detail().text(AttemptDetail::RequestPage).simplified(), QStringLiteral("[ 1 ]"));
    QVERIFY(shown(panel).contains(QStringLiteral("The rest is here when it has ended.")));
    panel.endTry(invalidRecord());
    panel.detail().setPage(AttemptDetail::AnswerPage);
    QVERIFY(panel.detail().text(AttemptDetail::AnswerPage).contains(QStringLiteral("U.S.A.")));
    run::AttemptRecord large;
    large.shortened = true;
    runOnce(panel, large);
    QVERIFY(shown(panel).contains(
        QStringLiteral("Request and answer were too large to keep; the figures are here.")));
}

/// What can be done with it stands right below it; the list is as high as what is in it.
void TestAttemptsPanel::aSingleOneLeavesNoGap()
{
    const Theme theme(*qApp);
    AttemptsPanel panel;
    panel.resize(1200, 300);
    panel.show();
    run::AttemptRecord record = invalidRecord();
    record.status = run::RunStatus::Valid;
    record.issues.clear();
    runOnce(panel, record);
    const QListView *list = listOf(panel);
    QTRY_COMPARE(list->height(), list->sizeHintForRow(0));
    const auto links = panel.findChildren<LinkButton *>();
    const auto *first = *std::min_element(links.begin(), links.end(),
                                          [](const auto *a, const auto *b) { return a->y() < b->y(); });
    QVERIFY(first->isVisible());
    const int below = list->mapTo(&panel, QPoint(0, list->height())).y();
    const int gap = first->mapTo(&panel, QPoint()).y() - below;
    QVERIFY2(gap >= 0 && gap <= 4, qPrintable(QString::number(gap)));
}

void TestAttemptsPanel::twoAreCompared()
{
    AttemptsPanel panel;
    panel.resize(1200, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    panel.setAsked(asked(), {});
    QSignalSpy wanted(&panel, &AttemptsPanel::compareWanted);
    runOnce(panel, invalidRecord());
    QTest::keyClick(focusedList(panel), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(wanted.count(), 0); // with nothing to compare it with
    panel.begin();
    for (int attempt = 1; attempt <= 3; ++attempt) {
        panel.beginTry(attempt, 1, 4);
        run::AttemptRecord record = invalidRecord(attempt);
        if (attempt == 2)
            record.value.reset(); // brought nothing
        panel.endTry(record);
    }
    panel.end({});
    QTest::keyClick(focusedList(panel), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().at(0).value<Attempt>().number, 1);
    QCOMPARE(wanted.first().at(1).value<Attempt>().number, 3);
    QListView *list = listOf(panel);
    list->selectionModel()->select(panel.model().index(1), QItemSelectionModel::Select);
    for (QAction *action : list->actions()) {
        if (action->text() == QLatin1String("Compare attempts"))
            action->trigger();
    }
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(wanted.last().at(0).value<Attempt>().number, 2);
}

void TestAttemptsPanel::oneIsSaved()
{
    AttemptsPanel panel;
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QSignalSpy wanted(&panel, &AttemptsPanel::saveWanted);
    runOnce(panel, invalidRecord());
    QTest::keyClick(focusedList(panel), Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(wanted.count(), 0); // nobody knows what it belongs to
    panel.setAsked(asked(), {});
    runOnce(panel, invalidRecord());
    QTest::keyClick(focusedList(panel), Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(wanted.count(), 1);
}

void TestAttemptsPanel::aPastRunIsShown()
{
    AttemptsPanel panel;
    panel.show();
    store::TryRecord past = *asked();
    past.result.text = invalidRecord().text;
    past.result.currency = "EUR";
    run::AttemptRecord last = invalidRecord(2);
    last.text.clear();
    last.value.reset();
    last.restInResult = true;
    last.cost = 0.5;
    past.result.history = {invalidRecord(1), last};
    panel.showPast(std::make_shared<const store::TryRecord>(past));
    QCOMPARE(panel.model().rowCount(), 2);
    QCOMPARE(panel.model().attempt(1).record->text, invalidRecord().text);
    QVERIFY(panel.model()
                .index(1)
                .data(AttemptListModel::WordsRole)
                .toString()
                .endsWith(QLatin1String("0.50 EUR")));
    past.result.history.clear(); // a file of an earlier version
    panel.showPast(std::make_shared<const store::TryRecord>(past));
    QVERIFY(shown(panel).join(u' ').contains(QLatin1String("Press Try")));
}

QTEST_MAIN(TestAttemptsPanel)
#include "tst_attemptspanel.moc"

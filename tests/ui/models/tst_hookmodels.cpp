// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"
#include "models/entrylistmodel.h"
#include "models/firinglistmodel.h"
#include "models/rehearsalmodel.h"
#include "support/widgettest.h"
#include "text/runtext.h"
#include "json/read.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using run::RunEventKind;

/// The models of checks, hooks, their log and the rehearsal.
class TestHookModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void entriesComeAndGo();
    void aPressIsToldAndChangesNothing();
    void theLogHoldsTheNewest();
    void slowAndFailingHooksAreNamed();
    void aRehearsalHasARowForEachRequestAndWait();
    void waitsCountDown();

private:
    static run::RunEvent event(RunEventKind kind, int attempt, int tryNumber, const char *data = "{}");
    static json::Value::Array list(const char *text) { return json::readStrict(text)->items(); }
};

run::RunEvent TestHookModels::event(RunEventKind kind, int attempt, int tryNumber, const char *data)
{
    run::RunEvent out;
    out.kind = kind;
    out.unixMs = 1'773'324'120'250;
    out.document = "letter.txt";
    out.attempt = attempt;
    out.tryNumber = tryNumber;
    out.data = *json::readStrict(data);
    return out;
}

static QString nameOf(const json::Value &entry, int column)
{
    return QString::fromStdString(entry[column == 0 ? "name" : "expression"].text());
}

void TestHookModels::entriesComeAndGo()
{
    EntryListModel model({QStringLiteral("Name"), QStringLiteral("Rule")}, nameOf,
                         [](const json::Value &entry) { return entry["name"].text() == "b"; });
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setEntries(list(R"([{"name":"a","expression":"x\ny"},{"name":"b","enabled":false}])"));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("x y"));
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(model.index(1, 1).data(EntryListModel::BlockedRole).toBool());
    model.setEntries(list(R"([{"name":"c"}])"));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("c"));
    model.setEntries({});
    QCOMPARE(model.rowCount(), 0);
}

void TestHookModels::aPressIsToldAndChangesNothing()
{
    EntryListModel model({QStringLiteral("Name")}, nameOf, [](const json::Value &) { return false; });
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries(list(R"([{"name":"a"}])"));
    QSignalSpy switched(&model, &EntryListModel::switched);
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(switched.count(), 1);
    QCOMPARE(switched.first().at(1).toBool(), false);
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole)); // as it is
    QCOMPARE(switched.count(), 1);
}

void TestHookModels::theLogHoldsTheNewest()
{
    FiringListModel model(QTimeZone::utc(), 50);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 1; i <= 500; ++i)
        model.add(event(RunEventKind::CompletionKwargs, i, 1));
    QVERIFY(model.rowCount() <= 50 && model.rowCount() > 40);
    const int last = model.rowCount() - 1;
    QCOMPARE(model.index(last, FiringListModel::AttemptColumn).data().toString(), QStringLiteral("500 · 1"));
    QCOMPARE(model.index(last, FiringListModel::TimeColumn).data().toString(),
             QStringLiteral("14:02:00.250"));
    QVERIFY(model.line(last).startsWith(QStringLiteral("14:02:00.250\tcompletion:kwargs\t500 · 1")));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestHookModels::slowAndFailingHooksAreNamed()
{
    FiringListModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    HookFiring firing;
    firing.hook = QStringLiteral("/bin/slow");
    firing.durationMs = 1200;
    firing.slow = true;
    model.add(firing);
    firing.slow = false;
    firing.problem = QStringLiteral("it takes too long.");
    model.add(firing);
    model.add(event(RunEventKind::RunFinished, 1, 1, R"({"status":"valid","ms":1400})"));
    const auto level = [&](int row) { return model.index(row, 0).data(FiringListModel::LevelRole).toInt(); };
    QCOMPARE(level(0), int(FiringListModel::Level::Slow));
    QCOMPARE(level(1), int(FiringListModel::Level::Failed));
    QCOMPARE(level(2), int(FiringListModel::Level::Plain));
    QVERIFY(model.index(0, FiringListModel::WhatColumn).data().toString().startsWith(QLatin1String("slow")));
    QCOMPARE(model.index(1, FiringListModel::WhatColumn).data().toString(), firing.problem);
    QVERIFY(!model.index(2, 0).data(FiringListModel::HookRole).toBool());
}

void TestHookModels::aRehearsalHasARowForEachRequestAndWait()
{
    RehearsalModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const char *refused = R"({"error":{"kind":"rate-limited","message":"Too many"}})";
    const char *wait = R"({"kind":"transport","reason":"rate-limited","wait_ms":1000})";
    model.take(event(RunEventKind::CompletionKwargs, 1, 1), 0);
    model.take(event(RunEventKind::CompletionError, 1, 1, refused), 20);
    model.take(event(RunEventKind::RetryScheduled, 1, 1, wait), 20);
    model.take(event(RunEventKind::CompletionKwargs, 1, 2), 1020);
    model.take(event(RunEventKind::CompletionKwargs, 1, 2), 1030); // without a member that was refused
    model.take(event(RunEventKind::FirstToken, 1, 2), 1100);
    model.take(
        event(RunEventKind::ParseError, 1, 2, R"({"issues":[{"instance":"/age","message":"is a text"}]})"),
        1500);
    model.take(event(RunEventKind::RetryScheduled, 1, 2,
                     R"({"kind":"reask","reason":"invalid-answer","wait_ms":0})"),
               1500);
    model.take(event(RunEventKind::CompletionKwargs, 2, 1), 1500);
    model.take(event(RunEventKind::RunFinished, 2, 1, R"({"status":"valid","ms":2000})"), 2000);
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles.append(model.index(row).data(Qt::DisplayRole).toString());
    QCOMPARE(titles, (QStringList{QStringLiteral("Attempt 1, try 1"), QStringLiteral("Wait 1.00 s"),
                                  QStringLiteral("Attempt 1, try 2"), QStringLiteral("Attempt 2, try 1")}));
    QCOMPARE(model.tries(), 3);
    QCOMPARE(model.waits(), 1);
    QVERIFY(model.index(0).data(AttemptListModel::BadRole).toBool());
    QVERIFY(!model.index(3).data(AttemptListModel::BadRole).toBool());
    QCOMPARE(model.index(2).data(AttemptListModel::WordsRole).toString(), QStringLiteral("/age is a text"));
    // A title has room beside the bar; all of it is heard and stands in the tip.
    QCOMPARE(model.index(0).data(AttemptListModel::WordsRole).toString(), errorTitle(ErrorKind::RateLimited));
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Attempt 1, try 1: Too many"));
    QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains(QLatin1String("Too many")));
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    QCOMPARE(model.summary(result, 2000),
             QStringLiteral("1 wait, 3 tries, done, fits the schema after 2.00 s; it cost nothing."));
    result.status = run::RunStatus::Failed;
    result.error.emplace();
    result.error->message = "It asks to wait until noon.";
    QVERIFY(model.summary(result, 2000).endsWith(QLatin1String("cost nothing. It asks to wait until noon.")));
}

void TestHookModels::waitsCountDown()
{
    RehearsalModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.take(event(RunEventKind::RetryScheduled, 1, 1, R"({"kind":"transport","wait_ms":3000})"), 100);
    model.tick(1100);
    QCOMPARE(model.index(0).data(AttemptListModel::WordsRole).toString(), QStringLiteral("2.00 s left"));
    QVERIFY(model.index(0).data(AttemptListModel::AxisRole).toLongLong() >= 1100);
    model.end(1200);
    QCOMPARE(model.index(0).data(AttemptListModel::WordsRole).toString(), QStringLiteral("over"));
    model.restart();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestHookModels)
#include "tst_hookmodels.moc"

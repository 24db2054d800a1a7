// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "treechanges.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace espalier;
using namespace espalier::ui;
using namespace espalier::test;
using json::TreeOp;
using Kind = json::Value::Kind;

/// What is found about values, as marks in the tree.
class TestPartialTreeMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksComeAndGo();
    void marksComeWhileItGrows();
};

void TestPartialTreeMarks::marksComeAndGo()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::Array, "list"), add(3, 2, 0, Kind::Number),
                 done(3), add(4, 2, 1, Kind::Number), done(4), done(2), done(1)});
    model.setMarks({{QStringLiteral("/list/0"), ValueState::Invalid, QStringLiteral("must be at least 0")},
                    {QStringLiteral("/list/1"), ValueState::Invalid, QStringLiteral("must be whole")},
                    {QStringLiteral("/nowhere"), ValueState::Invalid, QString()}});
    QCOMPARE(stateOf(model, QStringLiteral("/list")), ValueState::Invalid);
    QCOMPARE(shown(model, QStringLiteral("/list"), PartialTreeModel::StateColumn),
             QStringLiteral("2 issues inside"));
    QCOMPARE(shown(model, QStringLiteral("/list/0"), PartialTreeModel::StateColumn),
             QStringLiteral("must be at least 0"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setMarks({});
    QVERIFY(changed.count() >= 2);
    QCOMPARE(stateOf(model, QStringLiteral("/list")), ValueState::Complete);
    QCOMPARE(shown(model, QStringLiteral("/list/0"), PartialTreeModel::StateColumn),
             QStringLiteral("complete"));
}

void TestPartialTreeMarks::marksComeWhileItGrows()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::Array, "list"), add(3, 2, 0, Kind::Number)});
    std::vector<GrowingMark> marks{{3, QStringLiteral("must be at least 0"), {}},
                                   {4, QStringLiteral("must be whole"), {}}};
    model.addMarks(marks);
    QCOMPARE(marks.size(), std::size_t{2}); // one is open, one has not come
    QCOMPARE(stateOf(model, QStringLiteral("/list/0")), ValueState::Arriving);
    model.apply({done(3), add(4, 2, 1, Kind::Number), done(4)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.addMarks(marks);
    QVERIFY(marks.empty());
    QVERIFY(changed.count() >= 2); // the items and the list
    QCOMPARE(stateOf(model, QStringLiteral("/list/1")), ValueState::Invalid);
    QCOMPARE(stateOf(model, QStringLiteral("/list")), ValueState::Arriving);
    model.apply({done(2), done(1)});
    QCOMPARE(stateOf(model, QStringLiteral("/list")), ValueState::Invalid);
    QCOMPARE(shown(model, QStringLiteral("/list"), PartialTreeModel::StateColumn),
             QStringLiteral("2 issues inside"));
    marks = {{1, QStringLiteral("missing"), QStringLiteral("age")}};
    model.addMarks(marks); // no such field is expected: the object is marked
    QVERIFY(marks.empty());
    json::TreeChange reset;
    reset.op = TreeOp::Reset;
    marks = {{4, QStringLiteral("of a candidate that is gone"), {}}};
    model.apply({reset, add(5, 0, 0, Kind::Object)});
    model.addMarks(marks);
    QVERIFY(marks.empty());
}

QTEST_GUILESS_MAIN(TestPartialTreeMarks)
#include "tst_partialtreemarks.moc"

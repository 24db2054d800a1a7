// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "randomchanges.h"
#include "treechanges.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>
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
    void whatIsMissingGetsARow();
    void whatHasNoRowIsTold();
    void aPageShowsWhatIsInside();
    void namesOfLargeObjectsAreFound();
    void manyAreAnnouncedInTurns();
    void veryManyAreSetInTurns();
    void theSameAsAWalkOverAll_data();
    void theSameAsAWalkOverAll();
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
    model.addMarks(marks); // no such field is expected: it gets a row all the same
    QVERIFY(marks.empty());
    QCOMPARE(stateOf(model, QStringLiteral("/age")), ValueState::Invalid);
    QVERIFY(model.indexOf(QStringLiteral("/age")).data(PartialTreeModel::ExpectedRole).toBool());
    json::TreeChange reset;
    reset.op = TreeOp::Reset;
    marks = {{4, QStringLiteral("of a candidate that is gone"), {}}};
    model.apply({reset, add(5, 0, 0, Kind::Object)});
    model.addMarks(marks);
    QVERIFY(marks.empty());
}

void TestPartialTreeMarks::whatIsMissingGetsARow()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::Object, "who"),
                 add(3, 2, 0, Kind::Number, "age"), done(3), done(2), done(1)});
    const ValueMark missing{QStringLiteral("/who/name"), ValueState::Invalid, QStringLiteral("missing"),
                            false, true};
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const MarksSet set = model.setMarks({missing});
    QCOMPARE(set.wrong, std::size_t{1});
    QVERIFY(set.rowless.empty());
    QCOMPARE(inserted.count(), 1);
    const QModelIndex row = model.indexOf(QStringLiteral("/who/name"));
    QVERIFY(row.data(PartialTreeModel::ExpectedRole).toBool());
    QCOMPARE(row.data().toString(), QStringLiteral("name"));
    QCOMPARE(shown(model, QStringLiteral("/who/name"), PartialTreeModel::StateColumn),
             QStringLiteral("missing"));
    QCOMPARE(shown(model, QStringLiteral("/who"), PartialTreeModel::StateColumn),
             QStringLiteral("1 issue inside"));
    model.setMarks({missing}); // one row, however often
    QCOMPARE(inserted.count(), 1);
}

void TestPartialTreeMarks::whatHasNoRowIsTold()
{
    PartialTreeModel model;
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::Number, "n"), done(2), done(1)});
    const auto wrong = [](const char *place) {
        return ValueMark{QString::fromLatin1(place), ValueState::Invalid, QStringLiteral("wrong")};
    };
    const MarksSet set =
        model.setMarks({wrong("/n"), wrong(""), wrong("/n"), wrong("/gone/name"), wrong("/n/0")});
    QCOMPARE(set.wrong, std::size_t{1});
    QCOMPARE(set.rowless, (std::vector<std::size_t>{1, 3, 4}));
}

void TestPartialTreeMarks::aPageShowsWhatIsInside()
{
    PartialTreeModel model;
    json::TreeChanges changes{add(1, 0, 0, Kind::Array)};
    for (std::uint32_t i = 0; i < 3 * LiveTree::kPageRows; ++i) {
        changes.push_back(add(2 + i, 1, i, Kind::Number));
        changes.push_back(done(2 + i));
    }
    changes.push_back(done(1));
    model.apply(changes);
    const QModelIndex page = model.index(LiveTree::kPageRows, 0);
    QVERIFY(page.data(PartialTreeModel::PageRole).toBool());
    const auto pageState = [&page] {
        return static_cast<ValueState>(page.data(PartialTreeModel::StateRole).toInt());
    };
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setMarks({{QStringLiteral("/600"), ValueState::Invalid, QStringLiteral("wrong")}});
    QCOMPARE(pageState(), ValueState::Invalid);
    QCOMPARE(changed.count(), 2); // the value and its page, and nothing of all the others
    changed.clear();
    model.setMarks({});
    QCOMPARE(pageState(), ValueState::Complete);
    QCOMPARE(changed.count(), 2);
}

void TestPartialTreeMarks::namesOfLargeObjectsAreFound()
{
    PartialTreeModel model;
    json::TreeChanges changes{add(1, 0, 0, Kind::Object)};
    std::vector<ValueMark> marks;
    for (std::uint32_t i = 0; i < 1'000; ++i) {
        changes.push_back(add(2 + i, 1, i, Kind::Number, "k" + std::to_string(i % 900))); // some twice
        changes.push_back(done(2 + i));
        if (i < 900)
            marks.push_back({QStringLiteral("/k%1").arg(i), ValueState::Invalid, QStringLiteral("wrong")});
    }
    model.apply(changes);
    QCOMPARE(model.setMarks(marks).wrong, std::size_t{900});
    QCOMPARE(model.tree().find(2 + 5)->mark, ValueState::Absent); // the later one counts
    QCOMPARE(model.tree().find(2 + 905)->mark, ValueState::Invalid);
}

void TestPartialTreeMarks::manyAreAnnouncedInTurns()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    json::TreeChanges changes{add(1, 0, 0, Kind::Array)};
    std::vector<ValueMark> marks;
    for (std::uint32_t i = 0; i < 450; ++i) {
        changes.push_back(add(2 * i + 2, 1, i, Kind::Array));
        changes.push_back(add(2 * i + 3, 2 * i + 2, 0, Kind::Number));
        changes.push_back(done(2 * i + 3));
        changes.push_back(done(2 * i + 2));
        marks.push_back({QStringLiteral("/%1/0").arg(i), ValueState::Repaired, QStringLiteral("read")});
    }
    changes.push_back(done(1));
    model.apply(changes);
    QSet<QString> told;
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [&](const QModelIndex &from, const QModelIndex &to) {
                for (int row = from.row(); row <= to.row(); ++row)
                    told.insert(from.siblingAtRow(row).data(PartialTreeModel::PointerRole).toString());
            });
    model.setMarks(marks);
    QCOMPARE(stateOf(model, QStringLiteral("/449/0")), ValueState::Repaired); // all are set at once
    QVERIFY(told.size() < 600);
    QTRY_COMPARE(told.size(), 900); // each record and the value in it
    told.clear();
    model.setMarks({});
    model.setMarks(marks); // what waits is told with the next
    json::TreeChange last = done(1);
    model.apply({last}); // or before the tree grows
    QCOMPARE(told.size(), 900);
    told.clear();
    model.setMarks({});
    model.apply({resetChange(), add(2'000, 0, 0, Kind::Object)}); // nothing is told of what is gone
    told.clear();
    QCoreApplication::processEvents();
    QVERIFY(told.isEmpty());
}

void TestPartialTreeMarks::veryManyAreSetInTurns()
{
    constexpr std::uint32_t kMany = 3 * PartialTreeModel::kMarksAtOnce;
    PartialTreeModel model;
    json::TreeChanges changes{add(1, 0, 0, Kind::Array)};
    std::vector<ValueMark> marks;
    for (std::uint32_t i = 0; i < kMany; ++i) {
        changes.push_back(add(i + 2, 1, i, Kind::Number));
        changes.push_back(done(i + 2));
        marks.push_back({QStringLiteral("/%1").arg(i), ValueState::Repaired, QStringLiteral("read")});
    }
    changes.push_back(done(1));
    model.apply(changes);
    marks.push_back({QStringLiteral("/%1").arg(kMany - 1), ValueState::Invalid, QStringLiteral("wrong")});
    const auto marked = [&] {
        const auto &values = model.tree().values();
        return std::count_if(values.begin(), values.end(),
                             [](const LiveNode *node) { return node->mark != ValueState::Absent; });
    };
    QCOMPARE(model.setMarks(marks).wrong, std::size_t{1}); // those are counted, so they are not put off
    QCOMPARE(model.tree().find(kMany + 1)->mark, ValueState::Invalid);
    QCOMPARE(std::size_t(marked()), PartialTreeModel::kMarksAtOnce + 1);
    QSet<int> told;
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [&](const QModelIndex &from, const QModelIndex &to) {
                for (int row = from.row(); !from.parent().isValid() && row <= to.row(); ++row)
                    told.insert(row);
            });
    QTRY_COMPARE(marked(), std::ptrdiff_t{kMany});
    QCOMPARE(model.tree().find(kMany + 1)->markText, QStringLiteral("wrong"));
    const std::uint32_t later = LiveTree::kPageRows + LiveTree::pageOf(2 * PartialTreeModel::kMarksAtOnce);
    QTRY_VERIFY(told.contains(static_cast<int>(later))); // what is around them looks different, too
    marks.pop_back();
    model.setMarks(marks);
    model.setMarks({}); // what was on its way does not come
    QTest::qWait(20);
    QCOMPARE(marked(), std::ptrdiff_t{0});
    model.setMarks(marks);
    model.apply({resetChange(), add(kMany + 10, 0, 0, Kind::Object)}); // nor to what is gone
    QTest::qWait(20);
    QCOMPARE(marked(), std::ptrdiff_t{0});
}

namespace {

/// What is inside of a value, found by looking at all of it.
struct Inside
{
    ValueState worst = ValueState::Absent;
    std::uint32_t issues = 0;
};

Inside lookInside(const LiveNode &node)
{
    Inside out;
    const auto take = [&out](const LiveNode &child) {
        const ValueState own = ownState(child);
        if (own == ValueState::Superseded)
            return;
        const Inside below = lookInside(child);
        const ValueState bad = std::max(own, below.worst);
        out.worst = bad > ValueState::Superseded ? std::max(out.worst, bad) : out.worst;
        out.issues += below.issues + (own == ValueState::Invalid ? 1 : 0);
    };
    for (std::uint32_t i = 0; i < node.valueCount; ++i)
        take(*valueAt(node, i));
    for (const LiveNode *field : node.expected)
        take(*field);
    return out;
}

} // namespace

void TestPartialTreeMarks::theSameAsAWalkOverAll_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestPartialTreeMarks::theSameAsAWalkOverAll()
{
    QFETCH(unsigned, seed);
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply(RandomChanges(seed).make(400));
    std::mt19937 random(seed);
    const std::vector<LiveNode *> &values = model.tree().values();
    for (int round = 0; round < 5; ++round) { // each replaces what the one before has marked
        std::vector<ValueMark> marks;
        for (unsigned i = 0; i < random() % 12; ++i) {
            const LiveNode &any = *values[random() % values.size()];
            const bool missing = random() % 4 == 0;
            marks.push_back({QString::fromStdString(pointerOf(any)) + QLatin1String(missing ? "/more" : ""),
                             random() % 3 ? ValueState::Invalid : ValueState::Repaired,
                             QStringLiteral("said"), false, missing});
        }
        model.setMarks(marks);
        for (const LiveNode *node : values) {
            const ValueState own = ownState(*node);
            if (own == ValueState::Superseded || !node->parent)
                continue;
            const Inside inside = lookInside(*node);
            QCOMPARE(node->issuesInside, inside.issues);
            QCOMPARE(shownState(*node), own == ValueState::Arriving ? own : std::max(own, inside.worst));
        }
    }
}

QTEST_GUILESS_MAIN(TestPartialTreeMarks)
#include "tst_partialtreemarks.moc"

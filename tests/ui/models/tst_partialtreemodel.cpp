// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "modeltext.h"
#include "randomchanges.h"
#include "treechanges.h"
#include "json/read.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using namespace espalier::test;
using json::NodeState;
using json::TreeOp;
using Kind = json::Value::Kind;

namespace {

const char kPerson[] =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},
"addresses":{"type":"array","items":{"$ref":"#/$defs/Address"}},"bio":{"anyOf":[{"type":"string"},{"type":"null"}]}},
"$defs":{"Address":{"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}}})";

ExpectedShapes person(bool listOf = false)
{
    const auto schema = json::readStrict(kPerson);
    return ExpectedShapes(schema.value(), listOf);
}

} // namespace

class TestPartialTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void anyListsAndBordersGiveTheParsersTree_data();
    void anyListsAndBordersGiveTheParsersTree();
    void longListsAreShownInPages();
    void expectedFieldsWaitInTheSchemasOrder();
    void fieldsInAnotherOrderLoseNothing();
    void aListInsteadOfAnObjectDropsTheFields();
    void scalarRootIsARow();
    void oneInsertionPerRunOfSiblings();
    void oneDataChangedPerSpan();
    void growingTextShowsItsEnd();
    void worstStateInsideAParent();
    void findsTheValueAtAnOffset();
    void resetOnlyAtANewAttempt();
    void whatTheCutTookDidNotCome();
    void wordsForWhatIsEmpty();
    void nothingTurnsARowAround();
};

void TestPartialTreeModel::whatTheCutTookDidNotCome()
{
    PartialTreeModel model;
    model.setExpected(person());
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::String, "name")});
    QCOMPARE(shown(model, QStringLiteral("/age"), PartialTreeModel::ValueColumn), QStringLiteral("not yet"));
    model.apply({done(2, NodeState::Cut), done(1, NodeState::Cut)});
    QCOMPARE(shown(model, QStringLiteral("/age"), PartialTreeModel::ValueColumn),
             QStringLiteral("did not come"));
}

void TestPartialTreeModel::wordsForWhatIsEmpty()
{
    PartialTreeModel model;
    const auto isWord = [&model](const char *pointer, PartialTreeModel::Column column) {
        return model.indexOf(QLatin1String(pointer), column).data(PartialTreeModel::WordRole).toBool();
    };
    json::TreeChange unnamed = add(3, 1, 1, Kind::String);
    unnamed.hasKey = true;
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::String, "a"), done(2), unnamed, grow(3, "x"),
                 done(3)});
    QCOMPARE(shown(model, QStringLiteral("/a"), PartialTreeModel::ValueColumn), QStringLiteral("empty text"));
    QVERIFY(isWord("/a", PartialTreeModel::ValueColumn));
    QVERIFY(!isWord("/a", PartialTreeModel::FieldColumn));
    QCOMPARE(shown(model, QStringLiteral("/"), PartialTreeModel::FieldColumn), QStringLiteral("empty name"));
    QVERIFY(isWord("/", PartialTreeModel::FieldColumn));
    QVERIFY(!isWord("/", PartialTreeModel::ValueColumn));
    QVERIFY(model.indexOf(QStringLiteral("/a")).data(PartialTreeModel::FullTextRole).toString().isEmpty());
}

void TestPartialTreeModel::nothingTurnsARowAround()
{
    PartialTreeModel model;
    const std::string turned = "a\u202Eb\u2066c";
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::String, turned), grow(2, turned), done(2)});
    const QModelIndex index = model.index(0, PartialTreeModel::FieldColumn);
    QCOMPARE(index.data().toString(), QStringLiteral("a‹RLO›b‹LRI›c"));
    QCOMPARE(index.siblingAtColumn(1).data().toString(), QStringLiteral("a‹RLO›b‹LRI›c"));
    QCOMPARE(index.data(PartialTreeModel::FullTextRole).toString(), QString::fromStdString(turned));
}

void TestPartialTreeModel::anyListsAndBordersGiveTheParsersTree_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestPartialTreeModel::anyListsAndBordersGiveTheParsersTree()
{
    QFETCH(quint32, seed);
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setExpected(person(seed % 3 == 0));
    const json::TreeChanges changes = test::RandomChanges(seed).make(900);
    std::mt19937 random(seed);
    json::PartialTree tree;
    for (std::size_t at = 0; at < changes.size();) {
        const std::size_t count = std::min<std::size_t>(1 + random() % (1 + seed % 40), changes.size() - at);
        const auto begin = changes.begin() + static_cast<std::ptrdiff_t>(at);
        const json::TreeChanges slice(begin, begin + static_cast<std::ptrdiff_t>(count));
        tree.apply(slice);
        model.apply(slice);
        at += count;
        if (random() % 4 == 0 || at == changes.size())
            QCOMPARE(test::textOf(model), test::textOf(tree));
    }
    if (tree.root() != json::kNoNode)
        QVERIFY(model.value() == tree.value());
}

void TestPartialTreeModel::longListsAreShownInPages()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    json::TreeChanges changes{add(1, 0, 0, Kind::Array)};
    json::PartialTree tree;
    for (std::uint32_t item = 0; item < 1700; ++item) {
        changes.push_back(add(item + 2, 1, item, Kind::String));
        changes.push_back(grow(item + 2, std::to_string(item)));
        changes.push_back(done(item + 2));
        if (item % 37 == 0) {
            tree.apply(changes);
            model.apply(changes);
            changes.clear();
        }
    }
    changes.push_back(done(1));
    tree.apply(changes);
    model.apply(changes);
    QCOMPARE(model.rowCount(), 500 + 3);
    QCOMPARE(test::textOf(model), test::textOf(tree));
    const QModelIndex last = model.indexOf(QStringLiteral("/1699"));
    QCOMPARE(last.data(PartialTreeModel::PointerRole).toString(), QStringLiteral("/1699"));
    QCOMPARE(model.index(502, 0).data().toString(), QStringLiteral("1,501 – 1,700"));
    QCOMPARE(last.parent(), model.index(502, 0));
    QVERIFY(model.value() == tree.value());
}

void TestPartialTreeModel::expectedFieldsWaitInTheSchemasOrder()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setExpected(person());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(shown(model, QStringLiteral("/bio"), PartialTreeModel::ValueColumn), QStringLiteral("not yet"));
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::String, "name"), grow(2, "Jason")});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("Jason"));
    QCOMPARE(stateOf(model, QStringLiteral("/age")), ValueState::Absent);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.apply({done(2), add(3, 1, 1, Kind::Number, "age")});
    model.apply({add(4, 1, 2, Kind::Array, "addresses"), add(5, 4, 0, Kind::Object),
                 add(6, 5, 0, Kind::String, "street")});
    QCOMPARE(removed.count(), 0);
    QCOMPARE(shown(model, QStringLiteral("/addresses/0/city"), PartialTreeModel::ValueColumn),
             QStringLiteral("not yet"));
    QCOMPARE(shown(model, QStringLiteral("/addresses"), PartialTreeModel::ValueColumn),
             QStringLiteral("1 so far"));
    model.apply({done(6), done(5), done(4), done(1)});
    QCOMPARE(shown(model, QStringLiteral("/bio"), PartialTreeModel::ValueColumn),
             QStringLiteral("not in the answer"));
    QCOMPARE(shown(model, QStringLiteral("/addresses"), PartialTreeModel::ValueColumn),
             QStringLiteral("1 item"));
    QCOMPARE(model.indexOf(QStringLiteral("/bio")).row(), 3);
}

void TestPartialTreeModel::fieldsInAnotherOrderLoseNothing()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setExpected(person());
    model.apply({add(1, 0, 0, Kind::Object)});
    model.apply({add(2, 1, 0, Kind::String, "bio"), grow(2, "x"), add(3, 1, 1, Kind::String, "other"),
                 add(4, 1, 2, Kind::String, "name")});
    QStringList fields;
    for (int row = 0; row < model.rowCount(); ++row)
        fields.append(model.index(row, 0).data().toString());
    QCOMPARE(fields, QStringList({QStringLiteral("bio"), QStringLiteral("other"), QStringLiteral("name"),
                                  QStringLiteral("age"), QStringLiteral("addresses")}));
    QCOMPARE(shown(model, QStringLiteral("/bio"), PartialTreeModel::ValueColumn), QStringLiteral("x"));
}

void TestPartialTreeModel::aListInsteadOfAnObjectDropsTheFields()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setExpected(person());
    model.apply({add(1, 0, 0, Kind::Array), add(2, 1, 0, Kind::Object)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("1"));
    model.setExpected(person(true));
    QCOMPARE(model.rowCount(), 0);
    model.apply({add(1, 0, 0, Kind::Array), add(2, 1, 0, Kind::Object)});
    QCOMPARE(model.rowCount(model.index(0, 0)), 4);
}

void TestPartialTreeModel::scalarRootIsARow()
{
    PartialTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setExpected(person());
    model.apply({add(1, 0, 0, Kind::String), grow(1, "just words")});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("answer"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("just words"));
    QCOMPARE(model.index(0, 0).data(PartialTreeModel::PointerRole).toString(), QString());
    QCOMPARE(model.indexOf(QString()), model.index(0, 0));
}

void TestPartialTreeModel::oneInsertionPerRunOfSiblings()
{
    PartialTreeModel model;
    model.apply({add(1, 0, 0, Kind::Array)});
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    json::TreeChanges changes;
    for (std::uint32_t item = 0; item < 100; ++item) {
        changes.push_back(add(2 * item + 2, 1, item, Kind::Object));
        changes.push_back(add(2 * item + 3, 2 * item + 2, 0, Kind::String, "name"));
    }
    model.apply(changes);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 0);
    QCOMPARE(inserted.first().at(2).toInt(), 99);
}

void TestPartialTreeModel::oneDataChangedPerSpan()
{
    PartialTreeModel model;
    model.apply({add(1, 0, 0, Kind::Array), add(2, 1, 0, Kind::String), add(3, 1, 1, Kind::String),
                 add(4, 1, 2, Kind::String), add(5, 1, 3, Kind::String)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply({grow(2, "a"), grow(3, "b"), grow(2, "c"), grow(5, "d")});
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), model.index(0, 0));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), model.index(1, 2));
    QVERIFY(!changed.at(0).at(2).value<QList<int>>().isEmpty());
    QCOMPARE(changed.at(1).at(0).toModelIndex(), model.index(3, 0));
}

void TestPartialTreeModel::growingTextShowsItsEnd()
{
    PartialTreeModel model;
    const std::string longText = std::string(300, 'a') + "\nend";
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::String, "bio"), grow(2, longText)});
    QString display = model.index(0, 1).data().toString();
    QCOMPARE(display.size(), 201);
    QVERIFY(display.endsWith(QStringLiteral("a end")));
    model.apply({done(2)});
    display = model.index(0, 1).data().toString();
    QCOMPARE(display.size(), 201);
    QVERIFY(display.startsWith(QStringLiteral("aaa")) && display.endsWith(u'…'));
    QCOMPARE(model.index(0, 1).data(PartialTreeModel::FullTextRole).toString(),
             QString::fromStdString(longText));
}

void TestPartialTreeModel::worstStateInsideAParent()
{
    PartialTreeModel model;
    model.apply(
        {add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::Object, "a"), add(3, 2, 0, Kind::String, "b")});
    QCOMPARE(stateOf(model, QStringLiteral("/a")), ValueState::Arriving);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply({done(3, NodeState::Repaired)});
    QCOMPARE(stateOf(model, QStringLiteral("/a")), ValueState::Arriving);
    model.apply({done(2), done(1)});
    QCOMPARE(stateOf(model, QStringLiteral("/a")), ValueState::Repaired);
    QCOMPARE(shown(model, QStringLiteral("/a"), PartialTreeModel::StateColumn),
             QStringLiteral("repaired inside"));
}

void TestPartialTreeModel::findsTheValueAtAnOffset()
{
    PartialTreeModel model;
    // Bytes: root 10–95, list 20–45 with 30–35 and 40–45 inside, then 50–55.
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::Array, "list"), add(3, 2, 0, Kind::String),
                 done(3), add(4, 2, 1, Kind::String), done(4)});
    json::TreeChange listEnd = done(2);
    listEnd.offset = 46;
    model.apply({listEnd, add(5, 1, 1, Kind::String, "b"), done(5)});
    QCOMPARE(model.indexAtOffset(32), model.indexOf(QStringLiteral("/list/0")));
    QCOMPARE(model.indexAtOffset(37), model.indexOf(QStringLiteral("/list")));
    QCOMPARE(model.indexAtOffset(50), model.indexOf(QStringLiteral("/b")));
    QVERIFY(!model.indexAtOffset(47).isValid());
    QVERIFY(!model.indexAtOffset(3).isValid());
}

void TestPartialTreeModel::resetOnlyAtANewAttempt()
{
    PartialTreeModel model;
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.apply({add(1, 0, 0, Kind::Object), add(2, 1, 0, Kind::String, "a")});
    QCOMPARE(reset.count(), 0);
    model.apply(
        {grow(2, "gone"), test::resetChange(), add(3, 0, 0, Kind::Object), add(4, 3, 0, Kind::String, "b")});
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("b"));
}

QTEST_GUILESS_MAIN(TestPartialTreeModel)
#include "tst_partialtreemodel.moc"

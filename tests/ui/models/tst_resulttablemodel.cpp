// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/resulttablemodel.h"
#include "json/answerreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestResultTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anAnswerThatIsAList();
    void everyCutGivesTheSameTable_data();
    void everyCutGivesTheSameTable();
    void columnsOfTheSchemaComeFirst();
    void rowsAreAppendedOnly();
    void changesTellTheirRowsOnly();
    void ofSeveralListsOneIsChosen();
    void anotherListSurvivesANewAnswer();
    void headingsStandWhereTheirCellsDo();
    void noList();
    void cellsThatAreNotWell();
    void sortsOnlyWhenItIsOver();
    void aSortedTableKeepsItsIndexes();
    void aThousandNamesAreNotAThousandColumns();

private:
    void expect(const char *schema);
    void feed(const std::string &text);
    void finish();
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_table->index(row, column).data().toString();
    }
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QString dump() const;

    std::unique_ptr<PartialTreeModel> m_tree;
    std::unique_ptr<ResultTableModel> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<json::AnswerReader> m_reader;
};

void TestResultTableModel::init()
{
    m_tester.reset();
    m_table.reset();
    m_tree = std::make_unique<PartialTreeModel>();
    m_table = std::make_unique<ResultTableModel>(*m_tree);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_reader = std::make_unique<json::AnswerReader>();
}

void TestResultTableModel::expect(const char *schema)
{
    m_tree->setExpected(ExpectedShapes(*json::readStrict(schema), false));
}

void TestResultTableModel::feed(const std::string &text)
{
    m_reader->feed(text);
    const json::TreeChanges changes = m_reader->takeChanges();
    m_tree->apply(changes);
    m_table->follow(changes);
}

void TestResultTableModel::finish()
{
    m_reader->finish();
    const json::TreeChanges changes = m_reader->takeChanges();
    m_tree->apply(changes);
    m_table->follow(changes);
    m_table->setFinished();
}

QStringList TestResultTableModel::titles() const
{
    QStringList out;
    for (int column = 0; column < m_table->columnCount(); ++column)
        out.append(m_table->headerData(column, Qt::Horizontal).toString());
    return out;
}

QString TestResultTableModel::dump() const
{
    QString out = titles().join(u'|');
    for (int row = 0; row < m_table->rowCount(); ++row) {
        out += u'\n';
        for (int column = 0; column < m_table->columnCount(); ++column)
            out += cell(row, column) + u'|';
    }
    return out;
}

void TestResultTableModel::anAnswerThatIsAList()
{
    feed(R"([{"name":"Jason","age":25},{"name":"Sa)");
    QVERIFY(m_table->hasList());
    QCOMPARE(m_table->chosen(), QString());
    QCOMPARE(dump(), QStringLiteral("name|age\nJason|25|\nSa||"));
    QVERIFY(m_table->index(1, 0).data(ResultTableModel::OpenRole).toBool());
    feed(R"(rah","age":30}])");
    finish();
    QCOMPARE(dump(), QStringLiteral("name|age\nJason|25|\nSarah|30|"));
    QCOMPARE(m_table->index(1, 1).data(ResultTableModel::PointerRole).toString(), QStringLiteral("/1/age"));
    QCOMPARE(json::writeCompact(m_table->listValue()),
             std::string(R"([{"name":"Jason","age":25},{"name":"Sarah","age":30}])"));
}

void TestResultTableModel::everyCutGivesTheSameTable_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("records") << QByteArray(R"([{"a":1,"b":{"c":"x","d":[1,2]}},{"b":{"e":true}},{"a":"😀"}])");
    QTest::newRow("plain values") << QByteArray(R"([1,"two",null,[3,4],{"k":5}])");
    QTest::newRow("inside") << QByteArray(R"({"n":1,"items":[{"x":1},{"x":2,"y":[{"z":1}]}],"more":[1]})");
    QTest::newRow("cut") << QByteArray(R"([{"a":1},{"a":2,"b":"un)");
    QTest::newRow("given twice") << QByteArray(R"([{"a":1,"a":2},{"a":3}])");
}

void TestResultTableModel::everyCutGivesTheSameTable()
{
    QFETCH(QByteArray, text);
    feed(text.toStdString());
    finish();
    const QString whole = dump();
    for (qsizetype cut = 1; cut < text.size(); ++cut) {
        init();
        feed(text.left(cut).toStdString());
        feed(text.mid(cut).toStdString());
        finish();
        QCOMPARE(dump(), whole);
    }
    init();
    for (const char byte : text)
        feed(std::string(1, byte));
    finish();
    QCOMPARE(dump(), whole);
}

void TestResultTableModel::columnsOfTheSchemaComeFirst()
{
    expect(R"({"type":"array","items":{"type":"object","properties":{"name":{},
        "address":{"type":"object","properties":{"street":{},"city":{}}},"tags":{"type":"array"}}}})");
    feed(R"([{"extra":1,"tags":["a","b"],"address":{"city":"Miami"},"name":"x"}])");
    finish();
    QCOMPARE(dump(), QStringLiteral("name|address.street|address.city|tags|extra\nx||Miami|a; b|1|"));
    QCOMPARE(
        json::writeCompact(m_table->rowSchema()),
        std::string(R"({"type":"object","properties":{"name":{},"address":{"type":"object","properties":)"
                    R"({"street":{},"city":{}}},"tags":{},"extra":{}}})"));
}

void TestResultTableModel::rowsAreAppendedOnly()
{
    feed(R"([{"a":1})");
    const QPersistentModelIndex first(m_table->index(0, 0));
    QSignalSpy resets(m_table.get(), &QAbstractItemModel::modelReset);
    QSignalSpy inserted(m_table.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy columns(m_table.get(), &QAbstractItemModel::columnsInserted);
    feed(R"(,{"a":2},{"a":3},{"b":4})");
    QCOMPARE(inserted.count(), 1); // one for all
    QCOMPARE(columns.count(), 1);
    feed(R"(])");
    finish();
    QCOMPARE(resets.count(), 0);
    QVERIFY(first.isValid());
    QCOMPARE(first.data().toString(), QStringLiteral("1"));
}

void TestResultTableModel::changesTellTheirRowsOnly()
{
    feed(R"([{"a":"x"},{"a":"y"},{"a":"z)");
    QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);
    feed("more");
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 2);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 2);
}

void TestResultTableModel::ofSeveralListsOneIsChosen()
{
    feed(R"({"people":[{"n":1}],"more":{"addresses":[{"s":"x"},{"s":"y"}]},"deep":[[1]]})");
    finish();
    const QList<ResultTableModel::List> lists = m_table->lists();
    QCOMPARE(lists.size(), 3);
    QCOMPARE(lists.at(0).name, QStringLiteral("people (1)"));
    QCOMPARE(lists.at(1).name, QStringLiteral("more.addresses (2)"));
    QCOMPARE(m_table->chosen(), QStringLiteral("/people"));
    m_table->choose(QStringLiteral("/more/addresses"));
    QCOMPARE(dump(), QStringLiteral("s\nx|\ny|"));
    m_table->choose(QStringLiteral("/nowhere"));
    QCOMPARE(m_table->chosen(), QStringLiteral("/more/addresses"));
}

void TestResultTableModel::anotherListSurvivesANewAnswer()
{
    feed(R"({"a":[1],"b":[2,3]})");
    m_table->choose(QStringLiteral("/b"));
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    m_tree->apply({reset});
    m_table->follow({reset});
    QVERIFY(!m_table->hasList());
    QCOMPARE(m_table->rowCount(), 0);
    m_reader = std::make_unique<json::AnswerReader>();
    feed(R"({"a":[1],)");
    QCOMPARE(m_table->chosen(), QStringLiteral("/a"));
    feed(R"("b":[7]})");
    QCOMPARE(m_table->chosen(), QStringLiteral("/b"));
    QCOMPARE(cell(0, 0), QStringLiteral("7"));
}

/// Numbers are at the right; the first item says what a column holds.
void TestResultTableModel::headingsStandWhereTheirCellsDo()
{
    const auto right = [this](int column) {
        const QVariant side = m_table->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
        return side.isValid() && side.value<Qt::Alignment>().testFlag(Qt::AlignRight);
    };
    QSignalSpy told(m_table.get(), &QAbstractItemModel::headerDataChanged);
    feed(R"([{"name":"Jason",)");
    QVERIFY(!right(0));
    feed(R"("age":25},)");
    QVERIFY(!right(0) && right(1) && !right(2));
    QVERIFY(told.count() > 0);
    told.clear();
    feed(R"({"name":7,"age":"old"}])");
    finish();
    QVERIFY(!right(0) && right(1));
    QCOMPARE(told.count(), 0); // later items change nothing
}

void TestResultTableModel::noList()
{
    feed(R"({"name":"x","group":{"a":1}})");
    finish();
    QVERIFY(!m_table->hasList());
    QCOMPARE(m_table->rowCount(), 0);
    QCOMPARE(m_table->columnCount(), 0);
    QVERIFY(m_table->lists().isEmpty());
}

void TestResultTableModel::cellsThatAreNotWell()
{
    expect(R"({"type":"array","items":{"type":"object","properties":{"a":{},"b":{}}}})");
    feed(R"([{"a":"wrong"},{"a":"cut he)");
    finish();
    m_tree->setMarks({{QStringLiteral("/0/a"), ValueState::Invalid, QStringLiteral("too long")},
                      {QStringLiteral("/0/b"), ValueState::Invalid, QStringLiteral("missing")}});
    const auto state = [this](int row, int column) {
        return static_cast<ValueState>(m_table->index(row, column).data(ResultTableModel::StateRole).toInt());
    };
    QCOMPARE(state(0, 0), ValueState::Invalid);
    QCOMPARE(state(0, 1), ValueState::Invalid);
    QCOMPARE(cell(0, 1), QStringLiteral("missing"));
    QCOMPARE(state(1, 0), ValueState::Cut);
    QCOMPARE(state(1, 1), ValueState::Absent);
}

void TestResultTableModel::sortsOnlyWhenItIsOver()
{
    feed(R"([{"n":10,"t":"b"},{"n":9,"t":"A"},{"n":null,"t":"c"},{"n":-1},{"n":"text","t":""}])");
    m_table->sort(0);
    QCOMPARE(cell(0, 0), QStringLiteral("10"));
    finish();
    const auto column = [this](int at) {
        QStringList out;
        for (int row = 0; row < m_table->rowCount(); ++row)
            out.append(m_table->index(row, at).data(ResultTableModel::FullTextRole).toString());
        return out.join(u' ');
    };
    m_table->sort(0);
    QCOMPARE(column(0), QStringLiteral("-1 9 10 text null"));
    QCOMPARE(m_table->headerData(0, Qt::Vertical).toString(), QStringLiteral("4")); // its number in the list
    m_table->sort(0, Qt::DescendingOrder);
    QCOMPARE(column(0), QStringLiteral("text 10 9 -1 null"));
    m_table->sort(1);
    QCOMPARE(column(1), QStringLiteral("A b c  "));
    m_table->sort(-1);
    QCOMPARE(column(0), QStringLiteral("10 9 null -1 text"));
}

void TestResultTableModel::aSortedTableKeepsItsIndexes()
{
    feed(R"([{"n":3},{"n":1},{"n":2}])");
    finish();
    const QPersistentModelIndex three(m_table->index(0, 0));
    m_table->sort(0);
    QCOMPARE(three.row(), 2);
    m_table->sort(0, Qt::DescendingOrder);
    QCOMPARE(three.row(), 0);
    QCOMPARE(three.data().toString(), QStringLiteral("3"));
}

void TestResultTableModel::aThousandNamesAreNotAThousandColumns()
{
    std::string text = "[";
    for (int i = 0; i < 1000; ++i)
        text += (i ? "," : "") + std::string(R"({"k)") + std::to_string(i) + R"(":1})";
    feed(text + "]");
    finish();
    QCOMPARE(m_table->columnCount(), int(TableColumns::kMost));
    QCOMPARE(m_table->rowCount(), 1000);
}

QTEST_MAIN(TestResultTableModel)
#include "tst_resulttablemodel.moc"

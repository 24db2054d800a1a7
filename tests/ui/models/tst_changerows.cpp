// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changerowsmodel.h"
#include "models/reciperows.h"
#include "models/valuerows.h"
#include "support/tryrecords.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::jsonOf;

class TestChangeRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void placesReadAsTheTreeShowsThem();
    void eachLeafHasItsRow();
    void wordsStandWhereThereIsNoText();
    void noAnswerIsAllNewOrGone();
    void countsNameWhatThereIs();
    void fieldsSayWhatBecameOfThem();
    void settingsThatDifferAreNamed();
    void whatChangedInShort();
    void theTableShowsPlainLines();

private:
    static QStringList lines(const ChangeRows &rows);
};

QStringList TestChangeRows::lines(const ChangeRows &rows)
{
    QStringList out;
    for (const ChangeRow &row : rows)
        out.append(
            QStringLiteral("%1: %2 | %3 (%4)").arg(row.name, row.before.text, row.after.text, row.word));
    return out;
}

void TestChangeRows::placesReadAsTheTreeShowsThem()
{
    const json::Value value = jsonOf(R"({"list":[{"0":{"a/b":1}}],"":2})");
    QCOMPARE(placeText(value, ""), QStringLiteral("answer"));
    QCOMPARE(placeText(value, "/list/0/0/a~1b"), QStringLiteral("list / 1 / 0 / a/b"));
    QCOMPARE(placeText(value, "/"), QStringLiteral("empty name"));
    QCOMPARE(placeText(value, "/nowhere/3"), QStringLiteral("nowhere / 3"));
}

void TestChangeRows::eachLeafHasItsRow()
{
    const auto rows = valueRows(jsonOf(R"({"name":"Jason","age":25,"old":true,"tags":["a","b"]})"),
                                jsonOf(R"({"name":"Jason","age":26,"tags":["a","b","c"],"bio":"new"})"));
    QVERIFY(lines(rows).contains(QStringLiteral("name: Jason | Jason (same)")));
    QVERIFY(lines(rows).contains(QStringLiteral("age: 25 | 26 (changed)")));
    QVERIFY(lines(rows).contains(QStringLiteral("old: true | not in the answer (gone)")));
    QVERIFY(lines(rows).contains(QStringLiteral("tags / 3: not in the answer | c (new)")));
    QVERIFY(lines(rows).contains(QStringLiteral("bio: not in the answer | new (new)")));
    QCOMPARE(rows.size(), std::size_t(7));
    QCOMPARE(changeCounts(rows), QStringLiteral("1 changed, 2 new, 1 gone, 3 same"));
}

void TestChangeRows::wordsStandWhereThereIsNoText()
{
    const auto rows = valueRows(jsonOf(R"({"a":null,"b":"","c":[],"d":"nothing"})"),
                                jsonOf(R"({"a":"x","b":"x","c":"x","d":"x"})"));
    QCOMPARE(rows.size(), std::size_t(4));
    QVERIFY(rows[0].before == (ChangeCell{QStringLiteral("nothing"), true}));
    QVERIFY(rows[1].before == (ChangeCell{QStringLiteral("empty text"), true}));
    QVERIFY(rows[2].before == (ChangeCell{QStringLiteral("empty"), true}));
    QVERIFY(rows[3].before == (ChangeCell{QStringLiteral("nothing"), false})); // a text, not a word about it
}

void TestChangeRows::noAnswerIsAllNewOrGone()
{
    const auto rows = valueRows(std::nullopt, jsonOf(R"({"a":1})"));
    QCOMPARE(lines(rows), QStringList{QStringLiteral("a: not in the answer | 1 (new)")});
    QCOMPARE(lines(valueRows(jsonOf("[1]"), std::nullopt)),
             QStringList{QStringLiteral("1: 1 | not in the answer (gone)")});
    QVERIFY(valueRows(std::nullopt, std::nullopt).empty());
}

void TestChangeRows::countsNameWhatThereIs()
{
    QCOMPARE(changeCounts({}), QStringLiteral("nothing to compare"));
    ChangeRows many(1200);
    QCOMPARE(changeCounts(many), QStringLiteral("1,200 same"));
    many[7].mark = ChangeMark::Moved;
    QCOMPARE(changeCounts(many), QStringLiteral("1 moved, 1,199 same"));
}

void TestChangeRows::fieldsSayWhatBecameOfThem()
{
    const auto rows = fieldRows(
        jsonOf(R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}}})"),
        jsonOf(
            R"({"type":"object","properties":{"a":{"type":"number"},"c":{"type":"boolean"}},"required":["c"]})"));
    QStringList said;
    for (const ChangeRow &row : rows)
        said.append(row.name + u' ' + row.word);
    said.sort();
    QCOMPARE(said,
             (QStringList{QStringLiteral("a changed"), QStringLiteral("b gone"), QStringLiteral("c new")}));
    QVERIFY(fieldRows(jsonOf("{}"), jsonOf("{}")).empty());
    const auto renamed = fieldRows(jsonOf(R"({"properties":{"a":{"type":"string"}}})"),
                                   jsonOf(R"({"properties":{"z":{"type":"string"}}})"));
    QCOMPARE(renamed.size(), std::size_t(1));
    QCOMPARE(renamed[0].word, QStringLiteral("renamed"));
}

void TestChangeRows::settingsThatDifferAreNamed()
{
    recipe::Recipe before;
    before.parameters = {{"temperature", json::Value::number("0.2")}, {"seed", json::Value::number("1")}};
    recipe::Recipe after = before;
    QVERIFY(settingRows(before, after).empty());
    after.name = "People";
    after.mode = wire::AnswerMode::MdJson;
    after.streaming = wire::StreamKind::Iterable;
    after.reading = {{schema::CoercionLevel::Off, schema::DecimalMark::Comma, true}, schema::BadItems::Fail};
    after.limits.reasks = 1;
    after.limits.deadlineSeconds = 90;
    after.limits.tokenBudget = 10'000;
    after.limits.costBudget = 0.25;
    after.parameters = {{"temperature", json::Value::number("0.7")}, {"top_p", json::Value::number("1")}};
    after.examples = {{"text", json::Value::object()}};
    QCOMPARE(lines(settingRows(before, after)),
             (QStringList{QStringLiteral("Name:  | People (changed)"),
                          QStringLiteral("Examples: 0 examples | 1 example (changed)"),
                          QStringLiteral("Mode: auto | md_json (changed)"),
                          QStringLiteral("Streaming: partial | iterable (changed)"),
                          QStringLiteral("Read values: safely | as they came (changed)"),
                          QStringLiteral("Decimal mark: not said | a comma (3,14) (changed)"),
                          QStringLiteral("Fill in defaults: off | on (changed)"),
                          QStringLiteral("Items that do not fit: set aside | refuse the answer (changed)"),
                          QStringLiteral("Ask again at most: 3 | 1 (changed)"),
                          QStringLiteral("Time in all: no limit | 90 s (changed)"),
                          QStringLiteral("Tokens in all: no limit | 10,000 (changed)"),
                          QStringLiteral("Cost in all: no limit | 0.25 (changed)"),
                          QStringLiteral("temperature: 0.2 | 0.7 (changed)"),
                          QStringLiteral("top_p: not set | 1 (new)"),
                          QStringLiteral("seed: 1 | not set (gone)")}));
    before = after;
    after.examples = {{"another text", json::Value::object()}};
    QCOMPARE(lines(settingRows(before, after)),
             QStringList{QStringLiteral("Examples: 1 example | 1 example, other ones (changed)")});
}

void TestChangeRows::whatChangedInShort()
{
    recipe::Recipe before;
    before.instructions = "Read.";
    before.schema = jsonOf(R"({"properties":{"a":{"type":"string"}}})");
    recipe::Recipe after = before;
    QCOMPARE(recipeChanges(before, after), QStringLiteral("the same"));
    after.instructions = "Read well.";
    after.schema = jsonOf(R"({"properties":{"a":{"type":"string"},"b":{"type":"integer"},"c":{}}})");
    after.mode = wire::AnswerMode::Json;
    QCOMPARE(recipeChanges(before, after), QStringLiteral("instructions, 2 fields, Mode"));
    after = before;
    after.schema.set("$comment", json::Value::string("what no field shows"));
    QCOMPARE(recipeChanges(before, after), QStringLiteral("schema"));
}

void TestChangeRows::theTableShowsPlainLines()
{
    ChangeRowsModel model;
    QAbstractItemModelTester tester(&model);
    model.setTitles(QStringLiteral("Field"), QStringLiteral("A"), QStringLiteral("B"));
    const QString wide = QString(5000, u'x');
    model.setRows({{ChangeMark::Changed,
                    QStringLiteral("name"),
                    {QStringLiteral("two\nlines"), false},
                    {wide, false},
                    QStringLiteral("changed")},
                   {ChangeMark::Added,
                    QStringLiteral("bio"),
                    {QStringLiteral("not in the answer"), true},
                    {QStringLiteral("<img src=file:///x>"), false},
                    QStringLiteral("new")}});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.index(0, ChangeRowsModel::BeforeColumn).data().toString().contains(u'\n'));
    QVERIFY(model.index(0, ChangeRowsModel::AfterColumn).data().toString().size() < 300);
    QCOMPARE(model.index(0, ChangeRowsModel::AfterColumn).data(ChangeRowsModel::FullTextRole).toString(),
             wide);
    QVERIFY(model.index(1, ChangeRowsModel::BeforeColumn).data(ChangeRowsModel::WordRole).toBool());
    QCOMPARE(model.index(1, ChangeRowsModel::BeforeColumn).data(ChangeRowsModel::FullTextRole).toString(),
             QString());
    QVERIFY(!model.index(1, ChangeRowsModel::AfterColumn)
                 .data(Qt::ToolTipRole)
                 .toString()
                 .contains(QStringLiteral("<img")));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("A"));
    QCOMPARE(model.headerData(3, Qt::Horizontal).toString(), QStringLiteral("Change"));
}

QTEST_GUILESS_MAIN(TestChangeRows)
#include "tst_changerows.moc"

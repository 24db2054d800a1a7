// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/assembled.h"
#include "models/partialtreemodel.h"
#include "models/trypicture.h"
#include "panels/resultnotes.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::ui;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr char kPerson[] =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
constexpr char kUnion[] =
    R"({"anyOf":[{"title":"Weather","type":"object","properties":{"location":{"type":"string"}},"required":["location"]},)"
    R"({"title":"Search","type":"object","properties":{"query":{"type":"string"}},"required":["query"]}]})";
constexpr char kPeople[] =
    R"({"title":"People","type":"array","items":{"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}})";

/// A try as it is stored, and the tree that a person saw when it ended.
struct Kept
{
    store::TryRecord record;
    json::PartialTree tree;
};

Kept keep(AnswerMode mode, StreamKind stream, const char *schema, const wire::Deltas &deltas,
          const wire::Deltas &end, const run::BodyEnd &how = {})
{
    Watched watched(mode, stream, schema);
    watched.take(deltas).take(end);
    Kept out;
    out.record.recipe.schema = readValue(schema);
    out.record.recipe.mode = out.record.mode = mode;
    out.record.recipe.streaming = stream;
    out.record.result = watched.end(how);
    out.tree = watched.tree;
    return out;
}

/// Every node with its place, value and state, in the order of appearance.
QByteArray drawn(const json::PartialTree &tree)
{
    QByteArray out;
    if (tree.root() == json::kNoNode)
        return "nothing";
    for (json::NodeId id = tree.root(); id < tree.root() + tree.size(); ++id) {
        const json::PartialTree::Node *node = tree.node(id);
        out += QByteArray::fromStdString(tree.pointer(id)) + '=' + QByteArray::fromStdString(node->text) +
               ' ' + QByteArray::number(static_cast<int>(node->kind)) + ' ' +
               QByteArray::number(static_cast<int>(node->state)) + ' ' +
               QByteArray::number(static_cast<qulonglong>(node->begin)) + '-' +
               QByteArray::number(static_cast<qulonglong>(node->end)) + '\n';
    }
    return out;
}

json::PartialTree replayed(const TryPicture &picture)
{
    json::PartialTree tree;
    tree.apply(picture.changes);
    return tree;
}

} // namespace

Q_DECLARE_METATYPE(Kept)

class TestTryPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSeenIsSeenAgain_data();
    void whatWasSeenIsSeenAgain();
    void severalCallsComeFromTheValue();
    void aValueOfNoTextIsShownWhole();
    void aCutListOfCallsIsCut();
    void withoutAnAnswerThereIsNothing();
    void marksStandWhereTheyStood();
    void aSchemaThatCannotBeUsedLosesNothing();
};

void TestTryPicture::whatWasSeenIsSeenAgain_data()
{
    QTest::addColumn<Kept>("kept");
    const auto text = [](const char *words) { return wire::Deltas{textDelta(words)}; };
    const auto row = [](const char *name, const Kept &kept) { QTest::newRow(name) << kept; };
    row("call", keep(AnswerMode::Tools, StreamKind::Partial, kPerson,
                     {callDelta(0, R"({"name":"Jason","age":25})", "Person")}, properEnd()));
    row("invalid", keep(AnswerMode::Tools, StreamKind::Partial, kPerson,
                        {callDelta(0, R"({"name":7,"age":"old"})", "Person")}, properEnd()));
    row("prose and fence",
        keep(AnswerMode::Json, StreamKind::Partial, kPerson,
             text("Here it is:\n```json\n{'name': 'Jason', \"age\": 25,}\n```\nDone."), properEnd()));
    row("thought before",
        keep(AnswerMode::Json, StreamKind::Partial, kPerson,
             text(R"(<think>{"name":"no"}</think>{"name":"Jason","age":25})"), properEnd()));
    row("double-encoded",
        keep(AnswerMode::Tools, StreamKind::Partial, kPerson,
             {callDelta(0, R"("{\"name\":\"Jason\",\"age\":25}")", "Person")}, properEnd()));
    row("wrapped by its name", keep(AnswerMode::Json, StreamKind::Partial, kPerson,
                                    text(R"({"Person":{"name":"Jason","age":25}})"), properEnd()));
    row("duplicates", keep(AnswerMode::Json, StreamKind::Partial, kPerson,
                           text(R"({"name":"a","age":1,"name":"b"})"), properEnd()));
    row("numbers as written",
        keep(AnswerMode::Json, StreamKind::Partial, kPerson,
             text(R"({"name":"a","age":123456789012345678901234567890,"x":1.0})"), properEnd()));
    row("wrapped list", keep(AnswerMode::JsonSchema, StreamKind::Partial, kPeople,
                             text(R"({"items":[{"name":"a","age":1},{"name":"b","age":2}]})"), properEnd()));
    row("bare list",
        keep(AnswerMode::Json, StreamKind::Partial, kPeople, text(R"([{"name":"a","age":1}])"), properEnd()));
    row("items set aside",
        keep(AnswerMode::Json, StreamKind::Iterable, kPerson,
             text(R"({"items":[{"name":"a","age":1},{"name":"b","age":"x"},{"name":"c","age":3}]})"),
             properEnd()));
    row("scalar", keep(AnswerMode::Json, StreamKind::Partial, R"({"type":"integer"})", text(R"({"value":7})"),
                       properEnd()));
    row("cut",
        keep(AnswerMode::Json, StreamKind::Partial, kPerson, text(R"({"name":"Jas)"), properEnd("length")));
    row("stopped", keep(AnswerMode::Json, StreamKind::Partial, kPerson, text(R"({"name":"Jason","age":2)"),
                        {}, {true, {}}));
    row("closers missing",
        keep(AnswerMode::Json, StreamKind::Full, kPerson, text(R"({"name":"Jason","age":25)"), properEnd()));
    row("markup", keep(AnswerMode::Json, StreamKind::Partial, kPerson,
                       text(R"({"name":"<img src=file:///x>","age":1})"), properEnd()));
}

void TestTryPicture::whatWasSeenIsSeenAgain()
{
    QFETCH(const Kept, kept);
    const TryPicture picture = pictureOf(kept.record);
    QVERIFY(picture.fromText);
    QVERIFY(picture.changes.front().op == json::TreeOp::Reset);
    const json::PartialTree tree = replayed(picture);
    QVERIFY(kept.record.result.lastObject.has_value());
    QCOMPARE(compact(tree.value()), compact(*kept.record.result.lastObject));
    QCOMPARE(drawn(tree), drawn(kept.tree));
    QCOMPARE(picture.result.status, kept.record.result.status);
}

void TestTryPicture::severalCallsComeFromTheValue()
{
    const Kept kept =
        keep(AnswerMode::ParallelTools, StreamKind::Partial, kUnion,
             {callDelta(0, R"({"location":"Rome"})", "Weather"),
              callDelta(1, R"({"query":"a\nb"})", "Search"), callDelta(2, R"({"query":7})", "Search")},
             properEnd());
    QCOMPARE(kept.record.result.status, run::RunStatus::Invalid);
    const TryPicture picture = pictureOf(kept.record);
    QVERIFY(!picture.fromText);
    const json::PartialTree tree = replayed(picture);
    QCOMPARE(compact(tree.value()), QByteArray(R"([{"location":"Rome"},{"query":"a\nb"},{"query":7}])"));
    QCOMPARE(compact(tree.value()), compact(kept.tree.value()));
    QVERIFY(tree.node(tree.root())->state == json::NodeState::Closed);

    PartialTreeModel model;
    model.apply(picture.changes);
    QVERIFY(!model.indexAtOffset(3).isValid()); // no place in the text is taken for one of its values
    const auto marks = marksOf(picture.result, model);
    QCOMPARE(marks.size(), std::size_t(1));
    QVERIFY(model.indexOf(marks.front().pointer).isValid());
}

void TestTryPicture::aValueOfNoTextIsShownWhole()
{
    store::TryRecord record;
    record.recipe.schema = readValue(kPerson);
    record.result.status = run::RunStatus::Invalid;
    record.result.text = "no JSON at all";
    record.result.lastObject =
        readValue(R"({"name":null,"list":[[],{},true,-0.50,""],"deep":{"a":{"b":[1]}}})");
    const TryPicture picture = pictureOf(record);
    QVERIFY(!picture.fromText);
    QCOMPARE(compact(replayed(picture).value()), compact(*record.result.lastObject));
    for (const json::Value &root : {json::Value(), json::Value::number("7"), json::Value::string("x"),
                                    json::Value::boolean(false), json::Value::array()}) {
        record.result.lastObject = root;
        QCOMPARE(compact(replayed(pictureOf(record)).value()), compact(root));
    }
}

void TestTryPicture::aCutListOfCallsIsCut()
{
    const Kept kept =
        keep(AnswerMode::ParallelTools, StreamKind::Partial, kUnion,
             {callDelta(0, R"({"location":"Rome"})", "Weather"), callDelta(1, R"({"query":"hal)", "Search")},
             properEnd("length"));
    QCOMPARE(kept.record.result.status, run::RunStatus::Cut);
    const json::PartialTree tree = replayed(pictureOf(kept.record));
    QCOMPARE(compact(tree.value()), compact(*kept.record.result.lastObject));
    QVERIFY(tree.node(tree.root())->state == json::NodeState::Cut);
}

void TestTryPicture::withoutAnAnswerThereIsNothing()
{
    const Kept kept =
        keep(AnswerMode::Json, StreamKind::Partial, kPerson, {textDelta("I would rather not.")}, properEnd());
    const TryPicture picture = pictureOf(kept.record);
    QCOMPARE(picture.changes.size(), std::size_t(1));
    QCOMPARE(drawn(replayed(picture)), QByteArray("nothing"));
    QCOMPARE(picture.result.text, std::string("I would rather not."));
}

void TestTryPicture::marksStandWhereTheyStood()
{
    const Kept kept = keep(AnswerMode::Json, StreamKind::Partial, kPerson,
                           {textDelta(R"(Sure: {"name": 'Jason', "age": "old"})")}, properEnd());
    const TryPicture picture = pictureOf(kept.record);
    PartialTreeModel model;
    model.apply(picture.changes);
    model.setMarks(marksOf(picture.result, model));
    const auto state = [&model](const char *pointer) {
        return static_cast<ValueState>(
            model.indexOf(QLatin1String(pointer)).data(PartialTreeModel::StateRole).toInt());
    };
    QVERIFY(state("/name") == ValueState::Repaired);
    QVERIFY(state("/age") == ValueState::Invalid);
}

void TestTryPicture::aSchemaThatCannotBeUsedLosesNothing()
{
    store::TryRecord record;
    record.recipe.schema = readValue(R"({"$ref":"#/nowhere"})");
    record.result.text = R"({"a":1})";
    record.result.lastObject = readValue(R"({"a":1})");
    QCOMPARE(compact(replayed(pictureOf(record)).value()), QByteArray(R"({"a":1})"));
}

QTEST_GUILESS_MAIN(TestTryPicture)
#include "tst_trypicture.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include "support/splits.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using schema::CoercionLevel;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr std::string_view kOrder =
    R"({"title":"Order","type":"object","required":["order_no","lines"],"properties":{
  "order_no":{"type":"integer"},"note":{"type":"string"},
  "lines":{"type":"array","minItems":2,"items":{"type":"object","properties":{"count":{"type":"integer"},"unit_price":{"type":"number"}},
           "required":["count","unit_price"],"additionalProperties":false}},
  "buyer":{"anyOf":[{"type":"object","properties":{"first_name":{"type":"string"},"age":{"type":"integer"}},"required":["first_name"]},{"type":"null"}]}}})";

Watched reader(StreamKind kind, CoercionLevel level = CoercionLevel::Safe, std::string_view schema = kOrder,
               AnswerMode mode = AnswerMode::Json)
{
    return Watched(mode, kind,
                   schema::AnswerShape::of(readValue(schema), kind == StreamKind::Iterable).value(),
                   {level, schema::DecimalMark::Unsaid, false});
}

/// "pointer keyword @ key of the node" of what was found so far.
QByteArray found(const Watched &watched)
{
    std::string out;
    for (const run::FoundIssue &one : watched.found) {
        const json::PartialTree::Node *node = watched.tree.node(one.node);
        out += one.issue.instance + " " + one.issue.keyword + " @" +
               (node ? watched.tree.pointer(one.node) : "nowhere") + "; ";
    }
    return QByteArray::fromStdString(out).trimmed();
}

bool sameEnd(const run::RunResult &one, const run::RunResult &other)
{
    return one.status == other.status && one.value == other.value && one.lastObject == other.lastObject &&
           one.issues == other.issues && one.coercions == other.coercions &&
           one.error.has_value() == other.error.has_value() &&
           (!one.error || one.error->message == other.error->message);
}

} // namespace

/// An answer is read and judged while it grows; in the end nothing is left to judge, and the result is that
/// of judging the whole.
class TestGrowingJudgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuesComeWithTheValuesTheyAreAbout();
    void movedValuesAreFound();
    void anotherCandidateTakesItsIssuesAlong();
    void itemsTellTheirIssues();
    void callsTellTheirIssues();
    void callsInPiecesComeToTheSame_data();
    void callsInPiecesComeToTheSame();
    void theEndIsThatOfTheWhole_data();
    void theEndIsThatOfTheWhole();
    void theEndDoesNotJudgeAgain();
    void whatIsNotWholeIsNotJudged();
};

void TestGrowingJudgement::issuesComeWithTheValuesTheyAreAbout()
{
    Watched watched = reader(StreamKind::Partial);
    watched.take({textDelta(R"(Here: {"order_no":"12","note":7,"lines":[{"count":"2","unit_price":[])")});
    QCOMPARE(found(watched), QByteArray("/note type @/note; /lines/0/unit_price type @/lines/0/unit_price;"));
    watched.take({textDelta("}, {")});
    QCOMPARE(watched.found.size(), std::size_t{2});
    watched.take({textDelta(R"("count":1}])")});
    QCOMPARE(found(watched), QByteArray("/note type @/note; /lines/0/unit_price type @/lines/0/unit_price; "
                                        "/lines/1 required @/lines/1;"));
    const run::FoundIssue &first = watched.found.front();
    QCOMPARE(watched.text.substr(*first.issue.begin, *first.issue.end - *first.issue.begin),
             std::string("7"));
    watched.take({textDelta("}")}).take(properEnd());
    const run::RunResult result = watched.end();
    QCOMPARE(result.issues.size(), watched.found.size());
}

void TestGrowingJudgement::movedValuesAreFound()
{
    Watched watched = reader(StreamKind::Partial);
    watched.take({textDelta(R"({"buyer":{"firstName":7},"lines":[],"orderNo":"x"})")}).take(properEnd());
    (void)watched.end();
    // What a member will be called is known when its object closes: it is told with the object.
    QCOMPARE(found(watched),
             QByteArray("/buyer/first_name type @/buyer; /lines minItems @/lines; /order_no type @;"));
}

void TestGrowingJudgement::anotherCandidateTakesItsIssuesAlong()
{
    Watched watched = reader(StreamKind::Partial);
    watched.take({textDelta(R"({"example":1} is how it looks. )")});
    QCOMPARE(found(watched), QByteArray("required @;  required @;"));
    watched.take({textDelta(R"({"order_no":1,)")});
    QCOMPARE(watched.resets, 1);
    for (const run::FoundIssue &one : watched.found)
        QVERIFY(watched.tree.node(one.node) == nullptr); // the marks of rows that are gone
    watched.take({textDelta(R"("lines":[{"count":1,"unit_price":1},{"count":1,"unit_price":2}]})")});
    watched.take(properEnd());
    QCOMPARE(watched.end().status, RunStatus::Valid);
}

void TestGrowingJudgement::itemsTellTheirIssues()
{
    Watched watched =
        reader(StreamKind::Iterable, CoercionLevel::Safe,
               R"({"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]})");
    watched.take({textDelta(R"([{"age":"7"},{"age":"x"},{"Age":[]},{)")});
    QCOMPARE(found(watched), QByteArray("/1/age type @/1/age; /2/age type @/2/Age;"));
    QCOMPARE(watched.items.size(), std::size_t{3});
}

void TestGrowingJudgement::callsTellTheirIssues()
{
    constexpr std::string_view kUnion =
        R"({"anyOf":[{"title":"Cat","type":"object","properties":{"lives":{"type":"integer"}},"required":["lives"]},
                     {"title":"Dog","type":"object","properties":{"barks":{"type":"boolean"}},"required":["barks"]}]})";
    Watched watched = reader(StreamKind::Iterable, CoercionLevel::Safe, kUnion, AnswerMode::ParallelTools);
    watched.take({callDelta(7, R"({"lives":"9"})", "Cat"), callDelta(3, R"({"barks":[]})", "Dog")});
    QCOMPARE(found(watched), QByteArray("/3 anyOf @/1;")); // items are numbered by their calls
}

void TestGrowingJudgement::callsInPiecesComeToTheSame_data()
{
    QTest::addColumn<StreamKind>("kind");
    QTest::addColumn<CoercionLevel>("level");
    for (const auto level : {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All}) {
        QTest::addRow("items, %s", schema::coercionLevelName(level).data()) << StreamKind::Iterable << level;
        QTest::addRow("one answer, %s", schema::coercionLevelName(level).data())
            << StreamKind::Partial << level;
        QTest::addRow("not streamed, %s", schema::coercionLevelName(level).data())
            << StreamKind::None << level;
    }
}

/// However parallel calls come, in one body or in turns piece by piece: each is read and judged as it would
/// be alone, with the same issues, readings and places.
void TestGrowingJudgement::callsInPiecesComeToTheSame()
{
    QFETCH(const StreamKind, kind);
    QFETCH(const CoercionLevel, level);
    constexpr std::string_view kPets =
        R"({"anyOf":[{"title":"Cat","type":"object","properties":{"type":{"const":"cat"},"lives":{"type":"integer"}},"required":["lives"]},
                     {"title":"Dog","type":"object","properties":{"type":{"const":"dog"},"barks":{"type":"boolean"}},"required":["barks"]}]})";
    const std::string cat = R"({"type":"CAT","lives":"9"})";
    const std::string dog = R"({"type":"dog","barks":[1],"Lives":2})";
    const auto start = [&] {
        return Watched(AnswerMode::ParallelTools, kind,
                       schema::AnswerShape::of(readValue(kPets), kind == StreamKind::Iterable).value(),
                       {level, schema::DecimalMark::Unsaid, false}, schema::BadItems::Keep);
    };
    Watched whole = start();
    whole.take({callDelta(0, cat, "Cat"), callDelta(1, dog, "Dog")}).take(properEnd("tool_calls"));
    const run::RunResult expected = whole.end();
    const run::AnswerJudge one = kind == StreamKind::Iterable ? *whole.judge.items() : whole.judge;
    schema::Issues alone;
    for (const auto &[text, pointer] : {std::pair(cat, "/0"), std::pair(dog, "/1")}) {
        for (const schema::Issue &issue : one.judge(readValue(text), pointer).issues)
            alone.push_back(issue);
    }
    QVERIFY(!alone.empty());
    QCOMPARE(expected.issues.size(), alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
        QCOMPARE(expected.issues[i].instance, alone[i].instance);
        QCOMPARE(expected.issues[i].message, alone[i].message);
    }
    for (std::size_t cut = 1; cut < dog.size(); ++cut) {
        Watched watched = start();
        watched.take({callDelta(0, cat.substr(0, 5), "Cat"), callDelta(1, dog.substr(0, cut), "Dog")});
        watched.take({callDelta(0, cat.substr(5)), callDelta(1, dog.substr(cut))});
        watched.take(properEnd("tool_calls"));
        QVERIFY(sameEnd(watched.end(), expected));
        QCOMPARE(found(watched), found(whole));
    }
}

void TestGrowingJudgement::theEndIsThatOfTheWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<CoercionLevel>("level");
    const std::vector<std::pair<const char *, QByteArray>> answers{
        {"good", R"({"order_no":12,"lines":[{"count":1,"unit_price":1},{"count":2,"unit_price":2}]})"},
        {"to be read",
         R"({"orderNo":"12","note":null,"lines":[{"count":"1","UnitPrice":1.0},{"count":2.0,"unit_price":"2"}],"buyer":null})"},
        {"bad", R"({"order_no":"x","lines":[{"count":1,"more":2}],"buyer":{"age":"17"}})"},
        {"fenced", "Sure!\n```json\n{'order_no': 1, lines: [{count: 1, unit_price: 'x',},],}\n```\nDone."},
        {"wrapped", R"({"Order":{"order_no":1,"lines":[]},"note":"beside it"})"},
        {"encoded", R"("{\"order_no\":\"1\",\"lines\":[]}")"},
        {"two", R"({"note":1} or rather {"order_no":1,"lines":[{"count":"x","unit_price":1}]})"},
        {"replaced", R"({"lines":[1],"order_no":"x","lines":[{"count":1,"unit_price":2}],"order_no":2})"},
        {"cut", R"({"order_no":"x","lines":[{"count":"1")"},
        {"no JSON", "I cannot say."},
    };
    for (const auto level : {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All}) {
        for (const auto &[name, text] : answers)
            QTest::addRow("%s, %s", name, schema::coercionLevelName(level).data()) << text << level;
    }
}

void TestGrowingJudgement::theEndIsThatOfTheWhole()
{
    QFETCH(const QByteArray, text);
    QFETCH(const CoercionLevel, level);
    Watched whole = reader(StreamKind::None, level); // read and judged at the end
    whole.take({textDelta(text.toStdString())}).take(properEnd());
    const run::RunResult expected = whole.end();
    QVERIFY(whole.found.empty());
    forEverySplit(text.toStdString(), [&](const Pieces &pieces) {
        Watched watched = reader(StreamKind::Partial, level);
        for (const std::string_view piece : pieces)
            watched.take({textDelta(std::string(piece))});
        watched.take(properEnd());
        QVERIFY(sameEnd(watched.end(), expected));
    });
}

void TestGrowingJudgement::theEndDoesNotJudgeAgain()
{
    const std::string text = R"({"order_no":"1","lines":[]})";
    Watched watched = reader(StreamKind::Partial);
    watched.take({textDelta(text)}).take(properEnd());
    watched.see(watched.assembly.finish());
    run::Answer answer = watched.assembly.answer();
    QVERIFY(answer.judged.has_value());
    QCOMPARE(compact(answer.judged->value), QByteArray(R"({"order_no":1,"lines":[]})"));
    QCOMPARE(answer.judged->coercions.size(), std::size_t{1});
    QCOMPARE(answer.judged->issues.size(), std::size_t{1});
    answer.judged->issues.front().message = "told while it grew";
    run::RunResult result;
    run::judge(result, std::move(answer), {}, watched.judge, StreamKind::Partial);
    QCOMPARE(result.issues.at(0).message, std::string("told while it grew"));
    QCOMPARE(compact(result.value), QByteArray(R"({"order_no":1,"lines":[]})"));
    QCOMPARE(compact(*result.lastObject), QByteArray::fromStdString(text));
}

void TestGrowingJudgement::whatIsNotWholeIsNotJudged()
{
    Watched watched = reader(StreamKind::Partial);
    watched.take({textDelta(R"({"order_no":"x","lines":[)")});
    QCOMPARE(found(watched), QByteArray("/order_no type @/order_no;"));
    watched.see(watched.assembly.finish());
    QVERIFY(!watched.assembly.answer().judged);
}

QTEST_GUILESS_MAIN(TestGrowingJudgement)
#include "tst_growingjudgement.moc"

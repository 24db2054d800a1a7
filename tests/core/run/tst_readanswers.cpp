// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include "run/origins.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using schema::BadItems;
using schema::CoercionKind;
using schema::CoercionLevel;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr std::string_view kPerson =
    R"({"title":"Person","type":"object","properties":{"full_name":{"type":"string"},"age":{"type":"integer"},
        "tags":{"type":"array","items":{"type":"string"}}},"required":["full_name"]})";

Watched reader(StreamKind kind, std::string_view schema, CoercionLevel level = CoercionLevel::Safe,
               BadItems bad = BadItems::Ask, AnswerMode mode = AnswerMode::Json)
{
    return Watched(mode, kind,
                   schema::AnswerShape::of(readValue(schema), kind == StreamKind::Iterable).value(),
                   {level, schema::DecimalMark::Unsaid, false}, bad);
}

run::RunResult answered(Watched &&watched, const std::string &text)
{
    watched.take({textDelta(text)}).take(properEnd());
    return watched.end();
}

QByteArray places(const schema::Coercions &made)
{
    QByteArray out;
    for (const schema::Coercion &one : made)
        out += QByteArray::fromStdString(one.instance + "<" + one.origin + " ");
    return out.trimmed();
}

} // namespace

/// Answers are read into the types of their schema before they are judged, and what does not fit is done with
/// as the person said.
class TestReadAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadFits();
    void offJudgesWhatCame();
    void whatCameStays();
    void itemsAreReadAsTheyClose();
    void callsAreReadEachOnItsOwn();
    void anAnswerThatWasCutStaysAsItCame();
    void issuesFindTheirPlaceInTheText_data();
    void issuesFindTheirPlaceInTheText();
    void badItems_data();
    void badItems();
    void whatIsWrongWithTheListItselfIsNotKept();
    void allOfAListThatDoesNotFit();
    void placesGoBothWays();
};

void TestReadAnswers::whatIsReadFits()
{
    const run::RunResult result =
        answered(reader(StreamKind::Partial, kPerson), R"({"fullName":"Ann","age":"25","tags":null})");
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(compact(result.value), QByteArray(R"({"full_name":"Ann","age":25})"));
    QCOMPARE(places(result.coercions), QByteArray("/full_name</fullName /age</age /tags</tags"));
}

void TestReadAnswers::offJudgesWhatCame()
{
    const run::RunResult result = answered(reader(StreamKind::Partial, kPerson, CoercionLevel::Off),
                                           R"({"full_name":"Ann","age":"25"})");
    QCOMPARE(result.status, RunStatus::Invalid);
    QVERIFY(result.coercions.empty());
}

void TestReadAnswers::whatCameStays()
{
    run::RunResult result = answered(reader(StreamKind::Partial, kPerson), R"({"age":"25"})");
    QCOMPARE(result.status, RunStatus::Invalid);
    QCOMPARE(compact(*result.lastObject), QByteArray(R"({"age":"25"})"));
    QCOMPARE(compact(run::lastObjectAsRead(result)), QByteArray(R"({"age":25})"));
    result.coercions.clear();
    QCOMPARE(compact(run::lastObjectAsRead(result)), QByteArray(R"({"age":"25"})"));
}

void TestReadAnswers::itemsAreReadAsTheyClose()
{
    Watched watched = reader(StreamKind::Iterable, kPerson);
    watched.take({textDelta(R"([{"full_name":"Ann","age":"25"},{"fullName":"Bob")")});
    QCOMPARE(watched.items.size(), std::size_t{1});
    QCOMPARE(compact(watched.items[0].value), QByteArray(R"({"full_name":"Ann","age":25})"));
    watched.take({textDelta(R"(}, {"age":"x"}, {"full_name":"Cy","age":"7"}])")}).take(properEnd());
    const run::RunResult result = watched.end();
    QCOMPARE(compact(result.value),
             QByteArray(R"([{"full_name":"Ann","age":25},{"full_name":"Bob"},{"full_name":"Cy","age":7}])"));
    QCOMPARE(places(result.coercions), QByteArray("/0/age</0/age /1/full_name</1/fullName /3/age</3/age"));
    QCOMPARE(result.setAside.size(), std::size_t{1});
}

void TestReadAnswers::callsAreReadEachOnItsOwn()
{
    constexpr std::string_view kUnion =
        R"({"anyOf":[{"title":"Cat","type":"object","properties":{"lives":{"type":"integer"}},"required":["lives"]},
                     {"title":"Dog","type":"object","properties":{"barks":{"type":"boolean"}},"required":["barks"]}]})";
    Watched watched =
        reader(StreamKind::Partial, kUnion, CoercionLevel::Safe, BadItems::Ask, AnswerMode::ParallelTools);
    watched.take({callDelta(0, R"({"lives":"9"})", "Cat"), callDelta(1, R"({"barks":"True"})", "Dog")});
    watched.take(properEnd("tool_calls"));
    const run::RunResult result = watched.end();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(compact(result.value), QByteArray(R"([{"lives":9},{"barks":true}])"));
    QCOMPARE(places(result.coercions), QByteArray("/0/lives</0/lives /1/barks</1/barks"));
}

void TestReadAnswers::anAnswerThatWasCutStaysAsItCame()
{
    Watched watched = reader(StreamKind::Partial, kPerson);
    watched.take({textDelta(R"({"age":"25","full_name":"A)")}).take(properEnd("length"));
    const run::RunResult result = watched.end();
    QCOMPARE(result.status, RunStatus::Cut);
    QCOMPARE(compact(result.value), QByteArray(R"({"age":"25","full_name":"A"})"));
    QVERIFY(result.coercions.empty());
}

void TestReadAnswers::issuesFindTheirPlaceInTheText_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<QByteArray>("text");
    const QByteArray person = QByteArray(kPerson.data(), static_cast<qsizetype>(kPerson.size()));
    QTest::newRow("renamed") << person << QByteArray(R"({"full_name":"A","Age":"old"})") << QByteArray("/age")
                             << QByteArray(R"("old")");
    QTest::newRow("inside what was renamed")
        << QByteArray(R"({"properties":{"home_address":{"properties":{"zip":{"type":"integer"}}}}})")
        << QByteArray(R"({"homeAddress":{"zip":"x"}})") << QByteArray("/home_address/zip")
        << QByteArray(R"("x")");
    QTest::newRow("put into a list")
        << QByteArray(R"({"properties":{"rows":{"type":"array","items":{"properties":{"n":{"type":"integer"}},
                         "type":"object"}}}})")
        << QByteArray(R"({"Rows":{"n":"x"}})") << QByteArray("/rows/0/n") << QByteArray(R"("x")");
}

void TestReadAnswers::issuesFindTheirPlaceInTheText()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, instance);
    QFETCH(const QByteArray, text);
    const run::RunResult result =
        answered(reader(StreamKind::Partial, schema.toStdString(), CoercionLevel::All), answer.toStdString());
    QCOMPARE(result.issues.size(), std::size_t{1});
    const schema::Issue &issue = result.issues.front();
    QCOMPARE(issue.instance, instance.toStdString());
    QVERIFY(issue.begin && issue.end);
    QCOMPARE(result.text.substr(*issue.begin, *issue.end - *issue.begin), text.toStdString());
}

void TestReadAnswers::badItems_data()
{
    QTest::addColumn<BadItems>("choice");
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("aside");
    QTest::addColumn<int>("issues");
    const QByteArray good = R"([{"n":1},{"n":3}])";
    const QByteArray all = R"([{"n":1},{"n":"two"},{"n":3}])";
    QTest::newRow("ask") << BadItems::Ask << RunStatus::Invalid << good << 1 << 0;
    QTest::newRow("keep") << BadItems::Keep << RunStatus::Accepted << all << 0 << 1;
    QTest::newRow("drop") << BadItems::Drop << RunStatus::Valid << good << 1 << 0;
    QTest::newRow("fail") << BadItems::Fail << RunStatus::Invalid << all << 0 << 1;
}

void TestReadAnswers::badItems()
{
    QFETCH(const BadItems, choice);
    QFETCH(const RunStatus, status);
    QFETCH(const QByteArray, value);
    QFETCH(const int, aside);
    QFETCH(const int, issues);
    constexpr std::string_view kRow = R"({"type":"object","properties":{"n":{"type":"integer"}}})";
    const run::RunResult result = answered(reader(StreamKind::Iterable, kRow, CoercionLevel::Safe, choice),
                                           R"([{"n":"1"},{"n":"two"},{"n":3}])");
    QCOMPARE(result.status, status);
    QCOMPARE(compact(result.value), value);
    QCOMPARE(static_cast<int>(result.setAside.size()), aside);
    QCOMPARE(static_cast<int>(result.issues.size()), issues);
    QCOMPARE(result.error.has_value(), status == RunStatus::Invalid);
    for (const schema::Issue &issue : result.issues)
        QCOMPARE(issue.instance, std::string("/1/n"));
    const bool said = result.error ||
                      std::any_of(result.notes.begin(), result.notes.end(),
                                  [](const auto &note) { return note.find("not fit") != std::string::npos; });
    QVERIFY2(said, "never silently");
}

void TestReadAnswers::whatIsWrongWithTheListItselfIsNotKept()
{
    constexpr std::string_view kRows = R"({"type":"array","items":{"type":"integer"},"enum":[[1]]})";
    const run::RunResult result =
        answered(reader(StreamKind::Iterable, kRows, CoercionLevel::Safe, BadItems::Keep), R"([1,"two"])");
    QCOMPARE(result.status, RunStatus::Invalid);
    QCOMPARE(result.issues.size(), std::size_t{2});
}

void TestReadAnswers::allOfAListThatDoesNotFit()
{
    const run::RunResult result = answered(reader(StreamKind::Iterable, kPerson),
                                           R"([{"age":"1"},{"full_name":"A","age":"2"},{"age":"3"}])");
    QCOMPARE(compact(run::lastObjectAsRead(result)),
             QByteArray(R"([{"age":1},{"full_name":"A","age":2},{"age":3}])"));
    QCOMPARE(compact(*result.lastObject),
             QByteArray(R"([{"age":"1"},{"full_name":"A","age":"2"},{"age":"3"}])"));
}

void TestReadAnswers::placesGoBothWays()
{
    const schema::Coercions made{{CoercionKind::MemberName, "/a", "/A", "A", "a"},
                                 {CoercionKind::ValueToList, "/a/b", "/A/b", "1", "[1]"},
                                 {CoercionKind::TextToNumber, "/a/b/0", "/A/b", "\"1\"", "1"}};
    const run::Origins origins(made);
    QCOMPARE(origins.of("/a"), std::string("/A"));
    QCOMPARE(origins.of("/a/x"), std::string("/A/x"));
    QCOMPARE(origins.of("/a/b/0/y"), std::string("/A/b/y"));
    QCOMPARE(origins.of("/ab"), std::string("/ab"));
    QCOMPARE(origins.of(""), std::string());
    QCOMPARE(origins.now("/A/x"), std::string("/a/x"));
    QCOMPARE(origins.now("/A/b/y"), std::string("/a/b/0/y"));
    QCOMPARE(run::Origins().of("/a/b"), std::string("/a/b"));
}

QTEST_GUILESS_MAIN(TestReadAnswers)
#include "tst_readanswers.moc"

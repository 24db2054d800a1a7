// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"
#include "support/splits.h"

#include <QByteArrayList>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using wire::AnswerMode;
using wire::StreamKind;

// What a person who knows the Python library expects of streamed, partial and iterable answers, case by case.
// Where that library changed its mind between versions, the choice made here stands at the case.

namespace {

const QByteArray kFence = "```";
const QByteArray kAny = R"({"type":"object"})";
const QByteArray kUser =
    R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
const QByteArray kNamed = R"({"type":"object","properties":{"name":{"type":"string"}},"required":["name"]})";

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

void feed(Watched &watched, const QByteArrayList &chunks)
{
    for (const QByteArray &chunk : chunks)
        watched.take({textDelta(chunk.toStdString())});
}

} // namespace

class TestOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamedExtraction_data();
    void streamedExtraction();
    void aClosedObjectIsThereAtOnce();
    void partialValues_data();
    void partialValues();
    void finalJudgement_data();
    void finalJudgement();
    void everyPrefixShowsTheRootKind();
    void items_data();
    void items();
    void itemsAtEveryCut();
    void depthIsANamedError();
};

void TestOracle::streamedExtraction_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArrayList>("chunks");
    QTest::addColumn<QByteArray>("value");
    const QByteArray list = R"({"type":"array"})";
    const auto row = [](const char *name, const QByteArray &schema, const QByteArrayList &chunks,
                        const QByteArray &value) { QTest::newRow(name) << schema << chunks << value; };
    row("prose around", kAny, {"before ", R"({"a":)", "1}", " after"}, R"({"a":1})");
    row("fenced", kAny, {kFence + "json\n", R"({"a":"{ok}"})", "\n" + kFence}, R"({"a":"{ok}"})");
    row("list", list, {R"([{"a":)", R"("[ok]"}])"}, R"([{"a":"[ok]"}])");
    row("fenced list", list, {kFence + "json\n[", R"({"a":"[ok]"}])", "\n" + kFence}, R"([{"a":"[ok]"}])");
    row("ticks in a string", kAny, {R"({"md":"use )", "`", "pip install", "` here\"}"},
        R"({"md":"use `pip install` here"})");
    row("ticks in a fenced string", kAny,
        {kFence + "json\n{\"md\":\"use ", "`", "pip install", "` here\"}\n" + kFence},
        R"({"md":"use `pip install` here"})");
    row("three ticks in a string", kAny, {R"({"code":")" + kFence + "py x ", kFence + "\"}"},
        R"({"code":"```py x ```"})");
    row("a note in braces before it", kUser,
        {"{Note: keeping the original casing} ", R"({"name":"Ada","age":30})"}, R"({"name":"Ada","age":30})");
    row("seven pieces", kAny,
        {R"({"na)", R"(me": "Stre)", R"(amUser", )", R"("age": 4)", R"(5, "skills": [)", R"("streaming",)",
         R"("json"]})"},
        R"({"name":"StreamUser","age":45,"skills":["streaming","json"]})");
    row("braces in strings", kAny, {R"({"a":"{contains}",)", R"("b":"function() { return)", R"( true; }"})"},
        R"({"a":"{contains}","b":"function() { return true; }"})");
    QByteArrayList threes;
    const QByteArray chatty = "here is the json for you! Sure, " + kFence +
                              "json\n, here\n{\"a\":{\"b\":{\"c\":[1,{\"d\":2}]}}}\n" + kFence +
                              " What do you think?";
    for (const std::string_view piece : evenPieces(view(chatty), 3))
        threes << QByteArray(piece.data(), static_cast<qsizetype>(piece.size()));
    row("chatty, by three", kAny, threes, R"({"a":{"b":{"c":[1,{"d":2}]}}})");
    // Some versions take the last of several objects; here the one that fits is the answer, and the first if
    // all fit alike.
    row("two objects, the second fits", kUser, {R"({"b":2})", R"({"name":"Ada","age":30})"},
        R"({"name":"Ada","age":30})");
    row("two objects, the first fits", kUser, {R"({"name":"Ada","age":30})", R"({"b":2})"},
        R"({"name":"Ada","age":30})");
    row("blanks and a zero byte first", kAny, {"\n", "\t", " ", R"({"a": 42, "b": {"b": 1}})"},
        R"({"a":42,"b":{"b":1}})");
    row("blanks after", kAny, {R"({"a":1})", "\n \n"}, R"({"a":1})");
    row("large integers", kAny, {R"({"a":9007199254740993,"b":1)", R"(23456789012345678901234567890})"},
        R"({"a":9007199254740993,"b":123456789012345678901234567890})");
}

void TestOracle::streamedExtraction()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArrayList, chunks);
    QFETCH(QByteArray, value);
    Watched watched(AnswerMode::MdJson, StreamKind::Partial, view(schema));
    feed(watched, chunks);
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(compact(result.value), value);
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(watched.shown(), value);
}

void TestOracle::aClosedObjectIsThereAtOnce()
{
    Watched watched(AnswerMode::Json, StreamKind::Iterable, view(kNamed));
    feed(watched, {R"([{"name":"Alice"})"});
    QCOMPARE(watched.items.size(), 1U); // although nothing after it has come
}

void TestOracle::partialValues_data()
{
    QTest::addColumn<QByteArrayList>("chunks");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const QByteArrayList &chunks, const char *shown) {
        QTest::newRow(chunks.join('|').constData()) << chunks << QByteArray(shown);
    };
    row({R"({"name": "Joh)"}, R"({"name":"Joh"})");
    row({R"({"name": "Jo)", R"(hn", "age": 25)"}, R"({"name":"John"})"); // 25 may still become 250
    row({R"({"name": "Jo)", R"(hn", "age": 25})"}, R"({"name":"John","age":25})");
    row({R"({"a": 1, "b": 2, "c)"}, R"({"a":1,"b":2})");
    row({R"({"a": 1, "b": 2, "c": "foo)"}, R"({"a":1,"b":2,"c":"foo"})");
    row({R"({"title": "Pride and Prejudice", "author": "Jane A)"},
        R"({"title":"Pride and Prejudice","author":"Jane A"})");
    row({R"({"a": 1, "b": 2, "c": [1, 2, {"d": 1, )"}, R"({"a":1,"b":2,"c":[1,2,{"d":1}]})");
    row({R"({"a": tru)"}, "{}");
    row({R"({"a": -)"}, "{}");
    row({R"({"a": 1.)"}, "{}");
    row({R"({"a": "x\)"}, R"({"a":"x"})");
    row({R"({"a": "x\u00e)"}, R"({"a":"x"})");
    row({R"({"a": "x\ud83d)"}, R"({"a":"x"})");
    row({"{\"a\": \"x\xF0\x9F\x98"}, R"({"a":"x"})");
    row({R"({"name": "alice", "inner": {"value": 42})"}, R"({"name":"alice","inner":{"value":42}})");
}

void TestOracle::partialValues()
{
    QFETCH(QByteArrayList, chunks);
    QFETCH(QByteArray, shown);
    Watched watched(AnswerMode::Json, StreamKind::Partial, view(kAny));
    feed(watched, chunks);
    QCOMPARE(watched.shown(), shown);
}

void TestOracle::finalJudgement_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<QByteArray>("names");
    const QByteArray status = R"({"type":"object","properties":{"status":{"enum":["active","inactive"]}}})";
    const QByteArray nullable =
        R"({"type":"object","properties":{"a":{"type":["integer","null"]}},"required":["a"]})";
    QTest::newRow("missing age") << kUser << QByteArray(R"({"name":"Ada"})") << RunStatus::Invalid
                                 << QByteArray("age");
    QTest::newRow("enum fits") << status << QByteArray(R"({"status":"active"})") << RunStatus::Valid
                               << QByteArray();
    QTest::newRow("enum does not fit")
        << status << QByteArray(R"({"status":"act"})") << RunStatus::Invalid << QByteArray("status");
    QTest::newRow("null where it may be")
        << nullable << QByteArray(R"({"a":null})") << RunStatus::Valid << QByteArray();
    QTest::newRow("absent where null may be")
        << nullable << QByteArray("{}") << RunStatus::Invalid << QByteArray("a");
    QTest::newRow("text for a number")
        << kUser << QByteArray(R"({"name":"Ada","age":"25"})") << RunStatus::Invalid << QByteArray("age");
    QTest::newRow("whole number with a point")
        << kUser << QByteArray(R"({"name":"Ada","age":25.0})") << RunStatus::Valid << QByteArray();
    QTest::newRow("empty object") << kUser << QByteArray("{}") << RunStatus::Invalid << QByteArray("name");
}

void TestOracle::finalJudgement()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, answer);
    QFETCH(RunStatus, status);
    QFETCH(QByteArray, names);
    Watched watched(AnswerMode::Json, StreamKind::Partial, view(schema));
    feed(watched, {answer});
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(result.status, status);
    QCOMPARE(result.issues.empty(), status == RunStatus::Valid);
    if (status == RunStatus::Invalid) {
        const std::string said = result.issues.front().instance + result.issues.front().message;
        QVERIFY2(said.find(names.toStdString()) != std::string::npos, said.c_str());
    }
}

void TestOracle::everyPrefixShowsTheRootKind()
{
    const QByteArray object = R"({"a": 1, "b": [true, null, "x\n", {"c": -1.5e3}], "d": "é"})";
    const QByteArray list = R"(["string", true, null, 1, "foo"])";
    for (const QByteArray &whole : {object, list}) {
        for (qsizetype length = 1; length <= whole.size(); ++length) {
            Watched watched(AnswerMode::Json, StreamKind::Partial,
                            whole == list ? R"({"type":"array"})" : view(kAny));
            feed(watched, {whole.left(length)});
            QCOMPARE(watched.shown().at(0), whole.at(0));
        }
    }
    Watched five(AnswerMode::Json, StreamKind::Partial, R"({"type":"array"})");
    feed(five, {list.left(list.size() - 2)});
    QCOMPARE(five.shown(), QByteArray(R"(["string",true,null,1,"foo"])"));
}

void TestOracle::items_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<int>("aside");
    QTest::addColumn<RunStatus>("status");
    const auto row = [](const char *name, const QByteArray &answer, const char *accepted, int aside,
                        RunStatus status) {
        QTest::newRow(name) << answer << QByteArray(accepted) << aside << status;
    };
    const char *const ab = R"([{"name":"a"},{"name":"b"}])";
    row("wrapped", R"({"items":[{"name":"a"},{"name":"b"}]})", ab, 0, RunStatus::Valid);
    row("braces in a text",
        R"({"items": [{"name": "a", "bio": "happy :}"}, {"name": "b", "bio": "a } b \" } \\"}]})",
        R"([{"name":"a","bio":"happy :}"},{"name":"b","bio":"a } b \" } \\"}])", 0, RunStatus::Valid);
    row("bare", ab, ab, 0, RunStatus::Valid);
    row("none", R"({"items": []})", "[]", 0, RunStatus::Valid);
    row("none, bare", "[]", "[]", 0, RunStatus::Valid);
    row("blanks", R"(   [ {"name":"a"} ] )", R"([{"name":"a"}])", 0, RunStatus::Valid);
    row("missing comma", R"([{"name":"a"}{"name":"b"}])", ab, 0, RunStatus::Valid);
    row("a bracket in prose before", R"(Sure [ok]: {"items":[{"name":"a"},{"name":"b"}]})", ab, 0,
        RunStatus::Valid);
    row("fenced", "```json\n[{\"name\":\"a\"},{\"name\":\"b\"}]\n```", ab, 0, RunStatus::Valid);
    row("a bad one in the middle", R"([{"name":"a"},{"nome":"x"},{"name":"b"}])", ab, 1, RunStatus::Invalid);
    row("a number among them", R"([{"name":"a"},7,{"name":"b"}])", ab, 1, RunStatus::Invalid);
    row("open at the end", R"({"items":[{"name":"a"},{"name":"b"},{"name":"c)", ab, 0, RunStatus::Invalid);
}

void TestOracle::items()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, accepted);
    QFETCH(int, aside);
    QFETCH(RunStatus, status);
    Watched watched(AnswerMode::Json, StreamKind::Iterable, view(kNamed));
    feed(watched, {answer});
    const run::RunResult result = watched.take(properEnd()).end();
    QCOMPARE(compact(result.value), accepted);
    QCOMPARE(static_cast<int>(result.setAside.size()), aside);
    QCOMPARE(result.status, status);
}

void TestOracle::itemsAtEveryCut()
{
    for (const char *answer : {R"([{"name":"a"}])", R"([{"name":"a"}, {"name":"b"}, {"name":"c"}])", "[]",
                               R"(prefix[{"name":"a"},{"name":"b"}])", R"([{"name":"a{b}c"}])",
                               R"({"items": [{"name":"\u00e4\ud83d\ude00"},{"x":1}]})"}) {
        Watched whole(AnswerMode::Json, StreamKind::Iterable, view(kNamed));
        feed(whole, {answer});
        const run::RunResult expected = whole.take(properEnd()).end();
        forEverySplit(answer, [&](const Pieces &pieces) {
            Watched cut(AnswerMode::Json, StreamKind::Iterable, view(kNamed));
            for (const std::string_view piece : pieces)
                cut.take({textDelta(std::string(piece))});
            const run::RunResult result = cut.take(properEnd()).end();
            QCOMPARE(compact(result.value), compact(expected.value));
            QCOMPARE(result.setAside.size(), expected.setAside.size());
            QCOMPARE(cut.items.size(), whole.items.size());
        });
    }
}

void TestOracle::depthIsANamedError()
{
    Watched watched(AnswerMode::Json, StreamKind::Partial, R"({"type":"array"})");
    feed(watched, {QByteArray(10'000, '[')});
    QVERIFY(watched.assembly.hopeless());
    const run::RunResult result = watched.end();
    QCOMPARE(result.error->kind, ErrorKind::LimitExceeded);

    Watched wide(AnswerMode::Json, StreamKind::Partial, R"({"type":"array"})");
    QByteArray siblings = "[";
    for (int i = 0; i < 2000; ++i)
        siblings += "1,";
    feed(wide, {siblings + "1]"});
    QCOMPARE(wide.take(properEnd()).end().status, RunStatus::Valid);
}

QTEST_GUILESS_MAIN(TestOracle)
#include "tst_oracle.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the reader refuses, and what it does at its limits.

#include "support/reading.h"
#include "support/sample.h"

#include "json/read.h"

#include <QTest>

using namespace espalier;
using namespace espalier::json;
using test::describe;
using test::Reading;

class TestAnswerLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictRefusesAtTheByte_data();
    void strictRefusesAtTheByte();
    void limits_data();
    void limits();
    void everythingAfterTheEndIsIgnored();
    void manyRepairsAreCountedNotKept();
    void stringsInStringsEnd_data();
    void stringsInStringsEnd();
    void workIsWhatTheTextIsLong_data();
    void workIsWhatTheTextIsLong();
    void everyPrefixHasTheRootsKind_data();
    void everyPrefixHasTheRootsKind();
};

void TestAnswerLimits::strictRefusesAtTheByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *text, int offset, int line, int column, const char *pointer) {
        QTest::newRow(text) << QByteArray(text) << offset << line << column << QString::fromLatin1(pointer);
    };
    row("[1,]", 3, 1, 4, "/0");
    row("{\"a\":\n {\"b\": tru}}", 16, 2, 11, "/a/b");
    row("{'a':1}", 1, 1, 2, "");
    row("[\"\xC3\xBC\" 1]", 6, 1, 6, "/0");
    row("[01]", 2, 1, 3, "/0");
    row("[1.]", 3, 1, 4, "/0");
    row("[\"a\nb\"]", 3, 1, 4, "/0");
    row("[\"\\x\"]", 3, 1, 4, "/0");
    row("[\"\\ud800x\"]", 8, 1, 9, "/0");
    row("[NaN]", 1, 1, 2, "");
    row("{\"a\":1} x", 8, 1, 9, "");
    row("[1", 2, 1, 3, "/0");
    row("", 0, 1, 1, "");
    row("// c\n1", 0, 1, 1, "");
    row("{\"a\" 1}", 5, 1, 6, "");
}

void TestAnswerLimits::strictRefusesAtTheByte()
{
    QFETCH(QByteArray, text);
    const std::string all = text.toStdString();
    ParseOptions strict;
    strict.strict = true;
    const auto refused = readStrict(all);
    QVERIFY(!refused);
    QTEST(static_cast<int>(refused.error().offset), "offset");
    QTEST(static_cast<int>(refused.error().line), "line");
    QTEST(static_cast<int>(refused.error().column), "column");
    QTEST(QString::fromStdString(refused.error().pointer), "pointer");
    QCOMPARE(test::splitDifference(all, strict), std::string());
    QCOMPARE(test::readWhole(all, strict).error, std::optional<ParseError>(refused.error()));
    QVERIFY(test::readWhole(all, strict).repairs.empty());
}

void TestAnswerLimits::limits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("strict");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("shown");
    const int none = -1;
    const auto code = [](ParseErrorCode c) { return static_cast<int>(c); };
    for (const bool strict : {false, true}) {
        const auto row = [&](const char *name, const char *text, int error, int offset, const char *shown) {
            QTest::addRow("%s%s", name, strict ? " strict" : "")
                << QByteArray(text) << strict << error << offset << QByteArray(shown);
        };
        row("values kept", "[1,2,{},3,4]", none, 0, "[1,2,{},3,4]");
        row("values", "[1,2,{},3,4,5,6]", code(ParseErrorCode::TooLarge), 14, "[1,2,{},3,4,5]");
        row("depth kept", "[[[[1]]]]", none, 0, "[[[[1]]]]");
        row("depth", "[1,[[[[[2]]]]]]", code(ParseErrorCode::TooDeep), 6, "[1,[[[]]]]");
        row("string kept", "[\"12345678\"]", none, 0, "[\"12345678\"]");
        row("string", "[\"123456789\"]", code(ParseErrorCode::StringTooLong), 10, "[\"12345678\"]");
        row("string of escapes", "[\"1234567\\u20ac\"]", code(ParseErrorCode::StringTooLong), 14,
            "[\"1234567\"]");
        row("key", "{\"123456789\":1}", code(ParseErrorCode::StringTooLong), 10, "{}");
        row("answer kept", "[1234567890,2345678901,0]", none, 0, "[1234567890,2345678901,0]");
        row("answer", "[12345678901,2345678901,0]", code(ParseErrorCode::TooLarge), 25,
            "[12345678901,2345678901]");
    }
    QTest::newRow("word") << QByteArray("{\"a\":123456789x}") << false << code(ParseErrorCode::StringTooLong)
                          << 14 << QByteArray("{}");
}

void TestAnswerLimits::limits()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, strict);
    QFETCH(int, code);
    ParseOptions options;
    options.strict = strict;
    options.limits.depth = 4;
    options.limits.values = 8;
    options.limits.stringBytes = 8;
    options.limits.answerBytes = 25;
    const std::string all = text.toStdString();
    const Reading reading = test::readWhole(all, options);
    QCOMPARE(reading.error ? static_cast<int>(reading.error->code) : -1, code);
    QTEST(reading.error ? static_cast<int>(reading.error->offset) : 0, "offset");
    QTEST(QByteArray::fromStdString(writeCompact(reading.value)), "shown");
    QCOMPARE(test::splitDifference(all, options), std::string());
    if (strict) {
        const auto direct = readStrict(all, options.limits);
        QCOMPARE(direct ? -1 : static_cast<int>(direct.error().code), code);
    }
}

void TestAnswerLimits::everythingAfterTheEndIsIgnored()
{
    AnswerReader reader;
    reader.feed("[1");
    reader.finish();
    (void)reader.takeChanges();
    reader.feed(",2]");
    reader.finish();
    QVERIFY(reader.takeChanges().empty());
    ParseOptions shallow;
    shallow.limits.depth = 1;
    AnswerReader failed(shallow);
    failed.feed("[[");
    const auto error = failed.error();
    QVERIFY(error);
    failed.feed("]] [1]");
    failed.finish();
    QCOMPARE(failed.error(), error);
    QCOMPARE(writeCompact(failed.tree().value()), std::string("[]"));
}

void TestAnswerLimits::manyRepairsAreCountedNotKept()
{
    ParseOptions options;
    options.limits.repairs = 3;
    const Reading reading = test::readWhole("[1,,,,,,,2]", options);
    QCOMPARE(describe(reading),
             std::string("[1,2] complete trailing-comma@3 trailing-comma@4 trailing-comma@5"));
    // of everything in the text, not of every candidate
    QVERIFY(test::readWhole("so [1,,] and [2,,] or ```\n{\"a\":1,,}, say", options).repairs.size() <= 3);
    QVERIFY(test::readWhole("[] {} [] {} [] {} [] {}", options).ignored.size() <= 3);
    // five repairs are still more than one
    QCOMPARE(writeCompact(test::readWhole("[1,,,,,,2222] [3 4]", options).value), std::string("[3,4]"));
}

/// Every string that holds JSON is read by a parser inside the parser: only so many, one inside the other.
void TestAnswerLimits::stringsInStringsEnd_data()
{
    QTest::addColumn<QByteArray>("unit");
    for (const char *unit :
         {"\"{\"User\":", "\"{\"User\":{\"result\":", "\"{\\\"User\\\":", "\"[", "\" {\"a\":1,\"result\":"})
        QTest::newRow(unit) << QByteArray(unit);
}

void TestAnswerLimits::stringsInStringsEnd()
{
    QFETCH(QByteArray, unit);
    using Root = AnswerExpectation::Root;
    for (const Root root : {Root::Object, Root::Array}) {
        ParseOptions options;
        options.expectation.root = root;
        options.expectation.keys = {"a", "name"};
        options.expectation.title = "User";
        options.loop.enabled = false;
        const std::string text = "\"{\"User\":" + unit.repeated(65536 / unit.size()).toStdString();
        const Reading reading = test::readWhole(text, options);
        QVERIFY2(reading.broken.empty(), reading.broken.c_str());
        const auto doubled =
            std::count_if(reading.repairs.begin(), reading.repairs.end(),
                          [](const Repair &one) { return one.kind == RepairKind::DoubleEncoded; });
        QVERIFY(doubled <= 3);
        QCOMPARE(test::splitDifference(text.substr(0, 200), options), std::string());
    }
}

/// Texts that once took the square of their length: at that, a megabyte takes longer than a test may.
void TestAnswerLimits::workIsWhatTheTextIsLong_data()
{
    QTest::addColumn<QByteArray>("unit");
    for (const char *unit :
         {"{\"a\":1}\n", "1. {\"a\":1}\n", "```\"{\"\n{x}", "{x}}\n[a {", "{a:x //c\n}]</think>", "\"a\",",
          "[] {} ", "{\"a\":1,234,", "\"\xC2\xA0", "1,2", "{\"a\":\"x\"\xC2\xA0"})
        QTest::newRow(unit) << QByteArray(unit);
}

void TestAnswerLimits::workIsWhatTheTextIsLong()
{
    QFETCH(QByteArray, unit);
    using Root = AnswerExpectation::Root;
    for (const Root root : {Root::Any, Root::Object, Root::Array, Root::Scalar}) {
        ParseOptions options;
        options.expectation.root = root;
        options.expectation.keys = {"a", "name"};
        options.loop.enabled = false;
        const std::string text =
            unit.repeated((1 << 20) / unit.size() / static_cast<qsizetype>(test::sampleStep())).toStdString();
        AnswerReader reader(options);
        for (const std::string_view piece : test::evenPieces(text, 256)) {
            reader.feed(piece);
            (void)reader.takeChanges();
        }
        reader.finish();
        QVERIFY(reader.repairs().size() <= options.limits.repairs);
        QVERIFY(reader.ignored().size() <= options.limits.repairs);
    }
}

void TestAnswerLimits::everyPrefixHasTheRootsKind_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"[\"string\", true, null, 1, \"foo\"]", "{\"a\": 1, \"b\": 2, \"c\": \"foo\"}",
                             "{\"title\": \"Pride and Prejudice\", \"author\": \"Jane A\"}",
                             "{\"a\": 1, \"b\": 2, \"c\": [1, 2, {\"d\": 1, \"e\": 2}]}"})
        QTest::newRow(text) << QByteArray(text);
}

void TestAnswerLimits::everyPrefixHasTheRootsKind()
{
    QFETCH(QByteArray, text);
    const std::string all = text.toStdString();
    for (std::size_t length = 1; length <= all.size(); ++length) {
        const Value value = test::readWhole(all.substr(0, length)).value;
        QCOMPARE(value.kind(), all.front() == '[' ? Value::Kind::Array : Value::Kind::Object);
    }
}

QTEST_GUILESS_MAIN(TestAnswerLimits)
#include "tst_answerlimits.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "results/csv.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using json::Value;
using results::Column;

namespace {

Value value(std::string_view text)
{
    const auto out = json::readStrict(text);
    if (!out.ok())
        qFatal("test data: %s", out.error().message.c_str());
    return *out;
}

std::string titles(std::string_view rows, std::string_view schema)
{
    std::string out;
    for (const Column &column : results::columnsOf(value(rows).items(), value(schema)))
        out += column.title + "|";
    return out;
}

/// RFC 4180 read back: the other half of the round trip.
std::vector<std::vector<std::string>> readCsv(std::string_view text, char separator)
{
    std::vector<std::vector<std::string>> out(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && quoted && text.substr(i + 1, 1) == "\"")
            out.back().back() += text[i++];
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == separator && !quoted)
            out.back().emplace_back();
        else if (text.substr(i, 2) == "\r\n" && !quoted)
            ++i, out.emplace_back(1);
        else
            out.back().back() += text[i];
    }
    out.pop_back(); // after the last line end
    return out;
}

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsFollowTheSchemaThenTheRows_data();
    void columnsFollowTheSchemaThenTheRows();
    void columnsHavePaths();
    void cellsAreTexts_data();
    void cellsAreTexts();
    void rowsAreItemsOrTheAnswer_data();
    void rowsAreItemsOrTheAnswer();
    void rowSchemas_data();
    void rowSchemas();
    void definitionsGoWithTheRow();
    void linesAreRfc4180();
    void separatorsAndMarksByChoice();
    void formulasAreGuarded_data();
    void formulasAreGuarded();
    void whatIsWrittenReadsBack();
    void manyColumnsAndRows();
};

void TestCsv::columnsFollowTheSchemaThenTheRows_data()
{
    QTest::addColumn<std::string>("rows");
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("titles");
    const auto row = [](const char *name, const char *rows, const char *schema, const char *expected) {
        QTest::newRow(name) << std::string(rows) << std::string(schema) << std::string(expected);
    };
    row("nothing known", "[]", "null", "value|");
    row("scalars", R"([1,"a"])", "null", "value|");
    row("schema alone", "[]", R"({"properties":{"b":{},"a":{"type":"integer"}}})", "b|a|");
    row("schema first", R"([{"x":1,"a":2,"y":3}])", R"({"properties":{"b":{},"a":{}}})", "b|a|x|y|");
    row("order of appearance", R"([{"b":1},{"a":1,"b":2},{"c":1}])", "null", "b|a|c|");
    row("nested", "[]",
        R"({"properties":{"n":{},"address":{"type":"object","properties":{"city":{},"zip":{}}}}})",
        "n|address.city|address.zip|");
    row("references", "[]",
        R"({"$defs":{"A":{"properties":{"city":{}}}},"properties":{"home":{"$ref":"#/$defs/A"},)"
        R"("work":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}}})",
        "home.city|work.city|");
    row("lists are one column", R"([{"tags":["a"],"people":[{"x":1}]}])",
        R"({"properties":{"tags":{"type":"array","items":{"type":"string"}}}})", "tags|people|");
    row("null takes no shape", R"([{"a":null,"b":null},{"a":{"x":1}}])", "null", "a.x|b|");
    row("null in front of objects", R"([{"a":{"x":1}},{"a":null}])",
        R"({"properties":{"a":{"type":"object"}}})", "a.x|");
    row("once text, once object", R"([{"a":"t"},{"a":{"x":1}}])", "null", "a|a.x|");
    row("empty objects", R"([{},{"a":{}}])", "null", "a|");
    row("mixed rows", R"([1,{"a":1}])", "null", "value|a|");
    row("boolean schema", R"([{"a":1}])", "true", "a|");
    row("dead reference", "[]", R"({"properties":{"a":{"$ref":"#/nowhere"}}})", "a|");
    row("list of types", "[]", R"({"properties":{"a":{"type":["object","null"],"properties":{"x":{}}}}})",
        "a.x|");
}

void TestCsv::columnsFollowTheSchemaThenTheRows()
{
    QFETCH(std::string, rows);
    QFETCH(std::string, schema);
    QFETCH(std::string, titles);
    QCOMPARE(::titles(rows, schema), titles);
}

void TestCsv::columnsHavePaths()
{
    const auto columns = results::columnsOf(value(R"([{"a.b":1,"a":{"b":2}}])").items(), {});
    QCOMPARE(columns.size(), 2U);
    QVERIFY(columns[0] == (Column{{"a.b"}, "a.b"}));
    QVERIFY(columns[1] == (Column{{"a", "b"}, "a.b"}));
    // A schema that refers to itself ends somewhere.
    const auto endless = results::columnsOf({}, value(R"({"properties":{"name":{},"parent":{"$ref":"#"}}})"));
    QVERIFY(endless.size() > 2 && endless.size() < 100);
    const auto circle = results::columnsOf({}, value(R"({"properties":{"a":{"$ref":"#/properties/a"}}})"));
    QCOMPARE(circle.size(), 1U);
}

void TestCsv::cellsAreTexts_data()
{
    QTest::addColumn<std::string>("cell");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *cell, const char *text) {
        QTest::newRow(cell) << std::string(cell) << std::string(text);
    };
    row(R"("a\nü")", "a\nü");
    row("1.0", "1.0");
    row("-123456789012345678901234567890.50", "-123456789012345678901234567890.50");
    row("1e400", "1e400");
    row("true", "true");
    row("false", "false");
    row("null", "");
    row("[]", "");
    row(R"(["a","b c",3,true,null])", "a; b c; 3; true; ");
    row(R"(["=1"])", "=1");
    row(R"([["a"]])", R"([["a"]])");
    row(R"([{"a":1},2])", R"([{"a":1},2])");
    row(R"({"a":1})", R"({"a":1})");
    row("{}", "{}");
}

void TestCsv::cellsAreTexts()
{
    QFETCH(std::string, cell);
    QFETCH(std::string, text);
    const Value row = Value::object({{"x", Value::object({{"y", value(cell)}})}});
    QCOMPARE(results::cellText(row, {{"x", "y"}, "x.y"}), text);
    QCOMPARE(results::cellText(value(cell), {{}, "value"}), text);
    QCOMPARE(results::cellText(row, {{"x", "z"}, "x.z"}), std::string());
    QCOMPARE(results::cellText(row, {{"x", "y", "z"}, ""}), std::string());
}

void TestCsv::rowsAreItemsOrTheAnswer_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<std::string>("rows");
    QTest::newRow("list") << std::string("[1,2]") << std::string("[1,2]");
    QTest::newRow("object") << std::string(R"({"a":1,"b":[2]})") << std::string(R"([{"a":1,"b":[2]}])");
    QTest::newRow("only a list") << std::string(R"({"users":[{"a":1},{"a":2}]})")
                                 << std::string(R"([{"a":1},{"a":2}])");
    QTest::newRow("only an object") << std::string(R"({"a":{"b":[1]}})")
                                    << std::string(R"([{"a":{"b":[1]}}])");
    QTest::newRow("scalar") << std::string("5") << std::string("[5]");
    QTest::newRow("nothing") << std::string("[]") << std::string("[]");
}

void TestCsv::rowsAreItemsOrTheAnswer()
{
    QFETCH(std::string, answer);
    QFETCH(std::string, rows);
    QCOMPARE(json::writeCompact(Value::array(results::rowsOf(value(answer)))), rows);
}

void TestCsv::rowSchemas_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("row");
    const auto row = [](const char *name, const char *schema, const char *expected) {
        QTest::newRow(name) << std::string(schema) << std::string(expected);
    };
    row("object", R"({"type":"object"})", R"({"type":"object"})");
    row("list", R"({"type":"array","items":{"type":"integer"}})", R"({"type":"integer"})");
    row("only property", R"({"properties":{"users":{"type":"array","items":{"title":"U"}}}})",
        R"({"title":"U"})");
    row("two properties", R"({"properties":{"a":{"items":{"title":"U"}},"b":{}}})",
        R"({"properties":{"a":{"items":{"title":"U"}},"b":{}}})");
    row("nothing", "{}", "null");
    row("boolean", "true", "null");
    row("null", "null", "null");
    row("items say nothing", R"({"type":"array","items":{}})", "null");
    row("tuple", R"({"type":"array","items":[{"type":"integer"}]})",
        R"({"type":"array","items":[{"type":"integer"}]})");
}

void TestCsv::rowSchemas()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, row);
    QCOMPARE(json::writeCompact(results::rowSchemaOf(value(schema))), row);
}

void TestCsv::definitionsGoWithTheRow()
{
    // What pydantic writes for a list of models inside a model.
    const Value schema = value(
        R"({"$defs":{"City":{"type":"object","properties":{"name":{"type":"string"}}},)"
        R"("User":{"type":"object","properties":{"age":{"type":"integer"},"home":{"$ref":"#/$defs/City"}}}},)"
        R"("type":"object","properties":{"users":{"type":"array","items":{"$ref":"#/$defs/User"}}}})");
    const auto columns = results::columnsOf({}, results::rowSchemaOf(schema));
    QCOMPARE(columns.size(), 2U);
    QCOMPARE(columns[0].title, std::string("age"));
    QCOMPARE(columns[1].title, std::string("home.name"));
}

void TestCsv::linesAreRfc4180()
{
    const Value answer =
        value(R"([{"name":"Jason","age":25},{"age":30.0,"name":"Say \"hi\", you"},{"name":"two\nlines"}])");
    QCOMPARE(results::writeCsv(answer, {}),
             std::string("name,age\r\nJason,25\r\n\"Say \"\"hi\"\", you\",30.0\r\n\"two\nlines\",\r\n"));
    QCOMPARE(results::writeCsv(value(R"({"a":1,"b":null})"), {}), std::string("a,b\r\n1,\r\n"));
    QCOMPARE(results::writeCsv(value("[null]"), {}), std::string("value\r\n\"\"\r\n"));
    QCOMPARE(results::writeCsv(value("[]"), value(R"({"properties":{"a":{},"b":{}}})")),
             std::string("a,b\r\n"));
}

void TestCsv::separatorsAndMarksByChoice()
{
    const Value answer = value(R"({"a;b":"1,5","c":["x","y"]})");
    QCOMPARE(results::writeCsv(answer, {}, {.separator = ';', .byteOrderMark = true}),
             std::string("\xEF\xBB\xBF\"a;b\";c\r\n1,5;\"x; y\"\r\n"));
    QCOMPARE(results::writeCsv(answer, {}, {.separator = '\t'}), std::string("a;b\tc\r\n1,5\tx; y\r\n"));
}

void TestCsv::formulasAreGuarded_data()
{
    QTest::addColumn<std::string>("cell");
    QTest::addColumn<std::string>("written");
    const auto row = [](const char *cell, const char *written) {
        QTest::newRow(cell) << std::string(cell) << std::string(written);
    };
    row(R"("=1+1")", "'=1+1");
    row(R"("+49 30")", "'+49 30");
    row(R"("-5")", "'-5");
    row(R"("@SUM A1")", "'@SUM A1");
    row(R"("\tx")", "'\tx");
    row(R"("\rx")", "\"'\rx\"");
    row(R"("=a,b")", "\"'=a,b\"");
    row(R"(["=a","b"])", "'=a; b");
    row("[-1,2]", "'-1; 2");
    row("-5", "-5");
    row("-5.0e3", "-5.0e3");
    row(R"("a=1")", "a=1");
    row(R"("'=1")", "'=1");
    row(R"("")", "");
}

void TestCsv::formulasAreGuarded()
{
    QFETCH(std::string, cell);
    QFETCH(std::string, written);
    const Value answer = Value::object({{"k", Value::number("1")}, {"=k", value(cell)}});
    QCOMPARE(results::writeCsv(answer, {}), "k,'=k\r\n1," + written + "\r\n");
    if (written.starts_with("'") && !cell.starts_with("\"'")) {
        const std::string open = results::writeCsv(answer, {}, {.formulaGuard = false});
        QCOMPARE(open, "k,=k\r\n1," + written.substr(1) + "\r\n");
    }
}

void TestCsv::whatIsWrittenReadsBack()
{
    const std::vector<std::string> texts{"",   "a",  ",",   ";",      "\"",    "\"\"", "\r\n",
                                         "\n", "\r", " a ", "ü\t",    "a\"b",  "a;b",  "\",",
                                         "'x", "\\", "=",   "a\r\nb", "\"a\"", "，"};
    Value::Array rows;
    for (const std::string &one : texts) {
        for (const std::string &other : texts)
            rows.push_back(Value::object({{"a", Value::string(one)}, {"b,", Value::string(other)}}));
    }
    for (const char separator : {',', ';', '\t', '|'}) {
        const auto read = readCsv(
            results::writeCsv(Value::array(rows), {}, {.separator = separator, .formulaGuard = false}),
            separator);
        QCOMPARE(read.size(), rows.size() + 1);
        QVERIFY(read.front() == (std::vector<std::string>{"a", "b,"}));
        for (std::size_t i = 0; i < rows.size(); ++i)
            QVERIFY(read[i + 1] == (std::vector<std::string>{rows[i]["a"].text(), rows[i]["b,"].text()}));
    }
}

void TestCsv::manyColumnsAndRows()
{
    Value::Object wide;
    for (int i = 0; i < 500; ++i)
        wide.push_back({"column " + std::to_string(i), Value::number(std::int64_t(i))});
    Value::Array rows(20, Value::object(wide));
    const auto read = readCsv(results::writeCsv(Value::array(rows), {}), ',');
    QCOMPARE(read.size(), 21U);
    QCOMPARE(read.back().size(), 500U);
    QCOMPARE(read.back().back(), std::string("499"));
}

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"

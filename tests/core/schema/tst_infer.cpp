// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/csvsample.h"
#include "schema/infer.h"
#include "schema/sampleschema.h"
#include "schema/unwrapschema.h"
#include "schema/validator.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;
using Source = schema::InferredSchema::Source;

// Schemas from what people have at hand: samples, tables, and schemas in disguise.

class TestInfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void whatIsNeitherIsRefused_data();
    void whatIsNeitherIsRefused();
    void separatorsAndQuotes_data();
    void separatorsAndQuotes();
    void disguises_data();
    void disguises();
    void dataIsNoSchema_data();
    void dataIsNoSchema();
    void everySampleFits();
};

void TestInfer::texts_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<Source>("source");
    QTest::addColumn<std::string>("schema");
    const auto row = [](const char *name, const char *text, Source source, const char *schema) {
        QTest::newRow(name) << std::string(text) << source << std::string(schema);
    };
    row("sample", R"({"a":1,"b":null})", Source::Sample,
        R"({"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"null"}},"required":["a","b"]})");
    row("list of samples", R"([{"a":1,"b":"2024-01-01"},{"a":2.5,"b":"2024-01-02"},{"a":null}])",
        Source::Sample,
        R"({"type":"array","items":{"type":"object","properties":{"a":{"type":["number","null"]},"b":{"type":"string","format":"date"}},"required":["a"]}})");
    row("formats that disagree", R"(["2024-01-01","2024-01-01T10:00:00Z"])", Source::Sample,
        R"({"type":"array","items":{"type":"string"}})");
    row("values are no choice", R"(["red","green","red"])", Source::Sample,
        R"({"type":"array","items":{"type":"string"}})");
    row("lines", "{\"a\":1}\n\n{\"a\":2,\"b\":true}\r\n", Source::Samples,
        R"({"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"boolean"}},"required":["a"]})");
    row("header", "name,age\n", Source::Table,
        R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"string"}},"required":["name","age"]})");
    row("header without its line end", "name;age", Source::Table,
        R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"string"}},"required":["name","age"]})");
    row("table",
        "id,zip,price,ok,day,mail,note\n1,01234,1.5,true,2024-01-01,a@example.org,\n2,99999,2,FALSE,2024-02-"
        "01,b@example.org,\"x, y\"\n",
        Source::Table,
        R"({"type":"object","properties":{"id":{"type":"integer"},"zip":{"type":"string"},"price":{"type":"number"},"ok":{"type":"boolean"},"day":{"type":"string","format":"date"},"mail":{"type":"string","format":"email"},"note":{"type":"string"}},"required":["id","zip","price","ok","day","mail"]})");
    row("no kind in common", "a\n1\nx\n", Source::Table,
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})");
    row("schema", R"({"type":"object","properties":{"a":{"type":"string"}}})", Source::Schema,
        R"({"type":"object","properties":{"a":{"type":"string"}}})");
}

void TestInfer::texts()
{
    QFETCH(std::string, text);
    QFETCH(Source, source);
    QFETCH(std::string, schema);
    const auto inferred = schema::inferSchema(text);
    QVERIFY(inferred.ok());
    QCOMPARE(static_cast<int>(inferred->source), static_cast<int>(source));
    QCOMPARE(json::writeCompact(inferred->schema), schema);
}

void TestInfer::whatIsNeitherIsRefused_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("nothing") << std::string();
    QTest::newRow("blanks") << std::string(" \n\t");
    QTest::newRow("broken JSON") << std::string(R"({"a":1,})");
    QTest::newRow("broken list") << std::string("[1,2");
    QTest::newRow("a long text") << std::string(300, 'x');
}

void TestInfer::whatIsNeitherIsRefused()
{
    QFETCH(std::string, text);
    const auto inferred = schema::inferSchema(text);
    QVERIFY(!inferred.ok());
    QCOMPARE(inferred.error().kind, ErrorKind::Usage);
    QVERIFY(!inferred.error().nextStep.empty());
}

void TestInfer::separatorsAndQuotes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<char>("separator");
    QTest::addColumn<std::string>("names");
    QTest::addColumn<std::string>("cells");
    const auto row = [](const char *name, const char *text, char separator, const char *names,
                        const char *cells) {
        QTest::newRow(name) << std::string(text) << separator << std::string(names) << std::string(cells);
    };
    row("comma", "a,b\n1,2\n", ',', "a|b", "1|2");
    row("semicolon", "a;b\n1,5;2\n", ';', "a|b", "1,5|2");
    row("tab", "a\tb\n1\t2\n", '\t', "a|b", "1|2");
    row("commas inside quotes", "\"a,x\";b\n1;2\n", ';', "a,x|b", "1|2");
    row("quotes inside quotes", "a,b\n\"say \"\"hi\"\"\",2\n", ',', "a|b", "say \"hi\"|2");
    row("lines inside quotes", "a,b\n\"1\n2\",3\n", ',', "a|b", "1\n2|3");
    row("CR LF", "a,b\r\n1,2\r\n", ',', "a|b", "1|2");
    row("byte-order mark",
        "\xEF\xBB\xBF"
        "a,b\n1,2",
        ',', "a|b", "1|2");
    row("names made to fit", "a,,a, b \n1,2,3,4\n", ',', "a|column 2|a_2|b", "1|2|3|4");
    row("blank lines", "\n\na,b\n\n1,2\n", ',', "a|b", "1|2");
    row("open quote", "a,b\n\"1,2\n", ',', "a|b", "1,2\n");
    row("one column", "a\n1\n", ',', "a", "1");
}

void TestInfer::separatorsAndQuotes()
{
    QFETCH(std::string, text);
    QFETCH(char, separator);
    QFETCH(std::string, names);
    QFETCH(std::string, cells);
    const auto joined = [](const std::vector<std::string> &parts) {
        std::string out;
        for (const std::string &part : parts)
            out += (&part == &parts.front() ? "" : "|") + part;
        return out;
    };
    const auto table = schema::readCsv(text);
    QVERIFY(table.has_value());
    QCOMPARE(table->separator, separator);
    QCOMPARE(joined(table->names), names);
    QCOMPARE(table->rows.size(), 1U);
    QCOMPARE(joined(table->rows.front()), cells);
}

void TestInfer::disguises_data()
{
    QTest::addColumn<std::string>("pasted");
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<int>("said");
    const auto row = [](const char *name, const std::string &pasted, const char *schema, int said) {
        QTest::newRow(name) << pasted << std::string(schema) << said;
    };
    const std::string plain = R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})";
    const char *const same = R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})";
    const char *const named =
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"title":"P"})";
    const char *const told =
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"title":"P","description":"D"})";
    row("itself", plain, same, 0);
    row("json_schema",
        R"({"type":"json_schema","json_schema":{"name":"P","strict":true,"schema":)" + plain + "}}", named,
        3);
    row("response_format",
        R"({"response_format":{"type":"json_schema","json_schema":{"name":"P","schema":)" + plain + "}}}",
        named, 4);
    row("json_object with schema", R"({"type":"json_object","schema":)" + plain + "}", same, 1);
    row("function",
        R"({"type":"function","function":{"name":"P","description":"D","parameters":)" + plain + "}}", told,
        3);
    row("function alone", R"({"name":"P","description":"D","parameters":)" + plain + "}", told, 2);
    row("list of tools", R"([{"type":"function","function":{"name":"P","parameters":)" + plain + "}}]", named,
        3);
    row("a request",
        R"({"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"P","parameters":)" +
            plain + "}}]}",
        named, 4);
    row("a responses request",
        R"({"model":"m","input":"x","text":{"format":{"type":"json_schema","name":"P","schema":)" + plain +
            "}}}",
        named, 4);
    row("input_schema", R"({"name":"P","input_schema":)" + plain + "}", named, 2);
    row("inputSchema", R"({"name":"P","inputSchema":)" + plain + "}", named, 2);
    row("structured_outputs", R"({"structured_outputs":{"json":)" + plain + "}}", same, 2);
    row("guided_json", R"({"guided_json":)" + plain + "}", same, 1);
    row("nullable",
        R"({"type":"object","properties":{"a":{"type":"string","nullable":true},"b":{"type":"string","enum":["x"],"nullable":true},"c":{"$ref":"#/components/schemas/C","nullable":true},"d":{"type":"integer","nullable":false}}})",
        R"({"type":"object","properties":{"a":{"type":["string","null"]},"b":{"type":["string","null"],"enum":["x",null]},"c":{"anyOf":[{"$ref":"#/components/schemas/C"},{"type":"null"}]},"d":{"type":"integer"}}})",
        1);
    row("a field called nullable", R"({"type":"object","properties":{"nullable":{"type":"boolean"}}})",
        R"({"type":"object","properties":{"nullable":{"type":"boolean"}}})", 0);
    // As libraries write them.
    row("pydantic",
        R"({"$defs":{"Tag":{"enum":["x"],"title":"Tag","type":"string"}},"properties":{"t":{"$ref":"#/$defs/Tag"},"n":{"anyOf":[{"type":"integer"},{"type":"null"}],"default":null,"title":"N"}},"required":["t"],"title":"M","type":"object"})",
        R"({"$defs":{"Tag":{"enum":["x"],"title":"Tag","type":"string"}},"properties":{"t":{"$ref":"#/$defs/Tag"},"n":{"anyOf":[{"type":"integer"},{"type":"null"}],"default":null,"title":"N"}},"required":["t"],"title":"M","type":"object"})",
        0);
    row("zod",
        R"({"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/M","definitions":{"M":{"type":"object","properties":{"a":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false}}})",
        R"({"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/M","definitions":{"M":{"type":"object","properties":{"a":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false}}})",
        0);
    row("TypeBox",
        R"({"$id":"M","type":"object","properties":{"u":{"anyOf":[{"const":"a","type":"string"},{"const":"b","type":"string"}]}},"required":["u"]})",
        R"({"$id":"M","type":"object","properties":{"u":{"anyOf":[{"const":"a","type":"string"},{"const":"b","type":"string"}]}},"required":["u"]})",
        0);
}

void TestInfer::disguises()
{
    QFETCH(std::string, pasted);
    QFETCH(std::string, schema);
    QFETCH(int, said);
    const auto unwrapped = schema::unwrapSchema(test::readValue(pasted));
    QVERIFY(unwrapped.has_value());
    QCOMPARE(json::writeCompact(unwrapped->schema), schema);
    QCOMPARE(static_cast<int>(unwrapped->said.size()), said);
}

void TestInfer::dataIsNoSchema_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text : {R"({"name":"x","type":"invoice"})", R"({"type":"object"})",
                             R"({"type":"string","value":3})", R"({"title":"x","description":"y"})",
                             R"({"items":[1,2],"total":3})", R"({"schema":"v1","data":{"a":1}})", R"([1])",
                             R"("x")", R"({})", R"({"properties":{"a":1},"id":5})",
                             R"({"function":{"name":"f","arguments":"{}"}})", R"({"text":{"body":"x"}})"})
        QTest::newRow(text) << std::string(text);
}

void TestInfer::dataIsNoSchema()
{
    QFETCH(std::string, text);
    const bool isBareType = text == R"({"type":"object"})"; // keywords only, one of which says what fits
    QCOMPARE(schema::unwrapSchema(test::readValue(text)).has_value(), isBareType);
}

void TestInfer::everySampleFits()
{
    const std::vector<json::Value> samples{
        test::readValue(R"({"a":1,"l":[],"o":{"x":1}})"),
        test::readValue(R"({"a":1.5,"l":[{"y":1},{"y":"z"}],"o":null})"),
        test::readValue(R"({"a":null,"l":[{"y":null}],"o":{"x":"s","w":true}})")};
    const json::Value merged = schema::schemaOfSamples(samples);
    const auto validator = schema::Validator::compile(merged);
    QVERIFY(validator.ok());
    for (const json::Value &sample : samples)
        QVERIFY2(validator->validate(sample).empty(), json::writeCompact(merged).c_str());
    QCOMPARE(json::writeCompact(merged["required"]), std::string(R"(["a","l","o"])"));
    QCOMPARE(json::writeCompact(schema::schemaOfSamples({})), std::string("{}"));
}

QTEST_GUILESS_MAIN(TestInfer)
#include "tst_infer.moc"

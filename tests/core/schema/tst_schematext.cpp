// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/issuetext.h"
#include "schema/schematext.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;

class TestSchemaText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemasAreRead();
    void anEmptyTextIsCalledSo();
    void errorsHaveAPlace_data();
    void errorsHaveAPlace();
    void pointersHaveAPlace_data();
    void pointersHaveAPlace();
    void compileErrorsAreLocated();
    void shortJsonIsShort_data();
    void shortJsonIsShort();
    void alternativesAreListed();
};

void TestSchemaText::schemasAreRead()
{
    QVERIFY(schema::readSchemaText("true")->isTrue());
    QCOMPARE(json::writeCompact(*schema::readSchemaText(" {\"a\": 1.0}\n")), std::string(R"({"a":1.0})"));
}

void TestSchemaText::anEmptyTextIsCalledSo()
{
    for (const char *text : {"", " \r\n\t", "\xEF\xBB\xBF\n"})
        QCOMPARE(schema::readSchemaText(text).error().message, std::string("the text is empty"));
    QCOMPARE(schema::readSchemaText("{").error().message, std::string("the text ends inside a value"));
}

void TestSchemaText::errorsHaveAPlace_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<quint64>("line");
    QTest::addColumn<quint64>("column");
    const auto row = [](const char *name, const char *text, quint64 line, quint64 column) {
        QTest::newRow(name) << std::string(text) << line << column;
    };
    row("comma", "{\n  \"a\": 1,\n}", 3, 1);
    row("after umlauts", "{\"äöü\": x}", 1, 9);
    row("no schema", "\n\n  [1]", 3, 3);
    row("number", "5", 1, 1);
}

void TestSchemaText::errorsHaveAPlace()
{
    QFETCH(std::string, text);
    QFETCH(quint64, line);
    QFETCH(quint64, column);
    const auto value = schema::readSchemaText(text);
    QVERIFY(!value.ok());
    QVERIFY(!value.error().message.empty());
    QCOMPARE(value.error().line, line);
    QCOMPARE(value.error().column, column);
}

void TestSchemaText::pointersHaveAPlace_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<qint64>("offset");
    const auto row = [](const char *name, const char *text, const char *pointer, qint64 offset) {
        QTest::newRow(name) << std::string(text) << std::string(pointer) << offset;
    };
    row("root", "  {}", "", 2);
    row("root after mark", "\xEF\xBB\xBF{}", "", 3);
    row("member", R"({"a":1,"b":{"c":[10,20]}})", "/b/c", 12);
    row("item", R"({"a":1,"b":{"c":[10,20]}})", "/b/c/1", 20);
    row("escaped", R"({"a\/b~":[ {} ]})", "/a~1b~0/0", 11);
    row("brackets in texts", R"({"x":"}]\"","y":[1]})", "/y/0", 17);
    row("last duplicate", R"({"a":{"b":1},"a":{"b":2}})", "/a/b", 18);
    row("nothing there", R"({"a":1})", "/b", -1);
    row("below a number", R"({"a":1})", "/a/b", -1);
    row("beyond the end", "[1]", "/1", -1);
}

void TestSchemaText::pointersHaveAPlace()
{
    QFETCH(std::string, text);
    QFETCH(std::string, pointer);
    QFETCH(qint64, offset);
    const auto place = schema::placeOf(text, pointer);
    QCOMPARE(place ? static_cast<qint64>(place->offset) : -1, offset);
}

void TestSchemaText::compileErrorsAreLocated()
{
    schema::SchemaError error;
    error.pointer = "/properties/é/type";
    const auto located = schema::located(error, "{\n \"properties\": {\n  \"é\": { \"type\": 5 }\n }\n}");
    QCOMPARE(located.line, 3U);
    QCOMPARE(located.column, 10U);
    error.pointer = "/nowhere";
    QCOMPARE(schema::located(error, "{}").line, 0U);
}

void TestSchemaText::shortJsonIsShort_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("short") << std::string(R"({"a":[1,"é"],"b":null})")
                           << std::string(R"({"a":[1,"é"],"b":null})");
    QTest::newRow("cut at a character") << std::string(R"("ééééééééé")") << std::string("\"ééééééééé\"");
    QTest::newRow("long text") << '"' + std::string(1000, 'x') + '"' << '"' + std::string(26, 'x') + "…";
    QTest::newRow("long list") << std::string("[1000,1000,1000,1000,1000,1000,1000]")
                               << std::string("[1000,1000,1000,1000,1000,1…");
    QTest::newRow("long number") << std::string(100, '9') << std::string(27, '9') + "…";
    QTest::newRow("long key") << R"({")" + std::string(100, 'k') + R"(":1})"
                              << R"({")" + std::string(25, 'k') + "…";
}

void TestSchemaText::shortJsonIsShort()
{
    QFETCH(std::string, json);
    QFETCH(std::string, expected);
    QCOMPARE(schema::shortJson(test::readValue(json), 30), expected);
}

void TestSchemaText::alternativesAreListed()
{
    QCOMPARE(schema::alternatives({"a"}), std::string("a"));
    QCOMPARE(schema::alternatives({"a", "b", "c"}), std::string("a, b or c"));
    QCOMPARE(schema::alternatives({"a", "b", "c", "d"}, 3), std::string("a, b or 2 more"));
}

QTEST_GUILESS_MAIN(TestSchemaText)
#include "tst_schematext.moc"

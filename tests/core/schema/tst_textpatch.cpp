// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldedit.h"
#include "schema/fieldpass.h"
#include "schema/textpatch.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;

// An edit changes the text of what it changes and nothing else.

class TestTextPatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patches_data();
    void patches();
    void fieldEditsTouchTheirFieldOnly();
};

void TestTextPatch::patches_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<std::string>("patched");
    const auto row = [](const char *name, const char *text, const char *after, const char *patched) {
        QTest::newRow(name) << std::string(text) << std::string(after) << std::string(patched);
    };
    row("nothing", " {\"a\" : 1.0 }\n", R"({"a":1.0})", " {\"a\" : 1.0 }\n");
    row("a value", "{ \"a\" :1,\n\"b\":  [ 1,2 ] }", R"({"a":2,"b":[1,2]})",
        "{ \"a\" :2,\n\"b\":  [ 1,2 ] }");
    row("an item", "[ 1 , 2,3 ]", "[1,5,3]", "[ 1 , 5,3 ]");
    row("deep", "{\"a\":{ \"b\":[ {\"c\" : 1} , 2]}}", R"({"a":{"b":[{"c":true},2]}})",
        "{\"a\":{ \"b\":[ {\"c\" : true} , 2]}}");
    row("a member more", "{\n  \"a\": 1,\n  \"b\":2\n}", R"({"a":1,"b":2,"c":{"d":1}})",
        "{\n  \"a\": 1,\n  \"b\":2,\n  \"c\": {\n    \"d\": 1\n  }\n}");
    row("in the middle", R"({"a":1, "b":2})", R"({"a":1,"x":[1],"b":2})", R"({"a":1, "x": [1], "b":2})");
    row("a member less", "{\n\t\"a\": 1,\n\t\"b\" : 2,\n\t\"c\": 3\n}", R"({"a":1,"c":3})",
        "{\n\t\"a\": 1,\n\t\"c\": 3\n}");
    row("another order", R"({"a" : 1, "b": [ ]})", R"({"b":[],"a":1})", R"({"b": [ ], "a" : 1})");
    row("one member more", R"({"a":1})", R"({"a":1,"b":2})", R"({"a":1,"b":2})");
    row("from empty", "{\n}", R"({"a":1})", "{\n  \"a\": 1\n}");
    row("texts with brackets", R"({"a":"}],{" , "b":"\"]"})", R"({"a":"}],{","b":"x"})",
        R"({"a":"}],{" , "b":"x"})");
    row("byte-order mark", "\xEF\xBB\xBF{\"a\":1}", R"({"a":2})", "\xEF\xBB\xBF{\"a\":2}");
    row("all of it", "5", R"({"a":1})", R"({"a":1})");
}

void TestTextPatch::patches()
{
    QFETCH(std::string, text);
    QFETCH(std::string, after);
    QFETCH(std::string, patched);
    const json::Value wanted = test::readValue(after);
    const std::string out = schema::patchedText(text, test::readValue(text), wanted);
    QCOMPARE(out, patched);
    QVERIFY(test::readValue(out) == wanted);
}

void TestTextPatch::fieldEditsTouchTheirFieldOnly()
{
    const std::string text = "{\"type\":\"object\" ,\n \"properties\": { "
                             "\"a\":{\"type\":\"string\",\"x-own\": 1.50},\n  \"b\" : {}\n },"
                             " \"required\":[ \"a\" ]}";
    const json::Value schema = test::readValue(text);
    const auto described = schema::setFieldDescription(schema, "/properties/b", "B");
    QVERIFY(described.ok());
    const std::string one = schema::patchedText(text, schema, described->schema);
    QCOMPARE(one.substr(0, text.find("{}")), text.substr(0, text.find("{}")));
    QVERIFY(one.ends_with(text.substr(text.find("{}") + 2)));
    const auto renamed = schema::renameField(schema, "/properties/a", "z");
    QVERIFY(renamed.ok());
    const std::string other = schema::patchedText(text, schema, renamed->schema);
    QVERIFY2(other.find("\"b\" : {}") != std::string::npos && other.find("1.50") != std::string::npos,
             other.c_str());
    QVERIFY(test::readValue(other) == renamed->schema);
    QCOMPARE(schema::passedThroughFields(text, schema), text);
}

QTEST_GUILESS_MAIN(TestTextPatch)
#include "tst_textpatch.moc"

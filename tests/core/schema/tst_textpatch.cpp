// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldedit.h"
#include "schema/fieldpass.h"
#include "schema/textpatch.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;

// An edit of a schema, and what it leaves of the text that somebody wrote.

namespace {

json::Value read(std::string_view text)
{
    const auto value = json::readStrict(text);
    return value ? *value : json::Value::null();
}

QString patched(std::string_view text, const json::Value &after)
{
    return QString::fromStdString(schema::patchedText(text, after));
}

QString edited(std::string_view text, const schema::FieldEditResult &edit)
{
    return edit ? patched(text, edit->schema) : QString::fromStdString(edit.error().message);
}

// Odd on purpose: tabs, blanks at ends of lines, an escape, a number as nobody writes it.
constexpr std::string_view kOdd = "\n{\n"
                                  "\t\"type\" : \"object\" ,\n\n"
                                  "\t\"properties\" : {\n"
                                  "\t\t\"caf\\u00e9\" : { \"type\": \"number\", \"maximum\": 1.50e+2 },  \n"
                                  "\t\t\"b\" : { \"type\": \"string\" }\n"
                                  "\t},\n"
                                  "\t\"required\" : [ \"b\" ]\n"
                                  "}  \n";

} // namespace

class TestTextPatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChanges();
    void oneValue();
    void renamed();
    void must();
    void layouts_data();
    void layouts();
    void order();
    void movedAndCopiedKeepTheirSpelling();
    void emptied();
    void duplicates();
    void more_data();
    void more();
    void passedThroughTheTable();
    void noJson();
};

void TestTextPatch::nothingChanges()
{
    for (const std::string_view text :
         {kOdd, std::string_view("\xEF\xBB\xBF{ }\n"), std::string_view("true ")})
        QCOMPARE(schema::patchedText(text, read(text)), std::string(text));
}

void TestTextPatch::oneValue()
{
    const auto schema = read(kOdd);
    QString expected = QString::fromUtf8(kOdd.data(), kOdd.size());
    expected.replace(QStringLiteral("{ \"type\": \"string\" }"),
                     QStringLiteral("{ \"type\": \"string\", \"description\": \"what\" }"));
    QCOMPARE(edited(kOdd, schema::setFieldDescription(schema, "/properties/b", "what")), expected);
}

void TestTextPatch::renamed()
{
    const auto schema = read(kOdd);
    QString expected = QString::fromUtf8(kOdd.data(), kOdd.size());
    expected.replace(QStringLiteral("\"b\""), QStringLiteral("\"c\\\"d\""));
    QCOMPARE(edited(kOdd, schema::renameField(schema, "/properties/b", "c\"d")), expected);
    // A schema that leads to itself changes its name and the reference.
    constexpr std::string_view loop =
        R"({"properties":{"a":{"properties": {"b":{"$ref":"#\/properties\/a"}, "c": {}}}}})";
    QCOMPARE(
        edited(loop, schema::renameField(read(loop), "/properties/a", "z")),
        QStringLiteral(R"({"properties":{"z":{"properties": {"b":{"$ref":"#/properties/z"}, "c": {}}}}})"));
}

void TestTextPatch::must()
{
    const auto schema = read(kOdd);
    QString expected = QString::fromUtf8(kOdd.data(), kOdd.size());
    expected.replace(QStringLiteral("[ \"b\" ]"), QStringLiteral("[ \"b\", \"caf\u00e9\" ]"));
    QCOMPARE(edited(kOdd, schema::setFieldMust(schema, "/properties/caf\u00e9", true)), expected);
    expected = QString::fromUtf8(kOdd.data(), kOdd.size());
    expected.replace(QStringLiteral("\t},\n\t\"required\" : [ \"b\" ]\n"), QStringLiteral("\t}\n"));
    QCOMPARE(edited(kOdd, schema::setFieldMust(schema, "/properties/b", false)), expected);
}

void TestTextPatch::layouts_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("nothing there")
        << "{}"
        << "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"a\": {\n"
           "      \"type\": \"string\"\n    }\n  },\n  \"required\": [\n    \"a\"\n  ]\n}";
    QTest::newRow("one line") << R"({"properties":{},"x":1})"
                              << R"({"properties":{"a":{"type":"string"}},"x":1,"required":["a"]})";
    QTest::newRow("one line with blanks")
        << R"({ "type": "object", "properties": { "b": true } })"
        << R"({ "type": "object", "properties": { "a": { "type": "string" }, "b": true }, "required": ["a"] })";
    QTest::newRow("lines of Windows, lists in a line")
        << "{\r\n    \"type\": \"object\",\r\n    \"properties\": {\r\n        \"b\": {\"enum\": [1, 2]}\r\n "
           "   }\r\n}\r\n"
        << "{\r\n    \"type\": \"object\",\r\n    \"properties\": {\r\n        \"a\": {\r\n            "
           "\"type\": \"string\""
           "\r\n        },\r\n        \"b\": {\"enum\": [1, 2]}\r\n    },\r\n    \"required\": "
           "[\"a\"]\r\n}\r\n";
    QTest::newRow("an empty group in a line of its own")
        << "{\n \"properties\": {},\n \"type\": \"object\"\n}"
        << "{\n \"properties\": {\n  \"a\": {\n   \"type\": \"string\"\n  }\n },\n \"type\": \"object\",\n "
           "\"required\": [\n"
           "  \"a\"\n ]\n}";
}

void TestTextPatch::layouts()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const std::string text = before.toStdString();
    QCOMPARE(edited(text, schema::addField(read(text), {}, 0, "a", read(R"({"type":"string"})"), true)),
             after);
}

void TestTextPatch::order()
{
    constexpr std::string_view text = "{\"properties\": {\n  \"a\": 1.0,\n  \"b\": [ ],\n  \"c\":{ }\n}}";
    QCOMPARE(edited(text, schema::moveField(read(text), "/properties/c", {}, 0)),
             QStringLiteral("{\"properties\": {\n  \"c\":{ },\n  \"a\": 1.0,\n  \"b\": [ ]\n}}"));
    constexpr std::string_view line = "{\"properties\": { \"a\": true , \"b\":true }}";
    QCOMPARE(edited(line, schema::moveField(read(line), "/properties/b", {}, 0)),
             QStringLiteral("{\"properties\": { \"b\":true , \"a\": true }}"));
    QCOMPARE(edited(line, schema::removeField(read(line), "/properties/a")),
             QStringLiteral("{\"properties\": { \"b\":true }}"));
    QCOMPARE(edited(line, schema::removeField(read(line), "/properties/b")),
             QStringLiteral("{\"properties\": { \"a\": true }}"));
    const std::string_view list = "[1, [2 ,3], 4.0, 5]";
    QCOMPARE(patched(list, read("[[2,3],7,5]")), QStringLiteral("[[2 ,3], 7, 5]"));
    QCOMPARE(patched(list, read("[1,[2,9],4.0,5]")), QStringLiteral("[1, [2 ,9], 4.0, 5]"));
}

void TestTextPatch::movedAndCopiedKeepTheirSpelling()
{
    constexpr std::string_view text = "{\n"
                                      "  \"type\": \"object\",\n"
                                      "  \"properties\": {\n"
                                      "    \"a\": {\n"
                                      "      \"title\": \"\\u0041\",  \"maximum\": 1E2\n"
                                      "    },\n"
                                      "    \"g\": {\n"
                                      "      \"properties\": {}\n"
                                      "    }\n"
                                      "  }\n"
                                      "}";
    QCOMPARE(edited(text, schema::moveField(read(text), "/properties/a", "/properties/g", 0)),
             QStringLiteral("{\n"
                            "  \"type\": \"object\",\n"
                            "  \"properties\": {\n"
                            "    \"g\": {\n"
                            "      \"properties\": {\n"
                            "        \"a\": {\n"
                            "          \"title\": \"\\u0041\",  \"maximum\": 1E2\n"
                            "        }\n"
                            "      }\n"
                            "    }\n"
                            "  }\n"
                            "}"));
    const QString list = edited(text, schema::setRootForm(read(text), schema::RootForm::List));
    QVERIFY2(list.contains(QStringLiteral("\n        \"title\": \"\\u0041\",  \"maximum\": 1E2\n      },\n")),
             qPrintable(list));
}

void TestTextPatch::emptied()
{
    constexpr std::string_view text =
        "{\n  \"properties\": {\n    \"a\": true\n  },\n  \"x\": [\n    1\n  ]\n}";
    QCOMPARE(patched(text, read(R"({"properties":{},"x":[]})")),
             QStringLiteral("{\n  \"properties\": {},\n  \"x\": []\n}"));
    QCOMPARE(patched(text, read("{}")), QStringLiteral("{}"));
    QCOMPARE(patched(text, read("false")), QStringLiteral("false"));
}

void TestTextPatch::duplicates()
{
    constexpr std::string_view text = R"({"a": 1, "b":2,  "a":3, "a": {"c":1,"c":2}})";
    json::Value after = read(text);
    after.set("b", read("20"));
    QCOMPARE(patched(text, after), QStringLiteral(R"({"a": 1, "b":20,  "a":3, "a": {"c":1,"c":2}})"));
    after.set("d", after["a"]); // a member that is written anew has its duplicates too
    const std::string more = schema::patchedText(text, after);
    QVERIFY2(read(more) == after, more.c_str());
    after.remove("a");
    QCOMPARE(patched(text, after), QStringLiteral(R"({"b":20, "d": {"c":1,"c":2}})"));
}

void TestTextPatch::more_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("after");
    QTest::newRow("in the middle") << R"({"a":1, "b":2})"
                                   << R"({"a":1,"x":[1],"b":2})"
                                   << R"({"a":1, "x":[1], "b":2})";
    QTest::newRow("deep") << "{\"a\":{ \"b\":[ {\"c\" : 1} , 2]}}"
                          << R"({"a":{"b":[{"c":true},2]}})"
                          << "{\"a\":{ \"b\":[ {\"c\" : true} , 2]}}";
    QTest::newRow("texts with brackets") << R"({"a":"}],{" , "b":"\"]"})"
                                         << R"({"a":"}],{","b":"x"})"
                                         << R"({"a":"}],{" , "b":"x"})";
    QTest::newRow("byte-order mark") << QStringLiteral("\ufeff{\"a\":1}") << R"({"a":2})"
                                     << QStringLiteral("\ufeff{\"a\":2}");
}

void TestTextPatch::more()
{
    QFETCH(QString, before);
    QFETCH(QString, value);
    QFETCH(QString, after);
    // As bytes: QString::fromStdString() takes a byte-order mark away.
    QCOMPARE(schema::patchedText(before.toStdString(), read(value.toStdString())), after.toStdString());
}

void TestTextPatch::passedThroughTheTable()
{
    const json::Value schema = read(kOdd);
    QCOMPARE(schema::passedThroughFields(kOdd, schema), std::string(kOdd));
}

void TestTextPatch::noJson()
{
    const json::Value schema = read(R"({"type":"object"})");
    for (const std::string_view text :
         {std::string_view(), std::string_view("  "), std::string_view("{\"a\":")})
        QCOMPARE(schema::patchedText(text, schema), json::writePretty(schema));
}

QTEST_GUILESS_MAIN(TestTextPatch)
#include "tst_textpatch.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schematest.h"

#include "schema/schemacheck.h"
#include "support/suites.h"

#include <QTest>

#include <memory>
#include <string>

using namespace espalier;
using namespace espalier::test;

// What is told of a schema before anything is judged by it.

namespace {

schema::SchemaCheck checked(std::string_view text)
{
    return schema::checkSchema(std::make_shared<const json::Value>(readJson(text)));
}

/// "pointer: message" of each, one a line.
std::string unusedIn(std::string_view text)
{
    const schema::SchemaCheck check = checked(text);
    if (check.error)
        return "cannot be used: " + check.error->message;
    std::string out;
    for (const schema::SchemaError &fault : check.unused)
        out += (out.empty() ? "" : "\n") + fault.pointer + ": " + fault.message;
    return out;
}

} // namespace

class TestSchemaCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unusedParts_data();
    void unusedParts();
    void theyKeepNothingFromBeingUsed();
    void whatIsUsedIsAnError();
    void drawersMayHoldAnyWord();
    void manyFaults();
    void realSchemasHaveNone();
    void endlessReferences_data();
    void endlessReferences();
    void othersAreNotEndless();
};

void TestSchemaCheck::unusedParts_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("faults");
    const auto row = [](const char *name, const char *schema, const char *faults) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(faults);
    };
    row("type", R"({"$defs":{"a":{"type":"strin"}}})",
        "/$defs/a/type: unknown type \"strin\"; the types are null, boolean, integer, number, string, array "
        "and "
        "object");
    row("deeper", R"({"definitions":{"a":{"properties":{"b":{"minLength":"1"}}}}})",
        "/definitions/a/properties/b/minLength: minLength must be a whole number, 0 or more");
    row("one for each part", R"({"$defs":{"a":{"required":1},"b":{},"c":{"enum":2,"type":"x"}}})",
        "/$defs/a/required: required must be a list of member names\n"
        "/$defs/c/type: unknown type \"x\"; the types are null, boolean, integer, number, string, array and "
        "object");
    row("reference", R"({"$defs":{"a":{"$ref":"#/$defs/b"}}})",
        "/$defs/a/$ref: the reference \"#/$defs/b\" leads nowhere");
    row("circle", R"({"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}}})",
        "/$defs/a: the schema refers to itself without end");
    row("no schema", R"({"$defs":{"a":5,"b":true}})",
        "/$defs/a: a schema is an object, true or false, not 5");
    row("no object", R"({"properties":{"a":{"$defs":[]}}})",
        "/properties/a/$defs: $defs must be an object of schemas");
    row("where nothing asserts", R"({"contentSchema":{"type":5}})",
        "/contentSchema/type: unknown type 5; the types are null, boolean, integer, number, string, array "
        "and "
        "object");
    row("beside a reference of draft 7",
        R"({"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$ref":"#/definitions/b","properties":{"c":{"required":3}}}},"definitions":{"b":{}}})",
        "/properties/a/properties/c/required: required must be a list of member names");
    row("none", R"({"$ref":"#/$defs/a","$defs":{"a":{"$defs":{"b":{"$ref":"#/$defs/a"}}}}})", "");
}

void TestSchemaCheck::unusedParts()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, faults);
    QCOMPARE(QByteArray::fromStdString(unusedIn(schema.toStdString())), faults);
    QVERIFY(schema::Validator::compile(readJson(schema.toStdString())).ok());
}

void TestSchemaCheck::theyKeepNothingFromBeingUsed()
{
    const schema::SchemaCheck check = checked(
        R"({"type":"object","$defs":{"a":{"divisibleBy":2,"type":"x"}},"properties":{"b":{"disallow":"null"}}})");
    QVERIFY(!check.error);
    QCOMPARE(check.unused.size(), 1U);
    QCOMPARE(check.notChecked, std::vector<std::string>{"disallow"}); // of the used part alone
}

void TestSchemaCheck::whatIsUsedIsAnError()
{
    const schema::SchemaCheck check =
        checked(R"({"$ref":"#/$defs/a","$defs":{"a":{"minLength":"x"},"b":{"type":"x"}}})");
    QVERIFY(check.error);
    QCOMPARE(check.error->pointer, std::string("/$defs/a/minLength"));
    QVERIFY(check.unused.empty());
    QVERIFY(checked("5").error);
}

void TestSchemaCheck::drawersMayHoldAnyWord()
{
    // "type" and "pattern" are names here.
    const std::string drawer = R"({"type":{"type":"string"},"pattern":{"type":"x"}})";
    QCOMPARE(unusedIn(R"({"$ref":"#/$defs/words/type","$defs":{"words":)" + drawer + "}}"), std::string());
}

void TestSchemaCheck::manyFaults()
{
    std::string definitions;
    for (int i = 0; i < 50'000; ++i)
        definitions += (i > 0 ? ",\"a" : "\"a") + std::to_string(i) + R"(":{"type":"x","$dynamicAnchor":"n)" +
                       std::to_string(i) + "\"}";
    QCOMPARE(checked(R"({"$defs":{)" + definitions + "}}").unused.size(), 100U);
    QVERIFY(!checked(R"({"$dynamicRef":"#n7","$defs":{)" + definitions + "}}").error->message.empty());
}

void TestSchemaCheck::realSchemasHaveNone()
{
    ESPALIER_NEEDS_SUITES();
    for (const QString &file : realSchemaFiles()) {
        const auto check = checked(suiteFile(QStringLiteral("real-schemas/") + file).toStdString());
        QVERIFY2(check.error || check.unused.empty(), qPrintable(file));
    }
}

void TestSchemaCheck::endlessReferences_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("itself") << QByteArray(R"({"$ref":"#"})") << QByteArray("");
    QTest::newRow("by allOf") << QByteArray(
                                     R"({"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"})")
                              << QByteArray("/$defs/a");
    QTest::newRow("by anyOf") << QByteArray(
                                     R"({"properties":{"a":{"anyOf":[true,{"$ref":"#/properties/a"}]}}})")
                              << QByteArray("/properties/a");
    QTest::newRow("beside other faults")
        << QByteArray(
               R"({"properties":{"a":{"$ref":"x.json"},"b":{"type":"x","not":{"$ref":"#/properties/b"}}}})")
        << QByteArray("/properties/b");
    QTest::newRow("by a dynamic reference")
        << QByteArray(R"({"$id":"http://x/a","$dynamicAnchor":"n","$ref":"b",
            "$defs":{"b":{"$id":"b","$dynamicAnchor":"n","allOf":[{"$dynamicRef":"#n"}]}}})")
        << QByteArray("");
}

void TestSchemaCheck::endlessReferences()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, pointer);
    const auto error = schema::endlessReference(readJson(schema.toStdString()));
    QVERIFY(error);
    QCOMPARE(QByteArray::fromStdString(error->pointer), pointer);
    QVERIFY(error->message.starts_with("the schema refers to itself without end; "));
}

void TestSchemaCheck::othersAreNotEndless()
{
    for (const char *schema :
         {R"({"properties":{"a":{"$ref":"#"}}})", R"({"items":{"anyOf":[{"$ref":"#"},{"type":"null"}]}})",
          R"({"$ref":"other.json"})", R"({"type":"x"})", "true", "5",
          R"({"$defs":{"a":{"$ref":"#/$defs/a"}},"type":"string"})"})
        QVERIFY2(!schema::endlessReference(readJson(schema)), schema);
}

QTEST_GUILESS_MAIN(TestSchemaCheck)
#include "tst_schemacheck.moc"

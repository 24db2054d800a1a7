// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/strictschema.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;

class TestStrictSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copies_data();
    void copies();
    void whatStrictCannotSayKeepsItOff_data();
    void whatStrictCannotSayKeepsItOff();
};

void TestStrictSchema::copies_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("strict");
    const auto row = [](const char *name, const char *schema, const char *strict) {
        QTest::newRow(name) << std::string(schema) << std::string(strict);
    };
    row("required stays as it is",
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})",
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false})");
    row("optional may be null",
        R"({"type":"object","properties":{"a":{"type":"string","default":"x"},"b":{"enum":["u","v"]}}})",
        R"({"type":"object","properties":{"a":{"type":["string","null"]},"b":{"anyOf":[{"enum":["u","v"]},{"type":"null"}]}},"required":["a","b"],"additionalProperties":false})");
    row("already nullable",
        R"({"type":"object","properties":{"a":{"type":["integer","null"]},"b":{"type":"null"}}})",
        R"({"type":"object","properties":{"a":{"type":["integer","null"]},"b":{"type":"null"}},"required":["a","b"],"additionalProperties":false})");
    row("optional enum of strings", R"({"type":"object","properties":{"a":{"type":"string","enum":["u"]}}})",
        R"({"type":"object","properties":{"a":{"anyOf":[{"type":"string","enum":["u"]},{"type":"null"}]}},"required":["a"],"additionalProperties":false})");
    row("inside lists, definitions and unions",
        R"({"type":"object","properties":{"l":{"type":"array","items":{"properties":{"x":{"type":"number"}},"required":["x"]}},"u":{"oneOf":[{"$ref":"#/$defs/D"},{"type":"null"}]}},"required":["l","u"],"$defs":{"D":{"type":"object","properties":{"y":{"type":"boolean"}},"required":["y"]}}})",
        R"({"type":"object","properties":{"l":{"type":"array","items":{"properties":{"x":{"type":"number"}},"required":["x"],"additionalProperties":false}},"u":{"anyOf":[{"$ref":"#/$defs/D"},{"type":"null"}]}},"required":["l","u"],"$defs":{"D":{"type":"object","properties":{"y":{"type":"boolean"}},"required":["y"],"additionalProperties":false}},"additionalProperties":false})");
    row("properties named like keywords",
        R"({"type":"object","properties":{"default":{"type":"string"},"properties":{"type":"string"},"oneOf":{"type":"string"}},"required":["default","properties","oneOf"]})",
        R"({"type":"object","properties":{"default":{"type":"string"},"properties":{"type":"string"},"oneOf":{"type":"string"}},"required":["default","properties","oneOf"],"additionalProperties":false})");
    row("what strict refuses is not sent",
        R"({"type":"object","properties":{"s":{"type":"string","minLength":1,"maxLength":9,"pattern":"^a","format":"uri"},"l":{"type":"array","items":{"type":"string","format":"date"},"uniqueItems":true,"minItems":1},"n":{"type":"number","minimum":0,"not":{"const":5}}},"required":["s","l","n"],"minProperties":1,"if":{"required":["s"]},"then":{"required":["n"]}})",
        R"({"type":"object","properties":{"s":{"type":"string","pattern":"^a"},"l":{"type":"array","items":{"type":"string","format":"date"},"minItems":1},"n":{"type":"number","minimum":0}},"required":["s","l","n"],"additionalProperties":false})");
    row("a reference stands alone",
        R"({"type":"object","properties":{"a":{"$ref":"#/$defs/A","description":"x","default":1},"b":{"allOf":[{"$ref":"#/$defs/A"}],"title":"B"},"c":{"$ref":"#/$defs/A"}},"required":["a","b"],"$defs":{"A":{"type":"integer"}}})",
        R"({"type":"object","properties":{"a":{"anyOf":[{"$ref":"#/$defs/A"}],"description":"x"},"b":{"anyOf":[{"$ref":"#/$defs/A"}],"title":"B"},"c":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}},"required":["a","b","c"],"$defs":{"A":{"type":"integer"}},"additionalProperties":false})");
    row("recursion stays",
        R"({"type":"object","properties":{"v":{"type":"string"},"next":{"$ref":"#"}},"required":["v"]})",
        R"({"type":"object","properties":{"v":{"type":"string"},"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["v","next"],"additionalProperties":false})");
    row("an allOf of one goes into its schema",
        R"({"type":"object","properties":{"a":{"allOf":[{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]}],"description":"d"}},"required":["a"]})",
        R"({"type":"object","properties":{"a":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"],"description":"d","additionalProperties":false}},"required":["a"],"additionalProperties":false})");
    row("closed already",
        R"({"type":"object","properties":{"a":true},"required":["a"],"additionalProperties":false})",
        R"({"type":"object","properties":{"a":true},"required":["a"],"additionalProperties":false})");
}

void TestStrictSchema::copies()
{
    QFETCH(const std::string, schema);
    QFETCH(const std::string, strict);
    const auto made = wire::strictSchema(*json::readStrict(schema));
    QVERIFY(made.has_value());
    QCOMPARE(json::writePretty(*made), json::writePretty(*json::readStrict(strict)));
    QVERIFY(wire::strictSchema(*made) == made); // strict already
}

void TestStrictSchema::whatStrictCannotSayKeepsItOff_data()
{
    QTest::addColumn<std::string>("schema");
    for (
        const char *schema :
        {R"({"type":"object"})", R"({"type":"object","properties":{}})", R"({"type":["object","null"]})",
         R"({"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}})",
         R"({"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true})",
         R"({"type":"object","properties":{"a":{"type":"string"}},"patternProperties":{"^x":{}}})",
         R"({"properties":{"a":{"items":{"type":"object"}}}})",
         R"({"type":"object","properties":{"a":{"allOf":[{"type":"string"},{"minLength":1}]}}})",
         R"({"type":"object","properties":{"a":{"type":"string","allOf":[{"type":"integer"}]}}})",
         R"({"type":"object","properties":{"a":{"type":"array","prefixItems":[{"type":"string"}]}}})",
         R"({"type":"object","properties":{"a":{"oneOf":[{"type":"string"}],"anyOf":[{"type":"string"}]}}})"})
        QTest::newRow(schema) << std::string(schema);
}

void TestStrictSchema::whatStrictCannotSayKeepsItOff()
{
    QFETCH(const std::string, schema);
    QVERIFY(!wire::strictSchema(*json::readStrict(schema)));
}

QTEST_GUILESS_MAIN(TestStrictSchema)
#include "tst_strictschema.moc"

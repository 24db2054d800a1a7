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
    void freeMembersKeepStrictOff_data();
    void freeMembersKeepStrictOff();
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

void TestStrictSchema::freeMembersKeepStrictOff_data()
{
    QTest::addColumn<std::string>("schema");
    for (
        const char *schema :
        {R"({"type":"object"})", R"({"type":"object","properties":{}})", R"({"type":["object","null"]})",
         R"({"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}})",
         R"({"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true})",
         R"({"type":"object","properties":{"a":{"type":"string"}},"patternProperties":{"^x":{}}})",
         R"({"properties":{"a":{"items":{"type":"object"}}}})"})
        QTest::newRow(schema) << std::string(schema);
}

void TestStrictSchema::freeMembersKeepStrictOff()
{
    QFETCH(const std::string, schema);
    QVERIFY(!wire::strictSchema(*json::readStrict(schema)));
}

QTEST_GUILESS_MAIN(TestStrictSchema)
#include "tst_strictschema.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codegen_python.h"
#include "schema/codegen_typescript.h"

#include "shapetest.h"

#include <QTest>

#include <string>

using namespace espalier;

// Schemas made to hurt: writing code of them ends, and so does what was written.

class TestCodeHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileSchemasEnd_data();
    void hostileSchemasEnd();
    void alternativesOfARecursionAreMadeOnce();
};

void TestCodeHostile::hostileSchemasEnd_data()
{
    QTest::addColumn<std::string>("schema");
    std::string deep = "true";
    std::string list = "{}";
    for (int i = 0; i < 200; ++i) {
        deep = R"({"type":"object","properties":{"a":)" + deep + "}}";
        list = R"({"type":"array","items":)" + list + "}";
    }
    QTest::newRow("deep objects") << deep;
    QTest::newRow("deep lists") << list;
    std::string wide;
    for (int i = 0; i < 10000; ++i)
        wide += (i ? "," : "") + std::string("\"p") + std::to_string(i) + R"(":{"type":"string"})";
    QTest::newRow("10,000 properties") << R"({"type":"object","properties":{)" + wide + "}}";
    std::string chain;
    for (int i = 0; i < 5000; ++i)
        chain += (i ? "," : "") + std::string("\"d") + std::to_string(i) + R"(":{"$ref":"#/$defs/d)" +
                 std::to_string(i + 1) + "\"}";
    QTest::newRow("a chain of references")
        << R"({"$ref":"#/$defs/d0","$defs":{)" + chain + R"(,"d5000":{"type":"string"}}})";
    QTest::newRow("a circle") << std::string(
        R"({"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}})");
    QTest::newRow("a circle of allOf")
        << std::string(R"({"allOf":[{"$ref":"#"}],"type":"object","properties":{"a":{"$ref":"#"}}})");
    QTest::newRow("itself") << std::string(R"({"$ref":"#"})");
    std::string product;
    for (int i = 0; i < 12; ++i)
        product += (i ? "," : "") +
                   std::string(R"({"anyOf":[{"required":["a"]},{"required":["b"]},{"required":["c"]}]})");
    QTest::newRow("a product of choices")
        << R"({"type":"object","properties":{"a":{},"b":{},"c":{}},"allOf":[)" + product + "]}";
    std::string growing = R"({"type":"object","properties":{"x":{"$ref":"#/$defs/n0"}},"$defs":{)";
    for (int i = 0; i < 30; ++i) {
        const std::string next = "\"#/$defs/n" + std::to_string(i + 1) + "\"";
        growing +=
            "\"n" + std::to_string(i) + R"(":{"allOf":[{"$ref":)" + next + R"(},{"$ref":)" + next + "}]},";
    }
    QTest::newRow("a doubling reference") << growing + R"("n30":{"type":"string"}}})";
    std::string ladder = R"({"type":"object","properties":{"x":{"$ref":"#/$defs/a0"},)"
                         R"("y":{"$ref":"#/$defs/b0","default":[1]}},"$defs":{)";
    for (int i = 0; i < 60; ++i) {
        const std::string next = std::to_string(i + 1);
        const std::string a = R"({"$ref":"#/$defs/a)" + next + "\"}";
        const std::string b = R"({"$ref":"#/$defs/b)" + next + "\"}";
        ladder += "\"a" + std::to_string(i) + R"(":{"anyOf":[)" + a + "," + b + R"(]},"b)" +
                  std::to_string(i) + R"(":{"anyOf":[)" + b + "," + a + "]},";
    }
    QTest::newRow("names for names, 2^60 ways")
        << ladder + R"("a60":{"type":"string"},"b60":{"type":"integer"}}})";
    std::string values;
    std::string branches;
    for (int i = 0; i < 30'000; ++i) {
        values += (i ? ",\"v" : "\"v") + std::to_string(i) + '"';
        branches +=
            (i ? R"(,{"minLength":)" : R"({"minLength":)") + std::to_string(i) + R"(,"type":"string"})";
    }
    QTest::newRow("30,000 values, twice")
        << R"({"allOf":[{"enum":[)" + values + R"(]},{"enum":[)" + values + "]}]}";
    QTest::newRow("30,000 branches") << R"({"anyOf":[)" + branches + "]}";
    QTest::newRow("a recursion that widens") << std::string(
        R"({"$ref":"#/$defs/n","$defs":{"n":{"type":"object","allOf":[{"$ref":"#/$defs/b"}],"properties":{"c":{"$ref":"#/$defs/n"}}},"b":{"type":"object","properties":{"c":{"$ref":"#/$defs/b"}}}}})");
    QTest::newRow("malformed") << std::string(
        R"({"type":5,"properties":[],"required":"a","enum":{},"items":3,"allOf":{},"anyOf":[1,null],"$ref":7,"minLength":"x","pattern":1})");
    QTest::newRow("deep default") << R"({"type":"object","properties":{"a":{"default":)" +
                                         std::string(300, '[') + std::string(300, ']') + "}}}";
}

void TestCodeHostile::hostileSchemasEnd()
{
    QFETCH(std::string, schema);
    const json::Value value = test::readValue(schema);
    const std::string python = schema::pythonModule(value);
    const std::string script = schema::typescriptModule(value);
    QVERIFY(python.ends_with("\n") && script.ends_with("\n"));
    QVERIFY(python.size() < 20'000'000 && script.size() < 20'000'000);
}

void TestCodeHostile::alternativesOfARecursionAreMadeOnce()
{
    const std::string code = schema::pythonModule(test::readValue(
        R"({"type":"object","properties":{"b":{"anyOf":[{"anyOf":[{"$ref":"#"},{}]}],"additionalProperties":{}}}})"));
    QVERIFY2(code.size() < 10'000, "it made classes up to the most there may be");
}

QTEST_GUILESS_MAIN(TestCodeHostile)
#include "tst_codehostile.moc"

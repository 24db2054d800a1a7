// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercion.h"
#include "schema/providerhints.h"

#include "shapetest.h"

#include <QTest>

#include <algorithm>

using namespace espalier;

// What endpoints' structured output does not take, and how the answers of strict ones are read.

class TestProviderHints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hints_data();
    void hints();
    void aStrictSchemaHasNone();
    void limits_data();
    void limits();
    void hostileSchemasEnd();
    void nullsReadBack_data();
    void nullsReadBack();
};

void TestProviderHints::hints_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("provider");
    QTest::addColumn<std::string>("part");
    const auto row = [](const char *schema, const char *pointer, const char *provider, const char *part) {
        QTest::newRow(schema) << std::string(schema) << std::string(pointer) << std::string(provider)
                              << std::string(part);
    };
    row(R"({"type":"array"})", "", "", "no plain object");
    row(R"({"type":"object","anyOf":[{"required":["a"]}]})", "", "", "no plain object");
    row(R"({"type":"object","properties":{"a/b":{}},"additionalProperties":false})", "/properties/a~1b",
        "OpenAI strict", "optional");
    row(R"({"type":"object","properties":{"a":{}},"required":["a"]})", "", "OpenAI strict", "is not false");
    row(R"({"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}})",
        "/properties/a/additionalProperties", "OpenAI strict", "free name");
    row(R"({"type":"object","properties":{"a":{"type":"object"}}})", "/properties/a", "OpenAI strict",
        "without fields");
    row(R"({"type":"object","properties":{"a":{"type":"string","minLength":1}}})", "/properties/a/minLength",
        "Fireworks", "not taken");
    row(R"({"type":"object","properties":{"a":{"enum":[]}}})", "/properties/a/enum", "", "nothing fits");
    row(R"({"type":"object","properties":{"a":{"type":[]}}})", "/properties/a/type", "", "nothing fits");
    row(R"({"$schema":"https://example.org/mine","type":"object"})", "/$schema", "", "not known");
    row(R"({"type":"object","properties":{"a":{"type":"string","pattern":"x"}}})", "/properties/a/pattern",
        "Fireworks", "not taken");
    row(R"({"type":"object","properties":{"a":{"oneOf":[{"type":"string"}]}}})", "/properties/a/oneOf",
        "OpenAI strict", "anyOf");
    row(R"({"type":"object","properties":{"a":{"type":"array","uniqueItems":true}}})",
        "/properties/a/uniqueItems", "vLLM", "refused");
    row(R"({"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"not":{}}}})",
        "/$defs/A/not", "OpenAI strict", "after the answer");
}

void TestProviderHints::hints()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, pointer);
    QFETCH(std::string, provider);
    QFETCH(std::string, part);
    const auto hints = schema::providerHints(test::readValue(schema));
    const bool found = std::any_of(hints.begin(), hints.end(), [&](const schema::ProviderHint &hint) {
        return hint.pointer == pointer && hint.provider == provider &&
               hint.message.find(part) != std::string::npos;
    });
    QVERIFY(found);
    for (const schema::ProviderHint &hint : hints) {
        QVERIFY2(json::resolve(test::readValue(schema), hint.pointer) ||
                     hint.pointer.ends_with("/additionalProperties"),
                 hint.pointer.c_str());
        QVERIFY(!hint.message.empty());
    }
}

void TestProviderHints::aStrictSchemaHasNone()
{
    for (
        const char *schema :
        {R"({"type":"object","properties":{"a":{"type":["string","null"],"description":"x"},"l":{"type":"array","items":{"$ref":"#/$defs/T"}}},"required":["a","l"],"additionalProperties":false,"$defs":{"T":{"type":"object","properties":{"up":{"anyOf":[{"$ref":"#/$defs/T"},{"type":"null"}]}},"required":["up"],"additionalProperties":false}}})",
         R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"enum":["a"]}},"required":["a"],"additionalProperties":false})",
         R"({"type":"object","properties":{"default":{"type":"string"},"not":{"enum":["a"]},"oneOf":{"const":1}},"required":["default","not","oneOf"],"additionalProperties":false})"})
        QVERIFY2(schema::providerHints(test::readValue(schema)).empty(), schema);
}

void TestProviderHints::limits_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("part");
    QTest::addColumn<bool>("told");
    const auto closed = [](const std::string &properties) {
        return R"({"type":"object","properties":{)" + properties + "}}";
    };
    const auto nested = [&closed](int levels) {
        std::string out = R"({"type":"string"})";
        for (int i = 0; i < levels; ++i)
            out = closed("\"a\":" + out);
        return out;
    };
    QTest::newRow("5 levels") << nested(5) << std::string("5 levels") << false;
    QTest::newRow("6 levels") << nested(6) << std::string("5 levels") << true;
    QTest::newRow("6 levels by reference")
        << R"({"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":)" + nested(5) + "}}"
        << std::string("5 levels") << true;
    QTest::newRow("recursion is one level")
        << std::string(R"({"type":"object","properties":{"a":{"$ref":"#"}}})") << std::string("5 levels")
        << false;
    const auto many = [](int count, const char *rest) {
        std::string out;
        for (int i = 0; i < count; ++i)
            out += (i ? "," : "") + std::string("\"p") + std::to_string(i) + "\"" + rest;
        return out;
    };
    QTest::newRow("100 properties") << closed(many(100, ":{}")) << std::string("properties in all") << false;
    QTest::newRow("101 properties") << closed(many(101, ":{}")) << std::string("101 properties in all")
                                    << true;
    QTest::newRow("500 values") << closed(R"("a":{"enum":[)" + many(500, "") + "]}")
                                << std::string("values of enum in all") << false;
    QTest::newRow("501 values") << closed(R"("a":{"enum":[)" + many(501, "") + "]}")
                                << std::string("501 values of enum in all") << true;
    const std::string ending = std::string(30, 'x') + "\"";
    const auto longValues = [&ending](int count) {
        std::string out;
        for (int i = 0; i < count; ++i)
            out += (i ? ",\"" : "\"") + std::to_string(i) + ending;
        return out;
    };
    QTest::newRow("250 long values") << closed(R"("a":{"enum":[)" + longValues(250) + "]}")
                                     << std::string("beyond 250") << false;
    QTest::newRow("251 long values") << closed(R"("a":{"enum":[)" + longValues(251) + "]}")
                                     << std::string("beyond 250") << true;
    QTest::newRow("a long name") << R"({"title":")" + std::string(65, 't') + R"(","type":"object"})"
                                 << std::string("longer than 64") << true;
    QTest::newRow("many characters") << closed("\"" + std::string(15001, 'n') + "\":{}")
                                     << std::string("15001 characters") << true;
}

void TestProviderHints::limits()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, part);
    QFETCH(bool, told);
    const auto hints = schema::providerHints(test::readValue(schema));
    QCOMPARE(std::count_if(hints.begin(), hints.end(),
                           [&part](const schema::ProviderHint &hint) {
                               return hint.message.find(part) != std::string::npos;
                           }),
             told ? 1 : 0);
}

void TestProviderHints::hostileSchemasEnd()
{
    std::string wide;
    for (int i = 0; i < 10000; ++i)
        wide += (i ? "," : "") + std::string("\"p") + std::to_string(i) + R"(":{"minLength":1})";
    QCOMPARE(
        schema::providerHints(test::readValue(R"({"type":"object","properties":{)" + wide + "}}")).size(),
        500U);
    QVERIFY(schema::providerHints(test::readValue(R"({"$ref":"#"})")).size() < 5U);
    QVERIFY(schema::providerHints(test::readValue("true")).empty());
}

void TestProviderHints::nullsReadBack_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<std::string>("read");
    QTest::addColumn<std::string>("absent");
    const auto row = [](const char *name, const char *schema, const char *answer, const char *read,
                        const char *absent) {
        QTest::newRow(name) << std::string(schema) << std::string(answer) << std::string(read)
                            << std::string(absent);
    };
    const char *const person =
        R"({"type":"object","properties":{"name":{"type":"string"},"nick":{"type":"string"},"age":{"type":["integer","null"]}},"required":["name"]})";
    row("absent", person, R"({"name":"A","nick":null,"age":null})", R"({"name":"A","age":null})", "/nick");
    row("required stays", person, R"({"name":null,"nick":"x","age":1})",
        R"({"name":null,"nick":"x","age":1})", "");
    row("unknown stays", person, R"({"name":"A","other":null})", R"({"name":"A","other":null})", "");
    row("in lists", R"({"type":"array","items":{"type":"object","properties":{"a":{"enum":["x"]},"b":{}}}})",
        R"([{"a":null,"b":null},{"a":"x"}])", R"([{"b":null},{"a":"x"}])", "/0/a");
    row("by reference and anyOf with null",
        R"({"type":"object","properties":{"in":{"anyOf":[{"$ref":"#/$defs/I"},{"type":"null"}]},"out":{"$ref":"#/$defs/I"}},"$defs":{"I":{"type":"object","properties":{"x/y":{"type":"number"}}}}})",
        R"({"in":{"x/y":null},"out":null})", R"({"in":{}})", "/in/x~1y /out");
    row("null among values",
        R"({"type":"object","properties":{"a":{"enum":["x",null]},"b":{"const":null},"c":{"anyOf":[{"type":"string"},{"type":"null"}]}}})",
        R"({"a":null,"b":null,"c":null})", R"({"a":null,"b":null,"c":null})", "");
    row("recursion",
        R"({"type":"object","properties":{"next":{"$ref":"#"},"v":{"type":"string"}},"required":["v"]})",
        R"({"v":"1","next":{"v":"2","next":null}})", R"({"v":"1","next":{"v":"2"}})", "/next/next");
    row("a union by its literal",
        R"({"type":"object","properties":{"u":{"anyOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{"type":"string"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"},"x":{"type":["string","null"]}},"required":["k","x"]}]}}})",
        R"({"u":{"k":"a","x":null}})", R"({"u":{"k":"a"}})", "/u/x");
    row("the other member",
        R"({"type":"object","properties":{"u":{"anyOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{"type":"string"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"},"x":{"type":["string","null"]}},"required":["k","x"]}]}}})",
        R"({"u":{"k":"b","x":null}})", R"({"u":{"k":"b","x":null}})", "");
    row("a union that is not clear",
        R"({"anyOf":[{"type":"object","properties":{"x":{"type":"string"}}},{"type":"object","properties":{"x":{"type":"null"}}}]})",
        R"({"x":null})", R"({"x":null})", "");
}

void TestProviderHints::nullsReadBack()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, answer);
    QFETCH(std::string, read);
    QFETCH(std::string, absent);
    schema::CoercionOptions strict;
    strict.level = schema::CoercionLevel::Off;
    strict.strict = true;
    const schema::Coerced reading =
        schema::Coercer::compile(test::readValue(schema), strict).value().read(test::readValue(answer));
    QCOMPARE(json::writeCompact(reading.value), read);
    std::string told;
    for (const schema::Coercion &made : reading.coercions) {
        QVERIFY(made.kind == schema::CoercionKind::NullToAbsent);
        told += (told.empty() ? "" : " ") + made.origin;
    }
    QCOMPARE(told, absent);
}

QTEST_GUILESS_MAIN(TestProviderHints)
#include "tst_providerhints.moc"

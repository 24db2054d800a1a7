// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codetext_p.h"
#include "schema/codewhole_p.h"
#include "json/read.h"
#include "json/writer.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;
using schema::PythonPatternPlace;

/// The schema that comes along with generated code, as other validators take it.
class TestCodeWhole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenToTheLetter_data();
    void isWrittenToTheLetter();
    void staysAtHomeWhereItCannotBeJudged_data();
    void staysAtHomeWhereItCannotBeJudged();
    void whatAjvReadsOtherwiseIsNotForIt();
    void patternsAreFoundWhereverTheyStand();
    void twoPatternsNeverBecomeOne();
    void whatPythonCannotSayIsTold();
    void rawStringsStayWhole_data();
    void rawStringsStayWhole();
};

namespace {

std::string compact(const std::string &text)
{
    return json::writeCompact(test::readValue(text));
}

std::string pathOf(const PythonPatternPlace &place)
{
    std::string out;
    for (const PythonPatternPlace::Step &step : place.path)
        out += "/" + (step.index() == 0 ? std::get<std::string>(step)
                                        : "#" + std::to_string(std::get<std::size_t>(step)));
    return out;
}

} // namespace

void TestCodeWhole::isWrittenToTheLetter_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("whole");
    QTest::addColumn<std::string>("ajv");
    const auto row = [](const char *name, const char *schema, const char *whole, const char *ajv) {
        QTest::newRow(name) << std::string(schema) << std::string(whole) << std::string(ajv);
    };
    row("a mark beside a limit",
        R"({"minimum":3,"exclusiveMinimum":true,"maximum":5,"exclusiveMaximum":false})",
        R"({"maximum":5,"exclusiveMinimum":3})", R"({"maximum":5,"exclusiveMinimum":3})");
    row("the same in draft 4",
        R"({"$schema":"http://json-schema.org/draft-04/schema#","minimum":3,"exclusiveMinimum":true})",
        R"({"$schema":"http://json-schema.org/draft-04/schema#","minimum":3,"exclusiveMinimum":true})",
        R"({"exclusiveMinimum":3})");
    row("kinds by place", R"({"items":[{"minimum":1,"exclusiveMinimum":true}],"additionalItems":false})",
        R"({"prefixItems":[{"exclusiveMinimum":1}],"items":false})",
        R"({"prefixItems":[{"exclusiveMinimum":1}],"items":false})");
    row("the same up to 2019-09",
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","items":[{}],"additionalItems":false})",
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","items":[{}],"additionalItems":false})",
        R"({"items":[{}],"additionalItems":false})");
    row("beside a reference in draft 7",
        R"({"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$ref":"#/definitions/b","minLength":5}},"definitions":{"b":true}})",
        R"({"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$ref":"#/definitions/b","minLength":5}},"definitions":{"b":true}})",
        R"({"properties":{"a":{"$ref":"#/definitions/b"}},"definitions":{"b":true}})");
    row("beside a reference in 2020-12",
        R"({"properties":{"a":{"$ref":"#/$defs/b","minLength":5}},"$defs":{"b":true}})",
        R"({"properties":{"a":{"$ref":"#/$defs/b","minLength":5}},"$defs":{"b":true}})",
        R"({"properties":{"a":{"$ref":"#/$defs/b","minLength":5}},"$defs":{"b":true}})");
    row("words of later drafts",
        R"({"$schema":"http://json-schema.org/draft-04/schema#","id":"urn:x","const":1,"contains":{"minimum":1}})",
        R"({"$schema":"http://json-schema.org/draft-04/schema#","id":"urn:x","const":1,"contains":{"minimum":1}})",
        R"({})");
    row("a limit of later drafts in draft 4",
        R"({"$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":3})",
        R"({"$schema":"http://json-schema.org/draft-04/schema#","allOf":[{"minimum":3,"exclusiveMinimum":true}]})",
        R"({"allOf":[{"exclusiveMinimum":3}]})");
    row("words of earlier drafts", R"({"dependencies":{"a":["b"],"c":false},"$recursiveRef":"#"})",
        R"({"$recursiveRef":"#","allOf":[{"dependentRequired":{"a":["b"]}},{"dependentSchemas":{"c":false}}]})",
        R"({"allOf":[{"dependentRequired":{"a":["b"]}},{"dependentSchemas":{"c":false}}]})");
    row("identifiers and anchors",
        R"({"$id":"urn:r","properties":{"a":{"$ref":"urn:b"},"b":{"$ref":"#c"}},"$defs":{"b":{"$id":"urn:b","$ref":"#/$defs/d","$defs":{"d":true}},"c":{"$anchor":"c"}}})",
        R"({"$id":"urn:r","properties":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/c"}},"$defs":{"b":{"$ref":"#/$defs/b/$defs/d","$defs":{"d":true}},"c":{}}})",
        R"({"properties":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/c"}},"$defs":{"b":{"$ref":"#/$defs/b/$defs/d","$defs":{"d":true}},"c":{}}})");
    row("a dynamic reference with one end",
        R"({"$dynamicAnchor":"a","items":{"$dynamicRef":"#a","$ref":"#/$defs/b"},"$defs":{"b":true}})",
        R"({"items":{"$ref":"#/$defs/b","allOf":[{"$ref":"#"}]},"$defs":{"b":true}})",
        R"({"items":{"$ref":"#/$defs/b","allOf":[{"$ref":"#"}]},"$defs":{"b":true}})");
    row("a dynamic reference with two ends",
        R"({"$id":"urn:a","$dynamicAnchor":"n","$ref":"urn:b","maxItems":1,"$defs":{"b":{"$id":"urn:b","$dynamicAnchor":"n","items":{"$dynamicRef":"#n"}}}})",
        R"({"maxItems":1,"$ref":"#/$defs/b","$defs":{"b":{"items":{"$ref":"#"}}}})",
        R"({"maxItems":1,"$ref":"#/$defs/b","$defs":{"b":{"items":{"$ref":"#"}}}})");
    row("a recursive one with two ends",
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"urn:a","$recursiveAnchor":true,"maxItems":1,"allOf":[{"$ref":"urn:b"}],"$defs":{"b":{"$id":"urn:b","$recursiveAnchor":true,"items":{"$recursiveRef":"#"}}}})",
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","maxItems":1,"allOf":[{"$ref":"#/$defs/b"}],"$defs":{"b":{"items":{"$ref":"#"}}}})",
        R"({"maxItems":1,"allOf":[{"$ref":"#/$defs/b"}],"$defs":{"b":{"items":{"$ref":"#"}}}})");
    row("a member of objects in JavaScript",
        R"({"properties":{"__proto__":{"type":"null"},"a":true},"dependentRequired":{"__proto__":["a"]}})",
        R"({"properties":{"__proto__":{"type":"null"},"a":true},"dependentRequired":{"__proto__":["a"]}})",
        R"({"properties":{"a":true},"dependentRequired":{"__proto__":["a"]},"patternProperties":{"^__proto__$":{"type":"null"}},"allOf":[{"anyOf":[{"not":{"type":"object","required":["__proto__"]}},{"required":["a"]}]}]})");
    row("patterns without the flag u",
        R"({"pattern":"\\-{.}]","patternProperties":{"a\\-":true,"a-":false}})",
        R"({"pattern":"\\-{.}]","patternProperties":{"a\\-":true,"a-":false}})",
        R"x({"pattern":"-\\{.\\}\\]","patternProperties":{"a-":true,"a-(?:)":false}})x");
    row("a recursive one",
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"items":{"$recursiveRef":"#"}})",
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","items":{"$ref":"#"}})",
        R"({"items":{"$ref":"#"}})");
    row("what only references reach",
        R"({"$ref":"#/x/y","x":{"y":{"minimum":1,"exclusiveMinimum":true,"$async":true}}})",
        R"({"$ref":"#/x/y","x":{"y":{"$async":true,"exclusiveMinimum":1}}})",
        R"({"$ref":"#/x/y","x":{"y":{"exclusiveMinimum":1}}})");
    row("a condition alone", R"({"if":{"minLength":1},"unevaluatedProperties":false})",
        R"({"if":{"minLength":1},"unevaluatedProperties":false})",
        R"({"unevaluatedProperties":false,"allOf":[{"anyOf":[{"allOf":[{"minLength":1}]},{"allOf":[{"not":{"minLength":1}}]}]}]})");
    row("a list that must contain", R"({"prefixItems":[true],"contains":{"type":"null"},"maxContains":2})",
        R"({"prefixItems":[true],"contains":{"type":"null"},"maxContains":2})",
        R"({"prefixItems":[true],"allOf":[{"contains":{"type":"null"},"maxContains":2,"minItems":1}]})");
    row("the same where more is asked", R"({"contains":{"type":"null"},"minItems":3})",
        R"({"contains":{"type":"null"},"minItems":3})", R"({"contains":{"type":"null"},"minItems":3})");
    row("a list that need not contain", R"({"contains":{"type":"null"},"minContains":0,"maxContains":2})",
        R"({"contains":{"type":"null"},"minContains":0,"maxContains":2})",
        R"({"contains":{"type":"null"},"minContains":0,"maxContains":2})");
    row("a member on which others depend",
        R"({"dependentSchemas":{"a":{"properties":{"b":true}}},"unevaluatedProperties":false})",
        R"({"dependentSchemas":{"a":{"properties":{"b":true}}},"unevaluatedProperties":false})",
        R"({"unevaluatedProperties":false,"allOf":[{"anyOf":[{"allOf":[{"type":"object","required":["a"]},{"properties":{"b":true}}]},{"allOf":[{"not":{"type":"object","required":["a"]}}]}]}]})");
    row("beside what nothing passes", R"({"not":true,"anyOf":[{"properties":{"a":true}}]})",
        R"({"not":true,"anyOf":[{"properties":{"a":true}}]})",
        R"({"not":{"allOf":[true]},"anyOf":[{"properties":{"a":true}}]})");
    row("words of ajv's own",
        R"({"type":"string","nullable":true,"id":"x","$async":true,"discriminator":{"propertyName":"a"}})",
        R"({"type":"string","nullable":true,"id":"x","$async":true,"discriminator":{"propertyName":"a"}})",
        R"({"type":"string"})");
    row("what ajv does not read", R"({"enum":[],"allOf":[true]})", R"({"enum":[],"allOf":[true]})",
        R"({"allOf":[true,{"not":{}}]})");
    row("members of these names",
        R"({"properties":{"nullable":{"enum":[{"id":1}]},"id":{"minimum":1,"exclusiveMinimum":true}}})",
        R"({"properties":{"nullable":{"enum":[{"id":1}]},"id":{"exclusiveMinimum":1}}})",
        R"({"properties":{"nullable":{"enum":[{"id":1}]},"id":{"exclusiveMinimum":1}}})");
}

void TestCodeWhole::isWrittenToTheLetter()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, whole);
    QFETCH(std::string, ajv);
    const auto found = schema::wholeSchema(schema::plainSchema(test::readValue(schema)));
    QVERIFY(found.has_value());
    QCOMPARE(json::writeCompact(found->schema), compact(whole));
    const auto adapted = schema::forAjv(*found);
    QVERIFY(adapted.has_value());
    QCOMPARE(json::writeCompact(*adapted), compact(ajv));
}

void TestCodeWhole::staysAtHomeWhereItCannotBeJudged_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::newRow("another document") << std::string(R"({"$ref":"https://example.org/other.json"})");
    QTest::newRow("a malformed keyword") << std::string(R"({"minLength":"x"})");
    QTest::newRow("a number that is infinite elsewhere") << std::string(R"({"maximum":1e400})");
    QTest::newRow("a number that is 0 elsewhere") << std::string(R"({"not":{"multipleOf":1e-400}})");
    QTest::newRow("two drafts") << std::string(
        R"({"allOf":[{"$id":"urn:a","$schema":"http://json-schema.org/draft-07/schema#"}]})");
    QTest::newRow("a reference by a pattern") << std::string(
        R"({"patternProperties":{"a":{}},"properties":{"b":{"$ref":"#/patternProperties/a"}}})");
    std::string deep = "true";
    for (int i = 0; i < 120; ++i)
        deep = R"({"not":)" + deep + "}";
    QTest::newRow("deep") << deep;
    QTest::newRow("large") << R"({"description":")" + std::string(1 << 20, 'x') + "\"}";
}

void TestCodeWhole::staysAtHomeWhereItCannotBeJudged()
{
    QFETCH(std::string, schema);
    QVERIFY(!schema::wholeSchema(schema::plainSchema(test::readValue(schema))));
}

/// Where jsonschema judges and ajv does not: it has another opinion.
void TestCodeWhole::whatAjvReadsOtherwiseIsNotForIt()
{
    const auto items = schema::wholeSchema(
        schema::plainSchema(test::readValue(R"({"contains":{"type":"string"},"unevaluatedItems":false})")));
    QVERIFY(items.has_value());
    QVERIFY(!schema::forAjv(*items));
    std::string nested = "true";
    for (int i = 0; i < 40; ++i)
        nested = R"({"if":)" + nested + R"(,"then":false,"unevaluatedProperties":false})";
    const auto conditions = schema::wholeSchema(schema::plainSchema(test::readValue(nested)));
    QVERIFY(conditions.has_value());
    QVERIFY(!schema::forAjv(*conditions));
}

void TestCodeWhole::patternsAreFoundWhereverTheyStand()
{
    const auto places = schema::patternsForPython(test::readValue(R"({
        "pattern":"^a$",
        "properties":{"pattern":{"pattern":"\\d"},"b":{"pattern":"b"}},
        "allOf":[{},{"pattern":"\\w"}],
        "patternProperties":{"^x$":{"pattern":"y$"}},
        "const":{"pattern":"\\d"}})"));
    QVERIFY(places.has_value());
    QStringList found;
    for (const PythonPatternPlace &place : *places)
        found << QString::fromStdString(pathOf(place) + " " + place.from + " > " + place.to + " " +
                                        place.text);
    const QStringList wanted{
        QStringLiteral("/properties/pattern pattern > pattern [0-9]"),
        QStringLiteral("/allOf/#1 pattern > pattern [A-Za-z0-9_]"),
        QStringLiteral("/patternProperties/^x$ pattern > pattern y$(?!\\n)"), // before its name changes
        QStringLiteral(" pattern > pattern ^a$(?!\\n)"),
        QStringLiteral("/patternProperties ^x$ > ^x$(?!\\n) "),
    };
    QCOMPARE(found, wanted);
}

void TestCodeWhole::twoPatternsNeverBecomeOne()
{
    const auto places = schema::patternsForPython(
        test::readValue(R"({"patternProperties":{"[0-9]":{"minimum":1},"\\d":{"maximum":2}}})"));
    QVERIFY(places.has_value() && places->size() == 1);
    QCOMPARE(places->front().from, std::string("\\d"));
    QCOMPARE(places->front().to, std::string("[0-9](?:)"));
}

void TestCodeWhole::whatPythonCannotSayIsTold()
{
    QVERIFY(!schema::patternsForPython(test::readValue(R"({"pattern":"(?<=a)b"})")));
    QVERIFY(!schema::patternsForPython(test::readValue(R"({"patternProperties":{"(?<=a)b":{}}})")));
}

void TestCodeWhole::rawStringsStayWhole_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text :
         {"\"\"\"", "`", "${x}", "\\", "\xE2\x80\xA8", "\xE2\x80\xAE", "\x01", "$", "\"", "x\\\""})
        QTest::newRow(text) << std::string(text);
}

/// JSON that reads as the same value and holds nothing that ends the string around it.
void TestCodeWhole::rawStringsStayWhole()
{
    QFETCH(std::string, text);
    json::Value value = json::Value::object();
    value.set(text, json::Value::array({json::Value::string(text), json::Value::string("")}));
    const std::string raw = schema::rawJson(value);
    for (const char *end : {"\"\"\"", "`", "${", "\xE2\x80"})
        QCOMPARE(raw.find(end), std::string::npos);
    const auto read = json::readStrict(raw);
    QVERIFY(read.ok());
    QVERIFY(read->equals(value));
}

QTEST_GUILESS_MAIN(TestCodeWhole)
#include "tst_codewhole.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "largeobjects.h"
#include "schematest.h"

#include "schema/coercion.h"
#include "schema/growingunions.h"
#include "schema/incremental.h"
#include "json/answerreader.h"

#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;

// Schemas and values made to hurt: each gives a named error or an answer, soon (the test would not end
// otherwise) and without a deep stack.

namespace {

std::string repeated(std::string_view text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

} // namespace

class TestHostileSchemas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void referencesInACircle_data();
    void referencesInACircle();
    void dynamicReferencesInACircle();
    void tenThousandProperties();
    void fiftyMegabytes();
    void tooManySchemas();
    void tooManyPatterns();
    void patternsThatRepeatTooMuch();
    void moreLooksForPatternsThanAnyoneWaitsFor();
    void moreWorkThanAnyoneWaitsFor();
    void manyValuesAllowed();
    void deepSchemas();
    void longKeysOnALongWay();
    void patternsThatExplode();
    void patternsThatExplodeEverywhere();
    void anUndecidedPatternIsNeverAMismatch();
    void doublingWithUnevaluated();
    void doublingInNames();
    void manyReferencesIntoOneObject();
    void manyEqualItems();
    void hugeNumbers();
    void aHundredThousandPartsOfOneValue();
    void boundsBeyondCountingAreSaidAsWritten();
};

void TestHostileSchemas::referencesInACircle_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("itself") << QByteArray(R"({"$ref":"#"})");
    QTest::newRow("not") << QByteArray(R"({"not":{"$ref":"#"}})");
    QTest::newRow("if") << QByteArray(R"({"if":{"type":"null"},"else":{"allOf":[{"$ref":"#"}]}})");
    QTest::newRow("dependency") << QByteArray(R"({"dependentSchemas":{"a":{"$ref":"#"}}})");
    QTest::newRow("between resources") << QByteArray(
        R"({"$id":"http://x/a","$ref":"b","$defs":{"b":{"$id":"b","anyOf":[true,{"$ref":"a"}]}}})");
    QTest::newRow("recursive, to itself")
        << QByteArray(R"({"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveRef":"#"})");
}

void TestHostileSchemas::referencesInACircle()
{
    QFETCH(const QByteArray, schema);
    const std::string why = whyNot(readJson(schema.toStdString()));
    QVERIFY2(why.ends_with("the schema refers to itself without end"), why.c_str());
}

void TestHostileSchemas::dynamicReferencesInACircle()
{
    // Only the way decides that it is one.
    const auto validator = compiledSchema(
        R"({"$id":"http://x/a","$dynamicAnchor":"n","$ref":"b",
            "$defs":{"b":{"$id":"b","$dynamicAnchor":"n","allOf":[{"$dynamicRef":"#n"}]}}})");
    const schema::Issues issues = validator.validate(readJson("1"));
    QCOMPARE(issues.size(), 1U);
    QCOMPARE(issues.front().message, std::string("is nested too deeply"));
}

void TestHostileSchemas::tenThousandProperties()
{
    const std::string properties =
        objectOf(10'000, [](int i) { return R"({"type":"integer","minimum":)" + std::to_string(i) + "}"; });
    const auto validator = compiledSchema(R"({"properties":)" + properties +
                                          R"(,"required":["a9999"],"additionalProperties":false})");
    const json::Value good = readJson(objectOf(10'000, [](int i) { return std::to_string(i); }));
    QVERIFY(validator.fits(good));
    const json::Value bad = readJson(objectOf(10'001, [](int) { return std::string("5000"); }));
    QCOMPARE(validator.validate(bad).size(), 1000U);
}

void TestHostileSchemas::fiftyMegabytes()
{
    const std::string text = repeated("0123456789", 100'000);
    json::Value::Array words;
    for (int i = 0; i < 50; ++i)
        words.push_back(json::Value::string(text + std::to_string(i)));
    json::Value schema = json::Value::object();
    schema.set("enum", json::Value::array(std::move(words)));
    schema.set("description", json::Value::string(text));
    const auto validator = schema::Validator::compile(schema);
    QVERIFY(validator.ok());
    QVERIFY(validator->fits(json::Value::string(text + "49")));
    const schema::Issues issues = validator->validate(json::Value::string("0"));
    QVERIFY(issues.front().message.size() < 2000);
}

void TestHostileSchemas::tooManySchemas()
{
    json::Value schema = json::Value::object();
    json::Value::Array branches(300'000, json::Value::object());
    schema.set("anyOf", json::Value::array(std::move(branches)));
    QVERIFY(whyNot(schema).ends_with("the schema has more than 250000 parts"));
}

void TestHostileSchemas::tooManyPatterns()
{
    const auto of = [](int count) {
        return readJson(
            R"({"properties":)" +
            objectOf(count, [](int i) { return R"({"pattern":"[a-b]x)" + std::to_string(i) + "\"}"; }) + "}");
    };
    QVERIFY(whyNot(of(2'000)).starts_with("compiled"));
    QVERIFY(whyNot(of(20'001)).find("the schema has too many patterns") != std::string::npos);
}

void TestHostileSchemas::patternsThatRepeatTooMuch()
{
    // 300 bytes each; with what the group repeats 12,000.
    const auto of = [](int count) {
        return readJson(R"({"properties":)" +
                        objectOf(count,
                                 [](int i) {
                                     return R"({"pattern":"()" + repeated("[a-b]x?", 40) + std::to_string(i) +
                                            R"(){1,40}"})";
                                 }) +
                        "}");
    };
    QVERIFY(whyNot(of(50)).starts_with("compiled"));
    QVERIFY(whyNot(of(150)).find("the schema has too many patterns") != std::string::npos);
}

void TestHostileSchemas::moreLooksForPatternsThanAnyoneWaitsFor()
{
    const auto validator = compiledSchema(R"({"patternProperties":)" +
                                          objectOf(2'000, [](int) { return std::string("{}"); }) + "}");
    const json::Value instance = readJson(objectOf(2'100, [](int) { return std::string("1"); }));
    QVERIFY(!validator.fits(instance));
    QVERIFY(validator.validate(instance).front().message.starts_with("cannot be judged"));
}

void TestHostileSchemas::moreWorkThanAnyoneWaitsFor()
{
    std::string branches = R"({"type":"integer"})";
    for (int i = 1; i < 700; ++i)
        branches += R"(,{"type":"integer"})";
    const auto validator = compiledSchema(R"({"allOf":[)" + branches + "]}");
    const json::Value instance = readJson(repeated("7", 100'000));
    QVERIFY(!validator.fits(instance));
    const schema::Issues issues = validator.validate(instance);
    QCOMPARE(issues.size(), 1U); // and never one that it does not fit
    QVERIFY(issues.front().message.starts_with("cannot be judged: the schema asks too much"));
    QVERIFY(validator.fits(readJson(repeated("7", 50'000))));
    // The same inside what may fail makes no verdict.
    const auto inverted = compiledSchema(R"({"not":{"not":{"allOf":[)" + branches + "]}}}");
    QCOMPARE(briefly(inverted.validate(instance)), std::string(" "));
}

void TestHostileSchemas::manyValuesAllowed()
{
    std::string values = "null";
    for (int i = 0; i < 30'000; ++i)
        values += "," + std::to_string(i) + ",[" + std::to_string(i) + ".0]";
    const auto validator = compiledSchema(R"({"items":{"enum":[)" + values + "]}}");
    QVERIFY(validator.fits(readJson("[" + values + "]")));
    QVERIFY(validator.fits(readJson("[7.0,[70e-1],null]")));
    QCOMPARE(briefly(validator.validate(readJson("[7,[30000],true,{}]"))),
             std::string("/1 enum; /2 enum; /3 enum"));
}

void TestHostileSchemas::deepSchemas()
{
    json::Value schema = json::Value::object();
    for (int i = 0; i < 2'000; ++i) {
        json::Value outer = json::Value::object();
        outer.set("not", std::move(schema));
        schema = std::move(outer);
    }
    QVERIFY(whyNot(schema).ends_with("the schema is nested too deeply"));
}

void TestHostileSchemas::longKeysOnALongWay()
{
    // The pointers of all these together would be far larger than the schema.
    const std::string key = repeated("k", 5'000);
    std::string schema = R"({"type":"null"})";
    for (int i = 0; i < 250; ++i)
        schema = R"({"properties":{")" + key + R"(":)" + schema + "}}";
    std::string instance = "1";
    for (int i = 0; i < 250; ++i)
        instance = R"({")" + key + R"(":)" + instance + "}";
    QCOMPARE(compiledSchema(schema).validate(readJson(instance)).size(), 1U);
}

void TestHostileSchemas::patternsThatExplode()
{
    const auto validator = compiledSchema(R"({"properties":{"a":{"pattern":"^(a+)+$"}}})");
    QVERIFY(validator.fits(readJson(R"({"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})")));
    const schema::Issues issues =
        validator.validate(readJson(R"({"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"})"));
    QCOMPARE(briefly(issues), std::string("/a pattern"));
    QVERIFY(issues.front().message.starts_with("cannot be judged: looking for the pattern took too long"));
    QVERIFY(!whyNot(readJson(R"({"pattern":"((a{1000}){1000}){1000}"})")).starts_with("compiled"));
    QVERIFY(!whyNot(readJson(R"({"pattern":")" + repeated("(", 5'000) + repeated(")", 5'000) + "\"}"))
                 .starts_with("compiled"));
    QVERIFY(whyNot(readJson(R"({"pattern":")" + repeated("a", 100'000) + "\"}")).ends_with("too long"));
}

void TestHostileSchemas::patternsThatExplodeEverywhere()
{
    const auto validator =
        compiledSchema(R"({"items":{"anyOf":[{"pattern":"^(a+)+$"},{"pattern":"^(aa?)+$"}]}})");
    std::string instance = "[";
    for (int i = 0; i < 2'000; ++i)
        instance += (i > 0 ? ",\"" : "\"") + repeated("a", 40) + "!" + std::to_string(i) + "\"";
    const schema::Issues issues = validator.validate(readJson(instance + "]"));
    QVERIFY(!issues.empty() && issues.size() <= 1000);
    QVERIFY(issues.front().message.starts_with("cannot be judged"));
}

void TestHostileSchemas::anUndecidedPatternIsNeverAMismatch()
{
    const json::Value instance = readJson(R"(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"])");
    for (const char *schema :
         {R"({"items":{"not":{"pattern":"^(a+)+$"}}})",
          R"({"items":{"anyOf":[{"pattern":"^(a+)+$"},{"type":"null"}]}})",
          R"({"items":{"oneOf":[{"pattern":"^(a+)+$"},true]}})", R"({"items":{"if":{"pattern":"^(a+)+$"}}})",
          R"({"contains":{"pattern":"^(a+)+$"}})"}) {
        const auto validator = compiledSchema(schema);
        QVERIFY2(!validator.fits(instance), schema);
        QCOMPARE(briefly(validator.validate(instance)), std::string("/0 pattern"));
    }
}

void TestHostileSchemas::doublingWithUnevaluated()
{
    std::string definitions = R"("d40":{"type":"object","properties":{"x":true}})";
    for (int i = 0; i < 40; ++i) {
        const std::string next = R"({"$ref":"#/$defs/d)" + std::to_string(i + 1) + R"("})";
        definitions += R"(,"d)" + std::to_string(i) + R"(":{"anyOf":[)" + next + "," + next + "]}";
    }
    const auto validator = compiledSchema(R"({"$ref":"#/$defs/d0","unevaluatedProperties":false,"$defs":{)" +
                                          definitions + "}}");
    QVERIFY(validator.fits(readJson(R"({"x":1})")));
    QCOMPARE(briefly(validator.validate(readJson(R"({"x":1,"y":2})"))),
             std::string("/y unevaluatedProperties"));
}

void TestHostileSchemas::doublingInNames()
{
    std::string definitions = R"("d60":{"maxLength":3})";
    for (int i = 0; i < 60; ++i) {
        const std::string next = R"({"$ref":"#/$defs/d)" + std::to_string(i + 1) + R"("})";
        definitions += R"(,"d)" + std::to_string(i) + R"(":{"allOf":[)" + next + "," + next + "]}";
    }
    const auto validator =
        compiledSchema(R"({"propertyNames":{"$ref":"#/$defs/d0"},"$defs":{)" + definitions + "}}");
    QVERIFY(validator.fits(readJson(R"({"abc":1})")));
    QCOMPARE(briefly(validator.validate(readJson(R"({"abc":1,"abcd":1})"))),
             std::string("/abcd propertyNames"));
}

void TestHostileSchemas::manyReferencesIntoOneObject()
{
    const int count = 20'000;
    const std::string definitions = objectOf(count, [](int) { return std::string("{}"); });
    const std::string properties = objectOf(
        count, [](int i) { return R"({"$ref":"#/$defs/a)" + std::to_string(count - 1 - i) + R"("})"; });
    QVERIFY(schema::Validator::compile(
                readJson(R"({"properties":)" + properties + R"(,"$defs":)" + definitions + "}"))
                .ok());
}

void TestHostileSchemas::manyEqualItems()
{
    std::string instance = "[0";
    for (int i = 1; i < 20'000; ++i)
        instance += R"(,{"a":[)" + std::to_string(i) + "]}";
    const auto validator = compiledSchema(R"({"uniqueItems":true})");
    QVERIFY(validator.fits(readJson(instance + "]")));
    const schema::Issues issues = validator.validate(readJson(instance + R"(,{"a":[4711.0]}])"));
    QCOMPARE(briefly(issues), std::string(" uniqueItems"));
    QVERIFY(issues.front().message.find("items 4711 and 20000 are equal") != std::string::npos);
}

void TestHostileSchemas::hugeNumbers()
{
    const auto validator = compiledSchema(R"({"multipleOf":0.01,"maximum":1e400})");
    QVERIFY(validator.fits(readJson("1e308")));
    QVERIFY(!validator.fits(readJson("1e1000000000")));
    QVERIFY(!validator.fits(readJson("1e-1000000000")));
    QVERIFY(compiledSchema(R"({"multipleOf":3})").fits(readJson("3" + repeated("0", 1'000'000))));
    QVERIFY(!compiledSchema(R"({"multipleOf":7e-5})").fits(readJson("1e999999999")));
    QVERIFY(whyNot(readJson(R"({"multipleOf":)" + repeated("7", 200) + "}")).ends_with("too many digits"));
}

void TestHostileSchemas::aHundredThousandPartsOfOneValue()
{
    // A look through all parts for each of them would take minutes.
    std::string parts = "{}";
    for (int i = 0; i < 100'000; ++i)
        parts += R"(,{"properties":{"a":{"minLength":)" + std::to_string(i % 3) + "}}}";
    const json::Value schema = readJson(R"({"allOf":[)" + parts + "]}");
    const auto validator = schema::Validator::compile(schema).value();
    const schema::CoercionOptions options{schema::CoercionLevel::Safe, schema::DecimalMark::Unsaid, false};
    schema::IncrementalValidation growing(validator, schema::Coercer::of(schema, validator, options));
    schema::GrowingUnions unions(validator, schema::CoercionLevel::Safe);
    json::AnswerReader reader;
    reader.feed(R"({"a":"xy"})");
    reader.finish();
    const json::TreeChanges changes = reader.takeChanges();
    growing.take(changes);
    unions.take(changes);
    QVERIFY(growing.issues().empty());
    QVERIFY(growing.value());
}

void TestHostileSchemas::boundsBeyondCountingAreSaidAsWritten()
{
    const auto said = [](const char *schema, const char *value) {
        const schema::Issues issues = compiledSchema(schema).validate(readJson(value));
        return issues.size() == 1 ? issues.front().message : std::to_string(issues.size());
    };
    QCOMPARE(said(R"({"minLength":1e30})", "\"ab\""),
             std::string("must have at least 1e30 characters and has 2, got \"ab\""));
    QCOMPARE(said(R"({"minItems":100000000000000000000})", "[]"),
             std::string("must have at least 100000000000000000000 items and has 0"));
    QCOMPARE(said(R"({"minProperties":1e20})", "{}"),
             std::string("must have at least 1e20 members and has 0"));
    QVERIFY(said(R"({"contains":{},"minContains":1e20})", "[]").find("at least 1e20 ") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestHostileSchemas)
#include "tst_hostileschemas.moc"

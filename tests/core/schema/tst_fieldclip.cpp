// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldclip.h"
#include "schema/sampleschema.h"
#include "schema/validator.h"

#include "fieldtext.h"
#include "shapetest.h"

#include <QTest>

using namespace espalier;
using schema::FieldEditResult;

class TestFieldClip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesWhatTheyNeed();
    void pastes();
    void otherDefinitionsOfOneName();
    void whatIsNoFieldIsRefused_data();
    void whatIsNoFieldIsRefused();
    void samples_data();
    void samples();
};

static const char *const kShared =
    R"({"type":"object","properties":{"name":{"type":"string"},"home":{"$ref":"#/$defs/Home"},"n":{"type":"integer"}},)"
    R"("required":["name"],"$defs":{"Home":{"type":"object","properties":{"street":{"type":"string"},"land":{"$ref":"#/$defs/Land"}}},)"
    R"("Land":{"type":"string"},"Other":{}}})";

void TestFieldClip::copiesWhatTheyNeed()
{
    const json::Value fragment = schema::copyFields(
        test::readValue(kShared), {"/properties/home", "/properties/name", "/properties/home/x", "/nowhere"});
    QCOMPARE(
        json::writeCompact(fragment),
        std::string(
            R"({"type":"object","properties":{"home":{"$ref":"#/$defs/Home"},"name":{"type":"string"}},)"
            R"("required":["name"],"$defs":{"Home":{"type":"object","properties":{"street":{"type":"string"},)"
            R"("land":{"$ref":"#/$defs/Land"}}},"Land":{"type":"string"}}})"));
}

void TestFieldClip::pastes()
{
    const json::Value fragment =
        schema::copyFields(test::readValue(kShared), {"/properties/name", "/properties/home"});
    const FieldEditResult empty = schema::pasteFields(json::Value::object(), "", 0, fragment);
    QCOMPARE(test::treeLine(schema::fieldTree(empty->schema)),
             std::string("one | name! text | home group{street text, land text}"));
    const FieldEditResult again = schema::pasteFields(empty->schema, "", 1, fragment);
    QCOMPARE(test::treeLine(schema::fieldTree(again->schema)),
             std::string("one | name! text | name_2! text | home_2 group{street text, land text} | home "
                         "group{street text, land text}"));
    QCOMPARE(again->field, std::string("/properties/home_2"));
    const FieldEditResult plain = schema::pasteFields(json::Value::object(), "", 0,
                                                      test::readValue(R"({"a":{"type":"number"},"b":true})"));
    QCOMPARE(test::treeLine(schema::fieldTree(plain->schema)), std::string("one | a! number | b! anything"));
}

void TestFieldClip::otherDefinitionsOfOneName()
{
    const json::Value here = test::readValue(R"({"properties":{"a":{"$ref":"#/$defs/In"}},"$defs":{)"
                                             R"("In":{"properties":{"l":{"$ref":"#/$defs/Land"}}},)"
                                             R"("Land":{"type":"string"},"Same":{"type":"number"}}})");
    const json::Value there = test::readValue(R"({"properties":{"b":{"$ref":"#/$defs/In"}},"$defs":{)"
                                              R"("In":{"properties":{"l":{"$ref":"#/$defs/Land"}}},)"
                                              R"("Land":{"type":"integer"},"Same":{"type":"number"}}})");
    const FieldEditResult pasted = schema::pasteFields(here, "", 1, there);
    QVERIFY(pasted.ok());
    QCOMPARE(test::treeLine(schema::fieldTree(pasted->schema)),
             std::string("one | a group{l text} | b group{l whole}"));
    QCOMPARE(pasted->schema["$defs"].members().size(), std::size_t(5)); // Same is one
    QCOMPARE(pasted->schema["$defs"]["In"], here["$defs"]["In"]);
}

void TestFieldClip::whatIsNoFieldIsRefused_data()
{
    QTest::addColumn<std::string>("fragment");
    QTest::newRow("text") << std::string(R"("x")");
    QTest::newRow("nothing") << std::string("{}");
    QTest::newRow("data") << std::string(R"({"a":1})");
    QTest::newRow("dead reference") << std::string(R"({"a":{"$ref":"#/$defs/None"}})");
}

void TestFieldClip::whatIsNoFieldIsRefused()
{
    QFETCH(std::string, fragment);
    const FieldEditResult edit =
        schema::pasteFields(test::readValue(kShared), "", 0, test::readValue(fragment));
    QVERIFY(!edit.ok());
    QCOMPARE(edit.error().kind, ErrorKind::Usage);
    QVERIFY(!edit.error().nextStep.empty());
}

void TestFieldClip::samples_data()
{
    QTest::addColumn<std::string>("sample");
    QTest::addColumn<std::string>("line");
    const auto row = [](const char *sample, const char *line) {
        QTest::newRow(sample) << std::string(sample) << std::string(line);
    };
    row(R"({"a":"x","b":1,"c":1.0,"d":true,"e":null})",
        "one | a! text | b! whole | c! number | d! yesno | e! other");
    row(R"({"a":"2024-02-29","b":"2023-02-29","c":"2024-01-01T10:00:00Z","d":"2024-01-01T10:00:00"})",
        "one | a! date | b! text | c! time | d! text");
    row(R"({"a":"x@example.org","b":"https://example.org/x","c":"x @ y","d":"see http://x"})",
        "one | a! email | b! web | c! text | d! text");
    row(R"({"a":{"b":[]}})", "one | a! group{b! list of anything}");
    row(R"([{"a":1,"b":"x"},{"a":2.5,"c":null},{"a":null,"b":"y"}])", "many | a! number? | b text | c other");
    row(R"(["2024-01-01","x"])", "answer | ! list of text");
    row(R"(["2024-01-01","2024-01-02"])", "answer | ! list of date");
    row(R"([1,"x"])", "answer | ! list of anything");
    row(R"([null,1])", "answer | ! list of whole");
    row(R"({"a":[[1],[2.5]]})", "one | a! list of other");
    row(R"({"n":12345678901234567890})", "one | n! whole");
    row("5", "answer | ! whole");
}

void TestFieldClip::samples()
{
    QFETCH(std::string, sample);
    QFETCH(std::string, line);
    const json::Value value = test::readValue(sample);
    const json::Value schema = schema::schemaOfSample(value);
    QCOMPARE(test::treeLine(schema::fieldTree(schema)), line);
    const auto validator = schema::Validator::compile(schema);
    QVERIFY(validator.ok());
    QVERIFY(validator->validate(value).empty()); // the sample itself fits
}

QTEST_GUILESS_MAIN(TestFieldClip)
#include "tst_fieldclip.moc"

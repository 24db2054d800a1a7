// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldtree.h"

#include "fieldtext.h"
#include "shapetest.h"

#include <QTest>

using namespace espalier;
using schema::OtherReason;

class TestFieldTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void reasons_data();
    void reasons();
    void roots_data();
    void roots();
    void pointersLeadToTheField();
    void definitionsAreFollowed();
    void recursionIsCut();
    void manyPathsAreCut();
    void descriptionsComeFromTheNearest();
    void rulesAreNamed();
};

static schema::Field only(std::string_view value)
{
    return schema::fieldTree(test::readValue(R"({"properties":{"a":)" + std::string(value) + "}}"))
        .fields.at(0);
}

void TestFieldTree::kinds_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::string>("line");
    const auto row = [](const char *value, const char *line) {
        QTest::newRow(value) << std::string(value) << "a " + std::string(line);
    };
    row(R"({"type":"string"})", "text");
    row(R"({"type":"string","format":"ipv4"})", "text");
    row(R"({"type":"integer"})", "whole");
    row(R"({"type":"number"})", "number");
    row(R"({"type":"boolean"})", "yesno");
    row(R"({"type":"string","format":"date"})", "date");
    row(R"({"type":"string","format":"date-time"})", "time");
    row(R"({"type":"string","format":"email"})", "email");
    row(R"({"type":"string","format":"uri"})", "web");
    row(R"({"enum":["x","y"]})", "oneof[x,y]");
    row(R"({"type":"string","enum":["x"]})", "oneof[x]");
    row(R"({"const":"x"})", "oneof[x]");
    row(R"({"enum":["x",null]})", "oneof?[x]");
    row(R"({"type":["string","null"],"enum":["x",null]})", "oneof?[x]");
    row(R"({"type":"object"})", "group");
    row(R"({"properties":{"b":{}}})", "group{b anything}");
    row(R"({"type":"object","properties":{"b":{"type":"string"}},"required":["b"]})", "group{b! text}");
    row(R"({})", "anything");
    row("true", "anything");
    row(R"({"type":["integer","null"]})", "whole?");
    row(R"({"anyOf":[{"type":"integer"},{"type":"null"}]})", "whole?");
    row(R"({"oneOf":[{"const":null},{"type":"integer"}],"default":null})", "whole?");
    row(R"({"type":"array","items":{"type":"string"}})", "list of text");
    row(R"({"type":"array"})", "list of anything");
    row(R"({"items":{"enum":["x"]}})", "list of oneof[x]");
    row(R"({"type":["array","null"],"items":{"type":"number"}})", "list of number?");
    row(R"({"anyOf":[{"type":"array","items":{"type":"object","properties":{"b":{"type":"integer"}}}},{"type":"null"}]})",
        "list of group?{b whole}");
    row(R"({"type":"array","items":{"anyOf":[{"type":"integer"},{"type":"null"}]}})", "list of whole");
    row(R"({"type":"object","properties":{"b":{}},"anyOf":[{"required":["b"]}]})", "group{b anything}");
    row(R"({"type":"string","not":{"const":""}})", "text");
}

void TestFieldTree::kinds()
{
    QFETCH(std::string, value);
    QFETCH(std::string, line);
    QCOMPARE(test::fieldLine(only(value)), line);
}

void TestFieldTree::reasons_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<int>("reason");
    const auto row = [](const char *value, OtherReason reason) {
        QTest::newRow(value) << std::string(value) << static_cast<int>(reason);
    };
    row(R"({"anyOf":[{"type":"integer"},{"type":"string"}]})", OtherReason::Choice);
    row(R"({"oneOf":[{"type":"integer"},{"type":"string"},{"type":"null"}]})", OtherReason::Choice);
    row(R"({"allOf":[{"type":"integer"},{"minimum":1}]})", OtherReason::Combined);
    row(R"({"type":["integer","string"]})", OtherReason::MixedTypes);
    row(R"({"enum":[1,2]})", OtherReason::FixedValues);
    row(R"({"type":"integer","enum":["x"]})", OtherReason::FixedValues);
    row(R"({"const":5})", OtherReason::FixedValues);
    row(R"({"type":"array","prefixItems":[{"type":"string"}]})", OtherReason::Tuple);
    row(R"({"type":"array","items":[{"type":"string"}]})", OtherReason::Tuple);
    row(R"({"type":"array","items":{"type":"array"}})", OtherReason::ListOfLists);
    row(R"({"$ref":"https://example.org/x"})", OtherReason::OtherDocument);
    row(R"({"$ref":"#/$defs/none"})", OtherReason::DeadReference);
    row(R"({"$ref":"#/properties/a"})", OtherReason::DeadReference);
    row(R"({"type":"array","items":{"$ref":"#/nowhere"}})", OtherReason::DeadReference);
    row(R"({"type":"null"})", OtherReason::Nothing);
    row("false", OtherReason::Nothing);
    row(R"({"type":"strin"})", OtherReason::UnknownType);
}

void TestFieldTree::reasons()
{
    QFETCH(std::string, value);
    QFETCH(int, reason);
    const schema::Field field = only(value);
    QCOMPARE(static_cast<int>(field.reason), reason);
    QCOMPARE(field.type.kind, schema::FieldKind::Other);
}

void TestFieldTree::roots_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::string>("line");
    const auto row = [](const char *value, const char *line) {
        QTest::newRow(value) << std::string(value) << std::string(line);
    };
    row("{}", "one");
    row("true", "one");
    row(R"({"type":"object"})", "one");
    row(R"({"type":"object","properties":{"a":{"type":"string"},"b":{}},"required":["b"]})",
        "one | a text | b! anything");
    row(R"({"type":"array","items":{"type":"object","properties":{"a":{}}}})", "many | a anything");
    row(R"({"type":"integer"})", "answer | ! whole");
    row(R"({"type":"array","items":{"type":"string"}})", "answer | ! list of text");
    row(R"({"$ref":"#/$defs/A","$defs":{"A":{"type":"object","properties":{"a":{}}}}})", "one | a anything");
    row(R"({"type":"array","items":{"$ref":"#/$defs/A"},"$defs":{"A":{"type":"object","properties":{"a":{}}}}})",
        "many | a anything");
    row(R"({"properties":{"a":{"type":"string"},"a":{"type":"integer"}}})", "one | a whole");
}

void TestFieldTree::roots()
{
    QFETCH(std::string, value);
    QFETCH(std::string, line);
    QCOMPARE(test::treeLine(schema::fieldTree(test::readValue(value))), line);
}

void TestFieldTree::pointersLeadToTheField()
{
    const json::Value value = test::readValue(
        R"({"type":"array","items":{"properties":{"a/b~":{"type":"array","items":{"properties":{"":{"title":"T"}}}}}}})");
    const schema::FieldTree tree = schema::fieldTree(value);
    QCOMPARE(tree.group, std::string("/items"));
    const schema::Field &field = tree.fields.at(0);
    QCOMPARE(field.pointer, std::string("/items/properties/a~1b~0"));
    QCOMPARE(field.group, std::string("/items/properties/a~1b~0/items"));
    const schema::Field &inner = field.children.at(0);
    QCOMPARE(inner.name, std::string());
    QCOMPARE((*json::resolve(value, inner.pointer))["title"].text(), std::string("T"));
}

void TestFieldTree::definitionsAreFollowed()
{
    const schema::FieldTree tree = schema::fieldTree(test::readValue(
        R"({"properties":{"home":{"$ref":"#/$defs/A"},"all":{"type":"array","items":{"$ref":"#/$defs/A"}},
            "work":{"allOf":[{"$ref":"#/$defs/A"}],"description":"d"},"old":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}},
            "$defs":{"A":{"type":"object","properties":{"b":{"type":"integer"}},"description":"an A"}}})"));
    QCOMPARE(test::treeLine(tree),
             std::string("one | home group{b whole} | all list of group{b whole} | work group{b whole} "
                         "| old group?{b whole}"));
    for (const schema::Field &field : tree.fields) {
        QCOMPARE(field.definition, std::string("/$defs/A"));
        QCOMPARE(field.group, std::string("/$defs/A"));
        QCOMPARE(field.children.at(0).pointer, std::string("/$defs/A/properties/b"));
    }
    QCOMPARE(tree.fields.at(0).description, std::string("an A"));
    QCOMPARE(tree.fields.at(2).description, std::string("d"));
}

void TestFieldTree::recursionIsCut()
{
    const schema::FieldTree tree = schema::fieldTree(test::readValue(
        R"({"type":"object","properties":{"name":{"type":"string"},"parts":{"type":"array","items":{"$ref":"#"}}}})"));
    QCOMPARE(test::treeLine(tree), std::string("one | name text | parts list of group…"));
}

void TestFieldTree::manyPathsAreCut()
{
    // Each definition holds the next one twice: 2^30 paths.
    std::string text = R"({"$ref":"#/$defs/d0","$defs":{)";
    for (int i = 0; i < 30; ++i) {
        const std::string next = R"({"$ref":"#/$defs/d)" + std::to_string(i + 1) + R"("})";
        text += R"("d)" + std::to_string(i) + R"(":{"properties":{"l":)" + next + R"(,"r":)" + next + "}},";
    }
    text += R"("d30":{"type":"string"}}})";
    const schema::FieldTree tree = schema::fieldTree(test::readValue(text));
    QCOMPARE(tree.fields.size(), 2U);
    const std::string line = test::treeLine(tree);
    QVERIFY(line.find("…") != std::string::npos);
    QVERIFY(std::count(line.begin(), line.end(), 'r') < 2 * static_cast<long>(schema::kMostFields));
}

void TestFieldTree::descriptionsComeFromTheNearest()
{
    QCOMPARE(only(R"({"anyOf":[{"type":"integer","description":"inner"},{"type":"null"}]})").description,
             std::string("inner"));
    QCOMPARE(
        only(R"({"anyOf":[{"type":"integer","description":"inner"},{"type":"null"}],"description":"outer"})")
            .description,
        std::string("outer"));
}

void TestFieldTree::rulesAreNamed()
{
    const schema::Field age = only(R"({"type":"integer","minimum":0,"maximum":1e2,"title":"x","x-own":1})");
    QCOMPARE(age.rules, (std::vector<schema::FieldRule>{{"minimum", "0"}, {"maximum", "1e2"}}));
    const schema::Field list = only(
        R"({"type":"array","maxItems":3,"items":{"type":"string","format":"ipv4","pattern":"a.","not":{"const":""}}})");
    QCOMPARE(list.rules, (std::vector<schema::FieldRule>{
                             {"maxItems", "3"}, {"format", "ipv4"}, {"pattern", "a."}, {"not", ""}}));
    QVERIFY(only(R"({"type":"string","format":"date"})").rules.empty());
}

QTEST_GUILESS_MAIN(TestFieldTree)
#include "tst_fieldtree.moc"

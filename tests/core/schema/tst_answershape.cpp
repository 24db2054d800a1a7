// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/answershape.h"
#include "schema/validator.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;
using json::AnswerExpectation;
using schema::AnswerShape;
using test::readValue;
using test::shapeOf;

namespace {

using Strings = std::vector<std::string>;

std::string text(const json::Value &value)
{
    return json::writeCompact(value);
}

/// Whether the wire schema takes a person's value once it is wrapped, and refuses another.
bool carries(const AnswerShape &shape, std::string_view good, std::string_view bad)
{
    const auto validator = schema::Validator::compile(shape.wireSchema);
    return validator.ok() && validator->validate(shape.wrap(readValue(good))).empty() &&
           !validator->validate(shape.wrap(readValue(bad))).empty();
}

const char *const kUser = R"({"title":"User","description":"Somebody.","type":"object","properties":{
    "name":{"title":"Name","type":"string"},"address":{"$ref":"#/$defs/Address"}},"required":["name"],
    "$defs":{"Address":{"title":"Address","type":"object","properties":{"city":{"type":"string"}}},
             "Unused":{"type":"null"}}})";
const char *const kTree =
    R"({"$defs":{"Node":{"title":"Node","type":"object","properties":{"v":{"type":"integer"},
    "children":{"type":"array","items":{"$ref":"#/$defs/Node"}}},"required":["v"]}},"$ref":"#/$defs/Node"})";
const char *const kSelf = R"({"type":"object","properties":{"v":{"type":"integer"},"next":{"$ref":"#"},
    "twin":{"$ref":"#/properties/v"}},"required":["v"]})";
const char *const kPets =
    R"({"title":"Pets","type":"array","items":{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}]},
    "$defs":{"Cat":{"type":"object","description":"Meows.","properties":{"kind":{"const":"cat"},"friend":{"$ref":"#/$defs/Dog"}},"required":["kind"]},
             "Dog":{"title":"Dog!","type":"object","properties":{"kind":{"const":"dog"},"pack":{"$ref":"#"}},"required":["kind"]}}})";

} // namespace

class TestAnswerShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectIsSentAsItIs();
    void rootReferenceIsWrittenOut();
    void listIsWrapped();
    void scalarsAndUnionsAreWrapped_data();
    void scalarsAndUnionsAreWrapped();
    void iterableMakesAList();
    void iterableLeavesAList();
    void selfReferencesMoveWithTheSchema();
    void valuesThatOnlyLookLikeReferencesStay();
    void unionsBecomeTools();
    void listOfRecordsIsOneParallelTool();
    void parallelToolsHaveNamesOfTheirOwn();
    void optionalRootHasOneTool();
    void recursiveUnionKeepsItsRoot();
    void keysAreFoundThroughCombinations();
    void manyWaysToOneSchemaAreWalkedOnce_data();
    void manyWaysToOneSchemaAreWalkedOnce();
    void definitionsInDrawersAreFound();
    void documentNamesStayAtTheRoot();
    void names_data();
    void names();
    void refusals_data();
    void refusals();
};

void TestAnswerShape::objectIsSentAsItIs()
{
    const AnswerShape shape = shapeOf(kUser);
    QVERIFY(shape.userSchema == readValue(kUser));
    QVERIFY(shape.wireSchema == readValue(kUser));
    QCOMPARE(shape.name, std::string("User"));
    QCOMPARE(shape.tool.name, std::string("User"));
    QCOMPARE(shape.tool.description, std::string("Somebody."));
    QVERIFY(!shape.tool.parameters.find("title") && !shape.tool.parameters.find("description"));
    QCOMPARE(text(shape.tool.parameters["properties"]["name"]),
             std::string(R"({"title":"Name","type":"string"})"));
    QVERIFY(shape.expectation.root == AnswerExpectation::Root::Object);
    QVERIFY(!shape.expectation.envelope);
    QCOMPARE(shape.expectation.title, std::string("User"));
    QCOMPARE(shape.expectation.function, std::string("User"));
    QVERIFY(shape.expectation.keys == (Strings{"name", "address"}));
    QVERIFY(shape.parallelTools == std::vector{shape.tool});
    QCOMPARE(shape.parallelExpectations.size(), 1U);
    QVERIFY(shape.wrap(readValue("{}")) == readValue("{}"));

    const AnswerShape bare = shapeOf(R"({"properties":{"a":{}}})");
    QCOMPARE(text(bare.wireSchema), std::string(R"({"type":"object","properties":{"a":{}}})"));
    QVERIFY(!bare.tool.description.empty());
}

void TestAnswerShape::rootReferenceIsWrittenOut()
{
    const AnswerShape shape = shapeOf(kTree);
    QCOMPARE(shape.wireSchema["type"].text(), std::string("object"));
    QVERIFY(!shape.wireSchema.find("$ref"));
    QCOMPARE(shape.name, std::string("Node"));
    QVERIFY(shape.expectation.keys == (Strings{"v", "children"}));
    QVERIFY(carries(shape, R"({"v":1,"children":[{"v":2,"children":[]}]})",
                    R"({"v":1,"children":[{"children":[]}]})"));

    const AnswerShape old = shapeOf(
        R"({"title":"Mine","allOf":[{"$ref":"#/definitions/A"}],"definitions":{"A":{"title":"A","type":"object"}}})");
    QCOMPARE(text(old.wireSchema), std::string(R"({"title":"Mine","type":"object"})"));
    QCOMPARE(old.name, std::string("Mine"));
}

void TestAnswerShape::listIsWrapped()
{
    const AnswerShape shape = shapeOf(
        R"({"title":"Users","type":"array","items":{"$ref":"#/$defs/User"},"$defs":{"User":{"type":"object","properties":{"name":{}},"required":["name"]}}})");
    QCOMPARE(
        text(shape.wireSchema),
        std::string(
            R"({"type":"object","properties":{"items":{"title":"Users","type":"array","items":{"$ref":"#/$defs/User"}}},"required":["items"],"additionalProperties":false,"$defs":{"User":{"type":"object","properties":{"name":{}},"required":["name"]}}})"));
    QVERIFY(shape.expectation.root == AnswerExpectation::Root::Array);
    QCOMPARE(shape.expectation.envelope.value_or(""), std::string("items"));
    QVERIFY(shape.expectation.keys == (Strings{"name"}));
    QVERIFY(carries(shape, R"([{"name":"Jason"}])", "[{}]"));
    QCOMPARE(text(shape.wrap(readValue("[1]"))), std::string(R"({"items":[1]})"));
    // Asked for as a list, but an object fits as well.
    const AnswerShape open = shapeOf(R"({"items":{"properties":{"name":{}}}})");
    QVERIFY(open.expectation.root == AnswerExpectation::Root::Any && open.expectation.keys.empty());
    QCOMPARE(open.expectation.envelope.value_or(""), std::string("items"));
    const AnswerShape every = shapeOf(R"({"anyOf":[{"type":"array"},{"type":["array"],"items":{}}]})");
    QVERIFY(every.expectation.root == AnswerExpectation::Root::Array);
    QVERIFY(AnswerShape::of(readValue(R"({"items":{}})"), true)->expectation.root == every.expectation.root);
}

void TestAnswerShape::scalarsAndUnionsAreWrapped_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<int>("root");
    QTest::addColumn<std::string>("good");
    QTest::addColumn<std::string>("bad");
    const auto row = [](const char *name, const char *schema, AnswerExpectation::Root root, const char *good,
                        const char *bad) {
        QTest::newRow(name) << std::string(schema) << static_cast<int>(root) << std::string(good)
                            << std::string(bad);
    };
    using Root = AnswerExpectation::Root;
    row("integer", R"({"type":"integer"})", Root::Scalar, "5", "\"5\"");
    row("enum", R"({"enum":["red","green",null]})", Root::Scalar, "\"red\"", "\"blue\"");
    row("const list", R"({"const":[1]})", Root::Array, "[1]", "[2]");
    row("nullable", R"({"type":["string","null"]})", Root::Scalar, "null", "1");
    row("union of objects",
        R"({"anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}]})", Root::Object,
        R"({"b":1})", "{}");
    row("mixed union", R"({"anyOf":[{"type":"object"},{"type":"string"}]})", Root::Any, "\"x\"", "1");
    row("optional object", R"({"type":["object","null"]})", Root::Any, "null", "1");
    row("false", "false", Root::Any, "null", "null");
}

void TestAnswerShape::scalarsAndUnionsAreWrapped()
{
    QFETCH(std::string, schema);
    QFETCH(int, root);
    QFETCH(std::string, good);
    QFETCH(std::string, bad);
    const AnswerShape shape = shapeOf(schema);
    QCOMPARE(shape.expectation.envelope.value_or(""),
             std::string(root == static_cast<int>(AnswerExpectation::Root::Array) ? "items" : "value"));
    QCOMPARE(static_cast<int>(shape.expectation.root), root);
    QCOMPARE(shape.wireSchema["type"].text(), std::string("object"));
    if (schema != "false")
        QVERIFY(carries(shape, good, bad));
    QCOMPARE(shape.name, std::string("Answer"));
}

void TestAnswerShape::iterableMakesAList()
{
    const AnswerShape shape = shapeOf(kUser, true);
    QCOMPARE(shape.userSchema["type"].text(), std::string("array"));
    QVERIFY(shape.userSchema["$defs"].find("Address"));
    QVERIFY(!shape.userSchema["items"].find("$defs"));
    QCOMPARE(shape.name, std::string("User"));
    QCOMPARE(shape.expectation.title, std::string("User"));
    QVERIFY(shape.expectation.keys == (Strings{"name", "address"}));
    QVERIFY(carries(shape, R"([{"name":"Jason","address":{"city":"Miami"}}])",
                    R"([{"name":"Jason","address":{"city":1}}])"));
    const auto items = schema::Validator::compile(shape.userSchema)->items();
    QVERIFY(items && !items->validate(readValue("{}")).empty());
}

void TestAnswerShape::iterableLeavesAList()
{
    const auto list = R"({"type":"array","items":{"type":"string"}})";
    QVERIFY(shapeOf(list, true).wireSchema == shapeOf(list).wireSchema);
    QCOMPARE(text(shapeOf(R"({"type":"integer"})", true).userSchema),
             std::string(R"({"type":"array","items":{"type":"integer"}})"));
}

void TestAnswerShape::selfReferencesMoveWithTheSchema()
{
    const AnswerShape list = shapeOf(kSelf, true);
    QCOMPARE(list.userSchema["items"]["properties"]["next"]["$ref"].text(), std::string("#/items"));
    QCOMPARE(list.wireSchema["properties"]["items"]["items"]["properties"]["twin"]["$ref"].text(),
             std::string("#/properties/items/items/properties/v"));
    QVERIFY(carries(list, R"([{"v":1,"next":{"v":2,"twin":3}}])", R"([{"v":1,"next":{"v":2,"twin":"x"}}])"));
    const AnswerShape nested = shapeOf(R"({"type":"array","items":{"$ref":"#"}})");
    QVERIFY(carries(nested, "[[],[[]]]", "[[],[1]]"));
    const AnswerShape definition = shapeOf(
        R"({"type":"array","items":{"$ref":"#/$defs/P"},"$defs":{"P":{"type":"object","properties":{"all":{"$ref":"#"}}}}})");
    QVERIFY(carries(definition, R"([{"all":[{}]}])", R"([{"all":[1]}])"));
    const AnswerShape anchored = shapeOf(
        R"({"type":"array","items":{"$anchor":"one","type":"object","properties":{"sub":{"$ref":"#one"}}}})");
    QVERIFY(carries(anchored, R"([{"sub":{"sub":{}}}])", R"([{"sub":1}])"));
}

void TestAnswerShape::valuesThatOnlyLookLikeReferencesStay()
{
    const AnswerShape shape =
        shapeOf(R"({"type":"array","items":{"enum":[{"$ref":"#"}]},"default":{"$ref":"#"}})");
    QCOMPARE(text(shape.wireSchema["properties"]["items"]),
             std::string(R"({"type":"array","items":{"enum":[{"$ref":"#"}]},"default":{"$ref":"#"}})"));
}

void TestAnswerShape::unionsBecomeTools()
{
    const AnswerShape shape = shapeOf(kPets);
    QCOMPARE(shape.parallelTools.size(), 2U);
    const schema::ToolSpec &cat = shape.parallelTools[0];
    QCOMPARE(cat.name, std::string("Cat"));
    QCOMPARE(cat.description, std::string("Meows."));
    QCOMPARE(test::deadReference(cat.parameters, cat.parameters), std::string());
    const auto validator = schema::Validator::compile(cat.parameters);
    QVERIFY(validator.ok());
    QVERIFY(
        validator->validate(readValue(R"({"kind":"cat","friend":{"kind":"dog","pack":[{"kind":"cat"}]}})"))
            .empty());
    QVERIFY(
        !validator->validate(readValue(R"({"kind":"cat","friend":{"kind":"dog","pack":[{"kind":"cow"}]}})"))
             .empty());
    QCOMPARE(shape.parallelTools[1].name, std::string("Dog_"));
    QVERIFY(shape.parallelExpectations[1].keys == (Strings{"kind", "pack"}));
    QVERIFY(!shape.parallelExpectations[1].envelope);
    QCOMPARE(shape.tool.name, std::string("Pets"));
    QVERIFY(shape.tool.parameters["properties"].find("items"));
}

void TestAnswerShape::listOfRecordsIsOneParallelTool()
{
    const AnswerShape shape = shapeOf(kUser, true);
    QCOMPARE(shape.parallelTools.size(), 1U);
    QCOMPARE(shape.parallelTools.front().name, std::string("User"));
    QVERIFY(shape.parallelTools.front().parameters["properties"].find("name"));
    QVERIFY(!shape.parallelTools.front().parameters["$defs"].find("Unused"));
    QVERIFY(shape.parallelTools.front().parameters["$defs"].find("Address"));
    const AnswerShape scalars = shapeOf(R"({"type":"array","items":{"type":"string"}})");
    QVERIFY(scalars.parallelTools == std::vector{scalars.tool});
}

void TestAnswerShape::parallelToolsHaveNamesOfTheirOwn()
{
    const AnswerShape shape = shapeOf(
        R"({"anyOf":[{"title":"A","type":"object"},{"title":"A","type":"object"},{"type":"object"},{"type":"integer"}]})");
    Strings names;
    for (const schema::ToolSpec &tool : shape.parallelTools)
        names.push_back(tool.name);
    QVERIFY(names == (Strings{"A", "A_2", "Answer", "Answer_2"}));
    QCOMPARE(shape.parallelExpectations[3].envelope.value_or(""), std::string("value"));
}

void TestAnswerShape::optionalRootHasOneTool()
{
    const AnswerShape shape = shapeOf(
        R"({"anyOf":[{"$ref":"#/$defs/U"},{"type":"null"}],"$defs":{"U":{"type":"object","properties":{"n":{}}}}})");
    QCOMPARE(shape.parallelTools.size(), 1U);
    QCOMPARE(shape.parallelTools.front().name, std::string("U"));
    QCOMPARE(shape.expectation.envelope.value_or(""), std::string("value"));
    QVERIFY(shape.expectation.keys == (Strings{"n"}));
}

void TestAnswerShape::recursiveUnionKeepsItsRoot()
{
    const AnswerShape shape = shapeOf(
        R"({"oneOf":[{"title":"Leaf","type":"object","properties":{"v":{"type":"integer"}},"required":["v"]},
        {"title":"Pair","type":"object","properties":{"l":{"$ref":"#"},"r":{"$ref":"#/oneOf/0"}},"required":["l"]}]})");
    QCOMPARE(shape.parallelTools.size(), 2U);
    QVERIFY(!shape.parallelTools[0].parameters.find("$defs"));
    const auto pair = schema::Validator::compile(shape.parallelTools[1].parameters);
    QVERIFY(pair.ok());
    QVERIFY(pair->validate(readValue(R"({"l":{"l":{"v":1}},"r":{"v":1}})")).empty());
    QVERIFY(!pair->validate(readValue(R"({"l":{"l":{"v":1}},"r":{"l":{"v":1}}})")).empty());
    QVERIFY(carries(shape, R"({"l":{"l":{"v":1}},"r":{"v":1}})", R"({"l":5})"));
}

void TestAnswerShape::keysAreFoundThroughCombinations()
{
    const AnswerShape shape = shapeOf(
        R"({"type":"object","properties":{"a":{},"b":{}},"allOf":[{"$ref":"#/$defs/X"},{"properties":{"b":{},"d":{}}}],
        "$defs":{"X":{"properties":{"c":{}},"anyOf":[{"$ref":"#/$defs/X"},{"properties":{"e":{}}}]}}})");
    QVERIFY(shape.expectation.keys == (Strings{"a", "b", "c", "e", "d"}));
}

void TestAnswerShape::manyWaysToOneSchemaAreWalkedOnce_data()
{
    QTest::addColumn<std::string>("combination");
    for (const char *name : {"allOf", "anyOf", "oneOf"})
        QTest::newRow(name) << std::string(name);
}

// 2^40 ways lead to the last definition.
void TestAnswerShape::manyWaysToOneSchemaAreWalkedOnce()
{
    QFETCH(const std::string, combination);
    std::string definitions = R"("d40":{"type":"object","properties":{"a":{}}})";
    for (int i = 0; i < 40; ++i) {
        const std::string next = R"({"$ref":"#/$defs/d)" + std::to_string(i + 1) + "\"}";
        definitions +=
            ",\"d" + std::to_string(i) + "\":{\"" + combination + "\":[" + next + "," + next + "]}";
    }
    const AnswerShape shape = shapeOf(R"({"$ref":"#/$defs/d0","$defs":{)" + definitions + "}}");
    QVERIFY(shape.expectation.root == AnswerExpectation::Root::Object);
    QVERIFY(shape.expectation.keys == Strings{"a"});
}

void TestAnswerShape::definitionsInDrawersAreFound()
{
    const AnswerShape shape =
        shapeOf(R"({"type":"array","items":{"type":"object","properties":{"pet":{"$ref":"#/$defs/pets/cat"}}},
        "$defs":{"pets":{"cat":{"type":"object","properties":{"friends":{"$ref":"#"}}},"dog":{"type":"object"}},"rest":{"a":{"type":"null"}}}})");
    QVERIFY(carries(shape, R"([{"pet":{"friends":[]}}])", R"([{"pet":{"friends":1}}])"));
    const json::Value &tool = shape.parallelTools.front().parameters;
    QCOMPARE(test::deadReference(tool, tool), std::string());
    QVERIFY(!tool["$defs"].find("rest"));
}

void TestAnswerShape::documentNamesStayAtTheRoot()
{
    const AnswerShape shape = shapeOf(
        R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/l.json","type":"array",
        "items":{"$ref":"https://example.com/l.json#/$defs/A"},"contains":{"$ref":"https://example.com/l.json#/items"},"$defs":{"A":{"type":"string"}}})");
    QVERIFY(shape.wireSchema.find("$id") && shape.wireSchema.find("$schema"));
    const json::Value &list = shape.wireSchema["properties"]["items"];
    QCOMPARE(list["contains"]["$ref"].text(),
             std::string("https://example.com/l.json#/properties/items/items"));
    QVERIFY(carries(shape, R"(["a"])", "[1]"));
}

void TestAnswerShape::names_data()
{
    QTest::addColumn<std::string>("title");
    QTest::addColumn<std::string>("name");
    QTest::newRow("plain") << std::string("User-2_b") << std::string("User-2_b");
    QTest::newRow("blanks") << std::string("List[User], please") << std::string("List_User___please");
    QTest::newRow("one for a character") << std::string("Größe") << std::string("Gr__e");
    QTest::newRow("long") << std::string(100, 'x') << std::string(64, 'x');
    QTest::newRow("empty") << std::string() << std::string("Answer");
}

void TestAnswerShape::names()
{
    QFETCH(std::string, title);
    QFETCH(std::string, name);
    QCOMPARE(schema::functionName(title), name);
}

void TestAnswerShape::refusals_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("pointer");
    QTest::newRow("list") << std::string("[]") << std::string();
    QTest::newRow("text") << std::string("\"x\"") << std::string();
    QTest::newRow("dead") << std::string(R"({"properties":{"a/b":{"$ref":"#/$defs/No"}}})")
                          << std::string("/properties/a~1b/$ref");
    QTest::newRow("dead in a definition nobody uses")
        << std::string(R"({"$defs":{"A":{"items":{"$ref":"#nowhere"}}}})")
        << std::string("/$defs/A/items/$ref");
}

void TestAnswerShape::refusals()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, pointer);
    for (const bool iterable : {false, true}) {
        const auto shape = AnswerShape::of(readValue(schema), iterable);
        QVERIFY(!shape.ok());
        QCOMPARE(shape.error().pointer, pointer);
        QVERIFY(!shape.error().message.empty());
    }
}

QTEST_GUILESS_MAIN(TestAnswerShape)
#include "tst_answershape.moc"

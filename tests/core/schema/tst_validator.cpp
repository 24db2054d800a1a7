// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/validator.h"
#include "json/read.h"

#include <QTest>

#include <string>

using namespace espalier;
using schema::Issues;
using schema::Validator;

namespace {

json::Value read(std::string_view text)
{
    const auto value = json::readStrict(text);
    return value.ok() ? *value : json::Value::string("test data is no JSON");
}

Validator compiled(std::string_view schema)
{
    auto validator = Validator::compile(read(schema));
    if (!validator.ok())
        qFatal("%s", validator.error().message.c_str());
    return *std::move(validator);
}

Issues issuesOf(std::string_view schema, std::string_view instance)
{
    return compiled(schema).validate(read(instance));
}

std::string errorOf(std::string_view schema)
{
    const auto validator = Validator::compile(read(schema));
    return validator.ok() ? "compiled" : validator.error().pointer + ": " + validator.error().message;
}

/// "pointer keyword" of each issue, joined by "; ".
std::string brief(const Issues &issues)
{
    std::string out;
    for (const schema::Issue &issue : issues)
        out += (out.empty() ? "" : "; ") + issue.instance + " " + issue.keyword;
    return out;
}

} // namespace

class TestValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIssueSaysEverything();
    void missingMembersAreNamed();
    void memberThatIsNotAllowed();
    void issuesComeInDocumentOrder();
    void numbersCompareByValue();
    void lastDuplicateCounts();
    void theBranchThatWasMeantIsReported_data();
    void theBranchThatWasMeantIsReported();
    void oneOfMeansExactlyOne();
    void oneOfCountsByEveryKeyword();
    void recursiveSchemasEndWithTheInstance();
    void recursiveUnionsDoNotDouble();
    void sharedSchemasDoNotMultiply();
    void endlessReferencesDoNotCompile();
    void longChainsOfDefinitionsCompile();
    void malformedSchemasDoNotCompile_data();
    void malformedSchemasDoNotCompile();
    void itemsHaveAValidatorOfTheirOwn();
    void atMostAThousandIssues();
    void deepInstancesAreRefusedNotOverflown();
    void keywordsPassedOverAreNamed();
    void aSinkMayHaveHeardEnough();
};

void TestValidator::anIssueSaysEverything()
{
    const Issues issues = compiled(R"({"properties":{"age":{"type":["integer","null"]}}})")
                              .validate(read(R"({"age":"25"})"), "/items/3");
    QCOMPARE(issues.size(), 1U);
    const schema::Issue &issue = issues.front();
    QCOMPARE(issue.instance, std::string("/items/3/age"));
    QCOMPARE(issue.schema, std::string("/properties/age/type"));
    QCOMPARE(issue.keyword, std::string("type"));
    QCOMPARE(issue.expected, std::string("integer or null"));
    QCOMPARE(issue.got, std::string("\"25\""));
    QCOMPARE(issue.message, std::string("must be a whole number or null, got \"25\""));
    QCOMPARE(issue.forModel,
             std::string("\"/items/3/age\" must be of type integer or null, but the answer has \"25\"."));
    QVERIFY(!issue.begin && !issue.end);
}

void TestValidator::missingMembersAreNamed()
{
    const Issues issues = issuesOf(R"({"type":"object","required":["name","age"]})", R"({"age":1})");
    QCOMPARE(brief(issues), std::string(" required"));
    QCOMPARE(issues.front().schema, std::string("/required"));
    QCOMPARE(issues.front().expected, std::string("\"name\""));
    QCOMPARE(issues.front().got, std::string());
    QCOMPARE(issues.front().message, std::string("\"name\" is missing"));
    QCOMPARE(issues.front().forModel,
             std::string("The answer must have the member \"name\", which is missing."));
}

void TestValidator::memberThatIsNotAllowed()
{
    const Issues issues =
        issuesOf(R"({"properties":{"a":{}},"additionalProperties":false})", R"({"a":1,"b/c":[1,2]})");
    QCOMPARE(brief(issues), std::string("/b~1c additionalProperties"));
    QCOMPARE(issues.front().schema, std::string("/additionalProperties"));
    QCOMPARE(issues.front().message, std::string("must not be there, got [1,2]"));
    QCOMPARE(brief(issuesOf(R"({"properties":{"a":false}})", R"({"a":1})")), std::string("/a properties"));
    QCOMPARE(brief(issuesOf("false", "1")), std::string(" "));
    const Issues typeless = issuesOf(R"({"properties":{"a":{"type":[]}}})", R"({"a":1})");
    QCOMPARE(brief(typeless), std::string("/a type"));
    QCOMPARE(typeless.front().expected, std::string("nothing"));
    QCOMPARE(typeless.front().message, std::string("must be left out: its list of types is empty, got 1"));
    QVERIFY(typeless.front().forModel.find("must be left out") != std::string::npos);
}

void TestValidator::issuesComeInDocumentOrder()
{
    const auto schema =
        R"({"allOf":[{"properties":{"z":{"type":"string"},"a":{"type":"string"}}}],"properties":{"m":{"items":{"type":"null"}}},"required":["q"]})";
    QCOMPARE(brief(issuesOf(schema, R"({"z":1,"m":[0,null,0],"a":2})")),
             std::string(" required; /z type; /m/0 type; /m/2 type; /a type"));
}

void TestValidator::numbersCompareByValue()
{
    QCOMPARE(brief(issuesOf(R"({"type":"integer"})", "1.0")), std::string());
    QCOMPARE(brief(issuesOf(R"({"type":"integer"})", "1e400")), std::string());
    QCOMPARE(brief(issuesOf(R"({"type":"integer"})", "1.5")), std::string(" type"));
    QCOMPARE(brief(issuesOf(R"({"enum":[100]})", "1e2")), std::string());
    QCOMPARE(brief(issuesOf(R"({"const":{"a":1,"b":[2.0]}})", R"({"b":[2],"a":1.00})")), std::string());
    QCOMPARE(brief(issuesOf(R"({"const":123456789012345678901234567890})", "123456789012345678901234567891")),
             std::string(" const"));
}

void TestValidator::lastDuplicateCounts()
{
    const auto schema = R"({"properties":{"a":{"type":"string"}},"additionalProperties":{"type":"string"}})";
    QCOMPARE(brief(issuesOf(schema, R"({"a":1,"b":1,"a":"x","b":"y"})")), std::string());
    QCOMPARE(brief(issuesOf(schema, R"({"a":"x","b":"y","a":1,"b":2})")), std::string("/a type; /b type"));
    QCOMPARE(brief(issuesOf(R"({"type":"string","type":"number"})", "1")), std::string());

    std::string large = R"({"a":1,"b":1)";
    for (int i = 0; i < 40; ++i)
        large += R"(,"m)" + std::to_string(i) + R"(":"x")";
    QCOMPARE(brief(issuesOf(schema, large + R"(,"a":"x","b":2})")), std::string("/b type"));
    const auto needs = R"({"required":["m39","m40"]})";
    QCOMPARE(issuesOf(needs, large + "}").front().expected, std::string("\"m40\""));
    const auto shortNames = R"({"propertyNames":{"maxLength":1}})"; // told of once
    QCOMPARE(brief(issuesOf(shortNames, R"({"ab":1,"ab":2})")), std::string("/ab propertyNames"));
}

void TestValidator::theBranchThatWasMeantIsReported_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("instance");
    QTest::addColumn<std::string>("issues");
    QTest::newRow("optional object")
        << std::string(
               R"({"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}],"$defs":{"A":{"type":"object","required":["x"]}}})")
        << std::string("{}") << std::string(" required");
    const std::string tagged =
        R"({"oneOf":[{"properties":{"kind":{"const":"cat"},"lives":{"type":"integer"}}},{"properties":{"kind":{"enum":["dog","wolf"]},"tail":{"type":"boolean"}}}]})";
    QTest::newRow("tagged union") << tagged << std::string(R"({"kind":"wolf","tail":"long","lives":"9"})")
                                  << std::string("/tail type");
    QTest::newRow("unknown tag") << tagged << std::string(R"({"kind":"bird"})") << std::string(" oneOf");
    QTest::newRow("scalars") << std::string(R"({"anyOf":[{"type":"integer"},{"type":"string"}]})")
                             << std::string("[]") << std::string(" anyOf");
    QTest::newRow("false branch") << std::string(R"({"anyOf":[false,{"type":"object","required":["a"]}]})")
                                  << std::string("{}") << std::string(" required");
}

void TestValidator::theBranchThatWasMeantIsReported()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, instance);
    QFETCH(std::string, issues);
    QCOMPARE(brief(issuesOf(schema, instance)), issues);
}

void TestValidator::oneOfMeansExactlyOne()
{
    const auto schema =
        R"({"oneOf":[{"type":"integer"},{"type":"number"},{"title":"Name","type":"string"}]})";
    QCOMPARE(brief(issuesOf(schema, "1.5")), std::string());
    QCOMPARE(brief(issuesOf(schema, "1")), std::string(" oneOf"));
    QCOMPARE(issuesOf(schema, "1").front().message,
             std::string("fits more than one of the forms allowed, got 1"));
    QCOMPARE(issuesOf(schema, "null").front().expected, std::string("a whole number, a number or Name"));
}

void TestValidator::oneOfCountsByEveryKeyword()
{
    const auto lengths =
        R"({"oneOf":[{"maxLength":1},{"$ref":"#/$defs/Long"}],"$defs":{"Long":{"minLength":2}}})";
    QCOMPARE(brief(issuesOf(lengths, "\"x\"")), std::string());
    QCOMPARE(brief(issuesOf(R"({"oneOf":[{"maxLength":3},{"minLength":2}]})", "\"abc\"")),
             std::string(" oneOf"));
    const auto deep = R"({"oneOf":[{"properties":{"a":{"minimum":5}}},{"properties":{"a":{"maximum":4}}}]})";
    QCOMPARE(brief(issuesOf(deep, R"({"a":1})")), std::string());
    const auto plain =
        R"({"oneOf":[{"properties":{"a":{"type":"integer"}}},{"properties":{"a":{"type":"number"}}}]})";
    QCOMPARE(brief(issuesOf(plain, R"({"a":1})")), std::string(" oneOf"));
}

void TestValidator::recursiveSchemasEndWithTheInstance()
{
    const auto schema = R"({"type":"object","properties":{"next":{"$ref":"#"}},"required":["v"]})";
    QCOMPARE(brief(issuesOf(schema, R"({"v":1,"next":{"v":2,"next":{"next":3,"v":1}}})")),
             std::string("/next/next/next type"));
}

void TestValidator::recursiveUnionsDoNotDouble()
{
    // Both branches look into "next" before they disagree: without remembered verdicts 2^400 looks.
    const auto schema = R"({"anyOf":[{"properties":{"next":{"$ref":"#"},"t":{"const":1}},"required":["t"]},
                                     {"properties":{"next":{"$ref":"#"},"t":{"const":2}},"required":["t"]}]})";
    std::string text = R"({"t":2})";
    for (int i = 0; i < 400; ++i)
        text = R"({"next":)" + text + R"(,"t":2})";
    QCOMPARE(brief(issuesOf(schema, text)), std::string());
    text.replace(text.find(R"("t":2)"), 5, R"("t":3)");
    QVERIFY(!issuesOf(schema, text).empty());
}

void TestValidator::sharedSchemasDoNotMultiply()
{
    std::string definitions = R"("d40":{"type":"object"})";
    for (int i = 0; i < 40; ++i) {
        const std::string next = R"({"$ref":"#/$defs/d)" + std::to_string(i + 1) + R"("})";
        definitions += R"(,"d)" + std::to_string(i) + R"(":{"allOf":[)" + next + "," + next + "]}";
    }
    const std::string schema = R"({"$ref":"#/$defs/d0","$defs":{)" + definitions + "}}";
    QCOMPARE(brief(issuesOf(schema, "{}")), std::string());
    QCOMPARE(brief(issuesOf(schema, "1")), std::string(" type"));
}

void TestValidator::endlessReferencesDoNotCompile()
{
    const auto circle = R"({"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}},
                            "properties":{"x":{"$ref":"#/$defs/a"}}})";
    const auto itself = R"({"$ref":"#"})";
    const auto deeper = R"({"properties":{"x":{"$ref":"#"}}})";
    QCOMPARE(errorOf(itself), std::string(": the schema refers to itself without end"));
    QCOMPARE(errorOf(circle), std::string("/$defs/a: the schema refers to itself without end"));
    QCOMPARE(errorOf(deeper), std::string("compiled"));
}

void TestValidator::longChainsOfDefinitionsCompile()
{
    std::string definitions = R"("d2000":{"type":"null"})";
    for (int i = 0; i < 2000; ++i)
        definitions += R"(,"d)" + std::to_string(i) + R"(":{"properties":{"x":{"$ref":"#/$defs/d)" +
                       std::to_string(i + 1) + R"("}}})";
    const std::string deep = R"({"$ref":"#/$defs/d0","$defs":{)" + definitions + "}}";
    QCOMPARE(errorOf(deep), std::string("compiled"));

    std::string chain = R"("d2000":{"type":"null"})";
    for (int i = 0; i < 2000; ++i)
        chain += R"(,"d)" + std::to_string(i) + R"(":{"$ref":"#/$defs/d)" + std::to_string(i + 1) + R"("})";
    QVERIFY(errorOf(R"({"$ref":"#/$defs/d0","$defs":{)" + chain + "}}").find("too long") !=
            std::string::npos);
}

void TestValidator::malformedSchemasDoNotCompile_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const char *schema, const char *pointer) {
        QTest::newRow(name) << std::string(schema) << std::string(pointer);
    };
    row("number", "5", "");
    row("unknown type", R"({"properties":{"a":{"type":"int"}}})", "/properties/a/type");
    row("type number", R"({"type":1})", "/type");
    row("properties list", R"({"properties":[]})", "/properties");
    row("property no schema", R"({"properties":{"a/b":1}})", "/properties/a~1b");
    row("required text", R"({"required":"a"})", "/required");
    row("required numbers", R"({"required":[1]})", "/required");
    row("enum text", R"({"enum":"a"})", "/enum");
    row("items number", R"({"items":1})", "/items");
    row("additional text", R"({"additionalProperties":"no"})", "/additionalProperties");
    row("empty anyOf", R"({"anyOf":[]})", "/anyOf");
    row("branch no schema", R"({"oneOf":[true,null]})", "/oneOf/1");
    row("dead reference", R"({"items":{"$ref":"#/$defs/A"}})", "/items/$ref");
    row("dead anchor", R"({"$ref":"#nowhere","enum":[{"$anchor":"nowhere"}]})", "/$ref");
    row("reference to no schema", R"({"$ref":"#/x","x":[1]})", "/$ref");
    row("other document", R"({"$ref":"https://example.com/a.json"})", "/$ref");
    row("malformed behind a reference", R"({"$ref":"#/$defs/A","$defs":{"A":{"type":"x"}}})",
        "/$defs/A/type");
}

void TestValidator::malformedSchemasDoNotCompile()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, pointer);
    const auto validator = Validator::compile(read(schema));
    QVERIFY(!validator.ok());
    QCOMPARE(validator.error().pointer, pointer);
    QVERIFY(!validator.error().message.empty());
}

void TestValidator::itemsHaveAValidatorOfTheirOwn()
{
    const auto list = compiled(
        R"({"$ref":"#/$defs/L","$defs":{"L":{"type":"array","items":{"$ref":"#/$defs/U"}},"U":{"type":"object","required":["name"]}}})");
    const auto items = list.items();
    QVERIFY(items);
    QCOMPARE(brief(items->validate(read("{}"), "/4")), std::string("/4 required"));
    QCOMPARE(items->validate(read("{}")).front().schema, std::string("/$defs/U/required"));
    QVERIFY(!compiled(R"({"type":"object"})").items());
    QVERIFY(!compiled(R"({"type":"array","items":true})").items());
    QVERIFY(!compiled(R"({"type":"array"})").items());
    QVERIFY(!compiled(R"({"prefixItems":[{"type":"string"}],"items":{"type":"null"}})").items());
}

void TestValidator::atMostAThousandIssues()
{
    std::string text = "[";
    for (int i = 0; i < 5000; ++i)
        text += i == 0 ? "1" : ",1";
    QCOMPARE(issuesOf(R"({"items":{"type":"string"}})", text + "]").size(), 1000U);
}

void TestValidator::deepInstancesAreRefusedNotOverflown()
{
    json::Value deep = json::Value::array();
    for (int i = 0; i < 4500; ++i) {
        json::Value outer = json::Value::array();
        outer.mutableItems().push_back(std::move(deep));
        deep = std::move(outer);
    }
    const Issues issues = compiled(R"({"items":{"$ref":"#"}})").validate(deep);
    QCOMPARE(issues.size(), 1U);
    QCOMPARE(issues.front().message, std::string("is nested too deeply"));

    // The worst that the parser lets through: every level goes through a choice and a reference, and fails at
    // the bottom.
    std::string text = "1";
    for (int i = 0; i < 511; ++i)
        text = R"({"a":)" + text + "}";
    const auto chosen = R"({"$ref":"#/$defs/T","$defs":{"T":{"anyOf":[{"$ref":"#/$defs/O"},{"type":"null"}]},
        "O":{"type":"object","properties":{"a":{"$ref":"#/$defs/T"}}}}})";
    const Issues bottom = issuesOf(chosen, text);
    QCOMPARE(bottom.size(), 1U);
    QCOMPARE(bottom.front().keyword, std::string("anyOf"));
    QCOMPARE(bottom.front().got, std::string("1"));
}

void TestValidator::keywordsPassedOverAreNamed()
{
    using Names = std::vector<std::string>;
    QCOMPARE(compiled(R"({"type":"integer","title":"minimum","minimum":1,"not":{"const":5}})").notChecked(),
             Names());
    QCOMPARE(compiled(R"({"items":{"anyOf":[{"divisibleBy":2},{"$ref":"#/$defs/a"}]},)"
                      R"("$defs":{"a":{"extends":{}},"unused":{"disallow":"null"}}})")
                 .notChecked(),
             (Names{"divisibleBy", "extends"}));
    // What the draft does not know, and what stands beside a $ref where that counts alone.
    QCOMPARE(
        compiled(
            R"({"$schema":"http://json-schema.org/draft-04/schema#","const":1,"if":{},)"
            R"("properties":{"a":{"$ref":"#/definitions/a","minimum":2,"title":"A"}},"definitions":{"a":{}}})")
            .notChecked(),
        (Names{"const", "if", "minimum"}));
    // Names of members and values are no keywords.
    QCOMPARE(compiled(R"({"properties":{"extends":{"type":"string"}},"enum":[{"disallow":1}],)"
                      R"("default":{"format":"x"},"examples":[{"divisibleBy":1}]})")
                 .notChecked(),
             Names());
}

void TestValidator::aSinkMayHaveHeardEnough()
{
    int heard = 0;
    compiled(R"({"items":{"type":"string"}})").validate(read("[1,2,3]"), [&heard](const schema::Issue &) {
        return ++heard < 2;
    });
    QCOMPARE(heard, 2);
}

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"

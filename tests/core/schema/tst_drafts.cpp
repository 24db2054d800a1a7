// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schematest.h"

#include "schema/draft.h"

#include <QTest>

#include <string>
#include <vector>

using namespace espalier;
using namespace espalier::test;
using schema::CompileOptions;
using schema::Draft;

// Which rules a schema is read by, and which documents it may refer to.

namespace {

const Draft kAll[] = {Draft::Draft4, Draft::Draft6, Draft::Draft7, Draft::Draft2019, Draft::Draft2020};

CompileOptions by(Draft draft)
{
    CompileOptions options;
    options.draft = draft;
    return options;
}

bool fits(const char *schema, const char *instance, Draft draft = Draft::Draft2020)
{
    return compiledSchema(schema, by(draft)).fits(readJson(instance));
}

} // namespace

class TestDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void metaschemasFitThemselves();
    void metaschemasRefuseWhatIsMalformed();
    void keywordsByDraft();
    void identifiersByDraft();
    void exclusiveBoundsAsMarks();
    void listsUnderItems();
    void recursiveReferencesByTheWay();
    void documentsAtHand();
    void documentsAreOfTheirOwnDraft();
    void pointersNameTheDocument();
    void requiredVocabularies();
};

void TestDrafts::names()
{
    QCOMPARE(schema::draftOfName("7"), std::optional(Draft::Draft7));
    QCOMPARE(schema::draftOfName("draft-07"), std::optional(Draft::Draft7));
    QCOMPARE(schema::draftOfName("Draft 4"), std::optional(Draft::Draft4));
    QCOMPARE(schema::draftOfName("2019-09"), std::optional(Draft::Draft2019));
    QCOMPARE(schema::draftOfName("draft2020-12"), std::optional(Draft::Draft2020));
    QVERIFY(!schema::draftOfName("3") && !schema::draftOfName("") && !schema::draftOfName("draft"));
    const char *sixth = "http://json-schema.org/draft-06/schema";
    QCOMPARE(schema::draftOfUri(sixth), std::optional(Draft::Draft6));
    const char *none = "http://json-schema.org/schema#";
    QVERIFY(!schema::draftOfUri(none));
}

void TestDrafts::metaschemasFitThemselves()
{
    for (const Draft one : kAll) {
        const auto validator = schema::Validator::compile(schema::metaschema(one));
        QVERIFY2(validator.ok(), std::string(schema::draftName(one)).c_str());
        QCOMPARE(briefly(validator->validate(schema::metaschema(one))), std::string());
        QVERIFY(validator->notChecked().empty() ||
                validator->notChecked() == std::vector<std::string>{"format"});
    }
    QVERIFY(!schema::builtInDocument("https://example.org/"));
}

void TestDrafts::metaschemasRefuseWhatIsMalformed()
{
    const json::Value malformed =
        readJson(R"({"properties":{"a":{"type":"nothing"},"b":{"minLength":-1}},"required":"a"})");
    for (const Draft one : kAll) {
        const auto validator = schema::Validator::compile(schema::metaschema(one)).value();
        const std::string issues = briefly(validator.validate(malformed));
        QVERIFY2(issues.find("/properties/a/type ") != std::string::npos, issues.c_str());
        QVERIFY2(issues.find("/properties/b/minLength minimum") != std::string::npos, issues.c_str());
        QVERIFY2(issues.find("/required type") != std::string::npos, issues.c_str());
    }
}

void TestDrafts::keywordsByDraft()
{
    QVERIFY(fits(R"({"const":1})", "2", Draft::Draft4));
    QVERIFY(!fits(R"({"const":1})", "2", Draft::Draft6));
    QVERIFY(fits(R"({"if":true,"then":false})", "2", Draft::Draft6));
    QVERIFY(!fits(R"({"if":true,"then":false})", "2", Draft::Draft7));
    QVERIFY(fits(R"({"dependentRequired":{"a":["b"]}})", R"({"a":1})", Draft::Draft7));
    QVERIFY(!fits(R"({"dependentRequired":{"a":["b"]}})", R"({"a":1})", Draft::Draft2019));
    QVERIFY(fits(R"({"prefixItems":[false]})", "[1]", Draft::Draft2019));
    QVERIFY(!fits(R"({"prefixItems":[false]})", "[1]"));
    QVERIFY(fits(R"({"$ref":"#/definitions/a","type":"null","definitions":{"a":{}}})", "1", Draft::Draft7));
    QVERIFY(
        !fits(R"({"$ref":"#/definitions/a","type":"null","definitions":{"a":{}}})", "1", Draft::Draft2019));
    // $schema comes before the option.
    const char *sixth = R"({"$schema":"http://json-schema.org/draft-06/schema#","const":1})";
    QVERIFY(!fits(sixth, "2", Draft::Draft4));
}

void TestDrafts::identifiersByDraft()
{
    QVERIFY(!fits(R"({"items":{"$ref":"urn:x:b"},"definitions":{"b":{"id":"urn:x:b","type":"null"}}})", "[1]",
                  Draft::Draft4));
    QVERIFY(!fits(R"({"items":{"$ref":"#b"},"definitions":{"b":{"$id":"#b","type":"null"}}})", "[1]",
                  Draft::Draft6));
    QVERIFY(!fits(R"({"items":{"$ref":"#b"},"$defs":{"b":{"$anchor":"b","type":"null"}}})", "[1]",
                  Draft::Draft2019));
    QVERIFY(!fits(R"({"items":{"$ref":"#b"},"$defs":{"b":{"$dynamicAnchor":"b","type":"null"}}})", "[1]"));
    QCOMPARE(whyNot(readJson(R"({"items":{"$ref":"#b"},"$defs":{"b":{"$anchor":"b"}}})"), by(Draft::Draft7)),
             std::string("/items/$ref: the reference \"#b\" leads nowhere"));
}

void TestDrafts::exclusiveBoundsAsMarks()
{
    for (const Draft one : kAll) {
        QVERIFY(!fits(R"({"minimum":1,"exclusiveMinimum":true})", "1", one));
        QVERIFY(fits(R"({"minimum":1,"exclusiveMinimum":false})", "1", one));
        QVERIFY(!fits(R"({"maximum":1,"exclusiveMaximum":true})", "1.0", one));
    }
}

void TestDrafts::listsUnderItems()
{
    for (const Draft one : kAll) {
        const char *schema =
            R"({"items":[{"type":"string"},{"type":"null"}],"additionalItems":{"type":"boolean"}})";
        QVERIFY(fits(schema, R"(["a",null,true])", one));
        QVERIFY(!fits(schema, R"(["a",1])", one));
        QVERIFY(!fits(schema, R"(["a",null,1])", one));
    }
}

void TestDrafts::recursiveReferencesByTheWay()
{
    const char *tree =
        R"({"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"http://x/strict","$recursiveAnchor":true,
            "$ref":"tree","unevaluatedProperties":false,
            "$defs":{"tree":{"$id":"tree","$recursiveAnchor":true,"type":"object",
                             "properties":{"data":true,"children":{"type":"array","items":{"$recursiveRef":"#"}}}}}})";
    QVERIFY(fits(tree, R"({"children":[{"data":1}]})"));
    QCOMPARE(briefly(compiledSchema(tree).validate(readJson(R"({"children":[{"daat":1}]})"))),
             std::string("/children/0/daat unevaluatedProperties"));
}

void TestDrafts::documentsAtHand()
{
    const json::Value schema =
        readJson(R"({"$id":"https://example.org/a/root","properties":{"x":{"$ref":"other#/$defs/n"}}})");
    QCOMPARE(whyNot(schema),
             std::string("/properties/x/$ref: the reference \"other#/$defs/n\" leads out of the "
                         "schema, to a document that is not at hand"));
    const auto other = std::make_shared<const json::Value>(readJson(R"({"$defs":{"n":{"type":"null"}}})"));
    CompileOptions given;
    given.resources.emplace("https://example.org/a/other", other);
    QCOMPARE(whyNot(schema, given), std::string("compiled"));
    std::vector<std::string> asked;
    CompileOptions loading;
    loading.loader = [&](std::string_view uri) {
        asked.emplace_back(uri);
        return other;
    };
    QVERIFY(!schema::Validator::compile(schema, loading)->fits(readJson(R"({"x":1})")));
    QCOMPARE(asked, std::vector<std::string>{"https://example.org/a/other"});
    CompileOptions broken;
    broken.resources.emplace("https://example.org/a/other",
                             std::make_shared<const json::Value>(readJson("[1]")));
    QVERIFY(whyNot(schema, broken).ends_with("leads to a document that is no schema"));
}

void TestDrafts::documentsAreOfTheirOwnDraft()
{
    CompileOptions options;
    options.resources.emplace("urn:x:old", std::make_shared<const json::Value>(readJson(
                                               R"({"$schema":"http://json-schema.org/draft-07/schema#",
                                                      "items":[{"type":"null"}],"prefixItems":[{"type":"string"}]})")));
    QVERIFY(compiledSchema(R"({"$ref":"urn:x:old"})", options).fits(readJson("[null]")));
    QVERIFY(!compiledSchema(R"({"$ref":"urn:x:old"})", options).fits(readJson(R"(["a"])")));
}

void TestDrafts::pointersNameTheDocument()
{
    CompileOptions options;
    options.resources.emplace("urn:x:o", std::make_shared<const json::Value>(readJson(
                                             R"({"$defs":{"a":{"minimum":1},"b":{"type":"int"}}})")));
    const schema::Issues issues =
        compiledSchema(R"({"$ref":"urn:x:o#/$defs/a"})", options).validate(readJson("0"));
    QCOMPARE(issues.front().schema, std::string("urn:x:o#/$defs/a/minimum"));
    QVERIFY(whyNot(readJson(R"({"$ref":"urn:x:o#/$defs/b"})"), options)
                .starts_with("urn:x:o#/$defs/b/type: unknown type"));
}

void TestDrafts::requiredVocabularies()
{
    const auto with = [](const char *vocabularies) {
        CompileOptions options;
        options.resources.emplace(
            "http://x/meta",
            std::make_shared<const json::Value>(readJson(
                std::string(R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$vocabulary":)") +
                vocabularies + "}")));
        return options;
    };
    const json::Value schema =
        readJson(R"({"$schema":"http://x/meta","minimum":5,"properties":{"a":false},"format":"date"})");
    const char *core = R"({"https://json-schema.org/draft/2020-12/vocab/core":true,
                           "https://json-schema.org/draft/2020-12/vocab/applicator":true,"http://x/new":false})";
    const auto validator = schema::Validator::compile(schema, with(core));
    QVERIFY(validator.ok());
    QVERIFY(validator->fits(readJson("1")) && !validator->fits(readJson(R"({"a":1})")));
    QCOMPARE(validator->notChecked(), (std::vector<std::string>{"format", "minimum"}));
    QCOMPARE(whyNot(schema, with(R"({"http://x/new":true})")),
             std::string("/$schema: the vocabulary http://x/new is required and unknown"));
    const auto asserting = schema::Validator::compile(
        schema, with(R"({"https://json-schema.org/draft/2020-12/vocab/format-assertion":true})"));
    QVERIFY(!asserting->fits(readJson("\"today\"")) && asserting->fits(readJson("1")));
}

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"

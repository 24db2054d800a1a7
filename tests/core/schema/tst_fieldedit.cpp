// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldedit.h"

#include "fieldtext.h"
#include "shapetest.h"

#include <QTest>

using namespace espalier;
using schema::FieldEditResult;
using schema::FieldKind;

class TestFieldEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adds();
    void removes();
    void renames();
    void namesWithSigns();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
    void must();
    void descriptions();
    void moves();
    void intoItselfIsRefused();
    void referencesFollow();
    void whatIsReferredToStays();
    void duplicates();
    void rootForms_data();
    void rootForms();
};

static const char *const kPerson =
    R"({"title":"P","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},)"
    R"("home":{"type":"object","properties":{"street":{"type":"string"}},"required":["street"]}},"required":["name","age"],"x-own":1})";

static json::Value person()
{
    return test::readValue(kPerson);
}

/// The schema after an edit, or the error.
static std::string text(const FieldEditResult &result)
{
    return result ? json::writeCompact(result->schema) : "refused: " + result.error().message;
}

/// The same with its fields alone.
static std::string fields(const FieldEditResult &result)
{
    return result ? test::treeLine(schema::fieldTree(result->schema)) : text(result);
}

static json::Value string()
{
    return test::readValue(R"({"type":"string"})");
}

void TestFieldEdit::adds()
{
    QCOMPARE(
        text(schema::addField(person(), "", 1, "mail", string(), true)),
        std::string(
            R"({"title":"P","type":"object","properties":{"name":{"type":"string"},"mail":{"type":"string"},)"
            R"("age":{"type":"integer"},"home":{"type":"object","properties":{"street":{"type":"string"}},)"
            R"("required":["street"]}},"required":["name","age","mail"],"x-own":1})"));
    const FieldEditResult inner = schema::addField(person(), "/properties/home", 99, "city", string(), false);
    QCOMPARE(inner->field, std::string("/properties/home/properties/city"));
    QCOMPARE(fields(inner),
             std::string("one | name! text | age! whole | home group{street! text, city text}"));
    QCOMPARE(text(schema::addField(json::Value::object(), "", 0, "a", string(), true)),
             std::string(R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})"));
    QCOMPARE(text(schema::addField(json::Value::boolean(true), "", 0, "a", string(), false)),
             std::string(R"({"type":"object","properties":{"a":{"type":"string"}}})"));
    QCOMPARE(
        text(schema::addField(test::readValue(R"({"$schema":"s","title":"T","x":1})"), "", 0, "a", string(),
                              false)),
        std::string(
            R"({"$schema":"s","title":"T","type":"object","x":1,"properties":{"a":{"type":"string"}}})"));
    const FieldEditResult item =
        schema::addField(test::readValue(R"({"type":"array","items":{"type":"object","properties":{}}})"),
                         "/items", 0, "a", string(), false);
    QCOMPARE(fields(item), std::string("many | a text"));
}

void TestFieldEdit::removes()
{
    QCOMPARE(fields(schema::removeField(person(), "/properties/name")),
             std::string("one | age! whole | home group{street! text}"));
    const json::Value dependent = test::readValue(
        R"({"properties":{"a":{},"b":{}},"required":["a"],"dependentRequired":{"a":["b"],"b":["a","c"]}})");
    QCOMPARE(text(schema::removeField(dependent, "/properties/a")),
             std::string(R"({"properties":{"b":{}},"dependentRequired":{"b":["c"]}})"));
}

void TestFieldEdit::renames()
{
    const json::Value value = test::readValue(
        R"({"properties":{"a":{"type":"string"},"b":{}},"required":["b","a"],"dependentRequired":{"a":["b"],"b":["a"]},)"
        R"("anyOf":[{"required":["a"]},{"properties":{"a":{"minLength":1}}}],"x-names":["a"]})");
    const FieldEditResult edit = schema::renameField(value, "/properties/a", "c");
    QCOMPARE(
        text(edit),
        std::string(
            R"({"properties":{"c":{"type":"string"},"b":{}},"required":["b","c"],"dependentRequired":{"c":["b"],"b":["c"]},)"
            R"("anyOf":[{"required":["c"]},{"properties":{"c":{"minLength":1}}}],"x-names":["a"]})"));
    QCOMPARE(edit->field, std::string("/properties/c"));
    QCOMPARE(schema::renameField(value, "/properties/a", "a")->schema, value);
    // A name that is only required elsewhere, or stands in another field, is free.
    const json::Value applied = test::readValue(
        R"({"properties":{"a":{"properties":{"b":{}}}},"allOf":[{"required":["b"]},{"properties":{"a":{}}}]})");
    QCOMPARE(
        text(schema::renameField(applied, "/properties/a", "b")),
        std::string(
            R"({"properties":{"b":{"properties":{"b":{}}}},"allOf":[{"required":["b"]},{"properties":{"b":{}}}]})"));
}

void TestFieldEdit::namesWithSigns()
{
    const json::Value value = test::readValue(R"({"properties":{"a/b":{},"~":{}},"required":["~"]})");
    const FieldEditResult edit = schema::renameField(value, "/properties/~0", "x/~1");
    QCOMPARE(edit->field, std::string("/properties/x~1~01"));
    QCOMPARE(text(edit), std::string(R"({"properties":{"a/b":{},"x/~1":{}},"required":["x/~1"]})"));
    QCOMPARE(text(schema::setFieldMust(edit->schema, "/properties/a~1b", true)),
             std::string(R"({"properties":{"a/b":{},"x/~1":{}},"required":["x/~1","a/b"]})"));
    QCOMPARE(text(schema::removeField(edit->schema, "/properties/a~1b")),
             std::string(R"({"properties":{"x/~1":{}},"required":["x/~1"]})"));
}

void TestFieldEdit::whatCannotBeIsRefused_data()
{
    QTest::addColumn<std::string>("result");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char *name, const FieldEditResult &result, const char *expected) {
        QTest::newRow(name) << text(result) << "refused: " + std::string(expected);
    };
    row("taken", schema::renameField(person(), "/properties/name", "age"),
        "there is a field \"age\" here already");
    row("no name", schema::renameField(person(), "/properties/name", ""), "a field needs a name");
    const auto beside = [](const char *applied) {
        return test::readValue(std::string(R"({"properties":{"a":{}},)") + applied + "}");
    };
    const char *const elsewhere = "another part of this group (allOf, anyOf, then, …) has a \"b\" already";
    for (const char *applied : {
             R"("allOf":[{"properties":{"a":{},"b":{}}}])",
             R"("anyOf":[{},{"properties":{"b":{}}}])",
             R"("oneOf":[{"allOf":[{"properties":{"b":{}}}]}])",
             R"("if":{},"then":{"properties":{"b":{}}})",
             R"("not":{"properties":{"b":{}}})",
             R"("dependentSchemas":{"a":{"properties":{"b":{}}}})",
             R"("dependentRequired":{"b":["a"]})",
         })
        row(applied, schema::renameField(beside(applied), "/properties/a", "b"), elsewhere);
    row("add a taken one", schema::addField(person(), "", 0, "age", string(), false),
        "there is a field \"age\" here already");
    row("into a text", schema::addField(person(), "/properties/name", 0, "x", string(), false),
        "fields can only be put into a group");
    row("nothing there", schema::setFieldMust(person(), "/properties/none", true),
        "there is no field at \"/properties/none\"");
    row("no property", schema::removeField(person(), "/title"), "there is no field at \"/title\"");
    row("the answer", schema::removeField(test::readValue(R"({"type":"string"})"), ""),
        "there is no field at \"\"");
    row("no values", schema::setFieldType(person(), "/properties/name", {FieldKind::OneOf, false}),
        "a choice needs at least one value");
    row("other", schema::setFieldType(person(), "/properties/name", {FieldKind::Other, false}),
        "only the JSON text can say that");
}

void TestFieldEdit::whatCannotBeIsRefused()
{
    QFETCH(std::string, result);
    QFETCH(std::string, expected);
    QCOMPARE(result, expected);
}

void TestFieldEdit::must()
{
    const FieldEditResult home = schema::setFieldMust(person(), "/properties/home", true);
    QCOMPARE(home->schema["required"], test::readValue(R"(["name","age","home"])"));
    QCOMPARE(schema::setFieldMust(person(), "/properties/age", true)->schema, person());
    const FieldEditResult none = schema::setFieldMust(person(), "/properties/home/properties/street", false);
    QVERIFY(!none->schema["properties"]["home"].find("required"));
    QCOMPARE(none->schema["required"], person()["required"]);
}

void TestFieldEdit::descriptions()
{
    const json::Value value =
        test::readValue(R"({"properties":{"a":{"type":"object","properties":{}},"b":true}})");
    const FieldEditResult edit = schema::setFieldDescription(value, "/properties/a", "what");
    QCOMPARE(text(edit),
             std::string(
                 R"({"properties":{"a":{"type":"object","description":"what","properties":{}},"b":true}})"));
    QCOMPARE(schema::setFieldDescription(edit->schema, "/properties/a", "")->schema, value);
    QCOMPARE(
        text(schema::setFieldDescription(value, "/properties/b", "any")),
        std::string(R"({"properties":{"a":{"type":"object","properties":{}},"b":{"description":"any"}}})"));
    QCOMPARE(text(schema::setFieldDescription(test::readValue(R"({"type":"string"})"), "", "the answer")),
             std::string(R"({"type":"string","description":"the answer"})"));
}

void TestFieldEdit::moves()
{
    QCOMPARE(fields(schema::moveField(person(), "/properties/home", "", 0)),
             std::string("one | home group{street! text} | name! text | age! whole"));
    QCOMPARE(fields(schema::moveField(person(), "/properties/name", "", 2)),
             std::string("one | age! whole | home group{street! text} | name! text"));
    const FieldEditResult nested = schema::moveField(person(), "/properties/age", "/properties/home", 0);
    QCOMPARE(fields(nested), std::string("one | name! text | home group{age! whole, street! text}"));
    QCOMPARE(nested->field, std::string("/properties/home/properties/age"));
    QCOMPARE(nested->schema["required"], test::readValue(R"(["name"])"));
    QCOMPARE(fields(schema::moveField(nested->schema, nested->field, "", 1)),
             std::string("one | name! text | age! whole | home group{street! text}"));
    QCOMPARE(schema::moveField(person(), "/properties/age", "", 1)->schema, person());
}

void TestFieldEdit::intoItselfIsRefused()
{
    const std::string refused = "refused: a group cannot be put into itself";
    QCOMPARE(text(schema::moveField(person(), "/properties/home", "/properties/home", 0)), refused);
    const json::Value shared = test::readValue(
        R"({"properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"properties":{"b":{"properties":{}}}}}})");
    QCOMPARE(text(schema::moveField(shared, "/properties/a", "/$defs/A", 0)), refused);
    QCOMPARE(text(schema::moveField(shared, "/properties/a", "/$defs/A/properties/b", 0)), refused);
}

void TestFieldEdit::referencesFollow()
{
    const json::Value value = test::readValue(
        R"({"properties":{"a b":{"type":"object","properties":{"c":{"type":"string"}}},"d":{"$ref":"#/properties/a%20b/properties/c"},"g":{"type":"object","properties":{}}}})");
    QCOMPARE((schema::renameField(value, "/properties/a b", "é"))->schema["properties"]["d"]["$ref"].text(),
             std::string("#/properties/%C3%A9/properties/c"));
    const FieldEditResult moved = schema::moveField(value, "/properties/a b", "/properties/g", 0);
    QCOMPARE(moved->schema["properties"]["d"]["$ref"].text(),
             std::string("#/properties/g/properties/a%20b/properties/c"));
    QCOMPARE(fields(moved), std::string("one | d text | g group{a b group{c text}}"));
}

void TestFieldEdit::whatIsReferredToStays()
{
    const json::Value value = test::readValue(
        R"({"properties":{"a":{"type":"object","properties":{"c":{}}},"d":{"$ref":"#/properties/a/properties/c"}}})");
    QVERIFY(text(schema::removeField(value, "/properties/a"))
                .find("refused: another part of the schema refers") == 0);
    QVERIFY(!schema::setFieldType(value, "/properties/a", {FieldKind::Text, false}));
    QCOMPARE(fields(schema::removeField(value, "/properties/d")), std::string("one | a group{c anything}"));
}

void TestFieldEdit::duplicates()
{
    const FieldEditResult once = schema::duplicateField(person(), "/properties/name");
    QCOMPARE(fields(once),
             std::string("one | name! text | name_2! text | age! whole | home group{street! text}"));
    const FieldEditResult twice = schema::duplicateField(once->schema, "/properties/name");
    QCOMPARE(twice->field, std::string("/properties/name_3"));
}

void TestFieldEdit::rootForms_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<bool>("list");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char *before, bool list, const char *after) {
        QTest::newRow(before) << std::string(before) << list << std::string(after);
    };
    row(R"({"title":"T","type":"object","properties":{"a":{}},"$defs":{"D":{"type":"string"}}})", true,
        R"({"type":"array","items":{"title":"T","type":"object","properties":{"a":{}}},"$defs":{"D":{"type":"string"}}})");
    row(R"({"type":"array","items":{"title":"T","type":"object","properties":{"a":{}}},"$defs":{"D":{"type":"string"}}})",
        false, R"({"title":"T","type":"object","properties":{"a":{}},"$defs":{"D":{"type":"string"}}})");
    row(R"({"type":"object","properties":{"me":{"$ref":"#"},"b":{"$ref":"#/properties/me"}}})", true,
        R"({"type":"array","items":{"type":"object","properties":{"me":{"$ref":"#/items"},"b":{"$ref":"#/items/properties/me"}}}})");
    row(R"({"type":"array","minItems":1,"items":{"type":"object","properties":{"me":{"$ref":"#/items"}}}})",
        false, R"({"type":"object","properties":{"me":{"$ref":"#"}}})");
    row(R"({})", true, R"({"type":"array","items":{"type":"object","properties":{}}})");
    row(R"({"type":"integer"})", false,
        R"({"type":"object","properties":{"value":{"type":"integer"}},"required":["value"]})");
    row(R"({"type":"object","properties":{"a":{}}})", false, R"({"type":"object","properties":{"a":{}}})");
}

void TestFieldEdit::rootForms()
{
    QFETCH(std::string, before);
    QFETCH(bool, list);
    QFETCH(std::string, after);
    const FieldEditResult edit = schema::setRootForm(
        test::readValue(before), list ? schema::RootForm::List : schema::RootForm::Object);
    QCOMPARE(text(edit), after);
}

QTEST_GUILESS_MAIN(TestFieldEdit)
#include "tst_fieldedit.moc"

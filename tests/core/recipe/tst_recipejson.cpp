// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/recipejson.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

#include <algorithm>

using namespace espalier;
using json::Value;
using recipe::Recipe;

namespace {

// The example of the formats specification, its "…" filled in.
constexpr std::string_view kSpecified =
    R"({"espalier":1,"name":"Invoice",)"
    R"("schema":{"type":"object","properties":{"total":{"type":"number","minimum":1.0}}},)"
    R"("instructions":"Read it. {{document}}","examples":[{"text":"Total 5","value":{"total":5.00}}],)"
    R"("checks":[{"name":"sum","expression":"value.total > 0","message":"is nothing"}],)"
    R"("mode":"auto","streaming":"partial","coercion":"safe","decimal":".","row":"document","bad_items":"keep",)"
    R"("limits":{"reasks":3,"transport_retries":2,"first_byte_s":60,"idle_s":60,"no_content_s":120,)"
    R"("deadline_s":null,"max_wait_s":120,"token_budget":null,"cost_budget":null},)"
    R"("hooks":[{"event":"validation","action":"rule","rule":"stop-after","n":2}],)"
    R"("parameters":{"temperature":0},"fields":{"/bio":{"may_be_inferred":true}}})";

Value value(std::string_view text)
{
    const auto out = json::readStrict(text);
    if (!out.ok())
        qFatal("test data: %s", out.error().message.c_str());
    return *out;
}

Recipe read(std::string_view text)
{
    const auto out = recipe::readRecipe(text);
    if (!out.ok())
        qFatal("test data: %s", out.error().message.c_str());
    return *out;
}

Recipe everything()
{
    Recipe out;
    out.name = "Büro \"1\"\n";
    out.schema = value(R"({"$defs":{"a":true},"type":"array","items":{"$ref":"#/$defs/a"}})");
    out.instructions = "Lies das.\n\n{{document}}\n";
    out.examples = {{"eins", value("[1.0]")}, {"", value("null")}, {"eins", value("{}")}};
    out.mode = wire::AnswerMode::ParallelTools;
    out.streaming = wire::StreamKind::Iterable;
    out.reading = {{schema::CoercionLevel::All, schema::DecimalMark::Comma, true}, schema::BadItems::Drop};
    out.limits = {0, 9, 1, 2, 0, 4, 0, 5'000'000'000, 0.25};
    out.parameters = {{"temperature", value("0.70")}, {"stop", value(R"(["\n"])")}};
    return out;
}

std::string names(const Value &object)
{
    std::string out;
    for (const json::Member &member : object.members())
        out += member.key + " ";
    return out;
}

} // namespace

class TestRecipeJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingIsSaidWhereItIsNotAsUsual();
    void theSpecifiedFileIsRead();
    void theSpecifiedFileRoundTripsValueForValue();
    void everythingSurvivesARoundTrip();
    void absentAndNullMembersHaveTheirDefault();
    void aNewFileSaysEverything();
    void changesLeaveTheRestAlone();
    void unknownMembersOfExamplesStayWithTheirText_data();
    void unknownMembersOfExamplesStayWithTheirText();
    void numbersKeepHowTheyWereWritten();
    void schemasMayBeBooleans();
    void wrongMembersAreNamed_data();
    void wrongMembersAreNamed();
    void brokenTextHasLineAndColumn_data();
    void brokenTextHasLineAndColumn();
    void otherFormatsAreRefused_data();
    void otherFormatsAreRefused();
};

void TestRecipeJson::theSpecifiedFileIsRead()
{
    const Recipe recipe = read(kSpecified);
    QCOMPARE(recipe.name, std::string("Invoice"));
    QCOMPARE(json::writeCompact(recipe.schema["properties"]["total"]["minimum"]), std::string("1.0"));
    QCOMPARE(recipe.instructions, std::string("Read it. {{document}}"));
    QCOMPARE(recipe.examples.size(), 1U);
    QCOMPARE(recipe.examples.front().text, std::string("Total 5"));
    QCOMPARE(json::writeCompact(recipe.examples.front().value), std::string(R"({"total":5.00})"));
    QCOMPARE(recipe.mode, wire::AnswerMode::Auto);
    QCOMPARE(recipe.streaming, wire::StreamKind::Partial);
    QVERIFY(recipe.limits == recipe::Limits{});
    QCOMPARE(recipe.reading.coercion.decimal, schema::DecimalMark::Point);
    QCOMPARE(recipe.reading.badItems, schema::BadItems::Keep);
    QCOMPARE(recipe.parameters.size(), 1U);
    QCOMPARE(recipe.parameters.front().key, std::string("temperature"));
}

void TestRecipeJson::theSpecifiedFileRoundTripsValueForValue()
{
    const Recipe recipe = read(kSpecified);
    QVERIFY(recipe::recipeValue(recipe) == value(kSpecified));
    const std::string written = recipe::writeRecipe(recipe);
    QCOMPARE(written, json::writePretty(value(kSpecified)) + "\n");
    QCOMPARE(recipe::writeRecipe(read(written)), written);
}

void TestRecipeJson::everythingSurvivesARoundTrip()
{
    const Recipe before = everything();
    Recipe after = read(recipe::writeRecipe(before));
    QVERIFY(after.stored == recipe::recipeValue(before));
    after.stored = {};
    QVERIFY(after == before);
}

void TestRecipeJson::readingIsSaidWhereItIsNotAsUsual()
{
    Recipe recipe = read(R"({"espalier":1,"decimal":",","bad_items":"ask","coercion":null})");
    QCOMPARE(recipe.reading.coercion.decimal, schema::DecimalMark::Comma);
    Value written = recipe::recipeValue(recipe);
    QCOMPARE(written["decimal"].text(), std::string(","));
    QCOMPARE(written["bad_items"].text(), std::string("ask")); // it was said
    QCOMPARE(written["coercion"].text(), std::string("safe"));
    QVERIFY(!written.find("defaults"));
    recipe.reading.coercion.decimal = schema::DecimalMark::Unsaid;
    recipe.reading.coercion.defaults = true;
    written = recipe::recipeValue(recipe);
    QVERIFY(!written.find("decimal"));
    QVERIFY(written["defaults"].isTrue());
}

void TestRecipeJson::absentAndNullMembersHaveTheirDefault()
{
    for (const std::string_view text :
         {R"({"espalier":1})",
          R"({"espalier":1.0,"name":null,"schema":null,"instructions":null,"examples":null,"mode":null,
          "streaming":null,"limits":null,"parameters":null})",
          R"({"espalier":1,"examples":[],"parameters":{},"limits":{"reasks":null,"first_byte_s":null}})"}) {
        Recipe recipe = read(text);
        recipe.stored = {};
        QVERIFY(recipe == Recipe{});
    }
}

void TestRecipeJson::aNewFileSaysEverything()
{
    const Value written = recipe::recipeValue({});
    QCOMPARE(names(written),
             std::string("espalier name schema instructions examples mode streaming limits parameters "));
    QCOMPARE(
        json::writeCompact(written["limits"]),
        std::string(R"({"reasks":3,"transport_retries":2,"first_byte_s":60,"idle_s":60,"no_content_s":120,)"
                    R"("deadline_s":null,"max_wait_s":120,"token_budget":null,"cost_budget":null})"));
    QCOMPARE(json::writeCompact(written["espalier"]), std::string("1"));
}

void TestRecipeJson::changesLeaveTheRestAlone()
{
    Recipe recipe = read(R"({"later":{"a":1.0,"b":[null]},"limits":{"x":1,"idle_s":5,"y":2},"mode":"json",)"
                         R"("espalier":1,"hooks":[{"event":"validation"}]})");
    recipe.mode = wire::AnswerMode::Tools;
    recipe.limits.idleSeconds = 7;
    recipe.limits.tokenBudget = 10;
    recipe.limits.costBudget = 0.05;
    const Value written = recipe::recipeValue(recipe);
    QCOMPARE(names(written), std::string("later limits mode espalier hooks name schema instructions examples "
                                         "streaming parameters "));
    QCOMPARE(json::writeCompact(written["later"]), std::string(R"({"a":1.0,"b":[null]})"));
    QCOMPARE(written["mode"].text(), std::string("tools"));
    QCOMPARE(names(written["limits"]),
             std::string("x idle_s y reasks transport_retries first_byte_s "
                         "no_content_s deadline_s max_wait_s token_budget cost_budget "));
    QCOMPARE(written["limits"]["idle_s"].text(), std::string("7"));
    QCOMPARE(written["limits"]["token_budget"].text(), std::string("10"));
    QCOMPARE(written["limits"]["cost_budget"].text(), std::string("0.05"));
}

void TestRecipeJson::unknownMembersOfExamplesStayWithTheirText_data()
{
    const auto list = [](const char *words) { return QString::fromLatin1(words).split(u' '); };
    // Texts of the examples after a change of the list a, b, c, and the notes that then stand beside them (-:
    // none).
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QStringList>("notes");
    QTest::newRow("untouched") << list("a b c") << list("1 2 3");
    QTest::newRow("moved") << list("c a b") << list("3 1 2");
    QTest::newRow("removed") << list("a c") << list("1 3");
    QTest::newRow("put in front") << list("new a b c") << list("- 1 2 3");
    QTest::newRow("text changed") << list("a B c") << list("1 2 3");
    QTest::newRow("one gone, one new") << list("b new c") << list("2 - 3");
    QTest::newRow("twice") << list("a a c") << list("1 2 3");
    QTest::newRow("none left") << QStringList() << QStringList();
}

void TestRecipeJson::unknownMembersOfExamplesStayWithTheirText()
{
    QFETCH(QStringList, texts);
    QFETCH(QStringList, notes);
    Recipe recipe = read(R"({"espalier":1,"examples":[{"note":"1","text":"a","value":1},)"
                         R"({"text":"b","note":"2","value":2},{"text":"c","value":3,"note":"3"}]})");
    recipe.examples.clear();
    for (const QString &text : texts)
        recipe.examples.push_back({text.toStdString(), Value::boolean(true)});
    QStringList found;
    const Value written = recipe::recipeValue(recipe);
    for (const Value &example : written["examples"].items()) {
        found << (example.find("note") ? QString::fromStdString(example["note"].text())
                                       : QStringLiteral("-"));
        QVERIFY(example["value"].isTrue());
    }
    QCOMPARE(found, notes);
}

void TestRecipeJson::numbersKeepHowTheyWereWritten()
{
    const std::string_view text =
        R"({"espalier":1e0,"limits":{"reasks":3.0,"token_budget":1e6,"cost_budget":0.10}})";
    Recipe recipe = read(text);
    QCOMPARE(recipe.limits.costBudget.value_or(0), 0.1);
    const Value written = recipe::recipeValue(recipe);
    QCOMPARE(written["espalier"].text(), std::string("1e0"));
    QCOMPARE(written["limits"]["reasks"].text(), std::string("3.0"));
    QCOMPARE(written["limits"]["token_budget"].text(), std::string("1e6"));
    QCOMPARE(written["limits"]["cost_budget"].text(), std::string("0.10"));
    recipe.limits.costBudget.reset();
    QVERIFY(recipe::recipeValue(recipe)["limits"]["cost_budget"].isNull());
}

void TestRecipeJson::schemasMayBeBooleans()
{
    QVERIFY(read(R"({"espalier":1,"schema":true})").schema.isTrue());
    QVERIFY(read(R"({"espalier":1,"schema":false})").schema.isBool());
}

void TestRecipeJson::wrongMembersAreNamed_data()
{
    QTest::addColumn<std::string>("members");
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("next");
    const auto row = [](const char *name, const char *members, const char *pointer, const char *next) {
        QTest::newRow(name) << std::string(members) << std::string(pointer) << std::string(next);
    };
    row("name", R"("name":5)", "/name", "text");
    row("instructions", R"("instructions":["a"])", "/instructions", "text");
    row("schema", R"("schema":"person.json")", "/schema", "JSON Schema");
    row("schema list", R"("schema":[])", "/schema", "JSON Schema");
    row("mode kind", R"("mode":1)", "/mode", "json_schema");
    row("mode word", R"("mode":"xml")", "/mode", "json_schema");
    row("streaming", R"("streaming":"yes")", "/streaming", "iterable");
    row("examples", R"("examples":{})", "/examples", "list");
    row("example", R"("examples":[5])", "/examples/0/text", "list");
    row("example text", R"("examples":[{"text":"a","value":1},{"text":2,"value":1}])", "/examples/1/text",
        "list");
    row("example value", R"("examples":[{"text":"a"}])", "/examples/0/value", "list");
    row("coercion", R"("coercion":"much")", "/coercion", "off, safe, all");
    row("decimal", R"("decimal":";")", "/decimal", "left out");
    row("defaults", R"("defaults":"yes")", "/defaults", "true or false");
    row("bad items", R"("bad_items":"hide")", "/bad_items", "ask, keep, drop, fail");
    row("limits", R"("limits":3)", "/limits", "object");
    row("reasks", R"("limits":{"reasks":-1})", "/limits/reasks", "whole number");
    row("retries", R"("limits":{"transport_retries":"2"})", "/limits/transport_retries", "whole number");
    row("first byte", R"("limits":{"first_byte_s":1.5})", "/limits/first_byte_s", "whole number");
    row("idle", R"("limits":{"idle_s":1000001})", "/limits/idle_s", "whole number");
    row("no content", R"("limits":{"no_content_s":true})", "/limits/no_content_s", "whole number");
    row("deadline", R"("limits":{"deadline_s":0})", "/limits/deadline_s", "whole number");
    row("max wait", R"("limits":{"max_wait_s":1e30})", "/limits/max_wait_s", "whole number");
    row("budget", R"("limits":{"token_budget":0})", "/limits/token_budget", "whole number");
    row("no money", R"("limits":{"cost_budget":0})", "/limits/cost_budget", "amount");
    row("money owed", R"("limits":{"cost_budget":-0.5})", "/limits/cost_budget", "amount");
    row("money in words", R"("limits":{"cost_budget":"0.5"})", "/limits/cost_budget", "amount");
    row("parameters", R"("parameters":[])", "/parameters", "object");
    row("the first counts", R"("parameters":[],"name":1)", "/name", "text");
}

void TestRecipeJson::wrongMembersAreNamed()
{
    QFETCH(std::string, members);
    QFETCH(std::string, pointer);
    QFETCH(std::string, next);
    const auto recipe = recipe::readRecipe(R"({"espalier":1,)" + members + "}");
    QVERIFY(!recipe.ok());
    QCOMPARE(recipe.error().kind, ErrorKind::Usage);
    QCOMPARE(recipe.error().message, "\"" + pointer + "\" cannot be used");
    QVERIFY2(recipe.error().nextStep.find(next) != std::string::npos, recipe.error().nextStep.c_str());
}

void TestRecipeJson::brokenTextHasLineAndColumn_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("place");
    QTest::newRow("empty") << std::string() << std::string("(line 1, column 1)");
    QTest::newRow("comma") << std::string("{\n  \"ä\": 1,\n}") << std::string("(line 3, column 1)");
    QTest::newRow("cut") << std::string("{\"espalier\":1") << std::string("(line 1, column 14)");
    QTest::newRow("two") << std::string("{\"espalier\":1}\n{}") << std::string("(line 2, column 1)");
    QTest::newRow("UTF-16 LE") << std::string("\xFF\xFE{\0", 4) << std::string("UTF-16");
    QTest::newRow("UTF-16 BE") << std::string("\xFE\xFF\0{", 4) << std::string("UTF-16");
    QTest::newRow("UTF-16 without a mark") << std::string("{\0}\0", 4) << std::string("UTF-16");
}

void TestRecipeJson::brokenTextHasLineAndColumn()
{
    QFETCH(std::string, text);
    QFETCH(std::string, place);
    const auto recipe = recipe::readRecipe(text);
    QVERIFY(!recipe.ok());
    QCOMPARE(recipe.error().kind, ErrorKind::Usage);
    QVERIFY2(recipe.error().message.find(place) != std::string::npos, recipe.error().message.c_str());
    QVERIFY(!recipe.error().nextStep.empty());
}

void TestRecipeJson::otherFormatsAreRefused_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("message");
    QTest::newRow("a schema") << std::string(R"({"type":"object"})")
                              << std::string("\"espalier\" is missing");
    QTest::newRow("a list") << std::string("[1]") << std::string("\"espalier\" is missing");
    QTest::newRow("newer") << std::string(R"({"espalier":2,"mode":"telepathy"})") << std::string("format 2");
    QTest::newRow("text") << std::string(R"({"espalier":"1"})") << std::string("\"/espalier\"");
    QTest::newRow("none") << std::string(R"({"espalier":0})") << std::string("\"/espalier\"");
    QTest::newRow("half") << std::string(R"({"espalier":1.5})") << std::string("\"/espalier\"");
}

void TestRecipeJson::otherFormatsAreRefused()
{
    QFETCH(std::string, text);
    QFETCH(std::string, message);
    const auto recipe = recipe::readRecipe(text);
    QVERIFY(!recipe.ok());
    QCOMPARE(recipe.error().kind, ErrorKind::Usage);
    QVERIFY2(recipe.error().message.find(message) != std::string::npos, recipe.error().message.c_str());
    QVERIFY(!recipe.error().nextStep.empty());
}

QTEST_GUILESS_MAIN(TestRecipeJson)
#include "tst_recipejson.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercion.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

#include <string>

using namespace espalier;
using schema::Coerced;
using schema::Coercer;
using schema::Coercion;
using schema::CoercionKind;
using schema::CoercionLevel;
using schema::CoercionOptions;

namespace {

json::Value read(std::string_view text)
{
    json::ParseLimits limits;
    limits.depth = 10'000;
    const auto value = json::readStrict(text, limits);
    return value.ok() ? *value : json::Value::string("test data is no JSON");
}

Coercer compiled(std::string_view schema, CoercionLevel level = CoercionLevel::Safe)
{
    CoercionOptions options;
    options.level = level;
    auto coercer = Coercer::compile(read(schema), options);
    if (!coercer.ok())
        qFatal("%s", coercer.error().message.c_str());
    return *std::move(coercer);
}

std::string textOf(const json::Value &value)
{
    std::string out;
    json::appendCompact(out, value);
    return out;
}

/// `count` times `one`, with commas.
std::string listed(int count, const std::string &one)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += (i > 0 ? "," : "") + one;
    return out;
}

std::string repeated(int count, const std::string &one)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += one;
    return out;
}

} // namespace

class TestCoercion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCoercionSaysWhatCameAndWhatBecameOfIt();
    void thePrefixStandsBeforeEveryPlace();
    void longTextsAreShort();
    void itemsAreReadAlone();
    void itemsOfWhatIsNoListAreLeft();
    void namesOfLevelsAndKindsGoBothWays();
    void aSchemaThatDoesNotCompileIsNamed();
    void aCoercerIsSharedAndCheapToCopy();
    void wideObjects();
    void longLists();
    void manyProperties();
    void manyAllowedWords();
    void deepValues();
    void deepListsThatAreNone();
    void unionsInUnions();
    void unionsThatFitNothing();
    void whatFitsAnyBranchStays();
    void whatCannotBeListedIsNotChanged();
};

void TestCoercion::aCoercionSaysWhatCameAndWhatBecameOfIt()
{
    const Coercer coercer =
        compiled(R"({"type":"object","properties":{"user_name":{"enum":["Ann"]},"age":{"type":"integer"},
                     "nick":{"type":"string"}}})");
    const Coerced out = coercer.read(read(R"({"userName":"ann","age":"25","nick":null})"));
    const schema::Coercions expected{
        {CoercionKind::MemberName, "/user_name", "/userName", "userName", "user_name"},
        {CoercionKind::EnumValue, "/user_name", "/userName", "\"ann\"", "\"Ann\""},
        {CoercionKind::TextToNumber, "/age", "/age", "\"25\"", "25"},
        {CoercionKind::NullToAbsent, "/nick", "/nick", "null", ""}};
    QCOMPARE(out.coercions, expected);
    QCOMPARE(textOf(out.value), std::string(R"({"user_name":"Ann","age":25})"));
}

void TestCoercion::thePrefixStandsBeforeEveryPlace()
{
    const Coercer coercer = compiled(R"({"type":"object","properties":{"a":{"type":"integer"}}})");
    const Coerced out = coercer.read(read(R"({"A":"1"})"), "/7");
    QCOMPARE(out.coercions.size(), std::size_t{2});
    QCOMPARE(out.coercions[1].instance, std::string("/7/a"));
    QCOMPARE(out.coercions[1].origin, std::string("/7/A"));
}

void TestCoercion::longTextsAreShort()
{
    const std::string name(500, 'x');
    const Coercer coercer =
        compiled("{\"type\":\"object\",\"properties\":{\"" + name + "\":{\"type\":\"integer\"}}}");
    const Coerced out =
        coercer.read(read("{\"" + std::string(500, 'X') + "\":\"" + std::string(500, '7') + "\"}"));
    QCOMPARE(out.coercions.size(), std::size_t{2});
    for (const Coercion &made : out.coercions) {
        QVERIFY(made.from.size() <= 60);
        QVERIFY(made.to.size() <= 60);
    }
}

void TestCoercion::itemsAreReadAlone()
{
    const Coercer coercer =
        compiled(R"({"$ref":"#/$defs/l","$defs":{"l":{"type":"array","items":{"type":"integer"}}}})");
    const Coerced out = coercer.items().read(read(R"("5")"), "/3");
    QCOMPARE(textOf(out.value), std::string("5"));
    QCOMPARE(out.coercions.front().instance, std::string("/3"));
}

void TestCoercion::itemsOfWhatIsNoListAreLeft()
{
    QVERIFY(compiled(R"({"type":"integer"})").items().read(read(R"("5")")).coercions.empty());
    QVERIFY(compiled("true").items().read(read(R"("5")")).coercions.empty());
}

void TestCoercion::namesOfLevelsAndKindsGoBothWays()
{
    for (const CoercionLevel level : {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All})
        QCOMPARE(schema::coercionLevelFromName(schema::coercionLevelName(level)), level);
    QVERIFY(!schema::coercionLevelFromName("Safe"));
    for (int i = 0; i <= static_cast<int>(CoercionKind::Default); ++i) {
        const auto kind = static_cast<CoercionKind>(i);
        QCOMPARE(schema::coercionKindFromName(schema::coercionKindName(kind)), kind);
    }
    QVERIFY(!schema::coercionKindFromName("rounded"));
}

void TestCoercion::aSchemaThatDoesNotCompileIsNamed()
{
    const auto coercer = Coercer::compile(read(R"({"properties":{"a":{"$ref":"#/gone"}}})"), {});
    QVERIFY(!coercer.ok());
    QCOMPARE(coercer.error().pointer, std::string("/properties/a/$ref"));
}

void TestCoercion::aCoercerIsSharedAndCheapToCopy()
{
    std::optional<Coercer> items;
    {
        const Coercer whole = compiled(R"({"items":{"type":"integer"}})");
        items = whole.items();
    }
    QCOMPARE(textOf(items->read(read(R"("5")")).value), std::string("5"));
}

// The wide ones have time limits that a square law would miss by far: 100,000² steps are minutes.

void TestCoercion::wideObjects()
{
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i)
        text += (i > 0 ? ",\"Key" : "\"Key") + std::to_string(i) + "\":\"" + std::to_string(i) + "\"";
    const json::Value value = read(text + ",\"lastOne\":null}");
    const Coercer coercer = compiled(
        R"({"type":"object","properties":{"key_7":{"type":"string"},"last_one":{"type":"integer"}},
            "additionalProperties":{"type":"integer"}})");
    const Coerced out = coercer.read(value);
    QCOMPARE(out.value.members().size(), std::size_t{100'000});
    QCOMPARE(out.coercions.size(), std::size_t{99'999 + 1 + 2}); // numbers, key_7, last_one and its null
}

void TestCoercion::longLists()
{
    const json::Value value = read("[" + listed(100'000, R"({"A":"1"})") + "]");
    const Coercer coercer = compiled(
        R"({"items":{"anyOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},
                                       {"type":"object","properties":{"b":{"type":"integer"}},"required":["b"]}]}})");
    const Coerced out = coercer.read(value);
    QCOMPARE(out.coercions.size(), std::size_t{200'000});
    QCOMPARE(textOf(out.value.items().back()), std::string(R"({"a":1})"));
}

void TestCoercion::manyProperties()
{
    std::string properties;
    for (int i = 0; i < 10'000; ++i)
        properties += (i > 0 ? ",\"p_" : "\"p_") + std::to_string(i) +
                      R"(":{"anyOf":[{"type":"integer"},{"type":"null"}]})";
    const Coercer coercer = compiled("{\"type\":\"object\",\"properties\":{" + properties + "}}");
    const Coerced out = coercer.read(read("[" + listed(1'000, "{}") + R"(,{"P77":"1"}])"));
    QVERIFY(out.coercions.empty());
    QCOMPARE(textOf(coercer.read(read(R"({"P77":"1"})")).value), std::string(R"({"p_77":1})"));
}

void TestCoercion::manyAllowedWords()
{
    std::string words;
    for (int i = 0; i < 10'000; ++i)
        words += (i > 0 ? ",\"Word " : "\"Word ") + std::to_string(i) + "\"";
    const Coercer coercer = compiled("{\"items\":{\"enum\":[" + words + "]}}", CoercionLevel::All);
    const json::Value value = read("[" + listed(10'000, R"("it must be word 77")") + "]");
    const Coerced out = coercer.read(value);
    QCOMPARE(textOf(out.value.items().back()), std::string(R"("Word 77")"));
}

void TestCoercion::deepValues()
{
    const Coercer coercer = compiled(R"({"type":"object","properties":{"a_b":{"$ref":"#"}}})");
    constexpr int kDepth = 500;
    const Coerced out = coercer.read(read(repeated(kDepth, R"({"aB":)") + "{}" + repeated(kDepth, "}")));
    QCOMPARE(out.coercions.size(), std::size_t{kDepth});
    QCOMPARE(textOf(out.value), repeated(kDepth, R"({"a_b":)") + "{}" + repeated(kDepth, "}"));

    const json::Value deeper = read(repeated(5'000, R"({"aB":)") + "{}" + repeated(5'000, "}"));
    const Coerced cut = coercer.read(deeper);
    QVERIFY(cut.coercions.size() >= std::size_t{kDepth});
    QVERIFY(cut.coercions.size() < std::size_t{5'000});
}

void TestCoercion::deepListsThatAreNone()
{
    const Coercer coercer =
        compiled(repeated(200, R"({"type":"array","items":)") + R"({"type":"integer"})" + repeated(200, "}"),
                 CoercionLevel::All);
    const Coerced out = coercer.read(read(R"("5")"));
    QCOMPARE(textOf(out.value), repeated(200, "[") + "5" + repeated(200, "]"));
    QCOMPARE(textOf(coercer.read(read(R"("x")")).value), std::string(R"("x")"));
}

// Two ways at each of 200 levels: told apart only by what stands at the bottom.
void TestCoercion::unionsInUnions()
{
    const Coercer coercer = compiled(
        R"({"$ref":"#/$defs/n","$defs":{"n":{"anyOf":[{"type":"integer"},
            {"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"x":{"type":"integer"}},"required":["a","x"]},
            {"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"y":{"type":"integer"}},"required":["a"]}]}}})");
    const Coerced shallow = coercer.read(read(repeated(3, R"({"a":)") + R"("7")" + repeated(3, "}")));
    QCOMPARE(textOf(shallow.value), repeated(3, R"({"a":)") + "7" + repeated(3, "}"));
    // Without its budget this would not end; what is too much to try stays as it came.
    const std::string deep = repeated(200, R"({"a":)") + R"("x")" + repeated(200, "}");
    QCOMPARE(textOf(coercer.read(read(deep)).value), deep);
}

void TestCoercion::unionsThatFitNothing()
{
    std::string definitions;
    for (int i = 0; i < 60; ++i) {
        const std::string next = "{\"$ref\":\"#/$defs/d" + std::to_string(i + 1) + "\"}";
        definitions += "\"d" + std::to_string(i) + "\":{\"anyOf\":[" + next + "," + next + "]},";
    }
    const Coercer coercer =
        compiled("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + definitions + "\"d60\":{\"type\":\"integer\"}}}");
    QCOMPARE(textOf(coercer.read(read("true")).value), std::string("true"));
    QCOMPARE(textOf(coercer.read(read("7.0")).value), std::string("7"));
}

/// A constant names a branch that the value does not fit; another takes it as it came.
void TestCoercion::whatFitsAnyBranchStays()
{
    const Coercer coercer =
        compiled(R"({"oneOf":[{"properties":{"kind":{"const":"card"},"amount":{"type":"number"}}},{}]})");
    const std::string came = R"({"kind":"card","amount":"5"})";
    const Coerced coerced = coercer.read(read(came));
    QCOMPARE(textOf(coerced.value), came);
    QVERIFY(coerced.coercions.empty());
}

void TestCoercion::whatCannotBeListedIsNotChanged()
{
    // Each coercion names a place of about 20,000 bytes, twice.
    const std::string key(20'000, 'k');
    const Coercer coercer = compiled("{\"properties\":{\"" + key + "\":{\"items\":{\"type\":\"integer\"}}}}");
    const Coerced out = coercer.read(read("{\"" + key + "\":[" + listed(5'000, R"("1")") + "]}"));
    const json::Value &items = out.value[key];
    QVERIFY(out.coercions.size() > 1'000);
    QVERIFY(out.coercions.size() < 5'000);
    QVERIFY(items.items()[out.coercions.size() - 1].isNumber());
    QVERIFY(items.items()[out.coercions.size()].isString());
}

QTEST_GUILESS_MAIN(TestCoercion)
#include "tst_coercion.moc"

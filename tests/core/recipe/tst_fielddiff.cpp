// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/fielddiff.h"
#include "json/read.h"

#include <QElapsedTimer>
#include <QTest>

using namespace espalier;
using json::Value;
using recipe::FieldChange;
using recipe::FieldChangeKind;

namespace {

Value value(std::string_view text)
{
    const auto out = json::readStrict(text);
    if (!out.ok())
        qFatal("test data: %s", out.error().message.c_str());
    return *out;
}

std::string told(const std::vector<FieldChange> &changes)
{
    static const std::array<std::string, 5> signs{"+", "-", "renamed ", "~", "moved "};
    std::string out;
    for (const FieldChange &change : changes)
        out += (out.empty() ? "" : "; ") + signs[static_cast<std::size_t>(change.kind)] + change.path + ": " +
               change.before + " > " + change.after;
    return out;
}

} // namespace

class TestFieldDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreCompared_data();
    void fieldsAreCompared();
    void aSchemaDoesNotDifferFromItself_data();
    void aSchemaDoesNotDifferFromItself();
    void manyReferencesAreBounded();
};

void TestFieldDiff::fieldsAreCompared_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
        QTest::newRow(name) << std::string(before) << std::string(after) << std::string(expected);
    };
    row("added", R"({"properties":{"a":{"type":"string"}}})",
        R"({"properties":{"a":{"type":"string"},"b":{"type":"integer","minimum":0}},"required":["b"]})",
        "+b:  > whole number, must, minimum 0");
    row("removed where it stood", R"({"properties":{"a":{},"b":{"type":"boolean"},"c":{}}})",
        R"({"properties":{"a":{},"c":{},"d":{"type":"string"}}})",
        "-b: yes or no, may be left out > ; +d:  > text, may be left out");
    row("renamed", R"({"properties":{"a":{"type":"string"},"b":{"type":"integer"}}})",
        R"({"properties":{"name":{"type":"string"},"b":{"type":"integer"}}})", "renamed name: a > name");
    row("renamed and changed is another", R"({"properties":{"a":{"type":"string"}}})",
        R"({"properties":{"b":{"type":"integer"}}})",
        "-a: text, may be left out > ; +b:  > whole number, may be left out");
    row("kind and must", R"({"properties":{"a":{"type":"string"}}})",
        R"({"properties":{"a":{"type":"number"}},"required":["a"]})",
        "~a: text, may be left out > number, must");
    row("description", R"({"properties":{"a":{"type":"string"}}})",
        R"({"properties":{"a":{"type":"string","description":"Full name"}}})",
        "~a: no description > “Full name”");
    row("allowed", R"({"properties":{"a":{"enum":["x"]}}})", R"({"properties":{"a":{"enum":["x","y"]}}})",
        R"(~a: one of "x" > one of "x", "y")");
    row("allowed at last", R"({"properties":{"a":{"type":"string"}}})",
        R"({"properties":{"a":{"type":"string","const":"x"}}})", R"(~a: any value > only "x")");
    row("limits", R"({"properties":{"a":{"type":"string","maxLength":5}}})",
        R"({"properties":{"a":{"type":"string","maxLength":6,"pattern":"^a"}}})",
        R"(~a: maxLength 5 > maxLength 6, pattern "^a")");
    row("limits gone", R"({"properties":{"a":{"type":"integer","minimum":1}}})",
        R"({"properties":{"a":{"type":"integer"}}})", "~a: minimum 1 > no limits");
    row("put elsewhere",
        R"({"properties":{"a":{"type":"string"},"b":{"type":"integer"},"c":{"type":"boolean"}}})",
        R"({"properties":{"c":{"type":"boolean"},"a":{"type":"string"},"b":{"type":"integer"}}})",
        "moved c: after “b” > first");
    row("inside a list",
        R"({"properties":{"addresses":{"type":"array","items":{"properties":{"street":{"type":"string"}}}}}})",
        R"({"properties":{"addresses":{"type":"array","items":{"properties":{"street":{"type":"string"},)"
        R"("zip":{"type":"string"}}}}}})",
        "+addresses / zip:  > text, may be left out");
    row("behind references",
        R"({"$defs":{"A":{"properties":{"x":{"type":"string"}}}},)"
        R"("properties":{"a":{"$ref":"#/$defs/A"}}})",
        R"({"$defs":{"A":{"properties":{"x":{"type":"integer"}}}},"properties":{"a":{"$ref":"#/$defs/A"}}})",
        "~a / x: text > whole number");
    row("the same behind a reference",
        R"({"$defs":{"A":{"type":"string"}},"properties":{"a":{"$ref":"#/$defs/A"}}})",
        R"({"properties":{"a":{"type":"string"}}})", "");
    row("moved into a group", R"({"properties":{"city":{"type":"string"},"n":{"type":"integer"}}})",
        R"({"properties":{"n":{"type":"integer"},"home":{"type":"object","properties":{"city":{"type":"string"}}}}})",
        "+home:  > group, may be left out; moved home / city: city > home / city");
    row("a group moved with all in it",
        R"({"properties":{"a":{"type":"object","properties":{"g":{"type":"object","properties":{"x":{}}}}}}})",
        R"({"properties":{"a":{"type":"object"},"g":{"type":"object","properties":{"x":{}}}}})",
        "moved g: a / g > g");
    row("an added group tells its fields", R"({})",
        R"({"properties":{"g":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]}}})",
        "~the whole answer: anything > group; +g:  > group, may be left out; +g / x:  > text, must");
    row("list kinds", R"({"properties":{"a":{"type":"array","items":{"type":"string"}}}})",
        R"({"properties":{"a":{"type":"array","items":{"type":"integer","maximum":9},"maxItems":3}}})",
        "~a: list of text, no limits > list of whole number, maxItems 3, maximum 9");
    row("may be nothing", R"({"properties":{"a":{"type":"string"}}})",
        R"({"properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}}})",
        "~a: text > text or nothing");
    row("root", R"({"type":"object","properties":{"a":{"type":"string"}}})",
        R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}})",
        "~the whole answer: group > list of group");
    row("names are no fields", R"({"properties":{"properties":{"type":"string"}}})",
        R"({"properties":{"properties":{"type":"integer"}}})", "~properties: text > whole number");
    row("what is not seen", R"({"title":"A","properties":{"a":{"type":"string","examples":["x"]}}})",
        R"({"title":"B","$comment":"y","properties":{"a":{"type":"string"}}})", "");
}

void TestFieldDiff::fieldsAreCompared()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    QFETCH(std::string, expected);
    QCOMPARE(told(recipe::fieldDiff(value(before), value(after))), expected);
}

void TestFieldDiff::aSchemaDoesNotDifferFromItself_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::newRow("true") << std::string("true");
    QTest::newRow("empty") << std::string("{}");
    QTest::newRow("endless") << std::string(
        R"({"properties":{"name":{},"children":{"items":{"$ref":"#"}}}})");
    QTest::newRow("circle") << std::string(R"({"properties":{"a":{"$ref":"#/properties/a"}}})");
    QTest::newRow("dead") << std::string(R"({"properties":{"a":{"$ref":"#/nowhere"}}})");
    QTest::newRow("odd") << std::string(R"({"properties":5,"required":"a","items":[{}],"enum":{}})");
}

void TestFieldDiff::aSchemaDoesNotDifferFromItself()
{
    QFETCH(std::string, schema);
    QCOMPARE(told(recipe::fieldDiff(value(schema), value(schema))), std::string());
    // And against another one it ends.
    (void)recipe::fieldDiff(value(schema), value(R"({"properties":{"a":{"type":"string"}}})"));
    (void)recipe::fieldDiff(value(R"({"properties":{"a":{"type":"string"}}})"), value(schema));
}

void TestFieldDiff::manyReferencesAreBounded()
{
    // Each definition holds the next one ten times: ten to the power of twelve fields.
    std::string text = R"({"$defs":{)";
    for (int i = 0; i < 12; ++i) {
        text += (i ? "," : "") + ("\"d" + std::to_string(i)) + R"(":{"properties":{)";
        for (int j = 0; j < 10; ++j)
            text += (j ? "," : "") + ("\"p" + std::to_string(j)) + R"(":{"$ref":"#/$defs/d)" +
                    std::to_string(i + 1) + "\"}";
        text += "}}";
    }
    text += R"(,"d12":{"type":"string"}},"$ref":"#/$defs/d0"})";
    QElapsedTimer timer;
    timer.start();
    const auto changes = recipe::fieldDiff(value("{}"), value(text));
    QVERIFY(changes.size() > 1000 && changes.size() < 10'000);
    QVERIFY2(timer.elapsed() < 20'000, "bounded work");
}

QTEST_GUILESS_MAIN(TestFieldDiff)
#include "tst_fielddiff.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldedit.h"

#include "fieldtext.h"
#include "shapetest.h"

#include <QTest>

using namespace espalier;
using schema::FieldEditResult;
using schema::FieldKind;
using schema::FieldType;

class TestFieldKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindFromEveryKind();
    void changesOnlyWhatItMust_data();
    void changesOnlyWhatItMust();
    void allowedValues();
};

static std::vector<FieldType> allTypes()
{
    std::vector<FieldType> out;
    for (int kind = 0; kind < static_cast<int>(FieldKind::Other); ++kind) {
        out.push_back({static_cast<FieldKind>(kind), false});
        out.push_back({static_cast<FieldKind>(kind), true});
    }
    return out;
}

void TestFieldKinds::everyKindFromEveryKind()
{
    const json::Value start = test::readValue(
        R"({"properties":{"a":{"type":"string","description":"d","x-own":{"k":1}},"b":{}},"required":["a"]})");
    const std::vector<std::string> values{"x", "y"};
    int changes = 0;
    for (const FieldType from : allTypes()) {
        const FieldEditResult first = schema::setFieldType(start, "/properties/a", from, values);
        QVERIFY2(first.ok(), test::kindWord(from).c_str());
        for (const FieldType to : allTypes()) {
            const FieldEditResult second = schema::setFieldType(first->schema, "/properties/a", to, values);
            const std::string what = test::kindWord(from) + " to " + test::kindWord(to);
            QVERIFY2(second.ok(), what.c_str());
            const schema::Field field = schema::fieldTree(second->schema).fields.at(0);
            QVERIFY2(field.type == to, what.c_str());
            QVERIFY2(field.must && field.description == "d" && !field.mayBeNull, what.c_str());
            const std::string written = json::writeCompact(second->schema);
            QVERIFY2(written.find(R"("x-own":{"k":1})") != std::string::npos, written.c_str());
            QVERIFY2(second->dropped.empty() || from.kind == FieldKind::Group ||
                         from.kind == FieldKind::OneOf,
                     what.c_str());
            QCOMPARE(schema::fieldTree(second->schema).fields.size(), 2U);
            if (from == to)
                QCOMPARE(second->schema, first->schema);
            ++changes;
        }
    }
    QCOMPARE(changes, 22 * 22);
}

void TestFieldKinds::changesOnlyWhatItMust_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<FieldType>("type");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<std::string>("dropped");
    const auto row = [](const char *before, FieldKind kind, bool list, const char *after,
                        const char *dropped = "") {
        QTest::newRow(before) << std::string(before) << FieldType{kind, list} << std::string(after)
                              << std::string(dropped);
    };
    row(R"({"description":"d","type":"integer","minimum":1,"x":2})", FieldKind::Number, false,
        R"({"description":"d","type":"number","minimum":1,"x":2})");
    row(R"({"type":"string","minLength":1,"maxLength":9})", FieldKind::WholeNumber, false,
        R"({"type":"integer"})", "minLength maxLength");
    row(R"({"type":"string","format":"date"})", FieldKind::DateTime, false,
        R"({"type":"string","format":"date-time"})");
    row(R"({"type":"string","format":"date"})", FieldKind::Text, false, R"({"type":"string"})");
    row(R"({"type":"string","format":"ipv4","maxLength":40})", FieldKind::Email, false,
        R"({"type":"string","maxLength":40,"format":"email"})", "format");
    row(R"({"type":["string","null"]})", FieldKind::YesNo, false, R"({"type":["boolean","null"]})");
    row(R"({"anyOf":[{"type":"string","pattern":"a"},{"type":"null"}],"default":null})", FieldKind::Number,
        false, R"({"anyOf":[{"type":"number"},{"type":"null"}],"default":null})", "pattern");
    row(R"({"type":"string","default":"x","examples":["y"]})", FieldKind::Number, false,
        R"({"type":"number"})", "default examples");
    row(R"({"type":"integer","default":3})", FieldKind::Number, false, R"({"type":"number","default":3})");
    row(R"({"type":"string","description":"d","maxLength":3})", FieldKind::Text, true,
        R"({"type":"array","description":"d","items":{"type":"string","maxLength":3}})");
    row(R"({"type":"array","description":"d","maxItems":3,"items":{"type":"string","maxLength":3}})",
        FieldKind::Text, false, R"({"description":"d","type":"string","maxLength":3})", "maxItems");
    row(R"({"type":"array","maxItems":3,"items":{"type":"string"}})", FieldKind::Number, true,
        R"({"type":"array","maxItems":3,"items":{"type":"number"}})");
    row(R"({"type":["integer","null"]})", FieldKind::WholeNumber, true,
        R"({"type":["array","null"],"items":{"type":"integer"}})");
    row(R"({"$ref":"#/$defs/D","description":"d"})", FieldKind::Group, true,
        R"({"type":"array","description":"d","items":{"$ref":"#/$defs/D"}})");
    row(R"({"$ref":"#/$defs/D","description":"d"})", FieldKind::Text, false,
        R"({"type":"string","description":"d"})", "$ref");
    row(R"({"type":"array","items":{"$ref":"#/$defs/D"}})", FieldKind::Group, false,
        R"({"$ref":"#/$defs/D"})");
    row(R"({"$ref":"#/$defs/L"})", FieldKind::Number, true, R"({"type":"array","items":{"type":"number"}})",
        "$ref");
    row(R"({"type":"object","properties":{"b":{}},"required":["b"],"additionalProperties":false})",
        FieldKind::Group, true,
        R"({"type":"array","items":{"type":"object","properties":{"b":{}},"required":["b"],"additionalProperties":false}})");
    row(R"({"type":"object","properties":{"b":{}},"required":["b"]})", FieldKind::Text, false,
        R"({"type":"string"})", "properties required");
    row(R"({"anyOf":[{"type":"string"},{"type":"integer"}]})", FieldKind::Text, false, R"({"type":"string"})",
        "anyOf");
    row(R"({"type":"string","not":{"const":""}})", FieldKind::Date, false,
        R"({"type":"string","not":{"const":""},"format":"date"})");
    row(R"({"type":"array","items":{"type":"array","items":{"type":"integer"}}})", FieldKind::WholeNumber,
        false, R"({"type":"integer"})");
    row(R"({"type":"integer","minimum":1})", FieldKind::Anything, false, "{}", "minimum");
    row(R"(true)", FieldKind::Date, false, R"({"type":"string","format":"date"})");
    row(R"({"title":"T"})", FieldKind::Group, false, R"({"type":"object","title":"T","properties":{}})");
}

void TestFieldKinds::changesOnlyWhatItMust()
{
    QFETCH(std::string, before);
    QFETCH(FieldType, type);
    QFETCH(std::string, after);
    QFETCH(std::string, dropped);
    const std::string rest =
        R"(},"$defs":{"D":{"type":"object","properties":{"z":{}}},"L":{"type":"array","items":{"type":"string"}}}})";
    const json::Value schema = test::readValue(R"({"properties":{"a":)" + before + rest);
    const FieldEditResult edit = schema::setFieldType(schema, "/properties/a", type);
    QVERIFY(edit.ok());
    QCOMPARE(json::writeCompact(edit->schema["properties"]["a"]), after);
    QCOMPARE(edit->schema["$defs"], schema["$defs"]);
    std::string said;
    for (const std::string &keyword : edit->dropped)
        said += (said.empty() ? "" : " ") + keyword;
    QCOMPARE(said, dropped);
}

void TestFieldKinds::allowedValues()
{
    const auto allowed = [](const char *before, const std::vector<std::string> &values) {
        const json::Value schema = test::readValue(R"({"properties":{"a":)" + std::string(before) + "}}");
        const FieldEditResult edit = schema::setFieldAllowed(schema, "/properties/a", values);
        return edit ? json::writeCompact(edit->schema["properties"]["a"]) : edit.error().message;
    };
    QCOMPARE(allowed(R"({"type":"string"})", {"x", "y", "x"}),
             std::string(R"({"type":"string","enum":["x","y"]})"));
    QCOMPARE(allowed(R"({"enum":["x"]})", {"y"}), std::string(R"({"enum":["y"]})"));
    QCOMPARE(allowed(R"({"enum":["x",null]})", {"y"}), std::string(R"({"enum":["y",null]})"));
    QCOMPARE(allowed(R"({"const":"x"})", {"x", "y"}), std::string(R"({"type":"string","enum":["x","y"]})"));
    QCOMPARE(allowed(R"({"type":"array","items":{"type":"string"}})", {"y"}),
             std::string(R"({"type":"array","items":{"type":"string","enum":["y"]}})"));
    QCOMPARE(allowed(R"({"type":"string","enum":["x"]})", {}),
             std::string(R"({"type":"string","enum":["x"]})"));
    QCOMPARE(allowed(R"({"type":"string"})", {}), std::string("a choice needs at least one value"));
}

QTEST_GUILESS_MAIN(TestFieldKinds)
#include "tst_fieldkinds.moc"

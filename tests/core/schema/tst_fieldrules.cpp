// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldplaces.h"
#include "schema/fieldrules.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

#include <algorithm>

using namespace espalier;
using schema::FieldKind;

namespace {

json::Value read(std::string_view text)
{
    const auto value = json::readStrict(text);
    return value ? *value : json::Value::null();
}

/// The schema after the edit, or why not.
QString after(const schema::FieldEditResult &edit)
{
    return QString::fromStdString(edit ? json::writeCompact(edit->schema) : "no: " + edit.error().message);
}

QString ruled(const json::Value &schema, const char *keyword, const char *value)
{
    return after(schema::setFieldRule(schema, "/properties/a", keyword,
                                      value ? std::optional(read(value)) : std::nullopt));
}

} // namespace

class TestFieldRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suits_data();
    void suits();
    void setsAndTakesOut();
    void ofAListAndOfItsItems();
    void ofADefinition();
    void nonsense_data();
    void nonsense();
    void null_data();
    void null();
    void itsOwn_data();
    void itsOwn();
    void places();
};

void TestFieldRules::suits_data()
{
    QTest::addColumn<schema::FieldType>("type");
    QTest::addColumn<QString>("keywords");
    QTest::newRow("text") << schema::FieldType{FieldKind::Text, false}
                          << "minLength maxLength pattern format default examples";
    QTest::newRow("date") << schema::FieldType{FieldKind::Date, false}
                          << "minLength maxLength pattern default examples";
    QTest::newRow("number")
        << schema::FieldType{FieldKind::Number, false}
        << "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf const default examples";
    QTest::newRow("list of text")
        << schema::FieldType{FieldKind::Text, true}
        << "minItems maxItems uniqueItems minLength maxLength pattern format default examples";
    QTest::newRow("group") << schema::FieldType{FieldKind::Group, false} << "default examples";
    QTest::newRow("anything") << schema::FieldType{FieldKind::Anything, false} << "const default examples";
    QTest::newRow("choice") << schema::FieldType{FieldKind::OneOf, false} << "default examples";
}

void TestFieldRules::suits()
{
    QFETCH(schema::FieldType, type);
    QFETCH(QString, keywords);
    QStringList found;
    for (const schema::RuleOffer &offer : schema::rulesFor(type))
        found.append(QString::fromUtf8(offer.keyword.data(), static_cast<qsizetype>(offer.keyword.size())));
    QCOMPARE(found.join(u' '), keywords);
}

void TestFieldRules::setsAndTakesOut()
{
    const json::Value text = read(R"({"properties":{"a":{"type":"string","x":1}}})");
    QCOMPARE(ruled(text, "minLength", "3"),
             QStringLiteral(R"({"properties":{"a":{"type":"string","x":1,"minLength":3}}})"));
    const json::Value bounded = schema::setFieldRule(text, "/properties/a", "minLength", read("3"))->schema;
    QCOMPARE(schema::fieldRule(bounded, "/properties/a", "minLength"), read("3"));
    QCOMPARE(ruled(bounded, "minLength", "3"), after(schema::FieldEdit{bounded, {}, {}}));
    QCOMPARE(ruled(bounded, "minLength", nullptr), after(schema::FieldEdit{text, {}, {}}));
    QCOMPARE(ruled(text, "pattern", nullptr), after(schema::FieldEdit{text, {}, {}}));
    QVERIFY(!schema::fieldRule(text, "/properties/a", "pattern"));
    QVERIFY(!schema::fieldRule(text, "/properties/b", "pattern"));
    QCOMPARE(ruled(text, "pattern", R"("^[A-Z]{2}\\u0041$")"),
             QStringLiteral(R"({"properties":{"a":{"type":"string","x":1,"pattern":"^[A-Z]{2}\\u0041$"}}})"));
    QCOMPARE(ruled(text, "examples", R"(["b"])"),
             QStringLiteral(R"({"properties":{"a":{"type":"string","x":1,"examples":["b"]}}})"));
    QCOMPARE(ruled(read(R"({"properties":{"a":true}})"), "default", "null"),
             QStringLiteral(R"({"properties":{"a":{"default":null}}})"));
}

void TestFieldRules::ofAListAndOfItsItems()
{
    const json::Value list = read(R"({"properties":{"a":{"type":"array","items":{"type":"string"}}}})");
    QCOMPARE(ruled(list, "uniqueItems", "true"),
             QStringLiteral(
                 R"({"properties":{"a":{"type":"array","items":{"type":"string"},"uniqueItems":true}}})"));
    QCOMPARE(
        ruled(list, "maxLength", "9"),
        QStringLiteral(R"({"properties":{"a":{"type":"array","items":{"type":"string","maxLength":9}}}})"));
    QCOMPARE(
        ruled(list, "default", "[]"),
        QStringLiteral(R"({"properties":{"a":{"type":"array","items":{"type":"string"},"default":[]}}})"));
    const json::Value maybe =
        read(R"({"properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null}}})");
    QCOMPARE(
        ruled(maybe, "minLength", "1"),
        QStringLiteral(
            R"({"properties":{"a":{"anyOf":[{"type":"string","minLength":1},{"type":"null"}],"default":null}}})"));
}

void TestFieldRules::ofADefinition()
{
    const json::Value schema = read(
        R"({"properties":{"a":{"$ref":"#/$defs/N","description":"d"}},"$defs":{"N":{"type":"number"}}})");
    QCOMPARE(ruled(schema, "minimum", "0.5"),
             QStringLiteral(R"({"properties":{"a":{"$ref":"#/$defs/N","description":"d"}},)"
                            R"("$defs":{"N":{"type":"number","minimum":0.5}}})"));
    QCOMPARE(ruled(schema, "default", "2"),
             QStringLiteral(R"({"properties":{"a":{"$ref":"#/$defs/N","description":"d","default":2}},)"
                            R"("$defs":{"N":{"type":"number"}}})"));
}

void TestFieldRules::nonsense_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *field, const char *keyword, const char *value, const char *why) {
        QTest::addRow("%s %s %s", field, keyword, value) << field << keyword << value << why;
    };
    row(R"({"type":"string"})", "minLength", "-1", "it takes a whole number, 0 or more");
    row(R"({"type":"string"})", "minLength", "1.5", "it takes a whole number, 0 or more");
    row(R"({"type":"string","maxLength":2})", "minLength", "3", "nothing is at least 3 and at most 2");
    row(R"({"type":"string"})", "pattern", R"("(a")", "the pattern is no regular expression: *");
    row(R"({"type":"string"})", "pattern", "1", "a pattern is a text");
    row(R"({"type":"string"})", "minimum", "1", "this rule does not suit the field's kind");
    row(R"({"type":"number","minimum":5})", "maximum", "4.99", "nothing is at least 5 and at most 4.99");
    row(R"({"type":"number","minimum":5})", "exclusiveMaximum", "5.0",
        "nothing is at least 5 and less than 5.0");
    row(R"({"type":"number"})", "multipleOf", "0", "nothing is a multiple of 0");
    row(R"({"type":"number"})", "maximum", R"("4")", "it takes a number");
    row(R"({"type":"integer"})", "default", R"("x")", "the default \"x\" does not fit: *");
    row(R"({"type":"integer"})", "examples", R"([1,true])", "an example true does not fit: *");
    row(R"({"type":"integer"})", "examples", "1", "examples are a list");
    row(R"({"type":"integer"})", "const", "null", "the fixed value null does not fit: *");
    row(R"({"type":"array"})", "uniqueItems", "false", "it is on or not there");
    row("false", "default", "1", "*");
}

void TestFieldRules::nonsense()
{
    QFETCH(QString, field);
    QFETCH(QString, keyword);
    QFETCH(QString, value);
    QFETCH(QString, why);
    const json::Value schema = read(QStringLiteral(R"({"properties":{"a":%1}})").arg(field).toStdString());
    const auto edit =
        schema::setFieldRule(schema, "/properties/a", keyword.toStdString(), read(value.toStdString()));
    QVERIFY(!edit);
    const QString message = QString::fromStdString(edit.error().message);
    if (why.endsWith(u'*'))
        QVERIFY2(message.startsWith(why.chopped(1)) && message.size() > why.size(), qPrintable(message));
    else
        QCOMPARE(message, why);
    QVERIFY(!edit.error().nextStep.empty());
}

void TestFieldRules::null_data()
{
    QTest::addColumn<QString>("without");
    QTest::addColumn<QString>("with");
    QTest::newRow("type") << R"({"type":"string","x":1})"
                          << R"({"type":["string","null"],"x":1})";
    QTest::newRow("choice") << R"({"type":"string","enum":["a"]})"
                            << R"({"type":["string","null"],"enum":["a",null]})";
    QTest::newRow("values") << R"({"enum":["a"]})"
                            << R"({"enum":["a",null]})";
    QTest::newRow("definition") << R"({"$ref":"#/$defs/D","title":"t"})"
                                << R"({"anyOf":[{"$ref":"#/$defs/D"},{"type":"null"}],"title":"t"})";
    QTest::newRow("fixed") << R"({"const":"a"})"
                           << R"({"anyOf":[{"const":"a"},{"type":"null"}]})";
}

void TestFieldRules::null()
{
    QFETCH(QString, without);
    QFETCH(QString, with);
    const auto whole = [](const QString &field) {
        return read(QStringLiteral(R"({"properties":{"a":%1},"$defs":{"D":{"type":"string"}}})")
                        .arg(field)
                        .toStdString());
    };
    const auto set = [](const json::Value &schema, bool null) {
        return after(schema::setFieldNull(schema, "/properties/a", null));
    };
    const auto text = [](const json::Value &value) {
        return QString::fromStdString(json::writeCompact(value));
    };
    QCOMPARE(set(whole(without), true), text(whole(with)));
    QCOMPARE(set(whole(with), false), text(whole(without)));
    QCOMPARE(set(whole(with), true), text(whole(with)));
    QCOMPARE(set(whole(without), false), text(whole(without)));
}

void TestFieldRules::itsOwn_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("expected");
    const QString defs = QStringLiteral(
        R"("$defs":{"D":{"$anchor":"d","title":"D","type":"object","properties":{"c":{"$ref":"#/$defs/E"}}},)"
        R"("E":{"type":"string"}})");
    const auto row = [&defs](const char *name, const char *field, const char *owned) {
        QTest::newRow(name) << QStringLiteral(R"({"properties":{"a":%1,"b":{"$ref":"#d"}},%2})")
                                   .arg(QLatin1String(field), defs)
                            << (*owned == 'n'
                                    ? QLatin1String(owned)
                                    : QStringLiteral(R"({"properties":{"a":%1,"b":{"$ref":"#d"}},%2})")
                                          .arg(QLatin1String(owned), defs));
    };
    row("reference", R"({"$ref":"#/$defs/D","description":"mine"})",
        R"({"description":"mine","title":"D","type":"object","properties":{"c":{"$ref":"#/$defs/E"}}})");
    row("list", R"({"type":"array","items":{"$ref":"#/$defs/E"},"minItems":1})",
        R"({"type":"array","items":{"type":"string"},"minItems":1})");
    row("or null", R"({"anyOf":[{"$ref":"#/$defs/E"},{"type":"null"}]})",
        R"({"anyOf":[{"type":"string"},{"type":"null"}]})");
    row("no reference", R"({"type":"string"})", "no: this field is its own already");
    const char *shut =
        R"({"properties":{"a":%1},"$defs":{"D":{"type":"object","additionalProperties":false,"properties":)"
        R"({"c":{"properties":{"d":{"$anchor":"deep"}}}}}}})";
    QTest::newRow("anchors at any depth, and what is no object")
        << QString::fromLatin1(shut).arg(QLatin1String(R"({"$ref":"#/$defs/D"})"))
        << QString::fromLatin1(shut).arg(
               QLatin1String(R"({"type":"object","additionalProperties":false,"properties":)"
                             R"({"c":{"properties":{"d":{}}}}})"));
}

void TestFieldRules::itsOwn()
{
    QFETCH(QString, before);
    QFETCH(QString, expected);
    QCOMPARE(after(schema::ownField(read(before.toStdString()), "/properties/a")), expected);
}

void TestFieldRules::places()
{
    const json::Value schema = read(
        R"({"properties":{"a/b":{"type":"array","items":{"$ref":"#/$defs/D"}},"c":{"$ref":"#/$defs/D"},"e":{}},)"
        R"("$defs":{"D":{"properties":{"d":{"type":"string"}}}}})");
    const schema::FieldTree tree = schema::fieldTree(schema);
    const auto at = [&tree](const char *field) { return schema::answerPlaces(tree, field); };
    QCOMPARE(at("/properties/a~1b"), std::vector<std::string>{"/a~1b"});
    QCOMPARE(at("/$defs/D/properties/d"), (std::vector<std::string>{"/a~1b/d", "/c/d"}));
    QVERIFY(at("/properties/f").empty());
    QCOMPARE(tree.fields[0].uses, 2U); // how often the definition is used
    QCOMPARE(tree.fields[0].children[0].uses, 2U);
    QCOMPARE(tree.fields[2].uses, 0U);
    QCOMPARE(schema::answerPlaces(schema::fieldTree(read(R"({"type":"string"})")), ""),
             std::vector<std::string>{""});
}

QTEST_GUILESS_MAIN(TestFieldRules)
#include "tst_fieldrules.moc"

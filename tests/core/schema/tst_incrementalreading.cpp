// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "coercioncases.h"
#include "schematest.h"

#include "schema/incremental.h"
#include "support/splits.h"
#include "json/answerreader.h"
#include "json/writer.h"

#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;
using schema::Coercer;
using schema::CoercionLevel;
using schema::CoercionOptions;

// Reading and judging while a value arrives comes to what reading and judging the whole comes to.

namespace {

constexpr CoercionOptions kSafe{CoercionLevel::Safe, schema::DecimalMark::Unsaid, false};
constexpr CoercionOptions kAll{CoercionLevel::All, schema::DecimalMark::Unsaid, false};

QByteArray told(const schema::Issues &issues)
{
    return QByteArray::fromStdString(briefly(issues));
}

/// Compiled once, cheap to copy.
struct Compiled
{
    Compiled(std::string_view schema, const CoercionOptions &options)
        : Compiled(readJson(schema), options)
    {
    }
    Compiled(const json::Value &schema, const CoercionOptions &options)
        : validator(schema::Validator::compile(schema, schema::CompileOptions::forAnswers()).value())
        , coercer(Coercer::of(schema, validator, options))
    {
    }
    schema::Validator validator;
    Coercer coercer;
};

struct Growing
{
    Growing(std::string_view schema, const CoercionOptions &options)
        : Growing(Compiled(schema, options))
    {
    }
    explicit Growing(const Compiled &compiled)
        : reader(plain())
        , validation(compiled.validator, compiled.coercer)
    {
    }

    static json::ParseOptions plain()
    {
        json::ParseOptions options;
        options.locate = false;
        return options;
    }
    void feed(std::string_view piece)
    {
        reader.feed(piece);
        validation.take(reader.takeChanges());
    }
    QByteArray news() { return told(validation.takeNews()); }

    json::AnswerReader reader;
    schema::IncrementalValidation validation;
};

std::string listed(const schema::Coercions &made)
{
    std::string out;
    for (const schema::Coercion &one : made)
        out += std::string(schema::coercionKindName(one.kind)) + " " + one.instance + "<" + one.origin + " " +
               one.from + ">" + one.to + "; ";
    return out;
}

/// What differs from reading and judging the whole; empty when nothing does.
QByteArray differenceOf(const Compiled &compiled, const Pieces &pieces)
{
    Growing growing(compiled);
    for (const std::string_view piece : pieces)
        growing.feed(piece);
    growing.reader.finish();
    growing.validation.take(growing.reader.takeChanges());
    const schema::Coerced whole = compiled.coercer.read(growing.reader.tree().value());
    const schema::Issues issues = compiled.validator.validate(whole.value);
    const schema::Issues found = growing.validation.issues();
    const auto read = growing.validation.takeWhole();
    std::string out;
    if (!read)
        return "the value is not whole";
    if (read->value != whole.value)
        out += json::writeCompact(read->value) + " instead of " + json::writeCompact(whole.value) + "\n";
    if (read->coercions != whole.coercions)
        out += listed(read->coercions) + " instead of " + listed(whole.coercions) + "\n";
    if (found != issues)
        out += briefly(found) + " instead of " + briefly(issues);
    return QByteArray::fromStdString(out);
}

constexpr std::string_view kOrder =
    R"({"type":"object","required":["order_no","lines"],"additionalProperties":false,"properties":{
  "order_no":{"type":"integer"},"paid":{"type":"boolean","default":false},"note":{"type":"string"},
  "day":{"type":"string","format":"date"},"state":{"enum":["open","closed"]},
  "tags":{"anyOf":[{"type":"array","items":{"type":"string","minLength":2}},{"type":"null"}]},
  "buyer":{"anyOf":[{"$ref":"#/$defs/person"},{"type":"null"}]},
  "lines":{"type":"array","items":{"$ref":"#/$defs/line"},"minItems":2},
  "payment":{"oneOf":[{"type":"object","properties":{"kind":{"const":"card"},"card_no":{"type":"string"}},"required":["kind","card_no"]},
                      {"type":"object","properties":{"kind":{"const":"cash"},"given":{"type":"number"}},"required":["kind"]}]}},
  "$defs":{"person":{"type":"object","properties":{"first_name":{"type":"string"},"age":{"type":"integer","minimum":18},
             "friends":{"type":"array","items":{"$ref":"#/$defs/person"}}},"required":["first_name"]},
           "line":{"type":"object","properties":{"count":{"type":"integer"},"unit_price":{"type":"number"}},
             "required":["count"],"anyOf":[{"required":["unit_price"]},{"required":["free"]}]}}})";

constexpr std::string_view kAnswer =
    R"({"orderNo":"12","paid":"true","note":null,"day":"5 March 2024","state":"OPEN","tags":["a",1,"bc"],
 "buyer":{"firstName":"Ann","age":"17","friends":[{"first_name":"Bo","age":"x"},{"FirstName":"Cy"}]},
 "lines":[{"count":"2","unitPrice":"1.5"},{"count":"two","free":1},{"count":3.0,"count":"4","unit_price":2}],
 "payment":{"kind":"CASH","given":"7"},"more":1})";

} // namespace

class TestIncrementalReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsTheWholeAtEverySplit_data();
    void sameAsTheWholeAtEverySplit();
    void everyAnswerOfTheCases();
    void nothingIsToldThatReadingPutsRight();
    void whatMayBeReadOtherwiseWaits();
    void listsOfAChoiceAreJudgedItemByItem();
    void listsThatAreMostlyKnown();
    void manyItems();
};

void TestIncrementalReading::sameAsTheWholeAtEverySplit_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<CoercionLevel>("level");
    QTest::addColumn<bool>("defaults");
    for (const auto level : {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All}) {
        const std::string name(schema::coercionLevelName(level));
        const auto row = [&](const char *what, std::string_view answer, bool defaults = false) {
            QTest::addRow("%s, %s", what, name.c_str())
                << QByteArray(answer.data(), static_cast<qsizetype>(answer.size())) << level << defaults;
        };
        row("order", kAnswer);
        row("order with defaults", kAnswer, true);
        row("one line",
            R"({"order_no":1,"orderNo":"2","lines":{"count":"1","unit_price":"1,234.50"},"tags":"abc"})");
        row("replaced",
            R"({"lines":[{"count":"x"}],"note":null,"note":3,"lines":[1,{"count":"5","Free":true}],"order_no":"x","order_no":"7"})");
        row("null and back", R"({"order_no":1,"note":"a","note":null,"lines":[],"buyer":null,"tags":null})");
        row("scalar", R"("12")");
        row("list", R"([{"order_no":"1"}])");
    }
}

void TestIncrementalReading::sameAsTheWholeAtEverySplit()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const CoercionLevel, level);
    QFETCH(const bool, defaults);
    const Compiled compiled(kOrder, {level, schema::DecimalMark::Unsaid, defaults});
    forEverySplit(answer.toStdString(), [&](const Pieces &pieces) {
        const QByteArray difference = differenceOf(compiled, pieces);
        QVERIFY2(difference.isEmpty(), difference.constData());
    });
}

void TestIncrementalReading::everyAnswerOfTheCases()
{
    int answers = 0;
    for (const CoercionCase &one : coercionCases()) {
        const std::string text = json::writeCompact(one.came);
        for (const auto level : {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All}) {
            CoercionOptions options = one.options;
            options.level = level;
            const QByteArray difference = differenceOf(Compiled(one.schema, options), evenPieces(text, 3));
            QVERIFY2(difference.isEmpty(), (one.name + ": " + difference.toStdString()).c_str());
        }
        ++answers;
    }
    QVERIFY(answers >= 300);
}

void TestIncrementalReading::nothingIsToldThatReadingPutsRight()
{
    Growing growing(kOrder, kSafe);
    growing.feed(R"({"orderNo":"12","note":null,"paid":"true","lines":[{"count":"2",)");
    QCOMPARE(growing.news(), QByteArray(""));
    growing.feed(R"("unitPrice":"1.5"},)");
    QCOMPARE(growing.news(), QByteArray(""));
    growing.feed(R"({"count":"two","free")");
    QCOMPARE(growing.news(), QByteArray("/lines/1/count type"));
    growing.feed(":1},{\"count\":3},");
    QCOMPARE(growing.news(), QByteArray("/lines/2 anyOf"));
    growing.feed("]}");
    QCOMPARE(growing.news(), QByteArray(""));
    QCOMPARE(told(growing.validation.issues()), QByteArray("/lines/1/count type; /lines/2 anyOf"));
}

void TestIncrementalReading::whatMayBeReadOtherwiseWaits()
{
    Growing growing(kOrder, kSafe);
    growing.feed(R"({"buyer":{"age":"x",)");
    QCOMPARE(growing.news(), QByteArray("")); // it may still be the other form
    growing.feed(R"("firstName":1}, )");
    QCOMPARE(growing.news(), QByteArray("/buyer/age type; /buyer/first_name type"));
    growing.feed(R"("orderNo":"x",)");
    QCOMPARE(growing.news(), QByteArray("")); // an order_no may still come
    growing.feed("\"lines\":[]}");
    QCOMPARE(growing.news(), QByteArray("/lines minItems; /order_no type"));
}

void TestIncrementalReading::listsOfAChoiceAreJudgedItemByItem()
{
    Growing growing(kOrder, kSafe);
    growing.feed(R"({"tags":["ab","c","de",)");
    QCOMPARE(growing.news(), QByteArray("/tags/1 minLength"));
    growing.feed("7]");
    QCOMPARE(growing.news(), QByteArray("/tags/3 type"));
    Growing off(kOrder, {CoercionLevel::Off, schema::DecimalMark::Unsaid, false});
    off.feed(R"({"tags":["ab","c","d)");
    QCOMPARE(off.news(), QByteArray("/tags/1 minLength"));
}

void TestIncrementalReading::listsThatAreMostlyKnown()
{
    const auto list = compiledSchema(
        R"({"minItems":4,"uniqueItems":true,"items":{"type":"object","required":["a"]},"contains":{"required":["b"]}})");
    const json::Value value = readJson(R"([{"a":1},{"c":1},{"a":1}])");
    QCOMPARE(list.validateList(value, {false, false, false}), list.validate(value));
    QCOMPARE(list.validateList(value, {true, false, true}), list.validate(value));
    // What is said to fit is not looked at again.
    QCOMPARE(told(list.validate(value)), QByteArray(" minItems;  uniqueItems;  contains; /1 required"));
    QCOMPARE(told(list.validateList(value, {true, true, true})),
             QByteArray(" minItems;  uniqueItems;  contains"));
}

void TestIncrementalReading::manyItems()
{
    std::string text = R"({"order_no":"1","lines":[)";
    for (int i = 0; i < 5'000; ++i)
        text +=
            std::string(i == 0 ? "" : ",") + R"({"count":")" + std::to_string(i) + R"(","unitPrice":"2.5"})";
    const QByteArray difference = differenceOf(Compiled(kOrder, kAll), evenPieces(text + "]}", 16));
    QVERIFY2(difference.isEmpty(), difference.left(2'000).constData());
}

QTEST_GUILESS_MAIN(TestIncrementalReading)
#include "tst_incrementalreading.moc"

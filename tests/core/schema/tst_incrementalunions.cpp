// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schematest.h"

#include "schema/coercion.h"
#include "schema/incremental.h"
#include "support/splits.h"
#include "json/answerreader.h"
#include "json/writer.h"

#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;
using schema::CoercionLevel;

// Unions while an object grows: what is decided for is told at the member that does not fit, at once; what is
// open is not; and the end is that of the whole.

namespace {

constexpr std::string_view kPets =
    R"({"items":{"oneOf":[
  {"title":"Cat","type":"object","properties":{"kind":{"const":"cat"},"lives":{"type":"integer"},"toy":{"$ref":"#/$defs/toy"}},"required":["kind","lives"]},
  {"title":"Dog","type":"object","properties":{"kind":{"const":"dog"},"barks":{"type":"boolean"},"toy":{"$ref":"#/$defs/toy"}},"additionalProperties":false},
  {"type":"null"}]},
 "$defs":{"toy":{"anyOf":[{"type":"null"},{"type":"object","properties":{"price":{"type":"number"}},"required":["price"]}]}}})";

schema::CoercionOptions at(CoercionLevel level)
{
    return {level, schema::DecimalMark::Unsaid, false};
}

struct Growing
{
    Growing(std::string_view schema, std::optional<CoercionLevel> level)
        : validator(compiledSchema(schema))
        , coercer(level ? std::optional(schema::Coercer::of(readJson(schema), validator, at(*level)))
                        : std::nullopt)
        , reader(plain())
        , validation(validator, coercer)
    {
    }

    static json::ParseOptions plain()
    {
        json::ParseOptions options;
        options.locate = false;
        return options;
    }
    /// The news.
    QByteArray feed(std::string_view piece)
    {
        reader.feed(piece);
        validation.take(reader.takeChanges());
        return QByteArray::fromStdString(briefly(validation.takeNews()));
    }
    void finish()
    {
        reader.finish();
        validation.take(reader.takeChanges());
    }

    schema::Validator validator;
    std::optional<schema::Coercer> coercer;
    json::AnswerReader reader;
    schema::IncrementalValidation validation;
};

/// What differs from reading and judging the whole; empty when nothing does.
QByteArray differenceOf(std::string_view schema, std::optional<CoercionLevel> level, const Pieces &pieces)
{
    Growing growing(schema, level);
    for (const std::string_view piece : pieces)
        growing.feed(piece);
    growing.finish();
    json::Value whole = growing.reader.tree().value();
    schema::Coercions made;
    if (growing.coercer) {
        schema::Coerced read = growing.coercer->read(std::move(whole));
        whole = std::move(read.value);
        made = std::move(read.coercions);
    }
    const schema::Issues expected = growing.validator.validate(whole);
    const schema::Issues found = growing.validation.issues();
    const auto read = growing.validation.takeWhole();
    if (!read)
        return "not whole";
    if (read->value != whole || read->coercions != made)
        return QByteArray::fromStdString("read as " + json::writeCompact(read->value) + " instead of " +
                                         json::writeCompact(whole));
    return found == expected ? QByteArray()
                             : QByteArray::fromStdString(briefly(found) + " instead of " + briefly(expected));
}

} // namespace

class TestIncrementalUnions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDecidedIsToldAtOnce_data();
    void whatIsDecidedIsToldAtOnce();
    void whatIsOpenIsNotTold_data();
    void whatIsOpenIsNotTold();
    void theEndIsThatOfTheWhole_data();
    void theEndIsThatOfTheWhole();
    void aDeciderThatIsReplaced();
    void theBranchThatIsNamedTellsItsIssues_data();
    void theBranchThatIsNamedTellsItsIssues();
};

void TestIncrementalUnions::whatIsDecidedIsToldAtOnce_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("text"); // as far as it came: the news of its last byte
    QTest::addColumn<QByteArray>("news");
    QTest::addColumn<bool>("alsoRead"); // also where values may be read otherwise than they come
    const QByteArray pets(kPets.data(), static_cast<qsizetype>(kPets.size()));
    QTest::newRow("discriminator first")
        << pets << QByteArray(R"([{"kind":"cat","lives":"nine")") << QByteArray("/0/lives type") << true;
    QTest::newRow("discriminator in between") << pets << QByteArray(R"([{"toy":null,"kind":"dog","barks":[])")
                                              << QByteArray("/0/barks type") << true;
    QTest::newRow("a name that the branch forbids") << pets << QByteArray(R"([{"kind":"dog","lives":9,)")
                                                    << QByteArray("/0/lives additionalProperties") << true;
    QTest::newRow("a union inside") << pets << QByteArray(R"([{"kind":"cat","toy":{"price":"a")")
                                    << QByteArray("/0/toy/price type") << true;
    QTest::newRow("null or an object")
        << QByteArray(R"({"anyOf":[{"type":"null"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"object",
               "properties":{"b":{"maxLength":1}}}}})")
        << QByteArray(R"({"b":"long")") << QByteArray("/b maxLength") << true;
    QTest::newRow("text or an object, behind a reference and allOf")
        << QByteArray(
               R"({"properties":{"x":{"$ref":"#/$defs/u"}},"$defs":{"u":{"allOf":[{"oneOf":[{"type":"string"},
               {"type":"object","additionalProperties":{"type":"integer"}}]}]}}})")
        << QByteArray(R"({"x":{"y":[])") << QByteArray("/x/y type") << true;
    QTest::newRow("enums instead of constants, numbers")
        << QByteArray(R"({"oneOf":[{"properties":{"v":{"enum":[1,2]},"a":{"type":"string"}}},
               {"properties":{"v":{"enum":[3]},"a":{"type":"boolean"}}}]})")
        << QByteArray(R"({"v":3,"a":"x")") << QByteArray("/a type") << true;
    QTest::newRow("the second of two choices")
        << QByteArray(
               R"({"anyOf":[{"properties":{"k":{"const":"a"},"x":{"type":"null"}}},{"properties":{"k":{"const":"b"}}}],
               "oneOf":[{"properties":{"m":{"const":1},"y":{"type":"null"}}},{"properties":{"m":{"const":2},"y":true}}]})")
        << QByteArray(R"({"k":"a","m":1,"y":"x")") << QByteArray("/y type") << false;
    QTest::newRow("two discriminators, one inside the other")
        << QByteArray(
               R"({"oneOf":[{"properties":{"k":{"const":"a"}},"oneOf":[{"properties":{"m":{"const":1},"x":{"type":"null"}}},
               {"properties":{"m":{"const":2},"x":{"type":"boolean"}}}]},{"properties":{"k":{"const":"b"}}}]})")
        << QByteArray(R"({"k":"a","m":2,"x":"text")") << QByteArray("/x type") << false;
}

void TestIncrementalUnions::whatIsDecidedIsToldAtOnce()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, news);
    QFETCH(const bool, alsoRead);
    // A number or a literal is finished by the byte after it, a text by what makes sure that its quote is
    // one.
    std::vector<std::optional<CoercionLevel>> levels{std::nullopt};
    if (alsoRead)
        levels.insert(levels.end(), {CoercionLevel::Off, CoercionLevel::Safe});
    for (const std::optional<CoercionLevel> level : levels) {
        Growing growing(schema.toStdString(), level);
        const std::string all = text.toStdString();
        QCOMPARE(growing.feed(all.substr(0, all.size() - 1)), QByteArray());
        QByteArray told = growing.feed(all.substr(all.size() - 1));
        for (const char *more : {",", "\""})
            told += growing.feed(more);
        QCOMPARE(told, news);
    }
}

void TestIncrementalUnions::whatIsOpenIsNotTold_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("text");
    const QByteArray pets(kPets.data(), static_cast<qsizetype>(kPets.size()));
    QTest::newRow("before the discriminator") << pets << QByteArray(R"([{"lives":"nine","barks":1,)");
    QTest::newRow("a discriminator of nobody") << pets << QByteArray(R"([{"kind":"cow","lives":[],)");
    QTest::newRow("a discriminator of two")
        << QByteArray(R"({"oneOf":[{"properties":{"k":{"enum":["a","b"]},"x":{"type":"null"}}},
               {"properties":{"k":{"enum":["b","c"]},"x":{"type":"string"}}}]})")
        << QByteArray(R"({"k":"b","x":1,)");
    QTest::newRow("a branch without it")
        << QByteArray(
               R"({"oneOf":[{"properties":{"k":{"const":"a"},"x":{"type":"null"}}},{"properties":{"x":{"type":"string"}}}]})")
        << QByteArray(R"({"k":"a","x":1,)");
    QTest::newRow("not: the branch has not to hold")
        << QByteArray(R"({"not":{"anyOf":[{"type":"object","properties":{"a":{"type":"null"}}}]}})")
        << QByteArray(R"({"a":1,)");
    QTest::newRow("only if")
        << QByteArray(
               R"({"if":{"required":["z"]},"then":{"oneOf":[{"type":"null"},{"type":"object","properties":{"a":{"type":"null"}}}]}})")
        << QByteArray(R"({"a":1,)");
    QTest::newRow("required is of the end") << pets << QByteArray(R"([{"kind":"cat",)");
}

void TestIncrementalUnions::whatIsOpenIsNotTold()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, text);
    for (const std::optional<CoercionLevel> level :
         {std::optional<CoercionLevel>(), std::optional(CoercionLevel::Safe)}) {
        Growing growing(schema.toStdString(), level);
        QCOMPARE(growing.feed(text.toStdString() + "\""), QByteArray());
    }
}

void TestIncrementalUnions::theEndIsThatOfTheWhole_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("text");
    const QByteArray pets(kPets.data(), static_cast<qsizetype>(kPets.size()));
    QTest::newRow("pets")
        << pets
        << QByteArray(
               R"([{"kind":"cat","lives":"9","toy":{"price":"2.5"}},{"Kind":"Dog","barks":"yes"},{"lives":1,"kind":"CAT","x":1},
              {"kind":"cow"},null,{"kind":"dog","toy":{"cost":1}},{"kind":"dog","kind2":"cat"},7,[],{"barks":true},{"lives":"7"}])");
    QTest::newRow("members that contradict each other")
        << QByteArray(
               R"({"items":{"oneOf":[{"properties":{"k":{"const":"a"},"m":{"const":1},"x":{"type":"null"}}},
               {"properties":{"k":{"const":"b"},"m":{"const":2},"x":{"type":"boolean"}}}]}})")
        << QByteArray(
               R"([{"k":"a","m":2,"x":3},{"m":2,"k":"a","x":3},{"m":"1","k":"b","x":"true"},{"x":3,"k":"b"}])");
    QTest::newRow("a color that only one names")
        << QByteArray(R"({"oneOf":[{"properties":{"kind":{"const":"cat"},"color":{"enum":["red","green"]}}},
               {"properties":{"kind":{"const":"dog"}}}]})")
        << QByteArray(R"({"color":"blue","kind":"cat"})");
    QTest::newRow("in the order of the keywords")
        << QByteArray(
               R"({"allOf":[{"oneOf":[{"properties":{"k":{"const":1},"a":{"minLength":9}}},{"properties":{"k":{"const":2}}}]},
               {"properties":{"a":{"maxLength":1,"pattern":"^b"}}}],"properties":{"a":{"format":"date","enum":["x"]}}})")
        << QByteArray(R"({"k":1,"a":"aaa"})");
    QTest::newRow("a pattern that gives up")
        << QByteArray(
               R"({"anyOf":[{"type":"null"},{"type":"object","properties":{"a":{"pattern":"^(a+)+$"},"b":{"type":"null"}}}]})")
        << QByteArray(R"({"b":1,"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"})");
    QTest::newRow("one or many")
        << QByteArray(
               R"({"properties":{"x":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/a"}},{"$ref":"#/$defs/a"}]}},
               "$defs":{"a":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}})")
        << QByteArray(R"({"x":{"n":"1"}})");
    QTest::newRow("unevaluated")
        << QByteArray(
               R"({"unevaluatedProperties":false,"oneOf":[{"properties":{"k":{"const":"a"},"x":{"type":"null"}}},
               {"properties":{"k":{"const":"b"},"y":{"type":"null"}}}]})")
        << QByteArray(R"({"k":"a","y":1,"x":2})");
    QTest::newRow("defaults beside")
        << QByteArray(
               R"({"type":"object","properties":{"id":{"type":"integer"}},"anyOf":[{"properties":{"k":{"const":"a"},"n":{"type":"integer"}}},
               {"properties":{"k":{"const":"b"},"n":{"type":"boolean"}}}]})")
        << QByteArray(R"({"ID":"4","K":"a","k":"B","n":"true"})");
}

void TestIncrementalUnions::theEndIsThatOfTheWhole()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, text);
    const std::vector<std::optional<CoercionLevel>> levels{std::nullopt, CoercionLevel::Off,
                                                           CoercionLevel::Safe, CoercionLevel::All};
    for (const std::optional<CoercionLevel> level : levels) {
        forEverySplit(text.toStdString(), [&](const Pieces &pieces) {
            const QByteArray difference = differenceOf(schema.toStdString(), level, pieces);
            QVERIFY2(difference.isEmpty(), difference.constData());
        });
    }
}

void TestIncrementalUnions::aDeciderThatIsReplaced()
{
    constexpr std::string_view kTwice =
        R"([{"kind":"cat","lives":"nine","barks":1,"kind":"dog","toy":{"price":"x"}},{"kind":"cat","lives":[]}])";
    QCOMPARE(differenceOf(kPets, std::nullopt, evenPieces(kTwice, 1)), QByteArray());
    Growing growing(kPets, CoercionLevel::Safe);
    growing.feed(R"([{"kind":"cat","lives":"9","kind")");
    // "9" was read as a cat's lives: the whole has to be read again.
    QCOMPARE(growing.feed(R"(:"dog","barks":1},{"kind":"cat","lives":[]}])"), QByteArray());
    growing.finish();
    QVERIFY(!growing.validation.value());
    QVERIFY(!growing.validation.takeWhole());
}

void TestIncrementalUnions::theBranchThatIsNamedTellsItsIssues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("issues");
    QTest::newRow("named, and not fitting otherwise")
        << QByteArray(R"({"color":"blue","kind":"cat"})") << QByteArray("/color enum");
    QTest::newRow("not named at all")
        << QByteArray(R"({"color":"blue","kind":"cow"})") << QByteArray(" oneOf");
    QTest::newRow("named by nobody, the rest fits one")
        << QByteArray(R"({"color":"red","kind":"cow"})") << QByteArray(" oneOf");
}

void TestIncrementalUnions::theBranchThatIsNamedTellsItsIssues()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, issues);
    const auto validator = compiledSchema(
        R"({"oneOf":[{"properties":{"kind":{"const":"cat"},"color":{"enum":["red","green"]}}},
            {"properties":{"kind":{"const":"dog"}}}]})");
    const schema::Issues found = validator.validate(readJson(text.toStdString()));
    QCOMPARE(QByteArray::fromStdString(briefly(found)), issues);
    if (issues == " oneOf")
        QVERIFY2(found.front().message.find(R"("kind" must be one of "cat" or "dog", got "cow")") !=
                     std::string::npos,
                 found.front().message.c_str());
}

QTEST_GUILESS_MAIN(TestIncrementalUnions)
#include "tst_incrementalunions.moc"

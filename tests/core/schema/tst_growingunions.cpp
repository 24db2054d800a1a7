// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "coercioncases.h"
#include "schematest.h"

#include "schema/growingunions.h"
#include "support/splits.h"
#include "json/answerreader.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <string>

using namespace espalier;
using namespace espalier::test;
using schema::BranchesLeft;
using schema::CoercionLevel;

// Which branches of a union are left while a value grows.

namespace {

using Left =
    std::map<std::string, std::vector<std::size_t>>; ///< "pointer of the value < pointer of the choice"

struct Growing
{
    Growing(const json::Value &schema, CoercionLevel level, bool listOf = false)
        : reader(plain())
        , unions(schema::Validator::compile(schema, schema::CompileOptions::forAnswers()).value(), level,
                 listOf)
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
        take();
    }
    void take()
    {
        unions.take(reader.takeChanges());
        for (const BranchesLeft &one : unions.takeNews())
            left[reader.tree().pointer(one.node) + " < " + one.choice] = one.branches;
    }
    [[nodiscard]] QByteArray told() const
    {
        std::string out;
        for (const auto &[where, branches] : left) {
            out += where + ":";
            for (const std::size_t branch : branches)
                out += " " + std::to_string(branch);
            out += "; ";
        }
        return QByteArray::fromStdString(out).trimmed();
    }

    json::AnswerReader reader;
    schema::GrowingUnions unions;
    Left left;
};

/// Every branch that the finished value fits is among those that are left.
void collectLost(const json::Value &schema, const json::Value &value, const Left &left,
                 const schema::Validator &validator, std::string &lost)
{
    for (const auto &[where, branches] : left) {
        const std::size_t bar = where.find(" < ");
        const std::string choice = where.substr(bar + 3);
        const json::Value *part = json::resolve(value, where.substr(0, bar));
        const json::Value *all = json::resolve(schema, choice);
        for (std::size_t i = 0; part && all && i < all->items().size(); ++i) {
            std::string pointer = choice;
            json::appendToken(pointer, i);
            const auto branch = validator.at(pointer);
            if (branch && branch->fits(*part) &&
                std::find(branches.begin(), branches.end(), i) == branches.end())
                lost += where + " lost " + std::to_string(i) + "; ";
        }
    }
}

} // namespace

class TestGrowingUnions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void branchesGoAsMembersCome_data();
    void branchesGoAsMembersCome();
    void everySplitLeavesTheSame();
    void whatFitsInTheEndWasNeverExcluded();
    void replacedMembersGiveBranchesBack();
};

void TestGrowingUnions::branchesGoAsMembersCome_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("off");
    QTest::addColumn<QByteArray>("safe");
    const auto row = [](const char *name, const char *schema, const char *text, const char *off,
                        const char *safe) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(text) << QByteArray(off) << QByteArray(safe);
    };
    const char *pets =
        R"({"oneOf":[{"properties":{"kind":{"const":"cat"},"lives":{"type":"integer"}}},
            {"properties":{"kind":{"const":"dog"},"tail":{"type":"object"}}},{"properties":{"kind":{"enum":["cow","ox"]}}}]})";
    row("nothing yet", pets, R"({"name":"x",)", "", "");
    row("discriminator first", pets, R"({"kind":"dog",)", " < /oneOf: 1;", " < /oneOf: 1;");
    row("enum", pets, R"({"kind":"ox",)", " < /oneOf: 2;", " < /oneOf: 2;");
    row("discriminator last", pets, R"({"lives":9,"kind":"cat",)", " < /oneOf: 0;", " < /oneOf: 0;");
    row("not before it is finished", pets, R"({"kind":"do)", "", ""); // nor with the quote that follows
    row("in another case", pets, R"({"kind":"DOG",)", "", " < /oneOf: 1;");
    row("a constant of nobody excludes nobody", pets, R"({"kind":"cob",)", "", "");
    row("a value of a wrong type", pets, R"({"lives":"nine",)", " < /oneOf: 1 2;", "");
    row("a list is no object", pets, R"({"tail":[)", " < /oneOf: 0 2;", " < /oneOf: 0 2;");
    row("null may count as absent", pets, R"({"tail":null,)", "", "");
    row("null or an object",
        R"({"anyOf":[{"type":"null"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"object"}}})", "{",
        " < /anyOf: 1;", " < /anyOf: 1;");
    row("types of references and allOf",
        R"({"anyOf":[{"$ref":"#/$defs/t"},{"allOf":[{"$ref":"#/$defs/l"}]},{"type":"string"},{}],
            "$defs":{"t":{"type":["null","number"]},"l":{"type":"array"}}})",
        "[", " < /anyOf: 1 3;", " < /anyOf: 1 3;");
    const char *closed = R"({"anyOf":[{"properties":{"first_name":{}},"additionalProperties":false},
        {"properties":{"last":{}},"patternProperties":{"^x-":{}},"additionalProperties":false},{"properties":{"a":{}}}]})";
    row("a name that is forbidden", closed, R"({"a":1,)", " < /anyOf: 2;", " < /anyOf: 2;");
    row("a name that is meant", closed, R"({"firstName":1,)", " < /anyOf: 2;", " < /anyOf: 0 2;");
    row("a name by a pattern", closed, R"({"x-1":1,)", " < /anyOf: 1 2;", " < /anyOf: 1 2;");
    row("required says nothing before the end", R"({"oneOf":[{"required":["a"]},{"required":["b"]}]})",
        R"({"b":1,)", "", "");
    row("unions inside, once it is known of which",
        R"({"oneOf":[{"properties":{"k":{"const":1},"in":{"anyOf":[{"type":"null"},{"type":"object"}]}}},{"properties":{"k":{"const":2}}}]})",
        R"({"k":1,"in":{)", " < /oneOf: 0; /in < /oneOf/0/properties/in/anyOf: 1;", "");
    row("unions of unions",
        R"({"oneOf":[{"type":"object","properties":{"k":{"const":"a"}},"oneOf":[{"properties":{"m":{"const":"x"}}},{"properties":{"m":{"const":"y"}}}]},
            {"type":"null"}]})",
        R"({"m":"y",)", " < /oneOf: 0;  < /oneOf/0/oneOf: 1;", " < /oneOf: 0;  < /oneOf/0/oneOf: 1;");
    row("items",
        R"({"items":{"anyOf":[{"properties":{"t":{"const":"a"}}},{"properties":{"t":{"const":"b"}}}]}})",
        R"([{"t":"b"},{"t":"a",)", "/0 < /items/anyOf: 1; /1 < /items/anyOf: 0;",
        "/0 < /items/anyOf: 1; /1 < /items/anyOf: 0;");
}

void TestGrowingUnions::branchesGoAsMembersCome()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, off);
    QFETCH(const QByteArray, safe);
    Growing strict(readJson(schema.toStdString()), CoercionLevel::Off);
    strict.feed(text.toStdString() + "\""); // a text is finished by what makes sure that its quote is one
    QCOMPARE(strict.told(), off.trimmed());
    Growing lenient(readJson(schema.toStdString()), CoercionLevel::Safe);
    lenient.feed(text.toStdString() + "\"");
    QCOMPARE(lenient.told(), safe.trimmed());
}

void TestGrowingUnions::everySplitLeavesTheSame()
{
    const json::Value schema = readJson(
        R"({"oneOf":[{"properties":{"kind":{"const":"cat"},"in":{"$ref":"#"}}},{"properties":{"kind":{"const":"dog"},"in":{"$ref":"#"}}}]})");
    const std::string text =
        R"([{"kind":"cat","in":{"kind":"dog","in":{"in":null,"kind":"Cat"}}},{"kind":"x"}])";
    Growing whole(schema, CoercionLevel::Safe, true);
    whole.feed(text);
    QVERIFY(whole.left.size() == 3);
    forEverySplit(text, [&](const Pieces &pieces) {
        Growing growing(schema, CoercionLevel::Safe, true);
        for (const std::string_view piece : pieces)
            growing.feed(piece);
        QCOMPARE(growing.told(), whole.told());
    });
}

void TestGrowingUnions::whatFitsInTheEndWasNeverExcluded()
{
    int unions = 0;
    for (const CoercionCase &one : coercionCases()) {
        for (const auto level : {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All}) {
            schema::CoercionOptions options = one.options;
            options.level = level;
            const auto validator =
                schema::Validator::compile(one.schema, schema::CompileOptions::forAnswers()).value();
            const json::Value read = schema::Coercer::of(one.schema, validator, options).read(one.came).value;
            Growing growing(one.schema, level);
            for (const char byte : json::writeCompact(one.came))
                growing.feed({&byte, 1});
            std::string lost;
            collectLost(one.schema, read, growing.left, validator, lost);
            QVERIFY2(lost.empty(), (one.name + ": " + lost).c_str());
            unions += static_cast<int>(growing.left.size());
        }
    }
    QVERIFY2(unions > 20, QByteArray::number(unions).constData());
}

void TestGrowingUnions::replacedMembersGiveBranchesBack()
{
    Growing growing(
        readJson(R"({"oneOf":[{"properties":{"k":{"const":"a"}}},{"properties":{"k":{"const":"b"}}}]})"),
        CoercionLevel::Safe);
    growing.feed(R"({"k":"a","k")");
    QCOMPARE(growing.told(), QByteArray("< /oneOf: 0;"));
    growing.feed(R"(:"b",)");
    QCOMPARE(growing.told(), QByteArray("< /oneOf: 0 1;"));
}

QTEST_GUILESS_MAIN(TestGrowingUnions)
#include "tst_growingunions.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schematest.h"
#include "support/suites.h"

#include "schema/incremental.h"
#include "support/splits.h"
#include "json/answerreader.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <QTest>

#include <map>
#include <random>
#include <string>

using namespace espalier;
using namespace espalier::test;

// Judging while a value arrives: the same issues as judging the whole, however the text was cut, and none
// before its value is closed.

namespace {

struct Growing
{
    /// `locate`: the text may be prose around the value, so that some of it is held back until that is known.
    explicit Growing(const schema::Validator &validator, bool locate = true)
        : reader(optionsWith(locate))
        , validation(validator)
    {
    }

    static json::ParseOptions optionsWith(bool locate)
    {
        json::ParseOptions options;
        options.locate = locate;
        return options;
    }

    void feed(std::string_view piece)
    {
        reader.feed(piece);
        validation.take(reader.takeChanges());
    }
    void finish()
    {
        reader.finish();
        validation.take(reader.takeChanges());
    }

    json::AnswerReader reader;
    schema::IncrementalValidation validation;
};

/// What differs; empty when all is as it should be.
QByteArray differenceOf(const schema::Validator &validator, const Pieces &pieces)
{
    Growing growing(validator);
    for (const std::string_view piece : pieces)
        growing.feed(piece);
    growing.finish();
    const schema::Issues whole = validator.validate(growing.reader.tree().value());
    if (!growing.validation.value())
        return "the value is not whole";
    const schema::Issues issues = growing.validation.issues();
    if (issues == whole)
        return {};
    return QByteArray::fromStdString(briefly(issues) + " instead of " + briefly(whole));
}

constexpr const char *kOrders = R"({"type":"object","required":["customer","lines","total"],
 "properties":{"customer":{"$ref":"#/$defs/person"},"lines":{"type":"array","minItems":2,"uniqueItems":true,
   "items":{"allOf":[{"$ref":"#/$defs/line"}],"properties":{"note":{"anyOf":[{"type":"string","maxLength":3},{"type":"null"}]}}}},
   "payment":{"oneOf":[{"properties":{"kind":{"const":"card"},"number":{"type":"string"}},"required":["kind"]},
                       {"properties":{"kind":{"const":"cash"},"given":{"$ref":"#/$defs/money"}},"required":["kind"]}]},
   "total":{"$ref":"#/$defs/money"}},
 "patternProperties":{"^x-":{"type":"integer"}},"additionalProperties":false,
 "$defs":{"person":{"type":"object","properties":{"name":{"type":"string","minLength":2},"friend":{"$ref":"#/$defs/person"}},
                    "unevaluatedProperties":{"type":"boolean"}},
          "line":{"type":"object","properties":{"count":{"type":"integer","minimum":1},"price":{"$ref":"#/$defs/money"}},"required":["count"]},
          "money":{"type":"number","multipleOf":0.01}}})";

constexpr const char *kOrder =
    R"({"customer":{"name":"J","friend":{"name":"Ann","friend":{"name":1,"happy":"yes"}}},
 "lines":[{"count":1,"price":2.5,"note":"fine"},{"count":0,"price":"2"},{"price":1.005},{"count":1,"price":2.5,"note":"fine"},7],
 "payment":{"kind":"cash","given":0.001},"x-a":1.5,"y":1,"total":4711})";

} // namespace

class TestIncremental : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsTheWholeAtEverySplit_data();
    void sameAsTheWholeAtEverySplit();
    void nothingOpenIsCalledWrong();
    void aPartIsJudgedWhenItCloses();
    void replacedMembersTakeTheirIssuesAlong();
    void anotherCandidateBeginsAnew();
    void cutValuesAreNotJudged();
    void moreThanAThousandIssues();
    void manyItems();
    void manyReplacedMembersOfItemsThatDoNotFit();
    void realSchemas();
};

void TestIncremental::sameAsTheWholeAtEverySplit_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("order") << QByteArray(kOrders) << QByteArray(kOrder);
    QTest::newRow("repaired")
        << QByteArray(kOrders)
        << QByteArray("Sure: ```json\n{customer: {'name': \"J\", friend: 1,}, lines: [{count: 0}], "
                      "total: 1.005 // so\n}\n``` that is it");
    QTest::newRow("duplicates")
        << QByteArray(kOrders)
        << QByteArray(R"({"total":"a","lines":[1],"total":2,"y":1,"lines":[2,2],"y":2,"customer":{}})");
    QTest::newRow("root scalar") << QByteArray(R"({"type":"string"})") << QByteArray("12 ");
    QTest::newRow("false") << QByteArray("false") << QByteArray("[1]");
    QTest::newRow("tree, by the way")
        << QByteArray(
               R"({"$id":"http://x/s","$dynamicAnchor":"n","$ref":"t","unevaluatedProperties":false,"$defs":{"t":{"$id":"t",
            "$dynamicAnchor":"n","properties":{"c":{"items":{"$dynamicRef":"#n"}}}}}})")
        << QByteArray(R"({"c":[{"c":[]},{"d":1}]})");
    QTest::newRow("metaschema")
        << QByteArray(R"({"$ref":"http://json-schema.org/draft-07/schema#"})")
        << QByteArray(R"({"properties":{"a":{"type":"x","enum":1}},"items":[{"minLength":-1}],"not":5})");
}

void TestIncremental::sameAsTheWholeAtEverySplit()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, text);
    const auto validator = compiledSchema(schema.toStdString());
    forEverySplit(text.toStdString(), [&](const Pieces &pieces) {
        const QByteArray difference = differenceOf(validator, pieces);
        QVERIFY2(difference.isEmpty(), difference.constData());
    });
}

void TestIncremental::nothingOpenIsCalledWrong()
{
    const auto validator = compiledSchema(kOrders);
    Growing growing(validator);
    std::size_t heard = 0;
    const std::string_view text = kOrder;
    for (std::size_t i = 0; i < text.size(); ++i) {
        growing.feed(text.substr(i, 1));
        for (const schema::Issue &issue : growing.validation.takeNews()) {
            ++heard;
            const json::PartialTree &tree = growing.reader.tree();
            json::NodeId at = tree.root();
            for (std::string_view pointer = issue.instance; !pointer.empty();) {
                const auto token = json::takeToken(pointer);
                json::NodeId next = json::kNoNode;
                for (const json::NodeId child : tree.node(at)->children) {
                    const auto *node = tree.node(child);
                    if (node->hasKey ? node->key == *token : std::to_string(node->row) == *token)
                        next = child;
                }
                at = next;
            }
            QVERIFY2(tree.node(at)->state != json::NodeState::Open, issue.message.c_str());
        }
    }
    growing.finish();
    QCOMPARE(heard, growing.validation.issues().size());
    QVERIFY(heard > 9);
}

void TestIncremental::aPartIsJudgedWhenItCloses()
{
    Growing growing(
        compiledSchema(R"({"items":{"type":"object","required":["a"],"properties":{"a":{"type":"null"}}}})"),
        false);
    growing.feed(R"([{"a":true)");
    QVERIFY(growing.validation.takeNews().empty());
    growing.feed(",");
    QCOMPARE(briefly(growing.validation.takeNews()), std::string("/0/a type"));
    growing.feed(R"("b":2},{)");
    QVERIFY(growing.validation.takeNews().empty());
    growing.feed("}");
    QCOMPARE(briefly(growing.validation.takeNews()), std::string("/1 required"));
    QCOMPARE(briefly(growing.validation.issues()), std::string("/0/a type; /1 required"));
    QVERIFY(!growing.validation.value());
}

void TestIncremental::replacedMembersTakeTheirIssuesAlong()
{
    Growing growing(compiledSchema(R"({"additionalProperties":{"items":{"type":"null"}}})"), false);
    growing.feed(R"({"a":[1,2],"b":[3],)");
    QCOMPARE(briefly(growing.validation.takeNews()), std::string("/a/0 type; /a/1 type; /b/0 type"));
    growing.feed(R"("a":[null],)");
    QCOMPARE(briefly(growing.validation.issues()), std::string("/b/0 type"));
    QVERIFY(growing.validation.takeNews().empty());
}

void TestIncremental::anotherCandidateBeginsAnew()
{
    const auto validator = compiledSchema(R"({"properties":{"a":{"type":"string"}}})");
    schema::IncrementalValidation validation(validator);
    json::TreeChange add;
    add.node = 1;
    add.kind = json::Value::Kind::Object;
    validation.take(add);
    json::TreeChange member;
    member.node = 2;
    member.parent = 1;
    member.kind = json::Value::Kind::Null;
    member.hasKey = true;
    member.key = "a";
    validation.take(member);
    json::TreeChange close;
    close.op = json::TreeOp::Close;
    close.node = 2;
    close.state = json::NodeState::Closed;
    validation.take(close);
    QCOMPARE(briefly(validation.issues()), std::string("/a type"));
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    validation.take(reset);
    QVERIFY(validation.issues().empty() && validation.takeNews().empty());
}

void TestIncremental::cutValuesAreNotJudged()
{
    Growing growing(compiledSchema(
        R"({"required":["z"],"properties":{"a":{"minLength":9},"b":{"items":{"type":"null"}}}})"));
    growing.feed(R"({"b":[1,[],"unfini)");
    growing.finish();
    QCOMPARE(briefly(growing.validation.issues()), std::string("/b/0 type; /b/1 type"));
    QVERIFY(!growing.validation.value());
}

void TestIncremental::moreThanAThousandIssues()
{
    std::string text = "[";
    for (int i = 0; i < 3000; ++i)
        text += i == 0 ? "1" : ",1";
    QCOMPARE(differenceOf(compiledSchema(R"({"items":{"type":"string"},"maxItems":5})"),
                          evenPieces(text + "]", 100)),
             QByteArray());
}

void TestIncremental::manyItems()
{
    // Going into every item again with each that closes would take minutes.
    std::string text = R"({"list":[)";
    for (int i = 0; i < 5'000; ++i)
        text += std::string(i == 0 ? "" : ",") + R"({"a":)" + std::to_string(i) + R"(,"b":["x"]})";
    const auto validator = compiledSchema(
        R"({"properties":{"list":{"items":{"properties":{"a":{"type":"integer"},"b":{"items":{"type":"string"}}},"required":["a"]}}}})");
    QCOMPARE(differenceOf(validator, evenPieces(text + "]}", 16)), QByteArray());
}

void TestIncremental::manyReplacedMembersOfItemsThatDoNotFit()
{
    // Going through all that is known to be wrong with each member that is replaced would take minutes.
    std::string text = R"({"l":[)";
    for (int i = 0; i < 100'000; ++i)
        text += std::string(i == 0 ? "" : ",") + R"({"a":[1],"a":[1],"b":"x)" + std::to_string(i) + "\"}";
    const auto validator = compiledSchema(
        R"({"properties":{"l":{"items":{"properties":{"a":{"type":"string"},"b":{"type":"string"}}}}}})");
    QCOMPARE(differenceOf(validator, evenPieces(text + "]}", 4'096)), QByteArray());
}

void TestIncremental::realSchemas()
{
    ESPALIER_NEEDS_SUITES();
    std::map<std::string, std::optional<schema::Validator>> validators;
    std::mt19937 random(20261128);
    int run = 0;
    const QList<QByteArray> lines = suiteFile(QStringLiteral("real-schemas/instances.jsonl")).split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        const json::Value row = readJson(line.toStdString());
        const std::string &file = row["file"].text();
        if (validators.count(file) == 0) {
            auto validator = schema::Validator::compile(readJson(
                suiteFile(QStringLiteral("real-schemas/") + QString::fromStdString(file)).toStdString()));
            validators[file] = validator.ok() ? std::optional(*validator) : std::nullopt;
        }
        if (!validators[file])
            continue;
        const std::string text = json::writeCompact(row["data"]);
        for (const std::size_t size : {text.size(), text.size() < 500 ? 1 : 7 + random() % 90}) {
            const QByteArray difference =
                differenceOf(*validators[file], evenPieces(text, std::max<std::size_t>(size, 1)));
            QVERIFY2(difference.isEmpty(), (file + ": " + difference.toStdString()).c_str());
        }
        ++run;
    }
    QCOMPARE(run, 1091);
}

QTEST_GUILESS_MAIN(TestIncremental)
#include "tst_incremental.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shapetest.h"

#include "schema/coercion.h"
#include "schema/maybe.h"
#include "schema/validator.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

constexpr std::string_view kTree =
    R"({"title":"Tree","description":"A tree.","$ref":"#/$defs/node","$defs":{"node":{"type":"object",
        "properties":{"name":{"type":"string"},"next":{"$ref":"#"}},"required":["name"]}}})";

bool fits(std::string_view schema, std::string_view answer)
{
    const auto validator = schema::Validator::compile(schema::maybeSchema(readValue(schema)));
    if (!validator.ok())
        qFatal("%s", validator.error().message.c_str());
    return validator->fits(readValue(answer));
}

} // namespace

/// Response kinds: an answer that may say that there is none.
class TestMaybe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAResultOrNone_data();
    void takesAResultOrNone();
    void keepsItsNameAndOrder();
    void isAskedAsAnObject();
    void isReadBack();
    void itsResultIsReadIntoItsTypes();
};

void TestMaybe::takesAResultOrNone_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("ok");
    const QByteArray tree(kTree.data(), static_cast<qsizetype>(kTree.size()));
    QTest::newRow("result") << tree << QByteArray(R"({"result":{"name":"a"},"error":false,"message":null})")
                            << true;
    QTest::newRow("result alone") << tree << QByteArray(R"({"result":{"name":"a","next":{"name":"b"}}})")
                                  << true;
    QTest::newRow("none") << tree << QByteArray(R"({"result":null,"error":true,"message":"no tree in it"})")
                          << true;
    QTest::newRow("none, unsaid") << tree << QByteArray(R"({"error":true,"message":"no tree in it"})")
                                  << true;
    QTest::newRow("wrong inside") << tree << QByteArray(R"({"result":{"name":"a","next":{"name":5}}})")
                                  << false;
    QTest::newRow("wrong message") << tree << QByteArray(R"({"result":null,"message":5})") << false;
    QTest::newRow("bare") << QByteArray(R"({"type":"integer"})") << QByteArray(R"({"result":5})") << true;
    QTest::newRow("bare, wrong") << QByteArray(R"({"type":"integer"})") << QByteArray(R"({"result":"a"})")
                                 << false;
    QTest::newRow("not in its wrapper") << QByteArray(R"({"type":"integer"})") << QByteArray("5") << false;
    QTest::newRow("anything") << QByteArray("true") << QByteArray(R"({"result":[1]})") << true;
}

void TestMaybe::takesAResultOrNone()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, answer);
    QTEST(fits(schema.toStdString(), answer.toStdString()), "ok");
}

void TestMaybe::keepsItsNameAndOrder()
{
    const json::Value schema = schema::maybeSchema(readValue(kTree));
    QCOMPARE(schema["title"].text(), std::string("Tree"));
    std::string names;
    for (const json::Member &member : schema["properties"].members())
        names += member.key + " ";
    QCOMPARE(names, std::string("result error message "));
    QCOMPARE(deadReference(schema, schema), std::string());
}

void TestMaybe::isAskedAsAnObject()
{
    const auto shape = schema::AnswerShape::of(schema::maybeSchema(readValue(kTree)), false);
    QVERIFY(shape.ok());
    QVERIFY(!shape->expectation.envelope);
    QCOMPARE(shape->name, std::string("Tree"));
    QCOMPARE(shape->parallelTools.size(), std::size_t{1});
}

void TestMaybe::isReadBack()
{
    const schema::Maybe found = schema::maybeOf(readValue(R"({"result":5,"error":false})"));
    QVERIFY(found.result && found.result->equals(json::Value::number(5)));
    QVERIFY(!found.error);
    const schema::Maybe none =
        schema::maybeOf(readValue(R"({"result":null,"error":true,"message":"nobody"})"));
    QVERIFY(!none.result);
    QVERIFY(none.error);
    QCOMPARE(none.message, std::string("nobody"));
    QVERIFY(!schema::maybeOf(readValue("[]")).result);
}

void TestMaybe::itsResultIsReadIntoItsTypes()
{
    const auto coercer = schema::Coercer::compile(schema::maybeSchema(readValue(kTree)), {});
    QVERIFY(coercer.ok());
    const schema::Coerced out =
        coercer->read(readValue(R"({"Result":{"Name":"a","next":{"NAME":"b"}},"error":"False"})"));
    QCOMPARE(json::writeCompact(out.value),
             std::string(R"({"result":{"name":"a","next":{"name":"b"}},"error":false})"));
    QCOMPARE(out.coercions.size(), std::size_t{4});
}

QTEST_GUILESS_MAIN(TestMaybe)
#include "tst_maybe.moc"

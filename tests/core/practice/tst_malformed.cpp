// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/malformed.h"

#include "practice/answerer.h"
#include "schema/validator.h"
#include "json/answerreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using json::Value;
using practice::Malformation;

namespace {

Value parsed(std::string_view text)
{
    return json::readStrict(text).value();
}

const char *const rich =
    R"({"name":"Ada of Bath","age":36,"member":true,"note":null,"tags":["a b","c"],"nested":{"x":1.5}})";

} // namespace

class TestMalformed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsNoJson_data();
    void everyKindIsNoJson();
    void aToleratingReaderGetsTheValue_data();
    void aToleratingReaderGetsTheValue();
    void kindsTakeTurns();
    void poorValuesAreSpoiltToo();
    void invalidDoesNotFit_data();
    void invalidDoesNotFit();
};

void TestMalformed::everyKindIsNoJson_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < static_cast<int>(Malformation::Count); ++kind)
        QTest::addRow("%d", kind) << kind;
}

void TestMalformed::everyKindIsNoJson()
{
    QFETCH(const int, kind);
    const std::string text = practice::malformed(parsed(rich), static_cast<Malformation>(kind));
    QVERIFY2(!json::readStrict(text).ok(), text.c_str());
    // This value has a place for every kind: no two give the same text.
    for (int other = 0; other < kind; ++other)
        QVERIFY(practice::malformed(parsed(rich), static_cast<Malformation>(other)) != text);
}

void TestMalformed::aToleratingReaderGetsTheValue_data()
{
    QTest::addColumn<int>("kind");
    for (const Malformation kind :
         {Malformation::TrailingComma, Malformation::MissingComma, Malformation::SingleQuotes,
          Malformation::SmartQuotes, Malformation::UnquotedKeys, Malformation::LineComment,
          Malformation::BlockComment, Malformation::HashComment, Malformation::PythonLiteral,
          Malformation::Fence, Malformation::Prose, Malformation::MissingCloser,
          Malformation::MismatchedCloser})
        QTest::addRow("%d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void TestMalformed::aToleratingReaderGetsTheValue()
{
    QFETCH(const int, kind);
    const std::string text = practice::malformed(parsed(rich), static_cast<Malformation>(kind));
    json::AnswerReader reader{json::ParseOptions{}};
    reader.feed(text);
    reader.finish();
    QCOMPARE(QByteArray::fromStdString(json::writeCompact(reader.tree().value())), QByteArray(rich));
    QVERIFY2(!reader.repairs().empty() || reader.state() == json::AnswerState::Cut, text.c_str());
}

void TestMalformed::kindsTakeTurns()
{
    constexpr auto count = static_cast<std::size_t>(Malformation::Count);
    for (std::size_t i = 0; i < count; ++i)
        QCOMPARE(static_cast<std::size_t>(practice::malformationInTurn(i)), i);
    QCOMPARE(practice::malformationInTurn(count), Malformation::TrailingComma);
}

void TestMalformed::poorValuesAreSpoiltToo()
{
    for (const char *value : {"{}", "[]", "1", "null", "\"\"", R"({"items":[]})"}) {
        for (std::size_t kind = 0; kind < static_cast<std::size_t>(Malformation::Count); ++kind)
            QVERIFY(!json::readStrict(practice::malformed(parsed(value), practice::malformationInTurn(kind)))
                         .ok());
    }
}

void TestMalformed::invalidDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("number")
        << QByteArray(R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}}})")
        << QByteArray(R"({"name":"Ada","age":36})");
    QTest::newRow("string") << QByteArray(R"({"type":"object","properties":{"name":{"type":"string"}}})")
                            << QByteArray(R"({"name":"Ada"})");
    QTest::newRow("item")
        << QByteArray(
               R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"n":{"type":"number"}}}}}})")
        << QByteArray(R"({"items":[{"n":1},{"n":2}]})");
    QTest::newRow("empty") << QByteArray(R"({"type":"object"})") << QByteArray("{}");
}

void TestMalformed::invalidDoesNotFit()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, value);
    const auto validator = schema::Validator::compile(parsed(schema.toStdString()));
    QVERIFY(validator->validate(parsed(value.toStdString())).empty());
    QVERIFY(!validator->validate(practice::invalidated(parsed(value.toStdString()))).empty());
}

QTEST_GUILESS_MAIN(TestMalformed)
#include "tst_malformed.moc"

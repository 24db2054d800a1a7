// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/rulereader.h"

#include "practice/documenttext.h"
#include "schema/validator.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace espalier;
using json::Value;

namespace {

Value parsed(std::string_view text)
{
    auto value = json::readStrict(text);
    return value ? std::move(value).value() : Value::string("test data is no JSON: " + value.error().message);
}

std::string read(std::string_view document, std::string_view schema)
{
    return json::writeCompact(practice::readDocument(document, parsed(schema)));
}

} // namespace

Q_DECLARE_METATYPE(espalier::json::Value)

/// Texts as strangers write them, in tests/data/practice: {"name","text","schema","expected"}. A member
/// "limit" says why a case does not come out right; when it does one day, the test says so.
class TestRuleReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void everyScalarStandsInTheText_data();
    void everyScalarStandsInTheText();
    void membersComeInTheSchemasOrder();
    void valuesThatNoRuleFindsAreNotInvented();
    void recordsOfSeveralKinds();
    void bestOfSeveralSchemas();
    void anyJsonSchemaIsTaken_data();
    void anyJsonSchemaIsTaken();
};

void TestRuleReader::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("schema");
    QTest::addColumn<Value>("expected");
    QTest::addColumn<QByteArray>("limit");
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/practice"));
    const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Value cases = parsed(file.readAll().toStdString());
        QVERIFY2(cases.isArray(), cases.text().c_str());
        for (const Value &each : cases.items())
            QTest::addRow("%s: %s", qPrintable(name.chopped(5)), each["name"].text().c_str())
                << QByteArray::fromStdString(each["text"].text()) << each["schema"] << each["expected"]
                << QByteArray::fromStdString(each["limit"].text());
    }
}

void TestRuleReader::texts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Value, schema);
    QFETCH(const Value, expected);
    QFETCH(const QByteArray, limit);
    const Value got = practice::readDocument(practice::documentIn(text.toStdString()), schema);
    const std::string message = json::writeCompact(got) + "\nwanted " + json::writeCompact(expected);
    if (!limit.isEmpty())
        QEXPECT_FAIL("", limit.constData(), Abort);
    QVERIFY2(got.equals(expected), message.c_str());
    const auto validator = schema::Validator::compile(schema);
    QVERIFY(validator.ok());
    QVERIFY2(validator->validate(expected).empty() == validator->validate(got).empty(), message.c_str());
}

void TestRuleReader::everyScalarStandsInTheText_data()
{
    texts_data();
}

/// Whatever is read: its letters and digits stand in the text, in this order, but for sentences made of such
/// values, normalised dates, and values that the schema itself names.
void TestRuleReader::everyScalarStandsInTheText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Value, schema);
    const std::string schemaText = json::writeCompact(schema);
    const auto squeezed = [](const QByteArray &bytes) {
        QString out;
        const QString lower = QString::fromUtf8(bytes).toLower();
        for (const QChar c : lower) {
            if (c.isLetterOrNumber())
                out += c;
        }
        return out;
    };
    const QString document = squeezed(text);
    std::vector<Value> open{practice::readDocument(practice::documentIn(text.toStdString()), schema)};
    while (!open.empty()) {
        const Value value = open.back();
        open.pop_back();
        for (const json::Member &member : value.members()) {
            const bool inferred = member.key == "bio" || member.key == "reply";
            if (!inferred)
                open.push_back(member.value);
        }
        for (const Value &item : value.items())
            open.push_back(item);
        if (!value.isString())
            continue;
        const bool named = schemaText.find('"' + value.text() + '"') != std::string::npos;
        const bool date = value.text().size() >= 10 && value.text()[4] == '-' && value.text()[7] == '-';
        const bool code = value.text().size() == 3 &&
                          value.text() == QByteArray::fromStdString(value.text()).toUpper().toStdString();
        QVERIFY2(named || date || code ||
                     document.contains(squeezed(QByteArray::fromStdString(value.text()))),
                 value.text().c_str());
    }
}

void TestRuleReader::membersComeInTheSchemasOrder()
{
    QCOMPARE(
        read(
            "Name: Ada, Age: 36, City: Bath",
            R"({"type":"object","properties":{"city":{"type":"string"},"name":{"type":"string"},"age":{"type":"integer"}}})"),
        std::string(R"({"city":"Bath","name":"Ada","age":36})"));
}

void TestRuleReader::valuesThatNoRuleFindsAreNotInvented()
{
    const auto schema =
        R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":["integer","null"]},
        "iban":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},"bio":{"type":"string"}},"required":["name","tags","bio"]})";
    QCOMPARE(read("", schema), std::string(R"({"age":null,"tags":[]})"));
    QCOMPARE(read("   \n\n ", schema), std::string(R"({"age":null,"tags":[]})"));
}

void TestRuleReader::recordsOfSeveralKinds()
{
    const Value person = parsed(
        R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})");
    const Value product = parsed(
        R"({"title":"Product","type":"object","properties":{"product":{"type":"string"},"price":{"type":"number"}},"required":["product","price"]})");
    const auto records = practice::readRecords("Ida is 40 years old.\nLamp: 12.50 EUR\nJon is 22 years old.",
                                               {person, product});
    QCOMPARE(records.size(), 3u);
    QCOMPARE(records[0].kind, 0u);
    QCOMPARE(json::writeCompact(records[0].value), std::string(R"({"name":"Ida","age":40})"));
    QCOMPARE(records[1].kind, 1u);
    QCOMPARE(json::writeCompact(records[1].value), std::string(R"({"product":"Lamp","price":12.50})"));
    QCOMPARE(json::writeCompact(records[2].value), std::string(R"({"name":"Jon","age":22})"));
    QVERIFY(practice::readRecords("Nothing here.", {person, product}).empty());
}

void TestRuleReader::bestOfSeveralSchemas()
{
    const Value mail =
        parsed(R"({"type":"object","properties":{"email":{"type":"string"}},"required":["email"]})");
    const Value total =
        parsed(R"({"type":"object","properties":{"total":{"type":"number"}},"required":["total"]})");
    QCOMPARE(practice::bestFit("Total: 12 EUR", {mail, total}), 1u);
    QCOMPARE(practice::bestFit("Write to a@b.example", {mail, total}), 0u);
    QCOMPARE(practice::bestFit("", {mail, total}), 0u);
}

void TestRuleReader::anyJsonSchemaIsTaken_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("true") << QByteArray("true") << QByteArray(R"({"Name":"Ada"})");
    QTest::newRow("empty") << QByteArray("{}") << QByteArray(R"({"Name":"Ada"})");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray(R"({"Name":"Ada"})");
    QTest::newRow("recursive")
        << QByteArray(
               R"({"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"name":{"type":"string"},"next":{"$ref":"#/$defs/n"}}}}})")
        << QByteArray();
    QTest::newRow("reference to itself") << QByteArray(R"({"$ref":"#"})") << QByteArray();
    QTest::newRow("reference to nowhere") << QByteArray(R"({"$ref":"#/nowhere"})") << QByteArray();
    QTest::newRow("all of itself") << QByteArray(R"({"allOf":[{"$ref":"#"}]})") << QByteArray();
    QTest::newRow("union of unions")
        << QByteArray(R"({"anyOf":[{"anyOf":[{"$ref":"#"},{"type":"null"}]},{"$ref":"#"}]})") << QByteArray();
    QTest::newRow("wrong kinds")
        << QByteArray(R"({"type":5,"properties":[],"required":{},"enum":3,"anyOf":{},"items":1,"allOf":2})")
        << QByteArray();
    QTest::newRow("bad pattern")
        << QByteArray(R"({"type":"object","properties":{"name":{"type":"string","pattern":"((("}}})")
        << QByteArray(R"({"name":"Ada"})");
    QTest::newRow("scalar root") << QByteArray(R"({"type":"string","title":"name"})")
                                 << QByteArray(R"("Ada")");
    QTest::newRow("list of lists")
        << QByteArray(R"({"type":"array","items":{"type":"array","items":{"type":"string"}}})")
        << QByteArray("[]");
    QTest::newRow("list of anything") << QByteArray(R"({"type":"array"})") << QByteArray();
}

void TestRuleReader::anyJsonSchemaIsTaken()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, expected);
    const std::string got = read("Name: Ada", schema.toStdString());
    QVERIFY(!got.empty());
    if (!expected.isEmpty())
        QCOMPARE(QByteArray::fromStdString(got), expected);
}

QTEST_GUILESS_MAIN(TestRuleReader)
#include "tst_rulereader.moc"

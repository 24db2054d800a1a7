// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/rulereader.h"

#include "support/sample.h"
#include "json/read.h"

#include <QTest>

#include <random>

using namespace espalier;
using json::Value;

namespace {

Value schema(std::string_view text)
{
    return json::readStrict(text).value();
}

const Value &record()
{
    static const Value value =
        schema(R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},
        "email":{"type":"string"},"total":{"type":"number"},"city":{"type":"string"},"due_date":{"type":"string","format":"date"},
        "active":{"type":"boolean"},"status":{"enum":["open","closed"]},"seat":{"type":"string"},"flightNumber":{"type":"string"},
        "author":{"type":"string"},"title":{"type":"string"},"day":{"type":"string"},"unit":{"type":"string"},"skills":{"type":"array","items":{"type":"string"}},
        "addresses":{"type":"array","items":{"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}}},"required":["name"]})");
    return value;
}

Value listOfRecords()
{
    return Value::object({{"type", Value::string("array")}, {"items", record()}});
}

std::string repeated(std::string_view part, std::size_t size)
{
    std::string out;
    while (out.size() < size)
        out.append(part);
    out.resize(size);
    return out;
}

} // namespace

/// Whatever the text: no crash, and time that grows with its length and not with the square of it.
class TestReaderLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longTextsAreRead_data();
    void longTextsAreRead();
    void randomBytes();
    void everyPrefix();
};

void TestReaderLimits::longTextsAreRead_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char *part : {"@",
                             "(",
                             "a ",
                             "1",
                             "1 ",
                             "Name: ",
                             "| a ",
                             "\"",
                             "A ",
                             "{",
                             "- x\n",
                             "123 Main St, ",
                             "Jason is 25, ",
                             "a:b\n",
                             "\xc3\x9f",
                             ".",
                             "IBAN DE12 ",
                             "1,2,3,",
                             "+1 2",
                             "Aa Bb\n",
                             "x y z\n\n",
                             "Mar 1 ",
                             "$1 ",
                             "a@b.c ",
                             "1.2.3.4",
                             "Skills:\n",
                             "and ",
                             ", Aa",
                             "\xff",
                             "http://",
                             "12:30 ",
                             "a\tb\n",
                             "a;b;c\n",
                             "25 years old ",
                             "{\"a\": ",
                             "{\"name\": \"A\"}, ",
                             "\"\\\"",
                             "[{",
                             "not in A ",
                             "made by A ",
                             "2 out of 5 ",
                             "Seat  Flight  Train\n1A  LH 402  IC 1\n",
                             "Ann is 25. Bo is 31. ",
                             "- 200 g flour\n",
                             "G: A (1), B (2). ",
                             "\n"})
        QTest::newRow(part) << QByteArray(part);
}

// What takes the square of the length here takes minutes, and the test's time limit ends it.
void TestReaderLimits::longTextsAreRead()
{
    QFETCH(const QByteArray, part);
    const std::string text = repeated(part.toStdString(), 16'000 / test::sampleStep());
    QVERIFY(practice::readDocument(text, record()).isObject());
    QVERIFY(practice::readDocument(text, listOfRecords()).isArray());
}

void TestReaderLimits::randomBytes()
{
    std::mt19937 random(20261122);
    const std::string_view alphabet = "aA1 ,.:;-\n\t|\"'()@/\xc3\xa4\xe2\x82\xac$%#*=+{}[]Name is years old";
    for (int round = 0; round < 100; ++round) {
        std::string text;
        const std::size_t size = random() % 400;
        for (std::size_t i = 0; i < size; ++i)
            text += round % 3 == 0 ? static_cast<char>(random() % 256) : alphabet[random() % alphabet.size()];
        QVERIFY(practice::readDocument(text, record()).isObject());
        QVERIFY(practice::readDocument(text, listOfRecords()).isArray());
        static_cast<void>(practice::readRecords(
            text, {record(), schema(R"({"type":"object","properties":{"a":{"type":"string"}}})")}));
    }
}

void TestReaderLimits::everyPrefix()
{
    const std::string text = "Invoice No: 2024-7\nBill to: Eva Lindner, Am Markt 3, 23552 L\xc3\xbc"
                             "beck\nTotal \xe2\x82\xac 1.234,50 due on May 12, 2024\n"
                             "| Name | Age |\n|---|---|\n| Ann | 31 |\nSkills: a, b and c. \"Quoted\" by A. "
                             "B. Cee, IBAN DE12 5001 0517 0648 4898 90";
    for (std::size_t size = 0; size <= text.size(); size += test::sampleStep()) {
        QVERIFY(practice::readDocument(text.substr(0, size), record()).isObject());
        QVERIFY(practice::readDocument(text.substr(size), listOfRecords()).isArray());
    }
}

QTEST_GUILESS_MAIN(TestReaderLimits)
#include "tst_readerlimits.moc"

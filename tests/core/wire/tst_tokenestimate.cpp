// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/tokenestimate.h"
#include "json/read.h"

#include <QTest>

#include <string>

using namespace espalier;

class TestTokenEstimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void isNeverFarFromPublishedRates_data();
    void isNeverFarFromPublishedRates();
    void bodiesCountWhatAModelReads();
    void schemasCountWhereverTheyTravel_data();
    void schemasCountWhereverTheyTravel();
};

void TestTokenEstimate::texts_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<qint64>("tokens");
    const auto row = [](const char *name, const char *text, qint64 tokens) {
        QTest::newRow(name) << std::string(text) << tokens;
    };
    row("nothing", "", 0);
    row("one letter", "a", 1);
    row("four letters", "abcd", 1);
    row("five letters", "abcde", 2);
    row("digits", "12345678", 4);
    row("umlauts count their bytes", "üüüü", 2);
    row("Cyrillic", "Москва", 3);
    row("ideographs", "東京都", 3);
    row("kana", "こんにちは", 5);
    row("hangul", "한국", 2);
    row("emoji", "😀😀", 2);
    row("malformed", "\xFF\xFF\xFF\xFF", 4);
}

void TestTokenEstimate::texts()
{
    QFETCH(std::string, text);
    QFETCH(qint64, tokens);
    QCOMPARE(wire::estimateTokens(text), tokens);
}

void TestTokenEstimate::isNeverFarFromPublishedRates_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<double>("charactersPerToken"); // Cohere, multilingual-22-12
    QTest::addColumn<double>("within");
    QTest::newRow("English") << std::string(
                                    "An espalier is a tree that was trained to grow flat along a frame.")
                             << 4.8 << 1.3;
    QTest::newRow("German") << std::string("Ein Spalier ist ein Gerüst, an dem Bäume flach wachsen müssen.")
                            << 4.6 << 1.3;
    QTest::newRow("Arabic") << std::string("الشجرة تنمو على طول الإطار في الحديقة") << 3.6 << 2.0;
    QTest::newRow("Hindi") << std::string("पेड़ बगीचे में एक ढाँचे के साथ बढ़ता है") << 3.8 << 2.0;
    QTest::newRow("Japanese") << std::string("木は枠に沿って平らに育てられます") << 1.3 << 1.5;
    QTest::newRow("Chinese") << std::string("树木沿着框架平整地生长") << 1.1 << 1.3;
}

void TestTokenEstimate::isNeverFarFromPublishedRates()
{
    QFETCH(std::string, text);
    QFETCH(double, charactersPerToken);
    QFETCH(double, within);
    const double published = QString::fromStdString(text).size() / charactersPerToken;
    const double factor = static_cast<double>(wire::estimateTokens(text)) / published;
    QVERIFY2(factor <= within && factor >= 1 / within, qPrintable(QString::number(factor)));
}

void TestTokenEstimate::bodiesCountWhatAModelReads()
{
    const auto tokens = [](const char *text) {
        const auto body = json::readStrict(text);
        return wire::estimatePromptTokens(*body);
    };
    QCOMPARE(tokens("{}"), 3);
    QCOMPARE(
        tokens(R"({"model":"a long name of a model","messages":[{"role":"user","content":"abcdefgh"}]})"),
        3 + 4 + 2);
    QCOMPARE(tokens(R"({"messages":[{"role":"system","content":"abcd"},{"role":"user","content":"abcd"}]})"),
             3 + 4 + 1 + 4 + 1);
    // What an assistant called counts as it is written.
    QVERIFY(
        tokens(R"({"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                       "function":{"name":"Answer","arguments":"{\"name\":\"Jason\"}"}}]}]})") > 3 + 4 + 15);
}

void TestTokenEstimate::schemasCountWhereverTheyTravel_data()
{
    QTest::addColumn<QByteArray>("member");
    for (const char *name : {"tools", "response_format", "structured_outputs", "guided_json"})
        QTest::newRow(name) << QByteArray(name);
}

void TestTokenEstimate::schemasCountWhereverTheyTravel()
{
    QFETCH(QByteArray, member);
    const auto body = json::readStrict(("{\"" + member + "\":[\"abcdefgh\"]}").toStdString());
    QCOMPARE(wire::estimatePromptTokens(*body), 3 + 3); // ["abcdefgh"] are 12 bytes
}

QTEST_GUILESS_MAIN(TestTokenEstimate)
#include "tst_tokenestimate.moc"

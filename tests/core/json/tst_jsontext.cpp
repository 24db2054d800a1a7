// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// UTF-8, pointers, positions, writing: the small things that carry text.

#include "json/pointer.h"
#include "json/read.h"
#include "json/textposition.h"
#include "json/utf8.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier::json;

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void utf8StepsOverMaximalSubparts_data();
    void utf8StepsOverMaximalSubparts();
    void utf8RoundTripsEveryCodePoint();
    void pointersEscapeAndResolve();
    void pointersThatLeadNowhere_data();
    void pointersThatLeadNowhere();
    void positionsCountCharacters_data();
    void positionsCountCharacters();
    void writingIsReadBack_data();
    void writingIsReadBack();
    void writingEscapesWhatMightHurt();
    void writingDropsWhatALaterMemberReplaces();
    void prettyWritingIndents();
};

void TestJsonText::utf8StepsOverMaximalSubparts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<bool>("incomplete");
    QTest::newRow("ascii") << QByteArray("a") << 1 << true << false;
    QTest::newRow("two") << QByteArray("\xC3\xBC") << 2 << true << false;
    QTest::newRow("three") << QByteArray("\xE2\x82\xAC") << 3 << true << false;
    QTest::newRow("four") << QByteArray("\xF0\x9F\x98\x80") << 4 << true << false;
    QTest::newRow("lonely continuation") << QByteArray("\x80") << 1 << false << false;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << 1 << false << false;
    QTest::newRow("overlong three") << QByteArray("\xE0\x80\x80") << 1 << false << false;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 1 << false << false;
    QTest::newRow("beyond the last") << QByteArray("\xF4\x90\x80\x80") << 1 << false << false;
    QTest::newRow("cut after two of four") << QByteArray("\xF0\x9F") << 2 << false << true;
    QTest::newRow("broken after two of four") << QByteArray("\xF0\x9F\x41") << 2 << false << false;
}

void TestJsonText::utf8StepsOverMaximalSubparts()
{
    QFETCH(QByteArray, bytes);
    const Utf8Sequence next = decodeUtf8({bytes.data(), static_cast<std::size_t>(bytes.size())});
    QTEST(static_cast<int>(next.length), "length");
    QTEST(next.valid, "valid");
    QTEST(next.incomplete, "incomplete");
}

void TestJsonText::utf8RoundTripsEveryCodePoint()
{
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        std::string text;
        appendUtf8(text, c);
        const Utf8Sequence next = decodeUtf8(text);
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        QVERIFY(next.valid && next.length == text.size() && next.codePoint == (surrogate ? 0xFFFD : c));
    }
    std::string beyond;
    appendUtf8(beyond, 0x110000);
    QCOMPARE(beyond, std::string("\xEF\xBF\xBD"));
}

void TestJsonText::pointersEscapeAndResolve()
{
    std::string pointer;
    appendToken(pointer, std::string_view("a~b/c"));
    appendToken(pointer, std::size_t{1});
    QCOMPARE(pointer, std::string("/a~0b~1c/1"));
    const auto value = readStrict(R"({"a~b/c":[10,20],"":{"0":"x"}})");
    QVERIFY(value.ok());
    QCOMPARE(resolve(*value, pointer)->text(), std::string("20"));
    QCOMPARE(resolve(*value, "//0")->text(), std::string("x"));
    QCOMPARE(resolve(*value, ""), &*value);
}

void TestJsonText::pointersThatLeadNowhere_data()
{
    QTest::addColumn<QString>("pointer");
    for (const char *pointer : {"a", "/b", "/a/2", "/a/-", "/a/01", "/a/0/x", "/a/ 0", "/a/1x"})
        QTest::newRow(pointer) << QString::fromLatin1(pointer);
}

void TestJsonText::pointersThatLeadNowhere()
{
    QFETCH(QString, pointer);
    const auto value = readStrict(R"({"a":[1,2]})");
    QVERIFY(!resolve(*value, pointer.toStdString()));
}

void TestJsonText::positionsCountCharacters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("nothing") << QByteArray() << 1 << 1;
    QTest::newRow("ascii") << QByteArray("abcdefghijk") << 1 << 12;
    QTest::newRow("lines") << QByteArray("ab\ncd\n\ne") << 4 << 2;
    QTest::newRow("wide") << QByteArray("\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80-\xC3\xA4\xC3\xA4\xC3\xA4") << 1
                          << 8;
    QTest::newRow("line in a long piece") << QByteArray("0123456789\n0123456789\xC3\xBC") << 2 << 12;
}

void TestJsonText::positionsCountCharacters()
{
    QFETCH(QByteArray, text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        TextPosition position;
        const std::string_view all(text.data(), static_cast<std::size_t>(text.size()));
        position.advance(all.substr(0, static_cast<std::size_t>(cut)));
        position.advance(all.substr(static_cast<std::size_t>(cut)));
        QTEST(static_cast<int>(position.line()), "line");
        QTEST(static_cast<int>(position.column()), "column");
    }
}

void TestJsonText::writingIsReadBack_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *const texts[] = {"null",
                                 "true",
                                 "-0.0",
                                 "1.0",
                                 "123456789012345678901234567890",
                                 "[]",
                                 "{}",
                                 R"(["a",{"b":[1e5,2E-7]},null])",
                                 R"({"a":"line\nbreak \"quoted\" \\ \b\f\r\t"})",
                                 "{\"\xC3\xBC\":\"\xF0\x9F\x98\x80\"}"};
    for (const char *text : texts)
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonText::writingIsReadBack()
{
    QFETCH(QByteArray, text);
    const auto value = readStrict(text.toStdString());
    QVERIFY(value.ok());
    QCOMPARE(writeCompact(*value), text.toStdString());
    const auto again = readStrict(writePretty(*value));
    QVERIFY(again.ok());
    QVERIFY(*again == *value);
}

void TestJsonText::writingEscapesWhatMightHurt()
{
    QCOMPARE(writeCompact(Value::string(std::string("\x01\x7F\0", 3))),
             std::string(R"("\u0001\u007f\u0000")"));
    QCOMPARE(writeCompact(Value::string("\xE2\x80\xA8\xE2\x80\xA9")), std::string(R"("\u2028\u2029")"));
    QCOMPARE(writeCompact(Value::string("a\xFFz\xC3")), std::string("\"a\xEF\xBF\xBDz\xEF\xBF\xBD\""));
}

void TestJsonText::writingDropsWhatALaterMemberReplaces()
{
    Value::Object members;
    members.push_back({"a", Value::number(1)});
    members.push_back({"b", Value::number(2)});
    members.push_back({"a", Value::number(3)});
    QCOMPARE(writeCompact(Value::object(members)), std::string(R"({"b":2,"a":3})"));
    for (int i = 0; i < 20; ++i)
        members.push_back({"k" + std::to_string(i % 10), Value::number(i)});
    const auto back = readStrict(writeCompact(Value::object(members)));
    QCOMPARE(back->members().size(), std::size_t{12});
    QCOMPARE((*back)["k3"].toInt64(), std::optional<std::int64_t>(13));
}

void TestJsonText::prettyWritingIndents()
{
    const auto value = readStrict(R"({"a":[1,{}],"b":[],"c":{"d":null}})");
    QCOMPARE(writePretty(*value), std::string("{\n"
                                              "  \"a\": [\n"
                                              "    1,\n"
                                              "    {}\n"
                                              "  ],\n"
                                              "  \"b\": [],\n"
                                              "  \"c\": {\n"
                                              "    \"d\": null\n"
                                              "  }\n"
                                              "}"));
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"

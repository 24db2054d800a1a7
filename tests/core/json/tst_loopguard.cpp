// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/loopguard.h"

#include "support/reading.h"

#include <QTest>

#include <random>

using namespace espalier;
using namespace espalier::json;

namespace {

std::string repeated(std::string_view unit, std::size_t bytes)
{
    std::string out;
    while (out.size() < bytes)
        out.append(unit);
    return out;
}

/// 1000 bytes of words.
std::string paragraph()
{
    std::mt19937 random(3);
    std::string out;
    while (out.size() < 1000)
        out.push_back(random() % 6 == 0 ? ' ' : static_cast<char>('a' + random() % 26));
    return out;
}

/// How far the guard lets the text go.
std::size_t allowed(const std::string &text, std::size_t piece, const LoopLimits &limits = {})
{
    LoopGuard guard(limits);
    std::size_t out = 0;
    for (const std::string_view some : test::evenPieces(text, piece))
        out += guard.feed(some);
    return out;
}

} // namespace

class TestLoopGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loopsAreStopped_data();
    void loopsAreStopped();
    void honestTextGoesThrough_data();
    void honestTextGoesThrough();
    void theReaderKeepsWhatCame();
    void limitsCanBeSet();
};

void TestLoopGuard::loopsAreStopped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("upTo");
    const std::string begin = "{\"bio\":\"Once there was a person who said: ";
    const auto row = [](const char *name, const std::string &text, int from, int upTo) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << from << upTo;
    };
    row("sentence", begin + repeated("I am sorry for that. ", 100'000), 16'000, 30'000);
    row("short word", begin + repeated("and so on, ", 100'000), 16'000, 30'000);
    row("long paragraph", begin + repeated(paragraph(), 200'000), 60'000, 90'000);
    row("blanks", "{\"a\":1," + std::string(100'000, '\n'), 16'000, 30'000);
    row("indentation", "[" + repeated("\n    ", 100'000), 16'000, 30'000);
    row("rows for ever", "[" + repeated("{\"name\":\"Jason\",\"age\":25},", 3'000'000), 64'000, 80'000);
    const std::string large = "{\"name\":\"Jason\",\"about\":\"" + paragraph().substr(0, 400) + "\"},\n ";
    row("large rows for ever", "[" + repeated(large, 3'000'000), 420'000, 460'000); // a thousand
    row("rows of rows for ever", "[" + repeated("[0, 0, 1], ", 3'000'000), 1'000'000, 1'400'000);
    row("one character for ever", "\"" + std::string(3'000'000, 'a'), 1'000'000, 1'400'000);
}

void TestLoopGuard::loopsAreStopped()
{
    QFETCH(QByteArray, text);
    QFETCH(int, from);
    QFETCH(int, upTo);
    const std::string all = text.toStdString();
    const std::size_t whole = allowed(all, all.size());
    QVERIFY2(whole >= static_cast<std::size_t>(from) && whole <= static_cast<std::size_t>(upTo),
             std::to_string(whole).c_str());
    for (const std::size_t piece : {std::size_t{1}, std::size_t{16}, std::size_t{1000}, std::size_t{4097}})
        QCOMPARE(allowed(all, piece), whole);
}

void TestLoopGuard::honestTextGoesThrough_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const std::string &text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    row("a table of equal rows",
        "[" + repeated("{\"name\":\"Jason\",\"age\":25,\"tags\":[\"a\"]},\n  ", 60'000));
    row("a thousand equal rows, large ones",
        "[" + repeated("{\"name\":\"Jason\",\"about\":\"" + paragraph().substr(0, 400) + "\"},\n  ",
                       1000 * 430));
    row("a matrix of zeros", "[" + repeated("[0, 0, 0, 0], ", 500'000));
    row("zeros", "[" + repeated("0, ", 300'000));
    row("dashes", "\"" + repeated("|------|------|\\n", 100'000));
    row("a long string of one letter", "\"" + std::string(1'000'000, 'a'));
    std::string numbered = "[";
    for (int i = 0; i < 20'000; ++i)
        numbered +=
            "{\"row\":" + std::to_string(i) + ",\"text\":\"the same words in every row of the table\"},";
    row("rows that differ in a number", numbered);
    std::mt19937 random(7);
    std::string noise = "\"";
    for (int i = 0; i < 300'000; ++i)
        noise.push_back(static_cast<char>('a' + random() % 26));
    row("noise", noise);
    row("a chorus, thirty times",
        "\"" + repeated("Row, row, row your boat, gently down the stream. ", 1'500) + noise);
}

void TestLoopGuard::honestTextGoesThrough()
{
    QFETCH(QByteArray, text);
    const std::string all = text.toStdString();
    QCOMPARE(allowed(all, all.size()), all.size());
    QCOMPARE(allowed(all, 16), all.size());
}

void TestLoopGuard::theReaderKeepsWhatCame()
{
    const std::string text =
        "{\"name\":\"Ada\",\"bio\":\"She wrote: " + repeated("and again and again, ", 60'000);
    const test::Reading whole = test::readWhole(text);
    QCOMPARE(whole.state, AnswerState::Cut);
    QVERIFY(!whole.error);
    QCOMPARE(whole.broken, std::string());
    QCOMPARE(whole.value["name"].text(), std::string("Ada"));
    QVERIFY(whole.value["bio"].text().starts_with("She wrote: and again"));
    QCOMPARE(whole.repairs.size(), std::size_t{1});
    QCOMPARE(whole.repairs[0].kind, RepairKind::LoopStopped);
    QCOMPARE(whole.repairs[0].text.size(), std::size_t{21});
    QCOMPARE(test::readPieces(test::evenPieces(text, 16)), whole);
    AnswerReader reader;
    reader.feed(text);
    QCOMPARE(reader.state(), AnswerState::Cut); // known before the end of the text
    reader.feed("\"}");
    QCOMPARE(reader.state(), AnswerState::Cut);
}

void TestLoopGuard::limitsCanBeSet()
{
    LoopLimits limits;
    limits.dataBytes = 20'000;
    limits.times = 10;
    const std::string rows = "[" + repeated("{\"name\":\"Jason\",\"age\":25},", 100'000);
    QVERIFY(allowed(rows, 16, limits) < 40'000);
    ParseOptions off;
    off.loop.enabled = false;
    const std::string text = "[\"" + repeated("round and round ", 50'000) + "\"]";
    QCOMPARE(test::readWhole(text, off).state, AnswerState::Complete);
    ParseOptions strict;
    strict.strict = true;
    QCOMPARE(test::readWhole(text, strict).state, AnswerState::Complete);
}

QTEST_GUILESS_MAIN(TestLoopGuard)
#include "tst_loopguard.moc"

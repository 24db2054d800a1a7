// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may stand behind a bare value: the judge of commas, and blanks beyond ASCII.

#include "json/commajudge.h"
#include "json/utf8.h"
#include "json/wideblank.h"

#include <QTest>

using namespace espalier::json;

namespace {

/// How many of the bytes belong to the value; 0 when they separate two members.
int belonging(std::string_view text)
{
    CommaJudge judge;
    judge.begin();
    CommaJudge::Verdict verdict = CommaJudge::Verdict::Undecided;
    for (std::size_t at = 0; at < text.size() && verdict == CommaJudge::Verdict::Undecided; ++at)
        verdict = judge.take(text[at]);
    if (verdict == CommaJudge::Verdict::Undecided)
        verdict = judge.end();
    return verdict == CommaJudge::Verdict::Belongs ? static_cast<int>(judge.length()) : 0;
}

} // namespace

class TestCommaJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commas_data();
    void commas();
    void wellFormedJsonIsDecidedAtOnce();
    void patienceEnds();
    void wideBlanks();
};

void TestCommaJudge::commas_data()
{
    QTest::addColumn<int>("length");
    const auto row = [](const char *text, int length) { QTest::newRow(text) << length; };
    row(",234}", 4);
    row(",234.56}", 7);
    row(",234,567}", 8);
    row(",234,567, ", 8);
    row(",234,\"b\"", 4);
    row(",234.", 4);
    row(",234\n", 4);
    row(",234 USD,", 4);
    row(",234km}", 4);
    row(",234 at 10:30", 4);
    row(",2'3}", 4);
    row("'234.50}", 7);
    row(",23", 3);
    row(",", 0);
    row(",\"", 0);
    row(", 5", 0);
    row(",b:", 0);
    row(",2:", 0);
    row(",2 :", 0);
    row(",2=", 0);
    row(",2x:", 0);
    row(",234,5:", 4);
    row("'b':", 0);
    row("'2':", 0);
}

void TestCommaJudge::commas()
{
    QTEST(belonging(QTest::currentDataTag()), "length");
}

void TestCommaJudge::wellFormedJsonIsDecidedAtOnce()
{
    for (const char behind : {' ', '\n', '\r', '\t', '"'}) {
        CommaJudge judge;
        judge.begin();
        QCOMPARE(judge.take(','), CommaJudge::Verdict::Undecided);
        QCOMPARE(judge.take(behind), CommaJudge::Verdict::Separates);
    }
}

void TestCommaJudge::patienceEnds()
{
    for (const std::string &text :
         {"," + std::string(300, '1'), ",1" + std::string(300, ' '), ",1" + std::string(300, 'x')}) {
        CommaJudge judge;
        judge.begin();
        std::size_t asked = 0;
        while (asked < text.size() && judge.take(text[asked]) == CommaJudge::Verdict::Undecided)
            ++asked;
        QVERIFY(asked < 140);
        QVERIFY(judge.length() > 0 && judge.length() <= asked);
    }
}

/// Byte by byte the answer is the one for the whole character, and none is a blank before its last byte.
void TestCommaJudge::wideBlanks()
{
    std::size_t blanks = 0;
    for (char32_t c = 0x80; c < 0x11000; ++c) {
        std::string bytes;
        appendUtf8(bytes, c);
        WideBlank match = WideBlank::Maybe;
        std::size_t taken = 0;
        while (taken < bytes.size() && match == WideBlank::Maybe)
            match = wideBlank(std::string_view(bytes).substr(0, ++taken));
        QVERIFY(match != WideBlank::Maybe);
        QCOMPARE(match == WideBlank::Yes, isWideBlank(c));
        QVERIFY(match == WideBlank::No || (taken == bytes.size() && mayBeginWideBlank(bytes.front())));
        blanks += match == WideBlank::Yes;
    }
    QCOMPARE(blanks, std::size_t{26});
    QVERIFY(isWideBlank(0xA0) && isWideBlank(0x3000) && isWideBlank(0xFEFF) && !isWideBlank(0x20AC));
    QCOMPARE(wideBlank("\xC2x"), WideBlank::No);
    QCOMPARE(wideBlank("\xE2\x80x"), WideBlank::No);
}

QTEST_GUILESS_MAIN(TestCommaJudge)
#include "tst_commajudge.moc"

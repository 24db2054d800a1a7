// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/commonsequence_p.h"
#include "recipe/worddiff.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace espalier;
using recipe::DiffKind;
using recipe::DiffPart;

namespace {

/// "same [-gone-] {+come+}"
std::string told(const std::vector<DiffPart> &parts)
{
    std::string out;
    for (const DiffPart &part : parts) {
        if (part.kind == DiffKind::Removed)
            out += "[-" + part.text + "-]";
        else if (part.kind == DiffKind::Added)
            out += "{+" + part.text + "+}";
        else
            out += part.text;
    }
    return out;
}

std::string side(const std::vector<DiffPart> &parts, DiffKind without)
{
    std::string out;
    for (const DiffPart &part : parts)
        out += part.kind == without ? std::string() : part.text;
    return out;
}

/// Neighbours differ in kind, nothing is empty, and what is added follows what is removed.
bool isTidy(const std::vector<DiffPart> &parts)
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].text.empty())
            return false;
        if (i > 0 && (parts[i].kind == parts[i - 1].kind ||
                      (parts[i].kind == DiffKind::Removed && parts[i - 1].kind == DiffKind::Added)))
            return false;
    }
    return true;
}

std::string randomText(std::mt19937 &random, std::size_t most)
{
    static const std::vector<std::string> pieces{
        "the", "a", "Jahr", "größer", " ",       "  ",   "\n",   "\t",       ".", ",", "{{", "document",
        "}}",  "…", "漢字", "é",      "e\u0301", "\xC3", "\xFF", "\xF0\x9F", "😀", "5", "x_1"};
    std::uniform_int_distribution<std::size_t> length(0, most);
    std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
    std::string out;
    for (std::size_t n = length(random); n > 0; --n)
        out += pieces[piece(random)];
    return out;
}

std::size_t longest(const std::vector<std::uint32_t> &a, const std::vector<std::uint32_t> &b)
{
    std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j)
            best[i][j] =
                a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
    return best[a.size()][b.size()];
}

} // namespace

class TestWordDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreToldByWords_data();
    void changesAreToldByWords();
    void bothTextsComeBack();
    void sequencesAreTheLongest();
    void longTextsWithFewChangesAreToldExactly();
    void longTextsWithNothingInCommonAreOneReplacement();
};

void TestWordDiff::changesAreToldByWords_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
        QTest::newRow(name) << std::string(before) << std::string(after) << std::string(expected);
    };
    row("both empty", "", "", "");
    row("equal", "a b", "a b", "a b");
    row("all new", "", "a b", "{+a b+}");
    row("all gone", "a b", "", "[-a b-]");
    row("one word", "read the total", "read the sum", "read the [-total-]{+sum+}");
    row("inside a word", "sum", "sums", "[-sum-]{+sums+}");
    row("a sign", "Read.", "Read!", "Read[-.-]{+!+}");
    row("blanks", "a b", "a  b", "a[- -]{+  +}b");
    row("put in", "a c", "a b c", "a {+b +}c");
    row("umlauts", "größer als", "größe als", "[-größer-]{+größe+} als");
    row("no blanks between words", "漢字", "漢語", "漢[-字-]{+語+}");
    row("long sign", "a…", "a.", "a[-…-]{+.+}");
    row("place holder", "Text: {{document}}", "Text:\n{{document}}", "Text:[- -]{+\n+}{{document}}");
}

void TestWordDiff::changesAreToldByWords()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    QFETCH(std::string, expected);
    QCOMPARE(told(recipe::wordDiff(before, after)), expected);
}

void TestWordDiff::bothTextsComeBack()
{
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        const std::string before = randomText(random, 40);
        std::string after = randomText(random, 40);
        if (round % 2 == 0) { // an edited text rather than another one
            after = before;
            const std::size_t at = before.empty() ? 0 : random() % before.size();
            after.replace(at, random() % 9, randomText(random, 3)); // may cut through a character
        }
        const auto parts = recipe::wordDiff(before, after);
        QCOMPARE(side(parts, DiffKind::Added), before);
        QCOMPARE(side(parts, DiffKind::Removed), after);
        QVERIFY(isTidy(parts));
    }
}

void TestWordDiff::sequencesAreTheLongest()
{
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        const auto sequence = [&] {
            std::vector<std::uint32_t> out(random() % 14);
            std::generate(out.begin(), out.end(), [&] { return random() % 4; });
            return out;
        };
        const auto before = sequence();
        const auto after = sequence();
        const recipe::Matches matches = recipe::commonSequence(before, after);
        QCOMPARE(matches.size(), longest(before, after));
        for (std::size_t n = 0; n < matches.size(); ++n) {
            QCOMPARE(before[matches[n].first], after[matches[n].second]);
            QVERIFY(n == 0 ||
                    (matches[n - 1].first < matches[n].first && matches[n - 1].second < matches[n].second));
        }
    }
}

void TestWordDiff::longTextsWithFewChangesAreToldExactly()
{
    std::string before;
    for (int i = 0; i < 100'000; ++i)
        before += "w" + std::to_string(i) + " ";
    std::string after = before;
    after.replace(after.find("w500 "), 4, "x");
    after.replace(after.find("w99000 "), 6, "yy");
    const auto parts = recipe::wordDiff(before, after);
    QCOMPARE(parts.size(), 7U);
    QCOMPARE(parts[1].text, std::string("w500"));
    QCOMPARE(parts[5].text, std::string("yy"));
}

void TestWordDiff::longTextsWithNothingInCommonAreOneReplacement()
{
    std::string before = "begin ";
    std::string after = "begin ";
    for (int i = 0; i < 100'000; ++i) {
        before += "b" + std::to_string(i) + ".";
        after += "a" + std::to_string(i) + ",";
    }
    before += " end";
    after += " end";
    QElapsedTimer timer;
    timer.start();
    const auto parts = recipe::wordDiff(before, after);
    QVERIFY2(timer.elapsed() < 20'000, "bounded work"); // unbounded it would be hours
    QCOMPARE(parts.size(), 4U);
    QCOMPARE(parts.front().text, std::string("begin "));
    QCOMPARE(parts.back().text, std::string(" end"));
    QCOMPARE(side(parts, DiffKind::Added), before);
    QCOMPARE(side(parts, DiffKind::Removed), after);
}

QTEST_GUILESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"

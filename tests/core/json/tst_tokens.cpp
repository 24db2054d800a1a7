// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts the parser is made of: numbers, bare values, strings, the judge of quotes, the index of members.

#include "json/barevalue.h"
#include "json/memberindex.h"
#include "json/numberscanner.h"
#include "json/quotejudge.h"
#include "json/stringreader.h"

#include "support/splits.h"

#include <QTest>

using namespace espalier;
using namespace espalier::json;

namespace {

struct Decoded
{
    std::string text;
    std::vector<std::string> problems; ///< kind@offset 'bytes'
    bool closed = false;
    std::size_t parts = 0;
    bool operator==(const Decoded &) const = default;
};

Decoded decode(const test::Pieces &pieces, char32_t quote = '"', bool exact = false)
{
    StringReader reader;
    reader.begin(quote, exact);
    Decoded out;
    std::uint64_t base = 0;
    for (const std::string_view piece : pieces) {
        std::size_t at = 0;
        while (at < piece.size() && !out.closed) {
            const StringReader::Stop stop = reader.read(piece, at, base);
            out.closed = stop == StringReader::Stop::Quote;
            if (stop == StringReader::Stop::Problem) {
                const StringReader::Problem &problem = reader.problem();
                out.problems.push_back(std::string(repairKindName(problem.kind)) + "@" +
                                       std::to_string(problem.offset) + " '" + problem.text + "'");
            }
            out.parts += stop == StringReader::Stop::Part;
            out.text.append(reader.text());
            reader.clear();
        }
        base += piece.size();
    }
    return out;
}

QuoteJudge::Verdict judge(QuoteJudge::Place place, std::string_view behind)
{
    QuoteJudge judge;
    judge.begin(place);
    for (const char c : behind) {
        const QuoteJudge::Verdict verdict = judge.take(c);
        if (verdict != QuoteJudge::Verdict::Undecided)
            return verdict;
    }
    return judge.end();
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void looseNumbers_data();
    void looseNumbers();
    void literals();
    void strings_data();
    void strings();
    void exactTextComesInContiguousParts();
    void quotes_data();
    void quotes();
    void theJudgeIsNotPatientForEver();
    void membersAreFoundAgain();
    void membersOfNestedObjectsAreKeptApart();
};

void TestTokens::numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("taken");
    QTest::addColumn<bool>("complete");
    const auto row = [](const char *text, int taken, bool complete) {
        QTest::newRow(text) << QByteArray(text) << taken << complete;
    };
    row("0", 1, true);
    row("-0", 2, true);
    row("01", 1, true);
    row("120", 3, true);
    row("-", 1, false);
    row("--1", 1, false);
    row("1.", 2, false);
    row("1.5", 3, true);
    row("1..5", 2, false);
    row("1e", 2, false);
    row("1e+", 3, false);
    row("1E-07", 5, true);
    row("1.5e3.2", 5, true);
    row("+1", 0, false);
    row(".5", 0, false);
}

void TestTokens::numbers()
{
    QFETCH(QByteArray, text);
    NumberScanner scanner;
    int taken = 0;
    while (taken < text.size() && scanner.take(text[taken]))
        ++taken;
    QTEST(taken, "taken");
    QTEST(scanner.complete(), "complete");
}

void TestTokens::looseNumbers_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const auto &[token, number] : {std::pair("+5", "5"),
                                        {"-.5", "-0.5"},
                                        {".25", "0.25"},
                                        {"2.", "2"},
                                        {"2e", "2"},
                                        {"2.5E+", "2.5"},
                                        {"+1.e4", "1e4"},
                                        {"0.", "0"},
                                        {"-0", "-0"},
                                        {"007", ""},
                                        {"-01", ""},
                                        {"1.1.1", ""},
                                        {"2024-01-15", ""},
                                        {".", ""},
                                        {"-", ""},
                                        {"", ""},
                                        {"1e5x", ""},
                                        {"e5", ""},
                                        {"+-1", ""}})
        QTest::newRow(token) << QByteArray(number);
}

void TestTokens::looseNumbers()
{
    const auto number = looseNumber(QTest::currentDataTag());
    QTEST(QByteArray::fromStdString(number.value_or("")), "number");
}

void TestTokens::literals()
{
    QCOMPARE(literalWithPrefix("t")->word, std::string_view("true"));
    QCOMPARE(literalWithPrefix("T")->repair, std::optional(RepairKind::PythonLiteral));
    QCOMPARE(literalWithPrefix("-I")->repair, std::optional(RepairKind::NonFiniteNumber));
    QCOMPARE(literalWithPrefix("None")->kind, Value::Kind::Null);
    QVERIFY(!literalWithPrefix("truth"));
    QVERIFY(!literalWithPrefix("nulls"));
}

void TestTokens::strings_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problems");
    QTest::addColumn<bool>("closed");
    const auto row = [](const char *name, const QByteArray &input, const QByteArray &text,
                        const char *problems, bool closed) {
        QTest::newRow(name) << input << text << QByteArray(problems) << closed;
    };
    row("plain", "abc\"", "abc", "", true);
    row("open", "abc", "abc", "", false);
    row("escapes", "\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", "", true);
    row("unit", "\\u00e9\\u20AC\"", "\xC3\xA9\xE2\x82\xAC", "", true);
    row("pair", "x\\ud83d\\ude00y\"", "x\xF0\x9F\x98\x80y", "", true);
    row("high alone", "\\ud83dx\"", "\xEF\xBF\xBDx", "bad-escape@0 '\\ud83d'", true);
    row("high before the quote", "\\ud83d\"", "\xEF\xBF\xBD", "bad-escape@0 '\\ud83d'", true);
    row("high before another escape", "\\ud83d\\n\"", "\xEF\xBF\xBD\n", "bad-escape@0 '\\ud83d'", true);
    row("high before another unit", "\\ud83d\\u0041\"",
        "\xEF\xBF\xBD"
        "A",
        "bad-escape@0 '\\ud83d'", true);
    row("two high", "\\ud83d\\ud83d\\ude00\"", "\xEF\xBF\xBD\xF0\x9F\x98\x80", "bad-escape@0 '\\ud83d'",
        true);
    row("low alone", "a\\ude00\"", "a\xEF\xBF\xBD", "bad-escape@1 '\\ude00'", true);
    row("too few digits", "\\u12g\"", "\\u12g", "bad-escape@0 '\\u12'", true);
    row("unknown escape", "\\d+\"", "\\d+", "bad-escape@0 '\\'", true);
    row("single quote escaped", "it\\'s\"", "it's", "bad-escape@2 '\\''", true);
    row("line goes on", "a\\\nb\"", "a\nb", "bad-escape@1 '\\' raw-control-character@2 '\n'", true);
    row("control", "a\tb\"", "a\tb", "raw-control-character@1 '\t'", true);
    row("delete is no control", "\x7F\"", "\x7F", "", true);
    row("utf-8", "\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80\"", "\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80", "", true);
    row("half a character", "\xF0\x9F\x98", "", "", false);
    row("broken", "\xFFz\xE2\x82z\xC3\"", "\xEF\xBF\xBDz\xEF\xBF\xBDz\xEF\xBF\xBD",
        "invalid-utf8@0 '\xFF' invalid-utf8@2 '\xE2\x82' invalid-utf8@5 '\xC3'", true);
    row("escape held back", "a\\", "a", "", false);
}

void TestTokens::strings()
{
    QFETCH(QByteArray, input);
    const std::string bytes = input.toStdString();
    const Decoded whole = decode({bytes});
    QTEST(QByteArray::fromStdString(whole.text), "text");
    std::string problems;
    for (const std::string &problem : whole.problems)
        problems += (problems.empty() ? "" : " ") + problem;
    QTEST(QByteArray::fromStdString(problems), "problems");
    QTEST(whole.closed, "closed");
    test::forEverySplit(bytes, [&](const test::Pieces &pieces) { QVERIFY(decode(pieces) == whole); });
    QCOMPARE(decode({"it\"s\xE2\x80\x9D"}, 0x201D).text, std::string("it\"s"));
    QVERIFY(decode({"x\xE2\x80", "\x9D"}, 0x201D).closed);
}

void TestTokens::exactTextComesInContiguousParts()
{
    const Decoded decoded = decode({"ab\\ncd\\u0041\""}, '"', true);
    QCOMPARE(decoded.text, std::string("ab\ncdA"));
    QCOMPARE(decoded.parts, std::size_t{4});
}

void TestTokens::quotes_data()
{
    using Place = QuoteJudge::Place;
    using Verdict = QuoteJudge::Verdict;
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("verdict");
    const auto row = [](Place place, const char *behind, Verdict verdict) {
        const char *places[] = {"key", "member", "item"};
        QTest::addRow("%s|%s", places[static_cast<int>(place)], behind)
            << static_cast<int>(place) << static_cast<int>(verdict);
    };
    for (const char *end : {":", "  :", ",", "}", " \"", "\"", "5", " true", "=", "// c"})
        row(Place::Key, end, Verdict::Closes);
    for (const char *inside : {"y\":", ".", "-"})
        row(Place::Key, inside, Verdict::Content);
    for (const char *end : {"}",      " ]",     ",\"",    " , \n \"", ", }",  ", b:", ", 5:", ",/",
                            "\n  b:", "\"k\":", " \"k\"", "/* c",     " # c", "```",  ",...", ",\xE2\x80\x9C",
                            "",       ", b",    "\"\"",   "\n b",     ",'"})
        row(Place::Member, end, Verdict::Closes);
    for (const char *inside : {" screen", "x", ", then left\"", "\",", "\"}", "(", "5", " 5", "{", "/b", "#1",
                               "`x`", "\n and more.", ",(", "."})
        row(Place::Member, inside, Verdict::Content);
    for (const char *end :
         {"\xC2\xA0}", ",\xC2\xA0\"", "\xE3\x80\x80,\n\xE3\x80\x80\"", ",\xEF\xBB\xBF\xE2\x80\x9C"})
        row(Place::Member, end, Verdict::Closes);
    for (const char *inside :
         {"\xC2\xA0so\"", "\xC3\xA9", "\xE2\x82\xAC", "\xC2\xA0\xC2\xB0", ",\xC2\xA0then\""})
        row(Place::Member, inside, Verdict::Content);
    row(Place::Key, "\xC2\xA0:", Verdict::Closes);
    row(Place::Item, "\xC2\xA0]", Verdict::Closes);
    row(Place::Member, ":", Verdict::Colon);
    row(Place::Member, " :", Verdict::Colon);
    for (const char *end : {"]", "}", ",\"", ",5", ", -1", ",[", ",{", ",t", ",true", ", null", " 2", " {",
                            " [", "\"b\"", ", b]", ",b,", ", This is F(3)]", "\nb\n", "// c"})
        row(Place::Item, end, Verdict::Closes);
    for (const char *inside : {"2", "x", " b", ", then left\"", "\",", ":", "{"})
        row(Place::Item, inside, Verdict::Content);
}

void TestTokens::quotes()
{
    QFETCH(int, place);
    const std::string_view tag = QTest::currentDataTag();
    const std::string_view behind = tag.substr(tag.find('|') + 1);
    QTEST(static_cast<int>(judge(static_cast<QuoteJudge::Place>(place), behind)), "verdict");
}

void TestTokens::theJudgeIsNotPatientForEver()
{
    for (const std::string &behind :
         {std::string(300, ' '), "," + std::string(300, 'x'), "\n" + std::string(300, 'x')}) {
        QuoteJudge judge;
        judge.begin(QuoteJudge::Place::Member);
        std::size_t asked = 0;
        while (asked < behind.size() && judge.take(behind[asked]) == QuoteJudge::Verdict::Undecided)
            ++asked;
        QVERIFY(asked < 270);
    }
}

void TestTokens::membersAreFoundAgain()
{
    MemberIndex index;
    index.open();
    for (NodeId round = 0; round < 2; ++round) {
        for (NodeId i = 0; i < 1000; ++i)
            QCOMPARE(index.insert("key " + std::to_string(i), round * 1000 + i + 1),
                     round == 0 ? kNoNode : i + 1);
    }
    QCOMPARE(index.insert("", 5000), kNoNode);
    QCOMPARE(index.insert("", 5001), NodeId{5000});
    QCOMPARE(index.insert(std::string(3, '\0'), 5002), kNoNode);
}

void TestTokens::membersOfNestedObjectsAreKeptApart()
{
    MemberIndex index;
    index.open();
    QCOMPARE(index.insert("a", 1), kNoNode);
    index.open();
    QCOMPARE(index.lastKey(1), std::string_view());
    QCOMPARE(index.insert("a", 2), kNoNode);
    QCOMPARE(index.insert("inner", 3), kNoNode);
    QCOMPARE(index.lastKey(0), std::string_view("a"));
    QCOMPARE(index.lastKey(1), std::string_view("inner"));
    index.close();
    QCOMPARE(index.insert("inner", 4), kNoNode);
    QCOMPARE(index.insert("a", 5), NodeId{1});
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schematest.h"

#include "schema/formats.h"
#include "schema/pattern.h"

#include <QTest>

#include <string>

using namespace espalier;
using schema::Pattern;

// Patterns of ECMA-262 and formats, beyond what the official suite asks.

namespace {

/// "yes", "no" or why the pattern is none.
QByteArray found(const char *pattern, const char *text)
{
    const auto compiled = Pattern::compile(pattern);
    if (!compiled.ok())
        return QByteArray::fromStdString(compiled.error());
    return (*compiled)->match(text) == Pattern::Match::Yes ? "yes" : "no";
}

} // namespace

class TestPatterns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void malformed_data();
    void malformed();
    void formats_data();
    void formats();
    void issuesNameThePattern();
    void manyMarksDoNotEndTheStack();
};

void TestPatterns::matches_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("yes");
    QTest::addColumn<QByteArray>("no");
    const auto row = [](const char *pattern, const char *yes, const char *no) {
        QTest::newRow(pattern) << QByteArray(pattern) << QByteArray(yes) << QByteArray(no);
    };
    row("b", "abc", "ac");
    row(R"(^(?:(a)-)?b\1$)", "a-ba", "ba"); // a group that took no part is empty
    row(R"(^(a|b)*\1$)", "abb", "c");
    row(R"(^\1(a)$)", "a", "aa");
    row(R"(^(a\1)$)", "a", "aa");
    row(R"(^(a)b(?<=\1b)c$)", "abc", "bbc"); // referred to from a lookbehind that it does not stand in
    row(R"((?<=^(a|b)c)\1$)", "aca", "acb");
    row("^b", "bc", "abc");
    row("b$", "ab", "ab\n");
    row("^b$", "b", "bb");
    row("^a.c$",
        "a\xC3\xA4"
        "c",
        "a\nc");
    row("^\\d+$", "12", "\xD9\xA1"); // an Arabic digit is none
    row("^\\w$", "_", "\xC3\xA4");
    row("^\\W$", "\xC3\xA4", "a");
    row("^[\\W\\d]$", "1", "a");
    row("^\\s$", "\xE2\x80\xA8", "x");
    row("^\\S$", "\xC2\x85", "\xC2\xA0");
    row("^[^\\s]$", "a", "\xEF\xBB\xBF");
    row("^\\cA$", "\x01", "A");
    row("^\\x41\\u0042\\u{43}$", "ABC", "ABc");
    row("^\\uD83D\\uDE00$", "\xF0\x9F\x98\x80", "x");
    row("^.$", "\xF0\x9F\x98\x80", "xx");
    row("^[\\u{1F600}-\\u{1F64F}]$", "\xF0\x9F\x98\x80", "x");
    row("^\\p{Letter}\\p{Lu}\\p{Script=Greek}$", "aB\xCE\xB1", "abc");
    row("^\\P{L}$", "1", "a");
    row("^\\p{Alphabetic}+$", "ab", "a1");
    row("^[]$|^x$", "x", "");
    row("^[^]$", "\n", "");
    row("^(?<year>\\d{4})-\\k<year>$", "2024-2024", "2024-2025");
    row("^(?:(a)|b)\\1$", "b", "ab");
    row("^(a)\\1$", "aa", "a");
    row("^a{2,3}?$", "aaa", "a");
    row("^a{,2}$", "a{,2}", "aa");
    row("^\\{x\\}]$", "{x}]", "x");
    row("^[\\-a\\].]$", "-", "b");
    row("^[a-c\\d-]+$", "b1-", "d");
    row("^(?=.*\\d)(?!x).+$", "a1", "x1");
    row("(?<=\\$)\\d", "$1", "1");
    row("^\\0$", "", "0"); // a text of one NUL cannot be written here: see below
    row("^[[:alpha:]]$", ":]", "x");
    row("^a|b$", "xb", "xbx");
    row("^\\/\\.\\-$", "/.-", "/x-");
    row("^\xC3\xA4+$", "\xC3\xA4\xC3\xA4", "\xC3");
}

void TestPatterns::matches()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, yes);
    QFETCH(const QByteArray, no);
    if (pattern == "^\\0$") {
        const auto compiled = Pattern::compile("^\\0$");
        QVERIFY((*compiled)->match(std::string_view("\0", 1)) == Pattern::Match::Yes);
        QVERIFY((*compiled)->match("0") == Pattern::Match::No);
        return;
    }
    QCOMPARE(found(pattern.constData(), yes.constData()), QByteArray("yes"));
    QCOMPARE(found(pattern.constData(), no.constData()), QByteArray("no"));
}

void TestPatterns::malformed_data()
{
    QTest::addColumn<QByteArray>("pattern");
    for (const char *pattern : {"(",
                                ")",
                                "(a",
                                "[a",
                                "*a",
                                "a**",
                                "a++",
                                R"(^(?:(a)|b)*\1$)", // each round empties the group
                                R"(^((a)|b){2}\2$)",
                                R"((?<=(a)\1)b)", // read from right to left, here from left to right
                                R"((?<!\1(a))b)",
                                R"((?<=(?<x>a)(?:\k<x>))b)",
                                "(?<=a)*b", // no flag allows that
                                "(?<!a){2}b",
                                "(*a)",
                                "(*UTF)a",
                                "(?i)a",
                                "(?>a)",
                                "(?#a)",
                                "\\",
                                "\\Z",
                                "\\a",
                                "\\1",
                                "(a)\\2",
                                "\\k<x>",
                                "(?<x>a)(?<x>b)",
                                "(?<>a)",
                                "(?<year(?<y>a)",
                                "(?<y>a)(?<year",
                                "[b-a]",
                                "a{3,2}",
                                "a{99999}",
                                "\\u{110000}",
                                "\\u12",
                                "\\x1",
                                "\\p{Nothing}",
                                "\\p",
                                "\\c1",
                                "^*",
                                "(?<=a*)b"})
        QTest::newRow(pattern) << QByteArray(pattern);
}

void TestPatterns::malformed()
{
    QFETCH(const QByteArray, pattern);
    const QByteArray told = found(pattern.constData(), "");
    QVERIFY2(told.startsWith("the pattern "), told.constData());
    json::Value schema = json::Value::object();
    schema.set("pattern", json::Value::string(pattern.toStdString()));
    json::Value outer = json::Value::object();
    outer.set("items", schema);
    const auto validator = schema::Validator::compile(outer);
    QVERIFY(!validator.ok());
    QCOMPARE(validator.error().pointer, std::string("/items/pattern"));
    QCOMPARE(validator.error().keyword, std::string("pattern"));
}

void TestPatterns::formats_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("yes");
    QTest::addColumn<QByteArray>("no");
    const auto row = [](const char *format, const char *yes, const char *no) {
        QTest::addRow("%s %s", format, yes) << QByteArray(format) << QByteArray(yes) << QByteArray(no);
    };
    row("date", "2024-02-29", "2023-02-29");
    row("time", "23:59:60Z", "22:59:60Z");
    row("time", "00:59:60.5+01:00", "12:00:00");
    row("date-time", "2024-05-31t12:30:00.25z", "2024-05-31 12:30:00Z");
    row("duration", "P1Y2M3DT4H5M6S", "P1Y3D");
    row("duration", "P4W", "P4W1D");
    row("duration", "PT0S", "P");
    row("email", "o'neil+tag@example.org", "a..b@example.org");
    row("email", "\"a b\"@[IPv6:::1]", "a b@example.org");
    row("email", "\"a\\\\\"@example.org", "\"a\\\\\"b\"@example.org");
    row("idn-email",
        "j\xC3\xB6rg@b\xC3\xBC"
        "cher.example",
        "j\xC3\xB6rg@");
    row("hostname", "xn--bcher-kva.example", "xn--a.example");
    row("hostname", "a-1.b", "-a.b");
    row("idn-hostname",
        "b\xC3\xBC"
        "cher.example",
        "b\xC3\x9C"
        "cher.example");
    row("ipv4", "192.0.2.1", "192.0.2.01");
    row("ipv6", "::ffff:192.0.2.1", "1::2::3");
    row("ipv6", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8::");
    row("uri", "https://user@[::1]:80/a%20b?q=1#f", "https://example.org/a b");
    row("uri", "urn:isbn:0451450523", "/a");
    row("uri-reference", "../a?b", "a%2");
    row("iri",
        "https://b\xC3\xBC"
        "cher.example/\xC3\xA4",
        "https://example.org/<a>");
    row("iri-reference", "\xC3\xA4", "\xC3\xA4\\");
    row("uri-template", "/a{/b*}{?c:3,d}", "/a{b");
    row("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000");
    row("json-pointer", "/a~1b/~0", "/a~2");
    row("relative-json-pointer", "1/a", "01/a");
    row("regex", "^[a-z]+$", "[a");
}

void TestPatterns::formats()
{
    QFETCH(const QByteArray, format);
    QFETCH(const QByteArray, yes);
    QFETCH(const QByteArray, no);
    const schema::FormatCheck check = schema::formatCheck(format.toStdString());
    QVERIFY(check);
    QVERIFY(check(yes.toStdString()));
    QVERIFY(!check(no.toStdString()));
    check(""); // any text is answered
    check("\xFF\xFE\x80");
}

void TestPatterns::issuesNameThePattern()
{
    const schema::Issues issues =
        test::compiledSchema(R"({"pattern":"^[A-Z]{3}$"})").validate(test::readJson(R"("abc")"));
    QCOMPARE(issues.front().message, std::string("must match the pattern \"^[A-Z]{3}$\", got \"abc\""));
    QCOMPARE(issues.front().forModel,
             std::string(
                 "The answer must match the regular expression \"^[A-Z]{3}$\", but the answer has \"abc\"."));
}

void TestPatterns::manyMarksDoNotEndTheStack()
{
    std::string text;
    for (int i = 0; i < 300'000; ++i)
        text += "\xEF\xBB\xBF";
    const auto pattern = schema::Pattern::compile("^\\uFEFF+x$");
    QVERIFY(pattern.ok());
    QCOMPARE((*pattern)->match(text + "x"), schema::Pattern::Match::Yes);
    QCOMPARE((*pattern)->match(text), schema::Pattern::Match::No);
}

QTEST_GUILESS_MAIN(TestPatterns)
#include "tst_patterns.moc"

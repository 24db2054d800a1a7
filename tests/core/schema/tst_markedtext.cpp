// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/markedtext.h"
#include "schema/sampleschema.h"
#include "json/writer.h"

#include <QTest>

#include <string>

using namespace espalier;
using schema::MarkedAnswer;
using schema::TextMark;

namespace {

/// Every name marks the text behind it: "[name|Jason] is [age|25]" is read as the text "Jason is 25".
struct Page
{
    explicit Page(std::string_view written)
    {
        while (!written.empty()) {
            const std::size_t open = std::min(written.find('['), written.size());
            text += written.substr(0, open);
            written.remove_prefix(open);
            if (written.empty())
                break;
            const std::size_t bar = written.find('|');
            const std::size_t close = written.find(']');
            const std::size_t begin = text.size();
            text += written.substr(bar + 1, close - bar - 1);
            marks.push_back({std::string(written.substr(1, bar - 1)), begin, text.size()});
            written.remove_prefix(close + 1);
        }
    }
    std::string text;
    std::vector<TextMark> marks;
};

} // namespace

/// Parts of a text that somebody marked and named make an answer, and that a schema.
class TestMarkedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void theSchema();
    void orderIsThatOfTheText();
    void whatCannotBeUsedIsSaid();
    void marksBeyondTheTextAreCut();
};

void TestMarkedText::answers_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *page, const char *answer) {
        QTest::newRow(name) << QByteArray(page) << QByteArray(answer);
    };
    row("one of each", "[name|Jason] is [age|25] years old.", R"({"name":"Jason","age":25})");
    row("money and separators", "Total [total|EUR 1,234.50], tax [tax|12,50 €], [rate|3.5]",
        R"({"total":1234.5,"tax":12.5,"rate":3.5})");
    row("codes are text", "[postcode|01234] [phone|+49 (0)170 / 12]",
        R"({"postcode":"01234","phone":"+49 (0)170 / 12"})");
    row("dates in words and figures", "on [day|5 March 2024], due [due|2024-04-01], sent [sent|03/04/24]",
        R"({"day":"2024-03-05","due":"2024-04-01","sent":"03/04/24"})");
    row("yes and no", "newsletter: [newsletter|Yes], paid: [paid|false]",
        R"({"newsletter":true,"paid":false})");
    row("one is a number, not a yes", "count: [count|1]", R"({"count":1})");
    row("blanks around", "name: [name| Ann Lee\n]", R"({"name":"Ann Lee"})");
    row("a list", "[tag|red], [tag|green] and [tag|blue]", R"({"tag":["red","green","blue"]})");
    row("kinds that differ are text", "[size|12] or [size|large]", R"({"size":["12","large"]})");
    row("a group", "[buyer.name|Ann], [buyer.city|Rome]", R"({"buyer":{"name":"Ann","city":"Rome"}})");
    row("records", "[people.name|Jason] [people.age|25], [people.name|Sarah] [people.age|30]",
        R"({"people":[{"name":"Jason","age":25},{"name":"Sarah","age":30}]})");
    row("a record may lack a member", "[p.name|Jason], [p.name|Sarah] [p.age|30]",
        R"({"p":[{"name":"Jason"},{"name":"Sarah","age":30}]})");
    row("groups in records", "[l.item|pen] [l.price.net|1] [l.price.tax|0.2] [l.item|ink] [l.price.net|2]",
        R"({"l":[{"item":"pen","price":{"net":1,"tax":0.2}},{"item":"ink","price":{"net":2}}]})");
    row("kinds agree over records", "[l.no|1] [l.no|1a]", R"({"l":[{"no":"1"},{"no":"1a"}]})");
    row("nothing", "no marks", "{}");
}

void TestMarkedText::answers()
{
    QFETCH(const QByteArray, page);
    QFETCH(const QByteArray, answer);
    const Page read(page.toStdString());
    const MarkedAnswer made = schema::answerOfMarks(read.text, read.marks);
    QCOMPARE(QByteArray::fromStdString(json::writeCompact(made.answer)), answer);
    QVERIFY(made.said.empty());
}

void TestMarkedText::theSchema()
{
    const Page page("[people.name|Jason] was born on [people.born|1 May 1999], [people.name|Sarah] "
                    "[people.mail|s@example.org]");
    const json::Value schema = schema::schemaOfSample(schema::answerOfMarks(page.text, page.marks).answer);
    QCOMPARE(
        QByteArray::fromStdString(json::writeCompact(schema["properties"]["people"]["items"])),
        QByteArray(
            R"({"type":"object","properties":{"name":{"type":"string"},"born":{"type":"string","format":"date"},"mail":{"type":"string","format":"email"}},"required":["name"]})"));
}

void TestMarkedText::orderIsThatOfTheText()
{
    const std::string text = "Ann 30 Bob 40";
    const std::vector<TextMark> marks{
        {"p.age", 11, 13}, {"p.name", 0, 3}, {"p.name", 7, 10}, {"p.age", 4, 6}};
    QCOMPARE(QByteArray::fromStdString(json::writeCompact(schema::answerOfMarks(text, marks).answer)),
             QByteArray(R"({"p":[{"name":"Ann","age":30},{"name":"Bob","age":40}]})"));
}

void TestMarkedText::whatCannotBeUsedIsSaid()
{
    const Page page("[ . |Ann] [age|  ] [buyer|Bob] [buyer.city|Rome]");
    const MarkedAnswer made = schema::answerOfMarks(page.text, page.marks);
    QCOMPARE(QByteArray::fromStdString(json::writeCompact(made.answer)),
             QByteArray(R"({"buyer":{"city":"Rome"}})"));
    QCOMPARE(made.said.size(), std::size_t{3});
    QVERIFY(made.said[0].find("\"Ann\"") != std::string::npos);
    QVERIFY(made.said[1].find("\"age\"") != std::string::npos);
    QVERIFY(made.said[2].find("\"buyer\"") != std::string::npos);
}

void TestMarkedText::marksBeyondTheTextAreCut()
{
    const MarkedAnswer made =
        schema::answerOfMarks("Ann", {{"name", 1, 99}, {"none", 50, 60}, {"back", 2, 1}});
    QCOMPARE(QByteArray::fromStdString(json::writeCompact(made.answer)), QByteArray(R"({"name":"nn"})"));
    QCOMPARE(made.said.size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestMarkedText)
#include "tst_markedtext.moc"

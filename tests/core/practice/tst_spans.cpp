// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/addresses.h"
#include "practice/reader/names.h"
#include "practice/reader/spans.h"

#include <QTest>

using namespace espalier;
using practice::Span;

namespace {

constexpr const char *kinds[] = {"number", "money", "percent", "date",  "datetime",
                                 "time",   "email", "url",     "phone", "iban"};

/// "money 1234.56 EUR [€1.234,56]" and so on, one a span, joined by "; ".
QByteArray described(const std::string &text)
{
    QByteArray out;
    for (const Span &span : practice::findSpans(text)) {
        out += out.isEmpty() ? "" : "; ";
        out += QByteArray(kinds[static_cast<int>(span.kind)]) + ' ' + QByteArray::fromStdString(span.value);
        if (span.kind == Span::Kind::Money || span.kind == Span::Kind::Number)
            out += span.unit.empty() ? QByteArray() : ' ' + QByteArray::fromStdString(span.unit);
    }
    return out;
}

} // namespace

class TestSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedValues_data();
    void typedValues();
    void placesAreExact();
    void ages_data();
    void ages();
    void addressParts();
};

void TestSpans::typedValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("\u20ac1.234,56", "money 1234.56 EUR");
    row("$1,234.50", "money 1234.50 USD");
    row("USD 12", "money 12 USD");
    row("12 EUR", "money 12 EUR");
    row("45\u20ac 1.234 \u20ac", "money 45 EUR; money 1234 EUR");
    row("1 234,56 \u20ac", "money 1234.56 EUR");
    row("CHF 4\u2019800", "money 4800 CHF");
    row("99,- EUR", "money 99 EUR");
    row("-3.50 EUR", "money -3.50 EUR");
    row("1.234 kg", "number 1.234 kg");
    row("0.250 l", "number 0.250 l");
    row("461,000 people", "number 461000 people");
    row("1.2 million people", "number 1200000 people");
    row("-15 \u00b0C", "number -15 \u00b0c");
    row("78 m\u00b2", "number 78 m\u00b2");
    row("25-year-old", "number 25 year");
    row("two children", "number 2 children");
    row("7 percent, 5%, 3,5 %", "percent 7; percent 5; percent 3.5");
    row("4.8/5", "number 4.8 /5");
    row("2 out of 5 stars", "number 2 /5");
    row("3.8 of 5 points, 4 von 6 Punkten", "number 3.8 /5; number 4 /6");
    row("2 of 5 boxes", "number 2 of; number 5 boxes");
    row("10-12 people", "number 10; number 12 people");
    row("007", "number 7");
    row("2024-05-12", "date 2024-05-12");
    row("12/31/2024", "date 2024-12-31");
    row("31/12/2024 and 05/06/2024", "date 2024-12-31; date 2024-06-05");
    row("31.12.2024", "date 2024-12-31");
    row("5.6.24", "date 2024-06-05");
    row("31 December 2024", "date 2024-12-31");
    row("31st of Dec, 2024", "date 2024-12-31");
    row("Dec 31, 2024", "date 2024-12-31");
    row("May 12", "date ");
    row("5. Mai 2023", "date 2023-05-05");
    row("27 MAY 2016", "date 2016-05-27");
    row("30.02.2024", "");
    row("2024-05-12T14:30:00Z", "datetime 2024-05-12T14:30:00Z");
    row("2024-05-12T14:30+02:00", "datetime 2024-05-12T14:30:00+02:00");
    row("at 2:30 pm", "time 14:30");
    row("12 am, 12 pm", "time 00:00; time 12:00");
    row("14.30 Uhr, 9 Uhr", "time 14:30; time 09:00");
    row("a.b+c@d-e.example.", "email a.b+c@d-e.example");
    row("see https://x.example/a?b=1, or www.y.example.", "url https://x.example/a?b=1; url www.y.example");
    row("+49 30 1234567", "phone +49 30 1234567");
    row("(555) 123-4567", "phone (555) 123-4567");
    row("555-0199", "phone 555-0199");
    row("DE88 2008 0000 0970 3757 00 BIC", "iban DE88200800000970375700");
    row("INV-2024-001", "");
    row("v1.2.3", "");
    row("192.168.0.1", "");
    row("0999/09/2022", "");
    row("A4", "");
}

void TestSpans::typedValues()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    QCOMPARE(described(text.toStdString()), expected);
    QCOMPARE(described("(" + text.toStdString() + ")"), expected);
}

void TestSpans::placesAreExact()
{
    const std::string text = "Pay \u20ac 12.50 by 2024-05-12.";
    const practice::Spans spans = practice::findSpans(text);
    QCOMPARE(spans.size(), 2u);
    QCOMPARE(text.substr(spans[0].begin, spans[0].end - spans[0].begin), std::string("\u20ac 12.50"));
    QCOMPARE(text.substr(spans[1].begin, spans[1].end - spans[1].begin), std::string("2024-05-12"));
}

void TestSpans::ages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // "name age"
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("Jason is 25 years old", "Jason 25");
    row("Sarah (30) came", "Sarah 30");
    row("Sarah (30, nurse) came", "Sarah 30");
    row("Milo is a 3-year-old dog from Leeds", "Milo 3");
    row("Mike, 28, left", "Mike 28");
    row("Chidi Okafor, aged 41", "Chidi Okafor 41");
    row("Tom ist 30 Jahre alt", "Tom 30");
    row("the 25-year-old Ann", "Ann 25");
    row("Ravi, who is 23, sat", "Ravi 23");
    row("Ann sold 40 tickets", "");
    row("Ann is 30 minutes late", "");
}

void TestSpans::ages()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    const std::string bytes = text.toStdString();
    const practice::Spans spans = practice::findSpans(bytes);
    const auto names = practice::namesOf(bytes, practice::wordsIn(bytes), spans);
    QByteArray got;
    for (const practice::AgePlace &age : practice::agesOf(bytes, spans, names))
        got += text.mid(static_cast<int>(age.name.begin), static_cast<int>(age.name.size())) + ' ' +
               QByteArray::fromStdString(spans[age.span].value);
    QCOMPARE(got, expected);
}

void TestSpans::addressParts()
{
    const std::string text =
        "He lives at 123 Main St, New York, USA. Sie wohnt in der Bahnstr. 42, 88802 Spielkreis.";
    const auto addresses = practice::addressesOf(text);
    QCOMPARE(addresses.size(), 2u);
    const auto part = [&](const practice::Range &range) { return text.substr(range.begin, range.size()); };
    QCOMPARE(part(addresses[0].street), std::string("123 Main St"));
    QCOMPARE(part(addresses[0].city), std::string("New York"));
    QCOMPARE(part(addresses[0].country), std::string("USA"));
    QCOMPARE(part(addresses[1].street), std::string("Bahnstr. 42"));
    QCOMPARE(part(addresses[1].houseNumber), std::string("42"));
    QCOMPARE(part(addresses[1].postal), std::string("88802"));
    QCOMPARE(part(addresses[1].city), std::string("Spielkreis"));
    QVERIFY(practice::addressesOf("At 10 we met in the street. 3 apples.").empty());
}

QTEST_GUILESS_MAIN(TestSpans)
#include "tst_spans.moc"

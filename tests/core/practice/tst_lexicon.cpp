// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/lexicon.h"

#include <QTest>

using namespace espalier;
using practice::conceptsOf;

class TestLexicon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThingInManyWords_data();
    void oneThingInManyWords();
    void likenessOrdersLabels();
    void otherThingsAreNotLike();
};

void TestLexicon::oneThingInManyWords_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("label");
    const auto row = [](const char *field, const char *label) {
        QTest::addRow("%s = %s", field, label) << QByteArray(field) << QByteArray(label);
    };
    row("invoice_number", "Rechnungs-Nr.");
    row("invoiceNo", "Rechnungsnummer");
    row("firstName", "Vorname");
    row("date_of_birth", "Geburtsdatum");
    row("dateOfBirth", "Born on");
    row("total", "Gesamtbetrag");
    row("total_amount", "Grand total");
    row("amount_due", "Total due");
    row("unit_price", "Einzelpreis");
    row("wohnflaeche", "Wohnfl\u00e4che");
    row("colour", "Color");
    row("zip", "Postal code");
    row("quantity", "Qty");
    row("vatID", "VAT id");
    row("due_date", "F\u00e4llig am");
    row("emailAddress", "E-Mail");
    row("shipping_costs", "Shipping cost");
    row("customers", "the customer");
}

void TestLexicon::oneThingInManyWords()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QByteArray, label);
    QCOMPARE(practice::likeness(conceptsOf(field.toStdString()), conceptsOf(label.toStdString())), 1.0);
}

void TestLexicon::likenessOrdersLabels()
{
    const auto field = conceptsOf("invoice_date");
    QVERIFY(practice::likeness(field, conceptsOf("Invoice date")) >
            practice::likeness(field, conceptsOf("Date")));
    QVERIFY(practice::likeness(field, conceptsOf("Date")) >
            practice::likeness(field, conceptsOf("Due date")));
}

void TestLexicon::otherThingsAreNotLike()
{
    QVERIFY(practice::likeness(conceptsOf("due_date"), conceptsOf("Invoice date")) < 0.45);
    QVERIFY(practice::likeness(conceptsOf("invoice_number"), conceptsOf("Phone number")) < 0.45);
    QVERIFY(practice::likeness(conceptsOf("name"), conceptsOf("Price")) < 0.01);
    QCOMPARE(practice::likeness({}, conceptsOf("Price")), 0.0);
}

QTEST_GUILESS_MAIN(TestLexicon)
#include "tst_lexicon.moc"

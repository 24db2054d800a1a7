// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/documenttext.h"

#include <QTest>

using namespace espalier;

/// What of a user message is the document.
class TestDocumentText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void document_data();
    void document();
};

void TestDocumentText::document_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *message, const char *expected) {
        QTest::newRow(message) << QByteArray(message) << QByteArray(expected);
    };
    row("Extract: Jason is 25 years old", "Jason is 25 years old");
    row("Extract the person and every address that the text gives.\n\nAnn, 31.\n\nBob, 32.",
        "Ann, 31.\n\nBob, 32.");
    row("Extract the users:\n1. Ann\n2. Bob", "1. Ann\n2. Bob");
    row("Create a user profile for Jason, age 25", "a user profile for Jason, age 25");
    row("Extract all people. Use ISO dates.\n\nAnn was born on 3 May 1990.", "Ann was born on 3 May 1990.");
    row("Ann, 31.\n\nReturn the correct JSON inside one code block.", "Ann, 31.");
    row("Ann, 31.\n\nExtract the person from the text above.", "Ann, 31.");
    row("Read what is between the marks.\n<document>\nAnn\n</document>", "Ann");
    row("Lies den Text.\n\nHerr Maier, 50", "Herr Maier, 50");
    // Documents that look a little like instructions stay whole.
    row("List price: 45 EUR", "List price: 45 EUR");
    row("Return address: 12 Mill Lane", "Return address: 12 Mill Lane");
    row("From: a@b.example\nTo: c@d.example", "From: a@b.example\nTo: c@d.example");
    row("Design: Tom Baker\nYear: 1990", "Design: Tom Baker\nYear: 1990");
    row("Extract: ", "Extract:");
    row("", "");
    row("\n \n", "");
}

void TestDocumentText::document()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(practice::documentIn(message.toStdString())), expected);
}

QTEST_GUILESS_MAIN(TestDocumentText)
#include "tst_documenttext.moc"

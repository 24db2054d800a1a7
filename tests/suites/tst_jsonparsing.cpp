// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSONTestSuite, strict: every y_ is accepted, every n_ refused, no i_ does harm; whole, byte by byte and in
// pieces. Tolerant, what is accepted strictly gives the same value without a repair.

#include "support/jsondocuments.h"
#include "support/reading.h"

#include <QTest>

using namespace espalier;

class TestJsonParsing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
};

void TestJsonParsing::verdicts_data()
{
    QTest::addColumn<QByteArray>("text");
    ESPALIER_NEEDS_SUITES();
    const test::NamedTexts files = test::parsingSuite(QString());
    QCOMPARE(files.size(), std::size_t{318});
    for (const auto &[name, text] : files)
        QTest::newRow(name.c_str()) << QByteArray::fromStdString(text);
}

void TestJsonParsing::verdicts()
{
    ESPALIER_NEEDS_SUITES();
    QFETCH(QByteArray, text);
    const char expected = QTest::currentDataTag()[0];
    const std::string all = text.toStdString();
    const auto whole = json::readStrict(all);
    if (expected == 'y')
        QVERIFY2(whole.ok(), whole.ok() ? "" : whole.error().message.c_str());
    if (expected == 'n')
        QVERIFY(!whole.ok());

    json::ParseOptions strict;
    strict.strict = true;
    for (const std::size_t size : {all.size() + 1, std::size_t{1}, std::size_t{7}}) {
        const test::Reading reading = test::readPieces(test::evenPieces(all, size), strict);
        QCOMPARE(reading.error.has_value(), !whole.ok());
        QVERIFY(reading.repairs.empty());
        QCOMPARE(reading.broken, std::string());
        if (whole.ok())
            QVERIFY(reading.value == *whole || reading.value.equals(*whole));
        else
            QCOMPARE(*reading.error, whole.error());
    }
    const test::Reading tolerant = test::readWhole(all);
    QCOMPARE(tolerant.broken, std::string());
    if (whole.ok()) {
        QVERIFY(tolerant.value.equals(*whole));
        QVERIFY(tolerant.repairs.empty());
        QCOMPARE(tolerant.state, json::AnswerState::Complete);
    }
}

QTEST_GUILESS_MAIN(TestJsonParsing)
#include "tst_jsonparsing.moc"

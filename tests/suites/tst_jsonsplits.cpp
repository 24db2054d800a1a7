// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every way to cut the bytes gives the same tree, repairs, ignored spans, errors and changes; and the changes
// make the reader's tree. Over the case files, the own documents and all inputs of the suites, tolerant and
// strict.

#include "support/jsondocuments.h"
#include "support/reading.h"

#include <QDir>
#include <QTest>

using namespace espalier;

class TestJsonSplits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void caseFiles();
    void ownDocuments();
    void suites_data();
    void suites();
};

void TestJsonSplits::caseFiles()
{
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/json"));
    for (const QString &name : folder.entryList({QStringLiteral("*.jsonl")})) {
        for (const test::JsonCase &one : test::jsonCases(folder.filePath(name))) {
            const std::string difference = test::splitDifference(one.input, one.options);
            QVERIFY2(difference.empty(), difference.c_str());
        }
    }
}

void TestJsonSplits::ownDocuments()
{
    for (const bool strict : {false, true}) {
        for (const auto &[name, text] : test::ownDocuments()) {
            json::ParseOptions options;
            options.strict = strict;
            const std::string difference = test::splitDifference(text, options);
            QVERIFY2(difference.empty(), difference.c_str());
        }
    }
}

void TestJsonSplits::suites_data()
{
    QTest::addColumn<bool>("strict");
    QTest::addColumn<bool>("parsing");
    QTest::newRow("parsing, strict") << true << true;
    QTest::newRow("parsing, tolerant") << false << true;
    QTest::newRow("tolerant, strict") << true << false;
    QTest::newRow("tolerant, tolerant") << false << false;
}

void TestJsonSplits::suites()
{
    ESPALIER_NEEDS_SUITES();
    QFETCH(bool, strict);
    QFETCH(bool, parsing);
    const test::NamedTexts inputs = parsing ? test::parsingSuite(QString()) : test::tolerantInputs();
    QVERIFY(inputs.size() > 300);
    for (const auto &[name, text] : inputs) {
        json::ParseOptions options;
        options.strict = strict;
        const std::string difference = test::splitDifference(text, options);
        QVERIFY2(difference.empty(), (name + "\n" + difference).c_str());
    }
}

QTEST_GUILESS_MAIN(TestJsonSplits)
#include "tst_jsonsplits.moc"

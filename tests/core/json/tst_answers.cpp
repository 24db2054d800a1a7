// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What malformed texts read as: the case files, each line an input and everything that is said about it.
// tolerant.jsonl: every leniency without an expectation; answers.jsonl: envelopes, wrappers, candidates and
// rows; oracle.jsonl: what other libraries promise about finding and streaming JSON in an answer.

#include "support/jsoncases.h"
#include "support/reading.h"

#include <QDir>
#include <QTest>

#include <set>

using namespace espalier;

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void everyRepairKindHasACase();
    void repairTextsAreShort();
};

void TestAnswers::outcomes_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/json"));
    for (const QString &name : folder.entryList({QStringLiteral("*.jsonl")})) {
        const auto cases = test::jsonCases(folder.filePath(name));
        QVERIFY2(cases.size() > 20, qPrintable(name));
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow((name.toUtf8() + ' ' + test::rowName(i + 1, cases[i].input)).constData())
                << folder.filePath(name) << static_cast<int>(i);
    }
}

void TestAnswers::outcomes()
{
    QFETCH(QString, file);
    QFETCH(int, line);
    static std::map<QString, std::vector<test::JsonCase>> files;
    if (!files.contains(file))
        files[file] = test::jsonCases(file);
    const test::JsonCase &one = files[file][static_cast<std::size_t>(line)];
    QCOMPARE(QString::fromStdString(test::describe(test::readWhole(one.input, one.options))),
             QString::fromStdString(one.outcome));
}

/// LoopStopped needs more text than a line of a case file: see tst_loopguard. InvalidUtf8 needs bytes that
/// JSON cannot hold.
void TestAnswers::everyRepairKindHasACase()
{
    std::set<std::string_view> seen{repairKindName(json::RepairKind::LoopStopped)};
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/json"));
    for (const QString &name : folder.entryList({QStringLiteral("*.jsonl")})) {
        for (const test::JsonCase &one : test::jsonCases(folder.filePath(name))) {
            for (const json::Repair &repair : test::readWhole(one.input, one.options).repairs)
                seen.insert(repairKindName(repair.kind));
        }
    }
    const test::Reading invalid = test::readWhole("{\"a\":\"x\xFFy\xE2\x82z\"}");
    QCOMPARE(test::describe(invalid),
             std::string("{\"a\":\"x\xEF\xBF\xBDy\xEF\xBF\xBDz\"} complete invalid-utf8@7 invalid-utf8@9"));
    seen.insert(repairKindName(invalid.repairs.front().kind));
    for (int kind = 0; kind <= static_cast<int>(json::RepairKind::LoopStopped); ++kind) {
        const std::string_view name = repairKindName(static_cast<json::RepairKind>(kind));
        QVERIFY2(seen.contains(name), std::string(name).c_str());
    }
}

void TestAnswers::repairTextsAreShort()
{
    const std::string prose = "\xC3\xBC" + std::string(100, 'x') + "\xE2\x82\xAC";
    for (const std::string &before : {prose, "a" + prose, std::string(39, 'a') + "\xE2\x82\xAC" + prose}) {
        const test::Reading reading = test::readWhole(before + " {\"a\":1}");
        QCOMPARE(reading.repairs.size(), std::size_t{1});
        const std::string &text = reading.repairs[0].text;
        QVERIFY(text.size() <= 40 && text.size() >= 37);
        QCOMPARE(before.substr(0, text.size()), text);
        QVERIFY((static_cast<unsigned char>(before[text.size()]) & 0xC0) != 0x80);
    }
}

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"

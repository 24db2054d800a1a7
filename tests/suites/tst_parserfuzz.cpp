// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The properties of the parser's fuzz target (it aborts when one is hurt), over all inputs of the suites and
// some options.

#include "support/jsondocuments.h"

#include <QTest>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

using namespace espalier;

class TestParserFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suiteInputs();
};

void TestParserFuzz::suiteInputs()
{
    ESPALIER_NEEDS_SUITES();
    test::NamedTexts inputs = test::parsingSuite(QString());
    const test::NamedTexts tolerant = test::tolerantInputs();
    inputs.insert(inputs.end(), tolerant.begin(), tolerant.end());
    QVERIFY(inputs.size() > 1400);
    for (const auto &[name, text] : inputs) {
        // any root; an object with keys and title; a list in an envelope; a value in one; without locating;
        // with limits
        for (const int options : {0x00, 0x05, 0x0E, 0x0B, 0x10, 0x85}) {
            const std::string input =
                std::string{static_cast<char>(name.size()), static_cast<char>(options)} + text;
            QCOMPARE(
                LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()), input.size()),
                0);
        }
    }
}

QTEST_GUILESS_MAIN(TestParserFuzz)
#include "tst_parserfuzz.moc"

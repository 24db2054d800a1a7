// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/attempttext.h"
#include "text/probetext.h"
#include "text/requesttext.h"
#include "text/trytext.h"

#include <QTest>

using namespace espalier::ui;

class TestTryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreShownAsTheyAre_data();
    void namesAreShownAsTheyAre();
    void oneIsNotMany();
};

void TestTryText::namesAreShownAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("Invoice") << 7 << QStringLiteral("Invoice, v7");
    QTest::newRow("no version") << QStringLiteral("Invoice") << 0 << QStringLiteral("Invoice");
    QTest::newRow("no name") << QString() << 2 << QStringLiteral("without a name, v2");
    QTest::newRow("a place of a text") << QStringLiteral("100%2") << 3 << QStringLiteral("100%2, v3");
    QTest::newRow("both places") << QStringLiteral("%1%2") << 3 << QStringLiteral("%1%2, v3");
}

void TestTryText::namesAreShownAsTheyAre()
{
    QFETCH(QString, name);
    QFETCH(int, version);
    QFETCH(QString, text);
    QCOMPARE(recipeText(name, version), text);
}

void TestTryText::oneIsNotMany()
{
    QCOMPARE(tokensText(1, false), QStringLiteral("1 token"));
    QCOMPARE(tokensText(1, true), QStringLiteral("≈ 1 token"));
    QCOMPARE(tokenCount(13'975, true), QStringLiteral("≈ 13,975"));
    QCOMPARE(tokenCount(std::nullopt, false), QStringLiteral("–"));
    QCOMPARE(tokensText(0, false), QStringLiteral("0 tokens"));
    QCOMPARE(tokensText({}, false), QStringLiteral("–"));
    Attempt attempt;
    attempt.end = 100;
    attempt.status = espalier::run::RunStatus::Valid;
    attempt.answerTokens = 1;
    QVERIFY(attemptWords(attempt, 200, {}).endsWith(QStringLiteral(" · ≈ 1 token")));
    espalier::run::ProbePlan::Estimate cost;
    cost.requests = 1;
    cost.tokens = cost.usual = 1;
    QVERIFY(probeCostText(cost, QStringLiteral("m"))
                .startsWith(
                    QStringLiteral("At most 1 question to m, at most 1 token in all (usually about 1).")));
    RequestPreview preview;
    preview.promptTokens = 1;
    QCOMPARE(contextLines(preview).first().text, QStringLiteral("≈ 1 token"));
}

QTEST_GUILESS_MAIN(TestTryText)
#include "tst_trytext.moc"

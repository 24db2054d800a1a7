// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/trytext.h"

#include <QTest>

using namespace espalier::ui;

class TestTryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreShownAsTheyAre_data();
    void namesAreShownAsTheyAre();
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

QTEST_GUILESS_MAIN(TestTryText)
#include "tst_trytext.moc"

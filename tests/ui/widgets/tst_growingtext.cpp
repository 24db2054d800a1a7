// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "widgets/growingtext.h"
#include "widgets/jsonhighlighter.h"

#include <QApplication>
#include <QClipboard>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace espalier;
using namespace espalier::ui;

class TestGrowingText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void anyEditsKeepTheText();
    void longLinesAreShownInPiecesAndCopiedWhole();
    void followsUntilOneScrollsUp();
    void longTextsHaveOneColour();
};

void TestGrowingText::anyEditsKeepTheText()
{
    GrowingText view;
    QString expected;
    QRandomGenerator random(7);
    const QStringList parts{QStringLiteral("ab\n"),
                            QStringLiteral("é😀"),
                            QString(4500, u'x'),
                            QStringLiteral("\n\n"),
                            QStringLiteral("\"k\": 1,\n  "),
                            QString(1999, u'y') + QStringLiteral("😀")};
    for (int step = 0; step < 300; ++step) {
        const QString part = parts.at(random.bounded(static_cast<int>(parts.size())));
        if (random.bounded(3) == 0) {
            const qsizetype keep =
                expected.size() -
                random.bounded(static_cast<int>(std::min<qsizetype>(expected.size(), 3000) + 1));
            view.replaceFrom(keep, part);
            expected = expected.left(keep) + part;
        } else {
            view.append(part);
            expected += part;
        }
        if (step % 20 == 0)
            QCOMPARE(view.wholeText(), expected);
    }
    QCOMPARE(view.wholeText(), expected);
    view.restart();
    QCOMPARE(view.wholeText(), QString());
}

void TestGrowingText::longLinesAreShownInPiecesAndCopiedWhole()
{
    GrowingText view;
    const QString line(10'000, u'z');
    view.append(line + QStringLiteral("\nlast"));
    QVERIFY(view.document()->blockCount() > 4);
    view.selectAll();
    view.copy();
    QCOMPARE(QApplication::clipboard()->text(), line + QStringLiteral("\nlast"));
}

void TestGrowingText::followsUntilOneScrollsUp()
{
    GrowingText view;
    view.resize(300, 200);
    view.show();
    for (int i = 0; i < 100; ++i)
        view.append(QStringLiteral("line\n"));
    QScrollBar *bar = view.verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(3);
    view.append(QStringLiteral("more\nand more\n"));
    QCOMPARE(bar->value(), 3);
}

void TestGrowingText::longTextsHaveOneColour()
{
    GrowingText view;
    new JsonHighlighter(view.document());
    view.append(QStringLiteral("{\n  \"text\": \"") + QString(5000, u'a') +
                QStringLiteral("\",\n  \"n\": 12\n}"));
    QApplication::processEvents();
    QStringList coloured;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        for (const QTextLayout::FormatRange &range : block.layout()->formats())
            coloured.append(block.text().mid(range.start, range.length));
    }
    QCOMPARE(coloured,
             (QStringList{QStringLiteral("\"text\""), QStringLiteral("\"n\""), QStringLiteral("12")}));
}

QTEST_MAIN(TestGrowingText)
#include "tst_growingtext.moc"

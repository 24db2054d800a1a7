// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "theme/tokens.h"
#include "widgets/changeview.h"
#include "widgets/worddiffview.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace espalier;
using namespace espalier::ui;

class TestWordDiffView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        test::prepareWidgets();
        QApplication::setPalette(paletteFor(lightTokens()));
    }
    void whatWentAndCameIsMarked();
    void theTextBeginsWhereTextsOfAPageDo();
    void stepsGoFromPlaceToPlace();
    void coloursFollowThePalette();
    void markupIsText();
    void rowsAreSteppedOverWhatIsSame();
    void onlyDifferencesAreShown();

private:
    static QTextCharFormat formatAt(const WordDiffView &view, int position);
};

QTextCharFormat TestWordDiffView::formatAt(const WordDiffView &view, int position)
{
    QTextCursor cursor(view.document());
    cursor.setPosition(position + 1); // the format before it
    return cursor.charFormat();
}

void TestWordDiffView::theTextBeginsWhereTextsOfAPageDo()
{
    WordDiffView view;
    view.setTexts("2026-0117", "4471");
    view.show();
    QTextCursor cursor(view.document());
    cursor.setPosition(0);
    QCOMPARE(view.cursorRect(cursor).left(), 12); // the bar of the difference one is at has room before it
}

void TestWordDiffView::whatWentAndCameIsMarked()
{
    WordDiffView view;
    view.setTexts("Read the person.", "Read each person.");
    QCOMPARE(view.toPlainText(), QStringLiteral("Read theeach person."));
    QCOMPARE(view.differences(), 1);
    const QTextCharFormat same = formatAt(view, 0);
    QVERIFY(!same.fontStrikeOut() && !same.fontUnderline());
    QVERIFY(formatAt(view, 5).fontStrikeOut());
    QVERIFY(formatAt(view, 8).fontUnderline());
    QCOMPARE(formatAt(view, 5).background().color(), lightTokens().brickSoft);
    QCOMPARE(formatAt(view, 8).background().color(), lightTokens().leafSoft);
    view.forget();
    QCOMPARE(view.toPlainText(), QString());
    QCOMPARE(view.differences(), 0);
}

void TestWordDiffView::stepsGoFromPlaceToPlace()
{
    WordDiffView view;
    view.setTexts("one two three four five", "one 2 three four 5 six");
    QVERIFY(view.differences() >= 2);
    const int last = view.differences() - 1;
    QCOMPARE(view.current(), 0);
    QVERIFY(!view.step(false));
    QCOMPARE(view.current(), 0);
    while (view.step(true)) {
    }
    QCOMPARE(view.current(), last);
    view.rewind(true);
    QVERIFY(view.step(true));
    QCOMPARE(view.current(), 0);
    view.rewind(false);
    QVERIFY(view.step(false));
    QCOMPARE(view.current(), last);
    view.setTexts("same", "same");
    QCOMPARE(view.current(), -1);
    QVERIFY(!view.step(true) && !view.step(false));
}

void TestWordDiffView::coloursFollowThePalette()
{
    WordDiffView view;
    view.setTexts("a", "b");
    view.setPalette(paletteFor(darkTokens()));
    QCOMPARE(formatAt(view, 0).background().color(), darkTokens().brickSoft);
    view.setPalette(paletteFor(lightTokens()));
    QCOMPARE(formatAt(view, 0).background().color(), lightTokens().brickSoft);
}

void TestWordDiffView::markupIsText()
{
    WordDiffView view;
    view.setTexts("<b>bold</b>", "<img src=file:///x>\xE2\x80\xAE");
    QVERIFY(view.toPlainText().contains(QStringLiteral("<")));
    QVERIFY(view.toPlainText().contains(QStringLiteral("img")));
    QVERIFY(view.toPlainText().contains(QStringLiteral("‹RLO›")));
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part)
            QVERIFY(!part.fragment().charFormat().isImageFormat());
    }
}

static ChangeRow rowOf(ChangeMark mark, const char *name)
{
    return {mark, QLatin1String(name), {QStringLiteral("x"), false}, {QStringLiteral("y"), false}, {}};
}

void TestWordDiffView::rowsAreSteppedOverWhatIsSame()
{
    ChangeView view;
    view.setRows({rowOf(ChangeMark::Same, "a"), rowOf(ChangeMark::Changed, "b"), rowOf(ChangeMark::Same, "c"),
                  rowOf(ChangeMark::Added, "d")});
    const QSignalSpy chosen(&view, &ChangeView::chosen);
    QVERIFY(view.step(true));
    QCOMPARE(view.currentIndex().row(), 1);
    QVERIFY(view.step(true));
    QCOMPARE(view.currentIndex().row(), 3);
    QVERIFY(!view.step(true));
    QCOMPARE(view.currentIndex().row(), 3);
    QVERIFY(view.step(false));
    QCOMPARE(view.currentIndex().row(), 1);
    QVERIFY(!view.step(false));
    view.rewind();
    QVERIFY(view.step(false));
    QCOMPARE(view.currentIndex().row(), 3);
    QVERIFY(chosen.count() >= 4);
    QCOMPARE(chosen.last().first().value<ChangeRow>().name, QStringLiteral("d"));
}

void TestWordDiffView::onlyDifferencesAreShown()
{
    ChangeView view;
    view.setRows(
        {rowOf(ChangeMark::Same, "a"), rowOf(ChangeMark::Moved, "b"), rowOf(ChangeMark::Removed, "c")});
    QCOMPARE(view.shownRows(), 3);
    view.setOnlyDifferences(true);
    QCOMPARE(view.shownRows(), 2);
    QVERIFY(view.step(true));
    QCOMPARE(view.currentIndex().row(), 0);
    view.setOnlyDifferences(false);
    QCOMPARE(view.shownRows(), 3);
}

QTEST_MAIN(TestWordDiffView)
#include "tst_worddiffview.moc"

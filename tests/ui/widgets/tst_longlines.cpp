// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/documentedit.h"
#include "widgets/instructionsedit.h"
#include "widgets/longlines.h"

#include <QTest>

using namespace espalier::ui;

class TestLongLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longOnesAreNotWrapped();
    void halfAMegabyteIsShown();
};

void TestLongLines::longOnesAreNotWrapped()
{
    DocumentEdit edit;
    const QString nearly(kLongestWrapped - 1, u'x');
    edit.setPlainText(nearly + u'\n' + nearly);
    QCOMPARE(edit.lineWrapMode(), QPlainTextEdit::WidgetWidth);
    QTextCursor cursor(edit.document());
    cursor.insertText(QStringLiteral("one more"));
    QCOMPARE(edit.lineWrapMode(), QPlainTextEdit::NoWrap);
    edit.undo();
    QCOMPARE(edit.lineWrapMode(), QPlainTextEdit::WidgetWidth);
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(QStringLiteral("a\nb") + nearly); // the last of the lines that come
    QCOMPARE(edit.lineWrapMode(), QPlainTextEdit::NoWrap);
    edit.setPlainText(QStringLiteral("short"));
    QCOMPARE(edit.lineWrapMode(), QPlainTextEdit::WidgetWidth);
}

// When it was wrapped this took minutes, and the test's time limit ended it.
void TestLongLines::halfAMegabyteIsShown()
{
    InstructionsEdit edit;
    edit.resize(500, 100);
    edit.show();
    edit.setPlainText(QString(500'000, u'x'));
    QApplication::processEvents();
    QTest::keyClick(&edit, Qt::Key_End);
    QTest::keyClicks(&edit, QStringLiteral("y"));
    QVERIFY(!edit.grab().isNull());
    QVERIFY(edit.toPlainText().endsWith(QStringLiteral("xy")));
}

QTEST_MAIN(TestLongLines)
#include "tst_longlines.moc"

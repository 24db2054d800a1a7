// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "widgets/valuespopup.h"

#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestValuesPopup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void valuesAreRead_data();
    void valuesAreRead();
    void escapeGivesUp();
    void keysTakeTheValues();
};

void TestValuesPopup::valuesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("values");
    QTest::newRow("commas") << QStringLiteral(" a, b ,,a") << QStringLiteral("a|b");
    QTest::newRow("lines keep commas") << QStringLiteral("a, b\n\n c \n") << QStringLiteral("a, b|c");
    QTest::newRow("one") << QStringLiteral("a") << QStringLiteral("a");
    QTest::newRow("nothing") << QStringLiteral(" ,\n") << QString();
}

void TestValuesPopup::valuesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, values);
    QCOMPARE(valuesOf(text).join(u'|'), values);
}

void TestValuesPopup::escapeGivesUp()
{
    QWidget window;
    QPointer<ValuesPopup> popup = new ValuesPopup({QStringLiteral("a")}, &window);
    QSignalSpy chosen(popup, &ValuesPopup::chosen);
    popup->openAt({});
    QTest::keyClick(popup->findChild<QPlainTextEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!popup);
    QCOMPARE(chosen.count(), 0);
}

void TestValuesPopup::keysTakeTheValues()
{
    QWidget window;
    QPointer<ValuesPopup> popup = new ValuesPopup({QStringLiteral("a"), QStringLiteral("b, c")}, &window);
    QSignalSpy chosen(popup, &ValuesPopup::chosen);
    popup->openAt({});
    auto *text = popup->findChild<QPlainTextEdit *>();
    QCOMPARE(text->toPlainText(), QStringLiteral("a\nb, c"));
    text->clear();
    QVERIFY(!popup->findChild<QPushButton *>()->isEnabled());
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 0); // nothing to take
    text->setPlainText(QStringLiteral("x\ny"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toStringList().join(u'|'), QStringLiteral("x|y"));
    QTRY_VERIFY(!popup);
}

QTEST_MAIN(TestValuesPopup)
#include "tst_valuespopup.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "widgets/captioncombo.h"
#include "widgets/elidededit.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QLineEdit>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// What a screen reader is told of a combo box whose caption is painted inside.
class TestCaptionCombo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::prepareWidgets(); }
    void saysCaptionAndChoice();
    void itsFieldHasTheCaptionsName();
    void anyBoxWithoutCaptionIsQtsOwn();
    void opensAndClosesByAction();
    void aLongNameEndsInAnEllipsis();
};

void TestCaptionCombo::saysCaptionAndChoice()
{
    CaptionCombo combo(QStringLiteral("Endpoint"));
    combo.addItems({QStringLiteral("Practice"), QStringLiteral("Custom")});
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&combo);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::ComboBox);
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Endpoint: Practice"));
    combo.setCurrentIndex(1);
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Endpoint: Custom"));
    QCOMPARE(access->text(QAccessible::Value), QStringLiteral("Custom"));
    QCOMPARE(access->childCount(), 1);
    QCOMPARE(access->child(0)->role(), QAccessible::List);
    QCOMPARE(access->child(0)->childCount(), 2);
    QCOMPARE(access->indexOfChild(access->child(0)), 0);
    QVERIFY(!access->child(1));
    QVERIFY(!access->state().editable);
}

void TestCaptionCombo::itsFieldHasTheCaptionsName()
{
    CaptionCombo combo(QStringLiteral("Model"));
    combo.setEditable(true);
    combo.show();
    QVERIFY(QTest::qWaitForWindowExposed(&combo));
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&combo);
    QCOMPARE(access->childCount(), 2);
    QCOMPARE(access->child(1)->object(), combo.lineEdit());
    QCOMPARE(access->child(1)->text(QAccessible::Name), QStringLiteral("Model"));
    QCOMPARE(access->indexOfChild(access->child(1)), 1);
    QVERIFY(access->state().editable);
}

void TestCaptionCombo::anyBoxWithoutCaptionIsQtsOwn()
{
    CaptionCombo first(QStringLiteral("Mode"));
    QComboBox plain;
    plain.addItem(QStringLiteral("auto"));
    QCOMPARE(QAccessible::queryAccessibleInterface(&plain)->text(QAccessible::Name), QStringLiteral("auto"));
}

void TestCaptionCombo::opensAndClosesByAction()
{
    CaptionCombo combo(QStringLiteral("Mode"));
    combo.addItem(QStringLiteral("auto"));
    combo.show();
    QVERIFY(QTest::qWaitForWindowExposed(&combo));
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&combo);
    QVERIFY(access->state().collapsed);
    access->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_VERIFY(combo.view()->isVisible());
    QVERIFY(access->state().expanded);
    access->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QTRY_VERIFY(!combo.view()->isVisible());
}

void TestCaptionCombo::aLongNameEndsInAnEllipsis()
{
    QWidget window;
    auto *combo = new CaptionCombo(QStringLiteral("Model"), &window);
    auto *edit = new ElidedEdit;
    combo->setLineEdit(edit);
    combo->resize(200, 32);
    auto *other = new QLineEdit(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    const QString name = QStringLiteral("accounts/somebody/models/a-very-long-name-70b-instruct");
    combo->setEditText(name);
    other->setFocus();
    QTRY_VERIFY(other->hasFocus());
    QVERIFY(edit->shownText().endsWith(u'…'));
    QVERIFY(edit->fontMetrics().horizontalAdvance(edit->shownText()) <= edit->width());
    const QImage elided = edit->grab().toImage();
    combo->setFocus();
    QTRY_VERIFY(edit->hasFocus());
    QCOMPARE(edit->shownText(), name);
    QVERIFY(edit->grab().toImage() != elided);
    combo->setEditText(QStringLiteral("short"));
    other->setFocus();
    QTRY_VERIFY(other->hasFocus());
    QCOMPARE(edit->shownText(), QStringLiteral("short"));
}

QTEST_MAIN(TestCaptionCombo)
#include "tst_captioncombo.moc"

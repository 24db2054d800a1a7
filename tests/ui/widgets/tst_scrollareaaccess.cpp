// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "widgets/scrollareaaccess.h"

#include <QAccessible>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace espalier;

/// What a screen reader may ask of a scroll area, also about parts that have just gone.
class TestScrollAreaAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        test::prepareWidgets();
        ui::installScrollAreaAccess();
        ui::installScrollAreaAccess();
    }
    void whatIsNotThereIsNothing();
    void everyPartCanBeReached();
};

void TestScrollAreaAccess::whatIsNotThereIsNothing()
{
    QScrollArea area;
    auto *inside = new QLabel(QStringLiteral("inside"));
    inside->setFixedSize(900, 900);
    area.setWidget(inside);
    area.resize(200, 200);
    area.show();
    QVERIFY(area.horizontalScrollBar()->isVisible());
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&area);
    QVERIFY(access);
    const int before = access->childCount();
    QVERIFY(before >= 3);
    inside->setFixedSize(20, 20);
    QTRY_VERIFY(!area.horizontalScrollBar()->isVisible());
    // Whoever has counted before may still ask for the last one.
    QVERIFY(access->child(before - 1));
    for (const int beyond : {access->childCount(), access->childCount() + 1, 1000, -1})
        QVERIFY(!access->child(beyond));
}

void TestScrollAreaAccess::everyPartCanBeReached()
{
    QScrollArea area;
    auto *inside = new QLabel(QStringLiteral("inside"));
    area.setWidget(inside);
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&area);
    QCOMPARE(access->object(), static_cast<QObject *>(&area));
    bool found = false;
    for (int i = 0; i < access->childCount(); ++i) {
        QAccessibleInterface *part = access->child(i);
        QVERIFY(part);
        QCOMPARE(access->indexOfChild(part), i);
        QCOMPARE(part->parent(), access);
        for (int j = 0; j < part->childCount(); ++j)
            found = found || part->child(j)->text(QAccessible::Name) == inside->text();
    }
    QVERIFY(found);
}

QTEST_MAIN(TestScrollAreaAccess)
#include "tst_scrollareaaccess.moc"

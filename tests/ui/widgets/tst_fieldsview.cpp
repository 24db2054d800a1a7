// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fieldsfixture.h"
#include "support/widgettest.h"

#include <QLineEdit>

using namespace espalier;
using namespace espalier::ui;
using Fixture = test::FieldsFixture;

class TestFieldsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void whatIsTypedInACellIsTaken();
};

void TestFieldsView::whatIsTypedInACellIsTaken()
{
    Fixture f;
    f.select("/properties/age");
    f.key(Qt::Key_F2);
    QVERIFY(f.nameEdit());
    f.nameEdit()->selectAll();
    QTest::keyClicks(f.nameEdit(), QStringLiteral("name")); // there is one
    f.panel->commit();
    QCOMPARE(f.nameEdit()->text(), QStringLiteral("name")); // still there to be mended
    QCOMPARE(f.names(), QStringLiteral("name,age,home{street},bio"));
    QTest::keyClicks(f.nameEdit(), QStringLiteral("_2"));
    f.panel->commit();
    QCOMPARE(f.names(), QStringLiteral("name,name_2,home{street},bio"));
}

QTEST_MAIN(TestFieldsView)
#include "tst_fieldsview.moc"

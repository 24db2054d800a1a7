// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fieldsfixture.h"
#include "support/widgettest.h"

#include <QLineEdit>
#include <QPaintEvent>

using namespace espalier;
using namespace espalier::ui;
using Fixture = test::FieldsFixture;

namespace {

/// What of a viewport was asked to be painted.
class Painted : public QObject
{
public:
    explicit Painted(QWidget *watched) { watched->installEventFilter(this); }
    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class TestFieldsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void whatIsTypedInACellIsTaken();
    void theFrameLeavesAWholeRow();
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

void TestFieldsView::theFrameLeavesAWholeRow()
{
    Fixture f;
    QVERIFY(QTest::qWaitForWindowExposed(f.panel.get()));
    f.view->selectionModel()->clearSelection();
    f.view->selectionModel()->setCurrentIndex(f.at("/properties/name"), QItemSelectionModel::NoUpdate);
    QApplication::processEvents();
    Painted painted(f.view->viewport());
    f.view->selectionModel()->setCurrentIndex(f.at("/properties/home"), QItemSelectionModel::NoUpdate);
    QApplication::processEvents();
    for (const char *field : {"/properties/name", "/properties/home"}) {
        QRect row = f.view->visualRect(f.at(field));
        row.setLeft(0);
        row.setRight(f.view->viewport()->width() - 1);
        QCOMPARE(QRegion(row).subtracted(painted.region), QRegion());
    }
}

QTEST_MAIN(TestFieldsView)
#include "tst_fieldsview.moc"

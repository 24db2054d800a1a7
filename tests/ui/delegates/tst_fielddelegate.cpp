// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fieldsfixture.h"
#include "support/widgettest.h"
#include "widgets/valuespopup.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace espalier;
using namespace espalier::ui;
using Model = FieldTreeModel;
using Fixture = test::FieldsFixture;
using test::kPerson;

class TestFieldDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void aNameThatCannotBeStaysOpen();
    void kindsAreChosen();
    void choicesAskForTheirValues();
    void leavingAnEditorChangesNothing();
};

void TestFieldDelegate::aNameThatCannotBeStaysOpen()
{
    Fixture f;
    f.view->edit(f.at("/properties/age"));
    QLineEdit *edit = f.nameEdit();
    QVERIFY(edit);
    for (const char *wrong : {"name", ""}) {
        edit->setText(QString::fromUtf8(wrong));
        QVERIFY(!edit->accessibleDescription().isEmpty());
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(f.nameEdit());
    }
    QCOMPARE(f.document.schemaText(), kPerson);
    QTest::keyClicks(edit, QStringLiteral("years"));
    QTest::keyClick(edit, Qt::Key_Return);
    QApplication::processEvents();
    QCOMPARE(f.names(), QStringLiteral("name,years,home{street},bio"));
}

void TestFieldDelegate::kindsAreChosen()
{
    Fixture f;
    f.view->edit(f.at("/properties/bio", Model::KindColumn));
    auto *box = f.view->viewport()->findChild<QComboBox *>();
    QVERIFY(box);
    QCOMPARE(box->currentText(), QStringLiteral("text"));
    box->setCurrentIndex(box->findText(QStringLiteral("list of date")));
    Q_EMIT box->activated(box->currentIndex());
    QCOMPARE(f.at("/properties/bio", Model::KindColumn).data().toString(), QStringLiteral("list of date"));
    QVERIFY(f.document.schemaText().contains(QStringLiteral("\"format\":\"date\"")));
    QApplication::processEvents();
}

void TestFieldDelegate::choicesAskForTheirValues()
{
    Fixture f;
    f.view->edit(f.at("/properties/bio", Model::KindColumn));
    auto *box = f.view->viewport()->findChild<QComboBox *>();
    box->setCurrentIndex(box->findText(QStringLiteral("one of…")));
    Q_EMIT box->activated(box->currentIndex());
    auto *popup = f.view->findChild<ValuesPopup *>();
    QVERIFY(popup);
    QCOMPARE(f.document.schemaText(), kPerson); // nothing yet
    popup->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("short, long, short"));
    popup->findChild<QPushButton *>()->click();
    QCOMPARE(f.at("/properties/bio", Model::KindColumn).data().toString(), QStringLiteral("one of… (2)"));
    QCOMPARE(f.at("/properties/bio", Model::WhatColumn).data().toString(), QStringLiteral("short, long"));
    QApplication::processEvents();
}

void TestFieldDelegate::leavingAnEditorChangesNothing()
{
    Fixture f(QStringLiteral(R"({"properties":{"a":{"enum":["x"],"description":"two\nlines"}}})"));
    const int steps = f.document.undoStack().count();
    f.view->edit(f.at("/properties/a", Model::KindColumn));
    QVERIFY(f.view->viewport()->findChild<QComboBox *>());
    f.view->edit(f.at("/properties/a", Model::WhatColumn)); // the other one closes
    QVERIFY(f.nameEdit());
    QTest::keyClick(f.nameEdit(), Qt::Key_Return);
    QApplication::processEvents();
    QVERIFY(!f.view->findChild<ValuesPopup *>());
    QCOMPARE(f.document.undoStack().count(), steps);
}

QTEST_MAIN(TestFieldDelegate)
#include "tst_fielddelegate.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/modeltable.h"
#include "dialogs/endpointdialog.h"
#include "support/endpointfixture.h"
#include "support/widgettest.h"

#include <QLineEdit>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace espalier;
using namespace espalier::ui;
using Fixture = test::EndpointFixture;

/// What models cost, as it is entered.
class TestEndpointPrices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void halfAPriceIsAskedFor();
    void aModelsPriceIsAtHand();
};

void TestEndpointPrices::halfAPriceIsAskedFor()
{
    Fixture f;
    auto *table = f.dialog->findChild<ModelTable *>();
    const int row = table->addModel(QStringLiteral("m"));
    QVERIFY(table->setData(table->index(row, ModelTable::PriceIn), QStringLiteral("2")));
    f.part<QTabBar>()->setCurrentIndex(1);
    const QString problem = QStringLiteral("needs both prices");
    QVERIFY(f.says(problem));
    f.part<QTabBar>()->setCurrentIndex(0);
    f.press("OK");
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.engine.saves.isEmpty());
    QCOMPARE(f.part<QTabBar>()->currentIndex(), 1);
    QVERIFY(table->setData(table->index(row, ModelTable::PriceOut), QStringLiteral("4")));
    QVERIFY(!f.says(problem));
    f.press("Apply");
    QCOMPARE(f.engine.saves.size(), 1);
    QCOMPARE(f.engine.saves.first().first.model("m")->price,
             std::optional(settings::ModelPrice{2, 4, "USD"}));
}

void TestEndpointPrices::aModelsPriceIsAtHand()
{
    Fixture f;
    auto *table = f.dialog->findChild<ModelTable *>();
    f.dialog->showPlace(EndpointPlace::Prices, QStringLiteral("m-2")); // nobody knows it yet
    QCOMPARE(f.line("Model to add")->text(), QStringLiteral("m-2"));
    table->addModel(QStringLiteral("m-1"));
    table->addModel(QStringLiteral("m-2"));
    f.dialog->showPlace(EndpointPlace::Prices, QStringLiteral("m-2"));
    QTreeView *view = nullptr;
    for (auto *each : f.dialog->findChildren<QTreeView *>()) {
        if (each->accessibleName() == QLatin1String("Models"))
            view = each;
    }
    QVERIFY(view);
    QCOMPARE(view->currentIndex().column(), static_cast<int>(ModelTable::PriceIn));
    QCOMPARE(view->currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("m-2"));
}

QTEST_MAIN(TestEndpointPrices)
#include "tst_endpointprices.moc"

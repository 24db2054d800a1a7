// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "widgets/overflowrow.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using ui::OverflowRow;

/// No label is cut: what has no room is in the menu, and does the same there.
class TestOverflowRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void allStandInARow();
    void whatHasNoRoomIsInTheMenu();
    void theSenderMayBeRemoved();
};

static QList<QPushButton *> filled(OverflowRow &row)
{
    QList<QPushButton *> buttons;
    for (const char *text : {"Ask again", "Choose another model", "Edit the instructions"}) {
        auto *button = new QPushButton(QLatin1String(text));
        row.addButton(button);
        buttons.append(button);
    }
    return buttons;
}

void TestOverflowRow::allStandInARow()
{
    OverflowRow row;
    const QList<QPushButton *> buttons = filled(row);
    row.resize(row.sizeHint());
    row.show();
    for (const QPushButton *button : buttons)
        QVERIFY(button->isVisible());
    QVERIFY(row.menu()->isEmpty());
    QVERIFY(buttons.at(0)->geometry().right() < buttons.at(1)->geometry().left());
}

void TestOverflowRow::whatHasNoRoomIsInTheMenu()
{
    OverflowRow row;
    const QList<QPushButton *> buttons = filled(row);
    QSignalSpy clicked(buttons.at(2), &QPushButton::clicked);
    row.show();
    for (int width = row.sizeHint().width() - 1; width > row.minimumSizeHint().width(); width -= 7) {
        row.resize(width, row.sizeHint().height());
        qsizetype shown = 0;
        for (const QPushButton *button : buttons) {
            if (!button->isVisible())
                continue;
            ++shown;
            QVERIFY(row.rect().contains(button->geometry()));
            QVERIFY(button->width() >= button->sizeHint().width());
        }
        QCOMPARE(row.menu()->actions().size(), buttons.size() - shown);
        QVERIFY(shown < buttons.size());
    }
    QCOMPARE(row.menu()->actions().last()->text(), buttons.at(2)->text());
    row.menu()->actions().last()->trigger();
    QCOMPARE(clicked.count(), 1);
    row.resize(row.sizeHint());
    QVERIFY(row.menu()->isEmpty());
    QVERIFY(buttons.at(2)->isVisible());
}

void TestOverflowRow::theSenderMayBeRemoved()
{
    OverflowRow row;
    const QList<QPushButton *> buttons = filled(row);
    row.resize(row.minimumSizeHint());
    row.show();
    connect(buttons.at(1), &QPushButton::clicked, &row, [&row] { row.clear(); });
    row.menu()->actions().at(1)->trigger();
    QVERIFY(row.menu()->isEmpty());
    QCOMPARE(row.sizeHint(), QSize(0, 0));
}

QTEST_MAIN(TestOverflowRow)
#include "tst_overflowrow.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/whyfailedpane.h"
#include "support/answerpanel.h"
#include "support/widgettest.h"
#include "widgets/banner.h"
#include "widgets/givingarea.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace espalier;
using namespace espalier::ui;
using test::Answer;

/// What stands over the answer: the banner, and why it failed.
class TestResultStrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void longWordsScrollInALowPanel();
    void nothingIsSaidTwice();
};

void TestResultStrips::longWordsScrollInALowPanel()
{
    Answer a;
    a.panel.resize(500, 260);
    run::RunResult failed;
    failed.error = Error{ErrorKind::ServerFault,
                         QStringLiteral("many words ").repeated(120).toStdString(),
                         "Try again.",
                         500,
                         {},
                         {}};
    a.end(run::RunStatus::Failed, failed);
    const auto *area = a.part<GivingArea>();
    QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
    QVERIFY(area->geometry().bottom() <= a.panel.height());
    for (const QLabel *label : a.part<Banner>()->findChildren<QLabel *>()) {
        if (label->isVisible())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
    a.panel.resize(500, 900);
    QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
    a.panel.begin();
    QTRY_COMPARE(area->height(), 0);
}

void TestResultStrips::nothingIsSaidTwice()
{
    Answer a;
    run::RunResult failed;
    failed.error = Error{ErrorKind::ServerFault, "Out of order.", "Try again later.", 500, {}, {}};
    a.end(run::RunStatus::Failed, failed);
    const auto times = [&a](const QString &words) {
        int count = 0;
        for (const QLabel *label : a.panel.findChildren<QLabel *>())
            count += label->isVisible() && label->text().contains(words) ? 1 : 0;
        return count;
    };
    QCOMPARE(times(QStringLiteral("Try again later.")), 1);
    a.part<WhyFailedPane>()->setOpen(true);
    QCOMPARE(times(QStringLiteral("Try again later.")), 1);
    QCOMPARE(times(QStringLiteral("Out of order")), 1);
    for (QToolButton *button : a.part<Banner>()->findChildren<QToolButton *>()) {
        if (button->accessibleName() == QLatin1String("Close this message"))
            button->click();
    }
    QVERIFY(!a.part<WhyFailedPane>()->isVisible()); // nothing is left that could fold it
}

QTEST_MAIN(TestResultStrips)
#include "tst_resultstrips.moc"

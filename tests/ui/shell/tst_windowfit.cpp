// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/designpanel.h"
#include "panels/endpointbar.h"
#include "panels/hookspage.h"
#include "panels/limitsform.h"
#include "panels/resultpanel.h"
#include "shell/windowfit.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/banner.h"
#include "widgets/linkbutton.h"
#include "widgets/notelist.h"

#include <QAction>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

/// Sizes: of the window on its screen, and of what is in it when there is little room.
class TestWindowFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fittedInto_data();
    void fittedInto();
    void theFirstSizeFitsTheScreen();
    void aSizeFromALargerScreenFits();
    void aWindowThatIsTooHighKeepsItsLeftEdge();
    void theLeastSizeFitsTheScreen();
    void smallAndStillUsable_data();
    void smallAndStillUsable();
    void fourNotesAreSeen();
    void theLowerPartWaitsForRoom();
    void theLimitsStandWithoutAScrollBar();
    void dialogsFitTheScreen();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowFit::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindowFit::fittedInto_data()
{
    QTest::addColumn<QRect>("window");
    QTest::addColumn<QRect>("fitted");
    QTest::newRow("fits") << QRect(20, 30, 300, 200) << QRect(20, 30, 300, 200);
    QTest::newRow("too large") << QRect(20, 30, 3000, 2000) << QRect(10, 10, 960, 540);
    QTest::newRow("beyond the right and the bottom")
        << QRect(900, 500, 300, 200) << QRect(670, 350, 300, 200);
    QTest::newRow("on a screen that is gone") << QRect(-2000, -900, 300, 200) << QRect(10, 10, 300, 200);
}

void TestWindowFit::fittedInto()
{
    QFETCH(QRect, window);
    QFETCH(QRect, fitted);
    QCOMPARE(ui::fittedInto(window, QRect(10, 10, 960, 540)), fitted);
}

void TestWindowFit::theFirstSizeFitsTheScreen()
{
    Fixture f(m_folder->path());
    const QSize room = f.window.screen()->availableSize();
    QVERIFY2(room.width() < kFirstWindow.width(), "the screen of the test is as large as the window");
    QVERIFY(f.window.width() <= room.width());
    QVERIFY(f.window.height() < room.height());
}

void TestWindowFit::aSizeFromALargerScreenFits()
{
    {
        Fixture f(m_folder->path());
        f.window.setGeometry(1500, 900, 3000, 2000);
        f.window.close();
    }
    Fixture f(m_folder->path());
    const QRect room = f.window.screen()->availableGeometry();
    QVERIFY2(room.contains(f.window.geometry()), qPrintable(QString::number(f.window.width())));
}

/// Else it would wander at every start, by what the guess at the frame is wrong.
void TestWindowFit::aWindowThatIsTooHighKeepsItsLeftEdge()
{
    QWidget window;
    const QRect room = window.screen()->availableGeometry();
    window.setGeometry(QRect(room.left() + 60, room.top() + 40, 300, room.height()));
    fitToScreen(window);
    QVERIFY(window.geometry().height() < room.height());
    QCOMPARE(window.geometry().left(), room.left() + 60);
}

/// A screen at 200 % has half the logical pixels: what is below its end cannot be pressed.
void TestWindowFit::theLeastSizeFitsTheScreen()
{
    QWidget window;
    const QSize room = window.screen()->availableSize();
    window.setMinimumSize(room * 2);
    fitToScreen(window);
    QVERIFY(window.minimumWidth() <= room.width());
    QVERIFY(window.minimumHeight() < room.height());
    QVERIFY(window.height() < room.height());
    window.setMinimumSize(300, 200);
    fitToScreen(window);
    QCOMPARE(window.minimumSize(), QSize(300, 200));
}

void TestWindowFit::smallAndStillUsable_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("least") << kLeastWindow;
    QTest::newRow("half a screen") << QSize(798, 700);
}

void TestWindowFit::smallAndStillUsable()
{
    QFETCH(QSize, size);
    Fixture f(m_folder->path());
    f.choose("OpenAI"); // with its address, the longest bar
    f.window.resize(size);
    QTRY_COMPARE(f.window.size(), size);
    const QRect bar = f.part<EndpointBar>()->rect();
    for (const char *name : {"&Try", "&Stop", "Set &key…"}) {
        const QPushButton *button = f.button(QString::fromUtf8(name));
        QVERIFY(button->isVisible());
        QVERIFY(bar.contains(QRect(button->mapTo(f.part<EndpointBar>(), QPoint()), button->size())));
        QCOMPARE(button->width(), button->sizeHint().width());
    }
    QList<QRect> taken;
    for (QWidget *control : f.part<EndpointBar>()->findChildren<QWidget *>()) {
        if (!control->isVisible() ||
            (!qobject_cast<QComboBox *>(control) && !qobject_cast<QPushButton *>(control)))
            continue;
        const QRect rect(control->mapTo(f.part<EndpointBar>(), QPoint()), control->size());
        for (const QRect &other : taken)
            QVERIFY2(!rect.intersects(other), qPrintable(control->accessibleName()));
        taken.append(rect);
        QVERIFY(bar.contains(rect));
    }
    const QSize least = f.window.minimumSizeHint();
    QVERIFY2(least.width() <= size.width() && least.height() <= size.height(),
             qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
}

void TestWindowFit::fourNotesAreSeen()
{
    Fixture f(m_folder->path());
    f.part<ResultPanel>()->splitter()->setSizes({400, 100, 10});
    f.window.tryNow();
    f.engine.run->stream(R"({"name":1})");
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    for (int i = 0; i < 6; ++i) {
        schema::Issue issue;
        issue.instance = "/name";
        issue.message = "must be a text, got 1";
        result.issues.push_back(issue);
    }
    f.engine.run->end(result);
    auto *notes = f.part<NoteList>();
    QTRY_COMPARE(notes->count(), 6);
    QTRY_VERIFY(notes->viewport()->rect().contains(notes->visualItemRect(notes->item(3))));
    QVERIFY2(f.part<ResultPanel>()->splitter()->sizes().at(0) > 60,
             qPrintable(QString::number(f.part<ResultPanel>()->splitter()->sizes().at(0))));
}

/// In a window that is too low it stands back; once there is room, it comes, unless a person has closed it.
void TestWindowFit::theLowerPartWaitsForRoom()
{
    Fixture f(m_folder->path(), true);
    f.window.resize(790, 600);
    f.window.startSample(0);
    auto *lower = f.window.findChild<QDockWidget *>(QStringLiteral("lower"));
    QVERIFY(lower);
    QVERIFY(lower->isHidden());
    f.window.resize(790, 700);
    QTRY_VERIFY(lower->isVisible());
    QVERIFY(lower->height() < 300);
    lower->toggleViewAction()->trigger();
    QVERIFY(lower->isHidden());
    f.window.resize(790, 600);
    f.window.resize(790, 700);
    QVERIFY(lower->isHidden());
}

void TestWindowFit::theLimitsStandWithoutAScrollBar()
{
    Fixture f(m_folder->path());
    f.window.resize(1440, 900);
    QTRY_COMPARE(f.window.size(), QSize(1440, 900));
    auto *design = f.part<DesignPanel>();
    design->setPage(DesignPanel::HooksPage);
    QWidget *page = design->hooks()->limits();
    QTRY_VERIFY(page->isVisible());
    QScrollArea *area = nullptr;
    for (QWidget *above = page->parentWidget(); above && !area; above = above->parentWidget())
        area = qobject_cast<QScrollArea *>(above);
    QVERIFY(area);
    QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    // The links begin where the words above them do: they have a margin of their own for the focus.
    const auto *link = page->findChild<LinkButton *>();
    const QLabel *words = nullptr;
    for (const QLabel *label : page->findChildren<QLabel *>()) {
        if (label->text().startsWith(QLatin1String("How many questions go at once")))
            words = label;
    }
    QVERIFY(link && words);
    QCOMPARE(link->mapTo(page, QPoint(LinkButton::kPad, 0)).x(), words->mapTo(page, QPoint()).x());
    QCOMPARE(words->mapTo(area, QPoint()).x(), 12);
}

/// Their buttons stand at their lower end: out of sight they cannot be pressed.
void TestWindowFit::dialogsFitTheScreen()
{
    constexpr QSize kSmallScreen(1024 - 8, 640 - 40); // without a frame
    Fixture f(m_folder->path(), true);
    f.window.startSample(0);
    const QSize room = f.window.screen()->availableSize();
    int seen = 0;
    for (QAction *each : f.window.findChildren<QAction *>()) {
        const QString text = each->text().remove(u'&');
        if (!text.startsWith(QLatin1String("Endpoints")) && !text.startsWith(QLatin1String("Tokens and")) &&
            !text.startsWith(QLatin1String("Versions")))
            continue;
        each->trigger();
        auto *dialog = f.window.findChild<QDialog *>();
        QVERIFY2(dialog, qPrintable(text));
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY2(dialog->width() <= room.width() && dialog->height() <= room.height(), qPrintable(text));
        const QSize least = dialog->minimumSizeHint();
        QVERIFY2(least.width() <= kSmallScreen.width() && least.height() <= kSmallScreen.height(),
                 qPrintable(QStringLiteral("%1: %2 x %3").arg(text).arg(least.width()).arg(least.height())));
        delete dialog;
        ++seen;
    }
    QCOMPARE(seen, 3);
}

QTEST_MAIN(TestWindowFit)
#include "tst_windowfit.moc"

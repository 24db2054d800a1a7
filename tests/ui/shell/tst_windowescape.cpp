// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fieldtreemodel.h"
#include "panels/designpanel.h"
#include "panels/historypanel.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/fieldsview.h"
#include "widgets/filteredit.h"

#include <QAbstractItemView>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

/// Escape stops a run, which was paid for, only when nothing else wants the key.
class TestWindowEscape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theListOfACellIsClosed();
    void theListOfASettingIsClosed();
    void aFilterIsEmptied();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowEscape::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

static void beginRun(Fixture &f)
{
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    f.window.tryNow();
    QVERIFY(f.window.controller().isRunning());
}

/// The key as the platform tells it: to the window of the list, as long as that is open.
static void escapeTheList()
{
    QWidget *list = QApplication::activePopupWidget();
    QVERIFY(list);
    QTest::keyClick(list->windowHandle(), Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

static void stopsNow(Fixture &f)
{
    QVERIFY(f.engine.run && f.engine.run->stops == 0);
    f.window.activateWindow(); // the list had been
    QTRY_COMPARE(QApplication::activeWindow(), &f.window);
    QTest::keyClick(&f.window, Qt::Key_Escape);
    QCOMPARE(f.engine.run->stops, 1);
}

void TestWindowEscape::theListOfACellIsClosed()
{
    Fixture f(m_folder->path());
    beginRun(f);
    auto *view = f.part<FieldsView>();
    view->setFocus();
    view->edit(view->model()->index(0, FieldTreeModel::KindColumn));
    QTRY_VERIFY(QApplication::activePopupWidget());
    escapeTheList();
    QVERIFY(f.engine.run && f.engine.run->stops == 0);
}

void TestWindowEscape::theListOfASettingIsClosed()
{
    Fixture f(m_folder->path());
    beginRun(f);
    f.part<DesignPanel>()->setPage(DesignPanel::SettingsPage);
    for (auto *box : f.part<DesignPanel>()->findChildren<QComboBox *>()) {
        if (!box->isVisible() || !box->isEnabled())
            continue;
        box->setFocus();
        box->showPopup();
        escapeTheList();
        QVERIFY2(f.engine.run && f.engine.run->stops == 0, qPrintable(box->accessibleName()));
    }
    stopsNow(f);
}

void TestWindowEscape::aFilterIsEmptied()
{
    Fixture f(m_folder->path());
    beginRun(f);
    f.engine.run->end({}); // one that can be looked for
    QTRY_VERIFY(!f.window.controller().isRunning());
    beginRun(f);
    for (QAction *page : f.window.findChildren<QAction *>()) {
        if (page->text() == QLatin1String("&History"))
            page->trigger();
    }
    auto *filter = f.part<HistoryPanel>()->findChild<FilterEdit *>();
    QVERIFY(filter && filter->isVisible());
    QTRY_VERIFY(filter->isEnabled()); // the try is kept in another thread
    filter->setFocus();
    filter->setText(QStringLiteral("anna"));
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(filter->text(), QString());
    stopsNow(f);
}

QTEST_MAIN(TestWindowEscape)
#include "tst_windowescape.moc"

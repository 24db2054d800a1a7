// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/documentedit.h"

#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

/// The side list within its window: what is current is what is shown and what is asked about.
class TestDocumentsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void removingShowsAndAsksTheNextOne();
    void removingTheLastOneLeavesNothingToAsk();
    void whatWasBeingTypedGoesWithItsText();
    void whatWasRemovedComesBack();
    void whoTypesWithoutAPauseIsHeard();
    void theStateStaysWithItsText();

private:
    static void remove(Fixture &f) { QTest::keyClick(list(f), Qt::Key_Delete); }
    static QListView *list(Fixture &f)
    {
        for (QListView *found : f.part<DocumentsPanel>()->findChildren<QListView *>()) {
            if (found->accessibleName() == QLatin1String("Documents"))
                return found;
        }
        return nullptr;
    }
    static void fill(Fixture &f)
    {
        QList<TextDocument> texts;
        for (const char *name : {"A", "B", "C"}) {
            TextDocument text;
            text.name = QLatin1String(name);
            text.text = QStringLiteral("text of ") + text.name;
            texts.append(text);
        }
        f.window.workspace().texts().setDocuments(texts);
        f.part<DocumentsPanel>()->setCurrentRow(0);
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        list(f)->setFocus();
    }
    static QString shown(Fixture &f) { return f.part<DocumentEdit>()->toPlainText(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDocumentsPanel::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestDocumentsPanel::removingShowsAndAsksTheNextOne()
{
    Fixture f(m_folder->path());
    fill(f);
    remove(f);
    QCOMPARE(shown(f), QStringLiteral("text of B"));
    QCOMPARE(f.window.workspace().text().name, QStringLiteral("B"));
    f.window.tryNow();
    QCOMPARE(f.engine.orders.constLast().document, QStringLiteral("text of B"));
    f.window.stop();
    QTRY_VERIFY(!f.window.controller().isRunning());
    f.part<DocumentEdit>()->setPlainText(QStringLiteral("typed"));
    QTRY_COMPARE(f.window.workspace().texts().documents().at(0).text, QStringLiteral("typed"));
    QCOMPARE(f.window.workspace().texts().documents().at(1).text, QStringLiteral("text of C"));
}

void TestDocumentsPanel::removingTheLastOneLeavesNothingToAsk()
{
    Fixture f(m_folder->path());
    fill(f);
    for (int i = 0; i < 3; ++i)
        remove(f);
    QCOMPARE(f.window.workspace().texts().rowCount(), 0);
    QCOMPARE(f.window.workspace().currentText(), -1);
    QCOMPARE(shown(f), QString());
    QVERIFY(!f.part<DocumentEdit>()->isEnabled());
}

void TestDocumentsPanel::whatWasBeingTypedGoesWithItsText()
{
    Fixture f(m_folder->path());
    fill(f);
    f.part<DocumentEdit>()->setPlainText(QStringLiteral("just typed"));
    remove(f); // before the pause after which it would be taken over
    QCOMPARE(f.window.workspace().texts().documents().at(0).text, QStringLiteral("text of B"));
    for (QPushButton *button : f.part<DocumentsPanel>()->findChildren<QPushButton *>())
        button->click(); // Put back
    QCOMPARE(f.window.workspace().texts().documents().at(0).text, QStringLiteral("just typed"));
}

void TestDocumentsPanel::whatWasRemovedComesBack()
{
    Fixture f(m_folder->path());
    fill(f);
    f.part<DocumentsPanel>()->setCurrentRow(1);
    remove(f);
    QCOMPARE(shown(f), QStringLiteral("text of C"));
    for (QPushButton *button : f.part<DocumentsPanel>()->findChildren<QPushButton *>())
        button->click();
    QCOMPARE(f.window.workspace().texts().documents().at(1).name, QStringLiteral("B"));
    QCOMPARE(shown(f), QStringLiteral("text of B"));
    QCOMPARE(f.window.workspace().currentText(), 1);
}

void TestDocumentsPanel::whoTypesWithoutAPauseIsHeard()
{
    Fixture f(m_folder->path());
    fill(f);
    QSignalSpy changed(&f.window.workspace().texts(), &DocumentListModel::contentChanged);
    QElapsedTimer since;
    since.start();
    while (changed.isEmpty() && since.elapsed() < 10'000) {
        f.part<DocumentEdit>()->appendPlainText(QStringLiteral("x"));
        QTest::qWait(50); // shorter than any pause that is waited for
    }
    QVERIFY(!changed.isEmpty());
}

void TestDocumentsPanel::theStateStaysWithItsText()
{
    Fixture f(m_folder->path());
    fill(f);
    f.part<DocumentsPanel>()->setCurrentRow(2);
    f.window.tryNow();
    f.part<DocumentsPanel>()->setCurrentRow(0);
    remove(f); // C is row 1 now
    f.engine.run->stream("{}");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
    QCOMPARE(f.window.workspace().texts().documents().at(1).state, ValueState::Complete);
    QCOMPARE(f.window.workspace().texts().documents().at(0).state, ValueState::Absent);
}

QTEST_MAIN(TestDocumentsPanel)
#include "tst_documentspanel.moc"

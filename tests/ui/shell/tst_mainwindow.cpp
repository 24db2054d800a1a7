// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/commandpalette.h"
#include "panels/answerviews.h"
#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/hookspage.h"
#include "panels/resultpanel.h"
#include "panels/startpage.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/banner.h"
#include "widgets/livetreeview.h"
#include "widgets/schemaeditor.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theStartPageComesFirst();
    void keysAskAndStop();
    void theFocusGoesFromTryToStopAndBack();
    void nothingIsSentUnaskedFor();
    void tryIsOffForAReason();
    void showsTheAnswerInEveryView();
    void theSelectedValueIsShownInFull();
    void whatIsTypedStaysWithItsEndpoint();
    void failuresAreSaidAsPlainText();
    void closingWithARunningStreamEndsIt();
    void aKeyMovesOnlyWhenAllowed();
    void whatIsChosenIsRememberedAtOnce();
    void thePagesAreCommands();
    void themeIsRemembered();
    void everyControlHasAName();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMainWindow::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestMainWindow::theStartPageComesFirst()
{
    Fixture f(m_folder->path(), true);
    auto *start = f.part<StartPage>();
    QVERIFY(start->isVisible());
    QVERIFY(!f.part<EndpointBar>()->isVisible());
    QVERIFY(!f.part<DocumentsPanel>()->isVisible());
    f.window.tryNow(); // by a shortcut: there is nothing to ask yet
    QVERIFY(f.engine.orders.isEmpty());
    const QList<SampleCard *> cards = start->findChildren<SampleCard *>();
    QCOMPARE(cards.size(), 5);
    QTest::keyClick(cards.first(), Qt::Key_Return);
    QVERIFY(!start->isVisible());
    QVERIFY(f.part<DocumentsPanel>()->isVisible());
    QCOMPARE(f.part<EndpointBar>()->choice().name, QStringLiteral("Practice"));
    QVERIFY(f.window.workspace().text().text.contains(QStringLiteral("Jason")));
    QVERIFY(f.window.recipe().schema().has_value());
    QVERIFY(f.button(QStringLiteral("&Try"))->isEnabled());
    QVERIFY(!f.button(QStringLiteral("&Stop"))->isEnabled());
}

void TestMainWindow::theFocusGoesFromTryToStopAndBack()
{
    Fixture f(m_folder->path());
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    QPushButton *ask = f.button(QStringLiteral("&Try"));
    QPushButton *stop = f.button(QStringLiteral("&Stop"));
    ask->setFocus();
    QTest::keyClick(ask, Qt::Key_Space);
    QCOMPARE(f.engine.orders.size(), 1);
    QVERIFY(stop->hasFocus());
    QTest::keyClick(stop, Qt::Key_Space);
    QTRY_VERIFY(!f.window.controller().isRunning());
    QTRY_VERIFY(ask->hasFocus());
}

void TestMainWindow::keysAskAndStop()
{
    Fixture f(m_folder->path());
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    f.part<DesignPanel>()->setPage(DesignPanel::SchemaPage);
    f.part<SchemaEditor>()->setFocus();
    QTest::keyClick(f.part<SchemaEditor>(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.engine.orders.size(), 1);
    QCOMPARE(f.engine.orders.first().model, QStringLiteral("practice-reader"));
    QVERIFY(f.button(QStringLiteral("&Stop"))->isEnabled());
    QTest::keyClick(f.part<SchemaEditor>(), Qt::Key_Escape);
    QCOMPARE(f.engine.run->stops, 1);
    QTRY_VERIFY(!f.window.controller().isRunning());
    QVERIFY(f.button(QStringLiteral("&Try"))->isEnabled());
}

void TestMainWindow::nothingIsSentUnaskedFor()
{
    Fixture f(m_folder->path());
    f.choose("OpenAI");
    f.setAddress("https://other.example/v1");
    QTest::qWait(400);
    QVERIFY(f.engine.orders.isEmpty());
    QVERIFY(f.engine.fetched.isEmpty());
}

void TestMainWindow::tryIsOffForAReason()
{
    Fixture f(m_folder->path());
    QPushButton *ask = f.button(QStringLiteral("&Try"));
    f.choose("OpenAI");
    QVERIFY(!ask->isEnabled()); // no model yet
    QVERIFY(ask->toolTip().contains(QStringLiteral("model")));
    f.part<QComboBox>("Model")->setCurrentText(QStringLiteral("gpt-x"));
    QVERIFY(ask->isEnabled());
    f.setAddress("");
    QVERIFY(!ask->isEnabled());
    f.choose("Practice");
    QVERIFY(ask->isEnabled());
    f.window.recipe().setSchemaText(QStringLiteral("{\n\"type\":"));
    QTRY_VERIFY(!ask->isEnabled());
    f.window.tryNow(); // by a shortcut that came too soon: shows the error instead
    QVERIFY(f.engine.orders.isEmpty());
}

void TestMainWindow::showsTheAnswerInEveryView()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    f.engine.run->stream(R"({"name":"Jason","age":25,)");
    f.engine.run->stream(R"("addresses":[],"bio":"x"})");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
    QCOMPARE(f.part<ResultPanel>()->jsonText(),
             QStringLiteral(
                 "{\n  \"name\": \"Jason\",\n  \"age\": 25,\n  \"addresses\": [],\n  \"bio\": \"x\"\n}"));
    auto *raw = f.part<RawView>();
    f.part<ResultPanel>()->showPage(ResultPanel::Page::Raw);
    QCOMPARE(raw->wholeText(), QStringLiteral(R"({"name":"Jason","age":25,"addresses":[],"bio":"x"})"));
    QVERIFY(f.part<Banner>()->isHidden());
}

void TestMainWindow::theSelectedValueIsShownInFull()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    auto *tree = f.part<LiveTreeView>();
    auto *value = f.part<ValueView>();
    f.engine.run->stream(R"({"name":"Ja)");
    QTRY_VERIFY(tree->model()->index(0, 1).data().toString() == QLatin1String("Ja"));
    tree->setCurrentIndex(tree->model()->index(0, 0));
    QCOMPARE(value->wholeText(), QStringLiteral("Ja"));
    f.engine.run->stream("son\\nand more");
    QTRY_COMPARE(value->wholeText(), QStringLiteral("Jason\nand more"));
    f.engine.run->stream(R"( words")");
    QTRY_COMPARE(value->wholeText(), QStringLiteral("Jason\nand more words"));
}

void TestMainWindow::failuresAreSaidAsPlainText()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    run::RunResult result;
    result.status = run::RunStatus::Failed;
    result.error = Error{
        ErrorKind::NotAllowed, "<a href='http://bad.example'>click</a>", "Set another key.", 403, {}, {}};
    f.engine.run->end(result);
    QTRY_VERIFY(!f.part<Banner>()->isHidden());
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("This key may not do that")));
    for (const QLabel *label : f.part<Banner>()->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    bool said = false;
    for (const QLabel *label : f.part<ResultPanel>()->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text() == QLatin1String("No answer came."));
    QVERIFY(said);
}

void TestMainWindow::whatIsTypedStaysWithItsEndpoint()
{
    Fixture f(m_folder->path());
    f.choose("OpenAI");
    f.part<QComboBox>("Model")->setCurrentText(QStringLiteral("gpt-x"));
    f.setAddress("https://proxy.example/v1");
    f.choose("Practice");
    QCOMPARE(f.part<EndpointBar>()->model(), QStringLiteral("practice-reader"));
    f.choose("OpenAI");
    QCOMPARE(f.part<EndpointBar>()->model(), QStringLiteral("gpt-x"));
    QCOMPARE(f.part<EndpointBar>()->choice().baseUrl, QStringLiteral("https://proxy.example/v1"));
    Q_EMIT f.engine.modelsFetched(QStringLiteral("OpenAI"), {QStringLiteral("a"), QStringLiteral("b")});
    QCOMPARE(f.part<QComboBox>("Model")->count(), 2);
    QCOMPARE(f.part<EndpointBar>()->model(), QStringLiteral("gpt-x"));
}

void TestMainWindow::closingWithARunningStreamEndsIt()
{
    Fixture f(m_folder->path());
    QSignalSpy closed(&f.window, &MainWindow::closed);
    f.window.tryNow();
    f.engine.run->stream(R"({"name":"Ja)");
    f.window.close();
    QVERIFY(f.window.isHidden());
    QCOMPARE(f.engine.run->stops, 1);
    QCOMPARE(closed.count(), 0);
    QTRY_COMPARE(closed.count(), 1);
    QVERIFY(!f.window.controller().isRunning());
}

void TestMainWindow::aKeyMovesOnlyWhenAllowed()
{
    Fixture f(m_folder->path());
    f.choose("OpenAI");
    f.part<QComboBox>("Model")->setCurrentText(QStringLiteral("gpt-x"));
    f.engine.movesFrom = QStringLiteral("api.example.com");
    f.setAddress("https://elsewhere.example/v1");
    f.window.tryNow();
    QVERIFY(f.engine.orders.isEmpty());
    auto *box = f.part<QMessageBox>();
    QVERIFY(box && box->isVisible());
    QCOMPARE(box->textFormat(), Qt::PlainText);
    box->button(QMessageBox::Cancel)->click();
    QVERIFY(f.engine.orders.isEmpty());
    QTRY_VERIFY(!f.part<QMessageBox>());
    f.window.tryNow();
    for (QAbstractButton *button : f.part<QMessageBox>()->buttons()) {
        if (f.part<QMessageBox>()->buttonRole(button) == QMessageBox::AcceptRole) {
            button->click();
            break;
        }
    }
    QCOMPARE(f.engine.orders.size(), 1);
    QCOMPARE(f.engine.remembered.first, QStringLiteral("OpenAI"));
}

/// Also when the program does not come to its end: by a signal, or with the session.
void TestMainWindow::whatIsChosenIsRememberedAtOnce()
{
    Fixture f(m_folder->path());
    f.choose("OpenAI");
    f.part<QComboBox>("Model")->setCurrentText(QStringLiteral("gpt-x"));
    QCOMPARE(f.settings.value(settings::setting::lastEndpoint), QStringLiteral("OpenAI"));
    f.window.tryNow();
    QCOMPARE(f.engine.orders.size(), 1);
    f.engine.run->end({});
    QTRY_VERIFY(!f.window.controller().isRunning());
    f.choose("Practice"); // and nothing may go to the other one any more
    QCOMPARE(f.settings.value(settings::setting::lastEndpoint), QStringLiteral("Practice"));
    for (QAction *each : f.window.findChildren<QAction *>()) {
        if (each->text() == QLatin1String("&Dark"))
            each->trigger();
    }
    QCOMPARE(f.settings.value(settings::setting::windowTheme), Theme::nameOf(Theme::Choice::Dark));
    f.theme.setChoice(Theme::Choice::Light);
}

void TestMainWindow::thePagesAreCommands()
{
    Fixture f(m_folder->path());
    for (const Command &each : commandsOf(*f.part<QMenuBar>())) {
        if (each.path == QString::fromUtf8("View › Design › Rehearse"))
            each.action->trigger();
    }
    QCOMPARE(f.part<DesignPanel>()->page(), DesignPanel::HooksPage);
    QCOMPARE(f.part<DesignPanel>()->hooks()->part(), ui::HooksPage::RehearsalPart);
}

void TestMainWindow::themeIsRemembered()
{
    {
        Fixture f(m_folder->path());
        f.theme.setChoice(Theme::Choice::Dark);
        f.window.close();
    }
    Fixture f(m_folder->path());
    QCOMPARE(f.theme.choice(), Theme::Choice::Dark);
    f.theme.setChoice(Theme::Choice::Light);
}

void TestMainWindow::everyControlHasAName()
{
    Fixture f(m_folder->path());
    for (QWidget *widget : f.window.findChildren<QWidget *>()) {
        const bool control = qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractItemView *>(widget) ||
                             qobject_cast<QPlainTextEdit *>(widget) ||
                             qobject_cast<QsciScintilla *>(widget) || qobject_cast<QLineEdit *>(widget) ||
                             qobject_cast<QAbstractSpinBox *>(widget);
        const bool inner = qobject_cast<QComboBox *>(widget->parentWidget()) ||
                           qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) ||
                           widget->inherits("QComboBoxListView") || widget->inherits("QHeaderView");
        if (control && !inner)
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

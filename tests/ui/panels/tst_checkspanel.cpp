// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/entrylistmodel.h"
#include "panels/checkspanel.h"
#include "settings/appsettings.h"
#include "shell/codepermission.h"
#include "support/widgettest.h"
#include "widgets/codebar.h"
#include "widgets/commitedit.h"
#include "widgets/rowtree.h"
#include "json/read.h"
#include "json/writer.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// The page of checks, and what may run of those that came with the recipe.
class TestChecksPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneStepForEachChange();
    void keysOfTheList();
    void undoInTheFormTakesBackTheCheck();
    void standsInTheDocument();
    void whatIsWrittenHereIsAllowed();
    void whatCameWithTheRecipeIsNot();
    void onlyWhatWasShownCanBeAllowed();
    void permissionIsRemembered();
    void aTestTellsOnce();

private:
    template <typename T>
    T *part(const char *name) const
    {
        for (T *found : m_panel->findChildren<T *>()) {
            if (found->accessibleName() == QLatin1String(name) ||
                found->accessibleDescription() == QLatin1String(name))
                return found;
        }
        qFatal("no part %s", name);
        return nullptr;
    }
    QPushButton *button(const char *text) const
    {
        for (QPushButton *found : m_panel->findChildren<QPushButton *>()) {
            if (found->text().remove(u'&') == QLatin1String(text) && found->isVisibleTo(m_panel.get()))
                return found;
        }
        qFatal("no button %s", text);
        return nullptr;
    }
    void make();
    void type(const QString &expression) const
    {
        part<CommitEdit>("Expression")->setPlainText(expression);
        part<CommitEdit>("Expression")->commit();
    }
    [[nodiscard]] std::string checks() const
    {
        return json::writeCompact(json::Value::array(m_document->content().checks));
    }
    static json::Value::Array list(const char *text) { return json::readStrict(text)->items(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<CodePermission> m_permission;
    std::unique_ptr<ChecksPanel> m_panel;
};

void TestChecksPanel::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
    make();
}

void TestChecksPanel::make()
{
    m_settings = std::make_unique<settings::AppSettings>(m_folder->filePath(QStringLiteral("settings.ini")));
    m_document = std::make_unique<RecipeDocument>();
    m_document->setSchemaText(QStringLiteral(
        R"({"type":"object","properties":{"total":{"type":"number"},"buyer":{"type":"object","properties":{"name":{}}}}})"));
    m_document->undoStack().clear();
    m_permission = std::make_unique<CodePermission>(*m_document, *m_settings);
    m_panel = std::make_unique<ChecksPanel>(*m_document, *m_permission);
    m_panel->resize(700, 600);
    m_panel->show();
}

void TestChecksPanel::cleanup()
{
    m_panel.reset();
    m_permission.reset();
    m_document.reset();
    m_settings.reset();
}

void TestChecksPanel::oneStepForEachChange()
{
    button("Add check")->click();
    QCOMPARE(m_document->undoStack().count(), 1);
    type(QStringLiteral("value.total > 0"));
    QCOMPARE(m_document->undoStack().count(), 2);
    part<QComboBox>("What the check looks at")->setCurrentText(QStringLiteral("/total"));
    Q_EMIT part<QComboBox>("What the check looks at")->activated(1);
    part<QLineEdit>("Name of the check")->setText(QStringLiteral("positive"));
    Q_EMIT part<QLineEdit>("Name of the check")->editingFinished();
    QCOMPARE(m_document->undoStack().count(), 4);
    QCOMPARE(
        checks(),
        std::string(R"([{"name":"positive","expression":"value.total > 0","message":"","field":"/total"}])"));
    m_document->undoStack().undo();
    m_document->undoStack().undo();
    m_document->undoStack().undo();
    QCOMPARE(part<CommitEdit>("Expression")->toPlainText(), QStringLiteral("true"));
    m_document->undoStack().undo();
    QVERIFY(m_document->content().checks.empty());
}

/// What is being typed goes first, then what the recipe remembers.
void TestChecksPanel::undoInTheFormTakesBackTheCheck()
{
    button("Add check")->click();
    QCOMPARE(m_document->content().checks.size(), 1U);
    auto *expression = part<CommitEdit>("Expression");
    expression->setFocus();
    QTest::keyClicks(expression, QStringLiteral("v"));
    QTest::keyClick(expression, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_document->content().checks.size(), 1U);
    QTest::keyClick(expression, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_document->content().checks.empty());
}

void TestChecksPanel::keysOfTheList()
{
    m_document->setChecks(list(R"([{"name":"a","expression":"1"},{"name":"b","expression":"2"}])"),
                          QStringLiteral("x"));
    auto *tree = part<RowTree>("Checks");
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    tree->setFocus();
    m_panel->setCurrent(0);
    QTest::keyClick(tree, Qt::Key_Space);
    QCOMPARE(m_document->content().checks[0]["enabled"], json::Value::boolean(false));
    QTest::keyClick(tree, Qt::Key_Space);
    QCOMPARE(m_document->content().checks[0]["enabled"], json::Value::boolean(true));
    QTest::keyClick(tree, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_document->content().checks[1]["name"].text(), std::string("a"));
    QCOMPARE(m_panel->current(), 1);
    QTest::keyClick(tree, Qt::Key_Delete);
    QCOMPARE(m_document->content().checks.size(), 1U);
    QTest::keyClick(tree, Qt::Key_Insert);
    QCOMPARE(m_document->content().checks.size(), 2U);
}

void TestChecksPanel::standsInTheDocument()
{
    m_document->setChecks(list(R"([{"name":"a","expression":"x","field":"/total","own":7}])"),
                          QStringLiteral("x"));
    auto *rule = part<QComboBox>("What the check asks for");
    rule->setCurrentIndex(1);
    Q_EMIT rule->activated(1);
    QCOMPARE(checks(), std::string(R"([{"name":"a","expression":"x","own":7,"stands":"/total"}])"));
    QVERIFY(!part<CommitEdit>("Expression")->isEnabled());
    QVERIFY(m_permission->waitingChecks().empty()); // it holds no code of anybody
    rule->setCurrentIndex(0);
    Q_EMIT rule->activated(0);
    QCOMPARE(checks(), std::string(R"([{"name":"a","expression":"x","own":7,"field":"/total"}])"));
}

void TestChecksPanel::whatIsWrittenHereIsAllowed()
{
    button("Add check")->click();
    type(QStringLiteral("value.total > 0"));
    QVERIFY(m_permission->waitingChecks().empty());
    QCOMPARE(m_permission->runningChecks().size(), 1U);
}

void TestChecksPanel::whatCameWithTheRecipeIsNot()
{
    m_document->setChecks(
        list(
            R"x([{"name":"a","expression":"evil()","field":"/total"},{"name":"off","expression":"2","enabled":false}])x"),
        QStringLiteral("x"));
    QCOMPARE(m_permission->waitingChecks().size(), 1U); // the one that is off asks for nothing
    QVERIFY(m_permission->runningChecks().empty());
    m_panel->setCurrent(0);
    QVERIFY(!button("Test")->isEnabled());
    // Another name or place makes it nobody's own.
    part<QLineEdit>("Name of the check")->setText(QStringLiteral("mine"));
    Q_EMIT part<QLineEdit>("Name of the check")->editingFinished();
    part<QComboBox>("What the check looks at")->setCurrentText(QStringLiteral("/buyer"));
    Q_EMIT part<QComboBox>("What the check looks at")->activated(2);
    QCOMPARE(m_document->content().checks[0]["field"].text(), std::string("/buyer"));
    QCOMPARE(m_permission->waitingChecks().size(), 1U);
    type(QStringLiteral("value != null"));
    QVERIFY(m_permission->waitingChecks().empty());
    QVERIFY(button("Test")->isEnabled());
}

void TestChecksPanel::onlyWhatWasShownCanBeAllowed()
{
    CodeBar bar;
    QSignalSpy allowed(&bar, &CodeBar::allowed);
    const auto find = [&bar](const char *text) {
        for (QPushButton *found : bar.findChildren<QPushButton *>()) {
            if (found->text().remove(u'&') == QLatin1String(text))
                return found;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    bar.setWaiting({}, {});
    QVERIFY(bar.isHidden());
    bar.setWaiting(list(R"([{"name":"<b>a</b>","expression":"x"},{"name":"b","expression":"y"}])"),
                   list(R"([{"event":"run:finished","action":"program","command":"rm -r x"}])"));
    QVERIFY(!bar.isHidden());
    QVERIFY2(bar.accessibleName().startsWith(QLatin1String("This recipe brings 2 checks and 1 program that")),
             qPrintable(bar.accessibleName()));
    QVERIFY(!find("Allow")->isEnabled());
    find("Show")->click();
    QVERIFY(bar.findChild<QPlainTextEdit *>()->toPlainText().contains(QLatin1String("rm -r x")));
    QVERIFY(find("Allow")->isEnabled());
    bar.setWaiting(list(R"([{"name":"a","expression":"z"}])"), {}); // other code: look again
    QVERIFY(!find("Allow")->isEnabled());
    find("Show")->click();
    find("Allow")->click();
    QCOMPARE(allowed.count(), 1);
}

void TestChecksPanel::permissionIsRemembered()
{
    const auto foreign = list(R"([{"name":"a","expression":"value.total > 0"}])");
    m_document->setChecks(foreign, QStringLiteral("x"));
    QSignalSpy changed(m_permission.get(), &CodePermission::changed);
    m_permission->allowWaiting();
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_permission->waitingChecks().empty());
    cleanup();
    make();
    m_document->setChecks(foreign, QStringLiteral("x"));
    QVERIFY(m_permission->waitingChecks().empty());
    m_document->setChecks(list(R"([{"name":"a","expression":"value.total > 1"}])"), QStringLiteral("x"));
    QCOMPARE(m_permission->waitingChecks().size(), 1U);
}

void TestChecksPanel::aTestTellsOnce()
{
    button("Add check")->click();
    QSignalSpy wanted(m_panel.get(), &EntriesPanel::testWanted);
    button("Test")->click();
    QCOMPARE(wanted.count(), 1);
    const int ticket = wanted.first().at(1).toInt();
    auto *outcome = part<QLabel>("What the test brought");
    m_panel->showOutcome(ticket - 1, QStringLiteral("old"), true);
    QCOMPARE(outcome->text(), QStringLiteral("Trying…"));
    m_panel->showOutcome(ticket, QStringLiteral("<b>no</b>"), false);
    QCOMPARE(outcome->text(), QStringLiteral("<b>no</b>"));
    QCOMPARE(outcome->textFormat(), Qt::PlainText);
    QCOMPARE(test::heardOf(outcome), outcome->text());
    type(QStringLiteral("false"));
    QVERIFY(outcome->text().isEmpty()); // that was another expression
}

QTEST_MAIN(TestChecksPanel)
#include "tst_checkspanel.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/hooklistpanel.h"
#include "panels/hookspage.h"
#include "panels/limitsform.h"
#include "panels/rehearsalpanel.h"
#include "settings/appsettings.h"
#include "shell/codepermission.h"
#include "support/fakebench.h"
#include "support/widgettest.h"
#include "widgets/commitedit.h"
#include "widgets/linkbutton.h"
#include "widgets/segments.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// The page “Retries and hooks”.
class TestHooksPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void limitsAreSentences();
    void limitsGoBackToTheUsual();
    void numbersAreTypedInOneStep();
    void optionalLimits();
    void aHookOfEachAction();
    void whatDecidesIsOfferedForValidationOnly();
    void rulesHaveTheirNumbers();
    void unknownHooksStay();
    void aRehearsalRunsOnceAndEndsOnce();
    void aScriptThatCannotBePlayedIsSaid();
    void closingEndsTheRehearsal();
    void allIsInSight();

private:
    template <typename T>
    T *part(const char *name) const
    {
        for (T *found : m_page->findChildren<T *>()) {
            if (found->accessibleName() == QLatin1String(name) ||
                found->accessibleDescription() == QLatin1String(name))
                return found;
        }
        qFatal("no part %s", name);
        return nullptr;
    }
    /// One that does something; those that choose a part of the page can be checked.
    QPushButton *button(const char *text) const
    {
        for (QPushButton *found : m_page->findChildren<QPushButton *>()) {
            if (!found->isCheckable() && found->text().remove(u'&') == QLatin1String(text) &&
                found->isVisibleTo(m_page.get()))
                return found;
        }
        qFatal("no button %s", text);
        return nullptr;
    }
    bool says(const QString &text) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->text() == text && label->isVisibleTo(m_page.get()))
                return true;
        }
        return false;
    }
    void choose(const char *box, const QString &text) const
    {
        auto *combo = part<QComboBox>(box);
        const int at = combo->findText(text);
        if (at < 0)
            qFatal("no choice %s", qPrintable(text));
        combo->setCurrentIndex(at);
        Q_EMIT combo->activated(at);
    }
    [[nodiscard]] std::string hooks() const
    {
        return json::writeCompact(json::Value::array(m_document->content().hooks));
    }
    [[nodiscard]] const recipe::Limits &limits() const { return m_document->settings().limits; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<CodePermission> m_permission;
    test::FakeBench m_bench;
    std::unique_ptr<HooksPage> m_page;
};

void TestHooksPage::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<settings::AppSettings>(m_folder->filePath(QStringLiteral("settings.ini")));
    m_document = std::make_unique<RecipeDocument>();
    m_permission = std::make_unique<CodePermission>(*m_document, *m_settings);
    m_bench = {};
    m_page = std::make_unique<HooksPage>(*m_document, *m_permission);
    m_page->rehearsal()->setSource(m_bench, [] { return RunOrder(); });
    m_page->resize(700, 900);
    m_page->show();
}

void TestHooksPage::cleanup()
{
    m_page.reset();
    m_permission.reset();
    m_document.reset();
    m_settings.reset();
}

void TestHooksPage::limitsAreSentences()
{
    QVERIFY(says(QStringLiteral("times when the answer is invalid")));
    QVERIFY(says(QStringLiteral("(4 attempts at most)")));
    auto *reasks = part<QSpinBox>("Ask again up to");
    QVERIFY(reasks->toolTip().contains(QLatin1String("max_retries")));
    reasks->setValue(0);
    QCOMPARE(limits().reasks, 0);
    QVERIFY(says(QStringLiteral("(1 attempt)")));
    part<QSpinBox>("Send each question again up to")->setValue(5);
    part<QSpinBox>("Wait at most")->setValue(30);
    part<QSpinBox>("Give up when the answer has not begun after")->setValue(5);
    part<QSpinBox>("Give up when nothing comes for")->setValue(45);
    part<QSpinBox>("Give up when only signs of life and no words come for")->setValue(7);
    QCOMPARE(limits().transportRetries, 5);
    QCOMPARE(limits().maxWaitSeconds, 30);
    QCOMPARE(limits().firstByteSeconds, 5);
    QCOMPARE(limits().idleSeconds, 45);
    QCOMPARE(limits().noContentSeconds, 7);
    QCOMPARE(m_document->undoStack().count(), 6);
    m_document->undoStack().undo();
    QCOMPARE(part<QSpinBox>("Give up when only signs of life and no words come for")->value(), 120);
}

void TestHooksPage::limitsGoBackToTheUsual()
{
    LinkButton *reset = nullptr;
    for (LinkButton *each : m_page->findChildren<LinkButton *>()) {
        if (each->text() == QLatin1String("Set back to the usual"))
            reset = each;
    }
    QVERIFY(reset && !reset->isEnabled());
    RecipeSettings settings = m_document->settings();
    settings.limits.reasks = 250; // more than the box offers by hand
    settings.limits.tokenBudget = 5;
    m_document->setSettings(settings, QStringLiteral("x"));
    QCOMPARE(part<QSpinBox>("Ask again up to")->value(), 250);
    QVERIFY(reset->isEnabled());
    reset->click();
    QVERIFY(limits() == recipe::Limits());
    m_document->undoStack().undo();
    QCOMPARE(limits().reasks, 250);
}

void TestHooksPage::numbersAreTypedInOneStep()
{
    auto *idle = part<QSpinBox>("Give up when nothing comes for");
    idle->setFocus();
    idle->selectAll();
    QTest::keyClicks(idle, QStringLiteral("120"));
    QCOMPARE(m_document->undoStack().count(), 0);
    m_page->commit(); // a question is made while the cursor is still in it
    QCOMPARE(limits().idleSeconds, 120);
    QCOMPARE(m_document->undoStack().count(), 1);
}

void TestHooksPage::optionalLimits()
{
    const auto box = [this](const char *text) {
        for (QCheckBox *found : m_page->findChildren<QCheckBox *>()) {
            if (found->text() == QLatin1String(text))
                return found;
        }
        qFatal("no box %s", text);
    };
    QVERIFY(!part<QSpinBox>("Give up after, in all")->isEnabled());
    box("Give up after")->click();
    QCOMPARE(limits().deadlineSeconds.value_or(0), 600);
    part<QSpinBox>("Give up after, in all")->setValue(90);
    QCOMPARE(limits().deadlineSeconds.value_or(0), 90);
    box("Give up after")->click();
    QVERIFY(!limits().deadlineSeconds);
    box("Stop when a document has used")->click();
    part<QSpinBox>("Most tokens of a document")->setValue(1234);
    QCOMPARE(limits().tokenBudget.value_or(0), 1234);
    auto *cost = part<QDoubleSpinBox>("Most that a document may cost");
    QVERIFY(!cost->isEnabled());
    const int before = m_document->undoStack().count();
    box("Stop when a document has cost")->click();
    QCOMPARE(limits().costBudget.value_or(0), 0.1);
    cost->setValue(0.0025);
    QCOMPARE(limits().costBudget.value_or(0), 0.0025);
    QCOMPARE(m_document->undoStack().count(), before + 2);
    m_document->undoStack().undo();
    QCOMPARE(cost->value(), 0.1);
    m_document->undoStack().undo();
    QVERIFY(!limits().costBudget && !cost->isEnabled());
    // One finer than the box shows is kept until it is changed.
    RecipeSettings settings = m_document->settings();
    settings.limits.costBudget = 0.00001;
    m_document->setSettings(settings, QStringLiteral("x"));
    m_page->commit();
    QCOMPARE(limits().costBudget.value_or(0), 0.00001);
}

void TestHooksPage::aHookOfEachAction()
{
    m_page->showPart(HooksPage::HooksPart);
    button("Add hook")->click();
    QCOMPARE(hooks(), std::string(R"([{"event":"validation","action":"ask"}])"));
    choose("What the hook does", QStringLiteral("JavaScript"));
    part<CommitEdit>("Script")->setPlainText(QStringLiteral("failures < 2"));
    part<CommitEdit>("Script")->commit();
    QCOMPARE(hooks(), std::string(R"([{"event":"validation","action":"script","script":"failures < 2"}])"));
    QVERIFY(m_permission->waitingHooks().empty()); // written here
    choose("What the hook does", QStringLiteral("program"));
    part<QLineEdit>("Command")->setText(QStringLiteral("/bin/decide 'a b'"));
    Q_EMIT part<QLineEdit>("Command")->editingFinished();
    QCOMPARE(m_document->content().hooks[0]["command"].text(), std::string("/bin/decide 'a b'"));
    QVERIFY(m_permission->waitingHooks().empty());
    choose("What the hook does", QStringLiteral("notify me"));
    QCOMPARE(m_document->content().hooks[0]["action"].text(), std::string("notify"));
    QCOMPARE(m_document->content().hooks[0]["script"].text(), std::string("failures < 2")); // kept for later
    while (m_document->undoStack().canUndo())
        m_document->undoStack().undo();
    QVERIFY(m_document->content().hooks.empty());
}

void TestHooksPage::whatDecidesIsOfferedForValidationOnly()
{
    m_page->showPart(HooksPage::HooksPart);
    button("Add hook")->click();
    choose("Event", QStringLiteral("run:finished"));
    QCOMPARE(hooks(), std::string(R"([{"event":"run:finished","action":"notify"}])"));
    auto *actions = part<QComboBox>("What the hook does");
    QCOMPARE(actions->findText(QStringLiteral("ask me")), -1);
    QCOMPARE(actions->findText(QStringLiteral("rule")), -1);
    QVERIFY(actions->findText(QStringLiteral("program")) >= 0);
}

void TestHooksPage::rulesHaveTheirNumbers()
{
    m_page->showPart(HooksPage::HooksPart);
    button("Add hook")->click();
    choose("What the hook does", QStringLiteral("rule"));
    part<QSpinBox>("Answers that do not fit")->setValue(3);
    QCOMPARE(hooks(), std::string(R"([{"event":"validation","action":"rule","rule":"stop-after","n":3}])"));
    choose("Rule", QStringLiteral("accept when only these fields do not fit:"));
    part<QLineEdit>("Fields that may be wrong")->setText(QStringLiteral("/bio, /home"));
    Q_EMIT part<QLineEdit>("Fields that may be wrong")->editingFinished();
    QCOMPARE(json::writeCompact(m_document->content().hooks[0]["fields"]),
             std::string(R"(["/bio","/home"])"));
    choose("Rule", QStringLiteral("stop when a document has cost more than"));
    QCOMPARE(m_document->content().hooks[0]["above"].toDouble().value_or(0), 0.1);
}

void TestHooksPage::unknownHooksStay()
{
    const auto foreign = json::readStrict(R"([{"event":"x:y","action":"dance","own":1.50}])")->items();
    m_document->setHooks(foreign, QStringLiteral("x"));
    m_page->hooks()->setCurrent(0);
    m_page->commit();
    QVERIFY(m_document->content().hooks == foreign);
    QCOMPARE(part<QComboBox>("What the hook does")->currentText(), QStringLiteral("dance"));
}

void TestHooksPage::aRehearsalRunsOnceAndEndsOnce()
{
    m_page->showPart(HooksPage::RehearsalPart);
    RehearsalPanel *panel = m_page->rehearsal();
    QSignalSpy ended(panel, &RehearsalPanel::ended);
    button("Rehearse")->click();
    QCOMPARE(m_bench.rehearsed.size(), 1);
    QCOMPARE(m_bench.played, QStringLiteral("429:1;429:1;ok"));
    panel->start(); // one at a time
    QCOMPARE(m_bench.rehearsed.size(), 1);
    run::RunEvent event;
    event.kind = run::RunEventKind::CompletionKwargs;
    event.attempt = event.tryNumber = 1;
    event.data = json::Value::object();
    Q_EMIT m_bench.rehearsal->link.happened(event);
    QCOMPARE(panel->model().rowCount(), 1);
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    result.tries = 1;
    m_bench.rehearsal->end(result);
    m_bench.rehearsal->stop();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(!panel->isRunning());
    QVERIFY(
        part<QLabel>("What the rehearsal showed")->text().startsWith(QLatin1String("0 waits, 1 try, done")));
    QCOMPARE(test::heardOf(part<QLabel>("What the rehearsal showed")),
             part<QLabel>("What the rehearsal showed")->text());
    button("Rehearse")->click();
    QCOMPARE(panel->model().rowCount(), 0);
    button("Stop")->click();
    QTRY_COMPARE(ended.count(), 2);
}

void TestHooksPage::aScriptThatCannotBePlayedIsSaid()
{
    m_page->showPart(HooksPage::RehearsalPart);
    QVERIFY(part<QComboBox>("Faults to play")->currentIndex() >= 0);
    part<QLineEdit>("The same as a script")->setText(QStringLiteral("nonsense"));
    QCOMPARE(part<QComboBox>("Faults to play")->currentIndex(), -1); // one's own
    QVERIFY(says(QStringLiteral("there is no step of that name")));
    QVERIFY(!button("Rehearse")->isEnabled());
    m_page->rehearsal()->start();
    QVERIFY(m_bench.rehearsed.isEmpty());
    choose("Faults to play", QStringLiteral("A stream that is cut, then well"));
    QCOMPARE(part<QLineEdit>("The same as a script")->text(), QStringLiteral("cut=120;ok"));
    QVERIFY(button("Rehearse")->isEnabled());
}

void TestHooksPage::closingEndsTheRehearsal()
{
    m_page->showPart(HooksPage::RehearsalPart);
    button("Rehearse")->click();
    QPointer<test::FakeRehearsal> run = m_bench.rehearsal;
    QVERIFY(run);
    m_page.reset();
    QVERIFY(run.isNull());
}

void TestHooksPage::allIsInSight()
{
    const auto rule = json::readStrict(R"({"event":"validation","action":"rule","rule":"stop-after","n":2})");
    m_document->setHooks({*rule}, QStringLiteral("Add hook"));
    for (const QSize size : {QSize(600, 505), QSize(360, 300), QSize(300, 300)}) {
        m_page->resize(size);
        for (const QPushButton *segment : m_page->findChild<Segments *>()->findChildren<QPushButton *>())
            QVERIFY2(segment->width() >= segment->sizeHint().width(), qPrintable(segment->text()));
        for (const auto part : {HooksPage::LimitsPart, HooksPage::HooksPart, HooksPage::RehearsalPart}) {
            m_page->showPart(part);
            for (const QScrollArea *area : m_page->findChildren<QScrollArea *>()) {
                if (!area->isVisible())
                    continue;
                QTRY_COMPARE(area->horizontalScrollBar()->maximum(), 0);
                for (const QLabel *label : area->findChildren<QLabel *>()) {
                    if (label->isVisible() && label->wordWrap())
                        QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                                 qPrintable(label->text()));
                }
                if (size.height() > 400) // the middle of a window of 1440 by 900
                    QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
            }
        }
    }
}

QTEST_MAIN(TestHooksPage)
#include "tst_hookspage.moc"

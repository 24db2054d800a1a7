// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpointdialog.h"

#include "dialogs/endpoint/askbar.h"
#include "dialogs/endpoint/keyfield.h"
#include "dialogs/endpoint/modelspage.h"
#include "dialogs/endpoint/movequestion.h"
#include "dialogs/endpoint/stepline.h"
#include "support/endpointfixture.h"
#include "support/widgettest.h"
#include "widgets/banner.h"
#include "widgets/sectionlabel.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace espalier;
using namespace espalier::ui;
using Fixture = test::EndpointFixture;

namespace {
const char *const kBad = "<img src=file:///etc/passwd>";
} // namespace

/// What the endpoint dialog asks of the network, and what it does with words from there.
class TestEndpointAsking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void returnAddsAModelAndNoMore();
    void theTicksOfATest();
    void aMarkHasItsWords();
    void whatIsKeptKeepsItsTicks();
    void anEmptyListOfModelsSaysWhatToDo();
    void anEditedAddressForgetsItsTicks();
    void tabGoesFromAHeadersNameToItsValue();
    void aTestIsOfWhatStandsInTheFields();
    void aTestOfWhatIsNotKeptUsesNobodysSecrets();
    void aDroppedTestFetchesNoMore();
    void aTestIsCancelled();
    void listedModelsComeIn();
    void wordsOfOthersStayPlain();
    void localServers();
    void everyControlHasAName();
};

void TestEndpointAsking::returnAddsAModelAndNoMore()
{
    Fixture f;
    f.part<QTabBar>()->setCurrentIndex(1);
    QLineEdit *name = f.line("Model to add");
    name->setFocus();
    QTest::keyClicks(name, QStringLiteral("my-model"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.dialog->hasChanges());
    QCOMPARE(name->text(), QString());
    f.line("Filter models")->setFocus();
    QTest::keyClick(f.line("Filter models"), Qt::Key_Return);
    QVERIFY(f.dialog->isVisible());
}

void TestEndpointAsking::theTicksOfATest()
{
    Fixture f;
    f.press("Test connection");
    QVERIFY(f.engine.test);
    Q_EMIT f.engine.test->step(ConnectionStep::Address, StepState::Good, QStringLiteral("fine"), Error());
    Q_EMIT f.engine.test->step(ConnectionStep::Reach, StepState::Running, QString(), Error());
    const QList<StepLine *> lines = f.dialog->findChildren<StepLine *>();
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0]->spoken(), QStringLiteral("Address: works, fine"));
    QCOMPARE(lines[1]->spoken(), QStringLiteral("Reachable: being asked"));
    QCOMPARE(lines[2]->spoken(), QStringLiteral("TLS: not tested"));
    Q_EMIT f.engine.test->step(
        ConnectionStep::Reach, StepState::Bad, QString(),
        Error{ErrorKind::NoConnection, "Nobody answers.", "Check the port.", {}, {}, {}});
    QCOMPARE(lines[1]->spoken(), QStringLiteral("Reachable: fails, Nobody answers.\nCheck the port."));
    f.engine.test->endLater();
    QTRY_VERIFY(f.button("Test connection"));
    QTRY_VERIFY(f.engine.test.isNull());
}

void TestEndpointAsking::tabGoesFromAHeadersNameToItsValue()
{
    Fixture f;
    f.part<QTabBar>()->setCurrentIndex(2);
    f.press("Add header");
    QTreeView *view = nullptr;
    for (QTreeView *table : f.dialog->findChildren<QTreeView *>()) {
        if (table->accessibleName() == QLatin1String("Extra headers"))
            view = table;
    }
    QVERIFY(view);
    const auto type = [view](const char *text, Qt::Key then) {
        auto *editor = view->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QTest::keyClicks(editor, QString::fromLatin1(text));
        QTest::keyClick(editor, then);
        QApplication::processEvents(); // Return commits from the event loop
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    type("X-Team", Qt::Key_Tab);
    type("docs", Qt::Key_Return);
    f.press("Apply");
    QCOMPARE(f.engine.saves.size(), 1);
    const settings::EndpointProfile saved = f.engine.saves.first().first;
    QCOMPARE(saved.headers.size(), 1U);
    QCOMPARE(saved.headers.front().name, std::string("X-Team"));
    QCOMPARE(saved.headers.front().value, std::string("docs"));
}

void TestEndpointAsking::aMarkHasItsWords()
{
    StepLine line(QStringLiteral("Key"));
    const auto words = [&line] { return line.findChild<DimLabel *>()->text(); };
    QCOMPARE(words(), QString()); // nothing was asked for
    line.setState(StepState::NotAsked, {}, {});
    QCOMPARE(words(), QStringLiteral("not asked"));
    QCOMPARE(line.spoken(), QStringLiteral("Key: not asked"));
    line.setState(StepState::Bad, {}, {ErrorKind::NoKey, "no key for Mine", "Set it.", {}, {}, {}});
    QCOMPARE(words(), QStringLiteral("No key for Mine\nSet it."));
}

void TestEndpointAsking::whatIsKeptKeepsItsTicks()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    f.press("Test connection");
    Q_EMIT f.engine.test->step(ConnectionStep::Address, StepState::Good, QStringLiteral("fine"), Error());
    f.engine.test->endLater();
    QTRY_VERIFY(f.engine.test.isNull());
    f.press("Apply");
    QCOMPARE(f.engine.saves.size(), 1);
    const StepLine *line = f.dialog->findChildren<StepLine *>().constFirst();
    QCOMPARE(line->spoken(), QStringLiteral("Address: works, fine"));
    f.part<QListWidget>("Endpoints")->setCurrentRow(0);
    QCOMPARE(line->spoken(), QStringLiteral("Address: not tested"));
}

void TestEndpointAsking::anEmptyListOfModelsSaysWhatToDo()
{
    Fixture f;
    auto *page = f.part<ModelsPage>();
    const auto said = [page] {
        for (const auto *label : page->findChild<QTreeView *>()->viewport()->findChildren<QLabel *>())
            return label->isVisibleTo(page) ? label->text() : QString();
        return QStringLiteral("no label");
    };
    settings::EndpointProfile none;
    page->setProfile(none);
    QVERIFY(said().contains(QStringLiteral("Fetch the list")));
    settings::EndpointProfile one;
    one.models.emplace_back().name = "model-1";
    page->setProfile(one);
    QCOMPARE(said(), QString());
    f.line("Filter models")->setText(QStringLiteral("other"));
    QCOMPARE(said(), QStringLiteral("No model has “other” in its name."));
}

void TestEndpointAsking::anEditedAddressForgetsItsTicks()
{
    Fixture f;
    f.press("Test connection");
    Q_EMIT f.engine.test->step(ConnectionStep::Address, StepState::Good, QStringLiteral("fine"), Error());
    const StepLine *line = f.dialog->findChildren<StepLine *>().constFirst();
    QCOMPARE(line->spoken(), QStringLiteral("Address: works, fine"));
    QTest::keyClick(f.line("Base URL"), Qt::Key_1);
    QCOMPARE(line->spoken(), QStringLiteral("Address: not tested"));
    QTRY_VERIFY(f.engine.test.isNull()); // and it ends, nobody waits for it
    QVERIFY(f.button("Test connection"));
}

void TestEndpointAsking::aTestIsOfWhatStandsInTheFields()
{
    Fixture f;
    f.line("Name")->setText(QStringLiteral("Renamed"));
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    f.line("Key")->setText(QStringLiteral("sk-typed"));
    f.press("Test connection");
    QCOMPARE(f.engine.testedProfiles.last().name, std::string("Mine")); // where its other secrets lie
    QCOMPARE(f.engine.testedProfiles.last().baseUrl, std::string("https://new.example/v1"));
    QCOMPARE(f.engine.testedWith.at("Mine"), std::string("sk-typed"));
    QVERIFY(f.engine.saves.isEmpty());
    QVERIFY(f.engine.storedFor.isEmpty());
}

void TestEndpointAsking::aTestOfWhatIsNotKeptUsesNobodysSecrets()
{
    Fixture f;
    f.press("Duplicate");
    f.line("Name")->setText(QStringLiteral("Mine")); // taken, and a key lies under it
    f.line("Base URL")->setText(QStringLiteral("https://elsewhere.example/v1"));
    f.press("Test connection");
    const settings::EndpointProfile tested = f.engine.testedProfiles.last();
    for (const ui::EndpointInfo &info : f.engine.endpoints())
        QVERIFY(QString::fromStdString(tested.name).compare(info.name, Qt::CaseInsensitive) != 0);
    f.press("Cancel the test");
    QTRY_VERIFY(f.button("Test connection"));
    f.line("Key")->setText(QStringLiteral("sk-typed"));
    f.press("Test connection");
    QCOMPARE(f.engine.testedWith.at(f.engine.testedProfiles.last().name), std::string("sk-typed"));
}

void TestEndpointAsking::aDroppedTestFetchesNoMore()
{
    Fixture f;
    f.part<QTabBar>()->setCurrentIndex(1);
    f.press("Fetch list");
    QVERIFY(!f.button("Fetch list"));
    f.part<QListWidget>("Endpoints")->setCurrentRow(1);
    QVERIFY(f.button("Fetch list"));
    QVERIFY(f.button("Fetch list")->isEnabled());
}

void TestEndpointAsking::aTestIsCancelled()
{
    Fixture f;
    f.press("Test connection");
    Q_EMIT f.engine.test->step(ConnectionStep::Reach, StepState::Running, QString(), Error());
    f.press("Cancel the test");
    QCOMPARE(f.engine.test->cancels, 1);
    QTRY_VERIFY(f.button("Test connection"));
    QCOMPARE(f.dialog->findChildren<StepLine *>()[1]->spoken(),
             QStringLiteral("Reachable: not asked, cancelled"));
    f.press("Test connection");
    f.press("Cancel"); // the dialog: the test goes with it
    QTRY_VERIFY(f.dialog.isNull());
    QVERIFY(f.engine.test.isNull());
}

void TestEndpointAsking::listedModelsComeIn()
{
    Fixture f;
    f.part<QTabBar>()->setCurrentIndex(1);
    f.press("Fetch list");
    Q_EMIT f.engine.test->modelsListed({{"small", 8192, {}}, {"large", {}, {}}});
    f.engine.test->endLater();
    QTRY_VERIFY(f.button("Fetch list"));
    auto *view = f.part<QAbstractItemView>("Models");
    QCOMPARE(view->model()->rowCount(), 2);
    f.line("Filter models")->setText(QStringLiteral("LAR"));
    QCOMPARE(view->model()->rowCount(), 1);
    QTest::keyClicks(f.line("Model to add"), QStringLiteral("by-hand"));
    f.press("Add model");
    QCOMPARE(view->model()->rowCount(), 3);
    f.press("Apply");
    QCOMPARE(f.engine.saves.last().first.models.size(), 3U);
    QCOMPARE(f.engine.saves.last().first.models[0].source, std::string("server"));
}

void TestEndpointAsking::wordsOfOthersStayPlain()
{
    Fixture f;
    f.press("Test connection");
    Q_EMIT f.engine.test->modelsListed({{kBad, {}, {}}});
    Q_EMIT f.engine.test->step(ConnectionStep::Models, StepState::Bad, QString(),
                               Error{ErrorKind::ServerFault, kBad, kBad, {}, {}, {}});
    f.engine.test->endLater();
    QTRY_VERIFY(f.button("Test connection"));
    QVERIFY(f.says(QLatin1String(kBad)));
    f.line("Name")->setText(QLatin1String(kBad));
    f.dialog->reject(); // the question names it
    f.engine.saveError = Error{ErrorKind::CannotWrite, kBad, kBad, {}, {}, {}};
    int plain = 0;
    for (const QLabel *label : f.dialog->findChildren<QLabel *>()) {
        if (!label->text().contains(QStringLiteral("<img")))
            continue;
        QCOMPARE(label->textFormat(), Qt::PlainText);
        ++plain;
    }
    QVERIFY(plain >= 3);
    for (const QWidget *widget : f.dialog->findChildren<QWidget *>())
        QVERIFY(!widget->toolTip().contains(QStringLiteral("<img")));
    auto *view = f.part<QAbstractItemView>("Models");
    QCOMPARE(view->model()->index(0, 0).data().toString(), QLatin1String(kBad));
}

void TestEndpointAsking::localServers()
{
    Fixture f;
    f.press("Look for local servers");
    QCOMPARE(f.engine.searches, 1);
    QVERIFY(!f.button("Look for local servers")->isEnabled());
    Q_EMIT f.engine.localServersFound(
        {{QStringLiteral("Ollama"), QStringLiteral("http://127.0.0.1:11434/v1"), 3}});
    QVERIFY(f.says(QStringLiteral("Ollama answers, 3 models")));
    f.press("Look for local servers");
    Q_EMIT f.engine.localServersFound({});
    QVERIFY(f.says(QStringLiteral("No local server answers")));
}

void TestEndpointAsking::everyControlHasAName()
{
    Fixture f;
    for (QWidget *widget : f.dialog->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->inherits("QScrollArea") ||
            qobject_cast<AskBar *>(widget->parentWidget()))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool inner = widget->inherits("QComboBoxListView") || widget->inherits("QLabel") ||
                           widget->inherits("QHeaderView") || widget->parentWidget()->inherits("QLabel");
        QVERIFY2(named || inner, widget->metaObject()->className());
    }
}

QTEST_MAIN(TestEndpointAsking)
#include "tst_endpointasking.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "dialogs/endpointdialog.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/limitsform.h"
#include "panels/resultpanel.h"
#include "run/endwords.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "text/nextstep.h"
#include "widgets/banner.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

namespace {

QStringList labels(const QWidget &widget)
{
    QStringList out;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        out.append(label->text());
    return out;
}

} // namespace

/// What the window holds still while a run is under way, and what it says of where an answer came from.
class TestWindowRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsAskedStaysWhileItRuns();
    void theAnswerSaysWhereItCameFrom();
    void theAnswerOfATextComesBackWithIt();
    void aSecondReturnIsNoYes();
    void anEndpointThatWantsAKeySaysSo();
    void missingPricesOfferTheEndpoint();
    void connectionFaultsOfferTheirField_data();
    void connectionFaultsOfferTheirField();
    void limitsOfTheEndpointAreShown();
    void brokenProfilesAreSaid();

private:
    void askOpenAi(Fixture &f);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowRuns::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindowRuns::askOpenAi(Fixture &f)
{
    f.choose("OpenAI");
    f.part<QComboBox>("Model")->setCurrentText(QStringLiteral("gpt-x"));
}

void TestWindowRuns::whatIsAskedStaysWhileItRuns()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    QList<QWidget *> inputs;
    for (const char *name : {"Endpoint", "Model", "Mode", "Streaming"})
        inputs.append(f.part<QComboBox>(name));
    f.part<QComboBox>("Model")->setFocus();
    f.window.tryNow();
    for (const QWidget *input : inputs)
        QVERIFY2(!input->isEnabled(), qPrintable(input->accessibleName()));
    QVERIFY(f.button(QStringLiteral("&Stop"))->isEnabled());
    f.button(QStringLiteral("&Stop"))->click();
    QCOMPARE(f.engine.run->stops, 1);
    QTRY_VERIFY(!f.window.controller().isRunning());
    for (const QWidget *input : inputs)
        QVERIFY2(input->isEnabled(), qPrintable(input->accessibleName()));
}

void TestWindowRuns::theAnswerSaysWhereItCameFrom()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    f.window.tryNow();
    f.engine.run->stream("{}");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
    f.choose("Practice");
    QVERIFY(
        labels(*f.part<ResultPanel>()).contains(QStringLiteral("done, fits the schema · gpt-x at OpenAI")));
    f.part<DocumentsPanel>()->setCurrentRow(1); // it is not the answer about that text
    QVERIFY(labels(*f.part<ResultPanel>())
                .contains(QStringLiteral("of two addresses.txt: done, fits the schema · gpt-x at OpenAI")));
    f.part<DocumentsPanel>()->setCurrentRow(0);
    QVERIFY(
        labels(*f.part<ResultPanel>()).contains(QStringLiteral("done, fits the schema · gpt-x at OpenAI")));
}

/// Its last try, marked as one, and nothing is asked for it.
void TestWindowRuns::theAnswerOfATextComesBackWithIt()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    auto *texts = f.part<DocumentsPanel>();
    const auto answer = [&](int row, const char *json) {
        texts->setCurrentRow(row);
        f.window.tryNow();
        f.engine.run->stream(json);
        run::RunResult result;
        result.status = run::RunStatus::Valid;
        result.text = json;
        result.value = test::jsonOf(json);
        result.lastObject = result.value;
        const auto before = f.window.workspace().tries().ids().size();
        f.engine.run->end(result);
        [&] { QTRY_COMPARE(f.window.workspace().tries().ids().size(), before + 1); }();
    };
    const auto shown = [&] { return f.part<ResultPanel>()->jsonText().simplified(); };
    const auto says = [&](const QString &words) {
        const QStringList all = labels(*f.part<ResultPanel>());
        return std::any_of(all.begin(), all.end(), [&](const QString &one) { return one.contains(words); });
    };
    const QString one = QStringLiteral(R"({ "name": "Ann" })");
    const QString two = QStringLiteral(R"({ "name": "Bo" })");
    answer(0, R"({"name": "Ann"})");
    answer(1, R"({"name": "Bo"})");
    QCOMPARE(shown(), two);
    const auto asked = f.engine.orders.size();
    texts->setCurrentRow(0);
    QTRY_COMPARE(shown(), one);
    QVERIFY(says(QStringLiteral("an earlier try, ")));
    QVERIFY(!says(QStringLiteral("of two addresses.txt"))); // it is about the chosen one
    texts->setCurrentRow(1);
    texts->setCurrentRow(0); // back before it is read: the answer on show is the right one
    QTest::qWait(100);
    QCOMPARE(shown(), one);
    texts->setCurrentRow(1);
    QTRY_COMPARE(shown(), two);
    TextDocument fresh;
    fresh.name = QStringLiteral("new.txt");
    fresh.text = QStringLiteral("Cy.");
    f.window.workspace().texts().add(fresh);
    texts->setCurrentRow(f.window.workspace().texts().rowCount() - 1); // nothing was answered of it
    QTest::qWait(100);
    QCOMPARE(shown(), two);
    const QString second = f.window.workspace().texts().documents()[1].name;
    QVERIFY(says(QStringLiteral("of %1: an earlier try, ").arg(second)));
    QCOMPARE(f.engine.orders.size(), asked);
}

void TestWindowRuns::aSecondReturnIsNoYes()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    f.engine.movesFrom = QStringLiteral("api.example.com");
    f.setAddress("https://elsewhere.example/v1");
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    f.window.tryNow();
    auto *box = f.part<QMessageBox>();
    QVERIFY(box && QTest::qWaitForWindowActive(box));
    QCOMPARE(box->icon(), QMessageBox::NoIcon);
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QCOMPARE(box->escapeButton(), box->button(QMessageBox::Cancel));
    QWidget *at = QApplication::focusWidget() ? QApplication::focusWidget() : box;
    QTest::keyClick(at, Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(50);
    QVERIFY(f.engine.orders.isEmpty());
    QVERIFY(f.engine.remembered.first.isEmpty());
}

void TestWindowRuns::anEndpointThatWantsAKeySaysSo()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    run::RunResult refused;
    refused.error = Error{ErrorKind::KeyRefused,
                          "The server refused the key (HTTP 401): no",
                          "Check that the key is valid.",
                          401,
                          {},
                          {}};
    const auto said = [&](KeyFacts::Source source) {
        f.engine.key.source = source;
        f.window.tryNow();
        f.engine.run->end(refused);
        [&] { QTRY_VERIFY(!f.window.controller().isRunning()); }();
        return f.part<Banner>()->text();
    };
    QVERIFY(said(KeyFacts::Source::NotNeeded).contains(QStringLiteral("This endpoint wants a key")));
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("Set the key…")));
    QVERIFY(!f.part<Banner>()->text().contains(QStringLiteral("is valid")));
    QVERIFY(!f.part<Banner>()->text().contains(QStringLiteral("refused the key")));
    QVERIFY(said(KeyFacts::Source::Session).contains(QStringLiteral("The key was refused")));
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("is valid")));
    f.engine.key.source = KeyFacts::Source::NotNeeded;
    Q_EMIT f.engine.modelsFailed(QStringLiteral("OpenAI"), *refused.error);
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("This endpoint wants a key")));
}

/// They are entered there, and nothing was asked without them.
void TestWindowRuns::missingPricesOfferTheEndpoint()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    RecipeSettings settings = f.window.recipe().settings();
    settings.limits.costBudget = 0.1;
    f.window.recipe().setSettings(settings, QStringLiteral("x"));
    f.window.tryNow();
    QCOMPARE(f.engine.orders.constLast().limits.costBudget.value_or(0), 0.1);
    run::RunResult result;
    result.status = run::RunStatus::Failed;
    result.error = run::pricesMissing();
    f.engine.run->end(result);
    QTRY_VERIFY(f.part<Banner>()->text().contains(QStringLiteral("needs the model's prices")));
    QAbstractButton *step = nullptr;
    for (auto *button : f.part<Banner>()->findChildren<QAbstractButton *>()) {
        if (button->text().remove(u'&') == nextStepText(NextStep::EditPrices).remove(u'&'))
            step = button;
    }
    QVERIFY(step);
    QVERIFY(!f.part<EndpointDialog>());
    step->click();
    QVERIFY(f.part<EndpointDialog>());
    QCOMPARE(f.part<EndpointDialog>()->findChild<QTabBar *>()->currentIndex(), 1);
    QCOMPARE(f.part<QLineEdit>("Model to add")->text(), QStringLiteral("gpt-x")); // it is not known yet
    settings::EndpointProfile profile = f.engine.profile(QStringLiteral("OpenAI"));
    Q_EMIT f.engine.endpointsChanged();
    QVERIFY(f.part<Banner>()->isVisible());
    profile.modelEntry("gpt-x").price = settings::ModelPrice{2, 4, "USD"};
    f.engine.profiles[QStringLiteral("OpenAI")] = profile;
    Q_EMIT f.engine.endpointsChanged();
    QVERIFY(!f.part<Banner>()->isVisible()); // there is nothing to complain of any more
}

/// Each at the field that mends it, on whatever page that is.
void TestWindowRuns::connectionFaultsOfferTheirField_data()
{
    QTest::addColumn<std::string>("part");
    QTest::addColumn<NextStep>("step");
    QTest::addColumn<QString>("field");
    QTest::newRow("certificate") << std::string(usagepart::kCaFile) << NextStep::EditCaFile
                                 << QStringLiteral("CA file");
    QTest::newRow("proxy") << std::string(usagepart::kProxy) << NextStep::EditProxy
                           << QStringLiteral("as the system says"); // a choice is called by what it says
}

/// How many questions go at once stands on a page of its own.
void TestWindowRuns::limitsOfTheEndpointAreShown()
{
    Fixture f(m_folder->path());
    Q_EMIT f.part<LimitsForm>()->endpointWanted();
    QVERIFY(f.part<EndpointDialog>());
    QCOMPARE(f.part<EndpointDialog>()->findChild<QTabBar *>()->currentIndex(), 2);
}

void TestWindowRuns::connectionFaultsOfferTheirField()
{
    QFETCH(std::string, part);
    QFETCH(NextStep, step);
    QFETCH(QString, field);
    Fixture f(m_folder->path());
    askOpenAi(f);
    f.window.tryNow();
    run::RunResult result;
    result.status = run::RunStatus::Failed;
    result.error = usagepart::about(part, {ErrorKind::NoConnection, "No way there.", {}, {}, {}, {}});
    f.engine.run->end(result);
    QAbstractButton *button = nullptr;
    QTRY_VERIFY(f.part<Banner>()->text().contains(QStringLiteral("No way there")));
    for (auto *one : f.part<Banner>()->findChildren<QAbstractButton *>()) {
        if (one->text().remove(u'&') == nextStepText(step).remove(u'&'))
            button = one;
    }
    QVERIFY(button);
    button->click();
    auto *dialog = f.part<EndpointDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QTabBar *>()->currentIndex(), 2);
    QVERIFY(dialog->focusWidget());
    QCOMPARE(QAccessible::queryAccessibleInterface(dialog->focusWidget())->text(QAccessible::Name), field);
}

void TestWindowRuns::brokenProfilesAreSaid()
{
    Fixture f(m_folder->path());
    f.window.showProfileProblems({});
    QVERIFY(f.part<Banner>()->isHidden());
    Error problem;
    problem.kind = ErrorKind::CannotRead;
    problem.message = "profiles.json cannot be used: line 1";
    problem.nextStep = "It was kept as profiles.json.broken.";
    f.window.showProfileProblems({problem});
    QVERIFY(!f.part<Banner>()->isHidden());
    QVERIFY(f.part<Banner>()->text().contains(
        QStringLiteral("profiles.json cannot be used: line 1. It was kept as profiles.json.broken.")));
}

QTEST_MAIN(TestWindowRuns)
#include "tst_windowruns.moc"

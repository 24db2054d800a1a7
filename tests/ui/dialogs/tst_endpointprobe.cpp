// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/modeltable.h"
#include "dialogs/endpoint/probepanel.h"
#include "dialogs/endpoint/stepline.h"
#include "run/probewords.h"
#include "support/endpointfixture.h"
#include "support/widgettest.h"
#include "text/probetext.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QListWidget>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using settings::EndpointProfile;

namespace {

run::ProbeReport found()
{
    run::ProbeReport report;
    report.streams = report.json = report.mdJson = report.streamOptions = report.toolRole = true;
    report.toolChoice = {wire::ToolChoiceForm::Object, wire::ToolChoiceForm::Required};
    report.tokensSpent = 1412;
    return report;
}

/// The dialog, its endpoint with two models.
struct Fixture : test::EndpointFixture
{
    Fixture()
    {
        EndpointProfile mine = engine.profile(QStringLiteral("Mine"));
        mine.modelEntry("small");
        mine.modelEntry("large");
        mine.lastModel = "large";
        (void)engine.saveProfile(mine, QStringLiteral("Mine"));
        engine.saves.clear();
        show("Mine");
    }
    [[nodiscard]] ProbePanel *panel() const { return dialog->findChild<ProbePanel *>(); }
    [[nodiscard]] QComboBox *models() const { return part<QComboBox>("Model to ask about"); }
    [[nodiscard]] QStringList lines() const
    {
        QStringList out;
        for (const StepLine *line : panel()->findChildren<StepLine *>())
            out.append(line->spoken());
        return out;
    }
};

} // namespace

/// "Which modes work?" of the endpoint dialog.
class TestEndpointProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void theCostIsShownBeforeAnythingIsAsked();
    void thePriceIsSaidWhereItIsKnown();
    void theCommandLineSaysTheSame();
    void aFaultOfTheEndpointIsSaid();
    void anotherModelIsAnotherCost();
    void whatIsFoundIsShownAndKept();
    void whatWasKeptIsShownAgain();
    void ofAnEditedAddressItIsKeptWithIt();
    void anotherAddressForgetsIt();
    void anotherAddressHidesWhatIsKept();
    void aProbeIsStopped();
    void whatStopsItIsSaid();
    void anotherEndpointDropsIt();
    void practiceKeepsNothing();
    void linesOfAReport();
    void theTableOfModels();
};

void TestEndpointProbe::theCostIsShownBeforeAnythingIsAsked()
{
    Fixture f;
    QCOMPARE(f.models()->currentText(), QStringLiteral("large"));
    f.press("Which modes work?");
    QCOMPARE(f.engine.costAskedFor, std::string("large"));
    QVERIFY(f.says(
        QStringLiteral("At most 11 questions to large, at most %1 tokens in all (usually about %2). Cost: –")
            .arg(QLocale().toString(6200), QLocale().toString(1500))));
    QVERIFY(f.engine.probe.isNull());
    f.press("Not now");
    QVERIFY(!f.says(QStringLiteral("At most 11")));
    QVERIFY(f.engine.probe.isNull());
    f.press("Which modes work?");
    f.press("Ask them");
    QVERIFY(f.engine.probe);
    QCOMPARE(f.engine.probedModel, std::string("large"));
    QCOMPARE(f.engine.probeKeptIn, QStringLiteral("Mine"));
    QVERIFY(f.says(QStringLiteral("Asking…")));
    Q_EMIT f.engine.probe->asking(3, 11);
    QVERIFY(f.says(QStringLiteral("Question 3 of at most 11")));
}

void TestEndpointProbe::thePriceIsSaidWhereItIsKnown()
{
    run::ProbePlan::Estimate cost{11, 6200, 1500, 0.00042, "EUR"};
    QVERIFY(probeCostText(cost, QStringLiteral("m")).endsWith(QStringLiteral("Cost: at most 0.00042 EUR")));
    cost.cost.reset();
    QVERIFY(probeCostText(cost, QStringLiteral("m")).endsWith(QStringLiteral("Cost: –"))); // never 0
}

void TestEndpointProbe::theCommandLineSaysTheSame()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    for (const auto &price : {std::optional<double>(), std::optional(0.00042), std::optional(1.234)}) {
        const run::ProbePlan::Estimate cost{11, 6200, 1500, price, "EUR"};
        QCOMPARE(probeCostText(cost, QStringLiteral("m")).toStdString(), run::probeCostWords(cost, "m"));
    }
    QLocale::setDefault(before);
    run::ProbeReport report;
    QVERIFY(probeFaultText(report).isEmpty());
    report.ignoresTokenLimit = true;
    QCOMPARE(probeFaultText(report).toStdString(), run::probeFaultWords(report));
}

void TestEndpointProbe::aFaultOfTheEndpointIsSaid()
{
    Fixture f;
    run::ProbeReport report = found();
    report.ignoresTokenLimit = true;
    f.press("Which modes work?");
    f.press("Ask them");
    f.engine.probe->endLater(report, true);
    QTRY_VERIFY(f.says(QStringLiteral("does not keep to max_tokens")));
    QVERIFY(f.says(QStringLiteral("Kept: mode auto uses it")));
    f.press("Which modes work?");
    f.press("Ask them");
    f.engine.probe->endLater(report, false, {ErrorKind::BudgetReached, "Too much.", "By hand.", {}, {}, {}});
    QTRY_VERIFY(f.says(QStringLiteral("Too much.\nBy hand.\nThe endpoint does not keep to max_tokens")));
}

void TestEndpointProbe::anotherModelIsAnotherCost()
{
    Fixture f;
    f.press("Which modes work?");
    f.models()->setEditText(QStringLiteral("small"));
    QVERIFY(!f.button("Ask them"));
    f.models()->setEditText(QStringLiteral(" "));
    QVERIFY(!f.button("Which modes work?")->isEnabled()); // nobody to ask
    QVERIFY(f.engine.probe.isNull());
}

void TestEndpointProbe::whatIsFoundIsShownAndKept()
{
    Fixture f;
    f.dialog->resize(f.dialog->width(), 400); // not all of it has room
    f.press("Which modes work?");
    f.press("Ask them");
    f.engine.probe->endLater(found(), true);
    QTRY_VERIFY(!f.lines().isEmpty());
    QVERIFY(f.lines().contains(QStringLiteral("tools: works, tool_choice: object, required")));
    QVERIFY(f.lines().contains(QStringLiteral("json_schema: fails")));
    QVERIFY(f.lines().last().startsWith(
        QStringLiteral("Mode auto: works, means tools; %1 tokens").arg(QLocale().toString(1412))));
    QVERIFY(f.says(QStringLiteral("Kept")));
    // Its last line stands in view.
    const StepLine *last = f.panel()->findChildren<StepLine *>().constLast();
    QTRY_COMPARE(last->visibleRegion().boundingRect().height(), last->height());
    // The engine has kept it: nothing is left to keep, and keeping something else does not lose it.
    QVERIFY(!f.dialog->hasChanges());
    f.line("Base URL")->setText(QStringLiteral("https://models.example/v2"));
    f.press("Apply");
    const EndpointProfile saved = f.engine.saves.last().first;
    QVERIFY(saved.model("large")->bestMode == wire::AnswerMode::Tools);
    QCOMPARE(saved.dialect.oneSystemMessage, true);
    QVERIFY(!saved.model("small")->bestMode);
}

void TestEndpointProbe::whatWasKeptIsShownAgain()
{
    Fixture f;
    EndpointProfile mine = f.engine.profile(QStringLiteral("Mine"));
    run::applyProbe(mine, "large", found());
    (void)f.engine.saveProfile(mine, QStringLiteral("Mine"));
    f.show("Mine");
    QVERIFY(f.lines().last().startsWith(QStringLiteral("Mode auto: works, means tools")));
    QVERIFY(f.says(QStringLiteral("As it was found last time")));
    f.models()->setEditText(QStringLiteral("small"));
    QVERIFY(f.lines().isEmpty());
    QVERIFY(f.says(QStringLiteral("Nothing is known of this model yet")));
    f.models()->setEditText(QString());
    QVERIFY(!f.says(QStringLiteral("Nothing is known of this model yet"))); // of none
}

void TestEndpointProbe::ofAnEditedAddressItIsKeptWithIt()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    f.press("Which modes work?");
    f.press("Ask them");
    QCOMPARE(f.engine.testedProfiles.last().baseUrl, std::string("https://new.example/v1"));
    QVERIFY(f.engine.probeKeptIn.isEmpty());
    f.engine.probe->endLater(found(), false);
    QTRY_VERIFY(!f.lines().isEmpty());
    QVERIFY(!f.says(QStringLiteral("Kept")));
    f.press("Apply");
    const EndpointProfile saved = f.engine.saves.last().first;
    QCOMPARE(saved.baseUrl, std::string("https://new.example/v1"));
    QVERIFY(saved.model("large")->bestMode == wire::AnswerMode::Tools);
}

void TestEndpointProbe::anotherAddressForgetsIt()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    f.press("Which modes work?");
    f.press("Ask them");
    f.engine.probe->endLater(found(), false);
    QTRY_VERIFY(!f.lines().isEmpty());
    QTest::keyClick(f.line("Base URL"), Qt::Key_1);
    QVERIFY(f.lines().isEmpty());
    f.press("Apply");
    QVERIFY(!f.engine.saves.last().first.model("large")->bestMode);
}

void TestEndpointProbe::anotherAddressHidesWhatIsKept()
{
    Fixture f;
    EndpointProfile mine = f.engine.profile(QStringLiteral("Mine"));
    run::applyProbe(mine, "large", found());
    (void)f.engine.saveProfile(mine, QStringLiteral("Mine"));
    f.show("Mine");
    QVERIFY(!f.lines().isEmpty());
    QTest::keyClick(f.line("Base URL"), Qt::Key_End);
    QTest::keyClick(f.line("Base URL"), Qt::Key_1);
    QVERIFY(f.lines().isEmpty());
    f.models()->setEditText(QStringLiteral("small"));
    f.models()->setEditText(QStringLiteral("large"));
    QVERIFY(f.lines().isEmpty()); // nor by way of another model
    QTest::keyClick(f.line("Base URL"), Qt::Key_Backspace);
    QVERIFY(!f.lines().isEmpty()); // the stored address has it still
    QVERIFY(!f.dialog->hasChanges());
    QTest::keyClick(f.line("Base URL"), Qt::Key_1);
    f.press("Apply");
    const EndpointProfile saved = f.engine.saves.last().first;
    QVERIFY(!saved.model("large")->bestMode && !saved.model("large")->probe.isObject());
}

void TestEndpointProbe::aProbeIsStopped()
{
    Fixture f;
    f.press("Which modes work?");
    f.press("Ask them");
    f.press("Stop asking");
    QTRY_VERIFY(f.button("Which modes work?"));
    QVERIFY(f.says(QStringLiteral("Stopped after 0 tokens")));
    QVERIFY(f.lines().isEmpty());
    QTRY_VERIFY(f.engine.probe.isNull());
    QVERIFY(!f.dialog->hasChanges());
}

void TestEndpointProbe::whatStopsItIsSaid()
{
    Fixture f;
    f.press("Which modes work?");
    f.press("Ask them");
    f.engine.probe->endLater({}, false,
                             {ErrorKind::KeyRefused, "No such <b>key</b>.", "Enter another.", {}, {}, {}});
    QTRY_VERIFY(f.says(QStringLiteral("No such <b>key</b>.\nEnter another.")));
    QVERIFY(f.lines().isEmpty());
}

void TestEndpointProbe::anotherEndpointDropsIt()
{
    Fixture f;
    f.press("Which modes work?");
    f.press("Ask them");
    f.part<QListWidget>("Endpoints")->setCurrentRow(1);
    QTRY_VERIFY(f.engine.probe.isNull());
    QVERIFY(f.button("Which modes work?"));
    QVERIFY(f.lines().isEmpty());
}

void TestEndpointProbe::practiceKeepsNothing()
{
    Fixture f;
    EndpointProfile practice;
    practice.name = "Practice";
    practice.lastModel = "practice-reader";
    f.engine.profiles[QStringLiteral("Practice")] = practice;
    f.show("Practice");
    f.press("Which modes work?");
    f.press("Ask them");
    f.engine.probe->endLater(found(), false);
    QTRY_VERIFY(!f.lines().isEmpty());
    QVERIFY(f.engine.saves.isEmpty());
}

void TestEndpointProbe::linesOfAReport()
{
    QVERIFY(probeLines({}).empty());
    QVERIFY(bestModeText({}).isEmpty());
    run::ProbeReport nothing;
    const auto lines = probeLines(run::probeValue(nothing));
    QCOMPARE(lines.size(), 9U);
    QVERIFY(lines.front().state == StepState::Warning);
    QVERIFY(lines.front().detail.contains(QStringLiteral("at once")));
    QVERIFY(lines.back().state == StepState::Bad);
    QCOMPARE(bestModeText(run::probeValue(nothing)), QStringLiteral("none"));
    run::ProbeReport report = found();
    report.schemas = {wire::SchemaDialect::GuidedJson};
    QCOMPARE(bestModeText(run::probeValue(report)), QStringLiteral("json_schema"));
}

void TestEndpointProbe::theTableOfModels()
{
    ModelTable table;
    const QAbstractItemModelTester tester(&table);
    QSignalSpy edited(&table, &ModelTable::edited);
    settings::ModelFacts known;
    known.name = "large";
    table.setModels({known});
    const auto best = [&table](int row) { return table.index(row, ModelTable::BestMode).data().toString(); };
    QVERIFY(best(0).isEmpty());
    table.setProbed("large", wire::AnswerMode::Tools, run::probeValue(found()));
    QCOMPARE(best(0), QStringLiteral("tools"));
    table.setProbed("new", std::nullopt, run::probeValue({}));
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(best(1), QStringLiteral("none"));
    QVERIFY(table.models().back().probe.isObject());
    QCOMPARE(edited.count(), 0); // no edit of the person's
    QVERIFY(!table.flags(table.index(0, ModelTable::BestMode)).testFlag(Qt::ItemIsEditable));
}

QTEST_MAIN(TestEndpointProbe)
#include "tst_endpointprobe.moc"

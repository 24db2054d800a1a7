// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "run/checks.h"
#include "run/endwords.h"
#include "run/hookrules.h"
#include "run/recipecode.h"
#include "run/runresult.h"
#include "secrets/keyscope.h"
#include "text/nextstep.h"
#include "json/read.h"

#include <QSet>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestNextStep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasAStep_data();
    void everyErrorHasAStep();
    void noErrorHasNone();
    void everyStepHasWords();
    void aKeyThatWasNotSent();
    void whatItIsAbout_data();
    void whatItIsAbout();
    void endsOfRuns_data();
    void endsOfRuns();
};

static constexpr auto kLastKind = ErrorKind::KeychainUnavailable;
static constexpr auto kLastStep = NextStep::SaveElsewhere;

void TestNextStep::everyErrorHasAStep_data()
{
    using enum ErrorKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("first");
    const auto row = [](ErrorKind kind, NextStep first) {
        QTest::newRow(std::string(errorKindName(kind)).c_str()) << int(kind) << int(first);
    };
    row(NoKey, NextStep::SetKey);
    row(KeyRefused, NextStep::SetKey);
    row(NotAllowed, NextStep::ChooseModel);
    row(OutOfCredit, NextStep::ChooseEndpoint);
    row(NotFound, NextStep::ChooseModel);
    row(RequestRefused, NextStep::ShowRequest);
    row(DocumentTooLong, NextStep::EditDocument);
    row(RateLimited, NextStep::TryAgain);
    row(Overloaded, NextStep::TryAgain);
    row(ServerFault, NextStep::TryAgain);
    row(Redirected, NextStep::EditEndpoint);
    row(NotAnApi, NextStep::EditEndpoint);
    row(NoConnection, NextStep::TryAgain);
    row(FirstByteTimeout, NextStep::TryAgain);
    row(IdleTimeout, NextStep::TryAgain);
    row(NoContentTimeout, NextStep::TryAgain);
    row(DeadlineExceeded, NextStep::EditLimits);
    row(StreamCut, NextStep::TryAgain);
    row(StreamError, NextStep::TryAgain);
    row(TokenLimit, NextStep::EditLimits);
    row(Refused, NextStep::EditInstructions);
    row(NoJson, NextStep::ShowRaw);
    row(InvalidAnswer, NextStep::ShowInTree);
    row(LimitExceeded, NextStep::EditInstructions);
    row(StoppedByUser, NextStep::TryAgain);
    row(StoppedByRule, NextStep::EditRules);
    row(BudgetReached, NextStep::EditLimits);
    row(CannotRead, NextStep::ChooseFile);
    row(CannotWrite, NextStep::SaveElsewhere);
    row(Usage, NextStep::ShowSchemaError);
    row(KeychainUnavailable, NextStep::SetKey);
}

void TestNextStep::everyErrorHasAStep()
{
    QFETCH(int, kind);
    QFETCH(int, first);
    const NextSteps steps = nextStepsFor(static_cast<ErrorKind>(kind));
    QVERIFY(!steps.empty() && steps.size() <= 3);
    QCOMPARE(int(steps.front()), first);
    QSet<int> different;
    for (const NextStep step : steps)
        different.insert(int(step));
    QCOMPARE(different.size(), qsizetype(steps.size()));
    QVERIFY(!different.contains(int(NextStep::None)));
}

void TestNextStep::noErrorHasNone()
{
    QVERIFY(nextStepsFor(ErrorKind::None).empty());
    for (int kind = int(ErrorKind::None) + 1; kind <= int(kLastKind); ++kind)
        QVERIFY2(!nextStepsFor(static_cast<ErrorKind>(kind)).empty(), qPrintable(QString::number(kind)));
}

void TestNextStep::everyStepHasWords()
{
    QVERIFY(nextStepText(NextStep::None).isEmpty());
    QSet<QString> words;
    for (int step = 1; step <= int(kLastStep); ++step) {
        const QString text = nextStepText(static_cast<NextStep>(step));
        QVERIFY2(text.contains(u'&'), qPrintable(text)); // reached by its key
        QVERIFY(!nextStepTip(static_cast<NextStep>(step)).isEmpty());
        words.insert(text);
    }
    QCOMPARE(words.size(), qsizetype(kLastStep));
}

void TestNextStep::aKeyThatWasNotSent()
{
    Error error;
    error.kind = ErrorKind::KeyRefused;
    QCOMPARE(nextStepsFor(error, false), NextSteps{NextStep::SetKey});
    QCOMPARE(nextStepsFor(error, true), (NextSteps{NextStep::SetKey, NextStep::EditEndpoint}));
}

void TestNextStep::whatItIsAbout_data()
{
    using enum NextStep;
    QTest::addColumn<Error>("error");
    QTest::addColumn<NextSteps>("steps");
    const auto row = [](const char *name, const Error &error, const NextSteps &steps) {
        QTest::newRow(name) << error << steps;
    };
    const auto of = [](const char *text) { return *json::readStrict(text); };
    row("no prices", run::pricesMissing(), {EditPrices, EditLimits});
    row("a check", run::checksOf(of(R"([{"name":"empty"}])")).error(), {ShowChecks});
    row("a rule", run::hookRules(of(R"([{"event":"validation","action":"rule","rule":"no"}])")).error(),
        {EditRules});
    row("a program", run::codeOf(of(R"({"hooks":[{"event":"validation","action":"program"}]})")).error(),
        {EditRules});
    row("a key of another host",
        *secrets::KeyScope(QUrl(QStringLiteral("https://a.example")), false)
             .refusal(QUrl(QStringLiteral("https://b.example"))),
        {EditEndpoint});
    Error certificates;
    certificates.kind = ErrorKind::CannotRead;
    certificates.code = usagepart::kCaFile;
    row("certificates", certificates, {EditCaFile});
    row("a proxy's address", usagepart::about(usagepart::kProxy, usageError("m", "n")), {EditProxy});
    const auto unconnected = [](std::string_view part) {
        return usagepart::about(part, {ErrorKind::NoConnection, "m", "n", {}, {}, {}});
    };
    row("a proxy that is away", unconnected(usagepart::kProxy), {EditProxy, TryAgain});
    row("nobody vouches", unconnected(usagepart::kCaFile), {EditCaFile, EditEndpoint, TryAgain});
    row("another host's certificate", unconnected(usagepart::kCertificate), {EditEndpoint, TryAgain});
    Error figures;
    figures.kind = ErrorKind::CannotWrite;
    figures.code = usagepart::kOwnFiles;
    row("figures", figures, {});
    Error refused; // a server's own word
    refused.kind = ErrorKind::NotFound;
    refused.code = usagepart::kChecks;
    row("a server that says checks", refused, nextStepsFor(ErrorKind::NotFound));
}

/// Where a person mends it, not where most of its kind are.
void TestNextStep::whatItIsAbout()
{
    QFETCH(Error, error);
    QFETCH(NextSteps, steps);
    QCOMPARE(nextStepsFor(error, true), steps);
}

void TestNextStep::endsOfRuns_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("issue");
    QTest::addColumn<int>("first");
    using run::RunStatus;
    const auto row = [](const char *name, RunStatus status, ErrorKind error, bool issue, NextStep first) {
        QTest::newRow(name) << int(status) << int(error) << issue << int(first);
    };
    row("valid", RunStatus::Valid, ErrorKind::None, false, NextStep::None);
    row("accepted", RunStatus::Accepted, ErrorKind::None, true, NextStep::None);
    row("stopped", RunStatus::Cancelled, ErrorKind::StoppedByUser, false, NextStep::None);
    row("invalid at a place", RunStatus::Invalid, ErrorKind::InvalidAnswer, true, NextStep::ShowInTree);
    row("invalid as a whole", RunStatus::Invalid, ErrorKind::InvalidAnswer, false, NextStep::ShowRaw);
    row("no data", RunStatus::Invalid, ErrorKind::NoJson, false, NextStep::ShowRaw);
    row("cut", RunStatus::Cut, ErrorKind::None, false, NextStep::EditLimits);
    row("refused", RunStatus::Refused, ErrorKind::None, false, NextStep::EditInstructions);
    row("failed", RunStatus::Failed, ErrorKind::None, false, NextStep::TryAgain);
    row("failed by an error", RunStatus::Failed, ErrorKind::NotFound, false, NextStep::ChooseModel);
}

void TestNextStep::endsOfRuns()
{
    QFETCH(int, status);
    QFETCH(int, error);
    QFETCH(bool, issue);
    QFETCH(int, first);
    run::RunResult result;
    result.status = static_cast<run::RunStatus>(status);
    if (error) {
        result.error.emplace();
        result.error->kind = static_cast<ErrorKind>(error);
    }
    if (issue)
        result.issues.emplace_back();
    const NextSteps steps = nextStepsFor(result, true);
    QCOMPARE(int(steps.empty() ? NextStep::None : steps.front()), first);
}

QTEST_GUILESS_MAIN(TestNextStep)
#include "tst_nextstep.moc"

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "run/endwords.h"
#include "run/retrypolicy.h"
#include "wire/errorbody.h"

#include <QTest>

#include <cmath>
#include <utility>
#include <vector>

using namespace espalier;
using namespace std::chrono_literals;
using run::Remedy;
using run::RetryDecision;
using run::RetryHistory;
using run::RetryLimits;
using run::RetryPolicy;
using run::RunStatus;
using run::TryOutcome;
using Kind = RetryDecision::Kind;
using Why = RetryDecision::Why;

Q_DECLARE_METATYPE(TryOutcome)
Q_DECLARE_METATYPE(Remedy)

namespace {

const RetryHistory::TimePoint kBegun{1000s};

TryOutcome ended(RunStatus status, ErrorKind kind)
{
    TryOutcome out;
    out.status = status;
    out.error = Error{kind, "what happened", {}, {}, {}, {}};
    return out;
}

TryOutcome answered(int status, const char *code = "", const HttpHeaders &headers = {})
{
    TryOutcome out;
    out.error = wire::errorFromResponse(
        status, headers, R"({"error":{"message":"words","code":")" + std::string(code) + R"("}})", {}, {},
        1'700'000'000);
    return out;
}

RetryHistory after(int attempt, int tries)
{
    RetryHistory out;
    out.attempt = attempt;
    out.triesOfAttempt = tries;
    out.begun = kBegun;
    out.chance = 0.5;
    return out;
}

} // namespace

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEnding_data();
    void everyEnding();
    void waitsDoubleWithFullJitter();
    void theServersWaitIsKept_data();
    void theServersWaitIsKept();
    void aWaitBeyondTheLimitEndsAtOnce();
    void theDeadlineCountsTheWait();
    void budgetsStopAtTheBoundary();
    void onlyA429PausesTheEndpoint();
    void itemsSetAsideAreNoQuestionAgain();
    void limitsAreKeptApart();
    void whatWasUsedUpIsCounted_data();
    void whatWasUsedUpIsCounted();
};

void TestRetryPolicy::everyEnding_data()
{
    QTest::addColumn<TryOutcome>("outcome");
    QTest::addColumn<Remedy>("remedy");
    const auto row = [](const char *name, const TryOutcome &outcome, Remedy remedy) {
        QTest::newRow(name) << outcome << remedy;
    };
    using S = RunStatus;
    using E = ErrorKind;
    TryOutcome valid;
    valid.status = S::Valid;
    row("valid", valid, Remedy::None);
    row("cut", ended(S::Failed, E::StreamCut), Remedy::SameAgain);
    row("stall", ended(S::Failed, E::IdleTimeout), Remedy::SameAgain);
    row("no first byte", ended(S::Failed, E::FirstByteTimeout), Remedy::SameAgain);
    row("no content", ended(S::Failed, E::NoContentTimeout), Remedy::SameAgain);
    row("error inside the stream", ended(S::Failed, E::StreamError), Remedy::SameAgain);
    row("rate limit inside the stream", ended(S::Failed, E::RateLimited), Remedy::SameAgain);
    row("no credit, inside the stream", ended(S::Failed, E::OutOfCredit), Remedy::None);
    row("no connection", ended(S::Failed, E::NoConnection), Remedy::SameAgain);
    for (const std::string_view part : {usagepart::kCaFile, usagepart::kCertificate}) {
        TryOutcome distrusted = ended(S::Failed, E::NoConnection);
        distrusted.error->code = part;
        QTest::addRow("no trust: %s", std::string(part).c_str()) << distrusted << Remedy::None;
    }
    TryOutcome proxy = ended(S::Failed, E::NoConnection);
    proxy.error->code = usagepart::kProxy;
    row("no proxy", proxy, Remedy::SameAgain);
    row("deadline", ended(S::Failed, E::DeadlineExceeded), Remedy::None);
    row("a page", ended(S::Failed, E::NotAnApi), Remedy::None);
    row("too large", ended(S::Failed, E::LimitExceeded), Remedy::None);
    row("unusable request", ended(S::Failed, E::Usage), Remedy::None);
    row("length", ended(S::Cut, E::TokenLimit), Remedy::None);
    row("refusal", ended(S::Refused, E::Refused), Remedy::None);
    row("stopped", ended(S::Cancelled, E::StoppedByUser), Remedy::None);
    row("open or invalid", ended(S::Invalid, E::InvalidAnswer), Remedy::AskAgain);
    row("no JSON", ended(S::Invalid, E::NoJson), Remedy::AskAgain);
    row("depth", ended(S::Invalid, E::LimitExceeded), Remedy::None);
    for (const int status : {408, 409, 425, 429, 500, 502, 503, 504, 529})
        QTest::addRow("HTTP %d", status) << answered(status) << Remedy::SameAgain;
    for (const int status :
         {300, 301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 413, 415, 418, 422, 451, 501, 505, 507, 520})
        QTest::addRow("HTTP %d", status) << answered(status) << Remedy::None;
    for (const char *code :
         {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "request_too_large"})
        QTest::addRow("429 %s", code) << answered(429, code) << Remedy::None;
    row("429 rate_limit_exceeded", answered(429, "rate_limit_exceeded"), Remedy::SameAgain);
}

void TestRetryPolicy::everyEnding()
{
    QFETCH(TryOutcome, outcome);
    QFETCH(Remedy, remedy);
    QCOMPARE(run::remedyFor(outcome), remedy);
    for (const auto &[retries, reasks] :
         {std::pair{0, 0}, std::pair{2, 0}, std::pair{0, 2}, std::pair{2, 2}}) {
        RetryLimits limits;
        limits.transportRetries = retries;
        limits.reasks = reasks;
        const RetryPolicy policy(limits);
        for (int tries = 1; tries <= 4; ++tries) {
            for (int attempt = 1; attempt <= 4; ++attempt) {
                const RetryDecision decision = policy.decide(after(attempt, tries), outcome, kBegun + 5s);
                const bool again = remedy == Remedy::SameAgain && tries <= retries;
                const bool asked = remedy == Remedy::AskAgain && attempt <= reasks;
                QCOMPARE(decision.kind, again ? Kind::TransportRetry : asked ? Kind::Reask : Kind::End);
                if (remedy == Remedy::None)
                    QCOMPARE(decision.why, outcome.error ? Why::NotMendable : Why::Good);
                else if (decision.kind == Kind::End)
                    QCOMPARE(decision.why, Why::NoneLeft);
            }
        }
    }
}

void TestRetryPolicy::waitsDoubleWithFullJitter()
{
    RetryLimits limits;
    limits.transportRetries = 100;
    const RetryPolicy policy(limits);
    const TryOutcome outcome = ended(RunStatus::Failed, ErrorKind::StreamCut);
    const std::vector<std::chrono::milliseconds> most{500ms,  1000ms,  2000ms,  4000ms,
                                                      8000ms, 16000ms, 30000ms, 30000ms};
    for (std::size_t i = 0; i < most.size(); ++i) {
        for (const double chance : {0.0, 0.25, 0.5, 0.999999}) {
            RetryHistory history = after(1, static_cast<int>(i) + 1);
            history.chance = chance;
            const RetryDecision decision = policy.decide(history, outcome, kBegun);
            QCOMPARE(decision.why, Why::BackOff);
            QCOMPARE(static_cast<qint64>(decision.wait.count()),
                     qint64(std::llround(chance * static_cast<double>(most[i].count()))));
            QVERIFY(decision.until == kBegun + decision.wait);
        }
    }
    QVERIFY(policy.decide(after(1, 90), outcome, kBegun).wait == 15s); // no overflow
    // A wait of ours is never too long: it is cut instead.
    limits.maxWait = 100ms;
    QVERIFY(RetryPolicy(limits).decide(after(1, 5), outcome, kBegun).wait == 100ms);
    // A re-ask is not made better by waiting.
    const RetryDecision reask =
        policy.decide(after(1, 1), ended(RunStatus::Invalid, ErrorKind::InvalidAnswer), kBegun);
    QVERIFY(reask.wait == 0ms && reask.until == kBegun);
}

void TestRetryPolicy::theServersWaitIsKept_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("wait");
    const auto row = [](const char *name, const char *value, qint64 wait) {
        QTest::addRow("%s: %s", name, value) << QByteArray(name) << QByteArray(value) << wait;
    };
    row("Retry-After", "7", 7000);
    row("Retry-After", "0", 0);
    row("Retry-After", "1.5", 1500);
    row("Retry-After", "Tue, 14 Nov 2023 22:13:30 GMT", 10'000);
    row("retry-after-ms", "250", 250);
    row("x-ratelimit-reset-requests", "1m30s", 90'000);
    row("x-ratelimit-reset-tokens", "20ms", 20);
    row("x-ratelimit-reset", "1700000003", 3000);
}

void TestRetryPolicy::theServersWaitIsKept()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(qint64, wait);
    const TryOutcome outcome = answered(429, "", {{name.toStdString(), value.toStdString()}});
    const RetryDecision decision = RetryPolicy({}).decide(after(1, 1), outcome, kBegun);
    QCOMPARE(decision.kind, Kind::TransportRetry);
    QCOMPARE(decision.why, Why::ServerAsked);
    QCOMPARE(static_cast<qint64>(decision.wait.count()), wait);
    QVERIFY(decision.until == kBegun + decision.wait);
}

void TestRetryPolicy::aWaitBeyondTheLimitEndsAtOnce()
{
    RetryLimits limits;
    limits.maxWait = 120s;
    const RetryDecision just =
        RetryPolicy(limits).decide(after(1, 1), answered(429, "", {{"Retry-After", "120"}}), kBegun);
    QCOMPARE(just.kind, Kind::TransportRetry);
    const RetryDecision more =
        RetryPolicy(limits).decide(after(1, 1), answered(503, "", {{"Retry-After", "121"}}), kBegun);
    QCOMPARE(more.kind, Kind::End);
    QCOMPARE(more.why, Why::WaitTooLong);
    QVERIFY(more.until == kBegun + 121s);
}

void TestRetryPolicy::theDeadlineCountsTheWait()
{
    RetryLimits limits;
    limits.deadline = 10s;
    const RetryPolicy policy(limits);
    const TryOutcome outcome = answered(429, "", {{"Retry-After", "4"}});
    QCOMPARE(policy.decide(after(1, 1), outcome, kBegun + 5s).kind, Kind::TransportRetry);
    const RetryDecision late = policy.decide(after(1, 1), outcome, kBegun + 6s);
    QCOMPARE(late.kind, Kind::End);
    QCOMPARE(late.why, Why::PastDeadline);
    QCOMPARE(policy.decide(after(1, 1), ended(RunStatus::Invalid, ErrorKind::NoJson), kBegun + 10s).why,
             Why::PastDeadline);
}

void TestRetryPolicy::budgetsStopAtTheBoundary()
{
    RetryLimits limits;
    limits.tokenBudget = 120;
    limits.costBudget = 0.5;
    const RetryPolicy policy(limits);
    const TryOutcome invalid = ended(RunStatus::Invalid, ErrorKind::InvalidAnswer);
    RetryHistory history = after(1, 1);
    history.tokens = 119;
    QCOMPARE(policy.decide(history, invalid, kBegun).kind, Kind::Reask);
    history.tokens = 120;
    QCOMPARE(policy.decide(history, invalid, kBegun).why, Why::BudgetReached);
    QCOMPARE(policy.decide(history, ended(RunStatus::Failed, ErrorKind::StreamCut), kBegun).why,
             Why::BudgetReached);
    history.tokens = 0;
    history.cost = 0.49;
    QCOMPARE(policy.decide(history, invalid, kBegun).kind, Kind::Reask);
    history.cost = 0.5;
    QCOMPARE(policy.decide(history, invalid, kBegun).why, Why::BudgetReached);
    // What is good stays good, whatever it cost; what nothing mends keeps its own reason.
    TryOutcome valid;
    valid.status = RunStatus::Valid;
    QCOMPARE(policy.decide(history, valid, kBegun).why, Why::Good);
    QCOMPARE(policy.decide(history, answered(401), kBegun).why, Why::NotMendable);
}

void TestRetryPolicy::onlyA429PausesTheEndpoint()
{
    const RetryPolicy policy({});
    QVERIFY(policy.decide(after(1, 1), answered(429), kBegun).pausesEndpoint);
    QVERIFY(!policy.decide(after(1, 1), answered(503), kBegun).pausesEndpoint);
    QVERIFY(!policy.decide(after(1, 1), ended(RunStatus::Invalid, ErrorKind::NoJson), kBegun).pausesEndpoint);
}

void TestRetryPolicy::itemsSetAsideAreNoQuestionAgain()
{
    TryOutcome outcome = ended(RunStatus::Invalid, ErrorKind::InvalidAnswer);
    outcome.settled = true;
    QCOMPARE(run::remedyFor(outcome), Remedy::None);
}

void TestRetryPolicy::limitsAreKeptApart()
{
    RetryLimits limits;
    limits.transportRetries = 1;
    limits.reasks = 1;
    const RetryPolicy policy(limits);
    // The second attempt has its own transport retries, and these leave the re-asks alone.
    QCOMPARE(policy.decide(after(2, 1), answered(500), kBegun).kind, Kind::TransportRetry);
    QCOMPARE(policy.decide(after(2, 2), answered(500), kBegun).why, Why::NoneLeft);
    QCOMPARE(policy.decide(after(1, 2), ended(RunStatus::Invalid, ErrorKind::NoJson), kBegun).kind,
             Kind::Reask);
    QCOMPARE(limits.attemptsAllowed(), 2);
}

void TestRetryPolicy::whatWasUsedUpIsCounted_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("tries");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](int attempt, int tries, ErrorKind kind, const char *message) {
        QTest::addRow("%d.%d %d", attempt, tries, static_cast<int>(kind))
            << attempt << tries << static_cast<int>(kind) << QString::fromLatin1(message);
    };
    row(1, 1, ErrorKind::ServerFault, "what happened");
    row(1, 3, ErrorKind::ServerFault, "what happened. (After 3 tries.)");
    row(2, 1, ErrorKind::ServerFault, "what happened. (After 2 attempts.)");
    row(2, 3, ErrorKind::ServerFault, "what happened. (After 2 attempts, 3 tries of the last.)");
    row(4, 2, ErrorKind::InvalidAnswer, "what happened. (After 4 attempts.)");
    row(1, 2, ErrorKind::NoJson, "what happened");
}

/// An answer that does not fit came: how often it was sent for is not what is wrong with it.
void TestRetryPolicy::whatWasUsedUpIsCounted()
{
    QFETCH(int, attempt);
    QFETCH(int, tries);
    QFETCH(int, kind);
    QFETCH(QString, message);
    RetryDecision decision;
    decision.why = Why::NoneLeft;
    const Error error{static_cast<ErrorKind>(kind), "what happened", {}, {}, {}, {}};
    const Error end = run::endError(error, decision, after(attempt, tries), {}, kBegun, 0);
    QCOMPARE(QString::fromStdString(end.message), message);
}

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"

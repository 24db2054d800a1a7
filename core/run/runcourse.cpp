// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the end of a try to the next one, or to the end of all.

#include "run/extractionrun_p.h"

#include "run/answermask.h"
#include "run/cost.h"
#include "run/endwords.h"
#include "run/resultdetails.h"
#include "run/resultjson.h"
#include "wire/nextstep.h"

#include <iterator>

namespace espalier::run {

using json::Value;

namespace {

RunState endState(RunStatus status)
{
    if (status == RunStatus::Cancelled)
        return RunState::Cancelled;
    return status == RunStatus::Failed ? RunState::Failed : RunState::Done;
}

/// A run of one try is not to hold its answer twice.
void leaveOutWhatStandsIn(const RunResult &result, AttemptRecord &last)
{
    if (last.text != result.text || last.issues != result.issues)
        return;
    last.restInResult = true;
    last.value.reset();
    last.text.clear();
    last.issues.clear();
    last.repairs.clear();
    if (last.requestBody == result.requestBody)
        last.requestBody.clear();
}

} // namespace

TryOutcome ExtractionRun::Private::outcome() const
{
    const bool unasked = onlyItemsAreWrong(result) && request.badItems != schema::BadItems::Ask;
    return {result.status, result.error, settled || unasked || judged.loopStopped};
}

/// Tokens, money, the record, and the answer worth keeping. Once for each try.
void ExtractionRun::Private::account()
{
    maskSecrets(result, secrets);
    maskAnswer(result, secrets);
    maskCalls(judged.calls, secrets);
    result.value.share(); // it goes to the record and to all who are told
    if (result.lastObject)
        result.lastObject->share();
    AttemptRecord record;
    record.attempt = history.attempt;
    record.tryNumber = history.triesOfAttempt;
    record.attemptsAllowed = policy.limits().attemptsAllowed();
    if (result.requestBody != lastBody)
        record.requestBody = lastBody = result.requestBody;
    record.headers = shownHeaders;
    record.status = result.status;
    record.error = result.error;
    record.value = result.lastObject;
    record.text = result.text;
    record.issues = result.issues;
    record.repairs = result.repairs;
    record.finishReason = result.finishReason;
    record.usage = result.usage;
    const auto sinceBegin = [this](net::Clock::TimePoint time) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time - history.begun).count();
    };
    record.parallel = parallel;
    record.beganMs = sinceBegin(beganAt);
    record.sentMs = sinceBegin(sentAt);
    record.answeringMs = answeringMs;
    record.firstTokenMs = result.firstTokenMs;
    record.durationMs = record.judgedMs = since(sentAt);
    if (result.usage) {
        record.cost = costOf(*result.usage, request.profile, request.chat.model);
        usage = usage ? wire::sumOf(*usage, *result.usage) : *result.usage;
        history.tokens = usage->totalTokens;
        history.cost = costOf(*usage, request.profile, request.chat.model);
        if (slot)
            slot->tellTokens(result.usage->totalTokens);
    }
    records.push_back(std::move(record));
}

void ExtractionRun::Private::endTry()
{
    account();
    delete slot;
    if (!tellResponse() || (itemsAgain && !putItemsBack()))
        return;
    judgeFurther();
}

/// Beyond the schema, when it fits.
void ExtractionRun::Private::judgeFurther()
{
    if (!result.error && request.scripts && !request.checks.empty())
        check();
    else
        closeTry();
}

/// The try is judged in full: told, and what follows of it.
void ExtractionRun::Private::closeTry()
{
    const Remedy remedy = remedyFor(outcome());
    if (!result.error)
        ending = concluding = true; // good: nothing can stop it any more
    keepInCache();
    if (!tellBadAnswer())
        return;
    if (remedy == Remedy::AskAgain)
        askHooks(0, {});
    else
        decide();
}

void ExtractionRun::Private::askHooks(std::size_t index, ReaskText told)
{
    const auto hooks = request.hooks.validation; // one of them may change the list
    if (index >= hooks.size()) {
        decide(told);
        return;
    }
    ValidationQuestion question;
    question.run = request.runId;
    question.document = request.document;
    question.text = request.chat.document;
    question.unixMs = clock.unixMs();
    question.tryNumber = history.triesOfAttempt;
    question.value = result.lastObject.value_or(Value());
    question.issues = allIssues(result);
    question.message = result.error->message;
    question.retryCount = history.attempt - 1;
    question.failures = history.attempt;
    question.reasksLeft = policy.limits().attemptsAllowed() - history.attempt;
    question.tokens = history.tokens;
    question.cost = history.cost;
    waiting = std::make_unique<QObject>(); // stop() takes the question back
    hooks[index]->ask(
        question, waiting.get(),
        [this, index, by = hooks[index]->name(), told = std::move(told)](const Verdict &verdict) {
            if (!ending)
                onVerdict(index, by, verdict, told);
        });
}

void ExtractionRun::Private::onVerdict(std::size_t index, const std::string &by, const Verdict &verdict,
                                       ReaskText told)
{
    switch (verdict.kind) {
    case Verdict::Kind::Continue:
        if (told.message.empty() && !verdict.message.empty())
            told = {verdict.message, by};
        askHooks(index + 1, std::move(told));
        return;
    case Verdict::Kind::Accept:
        ending = concluding = true;
        if (!tellVerdict(verdict.kind, by))
            return;
        result.status = RunStatus::Accepted;
        result.error.reset();
        records.back().status = RunStatus::Accepted;
        conclude();
        return;
    case Verdict::Kind::Stop:
        if (!tellVerdict(verdict.kind, by))
            return;
        result.error = Error{
            verdict.byPerson ? ErrorKind::StoppedByUser : ErrorKind::StoppedByRule,
            (verdict.message.empty() ? "Stopped by the hook \"" + by + "\"." : sentence(verdict.message)) +
                " Before that: " + result.error->message,
            wire::nextStep(verdict.byPerson ? ErrorKind::StoppedByUser : ErrorKind::StoppedByRule),
            {},
            {},
            {}};
        giveUp({});
        return;
    }
}

void ExtractionRun::Private::decide(const ReaskText &told)
{
    if (remedyFor(outcome()) == Remedy::SameAgain)
        history.chance = clock.chance();
    const RetryDecision decision = policy.decide(history, outcome(), clock.now());
    if (remedyFor(outcome()) == Remedy::AskAgain) {
        const bool again = decision.kind == RetryDecision::Kind::Reask;
        if (!tellVerdict(again ? Verdict::Kind::Continue : Verdict::Kind::Stop, again ? told.by : "policy"))
            return;
    }
    if (decision.pausesEndpoint && gate && decision.until)
        gate->pause(QUrl(QString::fromStdString(result.url)), decision.wait);
    if (decision.kind == RetryDecision::Kind::End)
        giveUp(decision);
    else
        schedule(decision, told.message);
}

void ExtractionRun::Private::schedule(const RetryDecision &decision, const std::string &message)
{
    const bool asksAgain = decision.kind == RetryDecision::Kind::Reask;
    keepBest();
    if (!tellEvent(RunEventKind::RetryScheduled,
                   Value::object({{"kind", Value::string(asksAgain ? "reask" : "transport")},
                                  {"reason", Value::string(std::string(errorKindName(result.error->kind)))},
                                  {"wait_ms", Value::number(decision.wait.count())}})))
        return;
    if (asksAgain) {
        const RunResult answer = result; // a slot may delete the run
        if (!emitted([&] { Q_EMIT q.askingAgain(answer, policy.limits().attemptsAllowed()); }))
            return;
        askAgain(message);
    }
    records.back().waitMs = decision.wait.count();
    if (!tellTryEnd() || !emitted([&] { Q_EMIT q.waiting(decision.wait.count(), asksAgain); }))
        return;
    waiting = std::make_unique<QObject>();
    clock.after(decision.wait, waiting.get(), [this, asksAgain] {
        if (ending)
            return;
        if (asksAgain) {
            ++history.attempt;
            history.triesOfAttempt = 0;
        }
        startTry();
    });
    enter(RunState::WaitingToRetry);
}

/// The end of a run that brought nothing good.
void ExtractionRun::Private::giveUp(const RetryDecision &decision)
{
    ending = concluding = true;
    if (result.error) {
        result.error =
            endError(*result.error, decision, history, policy.limits(), clock.now(), clock.unixMs());
        result.waitRefused = decision.why == RetryDecision::Why::WaitTooLong;
        if (!tellEvent(RunEventKind::CompletionLastAttempt,
                       Value::object({{"error", errorValue(result.error)}}), true))
            return;
    }
    conclude();
}

/// The end of a run that is not the end of a try.
void ExtractionRun::Private::fail(Error error, bool waitRefused)
{
    ending = concluding = true;
    waiting.reset();
    letGoOfStream();
    delete slot;
    keepBest();
    result = {};
    result.waitRefused = waitRefused;
    result.status = RunStatus::Failed;
    result.error = std::move(error);
    maskSecrets(result, secrets);
    if (!records.empty() && !tellEvent(RunEventKind::CompletionLastAttempt,
                                       Value::object({{"error", errorValue(result.error)}}), true))
        return;
    conclude();
}

/// Stopped by the person.
void ExtractionRun::Private::cancel()
{
    concluding = true;
    if (!tryOver && assembly) {
        if (!judgeAnswer({true, std::nullopt}))
            return;
        account();
    } else {
        keepBest();
        result = {};
        judge(result, {}, {true, std::nullopt}, schema::Validator::compile(Value::boolean(true)).value(),
              kind);
    }
    conclude();
}

/// An answer that ended properly is worth more than one that broke off, a later one more than an earlier.
void ExtractionRun::Private::keepBest()
{
    const bool broken = result.status == RunStatus::Failed || result.status == RunStatus::Cancelled;
    const bool better = !kept || !broken || kept->status == RunStatus::Failed;
    if (tryOver && result.lastObject && better) {
        kept = result;
        keptAttempt = records.back().attempt;
    }
}

void ExtractionRun::Private::conclude()
{
    ending = concluding = true;
    if (!tellTryEnd() || !tellItemsOfAll())
        return;
    const bool broken = result.status == RunStatus::Failed || result.status == RunStatus::Cancelled;
    if (kept && broken && (!result.lastObject || kept->status != RunStatus::Failed)) {
        RunResult best = std::move(*kept);
        best.status = result.status;
        best.error = result.error;
        best.waitRefused = result.waitRefused;
        best.notes.push_back("What is kept is the answer of attempt " + std::to_string(keptAttempt) + ".");
        if (!result.requestBody.empty()) {
            best.requestBody = result.requestBody;
            best.url = result.url;
        }
        result = std::move(best);
    }
    result.document = request.document;
    const int unsent = tries > 0 && !trySent ? 1 : 0; // it was still waiting for its turn
    result.attempts = history.attempt - (history.triesOfAttempt == 1 ? unsent : 0);
    result.tries = tries - unsent;
    result.usage = usage;
    result.cost = history.cost;
    if (const settings::ModelFacts *model = request.profile.model(request.chat.model); model && model->price)
        result.currency = model->price->currency;
    result.history = std::move(records);
    if (!result.history.empty())
        leaveOutWhatStandsIn(result, result.history.back());
    result.droppedMembers = dropped;
    result.notes.insert(result.notes.begin(), notes.begin(), notes.end());
    result.totalMs = since(history.begun);
    maskSecrets(result, secrets);
    // The slots get a copy of their own: one of them may delete the run.
    const RunResult last = std::move(result);
    if (!enter(endState(last.status)))
        return;
    if (tellEvent(RunEventKind::RunFinished,
                  Value::object({{"status", Value::string(std::string(runStatusName(last.status)))},
                                 {"ms", Value::number(last.totalMs)}}),
                  true))
        Q_EMIT q.finished(last);
}

} // namespace espalier::run

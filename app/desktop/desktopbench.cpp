// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktopbench.h"

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "desktop/desktophooks.h"
#include "desktop/rehearsal.h"
#include "desktop/sampleevents.h"
#include "practice/faultscript.h"
#include "run/hookrules.h"
#include "run/hookscript.h"
#include "run/recipecode.h"
#include "text/hooktext.h"
#include "json/pointer.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QThreadPool>

#include <exception>
#include <utility>

namespace espalier::app {

using Kind = ui::BenchOutcome::Kind;
using json::Value;

namespace {

/// As if it were switched on: who tries it wants to see it.
Value switchedOn(Value entry)
{
    entry.set("enabled", Value::boolean(true));
    return entry;
}

ui::BenchOutcome unusable(const Error &error)
{
    return {Kind::Unusable, QString::fromStdString(error.message), 0};
}

ui::BenchOutcome outcomeOf(const run::CheckReport &report)
{
    if (report.unusable)
        return unusable(*report.unusable);
    if (!report.issues.empty())
        return {Kind::Complains, QString::fromStdString(report.issues.front().message), 0};
    return {};
}

} // namespace

DesktopBench::DesktopBench(Engine &engine, const DesktopEngine &orders)
    : m_engine(engine)
    , m_orders(orders)
{
}

void DesktopBench::tryCheck(const Value &check, const Value &answer, const QString &document,
                            QObject *context, Done done)
{
    auto checks = run::checksOf(Value::array({switchedOn(check)}));
    if (!checks)
        return done(unusable(checks.error()));
    if (!json::resolve(answer, checks->front().field))
        return done({Kind::NotThere, QString(), 0});
    QElapsedTimer clock;
    clock.start();
    run::runChecks(std::move(checks).value(), m_engine.scripts(), answer, document.toStdString(), context,
                   [clock, done = std::move(done)](const run::CheckReport &report) {
                       ui::BenchOutcome outcome = outcomeOf(report);
                       outcome.ms = clock.elapsed();
                       done(outcome);
                   });
}

void DesktopBench::tryDecision(
    const std::function<std::shared_ptr<run::ValidationHook>(run::HookComplaint)> &make, const Value &hook,
    QObject *context, Done done)
{
    auto problem = std::make_shared<std::string>();
    const auto decider = make([problem](const std::string &what) { *problem = what; });
    QElapsedTimer clock;
    clock.start();
    decider->ask(sampleQuestion(hook), context,
                 [problem, decider, clock, done = std::move(done)](const run::Verdict &verdict) {
                     if (problem->empty())
                         done({Kind::Holds, ui::verdictText(verdict), clock.elapsed()});
                     else
                         done({Kind::Unusable, QString::fromStdString(*problem), clock.elapsed()});
                 });
}

/// A program that is only told of events: in a thread of the pool, as it would be in one of its own.
static void tryObserver(const run::HookProgram &program, run::RunEventKind event, QObject *context,
                        ui::HookBench::Done done)
{
    auto *relay = new QObject; // lives here, and hears from there
    const auto told = [relay, still = QPointer<QObject>(context),
                       done = std::move(done)](const ui::BenchOutcome &outcome) {
        relay->deleteLater();
        if (still)
            done(outcome);
    };
    QThreadPool::globalInstance()->start([take = run::observerOf(program), event, told, relay] {
        ui::BenchOutcome outcome;
        QElapsedTimer clock;
        clock.start();
        try {
            take(sampleEvent(event));
        } catch (const std::exception &failure) {
            outcome = {Kind::Unusable, QString::fromUtf8(failure.what()), 0};
        }
        outcome.ms = clock.elapsed();
        QMetaObject::invokeMethod(
            relay, [told, outcome] { told(outcome); }, Qt::QueuedConnection);
    });
}

void DesktopBench::tryHook(const Value &hook, QObject *context, Done done)
{
    const Value list = Value::array({switchedOn(hook)});
    const auto rules = run::hookRules(list);
    const auto code = run::codeOf(Value::object({{"hooks", list}}));
    const auto event = run::runEventFromName(hook["event"].text());
    if (!rules)
        return done(unusable(rules.error()));
    if (!code)
        return done(unusable(code.error()));
    if (!event)
        return done({Kind::Unusable, ui::noSuchEventText(), 0});
    if (!rules->empty())
        return tryDecision([&](run::HookComplaint) { return run::hookOf(rules->front()); }, hook, context,
                           std::move(done));
    if (code->hooks.empty())
        return done({Kind::Holds, ui::sampleTellingText(hook["action"].text(), sampleEvent(*event)), 0});
    const run::CodeHook &own = code->hooks.front();
    if (own.command.isEmpty())
        return tryDecision(
            [&](run::HookComplaint complain) {
                return run::scriptHook("script", own.script, m_engine.scripts(), std::move(complain));
            },
            hook, context, std::move(done));
    if (*event != run::RunEventKind::Validation)
        return tryObserver({own.command}, *event, context, std::move(done));
    tryDecision(
        [&](run::HookComplaint complain) { return run::validationHook({own.command}, std::move(complain)); },
        hook, context, std::move(done));
}

QString DesktopBench::faultProblem(const QString &faults) const
{
    const auto script = practice::FaultScript::parse(faults.toStdString());
    return script ? QString() : QString::fromStdString(script.error().message);
}

std::unique_ptr<ui::LiveRun> DesktopBench::rehearse(const ui::RunOrder &order, const QString &faults)
{
    Result<RunOptions, Error> made = m_orders.optionsOf(order);
    if (!made)
        return std::make_unique<Rehearsal>(made.error());
    RunOptions options = std::move(made).value();
    auto hooks = DesktopHooks::make();
    if (const auto error =
            DesktopHooks::equip(options, order, m_engine.scripts(), hooks, DesktopHooks::Use::Rehearsal))
        return std::make_unique<Rehearsal>(*error);
    return std::make_unique<Rehearsal>(m_engine, std::move(options), std::move(hooks), faults.toStdString());
}

} // namespace espalier::app

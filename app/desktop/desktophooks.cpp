// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktophooks.h"

#include "desktop/watchedhook.h"
#include "run/hookentry.h"
#include "run/hookrules.h"
#include "run/hookscript.h"
#include "run/observers.h"
#include "run/recipecode.h"
#include "text/hooktext.h"

#include <QThreadPool>

#include <chrono>
#include <utility>

namespace espalier::app {

using json::Value;

namespace {

using Link = std::shared_ptr<DesktopHooks>;

constexpr std::chrono::seconds kPatience{6}; // a program has five

class AskHook final : public run::ValidationHook
{
public:
    AskHook(std::string name, const Link &link)
        : m_name(std::move(name))
        , m_link(link)
    {
    }
    [[nodiscard]] std::string name() const override { return m_name; }
    void ask(const run::ValidationQuestion &question, QObject *context,
             std::function<void(run::Verdict)> done) override
    {
        const Link link = m_link.lock();
        if (!link) // nobody is there to be asked
            return done({});
        ui::HookQuestion shown;
        shown.hook = QString::fromStdString(m_name);
        shown.document = QString::fromStdString(question.document);
        shown.message = QString::fromStdString(question.message);
        shown.issues = static_cast<qint64>(question.issues.size());
        shown.attempt = question.failures;
        shown.attemptsAllowed = question.failures + question.reasksLeft;
        shown.reasksLeft = question.reasksLeft;
        link->ask(shown, context, std::move(done));
    }

private:
    std::string m_name;
    std::weak_ptr<DesktopHooks> m_link; // it holds the hooks' run, not the other way round
};

/// Hooks work in threads of their own; what they tell is heard in the window's. What is on its way keeps the
/// link: a deletion may overtake it.
TellFiring tellTo(const Link &link)
{
    return [link](const ui::HookFiring &firing) {
        QMetaObject::invokeMethod(
            link.get(), [link, firing] { Q_EMIT link->fired(firing); }, Qt::AutoConnection);
    };
}

void addRules(run::RunHooks &out, const std::vector<run::HookRule> &rules, const TellFiring &tell)
{
    for (const run::HookRule &rule : rules)
        out.validation.push_back(watched([&rule](run::HookComplaint) { return run::hookOf(rule); }, tell));
}

void addCode(run::RunHooks &out, const std::vector<run::CodeHook> &code, run::ScriptRunner &scripts,
             const TellFiring &tell, DesktopHooks::Use use)
{
    for (const run::CodeHook &hook : code) {
        if (hook.command.isEmpty()) {
            out.validation.push_back(watched(
                [&](run::HookComplaint complain) {
                    return run::scriptHook("script", hook.script, scripts, std::move(complain));
                },
                tell));
        } else if (hook.event == run::RunEventKind::Validation && use == DesktopHooks::Use::Run) {
            out.validation.push_back(watched(
                [&](run::HookComplaint complain) {
                    return run::validationHook({hook.command}, std::move(complain));
                },
                tell));
        }
    }
}

/// What fails or is slow is told with its call.
void addListeners(run::RunHooks &out, const std::vector<run::CodeHook> &code, const TellFiring &tell)
{
    for (const run::Listener &listener : run::listenersOf(code)) {
        if (!out.observers)
            out.observers = std::make_shared<run::Observers>([](const std::string &) {});
        const std::string name = listener.command.value(0).toStdString();
        out.observers->add(name, watched(name, run::observerOf({listener.command}), tell), listener.events);
    }
}

} // namespace

std::shared_ptr<DesktopHooks> DesktopHooks::make()
{
    return {new DesktopHooks, [](DesktopHooks *link) { link->deleteLater(); }};
}

std::optional<Error> DesktopHooks::equip(RunOptions &options, const ui::RunOrder &order,
                                         run::ScriptRunner &scripts, const Link &link, Use use)
{
    const Value hooks = Value::array(order.hooks);
    const auto rules = run::hookRules(hooks);
    if (!rules)
        return rules.error();
    const auto code = run::codeOf(Value::object({{"checks", Value::array(order.checks)}, {"hooks", hooks}}));
    if (!code)
        return code.error();
    const TellFiring tell = tellTo(link);
    run::RunHooks out;
    addRules(out, *rules, tell);
    addCode(out, code->hooks, scripts, tell, use);
    if (use == Use::Run)
        addListeners(out, code->hooks, tell);
    for (const Value &entry : order.hooks) {
        const std::string &action = entry["action"].text();
        const auto event = run::runEventFromName(entry["event"].text());
        if (use == Use::Rehearsal || !run::isOn(entry) || !event)
            continue;
        if (action == "ask" && *event == run::RunEventKind::Validation)
            out.validation.push_back(std::make_shared<AskHook>("you", link));
        else if (action == "log" || action == "notify")
            link->m_tellers.push_back({*event, ui::hookActionText(action), action == "notify"});
    }
    options.hooks = std::move(out);
    options.checks = code->checks;
    options.scripts = &scripts;
    return std::nullopt;
}

void DesktopHooks::tell(const run::RunEvent &event)
{
    Q_EMIT happened(event);
    for (const Teller &teller : m_tellers) {
        if (teller.event != event.kind)
            continue;
        ui::HookFiring firing = firingOf(event, teller.name);
        firing.detail = ui::eventDetailText(event);
        Q_EMIT fired(firing);
        if (teller.notifies)
            Q_EMIT notified(ui::eventNoticeText(event));
    }
}

void DesktopHooks::ask(const ui::HookQuestion &question, QObject *context,
                       std::function<void(run::Verdict)> done)
{
    withdraw();
    m_context = context;
    m_done = std::move(done);
    connect(context, &QObject::destroyed, this, &DesktopHooks::withdraw); // the run was stopped, or is gone
    Q_EMIT asked(question);
}

void DesktopHooks::withdraw()
{
    if (m_done) {
        m_done = {};
        Q_EMIT withdrawn();
    }
}

void DesktopHooks::decide(const run::Verdict &verdict)
{
    const auto done = std::exchange(m_done, {});
    const QPointer<QObject> context = std::exchange(m_context, {});
    if (!done)
        return;
    if (context)
        context->disconnect(this);
    Q_EMIT withdrawn();
    if (context)
        done(verdict);
}

void letFinish(std::shared_ptr<run::Observers> observers)
{
    if (observers)
        QThreadPool::globalInstance()->start(
            [observers = std::move(observers)] { observers->drain(kPatience); });
}

} // namespace espalier::app

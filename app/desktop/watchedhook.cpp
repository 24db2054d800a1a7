// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/watchedhook.h"

#include "text/hooktext.h"

#include <QPointer>

#include <chrono>
#include <exception>
#include <utility>

namespace espalier::app {

namespace {

using Clock = std::chrono::steady_clock;

constexpr qint64 kSlowMs = 250; // as run::Observers has it

qint64 since(Clock::time_point begun)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun).count();
}

void setDuration(ui::HookFiring &firing, Clock::time_point begun)
{
    firing.durationMs = since(begun);
    firing.slow = *firing.durationMs > kSlowMs;
}

class WatchedHook final : public run::ValidationHook
{
public:
    WatchedHook(const std::function<std::shared_ptr<run::ValidationHook>(run::HookComplaint)> &make,
                TellFiring tell)
        : m_problem(std::make_shared<std::string>())
        , m_inner(make([problem = m_problem](const std::string &what) { *problem = what; }))
        , m_tell(std::move(tell))
    {
    }
    [[nodiscard]] std::string name() const override { return m_inner->name(); }
    [[nodiscard]] bool needsPrices() const override { return m_inner->needsPrices(); }

    void ask(const run::ValidationQuestion &question, QObject *context,
             std::function<void(run::Verdict)> done) override
    {
        ui::HookFiring firing;
        firing.unixMs = question.unixMs;
        firing.event = run::RunEventKind::Validation;
        firing.document = QString::fromStdString(question.document);
        firing.attempt = question.failures;
        firing.tryNumber = question.tryNumber;
        firing.hook = QString::fromStdString(name());
        m_problem->clear();
        m_inner->ask(question, context,
                     [firing, begun = Clock::now(), problem = m_problem, tell = m_tell,
                      still = QPointer<QObject>(context),
                      done = std::move(done)](const run::Verdict &verdict) {
                         ui::HookFiring told = firing;
                         setDuration(told, begun);
                         told.problem = QString::fromStdString(*problem);
                         if (problem->empty())
                             told.detail = ui::verdictText(verdict);
                         tell(told);
                         if (still) // whoever was told may have ended the run
                             done(verdict);
                     });
    }

private:
    std::shared_ptr<std::string> m_problem; ///< of the call under way; a run asks one after the other
    std::shared_ptr<run::ValidationHook> m_inner;
    TellFiring m_tell;
};

} // namespace

std::shared_ptr<run::ValidationHook>
watched(const std::function<std::shared_ptr<run::ValidationHook>(run::HookComplaint)> &make, TellFiring tell)
{
    return std::make_shared<WatchedHook>(make, std::move(tell));
}

ui::HookFiring firingOf(const run::RunEvent &event, const QString &hook)
{
    ui::HookFiring firing;
    firing.unixMs = event.unixMs;
    firing.event = event.kind;
    firing.document = QString::fromStdString(event.document);
    firing.attempt = event.attempt;
    firing.tryNumber = event.tryNumber;
    firing.hook = hook;
    return firing;
}

run::Observers::Take watched(std::string name, run::Observers::Take take, TellFiring tell)
{
    return
        [name = std::move(name), take = std::move(take), tell = std::move(tell)](const run::RunEvent &event) {
            ui::HookFiring firing = firingOf(event, QString::fromStdString(name));
            const auto begun = Clock::now();
            try {
                take(event);
            } catch (const std::exception &failure) {
                firing.problem = QString::fromUtf8(failure.what());
            }
            setDuration(firing, begun);
            tell(firing);
        };
}

} // namespace espalier::app

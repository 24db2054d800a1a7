// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "common/runrequest.h"
#include "engine/hooklink.h"
#include "engine/order.h"

#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace espalier::app {

/// The hooks of a run of the window: makes them of the recipe's entries, times each call, names those that
/// fail or are slow, and carries the question to the person and back.
///
/// Shared by the run and by hooks that work in threads of their own; the last of them lets it go, in the
/// thread of the window. Thread: GUI, but for what a hook's thread posts to it.
class DesktopHooks : public ui::HookLink
{
    Q_OBJECT

public:
    /// What the hooks are for: in a rehearsal no person is asked or told, and no program started.
    enum class Use { Run, Rehearsal };

    [[nodiscard]] static std::shared_ptr<DesktopHooks> make();

    /// Puts checks and hooks of an order into the options, in this order: rules, scripts and programs, the
    /// person. Error (Usage): one that cannot be used. `scripts` must outlive the run.
    [[nodiscard]] static std::optional<Error> equip(RunOptions &options, const ui::RunOrder &order,
                                                    run::ScriptRunner &scripts,
                                                    const std::shared_ptr<DesktopHooks> &link, Use use);

    void decide(const run::Verdict &verdict) override;
    /// An event of the run: hooks that log or notify take it here.
    void tell(const run::RunEvent &event);
    /// Puts the question before the person. As run::ValidationHook::ask().
    void ask(const ui::HookQuestion &question, QObject *context, std::function<void(run::Verdict)> done);

private:
    DesktopHooks() = default;
    /// An entry that only tells the person.
    struct Teller
    {
        run::RunEventKind event = run::RunEventKind::RunFinished;
        QString name;
        bool notifies = false;
    };
    void withdraw();

    std::vector<Teller> m_tellers;
    QPointer<QObject> m_context; ///< of the question that is open
    std::function<void(run::Verdict)> m_done;
};

/// Lets programs that are still told of events finish, in the background and for some seconds at most.
void letFinish(std::shared_ptr<run::Observers> observers);

} // namespace espalier::app

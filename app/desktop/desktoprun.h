// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runrequest.h"
#include "engine/liverun.h"
#include "run/extractionrun.h"

#include <memory>
#include <string>

namespace espalier::app {

class DesktopHooks;
class Engine;

/// A run of the window: opens the endpoint (which may wait for a key ring), then runs. Ends once, also when
/// it was stopped or failed before anything was sent. The engine stays the caller's and must outlive the run.
class DesktopRun : public ui::LiveRun
{
    Q_OBJECT

public:
    /// `hooks`: those of the options.
    DesktopRun(Engine &engine, settings::EndpointProfile profile, RunOptions options,
               std::shared_ptr<DesktopHooks> hooks);
    /// A run that ends with `error`, from the event loop.
    explicit DesktopRun(const Error &error);
    ~DesktopRun() override;

    void stop() override;
    [[nodiscard]] ui::HookLink *hooks() override;

private:
    void launch(Engine &engine, EndpointAccess access, RunOptions options);
    void endLater(run::RunStatus status, const Error &error);

    std::string m_profileName;
    std::shared_ptr<DesktopHooks> m_hooks; ///< null: none were made
    std::shared_ptr<run::Observers> m_observers;
    std::unique_ptr<run::ExtractionRun> m_run;
    bool m_ended = false;
};

} // namespace espalier::app

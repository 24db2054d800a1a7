// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runrequest.h"
#include "engine/liverun.h"
#include "practice/practiceserver.h"
#include "run/extractionrun.h"

#include <memory>
#include <string>

namespace espalier::app {

class DesktopHooks;

/// A run on a practice endpoint of its own, which plays faults from their beginning and shares neither pauses
/// nor counters with any other. Its waits are those of the policy. Begins by itself; ends once. The engine
/// stays the caller's and must outlive it.
class Rehearsal : public ui::LiveRun
{
    Q_OBJECT

public:
    /// `hooks`: those of the options. `faults`: can be read (practice::FaultScript).
    Rehearsal(Engine &engine, RunOptions options, std::shared_ptr<DesktopHooks> hooks,
              const std::string &faults);
    /// One that ends with `error`, from the event loop.
    explicit Rehearsal(const Error &error);
    ~Rehearsal() override;

    void stop() override;
    [[nodiscard]] ui::HookLink *hooks() override;

private:
    void launch(Engine &engine, RunOptions options);
    void failLater(const Error &error);

    std::shared_ptr<DesktopHooks> m_hooks;
    practice::PracticeServer m_server;
    std::unique_ptr<run::ExtractionRun> m_run; ///< ends before its server
};

} // namespace espalier::app

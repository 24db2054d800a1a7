// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"
#include "cli/extractplan.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"

#include "common/endpointaccess.h"
#include "run/extractionrun.h"

#include <QObject>

#include <memory>

namespace espalier::cli {

class EventLines;

/// One call of `extract` in the event loop: opens the endpoint, runs, prints, and ends the loop with the exit
/// code.
class ExtractJob : public QObject
{
    Q_OBJECT

public:
    /// `engine` and `console` stay the caller's and must outlive the job.
    ExtractJob(app::Engine &engine, ExtractPlan plan, Console &console);
    ~ExtractJob() override;

    void start();

private:
    void open();
    void begin(app::EndpointAccess access);
    void stop();
    void fail(const Error &error);
    void finish(const run::RunResult &result);
    [[nodiscard]] Error withOptions(Error error, const run::RunResult &result) const;
    void printResult(const run::RunResult &result);
    [[nodiscard]] bool openHooks();
    void sayRetry(const run::RunEvent &event);

    app::Engine &m_engine;
    ExtractPlan m_plan;
    Console &m_console;
    std::shared_ptr<Output> m_output = std::make_shared<Output>();
    Interrupt m_interrupt;
    Progress m_progress;
    std::string m_profileName;
    std::unique_ptr<run::ExtractionRun> m_run;
    std::unique_ptr<EventLines> m_lines;
    bool m_over = false;
};

} // namespace espalier::cli

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"
#include "cli/interrupt.h"

#include "common/endpointaccess.h"
#include "common/endpointchoice.h"

#include <QObject>

#include <functional>

namespace espalier::cli {

/// The way to an endpoint that short commands share: finds the profile, fetches its key, then calls `use`.
/// Whatever fails on the way, and Ctrl-C, ends the event loop with the exit code.
class EndpointJob : public QObject
{
    Q_OBJECT

public:
    EndpointJob(app::Engine &engine, app::EndpointChoice choice, Console &console,
                std::function<void(EndpointJob &, app::EndpointAccess)> use);

    /// Runs the event loop until end() or fail(); gives the exit code.
    [[nodiscard]] int exec();
    void end(int exitCode);
    void fail(const Error &error);

    [[nodiscard]] app::Engine &engine() { return m_engine; }

private:
    void open();

    app::Engine &m_engine;
    app::EndpointChoice m_choice;
    Console &m_console;
    std::function<void(EndpointJob &, app::EndpointAccess)> m_use;
    Interrupt m_interrupt;
};

} // namespace espalier::cli

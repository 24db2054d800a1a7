// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/endpointjob.h"

#include "cli/endpointoptions.h"
#include "cli/exitcode.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <utility>

namespace espalier::cli {

EndpointJob::EndpointJob(app::Engine &engine, app::EndpointChoice choice, Console &console,
                         std::function<void(EndpointJob &, app::EndpointAccess)> use)
    : m_engine(engine)
    , m_choice(std::move(choice))
    , m_console(console)
    , m_use(std::move(use))
{
    connect(&m_interrupt, &Interrupt::interrupted, this, [this] { end(kExitInterrupted); });
}

int EndpointJob::exec()
{
    QMetaObject::invokeMethod(this, &EndpointJob::open, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

void EndpointJob::open()
{
    auto profile = readProfile(m_engine, m_choice, m_console);
    if (!profile) {
        fail(profile.error());
        return;
    }
    app::openEndpoint(m_engine, std::move(profile).value(), this,
                      [this](Result<app::EndpointAccess, Error> access) {
                          if (access)
                              m_use(*this, std::move(access).value());
                          else
                              fail(access.error());
                      });
}

void EndpointJob::end(int exitCode)
{
    QCoreApplication::exit(exitCode);
}

void EndpointJob::fail(const Error &error)
{
    m_console.error(error);
    end(exitCode(error));
}

} // namespace espalier::cli

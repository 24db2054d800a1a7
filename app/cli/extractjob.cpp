// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/extractjob.h"

#include "cli/endpointoptions.h"
#include "cli/eventlines.h"
#include "cli/eventsfile.h"
#include "cli/exitcode.h"
#include "cli/mended.h"
#include "common/codehooks.h"
#include "run/resultdetails.h"
#include "json/writer.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <utility>

namespace espalier::cli {

ExtractJob::ExtractJob(app::Engine &engine, ExtractPlan plan, Console &console)
    : m_engine(engine)
    , m_plan(std::move(plan))
    , m_console(console)
    , m_progress(console)
{
    connect(&m_interrupt, &Interrupt::interrupted, this, &ExtractJob::stop);
}

ExtractJob::~ExtractJob() = default;

void ExtractJob::start()
{
    QMetaObject::invokeMethod(this, &ExtractJob::open, Qt::QueuedConnection);
}

bool ExtractJob::openHooks()
{
    const auto complain = [this](const std::string &complaint) {
        QMetaObject::invokeMethod(
            this, [this, complaint] { m_console.note(complaint); }, Qt::QueuedConnection);
    };
    run::RunHooks &hooks = m_plan.run.hooks;
    m_plan.run.checks = m_plan.code.checks;
    m_plan.run.scripts = &m_engine.scripts();
    m_plan.run.cache = m_plan.cache ? &m_engine.cache() : nullptr;
    app::addCodeHooks(hooks, m_plan.code.hooks, m_engine.scripts(), complain);
    if (!m_plan.events)
        return true;
    if (!hooks.observers)
        hooks.observers = std::make_shared<run::Observers>(complain);
    if (m_plan.eventsOnOutput()) {
        addEventsOutput(*hooks.observers, m_output, m_plan.eventsValues);
        return true;
    }
    const auto error = addEventsFile(*hooks.observers, *m_plan.events, m_plan.eventsValues);
    if (error)
        fail(*error);
    return !error;
}

void ExtractJob::open()
{
    if (!openHooks())
        return;
    auto profile = readProfile(m_engine, m_plan.endpoint, m_console);
    if (!profile) {
        fail(profile.error());
        return;
    }
    auto model = app::chosenModel(*profile, m_plan.model);
    if (!model) {
        fail(model.error());
        return;
    }
    m_plan.run.model = std::move(model).value();
    m_profileName = profile->name;
    if (!m_plan.note.empty())
        m_console.note(m_plan.note);
    if (app::isPractice(*profile))
        m_console.note("The practice endpoint answers: it reads by rule and is no model.");
    m_progress.begin("Opening " + m_profileName);
    app::openEndpoint(m_engine, std::move(profile).value(), this,
                      [this](Result<app::EndpointAccess, Error> access) {
                          if (m_over)
                              return;
                          if (access)
                              begin(std::move(access).value());
                          else
                              fail(access.error());
                      });
}

void ExtractJob::begin(app::EndpointAccess access)
{
    using wire::StreamKind;
    const StreamKind kind = m_plan.run.stream;
    const std::string document = m_plan.run.documentName;
    auto request = app::extractionRequest(m_plan.run, std::move(access));
    m_run = std::make_unique<run::ExtractionRun>(std::move(request), m_engine.transport(), nullptr,
                                                 &m_engine.gate());
    if (m_plan.ndjson) {
        const EventLines::What what{kind == StreamKind::Partial, kind == StreamKind::Full, m_plan.changes,
                                    kind == StreamKind::Iterable};
        m_lines = std::make_unique<EventLines>(*m_run, document, what, *m_output);
    }
    m_progress.watch(*m_run);
    connect(m_run.get(), &run::ExtractionRun::capabilityDropped, this, [this](const QString &member) {
        // Of the limit of tokens a note of the result says what became of it.
        const std::string name = member.toStdString();
        m_console.note("The endpoint refused \"" + name + "\"" +
                       (run::isTokenLimit(name) ? "." : "; the same was asked without it."));
    });
    connect(m_run.get(), &run::ExtractionRun::happened, this, [this](const run::RunEvent &event) {
        if (event.kind == run::RunEventKind::RetryScheduled)
            sayRetry(event);
    });
    connect(m_run.get(), &run::ExtractionRun::finished, this, &ExtractJob::finish);
    m_run->start();
}

void ExtractJob::sayRetry(const run::RunEvent &event)
{
    const bool asksAgain = event.data["kind"].text() == "reask";
    const std::int64_t wait = event.data["wait_ms"].toInt64().value_or(0);
    const std::string when =
        wait >= 100 ? " in " + std::to_string(wait / 1000) + "." + std::to_string(wait % 1000 / 100) + " s"
                    : std::string();
    m_console.note(event.data["reason"].text() + ": " +
                   (asksAgain ? "asking again" + when + " (attempt " + std::to_string(event.attempt + 1) +
                                    " of " + std::to_string(event.attemptsAllowed) + ")."
                              : "trying again" + when + "."));
}

void ExtractJob::stop()
{
    if (m_run)
        m_run->stop();
    else
        fail({ErrorKind::StoppedByUser, "Stopped by you.", {}, {}, {}, {}});
}

void ExtractJob::fail(const Error &error)
{
    run::RunResult result;
    result.document = m_plan.run.documentName;
    result.status =
        error.kind == ErrorKind::StoppedByUser ? run::RunStatus::Cancelled : run::RunStatus::Failed;
    result.error = error;
    finish(result);
}

void ExtractJob::finish(const run::RunResult &result)
{
    if (std::exchange(m_over, true))
        return;
    m_progress.end();
    if (m_lines)
        m_lines->flush();
    if (const auto observers = m_plan.run.hooks.observers)
        tellEnd(*observers, result, "r1", m_run != nullptr,
                m_plan.eventsOnOutput() ? Patience::AsLongAsItTakes : Patience::Some);
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // what hooks were named for until now
    printResult(result);
    if (!m_plan.ndjson) {
        for (const std::string &mended : mendedInWords(result, m_plan.run.mode))
            m_console.note(mended);
    }
    for (const std::string &note : result.notes)
        m_console.note(note);
    if (result.error)
        m_console.error(withOptions(*result.error, result));
    if (const auto error = app::rememberDropped(m_engine.profiles(), m_profileName, result.droppedMembers))
        m_console.note(error->message);
    QCoreApplication::exit(m_output->exitCodeAfter(exitCode(result), m_console));
}

/// `error`, its next step with the options that help to see what came.
Error ExtractJob::withOptions(Error error, const run::RunResult &result) const
{
    const bool hidden =
        !m_plan.ndjson && !m_plan.keepInvalid && !m_plan.eventsOnOutput() && result.lastObject;
    if (hidden && result.status != run::RunStatus::Cancelled)
        error.nextStep += " --keep-invalid prints what came.";
    return error;
}

void ExtractJob::printResult(const run::RunResult &result)
{
    const bool accepted = result.status == run::RunStatus::Valid || result.status == run::RunStatus::Accepted;
    if (m_plan.eventsOnOutput())
        return; // it is theirs alone
    if (m_plan.ndjson)
        m_output->line(json::writeCompact(resultLine(result)));
    else if (accepted)
        m_output->line(json::writePretty(result.value));
    else if (m_plan.keepInvalid && result.lastObject)
        m_output->line(json::writePretty(run::lastObjectAsRead(result)));
}

} // namespace espalier::cli

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/eventsfile.h"

#include "json/writer.h"

#include <QDateTime>
#include <QFile>
#include <QString>

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace espalier::cli {

using json::Value;

namespace {

constexpr std::chrono::seconds kPatience{5};
constexpr std::chrono::hours kForEver{24 * 365};

/// Empty: what an observer hears by itself.
std::vector<run::RunEventKind> kindsHeard(bool values)
{
    if (!values)
        return {};
    std::vector<run::RunEventKind> out;
    for (int kind = 0; kind <= static_cast<int>(run::RunEventKind::BatchFinished); ++kind)
        out.push_back(static_cast<run::RunEventKind>(kind));
    return out;
}

std::string lineOf(const run::RunEvent &event)
{
    return json::writeCompact(eventValue(event));
}

Value countsOf(const run::RunResult &result)
{
    Value out = Value::object({{"documents", Value::number(1)}});
    for (int status = 0; status <= static_cast<int>(run::RunStatus::Cancelled); ++status) {
        const auto known = static_cast<run::RunStatus>(status);
        out.set(std::string(runStatusName(known)), Value::number(known == result.status ? 1 : 0));
    }
    return out;
}

} // namespace

std::optional<Error> addEventsFile(run::Observers &observers, const std::string &path, bool values)
{
    auto file = std::make_shared<QFile>(QString::fromStdString(path));
    constexpr auto kOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (!file->open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered, kOwner))
        return Error{ErrorKind::CannotWrite,
                     "The file for events " + path +
                         " cannot be written: " + file->errorString().toStdString() + ".",
                     "Choose another place for --events.",
                     {},
                     {},
                     {}};
    observers.add(
        "--events " + path,
        [file](const run::RunEvent &event) {
            const std::string line = lineOf(event) + "\n";
            if (file->write(line.data(), static_cast<qint64>(line.size())) !=
                static_cast<qint64>(line.size()))
                throw std::runtime_error(file->errorString().toStdString());
        },
        kindsHeard(values));
    return std::nullopt;
}

void addEventsOutput(run::Observers &observers, std::shared_ptr<Output> output, bool values)
{
    observers.add(
        "--events -",
        [output = std::move(output)](const run::RunEvent &event) { output->line(lineOf(event)); },
        kindsHeard(values));
}

void tellEnd(run::Observers &observers, const run::RunResult &result, const std::string &runId, bool told,
             Patience patience)
{
    run::RunEvent event;
    event.unixMs = QDateTime::currentMSecsSinceEpoch();
    event.run = runId;
    event.document = result.document;
    event.last = true;
    event.data = Value::object({{"status", Value::string(std::string(runStatusName(result.status)))},
                                {"ms", Value::number(result.totalMs)}});
    if (!told)
        observers.tell(event);
    event.kind = run::RunEventKind::BatchFinished;
    event.data = countsOf(result);
    observers.tell(event);
    observers.drain(patience == Patience::Some ? kPatience : kForEver);
}

} // namespace espalier::cli

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
#include <vector>

namespace espalier::cli {

using json::Value;

namespace {

constexpr std::chrono::seconds kPatience{5};

std::vector<run::RunEventKind> everyKind()
{
    std::vector<run::RunEventKind> out;
    for (int kind = 0; kind <= static_cast<int>(run::RunEventKind::BatchFinished); ++kind)
        out.push_back(static_cast<run::RunEventKind>(kind));
    return out;
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
            const std::string line = json::writeCompact(eventValue(event)) + "\n";
            if (file->write(line.data(), static_cast<qint64>(line.size())) !=
                static_cast<qint64>(line.size()))
                throw std::runtime_error(file->errorString().toStdString());
        },
        values ? everyKind() : std::vector<run::RunEventKind>());
    return std::nullopt;
}

void tellEnd(run::Observers &observers, const run::RunResult &result, const std::string &runId, bool told)
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
    observers.drain(kPatience);
}

} // namespace espalier::cli

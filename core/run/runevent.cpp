// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/runevent.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::run {

using json::Value;

namespace {

constexpr std::array<std::pair<RunEventKind, std::string_view>, 13> kNames{
    {{RunEventKind::CompletionKwargs, "completion:kwargs"},
     {RunEventKind::FirstToken, "stream:first_token"},
     {RunEventKind::ValueComplete, "value:complete"},
     {RunEventKind::CapabilityDropped, "capability:dropped"},
     {RunEventKind::CompletionResponse, "completion:response"},
     {RunEventKind::CompletionError, "completion:error"},
     {RunEventKind::CompletionUsage, "completion:usage"},
     {RunEventKind::ParseError, "parse:error"},
     {RunEventKind::Validation, "validation"},
     {RunEventKind::RetryScheduled, "retry:scheduled"},
     {RunEventKind::CompletionLastAttempt, "completion:last_attempt"},
     {RunEventKind::RunFinished, "run:finished"},
     {RunEventKind::BatchFinished, "batch:finished"}}};

} // namespace

std::string_view runEventName(RunEventKind kind) noexcept
{
    const auto found =
        std::find_if(kNames.begin(), kNames.end(), [kind](const auto &entry) { return entry.first == kind; });
    return found == kNames.end() ? std::string_view() : found->second;
}

std::optional<RunEventKind> runEventFromName(std::string_view name) noexcept
{
    const auto found = std::find_if(kNames.begin(), kNames.end(),
                                    [name](const auto &entry) { return entry.second == name; });
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

Value eventValue(const RunEvent &event)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(event.unixMs, Qt::UTC).toString(Qt::ISODateWithMs);
    Value out = Value::object({{"event", Value::string(std::string(runEventName(event.kind)))},
                               {"time", Value::string(time.toStdString())},
                               {"run", Value::string(event.run)}});
    if (event.kind != RunEventKind::BatchFinished) {
        out.set("document", Value::string(event.document));
        out.set("attempt", Value::number(event.attempt));
        out.set("try", Value::number(event.tryNumber));
        out.set("attempts_allowed", Value::number(event.attemptsAllowed));
        out.set("last", Value::boolean(event.last));
    }
    out.set("data", event.data);
    return out;
}

} // namespace espalier::run

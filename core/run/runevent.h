// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QMetaType>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::run {

/// What can happen in a run: the hooks' events (product specification, section 5; formats specification,
/// `--events`, which fixes the members of `data`).
enum class RunEventKind : std::uint8_t {
    CompletionKwargs,      ///< "completion:kwargs"
    FirstToken,            ///< "stream:first_token"
    ValueComplete,         ///< "value:complete", only where it is asked for
    CapabilityDropped,     ///< "capability:dropped"
    CompletionResponse,    ///< "completion:response"
    CompletionError,       ///< "completion:error"
    CompletionUsage,       ///< "completion:usage"
    ParseError,            ///< "parse:error"
    Validation,            ///< "validation"
    RetryScheduled,        ///< "retry:scheduled"
    CompletionLastAttempt, ///< "completion:last_attempt"
    RunFinished,           ///< "run:finished"
    BatchFinished,         ///< "batch:finished": of a program's whole call, not of one run
};

[[nodiscard]] std::string_view runEventName(RunEventKind kind) noexcept;
/// The event of that name; nullopt for an unknown one.
[[nodiscard]] std::optional<RunEventKind> runEventFromName(std::string_view name) noexcept;

/// One event of one run. Plain value; holds no secret, and the URL of `completion:kwargs` is redacted.
///
/// Order within a run, each line once unless it says otherwise:
///
///     for every attempt, and in it for every try:
///         completion:kwargs              before it is sent; again, with the same numbers, after each
///             capability:dropped         a member was refused and left out
///         stream:first_token             when content comes
///         value:complete                 any number
///         completion:response            the answer is 2xx and ended properly
///           or completion:error          the try failed: connection, status, clock, cut, error inside
///         completion:usage               when tokens were counted
///         parse:error                    the answer holds no JSON, open JSON, or does not fit
///         validation                     what is decided about that; not for an answer nothing can mend
///         retry:scheduled                when another try follows
///     completion:last_attempt            on terminal failure; not when stopped by the person
///     run:finished                       always, last, once
struct RunEvent
{
    RunEventKind kind = RunEventKind::RunFinished;
    std::int64_t unixMs = 0; ///< when, milliseconds since 1970
    std::string run;         ///< which call of the program
    std::string document;
    int attempt = 0;   ///< from 1; 0: nothing was asked yet
    int tryNumber = 0; ///< within the attempt, from 1
    int attemptsAllowed = 1;
    bool last = false; ///< no further attempt is allowed, or (at the two ends) none follows
    json::Value data;  ///< an object
    std::string host;  ///< of the endpoint; no part of the line, hooks are not to read it in one
};

/// The event as one object, members as the formats specification has them.
[[nodiscard]] json::Value eventValue(const RunEvent &event);

} // namespace espalier::run

Q_DECLARE_METATYPE(espalier::run::RunEvent)

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"
#include "run/runresult.h"
#include "run/runstate.h"
#include "json/repair.h"

#include <QString>

namespace espalier::ui {

// What is said of runs, errors and repairs, in the person's language.

/// "connecting", "growing", …; empty before anything was asked.
[[nodiscard]] QString runStateText(run::RunState state);
/// How a run ended: "done, fits the schema", …
[[nodiscard]] QString runStatusText(run::RunStatus status);
/// A heading for an error: "The key was refused".
[[nodiscard]] QString errorTitle(ErrorKind kind);
/// "a comma too many", "prose around the answer", …
[[nodiscard]] QString repairText(json::RepairKind kind);
/// What a mode does, for a tool tip.
[[nodiscard]] QString modeTip(wire::AnswerMode mode);
[[nodiscard]] QString streamTip(wire::StreamKind kind);
/// "Key: environment variable OPENAI_API_KEY", …
[[nodiscard]] QString keyText(const KeyFacts &facts);
/// Whom the text goes to: "local only" or "to api.example.com on Try".
[[nodiscard]] QString leavesText(const EndpointFacts &facts);
/// Seconds with a unit, two digits below ten: "0.31 s".
[[nodiscard]] QString secondsText(qint64 milliseconds);

} // namespace espalier::ui

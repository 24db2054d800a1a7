// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/runstatus.h"
#include "schema/issue.h"
#include "wire/usage.h"
#include "json/repair.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// One try as it ended, kept for whoever wants to look: nothing of a run is lost. Plain value, no secret.
///
/// Of the last record, what stands in the result itself is left out: its request, value, text, issues and
/// repairs are empty then.
struct AttemptRecord
{
    int attempt = 1;         ///< which question, from 1
    int tryNumber = 1;       ///< which request for it, from 1
    std::string requestBody; ///< as sent; empty: byte for byte that of the try before
    RunStatus status = RunStatus::Failed;
    std::optional<Error> error;
    std::optional<json::Value> value; ///< what came, whatever it is worth
    std::string text;                 ///< of the answer, as it came
    schema::Issues issues;
    json::Repairs repairs;
    std::string finishReason;
    std::optional<wire::Usage> usage;
    std::optional<double> cost;
    std::int64_t sentMs = 0;                  ///< since the run began
    std::optional<std::int64_t> firstTokenMs; ///< since sending
    std::int64_t durationMs = 0;              ///< since sending
};

} // namespace espalier::run

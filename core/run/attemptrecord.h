// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"
#include "run/runstatus.h"
#include "schema/issue.h"
#include "wire/usage.h"
#include "json/repair.h"
#include "json/value.h"

#include <QMetaType>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// One try as it ended, kept for whoever wants to look: nothing of a run is lost. Plain value, no secret.
/// wholeHistory() gives the records of a result with everything in them.
struct AttemptRecord
{
    int attempt = 1;         ///< which question, from 1
    int tryNumber = 1;       ///< which request for it, from 1
    int attemptsAllowed = 1; ///< questions that the run may ask at most
    /// The last record of a result leaves out what stands in the result itself: its request (unless that is
    /// another one), value, text, issues and repairs are empty then.
    bool restInResult = false;
    bool shortened = false;  ///< request, value and text were left out when it was kept, for their size
    std::string requestBody; ///< as sent; empty: byte for byte that of the try before
    HttpHeaders headers;     ///< as sent, secrets masked (net::shownHeaders); empty: kept by an older version
    RunStatus status = RunStatus::Failed;
    std::optional<Error> error;
    std::optional<json::Value> value; ///< what came, whatever it is worth
    std::string text;                 ///< of the answer, as it came
    schema::Issues issues;
    json::Repairs repairs;
    std::string finishReason;
    std::optional<wire::Usage> usage;
    std::optional<double> cost;
    int parallel = 1;         ///< requests to that host under way when it was sent, itself among them
    std::int64_t beganMs = 0; ///< since the run began: from here on it waits for its turn
    std::int64_t sentMs = 0;  ///< since the run began
    std::optional<std::int64_t> answeringMs;  ///< since sending: the server took it and begins to answer
    std::optional<std::int64_t> firstTokenMs; ///< since sending
    std::int64_t durationMs = 0;              ///< since sending: the answer is over
    std::int64_t judgedMs = 0;                ///< since sending: checks and hooks have said what they think
    std::optional<std::int64_t> waitMs;       ///< after that, before the next try; absent: there is none
};

} // namespace espalier::run

Q_DECLARE_METATYPE(espalier::run::AttemptRecord)

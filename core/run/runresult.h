// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/attemptrecord.h"
#include "run/runstatus.h"
#include "schema/coercion.h"
#include "schema/issue.h"
#include "wire/usage.h"
#include "json/answerreader.h"
#include "json/repair.h"
#include "json/value.h"

#include <QMetaType>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// An item of an iterable answer that did not fit and was kept apart.
struct SetAside
{
    std::size_t index = 0; ///< its place among the items of the answer
    json::Value value;
    schema::Issues issues;
};

/// Everything a run has to say, once. Plain value.
struct RunResult
{
    std::string document;
    RunStatus status = RunStatus::Failed;
    json::Value value; ///< the answer of the person's shape, as it was read; with Iterable the accepted items
    std::optional<json::Value>
        lastObject;   ///< what came, as it came, whatever its status; absent when nothing did
    int attempts = 0; ///< questions asked
    int tries = 0;    ///< HTTP requests sent, capability drops not counted
    schema::Issues issues;
    json::Repairs repairs;
    /// What was read otherwise than it came, that of items set aside too. Pointers into the answer; with
    /// Iterable they begin with the place of the item among the items of the answer.
    schema::Coercions coercions;
    std::vector<json::IgnoredSpan> ignored;
    std::vector<SetAside> setAside;
    std::optional<wire::Usage> usage; ///< of all tries together
    std::optional<double> cost;       ///< the same in the currency of the model's price; absent: no price
    std::string currency;             ///< of that price, ISO 4217; empty: no price
    std::optional<Error> error;
    /// The server asked for a longer wait than RetryLimits::maxWait.
    bool waitRefused = false;
    std::vector<AttemptRecord> history;      ///< every try, in order
    std::vector<std::string> droppedMembers; ///< optional members this endpoint refused by name
    /// Asserting keywords of the schema that the validator passes over; a note names them where it judged.
    std::vector<std::string> notChecked;
    std::vector<std::string> notes; ///< plain sentences, e.g. that the endpoint did not really stream
    bool answeredByCall = false;    ///< a tool was called; else it is text
    bool streamed = false;          ///< in pieces, as they were made; see notes where it was to and did not
    std::string finishReason;
    std::string model; ///< as the server named it
    std::string text;  ///< the raw answer text the tree was read from
    std::string reasoning;
    std::string requestBody;                  ///< as sent; holds no secret
    std::string url;                          ///< redacted
    std::optional<std::int64_t> firstTokenMs; ///< from sending to the first content
    std::int64_t totalMs = 0;
};

/// The last object as far as it was read: `value` with what was set aside in its place; lastObject when
/// nothing was read otherwise than it came, or the answer was not judged. Null when nothing came.
[[nodiscard]] json::Value lastObjectAsRead(const RunResult &result);

/// The history with nothing left out: each request as sent, and of the last try what stands in the result.
[[nodiscard]] std::vector<AttemptRecord> wholeHistory(const RunResult &result);

} // namespace espalier::run

Q_DECLARE_METATYPE(espalier::run::RunResult)

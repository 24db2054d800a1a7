// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"
#include "run/runresult.h"
#include "run/runstate.h"
#include "schema/baditems.h"
#include "schema/coercion.h"
#include "json/repair.h"

#include <QString>

namespace espalier::ui {

// What is said of runs, errors and repairs, in the person's language.

/// "connecting", "growing", …; empty before anything was asked.
[[nodiscard]] QString runStateText(run::RunState state);
/// The same; of a state that waits also why and how long still, when `waitMs` is more than 0: "the server
/// asked for a pause, goes on in 12 s".
[[nodiscard]] QString runStateText(run::RunState state, qint64 waitMs);
/// The same of one that is under way. `words`: the first of them has come; `asks`: it waits for the person.
[[nodiscard]] QString liveStateText(run::RunState state, qint64 waitMs, bool words, bool asks);
/// Whole seconds, rounded up: what is said is never over before it is.
[[nodiscard]] qint64 wholeSeconds(qint64 milliseconds);
/// How a run ended: "done, fits the schema", …
[[nodiscard]] QString runStatusText(run::RunStatus status);
/// A heading for an error: "The key was refused".
[[nodiscard]] QString errorTitle(ErrorKind kind);
/// The same of a question that went with or without a key: none was refused that was not sent.
[[nodiscard]] QString errorTitle(ErrorKind kind, bool keySent);
/// "a comma too many", "prose around the answer", …
[[nodiscard]] QString repairText(json::RepairKind kind);
/// What an answer was read as: "read as 25, came as "25"", "null, taken for absent", …
[[nodiscard]] QString coercionText(const schema::Coercion &made);
/// Of the field that a member was read as: "came as “firstName”".
[[nodiscard]] QString cameAsText(const schema::Coercion &made);
/// How far values are read into the types of the schema, in a word and in a sentence.
[[nodiscard]] QString coercionLevelText(schema::CoercionLevel level);
[[nodiscard]] QString coercionLevelTip(schema::CoercionLevel level);
[[nodiscard]] QString decimalMarkText(schema::DecimalMark mark);
/// What becomes of list items that do not fit.
[[nodiscard]] QString badItemsText(schema::BadItems choice);
[[nodiscard]] QString badItemsTip(schema::BadItems choice);
/// What a mode does, for a tool tip.
[[nodiscard]] QString modeTip(wire::AnswerMode mode);
[[nodiscard]] QString streamTip(wire::StreamKind kind);
/// "Key: environment variable OPENAI_API_KEY", …
[[nodiscard]] QString keyText(const KeyFacts &facts);
/// Whom the text goes to: "local only" or "to api.example.com on Try".
[[nodiscard]] QString leavesText(const EndpointFacts &facts);
/// Seconds with a unit, two digits below ten: "0.31 s".
[[nodiscard]] QString secondsText(qint64 milliseconds);
/// Its message as a sentence begins; what begins with the name of a file or host stays as it is.
[[nodiscard]] QString errorSentence(const Error &error);
/// The same of a question that went with or without a key.
[[nodiscard]] QString errorSentence(const Error &error, bool keySent);

} // namespace espalier::ui

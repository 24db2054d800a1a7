// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/answer.h"
#include "run/answerjudge.h"
#include "run/runresult.h"
#include "schema/baditems.h"
#include "wire/answermode.h"

#include <optional>

namespace espalier::run {

/// How the body of an answer ended, beside what stood in it.
struct BodyEnd
{
    bool stopped = false;         ///< by the person
    std::optional<Error> failure; ///< transport, or bytes that are no answer at all
};

/// Reads an answer into the types of the schema and judges it: sets status, value, lastObject, coercions,
/// issues, setAside and error of `result`, and what else the answer tells (repairs, text, usage, notes, …).
/// An answer that did not end properly stays as it came, but for its closed items.
///
/// The first that applies: stopped → Cancelled · finish reason "length" → Cut (before an error object that
/// says the same, and before any schema issue) · error inside the answer → Failed · limit, bound of tokens or
/// loop → Invalid · transport failure before the protocol's own end → Failed · refusal or content filter →
/// Refused · no end marker and no finish reason → Failed, StreamCut · no JSON → Invalid, NoJson · open JSON →
/// Invalid · issues or items set aside → Invalid · Valid. `badItems` says what items that do not fit do to
/// this, when they come one by one: with Keep, issues of theirs alone → Accepted; with Drop they are set
/// aside and Valid remains; with Fail and Keep nothing is set aside.
///
/// Pure. `judge`: of the person's schema.
void judge(RunResult &result, Answer answer, const BodyEnd &end, const AnswerJudge &judge,
           wire::StreamKind stream, schema::BadItems badItems = schema::BadItems::Ask);

/// An answer that fits the schema and has issues all the same, of checks: status and error from them.
void judgeIssues(RunResult &result);

/// The last step of judge() for a list whose items were read one by one: issues of the list as such, status
/// and error, from what `result` has for value and setAside.
void judgeList(RunResult &result, const AnswerJudge &judge, schema::BadItems badItems);

} // namespace espalier::run

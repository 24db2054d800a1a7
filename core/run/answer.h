// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/answerjudge.h"
#include "schema/coercion.h"
#include "schema/issue.h"
#include "wire/correction.h"
#include "wire/usage.h"
#include "json/answerreader.h"
#include "json/parseerror.h"
#include "json/repair.h"
#include "json/treechange.h"
#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// One item of a list answer, judged when it closed.
struct Item
{
    std::size_t index = 0;       ///< place among the items of the answer, from 0
    json::Value value;           ///< as it was read
    schema::Issues issues;       ///< empty: accepted; instance pointers begin with "/<index>"
    schema::Coercions coercions; ///< so do theirs
};

/// Something that is wrong with a value that has closed, found while the rest still comes. It may turn out to
/// count no more: a later member of the same name takes the value's place, or another candidate becomes the
/// answer.
struct FoundIssue
{
    json::NodeId node =
        json::kNoNode;   ///< of the tree that is told; of a value that was moved, what is nearest
    schema::Issue issue; ///< pointers name places of the value as it was read
};

/// What one batch of deltas made grow.
struct Growth
{
    json::TreeChanges changes;
    std::string text; ///< more of what the model answers, content and arguments in the order of arrival
    std::string reasoning;
    std::vector<Item> items;        ///< iterable: closed since the last batch
    std::vector<FoundIssue> issues; ///< with values and items that closed since
};

/// Everything one answer turned out to hold, whether it is any good or not. See outcome.h for the judgement.
struct Answer
{
    json::AnswerState state = json::AnswerState::None;
    json::Value value;         ///< what is visible of the tree, as it came; null when nothing did
    bool eachOnItsOwn = false; ///< `value` is a list of calls, each of which is to fit the schema
    std::vector<Item> items;   ///< iterable: all closed items
    /// `value` as it was read and judged part by part as it came; absent when that is still to be done.
    std::optional<Judged> judged;
    json::Repairs repairs;
    std::vector<json::IgnoredSpan> ignored;
    std::optional<json::ParseError> parseError;
    bool streamed = false;    ///< it came in several pieces
    bool loopStopped = false; ///< the answer repeated itself and was stopped
    /// It went on beyond so many tokens (AssemblyPlan::mostTokens); nothing after them was read.
    std::optional<std::int64_t> stoppedAfter;
    std::string text; ///< what the tree was read from; parallel calls: their arguments, one a line
    std::vector<wire::AnsweredCall> calls; ///< that text as calls; empty when it is content
    std::string reasoning;
    std::string refusal;
    std::string finishReason;
    bool ended = false; ///< the protocol said so: [DONE], a finish reason, or a whole body
    std::string model;
    std::optional<wire::Usage> usage; ///< the last one the server sent
    std::optional<Error> streamError; ///< an error object inside the answer
    std::vector<std::string> notes;   ///< plain sentences for people
};

} // namespace espalier::run

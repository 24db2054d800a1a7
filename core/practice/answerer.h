// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/answer.h"
#include "practice/chatquestion.h"
#include "practice/faultscript.h"
#include "practice/malformed.h"
#include "json/value.h"

#include <string>
#include <vector>

namespace espalier::practice {

/// One object that was read for a question.
struct ReadObject
{
    std::string tool;  ///< the function it is for; empty outside of tools
    json::Value value; ///< null when nothing was asked for
};

/// What the document says to the question: one object, or with parallel tools one per record, in the order of
/// the text.
[[nodiscard]] std::vector<ReadObject> readObjects(const ChatQuestion &question);

/// `objects` in the form that the question asks for, with the content faults of `step` (invalid, malformed,
/// fence, prose, think, double, truncate) done to them and the question's token limit kept. `malformation` is
/// used for Kind::Malformed.
[[nodiscard]] Answer answerWith(const ChatQuestion &question, const std::vector<ReadObject> &objects,
                                const FaultStep &step, Malformation malformation);

/// `value` with one thing in it that no schema for it allows: a number turned into a word, else a scalar into
/// an object.
[[nodiscard]] json::Value invalidated(json::Value value);

} // namespace espalier::practice

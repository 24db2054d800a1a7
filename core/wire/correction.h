// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/answermode.h"
#include "wire/dialect.h"
#include "json/value.h"

#include <string>
#include <vector>

namespace espalier::wire {

/// A call as the model made it.
struct AnsweredCall
{
    std::string id; ///< empty when the server gave none
    std::string name;
    std::string arguments; ///< as they came
    bool operator==(const AnsweredCall &) const = default;
};

/// A failed answer and what was wrong with it: what a re-ask sends behind the question. Only ever of the last
/// answer, so that the context does not grow with the attempts. Plain value.
struct Correction
{
    std::vector<AnsweredCall> calls; ///< the answer, when it came as calls
    std::vector<std::string> about;  ///< what the model is told about each call, as many as `calls`
    std::string answer;              ///< the answer's text otherwise; empty: nothing to show again
    std::string text;                ///< what the model is told otherwise
};

/// The messages of a re-ask: the model's own answer again, then a tool's reply to each of its calls (as the
/// user where the dialect has no tool role), or one user message; in mode md_json with the line that asks for
/// one fenced block. Calls whose arguments are no JSON object are shown as text: servers that put calls into
/// a template of theirs read them and fail.
[[nodiscard]] json::Value::Array correctionMessages(const Correction &correction, AnswerMode mode,
                                                    const Dialect &dialect);

} // namespace espalier::wire

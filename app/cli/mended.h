// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "wire/answermode.h"

#include <string>
#include <vector>

namespace espalier::cli {

/// What was put right in an answer, read otherwise than it came, and not used of it, one sentence each, for
/// people who do not read the result line: "Put right: trailing comma (2), prose around the answer." Empty
/// when nothing was. `mode`: what was asked for; a fence that was is nothing to put right.
[[nodiscard]] std::vector<std::string> mendedInWords(const run::RunResult &result, wire::AnswerMode mode);

} // namespace espalier::cli

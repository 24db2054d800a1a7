// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "json/value.h"

#include <functional>
#include <string_view>

namespace espalier::cli {

class Console;

/// --batch of a command: prints the answer to each line of standard input that is not blank, as soon as it is
/// there. What is wrong with a line is told with its number, and the next one is read.
///
/// `refused`, asked at the end: whether an answer said that it could not be given. Exit code: kExitUsage
/// after a line that was wrong or an answer that was refused, that of CannotRead when the input breaks off,
/// else kExitOk.
[[nodiscard]] int answerLines(
    std::string_view command, Console &console,
    const std::function<Result<json::Value, Error>(std::string_view line)> &answer,
    const std::function<bool()> &refused = [] { return false; });

} // namespace espalier::cli

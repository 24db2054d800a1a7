// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "json/answerreader.h"
#include "json/parseerror.h"
#include "json/treechange.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::cli {

// The lines that other programs read (formats specification). Members stand in the order of the
// specification. The parts of a result: run/resultjson.h.

/// Members put before those of a line: {"document", "attempt"} in extract, none in parse.
using Prefix = json::Value::Object;

[[nodiscard]] json::Value changeLine(const json::TreeChange &change, const Prefix &prefix = {});
[[nodiscard]] json::Value resultLine(const run::RunResult &result);
[[nodiscard]] json::Value parseErrorValue(const json::ParseError &error);

} // namespace espalier::cli

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/runresult.h"
#include "schema/issue.h"
#include "json/answerreader.h"
#include "json/parseerror.h"
#include "json/repair.h"
#include "json/treechange.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::cli {

// The lines that other programs read (formats specification). Members stand in the order of the
// specification.

/// Members put before those of a line: {"document", "attempt"} in extract, none in parse.
using Prefix = json::Value::Object;

[[nodiscard]] json::Value changeLine(const json::TreeChange &change, const Prefix &prefix = {});
[[nodiscard]] json::Value resultLine(const run::RunResult &result);
[[nodiscard]] json::Value issuesValue(const schema::Issues &issues);
[[nodiscard]] json::Value repairsValue(const json::Repairs &repairs);
[[nodiscard]] json::Value ignoredValue(const std::vector<json::IgnoredSpan> &spans);
[[nodiscard]] json::Value errorValue(const std::optional<Error> &error);
[[nodiscard]] json::Value parseErrorValue(const json::ParseError &error);

} // namespace espalier::cli

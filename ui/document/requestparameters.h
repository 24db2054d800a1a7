// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "json/value.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace espalier::ui {

// A recipe's further members of the body, taken apart for a form: temperature and the most tokens have fields
// of their own, the others are text. Numbers keep their text until somebody changes them.

[[nodiscard]] std::optional<double> temperatureOf(const json::Value::Object &parameters);
/// Of max_tokens or max_completion_tokens; endpoints name it differently, and the one asked decides.
[[nodiscard]] std::optional<std::int64_t> maxTokensOf(const json::Value::Object &parameters);
/// nullopt takes the member out.
[[nodiscard]] json::Value::Object withTemperature(json::Value::Object parameters,
                                                  std::optional<double> temperature);
[[nodiscard]] json::Value::Object withMaxTokens(json::Value::Object parameters,
                                                std::optional<std::int64_t> tokens);

/// The others as an indented JSON object; empty when there are none.
[[nodiscard]] QString otherParametersText(const json::Value::Object &parameters);
/// `parameters` with the others replaced by those in `text`. Errors (Usage): no JSON, no object, a member of
/// the question itself, one that has a field of its own.
[[nodiscard]] Result<json::Value::Object, Error> withOtherParameters(const json::Value::Object &parameters,
                                                                     const QString &text);

} // namespace espalier::ui

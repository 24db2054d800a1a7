// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/apierror.h"
#include "json/value.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace espalier::practice {

/// What this endpoint can be told not to be able to, so that it stands for servers that are not: "streams",
/// "stream_options", "second_system_message", "tool_role", "tools", "tool_choice=object",
/// "tool_choice=required", "tool_choice=auto", "json", and the dialects of json_schema: "json_schema",
/// "json_object", "structured_outputs", "guided_json".
using Without = std::set<std::string, std::less<>>;

/// The refusal of a request that asks for something that is missing, in the form of servers that are so;
/// nullopt: it asks for nothing of the kind. "streams" is no refusal: the answer comes in one piece. Pure.
[[nodiscard]] std::optional<ApiError> refusalOf(const json::Value &body, const Without &without);

} // namespace espalier::practice

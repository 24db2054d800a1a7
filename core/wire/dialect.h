// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/answermode.h"

#include <string>
#include <vector>

namespace espalier::wire {

/// What one endpoint takes and leaves of the chat completions API. Plain value, part of an endpoint profile.
/// The defaults are those of a bare --base-url (product specification, section 3).
struct Dialect
{
    ToolChoiceForm toolChoice = ToolChoiceForm::Object;
    SchemaDialect schema = SchemaDialect::JsonSchema;
    bool oneSystemMessage = true; ///< false: system messages may stay apart instead of being merged
    bool toolRole = true;         ///< false: a tool's answer goes as a user message (few-shot turns, re-asks)
    bool streamOptions = true;    ///< ask for stream_options {"include_usage": true}
    bool strict = false;          ///< "strict": true in tools and json_schema
    std::string maxTokensName = "max_tokens"; ///< or "max_completion_tokens"
    /// Optional members this endpoint refused by name; never sent again: "temperature", "stream_options",
    /// "strict", …
    std::vector<std::string> dropped;

    bool operator==(const Dialect &) const = default;
};

} // namespace espalier::wire

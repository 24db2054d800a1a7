// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <vector>

namespace espalier::schema {

/// Something about a schema that an endpoint's structured output does not take, or takes differently. A hint,
/// never an error: asked for in another mode the schema works, and every answer is judged by all of it.
struct ProviderHint
{
    std::string pointer;  ///< JSON Pointer into the schema; empty: the schema as a whole
    std::string message;  ///< one sentence for people
    std::string provider; ///< "OpenAI strict", "Fireworks", "vLLM"; empty: every endpoint
    bool operator==(const ProviderHint &) const = default;
};

/// In document order, those of the schema as a whole last; at most 500. Sources: OpenAI, "Structured
/// outputs", supported schemas (limits as they were at first, which compatible servers copied: 100
/// properties, 5 levels, 500 values, 15,000 characters; OpenAI itself has raised them to 5,000, 10, 1,000 and
/// 120,000); Fireworks, "Structured outputs", JSON Schema support; vLLM, what its grammar back end refuses.
/// OpenAI's names of functions and schemas: at most 64 of [A-Za-z0-9_-].
[[nodiscard]] std::vector<ProviderHint> providerHints(const json::Value &schema);

} // namespace espalier::schema

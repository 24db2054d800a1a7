// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <optional>

namespace espalier::wire {

/// A copy of an object schema as OpenAI's strict mode demands it ("Structured outputs", supported schemas):
/// every object says additionalProperties false and requires all its properties, those that were optional may
/// be null instead, oneOf becomes anyOf, defaults go.
///
/// nullopt when the schema means objects with members of free name (additionalProperties that is true or a
/// schema, patternProperties, an object without properties): strict would make them empty, so it has to stay
/// off.
[[nodiscard]] std::optional<json::Value> strictSchema(const json::Value &schema);

} // namespace espalier::wire

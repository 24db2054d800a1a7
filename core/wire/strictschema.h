// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <optional>

namespace espalier::wire {

/// A copy of an object schema as OpenAI's strict mode demands it ("Structured outputs", supported schemas):
/// every object says additionalProperties false and requires all its properties, those that were optional may
/// be null instead (schema::CoercionOptions::strict takes such nulls out of the answer), oneOf becomes anyOf,
/// an allOf of one goes into its schema, a reference stands alone. Keywords that strict mode refuses
/// (defaults, lengths, not, if, …) are not sent; the answer is still judged by them, because it is judged by
/// the schema itself. References stay, so recursion stays.
///
/// nullopt when strict cannot say what is meant, so that it has to stay off: objects with members of free
/// name (additionalProperties that is true or a schema, patternProperties, an object without properties),
/// which it would make empty; an allOf of several; items by position; oneOf beside anyOf.
[[nodiscard]] std::optional<json::Value> strictSchema(const json::Value &schema);

} // namespace espalier::wire

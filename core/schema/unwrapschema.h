// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <optional>
#include <string>
#include <vector>

namespace espalier::schema {

/// A schema as people paste it.
struct PastedSchema
{
    json::Value schema;
    /// What was taken off or rewritten, a sentence each, in order.
    std::vector<std::string> said;
};

/// The schema in `value`: a JSON Schema itself, or one inside what an endpoint or a library wraps it in
/// (response_format, a tool or function, a whole request, text.format of the responses API, input_schema,
/// inputSchema, structured_outputs, guided_json). `nullable` of OpenAPI 3.0 becomes null among the types. The
/// name and description of a wrapper become title and description where the schema has none. nullopt: this is
/// no schema but data.
[[nodiscard]] std::optional<PastedSchema> unwrapSchema(const json::Value &value);

/// Written as a schema and not as data: keywords and nothing else, one of which says what fits.
[[nodiscard]] bool looksLikeSchema(const json::Value &value);

} // namespace espalier::schema

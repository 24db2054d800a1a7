// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "schema/issue.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::schema {

/// Reads a schema as a person wrote it: strict JSON (RFC 8259), an object or a boolean. The error carries
/// line and column for an editor (1-based; columns count characters).
[[nodiscard]] Result<json::Value, SchemaError> readSchemaText(std::string_view text);

/// Where in a JSON text the value at a JSON Pointer begins: for a member, where its name begins.
struct TextPlace
{
    std::uint64_t offset = 0; ///< bytes
    std::uint64_t line = 1;   ///< 1-based, LF-separated
    std::uint64_t column = 1; ///< 1-based, in characters
    bool operator==(const TextPlace &) const = default;
};

/// `text` must be JSON that readSchemaText accepts; nullopt when nothing is at `pointer`. Of duplicate
/// members the last.
[[nodiscard]] std::optional<TextPlace> placeOf(std::string_view text, std::string_view pointer);

/// `error` with the line and column of its pointer in `text`. For errors of Validator::compile and
/// AnswerShape::of.
[[nodiscard]] SchemaError located(SchemaError error, std::string_view text);

} // namespace espalier::schema

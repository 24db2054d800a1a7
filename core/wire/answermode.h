// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::wire {

/// How structure is asked for (product specification, section 3).
enum class AnswerMode : std::uint8_t { Auto, Tools, Json, JsonSchema, MdJson, ParallelTools };

/// What the person sees of a stream, and whether one is asked for at all.
enum class StreamKind : std::uint8_t {
    None,     ///< one body, no stream
    Full,     ///< the raw text as it comes, the object at the end
    Partial,  ///< the object grows live
    Iterable, ///< a list whose items appear one by one
};

/// How a schema travels in mode json_schema.
enum class SchemaDialect : std::uint8_t {
    JsonSchema, ///< response_format {"type":"json_schema","json_schema":{name,schema,strict}} (OpenAI)
    JsonObject, ///< response_format {"type":"json_object","schema":…} (old Anyscale, Together, Fireworks)
    StructuredOutputs, ///< structured_outputs {"json":…} (vLLM)
    GuidedJson,        ///< guided_json … (older vLLM)
};

/// Forms of tool_choice.
enum class ToolChoiceForm : std::uint8_t { Object, Required, Auto };

// Names as in command line, recipe and profile; nullopt for an unknown name.
[[nodiscard]] std::string_view answerModeName(AnswerMode mode) noexcept;
[[nodiscard]] std::optional<AnswerMode> answerModeFromName(std::string_view name) noexcept;
[[nodiscard]] std::string_view streamKindName(StreamKind kind) noexcept;
[[nodiscard]] std::optional<StreamKind> streamKindFromName(std::string_view name) noexcept;
[[nodiscard]] std::string_view schemaDialectName(SchemaDialect dialect) noexcept;
[[nodiscard]] std::optional<SchemaDialect> schemaDialectFromName(std::string_view name) noexcept;
[[nodiscard]] std::string_view toolChoiceFormName(ToolChoiceForm form) noexcept;
[[nodiscard]] std::optional<ToolChoiceForm> toolChoiceFormFromName(std::string_view name) noexcept;

} // namespace espalier::wire

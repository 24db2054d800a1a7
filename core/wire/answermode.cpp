// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/answermode.h"

#include <algorithm>
#include <array>

namespace espalier::wire {

namespace {

template <typename Enum>
struct Named
{
    Enum value;
    std::string_view name;
};

constexpr std::array kModes{
    Named<AnswerMode>{AnswerMode::Auto, "auto"},
    Named<AnswerMode>{AnswerMode::Tools, "tools"},
    Named<AnswerMode>{AnswerMode::Json, "json"},
    Named<AnswerMode>{AnswerMode::JsonSchema, "json_schema"},
    Named<AnswerMode>{AnswerMode::MdJson, "md_json"},
    Named<AnswerMode>{AnswerMode::ParallelTools, "parallel_tools"},
};

constexpr std::array kStreams{
    Named<StreamKind>{StreamKind::None, "none"},
    Named<StreamKind>{StreamKind::Full, "full"},
    Named<StreamKind>{StreamKind::Partial, "partial"},
    Named<StreamKind>{StreamKind::Iterable, "iterable"},
};

constexpr std::array kDialects{
    Named<SchemaDialect>{SchemaDialect::JsonSchema, "json_schema"},
    Named<SchemaDialect>{SchemaDialect::JsonObject, "json_object"},
    Named<SchemaDialect>{SchemaDialect::StructuredOutputs, "structured_outputs"},
    Named<SchemaDialect>{SchemaDialect::GuidedJson, "guided_json"},
};

constexpr std::array kToolChoices{
    Named<ToolChoiceForm>{ToolChoiceForm::Object, "object"},
    Named<ToolChoiceForm>{ToolChoiceForm::Required, "required"},
    Named<ToolChoiceForm>{ToolChoiceForm::Auto, "auto"},
};

template <typename Table, typename Enum>
std::string_view nameIn(const Table &table, Enum value) noexcept
{
    const auto hit =
        std::find_if(table.begin(), table.end(), [&](const auto &entry) { return entry.value == value; });
    return hit == table.end() ? table.front().name : hit->name;
}

template <typename Enum, std::size_t Size>
std::optional<Enum> valueIn(const std::array<Named<Enum>, Size> &table, std::string_view name) noexcept
{
    const auto hit =
        std::find_if(table.begin(), table.end(), [&](const auto &entry) { return entry.name == name; });
    return hit == table.end() ? std::nullopt : std::optional(hit->value);
}

} // namespace

std::string_view answerModeName(AnswerMode mode) noexcept
{
    return nameIn(kModes, mode);
}

std::optional<AnswerMode> answerModeFromName(std::string_view name) noexcept
{
    return valueIn(kModes, name);
}

std::string_view streamKindName(StreamKind kind) noexcept
{
    return nameIn(kStreams, kind);
}

std::optional<StreamKind> streamKindFromName(std::string_view name) noexcept
{
    return valueIn(kStreams, name);
}

std::string_view schemaDialectName(SchemaDialect dialect) noexcept
{
    return nameIn(kDialects, dialect);
}

std::optional<SchemaDialect> schemaDialectFromName(std::string_view name) noexcept
{
    return valueIn(kDialects, name);
}

std::string_view toolChoiceFormName(ToolChoiceForm form) noexcept
{
    return nameIn(kToolChoices, form);
}

std::optional<ToolChoiceForm> toolChoiceFormFromName(std::string_view name) noexcept
{
    return valueIn(kToolChoices, name);
}

} // namespace espalier::wire

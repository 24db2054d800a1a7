// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercion.h"

#include "schema/coercer_p.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::array<std::string_view, 3> kLevels{"off", "safe", "all"};
constexpr std::array<std::string_view, 10> kKinds{
    "text-to-number", "whole-number", "text-to-boolean", "number-to-boolean", "enum-value",
    "null-to-absent", "member-name",  "value-to-list",   "date-in-words",     "default"};

template <typename Enum, std::size_t N>
std::optional<Enum> fromName(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto known = std::find(names.begin(), names.end(), name);
    return known == names.end() ? std::nullopt : std::optional(static_cast<Enum>(known - names.begin()));
}

} // namespace

std::string_view coercionLevelName(CoercionLevel level) noexcept
{
    return kLevels.at(static_cast<std::size_t>(level));
}

std::optional<CoercionLevel> coercionLevelFromName(std::string_view name) noexcept
{
    return fromName<CoercionLevel>(kLevels, name);
}

std::string_view coercionKindName(CoercionKind kind) noexcept
{
    return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<CoercionKind> coercionKindFromName(std::string_view name) noexcept
{
    return fromName<CoercionKind>(kKinds, name);
}

/// What a Coercer shares: the plans of a document, and where in it to begin.
class Coercer::Program
{
public:
    struct Document
    {
        explicit Document(const json::Value &schema, Validator compiled)
            : value(schema)
            , validator(std::move(compiled))
            , planner(value, validator)
        {
        }
        Document(const Document &) = delete; // the planner looks into its own
        Document &operator=(const Document &) = delete;
        json::Value value;
        Validator validator;
        CoercionPlanner planner;
    };

    std::shared_ptr<Document> document;
    const CoercionPlan *root = nullptr;
    CoercionOptions options;
};

Coercer::Coercer(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
{
}

Result<Coercer, SchemaError> Coercer::compile(const json::Value &schema, CoercionOptions options)
{
    auto validator = Validator::compile(schema, CompileOptions::forAnswers());
    if (!validator)
        return validator.error();
    return of(schema, *std::move(validator), options);
}

Coercer Coercer::of(const json::Value &schema, Validator validator, CoercionOptions options)
{
    auto program = std::make_shared<Program>();
    program->document = std::make_shared<Program::Document>(schema, std::move(validator));
    program->root = program->document->planner.root();
    program->options = options;
    return Coercer(std::move(program));
}

Coercer Coercer::items() const
{
    auto program = std::make_shared<Program>(*m_program);
    const CoercionPlan *list = m_program->root;
    program->root = list && list->prefix.empty() ? list->items : nullptr; // of a tuple each is another
    return Coercer(std::move(program));
}

const CoercionPlan *rootPlanOf(const Coercer &coercer)
{
    return coercer.m_program->root;
}

Coercer Coercer::with(CoercionOptions options) const
{
    auto program = std::make_shared<Program>(*m_program);
    program->options = options;
    return Coercer(std::move(program));
}

const CoercionOptions &Coercer::options() const noexcept
{
    return m_program->options;
}

Coerced Coercer::read(json::Value value, std::string_view pointer) const
{
    Coerced out{std::move(value), {}};
    if (m_program->root && m_program->options.reads()) {
        CoercionWalk walk(m_program->options, pointer);
        out.coercions = walk.run(out.value, *m_program->root);
    }
    return out;
}

} // namespace espalier::schema

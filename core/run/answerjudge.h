// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "schema/coercion.h"
#include "schema/incremental.h"
#include "schema/issue.h"
#include "schema/validator.h"
#include "json/parseoptions.h"
#include "json/value.h"

#include <optional>
#include <string_view>
#include <utility>

namespace espalier::run {

/// A value as it was read, and what is wrong with it. Pointers name places of the value as it was read.
struct Judged
{
    json::Value value;
    schema::Coercions coercions;
    schema::Issues issues;
};

/// Reads values into the types of a schema and judges them, in this order. Immutable, cheap to copy, any
/// thread.
class AnswerJudge
{
public:
    /// Judges values as they came.
    AnswerJudge(
        schema::Validator validator) // NOLINT(google-explicit-constructor): a judge that reads nothing
        : m_validator(std::move(validator))
    {
    }
    /// Errors: those of schema::Validator::compile.
    [[nodiscard]] static Result<AnswerJudge, schema::SchemaError>
    compile(const json::Value &schema, const schema::CoercionOptions &options);

    /// Whether answers are to a strict schema, so that a null may stand for an absent member
    /// (schema::CoercionOptions::strict).
    void setStrict(bool strict);

    /// How many issues a value has once it is read; for choosing among candidates.
    [[nodiscard]] json::MisfitCount misfitCount() const;

    /// `pointer` is put before every pointer.
    [[nodiscard]] Judged judge(json::Value value, std::string_view pointer = {}) const;
    /// The judge of the items of this array schema; nullopt when they are free.
    [[nodiscard]] std::optional<AnswerJudge> items() const;

    /// Reads and judges an answer while it arrives; in the end it comes to what judge() makes of the whole.
    [[nodiscard]] schema::IncrementalValidation growing() const;

    [[nodiscard]] const schema::Validator &validator() const noexcept { return m_validator; }

private:
    schema::Validator m_validator;
    std::optional<schema::Coercer> m_coercer;
};

} // namespace espalier::run

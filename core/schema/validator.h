// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "schema/issue.h"
#include "json/value.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// A compiled JSON Schema: compile once, validate many values. Immutable and cheap to copy (shared); any
/// thread.
///
/// Understood now (JSON Schema 2020-12): boolean schemas, type, enum, const, properties, required,
/// additionalProperties, items, prefixItems (also as a list under `items`, with additionalItems), allOf,
/// anyOf, oneOf, and $ref inside the document
/// ("#", "#/$defs/…", "#/definitions/…", any JSON Pointer, $anchor). Other keywords do not assert; beside
/// patternProperties, additionalProperties does not either, and a oneOf whose branches use them asks for one
/// branch at least. So nothing that fits is ever refused. Numbers compare by value (1.0 is an integer); of
/// duplicate members the last counts. Recursive schemas end with the instance; a schema that refers to itself
/// without going deeper does not compile.
class Validator
{
public:
    /// `schema`: an object or boolean. Errors: not a schema, a malformed keyword, a reference that leads
    /// nowhere.
    [[nodiscard]] static Result<Validator, SchemaError> compile(const json::Value &schema);

    /// All issues in document order, at most 1,000. `pointer` is put before every instance pointer.
    [[nodiscard]] Issues validate(const json::Value &instance, std::string_view pointer = {}) const;

    /// The verdict alone: no issues, and done at the first thing that does not fit.
    [[nodiscard]] bool fits(const json::Value &instance) const;

    /// The validator of the schema at `pointer` (JSON Pointer) in the document; nullopt when no value can
    /// come to be judged by it.
    [[nodiscard]] std::optional<Validator> at(std::string_view pointer) const;

    /// The validator of the items of this array schema; nullopt when the root is no array schema or its items
    /// are free.
    [[nodiscard]] std::optional<Validator> items() const;

    /// The asserting keywords of the schema that are passed over ("minimum", "pattern"), each once, in
    /// alphabetical order. Looked for where a value of the document can meet them: not in schemas that
    /// nothing refers to, nor inside keywords that are passed over themselves.
    [[nodiscard]] const std::vector<std::string> &notChecked() const;

private:
    class Program;
    explicit Validator(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

} // namespace espalier::schema

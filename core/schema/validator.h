// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "schema/compileoptions.h"
#include "schema/issue.h"
#include "json/value.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

struct Node;
struct NodeStore;

/// A compiled JSON Schema: compile once, validate many values. Immutable and cheap to copy (shared); any
/// thread.
///
/// JSON Schema 2020-12, 2019-09 and drafts 7, 6 and 4 in full, each resource by its own $schema. Read beyond
/// the letter, because people write it so: a list under `items` and `additionalItems` in 2020-12, and
/// `exclusiveMinimum: true` in every draft, mean what they meant when they were valid. Numbers compare by
/// value and exactly (1.0 is an integer); of duplicate members the last counts; lengths are code points.
/// Recursive schemas end with the instance; a schema that refers to itself without going deeper does not
/// compile. Bounds: 250,000 schemas in all documents together, 20,000 patterns and 1 MiB of them with all
/// that they repeat, nesting of 512. Patterns give up after a number of steps, and all of one validation
/// after 3,000,000 looks (a quarter of that with more than a thousand patterns); so does a validation after
/// 32,000,000 applications of a schema and what costs as much. That is an issue of its own and never "does
/// not fit".
class Validator
{
public:
    /// Told of an issue; returns false to hear of no more.
    using Sink = std::function<bool(const Issue &)>;

    /// `schema`: an object or boolean. Errors: not a schema, a malformed keyword or pattern, a reference that
    /// leads nowhere, an unknown vocabulary that is required, a bound.
    [[nodiscard]] static Result<Validator, SchemaError> compile(const json::Value &schema,
                                                                const CompileOptions &options = {});
    /// The same without a copy of the schema, which is shared and must not change; not null.
    [[nodiscard]] static Result<Validator, SchemaError> compile(std::shared_ptr<const json::Value> schema,
                                                                const CompileOptions &options = {});

    /// The verdict alone; costs least.
    [[nodiscard]] bool fits(const json::Value &instance) const;

    /// Tells the issues in document order, at one place those first that say most (type before bounds,
    /// before choices); at most 1,000. When no branch of a choice fits and one was plainly meant, its own
    /// issues stand for it; else one issue names the branches, the closest and what keeps it from fitting.
    /// `pointer` is put before every instance pointer.
    void validate(const json::Value &instance, const Sink &sink, std::string_view pointer = {}) const;
    /// The same as a list.
    [[nodiscard]] Issues validate(const json::Value &instance, std::string_view pointer = {}) const;

    /// The same of a list of which some items were judged by items() already: those that `fit` (by place) are
    /// not judged again. O(items) beside what is left to judge.
    [[nodiscard]] Issues validateList(const json::Value &list, const std::vector<bool> &fit) const;

    /// The validator of the schema at `pointer` (JSON Pointer) in the document; nullopt when no value can
    /// come to be judged by it.
    [[nodiscard]] std::optional<Validator> at(std::string_view pointer) const;

    /// The validator of the items of this array schema; nullopt when the root is no array schema or its items
    /// are free.
    [[nodiscard]] std::optional<Validator> items() const;

    /// The asserting keywords of the schema that are passed over, each once, in alphabetical order: what its
    /// draft does not know ("divisibleBy", "if" in draft 4), what stands beside a $ref up to draft 7, and
    /// "format" unless every format is asserted. Looked for where a value of the document can meet them: not
    /// in schemas that nothing refers to.
    [[nodiscard]] const std::vector<std::string> &notChecked() const;

private:
    friend const Node &rootOf(const Validator &validator);
    friend const NodeStore &storeOf(const Validator &validator);
    class Program;
    explicit Validator(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

} // namespace espalier::schema

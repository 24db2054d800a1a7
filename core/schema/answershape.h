// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "schema/issue.h"
#include "json/parseoptions.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <vector>

namespace espalier::schema {

/// A function as the chat completions API describes one.
struct ToolSpec
{
    std::string name;        ///< [A-Za-z0-9_-]{1,64}
    std::string description; ///< from the schema, or a plain sentence
    json::Value parameters;  ///< an object schema without its own title and description
    bool operator==(const ToolSpec &) const = default;
};

/// How a person's schema is asked of a model and how its answer is brought back (product specification,
/// section 3): a root that is no object is wrapped as {"items": …} (arrays) or {"value": …} (scalars, enums,
/// unions) for the model and unwrapped for the person; with `iterable`, an object schema means a list of it.
/// References keep working: $defs stay at the root of what is sent and pointers into the wrapped schema are
/// moved with it.
struct AnswerShape
{
    /// What the answer is validated against, after unwrapping (a list schema when iterable).
    json::Value userSchema;
    /// What is sent: always an object schema.
    json::Value wireSchema;
    /// Function or schema name: the title made to fit, else "Answer".
    std::string name;
    /// For `tools`.
    ToolSpec tool;
    /// How the whole answer is recognised.
    json::AnswerExpectation expectation;
    /// For `parallel_tools`, where each call is a value of its own and the answer is the list of them: one
    /// tool per member of a union (anyOf or oneOf at the root), or per kind of item of a list, when an object
    /// is among them; members that are no objects are wrapped, null is left out. Else just `tool`. Names are
    /// unique.
    std::vector<ToolSpec> parallelTools;
    /// Of the arguments of each parallel tool, in the same order.
    std::vector<json::AnswerExpectation> parallelExpectations;

    /// `schema`: as the person wrote it. Errors: not an object or boolean, references that lead nowhere.
    [[nodiscard]] static Result<AnswerShape, SchemaError> of(const json::Value &schema, bool iterable);

    /// A value of the person's shape as the model would send it (for few-shot turns): wrapped when the root
    /// is wrapped.
    [[nodiscard]] json::Value wrap(const json::Value &value) const;
};

/// `title` as a function name: other characters than [A-Za-z0-9_-] become "_", cut at 64; empty → "Answer".
[[nodiscard]] std::string functionName(std::string_view title);

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/baditems.h"
#include "schema/coercion.h"
#include "wire/answermode.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::recipe {

/// A worked example: a text and the answer that is right for it, of the person's shape (not wrapped).
struct Example
{
    std::string text;
    json::Value value;
    bool operator==(const Example &) const = default;
};

/// How long and how often a run may ask (formats specification, "Recipe": limits). Seconds; absent: no limit.
struct Limits
{
    int reasks = 3;
    int transportRetries = 2;
    int firstByteSeconds = 60;
    int idleSeconds = 60;
    int noContentSeconds = 120;
    std::optional<int> deadlineSeconds;
    int maxWaitSeconds = 120;
    std::optional<std::int64_t> tokenBudget; ///< of a document, all its attempts together
    std::optional<double> costBudget;        ///< the same in money, in the currency of the model's prices
    bool operator==(const Limits &) const = default;
};

/// How an answer is read into the types of the schema, and what becomes of list items that do not fit.
struct Reading
{
    schema::CoercionOptions coercion;
    schema::BadItems badItems = schema::BadItems::Ask;
    bool operator==(const Reading &) const = default;
};

/// What is asked of a model, and how: everything of a *.recipe.json file. Plain value, holds no secret.
///
/// Members that this version does not use (row, …) stand in `stored` and survive a round trip. Checks and
/// hooks are kept as they stand in the file, entry by entry; who uses them reads them (run/checks.h,
/// run/hookrules.h, run/recipecode.h).
struct Recipe
{
    std::string name;
    json::Value schema = json::Value::object(); ///< as the person wrote it: an object or a boolean
    std::string instructions;                   ///< may hold {{document}}
    std::vector<Example> examples;
    wire::AnswerMode mode = wire::AnswerMode::Auto;
    wire::StreamKind streaming = wire::StreamKind::Partial;
    Reading reading;
    Limits limits;
    json::Value::Object parameters; ///< further members of the request's body: temperature, max_tokens, …
    /// What is said of fields beside the schema, by their places in an answer (schema::answerPlaces):
    /// {"/bio": {"may_be_inferred": true}}. See fieldnotes.h.
    json::Value::Object fields;
    json::Value::Array checks; ///< {"name","expression" or "stands","field"?,"message"?,"enabled"?}
    json::Value::Array hooks;  ///< {"event","action",…,"enabled"?}
    /// The object this was read from; null for a new one.
    json::Value stored;

    bool operator==(const Recipe &) const = default;
};

} // namespace espalier::recipe

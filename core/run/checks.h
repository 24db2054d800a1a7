// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "run/scriptrunner.h"
#include "schema/issue.h"
#include "json/value.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

class QObject;

namespace espalier::run {

/// A rule beyond the schema: a JavaScript expression over `value`. Plain value.
///
/// true and null: it holds. false: it does not, `message` says why. A text: the same in its own
/// words. Everything else (nothing at all, too, as of a misspelt member), and an expression that throws or
/// runs out of time, makes the check unusable.
struct Check
{
    std::string name; ///< for people; "check 1", … when the recipe gives none
    std::string expression;
    std::string message; ///< what to say when it does not hold; may be empty
    std::string field; ///< JSON Pointer of what `value` is; empty: the whole. `root` is the whole either way

    bool operator==(const Check &) const = default;
};

/// The checks of a recipe, in order: {"name","expression","message"?,"field"?}, or
/// {"name","stands","message"?} where `stands` is the pointer of a text that must stand in the document word
/// for word. Error (Usage): one that cannot be used.
[[nodiscard]] Result<std::vector<Check>, Error> checksOf(const json::Value &list);

/// The checks of --check: an expression each.
[[nodiscard]] std::vector<Check> checksOfExpressions(const std::vector<std::string> &expressions);

/// Whether the scripts can be read at all, before an answer is paid for: nullopt, or the first fault (Usage).
/// `done` as with runChecks().
void parseChecks(std::vector<Check> checks, ScriptRunner &scripts, QObject *context,
                 std::function<void(const std::optional<Error> &)> done);

/// What checks say about a value.
struct CheckReport
{
    schema::Issues issues;         ///< keyword "check"; `schema` is "/" and the name of the check
    std::optional<Error> unusable; ///< Usage: a check gave no verdict; the others were not looked at
};

/// Evaluates the checks one after the other; a check of a field that is absent holds. `done` as
/// ScriptRunner::evaluate calls it, or at once when there is nothing to evaluate. `scripts` must live as long
/// as `context`.
void runChecks(std::vector<Check> checks, ScriptRunner &scripts, json::Value value, std::string document,
               QObject *context, std::function<void(const CheckReport &)> done);

} // namespace espalier::run

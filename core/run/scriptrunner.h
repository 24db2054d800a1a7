// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "json/value.h"

#include <functional>
#include <string>

class QObject;

namespace espalier::run {

/// One JavaScript expression and what it may look at.
struct Script
{
    std::string expression;
    /// By name; each is a variable of the expression. "document": what `stands(text)` looks in.
    json::Value::Object variables;
    /// Only whether it can be read: it is not evaluated, and the value is true.
    bool parseOnly = false;
};

/// Whoever evaluates scripts: the seam at which tests put an evaluator of their own. See ScriptHost.
class ScriptRunner
{
public:
    virtual ~ScriptRunner() = default;

    /// The value, or one plain sentence that says why there is none (it threw, ran out of time or memory).
    using Outcome = Result<json::Value, std::string>;
    /// Calls `done` once, from the event loop, and never when `context` is gone by then.
    virtual void evaluate(Script script, QObject *context, std::function<void(const Outcome &)> done) = 0;

protected:
    ScriptRunner() = default;
    ScriptRunner(const ScriptRunner &) = default;
    ScriptRunner &operator=(const ScriptRunner &) = default;
};

} // namespace espalier::run

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/liverun.h"
#include "engine/order.h"
#include "json/value.h"

#include <QString>

#include <functional>
#include <memory>
#include <string>

class QObject;

namespace espalier::ui {

/// What trying a check or hook by itself brought.
struct BenchOutcome
{
    enum class Kind : std::uint8_t {
        Holds,     ///< a check: the value passes. A hook: it did what it is to do
        Complains, ///< a check: `text` says what is wrong
        Unusable,  ///< `text` says why: it threw, took too long, cannot be used
        NotThere,  ///< a check whose field is not in the answer: there was nothing to look at
    };
    Kind kind = Kind::Holds;
    QString text; ///< plain text; of a hook its decision in words
    qint64 ms = 0;
};

/// Where checks, hooks and limits are tried before they count. Nothing here touches a run of the window, its
/// results or its history. `done` is called once, from the event loop or at once, and never when `context` is
/// gone by then. Thread: GUI.
class HookBench
{
public:
    virtual ~HookBench() = default;
    using Done = std::function<void(const BenchOutcome &)>;

    /// Whether the answer passes the check, an entry of a recipe's checks.
    virtual void tryCheck(const json::Value &check, const json::Value &answer, const QString &document,
                          QObject *context, Done done) = 0;
    /// Fires a made-up event into the hook, an entry of a recipe's hooks.
    virtual void tryHook(const json::Value &hook, QObject *context, Done done) = 0;
    /// Empty: the fault script (formats specification, "practice") can be played; else why not.
    [[nodiscard]] virtual QString faultProblem(const QString &faults) const = 0;
    /// Runs the order on a practice endpoint of its own that plays the faults from their beginning: with the
    /// order's limits, rules, checks and scripts, real waits, no person asked and no program started. A run
    /// like any other; its hooks() tell every event.
    [[nodiscard]] virtual std::unique_ptr<LiveRun> rehearse(const RunOrder &order, const QString &faults) = 0;

protected:
    HookBench() = default;
    HookBench(const HookBench &) = default;
    HookBench &operator=(const HookBench &) = default;
};

} // namespace espalier::ui

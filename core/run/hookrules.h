// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "run/runhooks.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// A rule about answers that do not fit, for people who write no scripts. Plain value.
struct HookRule
{
    enum class Kind : std::uint8_t {
        StopAfter,    ///< "stop-after": n answers that do not fit are enough
        StopIfCost,   ///< "stop-if-cost": more than `above` was spent on the document; needs prices
        AcceptIfOnly, ///< "accept-if-only": let it pass when every issue is at or below one of `fields`
    };
    Kind kind = Kind::StopAfter;
    int n = 1;
    double above = 0;
    std::vector<std::string> fields; ///< JSON Pointers into the answer

    bool operator==(const HookRule &) const = default;
};

/// What the rule says; Continue when it does not apply. Pure.
[[nodiscard]] Verdict verdictOf(const HookRule &rule, const ValidationQuestion &question);

/// The rules among a recipe's hooks (`{"event":"validation","action":"rule","rule":"stop-after","n":2}`), in
/// order. Hooks of other actions are left to others. Error (Usage): a rule that is unknown or lacks a member.
[[nodiscard]] Result<std::vector<HookRule>, Error> hookRules(const json::Value &hooks);

/// The rule as a hook.
[[nodiscard]] std::shared_ptr<ValidationHook> hookOf(HookRule rule);

} // namespace espalier::run

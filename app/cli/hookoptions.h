// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "cli/options.h"
#include "recipe/recipe.h"
#include "run/checks.h"
#include "run/recipecode.h"

#include <optional>
#include <vector>

namespace espalier::cli {

/// The code that a call of `extract` runs.
struct HookPlan
{
    std::vector<run::Check> checks;
    std::vector<run::CodeHook> hooks;
};

/// --check, --hook-command and --hook-events, and what the recipe brings, which needs --allow-hooks: without
/// it nothing is run at all, because an answer that was not checked is no checked answer. Error: Usage.
[[nodiscard]] Result<HookPlan, Error> hookPlan(const Options &options,
                                               const std::optional<recipe::Recipe> &recipe);

} // namespace espalier::cli

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "cli/schemainput.h"
#include "recipe/recipe.h"

#include "common/runrequest.h"

#include <string>

namespace espalier::cli {

/// The recipe in a file, or on standard input for "-". Errors: CannotRead; Usage, with line and column or the
/// JSON Pointer of what is wrong.
[[nodiscard]] Result<recipe::Recipe, Error> readRecipeFile(const std::string &path);

/// Its schema, ready for use. Errors: Usage.
[[nodiscard]] Result<PreparedSchema, Error> prepareRecipeSchema(const recipe::Recipe &recipe, bool iterable);

/// Puts what the recipe says of how to ask into `run`: all but its schema.
void takeRecipe(app::RunOptions &run, const recipe::Recipe &recipe);

/// "Not used in this version: checks, hooks, limits.reasks." Limits are named when they are other than by
/// default. Empty when all of the recipe is used.
[[nodiscard]] std::string unusedInWords(const recipe::Recipe &recipe);

} // namespace espalier::cli

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "cli/schemainput.h"
#include "recipe/recipe.h"

#include "common/runrequest.h"

#include <optional>
#include <string>

namespace espalier::cli {

/// The recipe in a file, or on standard input for "-". Errors: CannotRead; Usage, with line and column or the
/// JSON Pointer of what is wrong.
[[nodiscard]] Result<recipe::Recipe, Error> readRecipeFile(const std::string &path);

/// Its schema, ready for use. Errors: Usage.
[[nodiscard]] Result<PreparedSchema, Error> prepareRecipeSchema(const recipe::Recipe &recipe, bool iterable);

/// Puts what the recipe says of how to ask into `run`: all but its schema. Error (Usage): a rule among its
/// hooks that cannot be used.
[[nodiscard]] std::optional<Error> takeRecipe(app::RunOptions &run, const recipe::Recipe &recipe);

/// "Not used in this version: hooks." Rules, scripts and programs are used, other hooks are not. Empty when
/// all of the recipe is used.
[[nodiscard]] std::string unusedInWords(const recipe::Recipe &recipe);

} // namespace espalier::cli

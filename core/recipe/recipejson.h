// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "recipe/recipe.h"

#include <string>
#include <string_view>

namespace espalier::recipe {

/// Reads a *.recipe.json (formats specification, "Recipe"): strict JSON, an object with "espalier": 1. Absent
/// members have their defaults. Errors (Usage): no JSON, with line and column; another format or a newer one;
/// a member of the wrong kind, with its JSON Pointer. Never guesses.
[[nodiscard]] Result<Recipe, Error> readRecipe(std::string_view text);

/// The same from a value that was read already.
[[nodiscard]] Result<Recipe, Error> recipeFromValue(json::Value root);

/// The file's text: indented, members in the order of `stored`, then those that are new; what this version
/// does not know is written as it came. Defaults that were not in `stored` are written too, so that a file
/// says what it means. Ends with a line break.
[[nodiscard]] std::string writeRecipe(const Recipe &recipe);

/// The same text as a value.
[[nodiscard]] json::Value recipeValue(const Recipe &recipe);

} // namespace espalier::recipe

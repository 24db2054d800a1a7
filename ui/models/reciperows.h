// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changerow.h"
#include "recipe/recipe.h"

#include <QString>

namespace espalier::ui {

/// The fields that differ from one schema to the other (recipe::fieldDiff); empty when none does.
[[nodiscard]] ChangeRows fieldRows(const json::Value &before, const json::Value &after);

/// What differs beside instructions and fields: name, examples, mode, streaming, limits, parameters of the
/// model; empty when nothing does.
[[nodiscard]] ChangeRows settingRows(const recipe::Recipe &before, const recipe::Recipe &after);

/// What changed, in short: "instructions, 2 fields, Mode"; "the same" when nothing did.
[[nodiscard]] QString recipeChanges(const recipe::Recipe &before, const recipe::Recipe &after);

} // namespace espalier::ui

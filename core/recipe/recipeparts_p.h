// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipe.h"
#include "json/memberreader.h"
#include "json/value.h"

#include <vector>

namespace espalier::recipe {

// The inner lists and objects of a *.recipe.json. Readers note what is wrong at `recipe`, the reader of the
// whole; writers put the known members over what was `stored` (null: nothing).

void readLimits(json::MemberReader &recipe, Limits &limits);
[[nodiscard]] json::Value limitsValue(const Limits &limits, json::Value stored);

void readReading(json::MemberReader &recipe, Reading &reading);
/// Puts it into the whole `recipe`; what is as by default and was not said before stays unsaid.
void setReading(json::Value &recipe, const Reading &reading);

void readExamples(json::MemberReader &recipe, std::vector<Example> &examples);
/// What this version does not know of an example stays with its text when examples come, go or change
/// places; of one whose text changed it stays while their number is the same.
[[nodiscard]] json::Value examplesValue(const std::vector<Example> &examples, const json::Value &stored);

/// Sets a number, unless the same one stands there already, perhaps written otherwise (3.0).
void setNumber(json::Value &object, std::string_view name, std::optional<std::int64_t> value);

} // namespace espalier::recipe

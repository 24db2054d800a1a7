// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "schema/fieldrules.h"
#include "schema/references_p.h"

#include <optional>
#include <string_view>

namespace espalier::schema {

// Why a rule makes no sense, as a sentence; nullopt: it does.

/// Whether the value is what the rule takes.
[[nodiscard]] std::optional<Error> formProblem(const RuleOffer &offer, const json::Value &value);
/// Whether the rule leaves a value together with those beside it in `schema`.
[[nodiscard]] std::optional<Error> boundsProblem(const json::Value &schema, std::string_view keyword);
/// Whether a default, examples or a fixed value fit the field as it is in `document`.
[[nodiscard]] std::optional<Error> fitProblem(const json::Value &document, const References::Target &field,
                                              const RuleOffer &offer, const json::Value &value);

} // namespace espalier::schema

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "run/runresult.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace espalier::ui {

// What is said of a try that is over, in the person's language.

/// The mark that goes with how a run ended.
[[nodiscard]] ValueState stateOf(run::RunStatus status);
/// "421 tokens", "≈ 421 tokens" when counted here, "–" when nobody counted.
[[nodiscard]] QString tokensText(const std::optional<std::int64_t> &tokens, bool estimated);
/// "421", "≈ 421" or "–": in a column that is headed so.
[[nodiscard]] QString tokenCount(const std::optional<std::int64_t> &tokens, bool estimated);
/// "Practice · practice-reader"; one of them when the other is empty.
[[nodiscard]] QString askedText(const QString &endpoint, const QString &model);
/// "People in a text, v7"; a recipe without a name, or of no version, is said as that.
[[nodiscard]] QString recipeText(const QString &name, int version);

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/concurrencyadvice.h"
#include "store/usagebook.h"

#include <QString>

#include <optional>

namespace espalier::ui {

// What is said of tokens, money and limits, in the person's language and the locale's forms.

/// "412"; "≈ 412" when counted here.
[[nodiscard]] QString tokenCountText(qint64 tokens, bool estimated);
/// "0.84 USD"; below a tenth two digits that say something, "0.0012 USD"; "–" when there is no price, never
/// 0.00. Without a currency the number alone.
[[nodiscard]] QString costText(std::optional<double> cost, const QString &currency);
/// The cost of a sum; "≥ 0.84 USD" when a part of it has no price.
[[nodiscard]] QString costText(const store::UsageSums &sums, const QString &currency);
/// "tokens 412 in / 155 out"; with ≈ when some were counted here.
[[nodiscard]] QString tokensInOutText(const store::UsageSums &sums);
/// How many requests at a time would be better, and why, in one or two sentences.
[[nodiscard]] QString adviceText(const run::ConcurrencyAdvice &advice);

} // namespace espalier::ui

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace espalier::ui {

// Figures as people write them. Pure.

/// What was read, or why it could not be. Neither: the text was blank, which means "unknown".
template <typename T>
struct Figure
{
    std::optional<T> value;
    QString problem; ///< for people, one line; empty when there is none
};

/// A price for a million tokens: "0.15", "0,15", "$ 1,200.50", 0 to 1,000,000. Of a comma and a point the
/// later one is the decimal sign; one that stands alone is it too.
[[nodiscard]] Figure<double> readPrice(const QString &text);
/// A number of tokens: "131072", "131,072", "1,31,072", "128k" (thousands), "1M", in the
/// digits of any script, 1 to 1,000,000,000.
[[nodiscard]] Figure<std::int64_t> readTokens(const QString &text);

/// As readPrice() takes it back; empty when absent.
[[nodiscard]] QString priceText(std::optional<double> price);
/// As readTokens() takes it back in every locale: plain digits; empty when absent.
[[nodiscard]] QString tokensText(std::optional<std::int64_t> tokens);

} // namespace espalier::ui

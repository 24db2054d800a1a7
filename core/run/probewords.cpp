// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/probewords.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace espalier::run {

namespace {

/// 7,972
std::string inThousands(std::int64_t number)
{
    constexpr std::size_t kGroup = 3;
    std::string out = std::to_string(number);
    for (std::size_t at = out.size(); at > kGroup;) {
        at -= kGroup;
        out.insert(at, ",");
    }
    return out;
}

std::string fixed(const AtMost &most)
{
    std::array<char, 512> digits{}; // the largest double has 309 before the point
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), most.amount,
                                            std::chars_format::fixed, most.decimals);
    return {digits.data(), error == std::errc() ? end : digits.data()};
}

} // namespace

AtMost roundedUp(double amount)
{
    constexpr double kCent = 0.01;
    constexpr int kFine = 5;
    constexpr double kNoise = 1e-9; // 0.02 is not to become 0.03 for its last bit
    const int decimals = amount < kCent ? kFine : 2;
    const double unit = std::pow(10.0, decimals);
    return {std::ceil(amount * unit - kNoise) / unit, decimals};
}

std::string probeCostWords(const ProbePlan::Estimate &estimate, std::string_view model)
{
    const std::string cost =
        estimate.cost ? "at most " + fixed(roundedUp(*estimate.cost)) + " " + estimate.currency : "–";
    return "At most " + inThousands(estimate.requests) +
           (estimate.requests == 1 ? " question to " : " questions to ") + std::string(model) + ", at most " +
           inThousands(estimate.tokens) + " tokens in all (usually about " + inThousands(estimate.usual) +
           "). Cost: " + cost;
}

std::string probeFaultWords(const ProbeReport &report)
{
    return report.ignoresTokenLimit
               ? "The endpoint does not keep to max_tokens. Its answers were read up to what was told and no "
                 "further; it may charge for more."
               : std::string();
}

} // namespace espalier::run

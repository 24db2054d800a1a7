// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/usage.h"

#include <limits>

namespace espalier::wire {

namespace {

/// A count as servers mean it: whole and not negative.
std::optional<std::int64_t> count(const json::Value &value)
{
    const std::optional<std::int64_t> number = value.toInt64();
    return number && *number >= 0 ? number : std::nullopt;
}

std::int64_t saturatedSum(std::int64_t a, std::int64_t b)
{
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    return a > kMax - b ? kMax : a + b;
}

} // namespace

std::optional<Usage> Usage::fromJson(const json::Value &value)
{
    const std::optional<std::int64_t> prompt = count(value["prompt_tokens"]);
    const std::optional<std::int64_t> completion = count(value["completion_tokens"]);
    const std::optional<std::int64_t> total = count(value["total_tokens"]);
    if (!prompt && !completion && !total)
        return std::nullopt;
    Usage usage;
    usage.promptTokens = prompt.value_or(0);
    usage.completionTokens = completion.value_or(0);
    usage.totalTokens = total.value_or(saturatedSum(usage.promptTokens, usage.completionTokens));
    usage.raw = value;
    return usage;
}

} // namespace espalier::wire

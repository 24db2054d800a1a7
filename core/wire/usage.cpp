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

json::Value rawSum(const json::Value &earlier, const json::Value &later)
{
    if (earlier.isObject() && later.isObject()) {
        json::Value out = earlier;
        for (const json::Member &member : later.members())
            out.set(member.key, rawSum(earlier[member.key], member.value));
        return out;
    }
    const std::optional<std::int64_t> a = count(earlier);
    const std::optional<std::int64_t> b = count(later);
    if (a && b)
        return json::Value::number(saturatedSum(*a, *b));
    return later.isNull() ? earlier : later;
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

Usage sumOf(const Usage &earlier, const Usage &later)
{
    Usage out;
    out.promptTokens = saturatedSum(earlier.promptTokens, later.promptTokens);
    out.completionTokens = saturatedSum(earlier.completionTokens, later.completionTokens);
    out.totalTokens = saturatedSum(earlier.totalTokens, later.totalTokens);
    out.estimated = earlier.estimated || later.estimated;
    out.raw = rawSum(earlier.raw, later.raw);
    return out;
}

} // namespace espalier::wire

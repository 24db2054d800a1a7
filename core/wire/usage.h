// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <optional>

namespace espalier::wire {

/// Tokens of one answer as the server counted them (OpenAI API, "usage").
struct Usage
{
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
    std::int64_t totalTokens = 0;
    bool estimated = false; ///< counted here because the server did not say
    json::Value raw;        ///< the whole object as sent; null when estimated

    /// nullopt when `value` is no object with at least one count. A missing total is the sum.
    [[nodiscard]] static std::optional<Usage> fromJson(const json::Value &value);
    bool operator==(const Usage &) const = default;
};

/// What two answers used together. Estimated when one of them is. `raw`: every number of both added up, at
/// any depth; of anything else the later one's.
[[nodiscard]] Usage sumOf(const Usage &earlier, const Usage &later);

} // namespace espalier::wire

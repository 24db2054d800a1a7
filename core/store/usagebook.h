// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/concurrencyadvice.h"
#include "run/runresult.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::store {

/// What was used, added up. Plain value.
struct UsageSums
{
    std::int64_t runs = 0;
    std::int64_t attempts = 0;    ///< questions
    std::int64_t requests = 0;    ///< tries
    std::int64_t failures = 0;    ///< runs that brought no answer that fits, or was let pass
    std::int64_t rateLimited = 0; ///< requests answered 429
    std::int64_t tokensIn = 0;
    std::int64_t tokensOut = 0;
    std::int64_t tokensEstimated = 0;       ///< of both, those that were counted here
    std::int64_t unpriced = 0;              ///< requests with tokens and without a price
    std::optional<double> cost;             ///< of the priced ones; absent: none was
    std::vector<std::int64_t> firstTokenMs; ///< of the newest kMostFirstTokens requests

    static constexpr std::size_t kMostFirstTokens = 64;

    void add(const UsageSums &other);
    [[nodiscard]] std::int64_t tokens() const { return tokensIn + tokensOut; }
    bool operator==(const UsageSums &) const = default;
};

/// What one try used, as a request of no run. Pure.
[[nodiscard]] UsageSums usageOf(const run::AttemptRecord &record);
/// What one run used. Pure.
[[nodiscard]] UsageSums usageOf(const run::RunResult &result);
/// Its requests, oldest first, for adviseConcurrency(). Pure.
[[nodiscard]] std::vector<run::RequestSample> samplesOf(const run::RunResult &result);

/// What was used on one day of one model at one endpoint.
struct UsageRow
{
    std::string day; ///< of the person's calendar, "2026-11-28"
    std::string endpoint;
    std::string model;
    std::string currency; ///< of the cost; empty: no price
    UsageSums sums;
    bool operator==(const UsageRow &) const = default;
};

/// All that is kept of usage: figures only, no texts. Plain value.
struct UsageBook
{
    std::vector<UsageRow> rows;                                    ///< oldest day first
    std::map<std::string, std::vector<run::RequestSample>> recent; ///< by endpoint, oldest first

    static constexpr std::size_t kMostRows = 1000;
    static constexpr std::size_t kMostRecent = 100; ///< of an endpoint

    /// Adds a run, and leaves out the oldest rows and requests beyond the bounds.
    void add(std::string_view day, std::string_view endpoint, std::string_view model,
             const run::RunResult &result);
    bool operator==(const UsageBook &) const = default;
};

} // namespace espalier::store

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace espalier::run {

/// One request, as far as it says something about how many at a time an endpoint bears.
struct RequestSample
{
    int parallel = 1; ///< requests to the endpoint under way when it was sent, itself among them
    std::optional<std::int64_t> firstTokenMs; ///< since sending; absent: none came
    bool rateLimited = false;                 ///< it was answered 429
    bool operator==(const RequestSample &) const = default;
};

/// How many requests at a time would be better, and why.
struct ConcurrencyAdvice
{
    enum class Kind : std::uint8_t {
        TooFewRequests, ///< nothing can be said yet
        Keep,           ///< nothing speaks for another number
        Fewer,          ///< with more than `suggested` at a time some were answered 429
        SlowDown,       ///< 429 even with one at a time: requests a minute are too many
        FewerAsSlow,    ///< with more at a time the first words come much later
        More,           ///< all slots were in use, and nothing got slower
    };
    Kind kind = Kind::TooFewRequests;
    int looked = 0;      ///< requests that were looked at, the newest ones
    int limited = 0;     ///< of these, answered 429
    int concurrency = 1; ///< as it is set
    int suggested = 1;   ///< requests at a time; with Keep, SlowDown and TooFewRequests as it is
    std::optional<std::int64_t> fewMs; ///< FewerAsSlow: median time to the first token with up to `suggested`
    std::optional<std::int64_t> manyMs; ///< the same with more
    bool operator==(const ConcurrencyAdvice &) const = default;
};

/// Requests looked at most, and least before anything is said.
inline constexpr int kAdviceMost = 20;
inline constexpr int kAdviceLeast = 5;

/// From the newest kAdviceMost of `samples` (oldest first). Fewer: one less than the least number at which a
/// 429 came. FewerAsSlow: three requests at least on either side of half the concurrency, medians at least
/// twice and half a second apart. More: half of them had all slots in use; twice as many, 64 at most. Pure.
[[nodiscard]] ConcurrencyAdvice adviseConcurrency(const std::vector<RequestSample> &samples, int concurrency);

/// The middle one, of an even number the lower; nullopt of none. Pure.
[[nodiscard]] std::optional<std::int64_t> medianOf(std::vector<std::int64_t> numbers);

} // namespace espalier::run

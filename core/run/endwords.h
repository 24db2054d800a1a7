// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/retrypolicy.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::run {

/// The error a run ends with: `error` of its last try, with what the decision adds: after how many tries or
/// attempts, until when a server wants to be left alone, which limit was reached. PastDeadline and
/// BudgetReached become an error of their own kind that quotes the other. `nowUnixMs` belongs to `now`. Pure
/// but for the local time zone.
[[nodiscard]] Error endError(Error error, const RetryDecision &decision, const RetryHistory &history,
                             const RetryLimits &limits, RetryHistory::TimePoint now, std::int64_t nowUnixMs);

/// The error of a run whose endpoint asked all runs to wait longer than this one may.
[[nodiscard]] Error pausedError(std::chrono::milliseconds left, std::chrono::milliseconds maxWait,
                                std::int64_t nowUnixMs);

/// `words` with a full stop, where they have no end of their own. Pure.
[[nodiscard]] std::string sentence(std::string words);

/// The error of a run that counts money (a limit, or a rule that stops by cost) and knows no prices.
[[nodiscard]] Error pricesMissing();

/// Error::code of unboundedError(), and of an answer that went on beyond its limit of tokens.
inline constexpr std::string_view kNoTokenLimit = "no-token-limit";
inline constexpr std::string_view kBeyondTokenLimit = "beyond-token-limit";
/// The error of a run that may send nothing without a limit of tokens (ExtractionRequest::mostAnswerTokens),
/// at an endpoint that takes it under none of its names.
[[nodiscard]] Error unboundedError(int httpStatus);

/// The error of a run whose time is over.
[[nodiscard]] Error deadlineError(std::chrono::milliseconds deadline);

} // namespace espalier::run

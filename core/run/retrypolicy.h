// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/runstatus.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace espalier::run {

/// How often, how long and for how much a document may be asked about (product specification, section 5).
/// Kept apart: none of them is spent by another. Plain value.
struct RetryLimits
{
    int reasks = 3;           ///< further questions after an answer that does not fit
    int transportRetries = 2; ///< further tries of each attempt
    /// Transport retries only of what a server refused with an HTTP status: it did not work on that, so the
    /// tries of an attempt cost no more than one of them.
    bool onlyWhatWasRefused = false;
    std::optional<std::chrono::milliseconds> deadline; ///< of the whole run, its waits included
    std::chrono::milliseconds maxWait{120'000};        ///< a server that wants more than that is given up
    std::optional<std::int64_t> tokenBudget;           ///< of the document, all attempts together
    std::optional<double> costBudget;                  ///< the same in money; needs prices

    /// Questions at most.
    [[nodiscard]] int attemptsAllowed() const { return 1 + reasks; }
    bool operator==(const RetryLimits &) const = default;
};

/// What a run has done so far, the try that has just ended included.
struct RetryHistory
{
    using TimePoint = std::chrono::steady_clock::time_point;

    int attempt = 1;        ///< questions asked
    int triesOfAttempt = 1; ///< HTTP requests sent for the last of them
    TimePoint begun;        ///< of the run
    std::int64_t tokens = 0;
    std::optional<double> cost; ///< absent: there are no prices
    double chance = 0;          ///< in [0, 1), drawn anew for each decision: the jitter of a wait
};

/// How a try ended: what judge() made of its answer, or Failed with the error of a try that brought none.
struct TryOutcome
{
    RunStatus status = RunStatus::Failed;
    std::optional<Error> error;
    /// Invalid, but no question again: the answer was given up in a loop, or a question about items failed.
    bool settled = false;
};

/// What a bad end of a try calls for.
enum class Remedy : std::uint8_t {
    None,      ///< it is good, or nothing mends it
    SameAgain, ///< transport retry: the identical body
    AskAgain,  ///< re-ask: the model is told what was wrong
};

/// The remedy for an ending, whatever the limits are. Transport retry: HTTP 408, 409, 425, 429, 500, 502,
/// 503, 504 and 529 unless their code says that waiting is of no use (insufficient_quota, billing_*,
/// request_too_large); no connection, but for a
/// certificate that is not trusted; a first-byte, silence or no-content clock; an error inside the stream;
/// a cut one. Re-ask: an answer that ended properly with no JSON, open JSON or a value that does not fit.
/// Everything else ends the run: every other status, a redirect, a page, a refusal, the token limit, the
/// deadline, an answer given up at a limit or in a loop, the person.
[[nodiscard]] Remedy remedyFor(const TryOutcome &outcome);

/// What happens after a try.
struct RetryDecision
{
    enum class Kind : std::uint8_t { End, TransportRetry, Reask };
    enum class Why : std::uint8_t {
        Good,          ///< End: nothing to mend
        NotMendable,   ///< End: Remedy::None
        NoneLeft,      ///< End: the retries or re-asks are used up
        WaitTooLong,   ///< End: the server wants more than maxWait; `until` says when it would be possible
        PastDeadline,  ///< End: the wait would end behind the deadline
        BudgetReached, ///< End: tokens or money
        ServerAsked,   ///< TransportRetry after the server's own wait
        BackOff,       ///< TransportRetry after a wait of ours
        NotAccepted,   ///< Reask
    };
    using TimePoint = RetryHistory::TimePoint;

    Kind kind = Kind::End;
    Why why = Why::Good;
    std::chrono::milliseconds wait{0};
    std::optional<TimePoint> until; ///< when the next try may be sent, or might have been
    bool pausesEndpoint = false;    ///< after a 429, also at an End: all runs of the endpoint wait until then
    bool operator==(const RetryDecision &) const = default;
};

/// Decides, and does nothing. Pure: the same arguments give the same decision.
///
/// Order: good or not mendable → budgets → retries left → the wait → max-wait → deadline. A wait of ours is
/// chance × min(30 s, 0.5 s × 2^(retry-1)) ("full jitter"), at most maxWait; a server's own is kept to the
/// millisecond. A re-ask waits for nothing: time does not make an answer fit.
class RetryPolicy
{
public:
    explicit RetryPolicy(RetryLimits limits)
        : m_limits(limits)
    {
    }

    [[nodiscard]] const RetryLimits &limits() const { return m_limits; }
    [[nodiscard]] RetryDecision decide(const RetryHistory &history, const TryOutcome &outcome,
                                       RetryHistory::TimePoint now) const;
    /// True when the history has spent as much as it may, in tokens or in money.
    [[nodiscard]] bool budgetReached(const RetryHistory &history) const;

private:
    [[nodiscard]] RetryDecision sameAgain(const RetryHistory &history, const Error &error,
                                          RetryHistory::TimePoint now) const;

    RetryLimits m_limits;
};

} // namespace espalier::run

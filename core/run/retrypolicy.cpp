// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/retrypolicy.h"

#include "base/usagepart.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace espalier::run {

using std::chrono::milliseconds;
using Kind = RetryDecision::Kind;
using Why = RetryDecision::Why;

namespace {

constexpr std::array kRetriedStatuses{408, 409, 425, 429, 500, 502, 503, 504, 529};
constexpr milliseconds kFirstWait{500};
constexpr milliseconds kLongestWait{30'000};

/// Kinds that a status or a code may be sorted into and that pass by themselves.
bool mayPass(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
    case ErrorKind::ServerFault:
    case ErrorKind::NoConnection:
    case ErrorKind::FirstByteTimeout:
    case ErrorKind::IdleTimeout:
    case ErrorKind::NoContentTimeout:
    case ErrorKind::StreamCut:
    case ErrorKind::StreamError:
        return true;
    default:
        return false;
    }
}

/// A certificate that is not trusted now is not trusted a few seconds later.
bool isDistrusted(const Error &error)
{
    return error.kind == ErrorKind::NoConnection &&
           (error.code == usagepart::kCaFile || error.code == usagepart::kCertificate);
}

bool isMendedByTime(const Error &error)
{
    if (!error.httpStatus)
        return mayPass(error.kind) && !isDistrusted(error);
    const bool listed = std::find(kRetriedStatuses.begin(), kRetriedStatuses.end(), *error.httpStatus) !=
                        kRetriedStatuses.end();
    // 408, 409 and 425 have no kind of their own.
    return listed && (mayPass(error.kind) || error.kind == ErrorKind::RequestRefused);
}

milliseconds backOff(int retry, double chance)
{
    // 0.5 s doubled seven times is more than 30 s.
    const milliseconds most = std::min(kLongestWait, kFirstWait * (1 << std::clamp(retry - 1, 0, 7)));
    return milliseconds(std::llround(static_cast<double>(most.count()) * std::clamp(chance, 0.0, 1.0)));
}

RetryDecision askAgain(RetryDecision::TimePoint now)
{
    RetryDecision out;
    out.kind = Kind::Reask;
    out.why = Why::NotAccepted;
    out.until = now;
    return out;
}

} // namespace

Remedy remedyFor(const TryOutcome &outcome)
{
    if (!outcome.error)
        return Remedy::None;
    switch (outcome.status) {
    case RunStatus::Failed:
        return isMendedByTime(*outcome.error) ? Remedy::SameAgain : Remedy::None;
    case RunStatus::Invalid: {
        const ErrorKind kind = outcome.error->kind;
        const bool asks = kind == ErrorKind::NoJson || kind == ErrorKind::InvalidAnswer;
        return asks && !outcome.settled ? Remedy::AskAgain : Remedy::None;
    }
    default:
        return Remedy::None;
    }
}

bool RetryPolicy::budgetReached(const RetryHistory &history) const
{
    return (m_limits.tokenBudget && history.tokens >= *m_limits.tokenBudget) ||
           (m_limits.costBudget && history.cost.value_or(0) >= *m_limits.costBudget);
}

RetryDecision RetryPolicy::decide(const RetryHistory &history, const TryOutcome &outcome,
                                  RetryHistory::TimePoint now) const
{
    const Remedy remedy = remedyFor(outcome);
    if (remedy == Remedy::None) {
        RetryDecision out;
        out.why = outcome.error ? Why::NotMendable : Why::Good;
        return out;
    }
    const bool same = remedy == Remedy::SameAgain;
    RetryDecision out = same ? sameAgain(history, *outcome.error, now) : askAgain(now);
    const bool free = outcome.error && outcome.error->httpStatus && history.tokens == 0;
    const bool left =
        same ? history.triesOfAttempt <= m_limits.transportRetries && (free || !m_limits.onlyWhatWasRefused)
             : history.attempt <= m_limits.reasks;
    const auto endBecause = [&out](Why why) {
        out.kind = Kind::End;
        out.why = why;
    };
    if (budgetReached(history))
        endBecause(Why::BudgetReached);
    else if (!left)
        endBecause(Why::NoneLeft);
    else if (out.wait > m_limits.maxWait)
        endBecause(Why::WaitTooLong);
    else if (m_limits.deadline && *out.until >= history.begun + *m_limits.deadline)
        endBecause(Why::PastDeadline);
    return out;
}

RetryDecision RetryPolicy::sameAgain(const RetryHistory &history, const Error &error,
                                     RetryHistory::TimePoint now) const
{
    RetryDecision out;
    const bool asked = error.retryAfterMs.has_value();
    out.wait = asked ? milliseconds(*error.retryAfterMs)
                     : std::min(backOff(history.triesOfAttempt, history.chance), m_limits.maxWait);
    out.until = now + out.wait;
    out.pausesEndpoint = error.kind == ErrorKind::RateLimited;
    out.kind = Kind::TransportRetry;
    out.why = asked ? Why::ServerAsked : Why::BackOff;
    return out;
}

} // namespace espalier::run

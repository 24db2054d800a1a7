// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/endwords.h"

#include "base/usagepart.h"
#include "wire/nextstep.h"
#include "json/numbertext.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace espalier::run {

using std::chrono::milliseconds;
using Why = RetryDecision::Why;

namespace {

std::string inSeconds(milliseconds time)
{
    return json::shortestNumber(static_cast<double>(time.count()) / 1000) + " s";
}

/// As a person reads money: 0.0621, not 0.062099999999999995.
std::string amountText(double amount)
{
    constexpr int kDecimals = 8;
    std::array<char, 512> digits{}; // the largest double has 309 before the point
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), amount,
                                            std::chars_format::fixed, kDecimals);
    std::string out(digits.data(), error == std::errc() ? end : digits.data());
    out.erase(out.find_last_not_of('0') + 1);
    return out.ends_with('.') ? out.substr(0, out.size() - 1) : out;
}

/// "10:05:12", with the day when that is another one.
std::string clockTime(std::int64_t unixMs, std::int64_t nowUnixMs)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(unixMs);
    const bool today = then.date() == QDateTime::fromMSecsSinceEpoch(nowUnixMs).date();
    return then.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm:ss"))
        .toStdString();
}

Error ofKind(ErrorKind kind, std::string message, const Error &cause)
{
    return {kind,
            sentence(std::move(message)) + " Before that: " + cause.message,
            wire::nextStep(kind),
            cause.httpStatus,
            cause.code,
            cause.retryAfterMs};
}

/// Of an answer that came the tries say nothing: they brought it.
std::string countWords(ErrorKind kind, const RetryHistory &history)
{
    const bool answered = kind == ErrorKind::InvalidAnswer || kind == ErrorKind::NoJson;
    const std::string tries = std::to_string(history.triesOfAttempt) + " tries";
    const bool more = !answered && history.triesOfAttempt > 1;
    if (history.attempt < 2)
        return more ? tries : std::string();
    return std::to_string(history.attempt) + " attempts" + (more ? ", " + tries + " of the last" : "");
}

} // namespace

std::string sentence(std::string words)
{
    constexpr std::string_view kEnds = ".!?)\"";
    if (!words.empty() && kEnds.find(words.back()) == std::string_view::npos && !words.ends_with("…"))
        words += '.';
    return words;
}

Error endError(Error error, const RetryDecision &decision, const RetryHistory &history,
               const RetryLimits &limits, RetryHistory::TimePoint now, std::int64_t nowUnixMs)
{
    const auto until = [&] {
        const auto wait = std::chrono::duration_cast<milliseconds>(decision.until.value_or(now) - now);
        // As long as can be counted in milliseconds here: what was asked for is longer.
        const bool most = decision.wait.count() >= std::numeric_limits<int>::max();
        return (most ? "after " : "") + clockTime(nowUnixMs + wait.count(), nowUnixMs);
    };
    switch (decision.why) {
    case Why::NoneLeft:
        if (const std::string count = countWords(error.kind, history); !count.empty())
            error.message = sentence(std::move(error.message)) + " (After " + count + ".)";
        return error;
    case Why::WaitTooLong:
        error.message = sentence(std::move(error.message)) + " It asks to wait until " + until() +
                        ", longer than the " + inSeconds(limits.maxWait) + " allowed.";
        return error;
    case Why::PastDeadline:
        return ofKind(ErrorKind::DeadlineExceeded,
                      "The time limit of " + inSeconds(limits.deadline.value_or(milliseconds::zero())) +
                          " would be over before the next try, at " + until() + ".",
                      error);
    case Why::BudgetReached: {
        const bool tokens = limits.tokenBudget && history.tokens >= *limits.tokenBudget;
        return ofKind(ErrorKind::BudgetReached,
                      tokens
                          ? "The budget of " + std::to_string(*limits.tokenBudget) + " tokens is reached (" +
                                std::to_string(history.tokens) + " used)."
                          : "The budget of " + amountText(limits.costBudget.value_or(0)) +
                                " in money is reached (" + amountText(history.cost.value_or(0)) + " spent).",
                      error);
    }
    default:
        return error;
    }
}

Error pausedError(milliseconds left, milliseconds maxWait, std::int64_t nowUnixMs)
{
    const auto wait = static_cast<int>(std::min<std::int64_t>(left.count(), std::numeric_limits<int>::max()));
    return {ErrorKind::RateLimited,
            "The endpoint asked for a pause until " + clockTime(nowUnixMs + left.count(), nowUnixMs) +
                ", longer than the " + inSeconds(maxWait) + " allowed.",
            wire::nextStep(ErrorKind::RateLimited, {{}, {}, wait}),
            {},
            {},
            wait};
}

Error pricesMissing()
{
    return usagepart::about(
        usagepart::kPrices,
        usageError("A limit of money needs the model's prices, and there are none.",
                   "Enter the prices in the endpoint's profile, or set a limit of tokens."));
}

Error unboundedError(int httpStatus)
{
    return {ErrorKind::RequestRefused,
            "The endpoint takes neither max_tokens nor max_completion_tokens, so nothing would bound its "
            "answers.",
            "Choose the mode by hand; nothing further is asked.",
            httpStatus,
            std::string(kNoTokenLimit),
            {}};
}

Error deadlineError(milliseconds deadline)
{
    return {ErrorKind::DeadlineExceeded,
            "The whole took longer than " + inSeconds(deadline) + ".",
            wire::nextStep(ErrorKind::DeadlineExceeded),
            {},
            {},
            {}};
}

} // namespace espalier::run

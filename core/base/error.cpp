// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include <utility>

namespace espalier {

std::string_view errorKindName(ErrorKind kind) noexcept
{
    switch (kind) {
    case ErrorKind::None:
        return "none";
    case ErrorKind::NoKey:
        return "no-key";
    case ErrorKind::KeyRefused:
        return "key-refused";
    case ErrorKind::NotAllowed:
        return "not-allowed";
    case ErrorKind::OutOfCredit:
        return "out-of-credit";
    case ErrorKind::NotFound:
        return "not-found";
    case ErrorKind::RequestRefused:
        return "request-refused";
    case ErrorKind::DocumentTooLong:
        return "document-too-long";
    case ErrorKind::RateLimited:
        return "rate-limited";
    case ErrorKind::Overloaded:
        return "overloaded";
    case ErrorKind::ServerFault:
        return "server-fault";
    case ErrorKind::Redirected:
        return "redirected";
    case ErrorKind::NotAnApi:
        return "not-an-api";
    case ErrorKind::NoConnection:
        return "no-connection";
    case ErrorKind::FirstByteTimeout:
        return "first-byte-timeout";
    case ErrorKind::IdleTimeout:
        return "idle-timeout";
    case ErrorKind::NoContentTimeout:
        return "no-content-timeout";
    case ErrorKind::DeadlineExceeded:
        return "deadline-exceeded";
    case ErrorKind::StreamCut:
        return "stream-cut";
    case ErrorKind::StreamError:
        return "error-in-stream";
    case ErrorKind::TokenLimit:
        return "cut-at-token-limit";
    case ErrorKind::Refused:
        return "refused";
    case ErrorKind::NoJson:
        return "no-json";
    case ErrorKind::InvalidAnswer:
        return "invalid-answer";
    case ErrorKind::LimitExceeded:
        return "limit-exceeded";
    case ErrorKind::StoppedByUser:
        return "stopped-by-user";
    case ErrorKind::StoppedByRule:
        return "stopped-by-rule";
    case ErrorKind::BudgetReached:
        return "budget-reached";
    case ErrorKind::CannotRead:
        return "cannot-read";
    case ErrorKind::CannotWrite:
        return "cannot-write";
    case ErrorKind::Usage:
        return "usage";
    case ErrorKind::KeychainUnavailable:
        return "keychain-unavailable";
    }
    return "none";
}

std::optional<ErrorKind> errorKindFromName(std::string_view name) noexcept
{
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::KeychainUnavailable); ++kind) {
        if (errorKindName(static_cast<ErrorKind>(kind)) == name)
            return static_cast<ErrorKind>(kind);
    }
    return std::nullopt;
}

Error usageError(std::string message, std::string nextStep)
{
    return {ErrorKind::Usage, std::move(message), std::move(nextStep), {}, {}, {}};
}

} // namespace espalier

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace espalier {

/// What went wrong, as a person would sort it (product specification, section 7). Each kind has a fixed name
/// in lower-case-with-dashes (errorKindName) that machine-readable output carries.
enum class ErrorKind {
    None,
    NoKey,            ///< the profile names a key and there is none
    KeyRefused,       ///< HTTP 401
    NotAllowed,       ///< HTTP 403
    OutOfCredit,      ///< HTTP 402, or 429 with insufficient_quota or billing_*
    NotFound,         ///< HTTP 404: model or URL
    RequestRefused,   ///< HTTP 400, 422 and other 4xx
    DocumentTooLong,  ///< HTTP 413, context length exceeded, request_too_large
    RateLimited,      ///< HTTP 429
    Overloaded,       ///< HTTP 503, 529
    ServerFault,      ///< other 5xx
    Redirected,       ///< HTTP 3xx: never followed, the target is shown
    NotAnApi,         ///< an answer that is neither JSON nor an event stream
    NoConnection,     ///< DNS, refused, TLS, proxy
    FirstByteTimeout, ///< no byte of the body in time
    IdleTimeout,      ///< silence in mid-stream
    NoContentTimeout, ///< bytes, but no content (comments do not count)
    DeadlineExceeded, ///< the whole took too long
    StreamCut,        ///< the stream ended without its end marker
    StreamError,      ///< an error object inside the stream
    TokenLimit,       ///< finish_reason "length"
    Refused,          ///< a refusal or a content filter
    NoJson,           ///< the answer holds no JSON
    InvalidAnswer,    ///< JSON that does not fit the schema
    LimitExceeded,    ///< depth, answer size or string size
    StoppedByUser,
    StoppedByRule,
    BudgetReached,
    CannotRead, ///< a document or file
    CannotWrite,
    Usage,               ///< a schema, option or recipe that cannot be used
    KeychainUnavailable, ///< no keychain service, locked, or the key is gone
};

/// The machine-readable name, e.g. "key-refused". Never empty.
[[nodiscard]] std::string_view errorKindName(ErrorKind kind) noexcept;
/// The kind of that name; nullopt for an unknown one.
[[nodiscard]] std::optional<ErrorKind> errorKindFromName(std::string_view name) noexcept;

/// A failure a person can act on. All texts are UTF-8 plain text and may hold words of a server: untrusted,
/// show them as plain text. Never holds a secret: whoever builds one masks first (redact.h).
struct Error
{
    ErrorKind kind = ErrorKind::None;
    std::string message;           ///< one line: what happened, where
    std::string nextStep;          ///< one line: what to do about it; may be empty
    std::optional<int> httpStatus; ///< 100–599 when a server answered
    /// The server's own, as text, or which part of what a person set is at fault (base/usagepart.h); or
    /// empty.
    std::string code;
    std::optional<int> retryAfterMs; ///< the server's wish, milliseconds; absent when it said nothing

    bool operator==(const Error &) const = default;
};

/// An Error of kind Usage: something given to the program that cannot be used. Both texts as in Error.
[[nodiscard]] Error usageError(std::string message, std::string nextStep);

} // namespace espalier

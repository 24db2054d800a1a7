// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/errorkind.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace espalier::wire {

namespace {

using CodeKind = std::pair<std::string_view, ErrorKind>;

/// What servers put into `code` or `type` (recorded exchanges, API references).
constexpr std::array kCodes{
    CodeKind{"insufficient_quota", ErrorKind::OutOfCredit},
    CodeKind{"invalid_api_key", ErrorKind::KeyRefused},
    CodeKind{"authentication_error", ErrorKind::KeyRefused},
    CodeKind{"permission_error", ErrorKind::NotAllowed},
    CodeKind{"model_not_found", ErrorKind::NotFound},
    CodeKind{"context_length_exceeded", ErrorKind::DocumentTooLong},
    CodeKind{"exceed_context_size_error", ErrorKind::DocumentTooLong},
    CodeKind{"too_many_prompt_tokens", ErrorKind::DocumentTooLong},
    CodeKind{"request_too_large", ErrorKind::DocumentTooLong},
    CodeKind{"PromptTooLongError", ErrorKind::DocumentTooLong},
    CodeKind{"rate_limit_exceeded", ErrorKind::RateLimited},
    CodeKind{"rate_limit_error", ErrorKind::RateLimited},
    CodeKind{"overloaded_error", ErrorKind::Overloaded},
    CodeKind{"content_filter", ErrorKind::Refused},
    CodeKind{"content_policy_violation", ErrorKind::Refused},
};

ErrorKind kindOfCode(std::string_view code)
{
    if (code.starts_with("billing_"))
        return ErrorKind::OutOfCredit;
    const auto hit = std::find_if(kCodes.begin(), kCodes.end(),
                                  [&](const CodeKind &entry) { return entry.first == code; });
    return hit == kCodes.end() ? ErrorKind::None : hit->second;
}

/// The code is the more exact of the two. vLLM has no code for a prompt that is too long, but names it in
/// `param`.
ErrorKind kindOfWords(const ErrorWords &words)
{
    const ErrorKind byCode = kindOfCode(words.code);
    if (byCode != ErrorKind::None)
        return byCode;
    const ErrorKind byType = kindOfCode(words.type);
    if (byType != ErrorKind::None)
        return byType;
    return words.param == "input_text" || words.param == "input_tokens" ? ErrorKind::DocumentTooLong
                                                                        : ErrorKind::None;
}

ErrorKind kindOfStatus(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::KeyRefused;
    case 402:
        return ErrorKind::OutOfCredit;
    case 403:
        return ErrorKind::NotAllowed;
    case 404:
        return ErrorKind::NotFound;
    case 413:
        return ErrorKind::DocumentTooLong;
    case 429:
        return ErrorKind::RateLimited;
    case 503:
    case 529:
        return ErrorKind::Overloaded;
    default:
        break;
    }
    if (status >= 300 && status < 400)
        return ErrorKind::Redirected;
    if (status >= 400 && status < 500)
        return ErrorKind::RequestRefused;
    return status >= 500 ? ErrorKind::ServerFault : ErrorKind::NotAnApi;
}

} // namespace

ErrorKind errorKindFromStatus(int httpStatus, const ErrorWords &words)
{
    const ErrorKind byStatus = kindOfStatus(httpStatus);
    const bool codeSaysMore =
        httpStatus == 400 || httpStatus == 403 || httpStatus == 404 || httpStatus == 422 || httpStatus == 429;
    const ErrorKind byWords = codeSaysMore ? kindOfWords(words) : ErrorKind::None;
    return byWords == ErrorKind::None ? byStatus : byWords;
}

ErrorKind errorKindInStream(const ErrorWords &words)
{
    const ErrorKind byWords = kindOfWords(words);
    if (byWords != ErrorKind::None)
        return byWords;
    int status = 0;
    const auto [end, error] =
        std::from_chars(words.code.data(), words.code.data() + words.code.size(), status);
    if (error != std::errc() || end != words.code.data() + words.code.size() || status < 400)
        return ErrorKind::StreamError;
    const ErrorKind byStatus = kindOfStatus(status);
    const bool vague = byStatus == ErrorKind::RequestRefused || byStatus == ErrorKind::ServerFault;
    return vague ? ErrorKind::StreamError : byStatus;
}

} // namespace espalier::wire

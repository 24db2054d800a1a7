// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/errorbody.h"

#include "base/ascii.h"
#include "base/redact.h"
#include "wire/errorkind.h"
#include "wire/nextstep.h"
#include "wire/plaintext.h"
#include "json/read.h"

#include <optional>

namespace espalier::wire {

namespace {

constexpr std::size_t kMaxBody = 64UL * 1024;
constexpr std::size_t kMaxShown = 300;
constexpr std::size_t kMaxFact = 500;

std::string_view whatHappened(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::KeyRefused:
        return "The server refused the key";
    case ErrorKind::NotAllowed:
        return "The server does not allow this";
    case ErrorKind::OutOfCredit:
        return "The account is out of credit";
    case ErrorKind::NotFound:
        return "The server does not know this model or address";
    case ErrorKind::DocumentTooLong:
        return "The document is too long for the model";
    case ErrorKind::RateLimited:
        return "The server limits the rate of requests";
    case ErrorKind::Overloaded:
        return "The server is overloaded";
    case ErrorKind::ServerFault:
        return "The server failed";
    case ErrorKind::Redirected:
        return "The server wants the request sent elsewhere";
    case ErrorKind::NotAnApi:
        return "The answer is not that of an API";
    case ErrorKind::Refused:
        return "A content filter refused the request";
    case ErrorKind::StreamError:
        return "The server reported an error inside its answer";
    default:
        return "The server refused the request";
    }
}

Error typed(ErrorKind kind, std::string_view where, const ErrorWords &words)
{
    Error error;
    error.kind = kind;
    error.message = whatHappened(kind);
    if (!where.empty())
        error.message.append(" (").append(where).append(")");
    if (!words.message.empty())
        error.message.append(": ").append(words.message);
    error.code = words.code.empty() ? words.type : words.code;
    return error;
}

/// What a body says: its error object, or, when it is no JSON, its text shortened.
ErrorWords wordsOfBody(std::string_view body)
{
    body = body.substr(0, kMaxBody);
    const auto value = json::readStrict(trimmed(body));
    ErrorWords words = value ? errorWords(*value) : ErrorWords();
    if (words.message.empty())
        words.message = pageText(body, kMaxShown);
    return words;
}

bool mayWaitFor(ErrorKind kind, int status)
{
    return kind == ErrorKind::RateLimited || kind == ErrorKind::Overloaded ||
           kind == ErrorKind::ServerFault || status == 408 || status == 409 || status == 425;
}

/// A place that could be entered as a base URL: an http address, or one on the same server.
bool leadsToAServer(const std::string *target)
{
    if (!target || target->empty())
        return false;
    const std::size_t colon = target->find_first_of(":/?#");
    if (colon == std::string::npos || (*target)[colon] != ':')
        return true;
    const std::string scheme = asciiLower(target->substr(0, colon));
    return scheme == "http" || scheme == "https";
}

/// RFC 9110, section 10.2.2: a path alone is one of the same server.
std::string redirectTarget(const std::string &location, std::string_view url)
{
    const std::size_t authority = url.find("://");
    if (!location.starts_with('/') || location.starts_with("//") || authority == std::string_view::npos)
        return location;
    return std::string(url.substr(0, url.find_first_of("/?#", authority + 3))) + location;
}

} // namespace

Error errorFromResponse(int httpStatus, const Headers &headers, std::string_view body, std::string_view url,
                        std::string_view model, std::int64_t nowUnixSeconds)
{
    ErrorWords words = wordsOfBody(body);
    const ErrorKind kind = errorKindFromStatus(httpStatus, words);
    const std::string shownUrl = oneLine(redactUrl(url), kMaxFact);
    const std::string shownModel = oneLine(model, kMaxFact);
    if (kind == ErrorKind::Redirected) {
        const std::string *target = findHeader(headers, "Location");
        words.message = target ? "to " + oneLine(redactUrl(redirectTarget(*target, url)), kMaxFact)
                               : "it did not say where to";
    }
    std::string where = "HTTP " + std::to_string(httpStatus);
    if (!shownUrl.empty())
        where.append(", ").append(shownUrl);
    Error error = typed(kind, where, words);
    error.httpStatus = httpStatus;
    if (mayWaitFor(kind, httpStatus))
        error.retryAfterMs = httpStatus == 429 ? retryAfterMs(headers, nowUnixSeconds)
                                               : retryAfterHeaderMs(headers, nowUnixSeconds);
    error.nextStep = nextStep(kind, {shownUrl, shownModel, error.retryAfterMs});
    if (kind == ErrorKind::Redirected && !leadsToAServer(findHeader(headers, "Location")))
        error.nextStep = "No model answers there: check the base URL, and ask who runs this server.";
    return error;
}

Error errorFromStream(const json::Value &errorMember)
{
    const ErrorWords words = errorWords(errorMember);
    const ErrorKind kind = errorKindInStream(words);
    Error error = typed(kind, kind == ErrorKind::StreamError ? "" : "inside its answer", words);
    error.nextStep = nextStep(kind);
    return error;
}

/// What is wrong with it as JSON; nullopt: nothing.
static std::optional<json::ParseErrorCode> faultOf(std::string_view text)
{
    if (isLongAndCut(text))
        return json::ParseErrorCode::UnexpectedEnd;
    const auto value = json::readStrict(text);
    return value ? std::nullopt : std::optional(value.error().code);
}

bool isLongAndCut(std::string_view body)
{
    constexpr std::size_t kLong = 1024UL * 1024;
    const std::string_view text = trimmed(body);
    return text.size() > kLong && ((text.starts_with('{') && !text.ends_with('}')) ||
                                   (text.starts_with('[') && !text.ends_with(']')));
}

Error errorFromForeignBody(std::string_view body)
{
    Error error;
    const std::string_view text = trimmed(body);
    const std::optional<json::ParseErrorCode> fault = faultOf(text);
    const bool looksLikeJson = text.starts_with('{') || text.starts_with('[');
    if (text.empty() || (looksLikeJson && fault == json::ParseErrorCode::UnexpectedEnd)) {
        error.kind = ErrorKind::StreamCut;
        error.message = text.empty() ? "The answer is empty." : "The answer ended in the middle.";
    } else if (fault == json::ParseErrorCode::TooDeep) {
        error.kind = ErrorKind::LimitExceeded;
        error.message = "The answer nests deeper than the limit.";
    } else {
        error.kind = ErrorKind::NotAnApi;
        error.message = "The answer is neither JSON nor an event stream: " +
                        pageText(text.substr(0, kMaxBody), kMaxShown);
    }
    error.nextStep = nextStep(error.kind);
    return error;
}

Error errorFromForeignJson(const json::Value &body, std::string_view wanted)
{
    const ErrorWords words = errorWords(body);
    Error error;
    error.kind = ErrorKind::NotAnApi;
    error.message = "The answer is JSON, but not " + std::string(wanted);
    if (!words.message.empty())
        error.message.append(": ").append(words.message);
    error.code = words.code;
    error.nextStep = nextStep(error.kind);
    return error;
}

} // namespace espalier::wire

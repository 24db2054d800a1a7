// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/nextstep.h"

#include <limits>

namespace espalier::wire {

namespace {

std::string wait(const NextStepFacts &facts)
{
    if (!facts.retryAfterMs)
        return "Wait a little and try again.";
    // Never less than was asked for: every step is rounded up.
    const int seconds = (*facts.retryAfterMs / 1000) + (*facts.retryAfterMs % 1000 > 0 ? 1 : 0);
    if (seconds <= 1)
        return "Try again in a second.";
    if (seconds < 120)
        return "Try again in " + std::to_string(seconds) + " seconds.";
    if (*facts.retryAfterMs == std::numeric_limits<int>::max()) // what does not fit the number is cut to this
        return "Try again in some weeks.";
    const int minutes = (seconds + 59) / 60;
    if (minutes < 120)
        return "Try again in " + std::to_string(minutes) + " minutes.";
    const int hours = (minutes + 59) / 60;
    if (hours < 48)
        return "Try again in " + std::to_string(hours) + " hours.";
    return "Try again in " + std::to_string((hours + 23) / 24) + " days.";
}

std::string notFound(const NextStepFacts &facts)
{
    std::string out = "Choose a model that the endpoint lists";
    if (!facts.model.empty())
        out.append(" (asked for: ").append(facts.model).append(")");
    out.append(", and check the base URL");
    if (!facts.url.empty())
        out.append(" (called: ").append(facts.url).append(")");
    return out.append(".");
}

/// The kinds whose sentence holds no fact.
std::string_view sentence(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NoKey:
        return "Store a key for this endpoint, or set the environment variable that its profile names.";
    case ErrorKind::KeyRefused:
        return "Check that the key belongs to this endpoint and is still valid, then store it again.";
    case ErrorKind::NotAllowed:
        return "Ask the endpoint's owner to allow this key the model, or choose another model.";
    case ErrorKind::OutOfCredit:
        return "Add credit or raise the spending limit in the provider's console, or choose another "
               "endpoint.";
    case ErrorKind::RequestRefused:
        return "Read the server's words; a shorter document, another mode or fewer parameters may help.";
    case ErrorKind::DocumentTooLong:
        return "Use a shorter document, a model with a larger context window, or a lower limit for the "
               "answer's tokens.";
    case ErrorKind::ServerFault:
        return "Try again; if it stays, the server's log or its owner can tell more.";
    case ErrorKind::Redirected:
        return "If you trust the new address, enter it as the base URL.";
    case ErrorKind::NotAnApi:
        return "Check the base URL: it has to be an OpenAI-compatible API, its address mostly ends in /v1.";
    case ErrorKind::NoConnection:
        return "Check the base URL, the network and the proxy, and that the server is running.";
    case ErrorKind::FirstByteTimeout:
        return "Try again, or raise the limit for the first byte: a server that just starts can take "
               "minutes.";
    case ErrorKind::IdleTimeout:
    case ErrorKind::NoContentTimeout:
        return "Try again, or raise the limit for silence.";
    case ErrorKind::DeadlineExceeded:
        return "Raise the time limit, or ask for less at a time.";
    case ErrorKind::StreamCut:
        return "Try again. If it stays, a proxy in between may end long answers.";
    case ErrorKind::StreamError:
        return "Try again; another model or endpoint may help if it stays.";
    case ErrorKind::TokenLimit:
        return "Raise the limit for the answer's tokens, or ask for less at a time.";
    case ErrorKind::Refused:
        return "Word the instructions differently, or choose another model.";
    case ErrorKind::NoJson:
        return "Try another mode: json_schema or tools bind the model more tightly.";
    case ErrorKind::InvalidAnswer:
        return "Clearer instructions, an example or another mode often help.";
    case ErrorKind::LimitExceeded:
        return "This limit is fixed: ask for less at a time, with a shorter document or a smaller schema.";
    case ErrorKind::StoppedByRule:
        return "Change the rule if it stopped too early.";
    case ErrorKind::BudgetReached:
        return "Raise the budget to go on.";
    case ErrorKind::CannotRead:
        return "Check that the file exists and that you may read it.";
    case ErrorKind::CannotWrite:
        return "Check the folder, its permissions and the free space, or choose another place.";
    case ErrorKind::Usage:
        return "Correct what the message names.";
    case ErrorKind::KeychainUnavailable:
        return "Unlock or start the keychain, or use an environment variable or a key for this session only.";
    default:
        return {};
    }
}

} // namespace

std::string nextStep(ErrorKind kind, const NextStepFacts &facts)
{
    switch (kind) {
    case ErrorKind::NotFound:
        return notFound(facts);
    case ErrorKind::RateLimited:
        return wait(facts) + " A higher limit can be had from most providers.";
    case ErrorKind::Overloaded:
        return wait(facts) + " Another model or endpoint may be free.";
    default:
        return std::string(sentence(kind));
    }
}

} // namespace espalier::wire

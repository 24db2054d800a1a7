// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/outcome.h"

#include "wire/nextstep.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace espalier::run {

using json::AnswerState;

namespace {

// Finish reasons beside "stop" and its like. Servers that are no OpenAI say the same in other words.
constexpr std::array<std::string_view, 3> kCutReasons{"length", "max_tokens", "model_length"};
constexpr std::array<std::string_view, 2> kRefusalReasons{"content_filter", "refusal"};

template <std::size_t N>
bool isOneOf(std::string_view text, const std::array<std::string_view, N> &list)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

struct Judgement
{
    RunStatus status = RunStatus::Valid;
    std::optional<Error> error;
};

Judgement verdict(RunStatus status, ErrorKind kind, std::string message)
{
    return {status, Error{kind, std::move(message), wire::nextStep(kind), {}, {}, {}}};
}

/// What the protocol and the text say, before any schema.
Judgement judgeEnd(const Answer &answer, const BodyEnd &end)
{
    if (end.stopped)
        return verdict(RunStatus::Cancelled, ErrorKind::StoppedByUser, "Stopped by you.");
    if (isOneOf(answer.finishReason, kCutReasons))
        return verdict(RunStatus::Cut, ErrorKind::TokenLimit, "The answer was cut at the token limit.");
    if (answer.streamError)
        return {RunStatus::Failed, answer.streamError};
    if (answer.parseError)
        return verdict(RunStatus::Invalid, ErrorKind::LimitExceeded,
                       "The answer was given up: " + answer.parseError->message + ".");
    if (answer.loopStopped)
        return verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer,
                       "The answer repeats itself without end and was stopped.");
    if (end.failure && !answer.ended)
        return {RunStatus::Failed, end.failure};
    if (!answer.refusal.empty())
        return verdict(RunStatus::Refused, ErrorKind::Refused, "The model refused: " + answer.refusal);
    if (isOneOf(answer.finishReason, kRefusalReasons))
        return verdict(RunStatus::Refused, ErrorKind::Refused, "A content filter stopped the answer.");
    if (!answer.ended)
        return verdict(RunStatus::Failed, ErrorKind::StreamCut, "The stream ended without its end marker.");
    if (answer.state == AnswerState::None)
        return verdict(RunStatus::Invalid, ErrorKind::NoJson, "The answer holds no JSON.");
    if (answer.state != AnswerState::Complete)
        return verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer, "The answer ended inside its JSON.");
    return {};
}

schema::Issues issuesOf(const Answer &answer, const schema::Validator &validator)
{
    if (!answer.eachOnItsOwn)
        return validator.validate(answer.value);
    schema::Issues issues;
    for (std::size_t i = 0; i < answer.value.items().size(); ++i) {
        std::string pointer;
        json::appendToken(pointer, i);
        schema::Issues found = validator.validate(answer.value.items()[i], pointer);
        std::move(found.begin(), found.end(), std::back_inserter(issues));
    }
    return issues;
}

void judgeItems(RunResult &result, std::vector<Item> items)
{
    json::Value::Array accepted;
    for (Item &item : items) {
        if (item.issues.empty())
            accepted.push_back(std::move(item.value));
        else
            result.setAside.push_back({item.index, std::move(item.value), std::move(item.issues)});
    }
    result.value = json::Value::array(std::move(accepted));
}

std::string countOf(std::size_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// The first few, each with its place: "/age must be a whole number, got \"old\"".
std::string namedIn(const schema::Issues &issues)
{
    constexpr std::size_t kNamed = 3;
    std::string out;
    for (std::size_t i = 0; i < std::min(kNamed, issues.size()); ++i) {
        const schema::Issue &issue = issues[i];
        const bool isMust = issue.message.starts_with("must ");
        const std::string place = issue.instance.empty() ? (isMust ? "it" : "") : issue.instance;
        out += (i > 0 ? "; " : "") + place + (place.empty() ? "" : isMust ? " " : ": ") + issue.message;
    }
    if (issues.size() > kNamed)
        out += "; and " + std::to_string(issues.size() - kNamed) + " more";
    return out;
}

Judgement judgeFit(const RunResult &result)
{
    if (!result.issues.empty()) {
        return verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer,
                       "The answer does not fit the schema (" +
                           countOf(result.issues.size(), "issue", "issues") + "): " + namedIn(result.issues) +
                           ".");
    }
    if (!result.setAside.empty())
        return verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer,
                       countOf(result.setAside.size(), "item does not fit the schema and was set aside.",
                               "items do not fit the schema and were set aside."));
    return {};
}

} // namespace

void judge(RunResult &result, Answer answer, const BodyEnd &end, const schema::Validator &validator,
           wire::StreamKind stream)
{
    Judgement judgement = judgeEnd(answer, end);
    const bool byItem =
        stream == wire::StreamKind::Iterable && (answer.value.isArray() || !answer.items.empty());
    if (answer.state != AnswerState::None)
        result.lastObject = answer.value;
    result.value = answer.value;
    if (byItem)
        judgeItems(result, std::move(answer.items));
    if (judgement.status == RunStatus::Valid) {
        result.issues = byItem ? validator.validate(result.value) : issuesOf(answer, validator);
        judgement = judgeFit(result);
    }
    result.status = judgement.status;
    result.error = std::move(judgement.error);
    result.repairs = std::move(answer.repairs);
    result.ignored = std::move(answer.ignored);
    result.text = std::move(answer.text);
    result.reasoning = std::move(answer.reasoning);
    result.finishReason = std::move(answer.finishReason);
    result.model = std::move(answer.model);
    result.usage = std::move(answer.usage);
    std::move(answer.notes.begin(), answer.notes.end(), std::back_inserter(result.notes));
}

} // namespace espalier::run

// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/outcome.h"

#include "run/endwords.h"
#include "wire/nextstep.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace espalier::run {

using json::AnswerState;
using schema::BadItems;

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

Judgement beyondTokenLimit(std::int64_t read)
{
    Judgement out = verdict(RunStatus::Invalid, ErrorKind::LimitExceeded,
                            "The endpoint does not keep to max_tokens; its answer was read up to " +
                                std::to_string(read) + " tokens.");
    out.error->code = std::string(kBeyondTokenLimit);
    return out;
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
    if (answer.stoppedAfter)
        return beyondTokenLimit(*answer.stoppedAfter);
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

template <typename List>
void append(List &list, List more)
{
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

void takeJudged(RunResult &result, Judged judged)
{
    result.value = std::move(judged.value);
    append(result.coercions, std::move(judged.coercions));
    result.issues = std::move(judged.issues);
}

/// The whole answer, or each call on its own.
void readWhole(RunResult &result, bool eachOnItsOwn, const AnswerJudge &judge)
{
    if (!eachOnItsOwn)
        return takeJudged(result, judge.judge(std::move(result.value)));
    json::Value::Array &calls = result.value.mutableItems();
    for (std::size_t i = 0; i < calls.size(); ++i) {
        std::string pointer;
        json::appendToken(pointer, i);
        Judged judged = judge.judge(std::move(calls[i]), pointer);
        calls[i] = std::move(judged.value);
        append(result.coercions, std::move(judged.coercions));
        append(result.issues, std::move(judged.issues));
    }
}

/// Items that do not fit, by how an issue of theirs begins: "/3".
using BadPlaces = std::unordered_set<std::string>;

/// What the items make the value: those that do not fit stay in it, or go aside.
BadPlaces takeItems(RunResult &result, std::vector<Item> items, BadItems badItems)
{
    const bool stay = badItems == BadItems::Keep || badItems == BadItems::Fail;
    json::Value::Array value;
    BadPlaces bad;
    for (Item &item : items) {
        append(result.coercions, std::move(item.coercions));
        if (!item.issues.empty() && stay)
            bad.insert("/" + std::to_string(value.size()));
        if (item.issues.empty() || stay)
            value.push_back(std::move(item.value));
        else
            result.setAside.push_back({item.index, std::move(item.value), std::move(item.issues)});
    }
    result.value = json::Value::array(std::move(value));
    return bad;
}

/// Of the items of the value, those that are known to fit.
std::vector<bool> fitting(const json::Value &value, const BadPlaces &bad)
{
    std::vector<bool> out(value.items().size(), true);
    for (const std::string &place : bad)
        out[*json::arrayIndex(std::string_view(place).substr(1))] = false;
    return out;
}

bool isOf(const BadPlaces &bad, const schema::Issue &issue)
{
    const std::size_t end = issue.instance.find('/', 1);
    return bad.count(issue.instance.substr(0, end)) > 0;
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

Judgement judgeFit(RunResult &result, BadItems badItems, const BadPlaces &bad)
{
    const auto ofBadItems = [&bad](const schema::Issue &issue) { return isOf(bad, issue); };
    if (badItems == BadItems::Keep && !result.issues.empty() &&
        std::all_of(result.issues.begin(), result.issues.end(), ofBadItems)) {
        result.notes.push_back(countOf(bad.size(), "item does not fit the schema and was kept.",
                                       "items do not fit the schema and were kept."));
        return {RunStatus::Accepted, std::nullopt};
    }
    if (!result.issues.empty()) {
        return verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer,
                       "The answer does not fit the schema (" +
                           countOf(result.issues.size(), "issue", "issues") + "): " + namedIn(result.issues) +
                           ".");
    }
    if (!result.setAside.empty() && badItems == BadItems::Drop) {
        result.notes.push_back(countOf(result.setAside.size(),
                                       "item does not fit the schema and was left out.",
                                       "items do not fit the schema and were left out."));
        return {};
    }
    if (!result.setAside.empty())
        return verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer,
                       countOf(result.setAside.size(), "item does not fit the schema and was set aside.",
                               "items do not fit the schema and were set aside."));
    return {};
}

} // namespace

void judge(RunResult &result, Answer answer, const BodyEnd &end, const AnswerJudge &judge,
           wire::StreamKind stream, BadItems badItems)
{
    Judgement judgement = judgeEnd(answer, end);
    const bool byItem =
        stream == wire::StreamKind::Iterable && (answer.value.isArray() || !answer.items.empty());
    answer.value.share();
    if (answer.state != AnswerState::None)
        result.lastObject = answer.value;
    result.value = std::move(answer.value);
    BadPlaces bad;
    if (byItem)
        bad = takeItems(result, std::move(answer.items), badItems);
    if (judgement.status == RunStatus::Valid) {
        if (byItem && judge.items()) // each of them is read
            result.issues = judge.validator().validateList(result.value, fitting(result.value, bad));
        else if (answer.judged && !byItem)
            takeJudged(result, *std::move(answer.judged));
        else
            readWhole(result, answer.eachOnItsOwn && !byItem, judge);
        judgement = judgeFit(result, badItems, bad);
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

void judgeIssues(RunResult &result)
{
    result.status = RunStatus::Invalid;
    result.error =
        verdict(RunStatus::Invalid, ErrorKind::InvalidAnswer,
                "The answer does not pass its checks (" + countOf(result.issues.size(), "issue", "issues") +
                    "): " + namedIn(result.issues) + ".")
            .error;
}

void judgeList(RunResult &result, const AnswerJudge &judge, BadItems badItems)
{
    result.issues = judge.validator().validateList(result.value, fitting(result.value, {}));
    Judgement judgement = judgeFit(result, badItems, {});
    result.status = judgement.status;
    result.error = std::move(judgement.error);
}

} // namespace espalier::run
